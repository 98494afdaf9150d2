"""What a parse tells: who does what to whom, who says what of what, nouns beside names."""

import pytest

from kg.extract.candidate import Relation, Said
from kg.model.claim import Modality
from tests.extraction import events, figures, read, relations

Key = tuple[str, str, str]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The Clean Water Scheme will raise trade between Hill Town and Harbour City.",
         ("Clean Water Scheme", "raise trade between", "Harbour City")),
        ("The Harbour Office offers guests from Hill Town a tour.",
         ("Harbour Office", "offer guests from", "Hill Town")),
        ("The Clean Water Scheme may help Hill Town keep its trade.",
         ("Clean Water Scheme", "help to keep", "Hill Town")),
        ("Hill Town residents can apply for the Clean Water Scheme.",
         ("Hill Town", "residents apply for", "Clean Water Scheme")),
        ("The Bay Treaty, a trade deal with Hill Town, is old.",
         ("Bay Treaty", "be deal with", "Hill Town")),
        ("They left the East Port and Hill Town districts of Harbour City.",
         ("Hill Town", "partOf", "Harbour City")),
        ("Lee Mei, founder of Blue Whale Limited, spoke.",
         ("Lee Mei", "establishes", "Blue Whale Limited")),
        ("Lee Mei, director of the Trade Centre at the Harbour Office, spoke.",
         ("Trade Centre", "partOf", "Harbour Office")),
        ("The Harbour Office, Hill Town and Harbour City have jointly opened a new school.",
         ("Hill Town", "cooperatesWith", "Harbour City")),
        ("Lee Mei made the remarks in her speech for the opening day at the 2025 Bay Trade Forum.",
         ("Bay Trade Forum", "hasParticipant", "Lee Mei")),
        ("Lee Mei gave a talk at the Bay Trade Forum held in Hill Town.",
         ("Bay Trade Forum", "heldIn", "Hill Town")),
        ("They visited Hill Town, in northern China's Guangdong.",
         ("Hill Town", "partOf", "Guangdong")),
        ("He left the Training and Exhibition Hall in Hill Town.",
         ("Training and Exhibition Hall", "locatedIn", "Hill Town")),
        ("Lee Mei briefed Chan Taiman on Hill Town's efforts in attracting firms of Harbour City.",
         ("Hill Town", "attract firms of", "Harbour City")),
        ("They flew to Hill Town, Harbour City and other towns of Guangdong.",
         ("Hill Town", "partOf", "Guangdong")),
        ("The Clean Water Scheme was signed between Hill Town and Harbour City.",
         ("Clean Water Scheme", "be signed between", "Hill Town")),
    ],
)  # fmt: skip
def test_a_clause_joins_its_subject_with_what_it_names(text: str, key: Key) -> None:
    assert key in relations(text)


@pytest.mark.parametrize(
    ("text", "speaker", "topic"),
    [
        ("On a radio show on Friday, Director Lee Mei, who was at the talks, said Chan Taiman "
         "urged firms to use East Port.", "Lee Mei", "Chan Taiman"),
        ("Director Lee Mei told the same radio show that lower fees would benefit Hill Town.",
         "Lee Mei", "Hill Town"),
        ("Director Lee Mei said the loss of trips to East Port, which Chan Taiman announced, "
         "would not last.", "Lee Mei", "East Port"),
        ("“It is a long way. The North Pier needs a road,” said Lee Mei.", "Lee Mei", "North Pier"),
    ],
)  # fmt: skip
def test_a_saying_is_about_the_subject_of_what_is_said(text: str, speaker: str, topic: str) -> None:
    assert (speaker, "commentsOn", topic) in relations(text)


def test_two_clauses_of_a_saying_have_a_topic_each() -> None:
    found = relations("Lee Mei said the North Pier was full and that East Port would be shut soon.")
    assert {key[2] for key in found if key[1] == "commentsOn"} == {"North Pier", "East Port"}


def test_a_quotation_over_sentences_has_the_speaker_that_closes_it() -> None:
    found = read(
        "Lee Mei said the weather was good.",
        "“The North Pier is old. East Port is new,” said Chan Taiman.",
    )
    speakers = [c.content.speaker.name for c in found.candidates if isinstance(c.content, Said)]
    assert speakers == ["Chan Taiman", "Chan Taiman"]


def test_whose_proposals_they_are_need_not_do_what_is_proposed() -> None:
    planned = relations("The Harbour Office has plans for opening the North Pier.")
    assert planned["Harbour Office", "opens", "North Pier"].modality is Modality.PLANNED
    proposed = relations("The Harbour Office made proposals on opening the North Pier.")
    assert not [key for key in proposed if key[0] == "Harbour Office" and key[1] == "opens"]


def test_a_day_of_a_fair_on_which_somebody_speaks_is_no_topic() -> None:
    text = "Speaking on the last day of the Bay Tea Summit, Lee Mei said that trade grew."
    found = [key[1] for key in relations("Lee Mei came.", text) if "Bay Tea Summit" in key]
    assert found == ["hasParticipant"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The Harbour Office extends permits for guests to visit Hill Town.",
         ("Harbour Office", "visits", "Hill Town")),
        ("Lee Mei spoke to reporters before a meeting of the Harbour Office.",
         ("Lee Mei", "commentsOn", "Harbour Office")),
        ("The Harbour Office will build roads in Hill Town.",
         ("Harbour Office", "builds", "Hill Town")),
        ("Director Lee Mei told makers from Harbour City it is too early to say.",
         ("Lee Mei", "commentsOn", "Harbour City")),
        ("The Harbour Office made a tour to East Port together with guests from Hill Town.",
         ("Harbour Office", "make tour with guests from", "Hill Town")),
        ("Director Lee Mei arrived back in Hill Town.", ("Lee Mei", "visits", "Hill Town")),
        ("The role of Hill Town in boosting trade with East Port is old.",
         ("Hill Town", "supports", "East Port")),
        ("Lee Mei said there were many links between Hill Town and East Port.",
         ("Lee Mei", "be links between", "Hill Town")),
    ],
)  # fmt: skip
def test_what_a_clause_does_not_say_is_not_proposed(text: str, key: Key) -> None:
    assert key not in relations(text)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Vice Premier He Daming said the pier is new.", "He Daming"),
        ("Deputy Secretary for Transport and Works Liu Chun-san said the pier is new.",
         "Liu Chun-san"),
        ("Chief Executive Lee Mei met Chan Taiman. The CE said the pier is new.", "Lee Mei"),
    ],
)  # fmt: skip
def test_a_person_is_found_by_a_name_or_a_title(text: str, who: str) -> None:
    groups = [c.content for c in read("The North Pier is long.", text).candidates]
    assert who in {c.speaker.name for c in groups if isinstance(c, Said)}


def test_who_speaks_at_an_event_is_not_said_by_himself_to_be_there() -> None:
    found = relations("Speaking at the Bay Trade Forum, Lee Mei said it was a good year.")
    assert found["Bay Trade Forum", "hasParticipant", "Lee Mei"].attributed_to is None


@pytest.mark.parametrize(
    ("text", "post", "body"),
    [
        ("Lee Mei, the Secretary for Works, Trade, and Health, spoke.",
         "Secretary for Works, Trade, and Health", None),
        ("Minister of Public Works and Social Trade Wang Daming spoke.",
         "Minister of Public Works and Social Trade", None),
        ("Bluesea chairman Lee Mei spoke.", "Bluesea chairman", None),
        ("They met Bluesea chairman Lee Mei.", "chairman", "Bluesea"),
        ("Lee Mei, deputy director of the central government's finance office, spoke.",
         "deputy director of the central government's finance office", None),
        ("Lee Mei serves as the honorary chairman of the Harbour Office.",
         "honorary chairman", "Harbour Office"),
        ("Harbour chief Lee Mei spoke.", "Harbour chief", None),
    ],
)  # fmt: skip
def test_an_office_keeps_the_words_of_the_text(text: str, post: str, body: str | None) -> None:
    contents = [c.content for c in read("Lee Mei said so.", text).candidates]
    offices = [c for c in contents if isinstance(c, Relation) and c.predicate == "holdsPost"]
    assert [(c.post, c.object.name if c.object else None) for c in offices] == [(post, body)]


def test_a_label_of_an_event_has_all_words_of_its_subject() -> None:
    found = events("New rules of the Harbour Office will apply from June 1.")
    assert list(found) == ["New rules of the Harbour Office apply from June 1"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The Harbour Office set up a school in Hill Town.",
         ("Harbour Office", "settlesIn", "Hill Town")),
        ("The Harbour Office called on firms to work in collaboration with Hill Town.",
         ("Harbour Office", "cooperatesWith", "Hill Town")),
        ("Lee Mei could have opened the North Pier.", ("Lee Mei", "opens", "North Pier")),
        ("They are from Hill Town, Harbour City and East Port.",
         ("Hill Town", "partOf", "Harbour City")),
        ("Heard on an HBC programme, Lee Mei said Hill Town is fine.",
         ("Lee Mei", "commentsOn", "HBC programme")),
    ],
)  # fmt: skip
def test_a_clause_does_not_say_what_it_only_resembles(text: str, key: Key) -> None:
    assert key not in relations(text)


def test_a_school_that_will_be_set_up_in_a_town_is_not_there_yet() -> None:
    found = relations("The Harbour Office will set up a research institute in Hill Town.")
    assert found["research institute", "locatedIn", "Hill Town"].modality is Modality.PLANNED


def test_the_year_in_the_name_of_an_event_is_no_figure() -> None:
    assert not figures("Lee Mei spoke at the 2025 Bay Trade Forum.")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Clean Water Scheme will grow from 30 to over 70 schools.",
         {("30", "Clean Water Scheme", None), ("70", "Clean Water Scheme", None)}),
        ("The Travel Allowance will more than double to 900 yuan.",
         {("900", "Travel Allowance", "yuan")}),
    ],
)  # fmt: skip
def test_a_change_has_both_its_figures(text: str, wanted: set[tuple[str, str, str | None]]) -> None:
    assert wanted <= set(figures(text))


def test_two_offices_of_two_bodies_are_two() -> None:
    found = relations(
        "Lee Mei, the North Pier's harbour manager and chairman of the Trade Centre, left."
    )
    assert {body for _, name, body in found if name == "holdsPost"} == {
        "North Pier",
        "Trade Centre",
    }


def test_firms_of_a_town_are_not_the_town() -> None:
    assert ("Harbour Office", "supports", "Hill Town") not in relations(
        "The Harbour Office supports Hill Town firms."
    )


@pytest.mark.parametrize(
    ("text", "label", "day"),
    [
        ("The race started at the East Port and ended in Hill Town.", "Start of the race", "None"),
        ("Lee Mei likes the Bay Games, which start on April 9.", "Start of Bay Games",
         "2025-04-09"),
    ],
)  # fmt: skip
def test_what_starts_is_in_the_label(text: str, label: str, day: str) -> None:
    assert str(events(text)[label].when) == day


def test_a_figure_belongs_to_the_verb_in_whose_clause_it_stands() -> None:
    text = "Hill Town, which said the North Pier is old, hired 40 people."
    assert ("40", "Hill Town", None) in figures(text)


def test_a_programme_with_an_acronym_is_a_broadcast_only_where_one_speaks_on_it() -> None:
    def outlets(text: str) -> list[str]:
        found = (m for s in read(text).reading.sentences for m in s.mentions)
        return [m.text for m in found if m.referent.cls == "MediaOutlet"]

    assert outlets("Heard on an HBC programme, Lee Mei said Hill Town is fine.") == [
        "HBC programme"
    ]
    assert outlets("Lee Mei said the HBT programme helps Hill Town.") == []
