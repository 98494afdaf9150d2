"""Dates as precise as a text gives them, and when a claim holds."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.period import Holds, Period, Validity, written

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2027", date(2027, 1, 1), date(2027, 12, 31)),
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-12-22", date(2025, 12, 22), date(2025, 12, 22)),
        ("../2021", None, date(2021, 12, 31)),
        ("2021-06/..", date(2021, 6, 1), None),
        ("2025-12/2026-03", date(2025, 12, 1), date(2026, 3, 31)),
        ("2025/2025", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_period_has_the_first_and_last_day_it_may_mean(
    text: str, earliest: date | None, latest: date | None
) -> None:
    period = Period.parse(text)
    assert (period.earliest, period.latest, str(period)) == (earliest, latest, text)


@pytest.mark.parametrize(
    "text",
    [
        "", " 2027", "27", "0000", "2025-13", "2025-00", "2025-1", "2025-02-30", "2025-02-00",
        "22.12.2025", "2025-12-22T10:00", "2025/", "/2025", "2025/2026/2027", "2025-12~", "202X",
        "２０２５", "December 2025", "2025\n", "..", "-2025",
    ],
)  # fmt: skip
def test_what_is_not_a_date_is_refused_and_named(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a (date|day of the calendar)"):
        Period.parse(text)


def test_an_interval_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="'2026/2025' ends before it starts"):
        Period.parse("2026/2025")


def test_an_interval_open_at_both_ends_is_refused() -> None:
    with pytest.raises(ValueError, match="says nothing"):
        Period.parse("../..")


@given(DAYS)
def test_a_day_lies_within_its_month_and_its_month_within_its_year(day: date) -> None:
    whole, month, year = (Period.parse(day.isoformat()[:length]) for length in (10, 7, 4))
    assert whole.earliest == whole.latest == day
    assert month.earliest == day.replace(day=1)
    assert month.latest == day.replace(day=monthrange(day.year, day.month)[1])
    assert (year.earliest, year.latest) == (date(day.year, 1, 1), date(day.year, 12, 31))


@given(DAYS, DAYS)
def test_an_interval_reaches_from_its_first_to_its_last_day(one: date, other: date) -> None:
    start, end = sorted((one, other))
    period = Period.parse(f"{start}/{end}")
    assert (period.earliest, period.latest) == (start, end)


@given(st.text(alphabet="0123456789-/.", max_size=21))
def test_any_text_is_either_a_period_with_ordered_bounds_or_refused(text: str) -> None:
    try:
        period = Period.parse(text)
    except ValueError:
        return
    assert period.earliest or period.latest
    if period.earliest and period.latest:
        assert period.earliest <= period.latest


def _validity(
    start: str | None = None, end: str | None = None, seen: str | None = None
) -> Validity:
    return Validity(*(Period.parse(text) if text else None for text in (start, end, seen)))


def test_validity_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="valid_to '2024' lies before valid_from '2025'"):
        _validity("2025", "2024")


def test_an_end_as_precise_as_its_start_may_fall_into_the_same_year() -> None:
    assert _validity("2025-06", "2025").latest == date(2025, 12, 31)


def test_bounds_are_those_of_start_and_end_and_else_of_the_day_seen() -> None:
    ranged, seen = _validity("2025", "2026-03", "2025-07"), _validity(seen="2025-07")
    assert (ranged.earliest, ranged.latest) == (date(2025, 1, 1), date(2026, 3, 31))
    assert (seen.earliest, seen.latest) == (date(2025, 7, 1), date(2025, 7, 31))
    assert (Validity().earliest, Validity().latest) == (None, None)


def test_an_unknown_end_never_means_now() -> None:
    assert _validity("2020", seen="2021").latest is None
    assert _validity("2020").holds_on(date(2026, 1, 1)) is Holds.UNKNOWN


def test_an_unknown_start_never_means_always() -> None:
    assert _validity(end="2021").earliest is None
    assert _validity(end="2021").holds_on(date(1990, 1, 1)) is Holds.UNKNOWN


@pytest.mark.parametrize(
    ("validity", "day", "expected"),
    [
        (_validity(), date(2025, 1, 1), Holds.UNKNOWN),
        (_validity("2025", "2026"), date(2024, 12, 31), Holds.NO),
        (_validity("2025", "2026"), date(2025, 6, 1), Holds.UNKNOWN),  # some day of 2025
        (_validity("2025", "2026"), date(2025, 12, 31), Holds.YES),
        (_validity("2025", "2026"), date(2026, 1, 1), Holds.YES),
        (_validity("2025", "2026"), date(2026, 6, 1), Holds.UNKNOWN),
        (_validity("2025", "2026"), date(2027, 1, 1), Holds.NO),
        (_validity(end="2021"), date(2022, 1, 1), Holds.NO),
        (_validity(seen="2025-03-02"), date(2025, 3, 2), Holds.YES),
        (_validity(seen="2025-03-02"), date(2025, 3, 3), Holds.UNKNOWN),
        (_validity(seen="2025-03"), date(2025, 3, 3), Holds.UNKNOWN),
    ],
)
def test_yes_and_no_only_where_the_dates_settle_it(
    validity: Validity, day: date, expected: Holds
) -> None:
    assert validity.holds_on(day) is expected


@given(DAYS.filter(lambda day: 2 < day.year < 9990), st.integers(0, 900), st.integers(1, 900))
def test_outside_known_days_never_and_within_them_always(
    start: date, length: int, distance: int
) -> None:
    end = start + timedelta(length)
    validity = Validity(Period.parse(start.isoformat()), Period.parse(end.isoformat()))
    assert validity.holds_on(start) is validity.holds_on(end) is Holds.YES
    assert validity.holds_on(end + timedelta(distance)) is Holds.NO
    if (start - date.min).days >= distance:
        assert validity.holds_on(start - timedelta(distance)) is Holds.NO


@given(DAYS, DAYS)
def test_days_are_written_as_a_year_or_month_only_where_they_are_all_of_it(
    a: date, b: date
) -> None:
    first, last = sorted((a, b))
    told = Period.parse(written(first, last))
    assert (told.earliest, told.latest) == (first, last)


@pytest.mark.parametrize("text", ["2026", "2024-02", "2026-01-01", "../2025", "2025-12-23/.."])
def test_what_a_text_says_is_written_so_again(text: str) -> None:
    told = Period.parse(text)
    days = f"{told.earliest or '..'}/{told.latest or '..'}" if "/" in text else text
    assert written(told.earliest, told.latest) == days
