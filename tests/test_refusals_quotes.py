"""Each mistake in a quote is refused, with file, line and remedy."""

from collections.abc import Callable

import pytest

from kg.curate.curation import Curation
from kg.model.ontology import Ontology
from kg.model.problem import Problem
from tests.conftest import World
from tests.refusals import PLACE, POST, QUOTE, WEEKLY, Told, is_told, problems_of, teller

Replaced = Callable[[str, str, str], Problem]


@pytest.fixture
def told(world: World, curated: Curation, terms: Ontology) -> Told:
    """What is told of an entry in front of the claims of the notice, on line 3."""
    return teller(world, curated, terms)


@pytest.fixture
def replaced(world: World, curated: Curation, terms: Ontology) -> Replaced:
    """What is told of a claim file after some words of it were replaced."""

    def put(file: str, old: str, new: str) -> Problem:
        world.replace(file, old, new)
        (problem,) = problems_of(world, curated, terms, file.split("/")[-1].removesuffix(".yaml"))
        return problem

    return put


def test_a_quote_that_is_not_in_the_document_is_refused(told: Told) -> None:
    problem = told(PLACE.replace("1.25", "1.26"))
    is_told(problem, "quote", "the quote is not in the document; it agrees up to “covers 1.2”")
    assert "covers 1.25 hectares" in problem.remedy


def test_a_quote_of_another_document_is_refused(told: Told) -> None:
    is_told(
        told(PLACE.replace("covers 1.25 hectares", "Xylophone of Hill Town")),
        "quote",
        "the quote is not in the document",
    )


def test_a_quote_that_differs_in_spaces_gets_the_text_to_paste(replaced: Replaced) -> None:
    exact = "The port at East Bay serves the Island\u00a0Market, the Harbour\u00a0Office said."
    problem = replaced(POST, exact, exact.replace("\u00a0", " "))
    assert "differs from the document in spaces or quote marks" in problem.message
    assert problem.remedy == f"Paste: {exact}"


def test_a_quote_that_differs_in_quote_marks_gets_the_text_to_paste(replaced: Replaced) -> None:
    problem = replaced(
        POST, "quote: The ‘Blue Lantern’ is near", "quote: The 'Blue Lantern' is near"
    )
    assert "differs from the document in spaces or quote marks" in problem.message
    assert problem.remedy == "Paste: The ‘Blue Lantern’ is near East Port."


def test_a_quote_that_stands_twice_without_offsets_is_refused(replaced: Replaced) -> None:
    once = "{text: The bridge was mended., start: 305}"
    problem = replaced(POST, once, "The bridge was mended.")
    assert "the quote stands 2 times, at 305, 328" in problem.message
    assert "start: 305" in problem.remedy


def test_a_quote_at_a_wrong_offset_is_refused(replaced: Replaced) -> None:
    problem = replaced(POST, "start: 305", "start: 306")
    assert "the quote does not stand at 306" in problem.message


def test_a_quote_in_noise_is_refused(replaced: Replaced) -> None:
    problem = replaced(WEEKLY, "quote: East Port is in Harbour City\n", "quote: recipes for\n")
    assert "marked as noise (teaser)" in problem.message


def test_a_quote_over_too_many_sentences_is_refused(replaced: Replaced) -> None:
    problem = replaced(
        POST,
        "quote: A foreign company proposed to build the Island Bridge again.",
        "quote: the Island Bridge again. The bridge was mended. The bridge",
    )
    assert "the quote runs over 3 sentences" in problem.message


def test_a_claim_without_a_quote_is_refused(told: Told) -> None:
    is_told(told(PLACE.replace(f", {QUOTE}", "")), "quote", "the field is missing")


def test_the_same_quote_twice_in_one_claim_is_refused(told: Told) -> None:
    assert (
        "quote"
        in told(
            PLACE.replace("covers 1.25 hectares", "[covers 1.25 hectares, covers 1.25 hectares]")
        ).field
    )
