"""Links: what is proposed of two things of which no rule says anything."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.config import ExtractReader
from kg.extract import weights
from kg.extract.links import Link
from kg.extract.weights import BIAS, FIGURES, LINKS, Weights
from kg.extract.words import PREPOSITIONS
from kg.model.claim import Modality
from tests.extraction import extractor, lexicon, read, reading_by, relations

WORDS = (
    "any saying verb here by rule topic named often opening sized earlier back between things "
    "told elsewhere quoted has a speaker speaks spoke before behind within it as subject first "
    "later of its in the object most with size near words steps beside outside and to None "
    "name short nominal described pronoun noun"
)
ROLES = (
    "nsubj nsubjpass dobj pobj advcl xcomp attr acomp oprd dative agent pcomp acl conj compound "
    "poss amod nmod ROOT appos prep npadvmod advmod nummod"
)


def _ways(text: str) -> set[tuple[str, str, str]]:
    found = [link for link in extractor().links_of(text) if link.way is not None]
    return {(link.one.shown, _words(link), link.other.shown) for link in found}


def _words(link: Link) -> str:
    assert link.way is not None
    return " ".join((link.way.verb, *link.way.words))


@pytest.mark.parametrize(
    ("text", "way"),
    [
        (
            "Lee Mei led her guests to attend the Bay Tea Summit.",
            ("Lee Mei", "lead to attend", "Bay Tea Summit"),
        ),
        (
            "Hill Town residents can buy tickets for the North Pier.",
            ("Hill Town residents", "buy tickets for", "North Pier"),
        ),
        (
            "The Harbour Office hopes to turn East Port into a hub of trade.",
            ("East Port", "turn into", "hub"),
        ),
    ],
)  # fmt: skip
def test_a_way_has_the_words_between_two_things(text: str, way: tuple[str, str, str]) -> None:
    assert way in _ways(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lee Mei, who knows Chan Taiman, came to Hill Town.",
        "When Chan Taiman slept, Lee Mei came to Hill Town.",
        "Lee Mei slept and Chan Taiman came to Hill Town.",
    ],
)
def test_no_way_leads_into_a_clause_with_a_subject_of_its_own(text: str) -> None:
    named = {m.text for each in read(text).reading.sentences for m in each.mentions}
    assert {"Lee Mei", "Chan Taiman"} <= named
    assert not [way for way in _ways(text) if {way[0], way[2]} == {"Lee Mei", "Chan Taiman"}]


def test_a_likely_link_is_proposed_in_the_words_of_its_way_with_its_probability() -> None:
    found = relations("Lee Mei led her guests to attend the Bay Tea Summit.")
    proposed = found["Lee Mei", "lead to attend", "Bay Tea Summit"]
    assert proposed.rule == "way of a verb, weighed"
    assert 0.25 <= proposed.score < 1


def test_a_way_through_two_clauses_is_held_as_the_one_that_is_no_fact() -> None:
    found = relations("Mayor Lee Mei will be among those attending the Bay Tea Summit.")
    proposed = found["Lee Mei", "be among those attending", "Bay Tea Summit"]
    assert proposed.modality is Modality.PLANNED


def test_what_a_rule_proposes_is_not_proposed_again() -> None:
    text = "The Harbour Office will open the North Pier. The Harbour Office opens the North Pier."
    assert ("Harbour Office", "opens", "North Pier") in relations(text)
    assert ("Harbour Office", "open", "North Pier") not in relations(text)
    assert not [way for way in _ways(text) if way[0] == "Harbour Office"]


def test_without_a_parser_nothing_is_weighed() -> None:
    text = "Lee Mei led her guests to attend the Bay Tea Summit with 40 of them."
    with reading_by(ExtractReader.RULES):
        found = read(text)
    assert found.candidates
    assert not [each for each in found.candidates if "weighed" in each.rule]


@pytest.mark.parametrize("file", [LINKS, FIGURES], ids=lambda file: str(file.stem))
def test_weights_are_of_classes_roles_and_prepositions_and_of_no_word_of_a_text(
    file: Path,
) -> None:
    known = {*WORDS.split(), *ROLES.split(), *PREPOSITIONS, *lexicon().ontology.classes, "Group"}
    for name in weights.read(file).of:
        words = name.replace(":", " ").replace(",", " ").split()
        assert {word for word in words if not word.isdigit()} <= known, name


@given(
    st.dictionaries(st.sampled_from("abc"), st.floats(-9, 9)),
    st.dictionaries(st.sampled_from("abcd"), st.floats(0, 6)),
    st.floats(-9, 9),
)
def test_a_probability_is_one(
    of: dict[str, float], features: dict[str, float], bias: float
) -> None:
    assert 0 <= Weights({**of, BIAS: bias}).likely(features) <= 1


def test_weights_are_read_as_they_are_written(tmp_path: Path) -> None:
    file = tmp_path / "weights.tsv"
    file.write_text(weights.written(Weights({"a thing": -0.5, "noun: of": 1.25})), "utf-8")
    assert weights.read(file) == Weights({"noun: of": 1.25, "a thing": -0.5})
