"""Quantities: figures of a text with unit, quantifier, range and the words of what is counted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.extract.numbers import OPENERS, Number, is_fold, number_at, ordinal
from kg.extract.tokens import Token
from kg.extract.units import MONEY, UNITS, unit_of
from kg.extract.verbs import plural
from kg.extract.words import word_set
from kg.model.quantity import Quantifier
from kg.model.sentence import Span

# What a number is joined to and counts no things by: "two-way", "five-star".
_NO_COUNTS = word_set(
    "fold time times star part sided pronged fifths thirds quarters tenths plus hundred "
    "thousand million billion trillion"
)
_TIMES = word_set("minute hour day week month year decade century")
_SINCE = word_set("ago later earlier before after on from since back old")
# What stands before a figure, longest first.
_BEFORE: tuple[tuple[tuple[str, ...], Quantifier], ...] = (
    (("no", "more", "than"), Quantifier.AT_MOST),
    (("no", "fewer", "than"), Quantifier.AT_LEAST),
    (("no", "less", "than"), Quantifier.AT_LEAST),
    (("not", "less", "than"), Quantifier.AT_LEAST),
    (("more", "than"), Quantifier.MORE_THAN),
    (("less", "than"), Quantifier.LESS_THAN),
    (("fewer", "than"), Quantifier.LESS_THAN),
    (("at", "least"), Quantifier.AT_LEAST),
    (("at", "most"), Quantifier.AT_MOST),
    (("up", "to"), Quantifier.AT_MOST),
    (("as", "many", "as"), Quantifier.AT_MOST),
    (("as", "much", "as"), Quantifier.AT_MOST),
    (("close", "to"), Quantifier.ALMOST),
    (("well", "over"), Quantifier.MORE_THAN),
    (("just", "over"), Quantifier.MORE_THAN),
    (("just", "under"), Quantifier.LESS_THAN),
    (("over",), Quantifier.MORE_THAN),
    (("above",), Quantifier.MORE_THAN),
    (("exceed",), Quantifier.MORE_THAN),
    (("exceeds",), Quantifier.MORE_THAN),
    (("exceeding",), Quantifier.MORE_THAN),
    (("exceeded",), Quantifier.MORE_THAN),
    (("under",), Quantifier.LESS_THAN),
    (("below",), Quantifier.LESS_THAN),
    (("nearly",), Quantifier.ALMOST),
    (("almost",), Quantifier.ALMOST),
    (("about",), Quantifier.ABOUT),
    (("around",), Quantifier.ABOUT),
    (("some",), Quantifier.ABOUT),
    (("roughly",), Quantifier.ABOUT),
    (("approximately",), Quantifier.ABOUT),
    (("estimated",), Quantifier.ABOUT),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure. `unit` is the ontology's, None where a noun of the text is counted: `counted`.

    `words` is the unit as the text has it; `modifies` tells "40-year-old bridge" or "one-year
    scheme", where what follows is the subject.
    """

    span: Span
    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    quantifier: Quantifier
    unit: str | None
    words: str
    counted: str
    modifies: bool = False
    number_end: int = 0  # where the number itself ends in the text


def quantities(tokens: Sequence[Token], skip: Sequence[Span]) -> tuple[Figure, ...]:
    """The figures among `tokens`; those within `skip` (dates, names) are none."""
    found: list[Figure] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        figure = None
        first = token.text[0]
        may = first.isdigit() or first in "HU$MR¥€£" or token.lower.split("-", 1)[0] in OPENERS
        may = may or is_fold(token.lower) or ordinal(token.lower) is not None
        if may and not any(each.start <= token.start < each.end for each in skip):
            figure = next(filter(None, (form(tokens, at) for form in _FORMS)), None)
        if figure:
            if found and _leads_to(tokens, found[-1], figure):
                found[-1], figure = _alike(tokens, found[-1], figure)
            found.append(figure)
        at = figure.end if figure else at + 1
    return tuple(found)


def _leads_to(tokens: Sequence[Token], first: Figure, second: Figure) -> bool:
    """ "raised from 20 to 30 hectares", "from HK$20 to 30": one of them has the unit of both."""
    between = [token.lower for token in tokens[first.end : second.start]]
    is_change = between[:1] == ["to"] and len(between) < 4 and _is_change(tokens, first.start)
    if is_change and second.counted and not (first.unit or first.counted):
        return True  # "from 30 to over 70 schools"
    units = {each.unit for each in (first, second)} - {None}
    signed = all(tokens[each.start].lower in MONEY for each in (first, second))
    return is_change and len(units) == 1 and not (signed or first.counted or second.counted)


def _alike(tokens: Sequence[Token], first: Figure, second: Figure) -> tuple[Figure, Figure]:
    """Both with the unit that one of them has, and the first with the scale of the second."""
    has = second if second.unit or second.counted else first
    start, end = (
        number_at(tokens, each.start + (tokens[each.start].lower in MONEY))
        for each in (first, second)
    )
    value = _scaled(tokens, start, end) if start and end else first.value
    return (
        replace(first, value=value, unit=has.unit, words=has.words, counted=has.counted),
        replace(second, unit=has.unit, words=has.words, counted=has.counted),
    )


def _joined(tokens: Sequence[Token], at: int) -> Figure | None:
    """ "40-year-old", "one-year", "100-kilometer": one token or several joined by hyphens."""
    parts = tokens[at].lower.split("-")
    head = number_at([_part(tokens[at], parts[0])], 0) if len(parts) > 1 else None
    end = at + 1
    if head is None and tokens[at].text[0].isdigit() and at + 2 < len(tokens):
        glued = tokens[at + 1].text == "-" and tokens[at + 1].start == tokens[at].end
        head = number_at(tokens[: at + 1], at) if glued else None
        parts = [tokens[at].lower, *tokens[at + 2].lower.split("-")]
        end = at + 3
    counts = head is not None and _counts(tokens, end, head, parts)
    if head is None or len(parts) < 2 or (parts[1] not in UNITS and not counts):
        return None
    unit = UNITS.get(parts[1])
    span = Span(tokens[at].start, tokens[end - 1].end)
    quantifier, _ = _before(tokens, at)
    words = f"{parts[1]}s" if unit else plural(parts[1])
    counted = "" if unit else words
    return Figure(span, at, end, head.value, None, quantifier, unit, words, counted, True, span.end)


def _counts(tokens: Sequence[Token], end: int, head: Number, parts: Sequence[str]) -> bool:
    """Whether a joined word counts things: "a three-nation visit", no "two-way street"."""
    after = tokens[end].text if end < len(tokens) else ""
    if number_at([_part(tokens[end - 1], parts[-1])], 0) is not None:
        return False  # "twenty-seven", "six-thousand"
    several = head.value > 1 and head.value == int(head.value) and not head.fraction
    return several and len(parts) == 2 and parts[1].isalpha() and len(parts[1]) > 3 and (
        parts[1] not in _NO_COUNTS and not parts[1].endswith("ed") and after.islower()
    )  # fmt: skip


def _anniversary(tokens: Sequence[Token], at: int) -> Figure | None:
    """ "the 70th anniversary of the treaty"."""
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    number = ordinal(tokens[at].lower) if after == "anniversary" else None
    if number is None:
        return None
    span = Span(tokens[at].start, tokens[at + 1].end)
    value, exact = Decimal(number), Quantifier.EXACT
    return Figure(span, at, at + 2, value, None, exact, None, after, after, False, tokens[at].end)


def _one(tokens: Sequence[Token], at: int) -> Figure | None:
    """ "about an hour", "within a year", "a year and a half"; not "a year", nor "a year ago"."""
    words = [token.lower for token in tokens[at : at + 5]]
    if len(words) < 2 or words[0] not in ("a", "an") or words[1] not in _TIMES:
        return None
    half = words[2:] == ["and", "a", "half"]
    end = at + (5 if half else 2)
    quantifier, opening = _before(tokens, at)
    if at and tokens[at - 1].lower == "within":
        quantifier, opening = Quantifier.AT_MOST, at - 1
    if words[2:4] == ["or", "so"]:
        quantifier, end = Quantifier.ABOUT, at + 4
    after = tokens[end].lower if end < len(tokens) else ""
    if after in _SINCE or (quantifier is Quantifier.EXACT and not half):
        return None
    span = Span(tokens[opening].start, tokens[end - 1].end)
    value, unit = Decimal("1.5") if half else Decimal(1), UNITS.get(words[1])
    named = plural(words[1])
    return Figure(
        span, at, end, value, None, quantifier, unit, named, "" if unit else named, False,
        tokens[at + 1].end,
    )  # fmt: skip


def _part(token: Token, text: str) -> Token:
    return Token(text or "-", (text or "-").lower(), token.start, token.end)


def _figure(tokens: Sequence[Token], at: int) -> Figure | None:
    money = MONEY.get(tokens[at].lower)
    first = number_at(tokens, at + 1) if money and at + 1 < len(tokens) else None
    if first is None:
        money, first = None, number_at(tokens, at)
    if first is None or _is_no_figure(tokens, first, at):
        return None
    quantifier, opening = _before(tokens, at)
    second, end = _second(tokens, first)
    if second and not second.value > first.value:
        second, end = None, first.end
    value, high = first.value, None
    if second:
        value, high, quantifier = _scaled(tokens, first, second), second.value, Quantifier.RANGE
        if not high > value:
            value, high, quantifier = first.value, None, Quantifier.EXACT
    number = first if money else second or first  # "US$17 to $20 billion" is all of one money
    unit, words, counted, end, modifies = unit_of(tokens, number, end, money)
    if quantifier is Quantifier.EXACT and [t.lower for t in tokens[end : end + 2]] == [
        "or",
        "more",
    ]:
        quantifier = Quantifier.AT_LEAST
    start = tokens[opening].start
    span = Span(start, tokens[end - 1].end)
    return Figure(
        span,
        at,
        end,
        value,
        high,
        quantifier,
        unit,
        words,
        counted,
        modifies,
        tokens[(second or first).end - 1].end,
    )


# How a figure may stand in a text, the surest first.
_FORMS = (_joined, _anniversary, _one, _figure)


def _is_no_figure(tokens: Sequence[Token], number: Number, at: int) -> bool:
    """ "one of them", "no one", "two-way", a time of day, the number of a page or of an article."""
    word = tokens[number.start].lower
    before = tokens[at - 1].lower if at else ""
    after = tokens[number.end].lower if number.end < len(tokens) else ""
    alone = number.end == number.start + 1
    last = number.end - 1
    whole = [token.lower for token in tokens[max(0, last - 2) : last + 1]]
    if at >= last - 1 and whole == ["and", "a", "half"]:
        return True  # "a year and a half later"
    if word == "one" and alone:
        return (
            after in ("of", "another", "day", "can", "that", "who", "")
            or not after[0].isalpha()
            or (before in ("no", "every", "each", "the", "this", "that", "any", "some", "only"))
        )
    if before in (
        "no",
        "no.",
        "nos",
        "article",
        "section",
        "page",
        "p.",
        "phase",
        "stage",
        "line",
        "gate",
        "terminal",
        "#",
        "chapter",
        "type",
        "covid",
    ):
        return True
    if word in ("half", "quarter") and alone:
        return before in ("first", "second", "third", "fourth", "last", "latter") or after == "year"
    if number.times:
        return False
    if before == ":" and at > 1 and tokens[at - 2].text.isdigit():
        return True
    return after in ("am", "pm", "a.m", "p.m", "o'clock", ":")


def _before(tokens: Sequence[Token], at: int) -> tuple[Quantifier, int]:
    words = [token.lower for token in tokens[max(0, at - 4) : at]]
    shift = 1 if words and words[-1] in ("the", "a", "an") else 0
    for phrase, quantifier in _BEFORE:
        size = len(phrase)
        if tuple(words[len(words) - size - shift : len(words) - shift]) == phrase:
            return quantifier, at - size - shift
    return Quantifier.EXACT, at


def _second(tokens: Sequence[Token], first: Number) -> tuple[Number | None, int]:
    """The upper end of a range: "20 to 30", "20-30", "fifty or sixty", "between 20 and 30"."""
    end = first.end
    if end + 1 >= len(tokens):
        return None, end
    mark = tokens[end].lower
    if mark == "to" and (first.times or _is_change(tokens, first.start)):
        return None, end  # "raised from 20 to 30", "double to 30": two figures, no range
    between = first.start > 0 and tokens[first.start - 1].lower == "between" and mark == "and"
    if mark in ("to", "-", "–", "—", "or") or between:
        following = tokens[end + 1].lower in MONEY
        second = (
            number_at(tokens, end + 1 + following) if end + 1 + following < len(tokens) else None
        )
        if second and not second.fraction and not first.fraction:
            return second, second.end
    return None, end


def _is_change(tokens: Sequence[Token], start: int) -> bool:
    """Whether a figure is where a change begins: "raised from 20 to 30"."""
    if start and tokens[start - 1].lower in MONEY:
        start -= 1
    back = [t.lower for t in tokens[max(0, start - 3) : start]]
    if any(word.startswith(("rang", "vari", "vary")) for word in back):
        return False  # "ranges from 20 to 30"
    return "from" in back[-1:] or back[-2:] in (["from", "the"], ["from", "about"])


def _scaled(tokens: Sequence[Token], first: Number, second: Number) -> Decimal:
    """ "20 to 30 million": the scale of the second is that of the first."""
    last = tokens[second.end - 1].lower
    scale = {"million": 10**6, "billion": 10**9, "trillion": 10**12, "thousand": 1000}.get(last, 1)
    return first.value * scale if first.end == first.start + 1 and scale > 1 else first.value
