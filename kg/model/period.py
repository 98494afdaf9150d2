"""Period: a date as precise as a text gives it, in a small closed part of EDTF.

Source: Extended Date/Time Format, Library of Congress 2019, levels 0 and 1 (dates and intervals).
"""

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)
FORMS = "2027, 2025-12, 2025-12-22, 2025-12/2026-03, ../2021 or 2021/.."


class Holds(StrEnum):
    """Whether something holds on a day: no source says more than it says."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Period:
    """A day, month, year or interval.

    `text` is the EDTF form. `earliest` and `latest` are the first and last day that it may mean;
    None where the interval is open.
    """

    text: str
    earliest: date | None = field(compare=False)
    latest: date | None = field(compare=False)

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read an EDTF text; raise ValueError that names what is wrong with it."""
        start, slash, end = text.partition("/")
        if not slash:
            return cls(text, *_bounds(text))
        if start == end == "..":
            raise ValueError("'../..' is open at both ends and says nothing")
        earliest = None if start == ".." else _bounds(start)[0]
        latest = None if end == ".." else _bounds(end)[1]
        if earliest and latest and earliest > latest:
            raise ValueError(f"'{text}' ends before it starts")
        return cls(text, earliest, latest)

    def __str__(self) -> str:
        return self.text


def _bounds(text: str) -> tuple[date, date]:
    matched = _DATE.match(text)
    if not matched:
        raise ValueError(f"'{text}' is not a date: write {FORMS}")
    year, month, day = (int(part) if part else None for part in matched.groups())
    try:
        first = date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise ValueError(f"'{text}' is not a day of the calendar") from None
    if day:
        return first, first
    last_month = month or 12
    return first, date(first.year, last_month, monthrange(first.year, last_month)[1])


def written(first: date | None, last: date | None) -> str:
    """EDTF for all days from `first` to `last`, None being open: a year, month or day where it is
    one, else an interval."""
    if first is None or last is None:
        return f"{first or '..'}/{last or '..'}"
    for text in (f"{first.year:04}", first.isoformat()[:7], first.isoformat()):
        if _bounds(text) == (first, last):
            return text
    return f"{first}/{last}"


@dataclass(frozen=True, slots=True)
class Validity:
    """When a claim holds. An unknown start never means always, an unknown end never means now."""

    valid_from: Period | None = None
    valid_to: Period | None = None
    as_of: Period | None = None

    def __post_init__(self) -> None:
        start, end = self.valid_from, self.valid_to
        if start and end and start.earliest and end.latest and start.earliest > end.latest:
            raise ValueError(f"valid_to '{end}' lies before valid_from '{start}'")
        seen = self.as_of
        if seen and end and seen.earliest and end.latest and seen.earliest > end.latest:
            raise ValueError(f"as_of '{seen}' lies after valid_to '{end}'")
        if seen and start and seen.latest and start.earliest and seen.latest < start.earliest:
            raise ValueError(f"as_of '{seen}' lies before valid_from '{start}'")

    @property
    def earliest(self) -> date | None:
        """First day that any of the dates may mean; None where that is open."""
        if self.valid_from:
            return self.valid_from.earliest
        return self.as_of.earliest if self.as_of else None

    @property
    def latest(self) -> date | None:
        """Last day that the dates may mean; None where the end is unknown."""
        if self.valid_to:
            return self.valid_to.latest
        return self.as_of.latest if self.as_of and not self.valid_from else None

    def holds_on(self, day: date) -> Holds:
        """Whether it holds on `day`: yes and no only where the dates settle it."""
        start, end, seen = self.valid_from, self.valid_to, self.as_of
        if start and start.earliest and day < start.earliest:
            return Holds.NO
        if end and end.latest and day > end.latest:
            return Holds.NO
        if seen and seen.earliest == seen.latest == day:
            return Holds.YES
        begun = start and start.latest and start.latest <= day
        lasting = end and end.earliest and day <= end.earliest
        return Holds.YES if begun and lasting else Holds.UNKNOWN
