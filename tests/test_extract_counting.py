"""What a bare number counts."""

import pytest

from kg.extract.counting import with_counts
from kg.extract.quantities import quantities
from kg.extract.tokens import tokens


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The number of summer visitors passed 3 million.", "summer visitors"),
        ("Arrivals and departures may peak at 600,000 on Monday.", "departures"),
        ("Daily sales of tickets rose to 4,000 in May.", "sales"),
        ("The town has a population of about 80,000.", "people"),
        ("They raised it to 8,000 later.", ""),
        ("They sold 400 boats.", "boats"),
        ("Fees rose by 20 per cent.", ""),
    ],
)
def test_a_number_counts_what_its_sentence_says_before_it(text: str, counted: str) -> None:
    words = tokens(text)
    (figure,) = with_counts(words, quantities(words, ()))
    assert figure.counted == counted
