"""Whose words they are, whom a pronoun or an office means, and what a saying is not about."""

import pytest

from kg.extract.candidate import Said
from kg.model.claim import Modality, Polarity
from tests.extraction import read, relations


def _speakers(*paragraphs: str) -> list[str]:
    found = read(*paragraphs).candidates
    return [each.content.speaker.name for each in found if isinstance(each.content, Said)]


def test_for_his_part_is_said_of_whoever_is_named_behind_it() -> None:
    last = _speakers(
        "Lee Mei said Hill Town grew.",
        "For his part, lawmaker Gary Chan, who worked at the Harbour Office, said that trade grew.",
        "He called on the authorities to open East Port.",
    )[-1]
    assert last == "Gary Chan"


def test_whoever_also_said_something_speaks_on_and_not_who_was_quoted() -> None:
    last = _speakers(
        "Mayor Zhou Ming came. Delegate Pansy Ho said Hill Town grew.",
        "Ho also said Zhou urged Hill Town to work.",
        '"We can open East Port," she said.',
    )[-1]
    assert last == "Pansy Ho"


def test_who_goes_on_without_a_name_is_not_who_was_named_before() -> None:
    found = _speakers(
        "Mayor Zhou Ming said Hill Town grew.",
        '"I came to East Port by bus," another man said.',
        '"East Port is far."',
    )
    assert found == ["Zhou Ming"]


def test_the_minister_is_the_secretary_and_not_a_director_who_was_named_since() -> None:
    last = _speakers(
        "Transport Secretary Lam Sai-hung said Hill Town grew.",
        "The director of the Harbour Office, Xia Bao, met guests.",
        "The minister said that East Port was full.",
    )[-1]
    assert last == "Lam Sai-hung"


@pytest.mark.parametrize(
    "text",
    [
        "President Joseph Lee quoted mayor Zhou Ming as saying Hill Town could work hard.",
        "Mayor Zhou Ming was quoted as saying that Hill Town could work hard.",
    ],
)
def test_what_is_quoted_are_the_words_of_whoever_is_quoted(text: str) -> None:
    assert ("Zhou Ming", "commentsOn", "Hill Town") in relations(text)
    assert ("Joseph Lee", "commentsOn", "Hill Town") not in relations(text)


def test_whom_according_to_names_is_no_topic_and_speaks_only_where_nobody_else_does() -> None:
    found = relations("Mayor Zhou Ming urged Hill Town to grow, according to the Sea News Agency.")
    assert {key for key in found if key[1] == "commentsOn"} == {
        ("Zhou Ming", "commentsOn", "Hill Town")
    }
    source = _speakers("Hill Town will grow, according to the Harbour Office.")
    assert source == ["Harbour Office"]


def test_when_somebody_spoke_is_not_what_was_said() -> None:
    text = "He was speaking a day after officials unveiled plans to develop Hill Town."
    found = relations("Lee Mei came to Macao. Lee Mei said so.", text)
    assert ("Lee Mei", "commentsOn", "Hill Town") not in found


def test_not_without_denies_nothing() -> None:
    found = relations("Lee Mei said the plan will not be complete without the North Pier.")
    said = found["Lee Mei", "commentsOn", "North Pier"]
    assert said.polarity is Polarity.POSITIVE


def test_of_firms_of_a_town_the_firms_are_spoken_of() -> None:
    found = relations("Lee Mei said Hill Town companies should boost their trade.")
    assert ("Lee Mei", "commentsOn", "Hill Town companies") in found
    assert ("Lee Mei", "commentsOn", "Hill Town") not in found


def test_a_place_is_not_to_come_because_of_a_new_finding_in_it() -> None:
    found = relations(
        "The new finding in the Ng Tung River is good.",
        "Guests are living in the Ng Tung River near Hill Town.",
    )
    assert found["Ng Tung River", "nearTo", "Hill Town"].modality is Modality.ASSERTED


def test_what_its_means_is_not_named_in_what_is_told_aside() -> None:
    text = "The mayor, who led the Tea Union, urged Hill Town to use its strengths."
    meant = {m.text: m.referent.name for s in read(text).reading.sentences for m in s.mentions}
    assert meant["its"] == "Hill Town"


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Office can create a much stronger base in Hill Town.",
        "Lee Mei met a group of pupils in Hill Town.",
        "Authorities across the border opened East Port.",
    ],
)
def test_a_comparison_a_number_of_people_and_others_elsewhere_are_no_things(text: str) -> None:
    names = {m.referent.name for s in read(text).reading.sentences for m in s.mentions}
    assert not names & {"much stronger base", "group", "the government"}


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Mayor Lee Mei said trade grew, and the Harbour Office sold East Port.", "asserted"),
        ("Mayor Lee Mei said the Harbour Office offers East Port services.", "opinion"),
        ("Mayor Lee Mei said the Harbour Office is opening East Port.", "asserted"),
        ("The Harbour Office offers East Port services.", "asserted"),
    ],
)
def test_what_a_speaker_tells_in_the_present_is_a_judgement(text: str, held: str) -> None:
    found = relations(text)
    acts = [c for key, c in found.items() if (key[0], key[2]) == ("Harbour Office", "East Port")]
    assert [each.modality for each in acts] == [Modality(held)]


def test_who_reports_a_saying_of_somebody_else_is_kept() -> None:
    found = relations("Director Chan Taiman said Minister Lee Mei praised Hill Town.")
    reporter = found["Lee Mei", "commentsOn", "Hill Town"].attributed_to
    assert reporter is not None
    assert reporter.name == "Chan Taiman"
    assert found["Chan Taiman", "commentsOn", "Lee Mei"].attributed_to is None


@pytest.mark.parametrize(
    "opening",
    ["On the North Pier", "On the future of the North Pier project", "Asked about the North Pier"],
)
def test_what_stands_before_the_speaker_is_what_is_spoken_of(opening: str) -> None:
    found = relations(f"{opening}, Lee Mei said that the Harbour Office is pushing back the work.")
    assert ("Lee Mei", "commentsOn", "North Pier") in found
    assert ("Lee Mei", "commentsOn", "Harbour Office") not in found


def test_for_whom_somebody_speaks_is_not_what_is_spoken_of() -> None:
    found = relations("On behalf of the North Pier, Lee Mei said the Harbour Office was open.")
    assert ("Lee Mei", "commentsOn", "North Pier") not in found
