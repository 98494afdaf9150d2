"""What a number counts, by the parse of its sentence."""

import pytest

from kg.extract.candidate import Measured
from tests.extraction import read


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Hill Town will hold eight Island Games races.", ["races"]),
        ("Hill Town has 30 schools and research institutes.", ["schools and research institutes"]),
        ("Hill Town has 30 schools and 40 shops.", ["schools", "shops"]),
        ("Guests saw 375 of the rare birds in Hill Town.", ["birds"]),
        ("In Hill Town 12 boats sailed in May, and 30 in June.", ["boats", "boats"]),
        ("Hill Town has 12 boats, and 30 of them are new.", ["boats", "boats"]),
        ("Hill Town has 12 hectares, and 30 in the south.", ["hectares", ""]),
        ("Fees of East Port rose by 0.25 percentage points.", ["percentage points"]),
        ("Hill Town sent one small boat.", ["boat"]),
        ("The Harbour Office met 22 Hill Town and island firms.", ["firms"]),
        ("Hill Town wants to raise US$17 to $20 billion.", ["US$"]),
    ],
)
def test_a_number_counts_the_noun_on_which_it_hangs_or_what_was_counted_before(
    text: str, counted: list[str]
) -> None:
    found = [c.content for c in read(text).candidates if isinstance(c.content, Measured)]
    assert [each.words for each in found] == counted
