"""Options: what a figure may be of, and which of them it is."""

from kg.extract.figure_options import chosen
from kg.extract.weights import Weights
from tests.extraction import extractor


def test_what_a_figure_is_of_is_chosen_among_what_its_sentence_and_those_before_name() -> None:
    text = "Lee Mei came to Hill Town.\n\nThe North Pier has 40 berths."
    (found,) = extractor().figures_of(text)
    assert {each.name for each in found.of} == {"Lee Mei", "Hill Town", "North Pier"}
    pier = next(each for each in found.of if each.name == "North Pier")
    assert found.of[pier]["subject of its verb"] == 1
    best = chosen(found, Weights({"subject of its verb": 2.0}))
    assert best is not None
    assert best[0] is pier
    assert 0.5 < best[1] < 1
