"""Quantities: figures of a text with unit, quantifier, range and the words of what is counted."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kg.extract.figure import Figure
from kg.extract.joined_figures import joined
from kg.extract.money import MONEY
from kg.extract.no_figures import is_no_figure
from kg.extract.numbers import OPENERS, SCALES, Number, is_fold, number_at, ordinal
from kg.extract.quantifiers import before, behind
from kg.extract.rates import rate_at, unit_of_rate
from kg.extract.tokens import Token
from kg.extract.units import UNITS, unit_of
from kg.extract.verbs import plural
from kg.extract.words import word_set
from kg.model.quantity import Quantifier
from kg.model.sentence import Span

_TIMES = word_set("minute hour day week month year decade century")
_LISTING = ([","], ["and"], ["or"], [",", "and"], [",", "or"])
_COMPARING = (["instead", "of"], ["up", "from"], ["down", "from"], ["compared", "with"])
_SINCE = word_set("ago later earlier before after on from since back old")


def quantities(tokens: Sequence[Token], skip: Sequence[Span]) -> tuple[Figure, ...]:
    """The figures among `tokens`; those within `skip` (dates, names) are none."""
    found: list[Figure] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        figure = None
        first = token.text[0]
        may = first.isdigit() or token.lower in MONEY or token.lower.split("-", 1)[0] in OPENERS
        may = may or is_fold(token.lower) or ordinal(token.lower) is not None
        if may and not any(each.start <= token.start < each.end for each in skip):
            figure = next(filter(None, (form(tokens, at) for form in _FORMS)), None)
        if figure:
            if found and _leads_to(tokens, found[-1], figure):
                found[-1], figure = _alike(tokens, found[-1], figure)
            found.append(figure)
        at = figure.end if figure else at + 1
    return _listed(tokens, found)


def _listed(tokens: Sequence[Token], found: Sequence[Figure]) -> tuple[Figure, ...]:
    """ "20, 30 and 40 hectares": the unit of the last is that of each."""
    told: list[Figure] = []
    for figure in reversed(found):
        last = told[-1] if told else None
        between = [t.lower for t in tokens[figure.end : last.start]] if last else []
        bare = not (figure.unit or figure.counted or figure.modifies)
        if last and bare and between in _LISTING and tokens[last.start].lower not in MONEY:
            figure = replace(figure, unit=last.unit, words=last.words, counted=last.counted)
        told.append(figure)
    return tuple(reversed(told))


def _leads_to(tokens: Sequence[Token], first: Figure, second: Figure) -> bool:
    """ "raised from 20 to 30 hectares", "from HK$20 to 30": one of them has the unit of both."""
    between = [token.lower for token in tokens[first.end : second.start]]
    if _is_compared(tokens, first, second):
        return True
    is_change = between[:1] == ["to"] and len(between) < 4 and _is_change(tokens, first.start)
    if is_change and second.counted and not (first.unit or first.counted):
        return True  # "from 30 to over 70 schools"
    units = {each.unit for each in (first, second)} - {None}
    signed = all(tokens[each.start].lower in MONEY for each in (first, second))
    return is_change and len(units) == 1 and not (signed or first.counted or second.counted)


def _is_compared(tokens: Sequence[Token], first: Figure, second: Figure) -> bool:
    """ "35 yuan instead of 60", "60 homes, up from 26": the second has no unit of its own."""
    bare = not (second.unit or second.counted or second.modifies)
    before = [token.lower for token in tokens[max(0, second.start - 2) : second.start]]
    return bare and before in _COMPARING and bool(first.unit or first.counted)


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
    quantifier, opening = before(tokens, at)
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


def _figure(tokens: Sequence[Token], at: int) -> Figure | None:
    money = MONEY.get(tokens[at].lower)
    first = number_at(tokens, at + 1) if money and at + 1 < len(tokens) else None
    if first is None:
        money, first = None, number_at(tokens, at)
    if first is None or is_no_figure(tokens, first, at):
        return None
    quantifier, opening = before(tokens, at)
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
    rate = "" if modifies else rate_at(tokens, end)
    if rate and not money and unit not in MONEY.values():
        unit, counted = unit_of_rate(words, rate), counted or words
    if quantifier is Quantifier.EXACT:
        quantifier = behind(tokens, end, number.tail)
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
        rate,
    )


# How a figure may stand in a text, the surest first.
_FORMS = (joined, _anniversary, _one, _figure)


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
    scale = SCALES.get(tokens[second.end - 1].lower, 1)
    return first.value * scale if first.end == first.start + 1 and scale > 1 else first.value
