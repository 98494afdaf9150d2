"""Dates in a text: absolute ones, and those that the document's own date settles."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from kg.extract.words import MONTHS, WEEKDAYS
from kg.model.claim import DateBasis
from kg.model.period import Period
from kg.model.sentence import Span

_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_DAY = r"(?P<day>(?<!\d)[0-3]?\d)(?:st|nd|rd|th)?"
_WEEKDAY = "(?P<weekday>" + "|".join(day.title() for day in WEEKDAYS) + r")\b"
_HOURS = r"(?:\s+(?:morning|afternoon|evening|night)\b)?"
_QUARTER = r"(?:first|second|third|fourth) quarter"
_PART = (
    r"(?:(?:early|mid|late|end)[- ]|(?:the )?(?:beginning|start|middle|end|first half|second half"
    rf"|{_QUARTER}) of (?:the )?)"
)
_TO = r"\s*(?:-|–|—|\b(?:to|until|till|through)\b|\b(?P<both>and)\b)\s*"
_LAST = r"(?P<last>[0-3]?\d)(?:st|nd|rd|th)?"
_NO_COUNT = (
    r"(?=\s*(?:[.,;:)\"”]|\Z)|\s+(?:in|at|on|of|for|with|during|by|when|as|while|was|were|is|are"
    r"|will|has|have|this|last|next)\b)(?!\s*[.,]\d)"
)
_FORMS = (
    r"(?P<iso>\d{4}-\d{2}-\d{2})\b",
    rf"{_DAY}{_TO}{_LAST}\s+{_MONTH}(?:,?\s+{_YEAR})?",
    rf"{_MONTH}\s+{_DAY}{_TO}{_LAST}(?:,?\s+{_YEAR}|{_NO_COUNT})",
    rf"{_DAY}\s+{_MONTH},?\s+{_YEAR}",
    rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
    rf"(?P<part>{_PART})?{_MONTH},?\s+(?:of\s+)?{_YEAR}",
    rf"{_MONTH}\s+{_DAY}\s+(?P<shift>last|this|next)\s+year",
    rf"{_MONTH}\s+(?P<shift>last|this|next)\s+year",
    rf"(?P<shift>[Ll]ast|[Tt]his|[Nn]ext)\s+{_MONTH}",
    rf"{_MONTH}\s+{_DAY}\b(?!,?\s*\d)",
    rf"{_DAY}\s+{_MONTH}",
    rf"(?P<part>{_PART})?(?<=[Ii]n )(?P<only>){_MONTH}",
    rf"(?P<part>{_PART}){_MONTH}",
    rf"(?P<alone>){_MONTH}(?=['’]s\b)",
    rf"(?:(?P<shift>[Ll]ast|[Tt]his|[Nn]ext)\s+)?{_WEEKDAY}{_HOURS}",
    rf"(?P<near>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight)\b{_HOURS}",
    rf"(?P<part>{_PART})?(?P<shift>[Ll]ast|[Tt]his|[Nn]ext)\s+(?P<unit>year|month|week)\b",
    rf"(?P<part>(?:first|second) half of |end of |{_QUARTER} of )the (?P<unit>year)\b",
    r"(?P<shift>within this|by year-end|later this|earlier this|by the end of this)\s*"
    r"(?P<unit>year|month|week)?\b",
    rf"(?<![\d,.$/-])(?P<from>{_YEAR})(?:[-–/](?P<short>\d\d)|\s*[-–]\s*(?P<until>(?:19|20)\d\d))"
    r"(?![\w%/-]|[.,]\d)",
    rf"(?P<part>{_PART})?(?P<decade>(?<![\d,.$/-])(?:19|20)\d0)s\b",
    rf"(?P<part>{_PART})?(?P<plain>(?:(?<=early-)|(?<=mid-)|(?<=late-)|(?<=end-)|(?<![\d,.$/-])){_YEAR}"
    r"(?![\ds%/]|[.,]\d|-\d))",
)
_PATTERNS = tuple(re.compile(rf"(?<![A-Za-z]){form}") for form in _FORMS)


TENSE = 120  # characters before a date that tell whether it lies ahead
_AHEAD = re.compile(
    r"\b(?:will|shall|would|going to|expected|due|scheduled|plans?|next|from|until)\b"
    r"|\b(?:starts?|begins?|opens?|closes?|ends?|appl(?:y|ies)|takes? place) (?:on|in) $"
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words that name a time; `period` is None where the document's date would be needed."""

    span: Span
    period: Period | None
    basis: DateBasis


def dates(text: str, issued: date | None) -> tuple[DateMention, ...]:
    """The dates of `text` in order, without overlap."""
    taken: list[DateMention] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if not any(each.span.overlaps(span) for each in taken):
                period, basis = _read(match, issued)
                taken.append(DateMention(span, period, basis))
    return tuple(sorted(taken, key=lambda each: each.span))


def _read(match: re.Match[str], issued: date | None) -> tuple[Period | None, DateBasis]:
    given = {name: value for name, value in match.groupdict().items() if value}
    given["whole"] = match.group()
    if match.string[: match.start()].lower().endswith("between "):
        given.pop("both", None)
    if "iso" in given:
        return _period(given["iso"]), DateBasis.STATED
    if "from" in given:
        return _period(_years(given)), DateBasis.STATED
    if "decade" in given:
        return _period(f"{given['decade']}/{given['decade'][:3]}9"), DateBasis.STATED
    if "year" in given:
        return _period(_through(_absolute(given), given)), DateBasis.STATED
    if issued is None:
        return None, DateBasis.RESOLVED
    if _AHEAD.search(match.string, max(0, match.start() - TENSE), match.start()):
        given["ahead"] = "yes"
    for name, reader in _READERS:
        if name in given:
            return _period(_through(reader(given, issued), given)), DateBasis.RESOLVED
    return _period(_shifted_unit(given, issued)), DateBasis.RESOLVED


def _years(given: dict[str, str]) -> str:
    """ "2024-25", "2026-2030", "2026-30"; nothing of "2024-11", which may be a month."""
    first = int(given["from"])
    last = int(given.get("until") or f"{first // 100}{given['short']}")
    clear = "until" in given or last == first + 1 or last % 100 > len(MONTHS)
    return f"{first}/{last}" if clear else ""


def _through(first: str, given: dict[str, str]) -> str:
    """ "5 to 7 May"; "5 and 6 May", but nothing of "5 and 20 May", which are two days."""
    if "last" not in given:
        return first
    if "both" in given and int(given["last"]) != int(given["day"]) + 1:
        return ""
    return f"{first}/{first[:-2]}{int(given['last']):02}"


def _absolute(given: dict[str, str]) -> str:
    month = given.get("month")
    if month is None:
        return given["year"]
    stem = f"{given['year']}-{_month(month):02}"
    return f"{stem}-{int(given['day']):02}" if "day" in given else stem


def _month(word: str) -> int:
    return next(
        n for n, name in enumerate(MONTHS, 1) if name.startswith(word.lower().strip(".")[:3])
    )


def _of_month(given: dict[str, str], issued: date) -> str:
    month, shift, year = _month(given["month"]), given.get("shift", "").lower(), issued.year
    if given.get("whole", "").endswith("year"):  # "November last year"
        year += {"last": -1, "next": 1}.get(shift, 0)
    elif shift == "last" or (not shift and "ahead" not in given):
        year -= month > issued.month or (shift == "last" and month == issued.month)
    elif shift == "next" or "ahead" in given:
        year += month < issued.month
    stem = f"{year}-{month:02}"
    return f"{stem}-{int(given['day']):02}" if "day" in given else stem


def _of_weekday(given: dict[str, str], issued: date) -> str:
    back = (issued.weekday() - WEEKDAYS.index(given["weekday"].lower())) % 7
    shift = given.get("shift", "").lower()
    if shift == "next" or ("ahead" in given and back):
        return str(issued + timedelta(days=7 - back))
    return str(issued - timedelta(days=back or (7 if shift == "last" else 0)))


def _of_near(given: dict[str, str], issued: date) -> str:
    step = {"yesterday": -1, "tomorrow": 1}.get(given["near"].lower(), 0)
    return str(issued + timedelta(days=step))


def _shifted_unit(given: dict[str, str], issued: date) -> str:
    shift = given.get("shift", "").lower().split()[0] if given.get("shift") else "this"
    step = {"last": -1, "next": 1}.get(shift, 0)
    unit = given.get("unit", "year")
    if unit == "year":
        year = issued.year + step
        half = given.get("part", "")
        if "first half" in half:
            return f"{year}-01/{year}-06"
        return f"{year}-07/{year}-12" if "second half" in half else str(year)
    if unit == "month":
        month = issued.month - 1 + step
        return f"{issued.year + month // 12}-{month % 12 + 1:02}"
    monday = issued - timedelta(days=issued.weekday() - 7 * step)
    return f"{monday}/{monday + timedelta(days=6)}"


_Reader = Callable[[dict[str, str], date], str]
_READERS: tuple[tuple[str, _Reader], ...] = (
    ("month", _of_month),
    ("weekday", _of_weekday),
    ("near", _of_near),
)


def _period(text: str) -> Period | None:
    """The period, or None where there is no such day."""
    try:
        return Period.parse(text)
    except ValueError:
        return None
