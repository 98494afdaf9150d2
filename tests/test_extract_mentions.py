"""Known and unknown names, their classes, and what pronouns and "the zone" stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.curate.curation import Curation
from kg.extract.gazetteer import Gazetteer, Known, level, of_curation
from kg.extract.joining import family_name
from tests.extraction import entities, extractor, read, relations

PORT = Known("east-port", "East Port", ("Port",))
CITY = Known("macau", "Macau", ("Territory",))


def test_the_longest_known_name_is_found_with_its_place() -> None:
    zone = Known("zone", "East Port Zone", ("Zone",))
    known = Gazetteer([("East Port", PORT), ("East Port Zone", zone)])
    text = "The East Port Zone is beside East Port."
    found = [(text[m.span.start : m.span.end], m.entities[0].slug) for m in known.find(text)]
    assert found == [("East Port Zone", "zone"), ("East Port", "east-port")]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("East Port", 1), ("EAST PORT", 1), ("East\u00a0Port", 1), ("east port", 0),
        ("East Portal", 0), ("Northeast Port", 0), ("the East Port’s pier", 1),
    ],
)  # fmt: skip
def test_whole_words_count_and_a_name_needs_its_capital(text: str, times: int) -> None:
    assert len(Gazetteer([("East Port", PORT)]).find(text)) == times


def test_a_name_in_small_letters_is_no_part_of_a_joined_word() -> None:
    known = Gazetteer([("nation", CITY)])
    assert known.find("the nation met")
    assert not known.find("a three-nation tour")


def test_spellings_of_one_name_are_one() -> None:
    assert Gazetteer([("Macau", CITY)]).find("in Macao")
    zone = Known("zone", "Cooperation Zone", ("Zone",))
    assert Gazetteer([("Bay Cooperation Zone", zone)]).find("the Bay Co-operation Zone")


def test_a_chinese_name_is_found_within_a_line() -> None:
    assert Gazetteer([("東港", PORT)]).find("這是東港的消息")


def test_of_a_document_that_is_left_out_nothing_is_known(curated: Curation) -> None:
    text = "Blue Lantern"
    assert of_curation(curated).find(text)
    assert not of_curation(curated, without="island-post-3").find(text)


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Ships left Hill Town Province on Monday.", "Hill Town Province"),
        ("Ships left Hill Town city on Monday.", "Hill Town city"),
        ("Ships left Hill Town on Monday.", "Hill Town"),
        ("Ships left Hill Town City Pier on Monday.", "Hill Town City Pier"),
        ("Ships left Hill Town cityscapes behind.", "Hill Town"),
    ],
)
def test_what_kind_of_territory_it_is_is_a_part_of_its_name(text: str, mention: str) -> None:
    found = {m.text: m.referent.slug for s in read(text).reading.sentences for m in s.mentions}
    assert found[mention] == (None if mention.endswith("Pier") else "hill-town")


@given(st.text(max_size=80))
def test_levelling_keeps_every_offset(text: str) -> None:
    assert len(level(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "name", "cls"),
    [
        ("She works at the Department of Harbour Works.", "Department of Harbour Works",
         "GovernmentBody"),
        ("It is near the University of Hill Town.", "University of Hill Town",
         "AcademicInstitution"),
        ("They joined the Bay Trade Forum.", "Bay Trade Forum", "Event"),
        ("They moved into the Xijiang Evergreen Home.", "Xijiang Evergreen Home", "Facility"),
        ("They swam in Plover Cove Reservoir.", "Plover Cove Reservoir", "Facility"),
        ("They drank at Lake Cove.", "Lake Cove", "Place"),
        ("They crossed at Stone Hill Checkpoint.", "Stone Hill Checkpoint", "Port"),
        ("It follows the Outline Plan for Clean Water.", "Outline Plan for Clean Water", "Plan"),
        ("He praised the Harbour-Island Science Park.", "Harbour-Island Science Park", "Zone"),
        ("A line to Kwai Lam Tei opened in Kwai Lam Tei.", "Kwai Lam Tei", "Place"),
        ("He spoke with Director Lee Mei.", "Lee Mei", "Person"),
        ("Chan Taiman, chairman of the chamber, left.", "Chan Taiman", "Person"),
        ("“Fine,” said Maria Lopes.", "Maria Lopes", "Person"),
        ("It was built by Blue Whale Holdings Limited.", "Blue Whale Holdings Limited", "Company"),
        ("The “Two Piers, One Bay” plan grew.", "Two Piers, One Bay", None),
        ("It is led by the Innovation and Technology Bureau.", "Innovation and Technology Bureau",
         "GovernmentBody"),
    ],
)  # fmt: skip
def test_an_unknown_name_is_proposed_with_the_class_of_its_form(
    text: str, name: str, cls: str | None
) -> None:
    found = entities(text)
    assert name in found
    assert cls is None or found[name] == cls


def test_two_names_that_and_joins_are_two() -> None:
    assert {"Harbour City", "Hill Town"} <= entities("Harbour City and Hill Town agreed.").keys()


@pytest.mark.parametrize(
    "text", ["However, it rained on Monday.", "Building it took a year.", "In May the sun shone."]
)
def test_a_capital_alone_is_no_name(text: str) -> None:
    assert entities(text) == {}


def test_a_headline_in_capitals_proposes_no_name() -> None:
    found = entities("Ferry Company Plans Bigger Boats For Island", "It rained.")
    assert found == {}


def test_a_family_name_an_acronym_and_a_short_form_join_the_full_name() -> None:
    found = read(
        "Lee Mei, head of the Central Harbour Hospital (CHH), spoke. Lee said the CHH is full.",
        "The Harbour Hospital is old.",
    )
    names = {each.name: each.names for each in found.reading.referents}
    assert names["Lee Mei"] == ["Lee Mei", "Lee"]
    assert set(names["Central Harbour Hospital"]) >= {"Central Harbour Hospital", "CHH"}


@pytest.mark.parametrize(
    ("name", "family"),
    [("Wang Daming", "Wang"), ("John Lee", "Lee"), ("Peter Chan Wai-man", "Chan"),
     ("Lau Wai-ming", "Lau"), ("Maria Lopes", "Lopes")],
)  # fmt: skip
def test_the_family_name_is_found_in_either_order(name: str, family: str) -> None:
    assert family_name(name) == family


def test_he_and_the_park_are_what_was_named_before() -> None:
    found = relations(
        "Lee Mei, director of the Harbour Office, visited the Island Science Park on Friday.",
        "She said the park is located in Hill Town.",
    )
    claim = found["Island Science Park", "locatedIn", "Hill Town"]
    assert claim.attributed_to is not None
    assert claim.attributed_to.name == "Lee Mei"


def test_what_may_be_any_of_several_is_not_linked() -> None:
    port = Known("luohu-port", "Luohu", ("Port",))
    other = Known("luohu-port-2", "Luohu", ("Port",))
    extraction = type(extractor())(
        extractor().lexicon, Gazetteer([("Luohu", port), ("Luohu", other)])
    )
    found = extraction.extract("They crossed at Luohu on Friday.")
    assert all(each.slug is None for each in found.reading.referents)


@pytest.mark.parametrize(
    "text",
    ["Hill Town is home to a fair.", "A Hill Town casino closed.", "The Hill Town shop shut."],
)
def test_a_common_noun_behind_a_known_name_is_no_part_of_it(text: str) -> None:
    assert entities(text).keys() & {"Hill Town"} == {"Hill Town"}
    assert not [name for name in entities(text) if name != "Hill Town"]
