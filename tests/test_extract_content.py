"""Boilerplate is told by its form, and the day of a text by its header."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError
from kg.extract.content import lines, noise
from kg.extract.header import header
from kg.extract.quotations import quotations
from kg.extract.source import decode
from tests.conftest import ROOT

NOISE = (
    "https://harbour.example/news/12.htm",
    "Email: desk@harbour.example",
    "Contact the writer at desk@harbour.example",
    "© 2025 Harbour Weekly. All rights reserved.",
    "Mon, 06 Oct 2025 09:14:00 +0800",
    "Last updated: 2025-10-06 HKT 17:30",
    "Skip to content",
    "Home >> Business >> Ports",
    "Share on Facebook Twitter WhatsApp",
    "READ MORE: Ten recipes for harbour soup",
    "[See more: A walk along the pier]",
    "Click here to subscribe to our letter",
    "(Web editor: Lee Mei, Chan Wing)",
    "Photo: Harbour News",
    "(Photo/Harbour News)",
    "_____________________",
    "Related articles",
    "Home  Opinion  Business  Society  Culture  Travel  Photos  Video",
    "Harbour Daily Online > English > Business",
    "News in Focus > Transport",
    "English | 中文",
    "About Harbour Daily | Contact Us",
    "Font size: A- A+   Print   Email",
    "Share: Facebook  Weibo  WhatsApp  A A A",
    "Print this page   Email this article   Bookmark",
    "Tweet  Like  Save  Comments (0)",
    "[Print] [Close]",
    "+ FOLLOW",
    "Reading time: 4 minutes",
    "Why you can trust the Courier",
    "Sign up for the City Briefing newsletter.",
    "Categories Headlines, Island, Environment",
    "< Previous: Grand Prix crowds top forecasts",
    "Next: Why the market needs fewer rules",
    "Related links: General Office of Trade | Island Portal",
    "Sponsored by the Office of Trade. All rights reserved. 00000000",
    "SOURCE Bluesea Limited",
    "Last revision date: 2025-09-30",
    "LC Paper No. CB(1)1184/2025(03)",
    "- 2 -",
    "[Photo: Lee Mei / Harbour Daily]",
    "[LEE MEI/HARBOUR GAZETTE]",
    "Hashtag: #EastPort #Ferries",
    "Back to Index Page",
    "This release contains forward-looking statements that are subject to risks.",
)
CONTENT = (
    "East Port is in Harbour City.",
    "East Port takes shape",
    "More than 40,000 people use the port each day, the Harbour Office said.",
    "The office said the photo of the port won a prize.",
    "Watch the tide before you sail, the harbour master said.",
    "The editor of the weekly, Lee Mei, visited East Port.",
    "It will open in 2027",
    "Passenger hall | 18,600 square metres",
    "Hill Town shares a bay",
    "Hill Town, Lake Town and Harbour City sign deal on sport",
    "Hill Town media share news on sport",
    "Waiting time for a place / 7 months / 3 months",
    "(c) a water building, from which the university town will be supplied",
    "Lee Mei said Hill Town offered a safe harbour.",
    "The video of the port was printed, shared and liked.",
)


@pytest.mark.parametrize("line", NOISE)
def test_a_line_of_this_form_is_boilerplate(line: str) -> None:
    text = f"East Port opened.\n\n{line}\n\nIt is new."
    assert [text[each.span.start : each.span.end] for each in noise(text)] == [line]


@pytest.mark.parametrize("line", CONTENT)
def test_a_line_of_prose_or_a_headline_is_content(line: str) -> None:
    assert noise(line) == ()


@pytest.mark.parametrize(
    "part", ["a / ", "a > ", "a  >  ", "a | ", "a   |   ", "a >> ", "[A/A]", "a:", "A - ", "#a "]
)
def test_a_line_that_may_be_parted_in_very_many_ways_is_read_all_the_same(part: str) -> None:
    line = (part * 600)[:590] + "."
    assert all(each.span.end <= len(line) for each in noise(line))


BLOCKS = """East Port is a port of Harbour City and opened in May this year.

Related Stories
East Port sets record
Lake Pier closes

Photos

Autumn comes to Hill Town

Media Contact
Lee Mei, Norwind Partners"""


def test_what_a_heading_of_teasers_or_contacts_opens_is_boilerplate_behind_the_article() -> None:
    lost = BLOCKS.partition("\n")[2].split("\n")
    assert [BLOCKS[n.span.start : n.span.end] for n in noise(BLOCKS)] == [n for n in lost if n]


def test_what_follows_such_a_heading_within_an_article_is_content_again() -> None:
    told = "It was later closed by the Harbour Office for good."
    text = f"East Port grew.\n\nPhotos\n\nLake Pier\n\n{told}"
    assert [text[n.span.start : n.span.end] for n in noise(text)] == ["Photos"]


def test_the_credit_at_the_end_of_a_caption_is_boilerplate_and_the_caption_is_not() -> None:
    text = "Lee Mei speaks at East Port. Photo courtesy of the Harbour Office"
    (found,) = noise(text)
    assert text[found.span.start :] == "Photo courtesy of the Harbour Office"
    assert found.reason == "photo credit"


def test_the_boilerplate_of_our_own_documents_is_found() -> None:
    text = (ROOT / "data/documents/qianhai-plan-two-years-on.txt").read_text("utf-8")
    found = [text[each.span.start : each.span.end] for each in noise(text)]
    assert "READ MORE: Hetao: Zone of talent" in found
    assert "Contact the writer at sally@chinadailyhk.com" in found
    assert len(found) == 4


@given(st.text(max_size=400))
def test_boilerplate_lies_in_the_text_in_order_without_overlap(text: str) -> None:
    reached = 0
    for each in noise(text):
        assert reached <= each.span.start < each.span.end <= len(text)
        reached = each.span.end


@pytest.mark.parametrize(
    "line",
    ["a | " * 5_000, "www." * 5_000, ">>" * 5_000, "share " * 5_000, "x@" * 5_000, "(photo " * 900],
)
def test_a_line_made_to_take_long_takes_no_time(line: str) -> None:
    noise(line)
    header(line, ())
    quotations(line)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Title\n\nMon, 06 Oct 2025 09:14:00 +0800", date(2025, 10, 6)),
        ("Updated: 2025-10-06 09:30\nEast Port opened.", date(2025, 10, 6)),
        ("Title\n\n2025-10-06 HKT 09:30\n\nEast Port opened.", date(2025, 10, 6)),
        ("SHENZHEN, China, Jun. 27, 2024 /Wire/ -- It opened.", date(2024, 6, 27)),
        ("16:25, January 10, 2025\nEast Port opened.", date(2025, 1, 10)),
        ("Published: 9 May 2024\nText.", date(2024, 5, 9)),
        ("On March 21, 2025 the port opened, and much else was said that day.", None),
        ("Updated: 2025-13-45 09:30", None),
    ],
)
def test_the_day_of_a_text_is_read_from_its_header_never_from_its_prose(
    text: str, day: date | None
) -> None:
    assert header(text, ()).issued == day


def test_the_title_is_the_first_line_that_is_no_sentence() -> None:
    found = header("East Port takes shape\n\nIt is new.", ()).title
    assert found is not None
    assert found.text == "East Port takes shape"
    assert header("It is new. It is big.", ()).title is None


def test_a_term_in_quotation_marks_is_no_saying() -> None:
    text = 'The "golden bay" grew. “It will grow every year,” she said. "An open one goes on'
    found = [text[each.start : each.end] for each in quotations(text)]
    assert found == ["“It will grow every year,”", '"An open one goes on']


def test_lines_know_their_places() -> None:
    text = "  East Port \n\n\tHill Town"
    assert [text[each.span.start : each.span.end] for each in lines(text)] == [
        "East Port", "Hill Town",
    ]  # fmt: skip


@given(st.binary(max_size=300))
def test_whatever_bytes_are_given_they_are_a_text_or_a_clear_word(content: bytes) -> None:
    try:
        said = decode(content, "x.txt")
    except KgError as error:
        said = error.detail
    assert said.strip()
