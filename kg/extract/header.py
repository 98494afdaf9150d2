"""Header: what a text says of itself, found by form: its title and the day it was issued."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg.extract.content import lines
from kg.extract.furniture import Line
from kg.extract.words import MONTHS
from kg.model.sentence import Span

_MONTH = "(?P<month>" + "|".join(name[:3] for name in MONTHS) + r")[a-z]*\.?"
_ZONE = r"(?:\s*(?:HKT|CST|GMT|UTC|[+-]\d{4}))?"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
# In this order: a time stamp says when, a dateline too; a plain date in prose does not.
_STAMPS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"\b(?:updated|published|posted|issued|date)\b\s*[:：]?\s*(?:on\s+)?(?P<iso>\d{4}-\d{2}-\d{2})",
        rf"\b(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})(?:T| (?:[A-Z]{{2,4}} )?){_CLOCK}",
        rf"\b\w{{3}},\s+(?P<day>\d{{1,2}})\s+{_MONTH}\s+(?P<year>\d{{4}})\s+{_CLOCK}{_ZONE}",
        rf"\b{_CLOCK},?\s+{_MONTH}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})",
        rf"\b{_MONTH}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})[, ]+(?:at\s+)?{_CLOCK}",
        rf"\b(?:updated|published|posted|issued|date)\b\s*[:：]?\s*(?:on\s+)?{_MONTH}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})",
        rf"\b(?:updated|published|posted|issued|date)\b\s*[:：]?\s*(?:on\s+)?(?P<day>\d{{1,2}})\s+{_MONTH},?\s+(?P<year>\d{{4}})",
        rf"^ends\s*/\s*\w+,\s+{_MONTH}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})",
        rf"^[A-Z][A-Z .,-]+,[^\n]{{0,30}}{_MONTH}\s+(?P<day>\d{{1,2}}),?"
        rf"\s+(?P<year>\d{{4}})\s*[/(–—-]",
        rf"^{_MONTH}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})$",
        rf"^(?P<day>\d{{1,2}})\s+{_MONTH},?\s+(?P<year>\d{{4}})$",
        r"^(?P<iso>\d{4}-\d{2}-\d{2})$",
    )
)
_BYLINE = re.compile(r"By ((?:[A-Z][\w.’'-]*[ ]){1,4}[A-Z][\w’'-]+)[ ]*(?:[|,/]|\Z)")
_HEAD = 12  # lines in which the author is named
LONGEST = 200  # a longer line is prose
TITLE = re.compile(r"[.!?。]\Z")


@dataclass(frozen=True, slots=True)
class Header:
    """`title` is None where the text opens with prose, `issued` where no form tells the day,
    `author`, where the name of the writer stands, where it has no line that begins with "By"."""

    title: Line | None
    issued: date | None
    author: Span | None


def header(text: str, noise: Sequence[Span]) -> Header:
    """The header of `text`, whose boilerplate is `noise`."""
    every = lines(text)
    ends = {span.start: span.end for span in noise}
    first = next(
        (each for each in every if each.span.start not in ends and not _BYLINE.match(each.text)),
        None,
    )
    titled = (
        first if first and len(first.text) <= LONGEST and not TITLE.search(first.text) else None
    )
    title = _without_tail(titled, ends) if titled else None
    return Header(title, _issued(every), _author(every[:_HEAD]))


def _author(every: Sequence[Line]) -> Span | None:
    for line in every:
        match = _BYLINE.match(line.text)
        if match:
            return Span(line.span.start + match.start(1), line.span.start + match.end(1))
    return None


def _without_tail(line: Line, ends: Mapping[int, int]) -> Line:
    """The line without "(with photos)" at its end."""
    tail = next((start for start, end in ends.items() if end == line.span.end), line.span.end)
    kept = line.text[: max(0, tail - line.span.start)].rstrip()
    return Line(kept, Span(line.span.start, line.span.start + len(kept))) if kept else line


def _issued(every: tuple[Line, ...]) -> date | None:
    for form in _STAMPS:
        for line in every:
            head = line.text[:LONGEST]
            match = form.search(head)
            found = _day(match) if match else None
            if found:
                return found
    return None


def _day(match: re.Match[str]) -> date | None:
    given = match.groupdict()
    try:
        if given.get("iso"):
            return date.fromisoformat(given["iso"])
        month = next(n for n, name in enumerate(MONTHS, 1) if name[:3] == given["month"].lower())
        return date(int(given["year"]), month, int(given["day"]))
    except ValueError:
        return None
