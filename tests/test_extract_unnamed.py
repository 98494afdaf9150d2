"""Things without a name, what later stands for them, appositions, and verbs without a frame."""

import pytest

from kg.extract.candidate import Relation
from kg.model.claim import Modality
from tests.extraction import events, figures, read, relations

pytestmark = pytest.mark.usefixtures("each_reader")

Key = tuple[str, str, str]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The Harbour Office launched a pilot ferry scheme for visitors from Hill Town.",
         ("pilot ferry scheme", "appliesTo", "Hill Town")),
        ("The Harbour Office announced measures to help Hill Town.",
         ("Harbour Office", "issues", "measures")),
        ("The Harbour Office announced that a travel allowance for Hill Town will be raised.",
         ("Harbour Office", "issues", "travel allowance")),
        ("An unmanned shuttle between East Port and Hill Town is planned.",
         ("unmanned shuttle", "connects", "East Port")),
        ("A cross-border bus service from East Port to Hill Town has begun.",
         ("cross-border bus service", "connects", "Hill Town")),
        ("Home to East Port, the Hill Town District is busy.",
         ("East Port", "locatedIn", "Hill Town District")),
        ("Harbour City, where the North Pier stands, is old.",
         ("North Pier", "locatedIn", "Harbour City")),
        ("Blue Whale Holdings Limited, a Hill Town company, is old.",
         ("Blue Whale Holdings Limited", "hasOrigin", "Hill Town")),
        ("Blue Whale Holdings Limited, a subsidiary of the Sea Group, is old.",
         ("Sea Group", "owns", "Blue Whale Holdings Limited")),
        ("The opening of East Port by the Harbour Office was a success.",
         ("Harbour Office", "opens", "East Port")),
        ("After the signing of an agreement between Hill Town and Harbour City, trade rose.",
         ("Hill Town", "cooperatesWith", "Harbour City")),
        ("The Harbour Office, together with Hill Town, launched the Clean Water Scheme.",
         ("Hill Town", "issues", "Clean Water Scheme")),
        ("Officials from the Harbour Office met representatives of Hill Town Bank.",
         ("Harbour Office", "meets", "Hill Town Bank")),
        ("The Bay Trade Forum, organised by the Harbour Office and held in Hill Town, is over.",
         ("Bay Trade Forum", "heldIn", "Hill Town")),
        ("The North Pier, covering 20 hectares, is part of the Clean Water Scheme.",
         ("North Pier", "partOf", "Clean Water Scheme")),
        ("The scheme takes effect on May 9 at East Port, the North Pier and Hill Town Station.",
         ("Clean Water Scheme", "appliesTo", "North Pier")),
        ("Chan Taiman was elected president of the Harbour Council.",
         ("Chan Taiman", "holdsPost", "Harbour Council")),
        ("Director Lee Mei urged firms to join the development of Hill Town.",
         ("Lee Mei", "supports", "Hill Town")),
    ],
)  # fmt: skip
def test_a_construction_finds_both_ends(text: str, key: Key) -> None:
    assert key in relations("The Clean Water Scheme is new.", text)


def test_what_was_described_is_called_by_its_noun_later() -> None:
    found = relations(
        "The Harbour Office announced a new travel allowance on Friday.",
        "The allowance will help Hill Town.",
        "“The move benefits Harbour City,” said Chan Taiman, the director of the Harbour Council.",
    )
    assert ("new travel allowance", "supports", "Hill Town") in found
    assert ("new travel allowance", "supports", "Harbour City") in found


def test_a_thing_that_is_new_is_none_that_was_named_before() -> None:
    found = relations("The Old Bridge is old.", "The Harbour Office will build a new bridge.")
    assert ("Harbour Office", "builds", "Old Bridge") not in found


def test_a_role_is_no_thing() -> None:
    found = read("Hill Town acts as a bridge between East Port and Harbour City.")
    assert {each.name for each in found.reading.referents} == {
        "Hill Town", "East Port", "Harbour City"
    }  # fmt: skip


def test_a_verb_without_a_frame_is_proposed_as_it_stands() -> None:
    found = relations("The Harbour Office besieged Hill Town.", "The Harbour Office shelved the "
                      "Clean Water Scheme.")  # fmt: skip
    claim = found["Harbour Office", "shelve", "Clean Water Scheme"]
    assert isinstance(claim.content, Relation)
    assert claim.content.open
    assert claim.score <= 0.5


def test_of_two_of_one_family_the_one_named_last_is_meant() -> None:
    found = relations(
        "Director Lee Mei visited East Port.", "Lee inspected the North Pier.",
        "Chairman Lee Daming visited the Old Bridge.",
    )  # fmt: skip
    assert ("Lee Mei", "visits", "North Pier") in found


def test_a_body_speaks_through_its_spokesman() -> None:
    found = relations(
        "The Harbour Office met Hill Town Bank.", "A spokesman for the Harbour Office left.",
        "The spokesman said the North Pier is safe.",
    )  # fmt: skip
    assert any(key[1] == "commentsOn" and key[2] == "North Pier" for key in found)


def test_the_subject_of_a_participle_is_the_noun_before_it() -> None:
    found = relations("Lee Mei said cars leaving Hill Town pay a fee.")
    assert not any(key[0] == "Lee Mei" and key[2] == "Hill Town" and key[1] != "commentsOn"
                   for key in found)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Harbour Office raised the travel allowance from 300 to 900 yuan.",
         {("300", "travel allowance", "yuan"), ("900", "travel allowance", "yuan")}),
        ("The 20 million yuan rescue fund is for Hill Town.",
         {("20000000", "rescue fund", "yuan")}),
        ("The plots range from 12 to 18 hectares.", set()),
    ],
)  # fmt: skip
def test_a_figure_of_a_thing_without_a_name(
    text: str, wanted: set[tuple[str, str, str | None]]
) -> None:
    assert wanted <= set(figures("The Harbour Office has a travel allowance.", text))


def test_what_happens_on_a_day_is_an_event_and_a_day_of_saying_is_none() -> None:
    found = events("The Clean Water Scheme will apply from June 1.")
    assert any("apply from June 1" in label for label in found)
    assert not events("The Harbour Office said on Friday it likes Hill Town.")


def test_a_label_of_an_event_has_no_pronoun_and_no_visit_is_nobodys() -> None:
    assert not events("Guests can visit Hill Town.")
    found = events("The Harbour Office is glad. It will apply the rules from June 1.")
    assert list(found) == ["Harbour Office apply the rules from June 1"]


def test_where_a_planned_thing_is_is_a_plan() -> None:
    found = relations("The Harbour Office will open a new sports hall in Hill Town.")
    claim = found["new sports hall", "locatedIn", "Hill Town"]
    assert claim.modality is Modality.PLANNED


def test_no_two_relations_of_one_reading_are_alike() -> None:
    text = "The Harbour Office supports Hill Town. The Harbour Office helps Hill Town."
    keys = [
        (each.content.subject.name, each.content.predicate, each.content.object)
        for each in read(text).candidates if isinstance(each.content, Relation)
    ]  # fmt: skip
    assert len(keys) == len(set(keys))
