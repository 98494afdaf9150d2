"""Documents of other kinds than a news item: a page of a paper, a column, a press release."""

from datetime import date

import pytest

from kg.extract.candidate import Measured
from kg.extract.content import noise
from kg.model.claim import Modality
from tests.extraction import entities, extractor, figures, read, relations

PAGE = """Centre for makers opens in Hill Town

Xinhua) 09:05, September 06, 2024

HILL TOWN, Sept. 5 (Xinhua) -- The Trade Institute of the Island Special Region (ISR) on Thursday \
opened a service centre for makers.

A worker is seen at the service centre, Sept. 5, 2024. (Xinhua/Chan Mei)

The centre cost 35 million yuan ($4.9 million), said Lei Wai Kin, director of the institute.

(Web editor: Wang Li, Ho Kam)

Photos

Copyright © 2024 Harbour Daily Online. All Rights Reserved.
"""
COLUMN = """Opinion
Home / Opinion / Columns

The harbour can play a bigger role

By Chan Taiman | Harbour Daily | Updated: 2024-12-24 09:46
Share
Share - WeChat
A photo shows the pier, Aug 18, 2024. [Photo/IC]

In my opinion the government should focus on speeding up the Harbour Railway. I believe the \
Harbour Bridge will never pay for itself. "I do not agree," Lee Mei said.

The author is a member of the Tea Council.

The views do not necessarily reflect those of Harbour Daily.

If you would like to share your thoughts, then send us your writings at opinion@harbour.example.
"""
RELEASE = """Secretary and Vice Mayor co-chair meeting (with photos/video)
******************************************
     The Chief Secretary for Administration of the Government of the Island Special Region (ISR), \
Mr Lo Kin-wah, met the Vice Mayor of the Hill Town Municipal Government, Ms Qi Lan.
     The Tea Summit opened today. Also attending the summit were the Secretary for Works, Dr Ho \
Kam; the Director of the Harbour Office, Ms Carol Ip; and Wong Ka-man.
     The two sides signed the Harbour Agreement. The Government will build a pier. It has \
earmarked $3.5 billion.
     For details, please visit the website of the Harbour Office (www.harbour.example).
Ends/Wednesday, August 21, 2024
Issued at HKT 17:56
NNNN
"""


def _noisy(text: str) -> list[str]:
    return [text[each.span.start : each.span.end] for each in noise(text)]


@pytest.mark.parametrize(
    ("text", "title", "issued"),
    [
        (PAGE, "Centre for makers opens in Hill Town", date(2024, 9, 6)),
        (COLUMN, "The harbour can play a bigger role", date(2024, 12, 24)),
        (RELEASE, "Secretary and Vice Mayor co-chair meeting", date(2024, 8, 21)),
    ],
)
def test_each_kind_has_its_title_and_its_day(text: str, title: str, issued: date) -> None:
    reading = extractor().extract(text).reading
    assert (reading.title, reading.issued) == (title, issued)


def test_what_frames_a_page_a_column_and_a_release_is_boilerplate() -> None:
    assert _noisy(PAGE) == [
        "Xinhua) 09:05, September 06, 2024", "HILL TOWN, Sept. 5 (Xinhua) --", "(Xinhua/Chan Mei)",
        "(Web editor: Wang Li, Ho Kam)", "Photos",
        "Copyright © 2024 Harbour Daily Online. All Rights Reserved.",
    ]  # fmt: skip
    assert _noisy(COLUMN) == [
        "Opinion", "Home / Opinion / Columns",
        "| Harbour Daily | Updated: 2024-12-24 09:46", "Share", "Share - WeChat", "[Photo/IC]",
        "The views do not necessarily reflect those of Harbour Daily.",
        COLUMN.strip().rsplit("\n", 1)[1],
    ]  # fmt: skip
    assert _noisy(RELEASE) == [
        "(with photos/video)", "*" * 42,
        "For details, please visit the website of the Harbour Office (www.harbour.example).",
        "Ends/Wednesday, August 21, 2024", "Issued at HKT 17:56", "NNNN",
    ]  # fmt: skip


def test_a_month_cut_short_and_who_took_the_photo_are_no_names() -> None:
    named = entities(PAGE) | entities(COLUMN)
    assert not {"Sept", "Aug", "Chan Mei"} & named.keys()


def test_the_institute_is_that_of_a_name_that_goes_on_behind_it() -> None:
    key = ("Lei Wai Kin", "holdsPost", "Trade Institute of the Island Special Region")
    assert key in relations(PAGE)


def test_a_short_form_of_the_owner_is_not_one_of_what_it_owns() -> None:
    institute = next(r for r in read(PAGE).reading.referents if r.name.startswith("Trade"))
    assert "ISR" not in institute.names


def test_an_office_goes_past_the_short_form_behind_its_body() -> None:
    found = relations(RELEASE)
    government = "Government of the Island Special Region"
    assert ("Lo Kin-wah", "holdsPost", government) in found
    assert ("Qi Lan", "holdsPost", "Hill Town Municipal Government") in found


def test_the_government_is_the_one_that_is_none_of_a_town() -> None:
    assert ("Government of the Island Special Region", "builds", "pier") in relations(RELEASE)


@pytest.mark.parametrize("name", ["Ho Kam", "Carol Ip", "Wong Ka-man"])
def test_who_is_named_behind_also_attending_takes_part(name: str) -> None:
    assert ("Tea Summit", "hasParticipant", name) in relations(RELEASE)


def test_the_sign_of_a_dollar_tells_no_country_but_in_brackets_behind_other_money() -> None:
    assert [unit for _, _, unit in figures(PAGE)] == ["yuan", "usDollars"]
    assert [unit for _, _, unit in figures(RELEASE)] == [None]


def test_what_stands_before_a_verb_is_not_what_it_focuses_on() -> None:
    assert not [key for key in relations(COLUMN) if key[1] == "focusesOn"]


def test_who_wrote_a_column_is_who_says_i_outside_of_quotations() -> None:
    found = relations(COLUMN)
    assert found[("Chan Taiman", "commentsOn", "Harbour Bridge")].modality is Modality.OPINION
    speaker = found[("the government", "builds", "Harbour Railway")].attributed_to
    assert speaker is not None
    assert speaker.name == "Chan Taiman"
    assert ("Chan Taiman", "memberOf", "Tea Council") in found
    assert not [key for key in found if "Lee Mei" in key and "Chan Taiman" in key]


def test_without_a_byline_i_is_nobody() -> None:
    assert not relations("I believe the Harbour Office is too slow. In my view it sleeps.")


def test_a_view_is_that_of_whom_it_belongs_to() -> None:
    found = relations("In Wong Ka-man's view, the Harbour Office is too slow.")
    assert found[("Wong Ka-man", "commentsOn", "Harbour Office")].modality is Modality.OPINION


def test_an_island_of_a_town_is_a_part_of_it() -> None:
    assert ("Tea Isle", "partOf", "Hill Town") in relations(
        "Hill Town grew.", "Tea Isle, an island of Hill Town, has a port."
    )


def test_governments_of_one_place_are_one() -> None:
    found = entities(
        "The Government of Hill Town met. The Hill Town Municipal People's Government met."
    )
    assert [name for name, cls in found.items() if cls == "GovernmentBody"] == [
        "Government of Hill Town"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "HILL TOWN, China, June 27, 2024 /PRNewswire/ -- The pier opened.",
        "HILL TOWN, Jan 14, 2025 - (ACN Newswire) - The pier opened.",
        "EAST PORT, Harbour Province, Sept. 17 (Xinhua) -- The pier opened.",
        "HILL TOWN, March 5 -- The pier opened.",
        "HILL TOWN -- The pier opened.",
        "HILL TOWN SAR - Harbour OutReach Newswire - 23 September 2025 - The pier opened.",
    ],
)
def test_where_a_report_was_written_is_not_who_does_it(line: str) -> None:
    assert _noisy(line) == [line.removesuffix(" The pier opened.")]


@pytest.mark.parametrize("line", ["HILL TOWN opened March 5 and closed.", "MTR May 4 plans told."])
def test_a_name_in_capitals_is_no_dateline(line: str) -> None:
    assert noise(line) == ()


@pytest.mark.parametrize(
    ("text", "who", "age"),
    [
        ("Zhang Wei, a 35-year-old man from Hill Town, runs a shop.", "Zhang Wei", "35"),
        ("Zhang Wei, 35, runs a shop.", "Zhang Wei", "35"),
        ("Chan Taiman is 40 years old.", "Chan Taiman", "40"),
    ],
)
def test_how_old_somebody_is_is_an_age_and_nobody_elses(text: str, who: str, age: str) -> None:
    (found,) = [e.content for e in read(text).candidates if isinstance(e.content, Measured)]
    assert (found.measure, found.subject.name, str(found.value)) == ("age", who, age)
    assert found.unit == "years"


def test_the_year_of_a_report_is_its_name() -> None:
    assert figures("The Harbour Office released the Tea Finance Report 2024 in Hill Town.") == []


def test_what_each_sets_up_for_itself_is_no_cooperation() -> None:
    each = relations("Harbour Bank and the Bank of Tea have set up branches in Hill Town.")
    both = relations("Harbour Bank and the Bank of Tea have set up a joint office in Hill Town.")
    pair = ("Harbour Bank", "cooperatesWith", "Bank of Tea")
    assert (pair in each, pair in both) == (False, True)


def test_a_member_of_one_body_may_head_another() -> None:
    found = relations(
        "Wang Haoran, a member of the Tea Committee and head of the Harbour Office, spoke."
    )
    assert {key for key in found if key[1] in ("memberOf", "holdsPost")} == {
        ("Wang Haoran", "memberOf", "Tea Committee"),
        ("Wang Haoran", "holdsPost", "Harbour Office"),
    }


def test_a_short_form_may_stand_inside_a_name() -> None:
    found = entities("Wang Haoran spoke to the Tea Party of Hill Town (TPH) Central Committee.")
    assert "Tea Party of Hill Town (TPH) Central Committee" in found


def test_the_hour_of_a_day_is_no_part_of_a_name() -> None:
    found = relations("Governor Wang Haoran Friday morning attended the Tea Summit in Hill Town.")
    assert ("Tea Summit", "hasParticipant", "Wang Haoran") in found


def test_a_kind_of_two_words_belongs_to_the_name_before_it() -> None:
    assert "Zhuhai-Taishan high-speed railway" in entities(
        "The Zhuhai-Taishan high-speed railway is under construction."
    )


def test_dollars_are_what_is_told_of_them_whatever_follows() -> None:
    text = "The Harbour Bridge will cost $12.3 billion in money-of-the-day prices."
    (found,) = [e.content for e in read(text).candidates if isinstance(e.content, Measured)]
    assert (int(found.value), found.words, found.measure) == (12_300_000_000, "dollars", "cost")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The Chairman of the Tea Council, Dr the Honourable Regina Ip Lau Suk-yee, GBM, GBS, JP, "
         "met Wong Ka-man.", ("Regina Ip Lau Suk-yee", "meets", "Wong Ka-man")),
        ("Secretary for Economy and Finance Tai Kin Ip attended the Tea Summit.",
         ("Tea Summit", "hasParticipant", "Tai Kin Ip")),
        ("Zhang Xiaoming and Huang Liuquan, deputy directors of the Harbour Office, came.",
         ("Zhang Xiaoming", "holdsPost", "Harbour Office")),
        ("Ng Wing-yan, 28, who works for Bluesea in Hill Town, commutes.",
         ("Ng Wing-yan", "worksFor", "Bluesea")),
    ],
)  # fmt: skip
def test_people_are_named_as_the_bay_names_them(text: str, key: tuple[str, str, str]) -> None:
    assert key in relations(text)


def test_what_a_clause_tells_is_not_owned_by_who_is_named_before_it() -> None:
    found = relations("Secretary Chan Mo-po said on his blog that the Harbour Fund grew.")
    assert ("Chan Mo-po", "issues", "Harbour Fund") not in found


@pytest.mark.parametrize(
    "line", ["HILL TOWN, March 5 (Photo by Lee Mei)", "By Lee Mei / Photos / Harbour Daily"]
)
def test_boilerplate_never_overlaps_and_is_never_empty(line: str) -> None:
    (found,) = noise(line)
    assert found.span.start < found.span.end
