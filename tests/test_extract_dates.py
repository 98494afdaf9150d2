"""Dates of a text: absolute ones, and those that the document's day settles."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.dates import dates
from kg.model.claim import DateBasis

DAY = date(2025, 3, 21)  # a Friday


@pytest.mark.parametrize(
    ("text", "words", "period"),
    [
        ("on 27 June 2024,", "27 June 2024", "2024-06-27"),
        ("on June 27, 2024", "June 27, 2024", "2024-06-27"),
        ("on Dec 21, 2023", "Dec 21, 2023", "2023-12-21"),
        ("in September 2025", "September 2025", "2025-09"),
        ("open in 2030, when", "2030", "2030"),
        ("2025-03-21", "2025-03-21", "2025-03-21"),
        ("on May 5-7, 2025", "May 5-7, 2025", "2025-05-05/2025-05-07"),
        ("5 and 6 June 2024", "5 and 6 June 2024", "2024-06-05/2024-06-06"),
        ("the 2024-25 budget", "2024-25", "2024/2025"),
        ("the 2026–2030 plan", "2026–2030", "2026/2030"),
        ("by mid-2026,", "mid-2026", "2026"),
        ("by end-2025", "end-2025", "2025"),
        ("since the late 1990s", "late 1990s", "1990/1999"),
    ],
)
def test_an_absolute_date_is_stated(text: str, words: str, period: str) -> None:
    (found,) = dates(text, None)
    assert text[found.span.start : found.span.end] == words
    assert found.basis is DateBasis.STATED
    assert str(found.period) == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("said on Friday", "2025-03-21"),
        ("said on Wednesday", "2025-03-19"),
        ("will meet on Wednesday", "2025-03-26"),
        ("last Friday", "2025-03-14"),
        ("next Monday", "2025-03-24"),
        ("yesterday", "2025-03-20"),
        ("was launched in August last year", "2024-08"),
        ("launched last November", "2024-11"),
        ("opened in May", "2024-05"),
        ("will open in May", "2025-05"),
        ("opened this February", "2025-02"),
        ("will open on March 1 next year", "2026-03"),
        ("in the second half of the year", "2025-07/2025-12"),
        ("last year", "2024"),
        ("this month", "2025-03"),
        ("this week", "2025-03-17/2025-03-23"),
        ("ran from 3 to 7 March", "2025-03-03/2025-03-07"),
        ("was held on March 3-7 in the town", "2025-03-03/2025-03-07"),
        ("between March 3 and 7", "2025-03-03/2025-03-07"),
        ("March 3 to 30 firms", "2025-03-03"),
    ],
)
def test_a_relative_date_is_resolved_against_the_day_of_the_document(
    text: str, period: str
) -> None:
    found = dates(text, DAY)
    assert str(found[0].period).startswith(period)
    assert found[0].basis is DateBasis.RESOLVED


def test_without_the_day_of_the_document_a_relative_date_means_no_day() -> None:
    (found,) = dates("said on Friday", None)
    assert found.period is None


def test_a_day_does_not_begin_within_a_number() -> None:
    text = "tonnes: 1234-15 May"
    (found,) = dates(text, DAY)
    assert text[found.span.start : found.span.end] == "15 May"


@pytest.mark.parametrize("text", ["on 5 and 20 June 2024", "2024-11"])
def test_two_days_and_what_may_be_a_month_are_no_interval(text: str) -> None:
    (found,) = dates(text, DAY)
    assert found.period is None


@pytest.mark.parametrize(
    "text",
    ["She may come.", "1,998 people", "2,024.5 hectares", "a march to the port", "HK$2027"],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert dates(text, DAY) == ()


@given(st.text(max_size=200), st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_dates_lie_in_the_text_without_overlap(text: str, day: date) -> None:
    reached = 0
    for each in dates(text, day):
        assert reached <= each.span.start < each.span.end <= len(text)
        reached = each.span.end
