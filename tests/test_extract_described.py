"""Things, groups and fields of work that only the parse of a sentence finds."""

import pytest

from kg.extract.candidate import Relation
from kg.model.claim import Modality
from tests.extraction import figures, read, relations

Key = tuple[str, str, str]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The Harbour Office will build a hospital with 300 beds near the pier.",
         ("Harbour Office", "builds", "hospital")),
        ("Lee Mei will attend a harvest luncheon hosted by the Harbour Office.",
         ("harvest luncheon", "hasParticipant", "Lee Mei")),
        ("Lee Mei spoke at a forum in Hill Town on green shipping.",
         ("forum", "heldIn", "Hill Town")),
        ("Speaking at a Harbour Office meeting, Lee Mei said that trade grew.",
         ("Harbour Office meeting", "hasParticipant", "Lee Mei")),
        ("“Trade grew,” Lee Mei told guests at a trade event.",
         ("trade event", "hasParticipant", "Lee Mei")),
        ('Lee Mei told guests on the margins of the "Bay Tea Summit" that trade grew.',
         ("Bay Tea Summit", "hasParticipant", "Lee Mei")),
        ("The Harbour Office will expand a joint checkpoint at East Port.",
         ("joint checkpoint", "locatedIn", "East Port")),
        ("A bridge has been opened in Hill Town.", ("bridge", "status", "opened")),
    ],
)  # fmt: skip
def test_a_thing_that_is_only_described_is_an_end(text: str, key: Key) -> None:
    assert key in relations("Lee Mei is the director of the Harbour Office.", text)


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Office opened the North Pier project in Hill Town.",  # the pier has a name
        "Hill Town serves as a bridge between old guests and the Harbour Office.",  # a role
        "Lee Mei visited tech zones in Hill Town.",  # it is the town that was visited
        "The Harbour Office plans projects such as the North Pier.",
    ],
)
def test_what_only_leads_to_a_name_is_no_thing(text: str) -> None:
    things = {
        str(end.name)
        for each in read("The North Pier is new.", text).candidates
        if isinstance(each.content, Relation)
        for end in (each.content.subject, each.content.object)
        if end is not None
    }
    assert not things & {"bridge", "tech zones", "projects", "project", "North Pier project"}


def test_a_described_thing_is_called_by_its_noun_later() -> None:
    found = relations(
        "The Harbour Office will build a seaside hospital in Hill Town.",
        "The Sea Group will build the hospital.",
    )
    assert ("Sea Group", "builds", "seaside hospital") in found


def test_what_a_number_counts_is_not_what_it_is_of() -> None:
    text = "The Harbour Office will hold eight cultural events in May."
    assert ("8", "Harbour Office", None) in figures(text)


def test_what_a_phrase_has_is_of_its_noun() -> None:
    found = figures("The Harbour Office will build a hospital with 300 beds in the North Zone.")
    assert ("300", "hospital", None) in found


@pytest.mark.parametrize(
    ("text", "group", "place"),
    [
        ("Many Hill Town residents left.", "Hill Town residents", "Hill Town"),
        ("Young engineers from Hill Town and East Port City came.", "Young engineers", "Hill Town"),
        ("49 of the 199 new assessors are from Hill Town.", "assessors", "Hill Town"),
    ],
)  # fmt: skip
def test_a_group_comes_from_where_its_phrase_says(text: str, group: str, place: str) -> None:
    found = relations(text)
    assert found[(group, "hasOrigin", place)].modality is Modality.ASSERTED


def test_a_group_settles_where_its_verb_says() -> None:
    found = relations("More Hill Town startups will settle in Harbour City.")
    assert ("Hill Town startups", "settlesIn", "Harbour City") in found


def test_people_at_large_are_no_group() -> None:
    found = relations("People left Hill Town.", "Residents went to Harbour City.")
    assert not [key for key in found if key[0] in ("People", "Residents")]


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("The North Zone focuses on trade and green finance.", {"trade", "green finance"}),
        ("The North Zone tends to focus on science and technology development.",
         {"science and technology development"}),
        ("The North Zone specialises in applied mathematics.", {"applied mathematics"}),
        ("The North Zone focuses on four key areas, namely tea medicine, trade and law.",
         {"tea medicine", "trade", "law"}),
    ],
)  # fmt: skip
def test_a_zone_focuses_on_what_its_verb_says(text: str, topics: set[str]) -> None:
    found = {key[2] for key in relations(text) if key[:2] == ("North Zone", "focusesOn")}
    assert found == topics


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The Harbour Office should open a border checkpoint at East Port, to bolster "
         "Hill Town's rank as a port.", ("border checkpoint", "supports", "Hill Town")),
        ("The Harbour Office will expand the North Zone so as to drive Hill Town's growth.",
         ("North Zone", "supports", "Hill Town")),
        ("The North Zone can act as a strong motor to drive Hill Town's trade.",
         ("North Zone", "supports", "Hill Town")),
        ("The North Zone can allow the flow of goods and facilitate the growth of Hill Town.",
         ("North Zone", "supports", "Hill Town")),
        ("Cooperation between East Port and Harbour City helps Hill Town.",
         ("East Port", "supports", "Hill Town")),
        ("Hill Town will co-host the Bay Tea Games with Harbour City.",
         ("Harbour City", "hosts", "Bay Tea Games")),
        ("Hill Town and Harbour City are to be covered under the Clean Water Scheme.",
         ("Clean Water Scheme", "appliesTo", "Harbour City")),
        ("Lee Mei spoke at the closing ceremony of the Bay Tea Summit.",
         ("Bay Tea Summit", "hasParticipant", "Lee Mei")),
        ("Lee Mei's successor, Ho Kam, opened the North Pier.",
         ("Ho Kam", "opens", "North Pier")),
    ],
)  # fmt: skip
def test_the_one_that_does_it_is_the_subject(text: str, key: Key) -> None:
    intro = "The North Zone, the North Pier and the Clean Water Scheme are new. Ho Kam said so."
    assert key in relations(intro, text)


def test_who_is_to_organise_what_will_take_place() -> None:
    found = relations("Organised by the Harbour Office, the Bay Tea Summit will take place in May.")
    key = ("Harbour Office", "hosts", "Bay Tea Summit")
    assert found[key].modality is Modality.PLANNED


def test_every_saying_of_one_thing_is_a_candidate_with_its_words() -> None:
    found = read(
        "Lee Mei said that Hill Town must keep its status as a port.",
        "She added that Hill Town should open two piers.",
    )
    sayings = [
        each.content.says
        for each in found.candidates
        if isinstance(each.content, Relation) and each.content.predicate == "commentsOn"
    ]
    assert sayings == ["say: must keep its status as a port", "add: should open two piers"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Lee Mei thanked Harbour City for supporting Hill Town.",
         ("Harbour City", "supports", "Hill Town")),
        ("The Harbour Office's hopes are for East Port and Harbour City to support Hill Town.",
         ("East Port", "supports", "Hill Town")),
        ("Two-entry visas will be eased for people from Hill Town.",
         ("Two-entry visas", "appliesTo", "Hill Town")),
        ("He appreciated the Harbour Office's assessment of Hill Town.",
         ("Harbour Office", "commentsOn", "Hill Town")),
        ("Many places in Hill Town, such as East Port and Harbour City, are old.",
         ("East Port", "locatedIn", "Hill Town")),
        ("A robot maker named Bluewhale Tech will settle in Hill Town.",
         ("Bluewhale Tech", "settlesIn", "Hill Town")),
    ],
)  # fmt: skip
def test_the_phrase_tells_who_and_where(text: str, key: Key) -> None:
    assert key in relations("Lee Mei is the director of the Harbour Office.", text)


@pytest.mark.parametrize(
    "text",
    [
        "Lee Mei was briefed about plans to boost Hill Town.",  # whose plans is not told
        "The Harbour Council debates whether to approve the North Zone.",
        "The Bay Tea Summit was previously held in Hill Town.",
    ],
)
def test_what_is_not_said_of_anybody_is_not_proposed(text: str) -> None:
    found = relations("The North Zone is new. Lee Mei came, and the Bay Tea Summit ended.", text)
    told = {"supports", "approves", "heldIn", "locatedIn"}
    assert not [key for key in found if key[1] in told]


def test_several_are_not_the_one_that_was_named() -> None:
    found = relations("The North Zone is new.", "The three zones are located in Hill Town.")
    assert ("North Zone", "locatedIn", "Hill Town") not in found


def test_the_buildings_are_not_the_one_that_was_described() -> None:
    text = "Lee Mei opened a talent accommodation building."
    found = relations(text, "She said the buildings are located in Hill Town.")
    assert ("talent accommodation building", "locatedIn", "Hill Town") not in found


def test_her_bureau_is_that_of_her_office() -> None:
    intro = "The Harbour Health Bureau opened. The Works Bureau met Secretary for Works Lee Mei."
    found = relations(intro, "She said her bureau will support Hill Town.")
    assert ("Works Bureau", "supports", "Hill Town") in found
    assert ("Harbour Health Bureau", "supports", "Hill Town") not in found


def test_what_a_later_sentence_calls_by_its_noun_is_the_thing_that_was_described() -> None:
    found = relations(
        "The Harbour Office will open a tea school in Hill Town.",
        "Lee Mei said the school will provide 80 places.",
    )
    assert ("Lee Mei", "commentsOn", "tea school") in found
