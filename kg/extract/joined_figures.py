"""Joined figures: numbers that are joined to a noun by hyphens, and what such a word modifies."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kg.extract.figure import Figure
from kg.extract.numbers import SCALES, Number, number_at
from kg.extract.quantifiers import before
from kg.extract.tokens import Token
from kg.extract.units import SQUARE, SQUARED, UNITS
from kg.extract.verbs import plural
from kg.extract.words import word_set
from kg.model.quantity import Quantifier
from kg.model.sentence import Span

# What a number is joined to and counts no things by: "two-way", "five-star".
_NO_COUNTS = word_set(
    "fold time times star part sided pronged fifths thirds quarters tenths plus strong odd hundred "
    "thousand million billion trillion"
)


def joined(tokens: Sequence[Token], at: int) -> Figure | None:
    """ "40-year-old", "one-year", "100-kilometer", "200-million-yuan", "three- to five-year"."""
    to = [token.lower for token in tokens[at + 1 : at + 3]]
    if to in (["-", "to"], ["-", "or"]) and tokens[at + 1].start == tokens[at].end:
        low = number_at(tokens[: at + 1], at)
        high = joined(tokens, at + 3) if low and at + 3 < len(tokens) else None
        if low is None or high is None or not high.value > low.value:
            return None
        quantifier, opening = before(tokens, at)
        quantifier = Quantifier.RANGE if quantifier is Quantifier.EXACT else quantifier
        span = Span(tokens[opening].start, high.span.end)
        return replace(
            high, span=span, start=at, value=low.value, value_max=high.value, quantifier=quantifier
        )
    return _word(tokens, at)


def _word(tokens: Sequence[Token], at: int) -> Figure | None:
    parts = tokens[at].lower.split("-")
    head = number_at([_part(tokens[at], parts[0])], 0) if len(parts) > 1 else None
    end = at + 1
    if head is None and tokens[at].text[0].isdigit() and at + 2 < len(tokens):
        glued = tokens[at + 1].text == "-" and tokens[at + 1].start == tokens[at].end
        head = number_at(tokens[: at + 1], at) if glued else None
        parts = [tokens[at].lower, *tokens[at + 2].lower.split("-")]
        end = at + 3
    if head is None:
        return None
    value = head.value
    while len(parts) > 2 and parts[1] in SCALES:  # "200-million-yuan"
        value *= SCALES[parts.pop(1)]
    square = len(parts) > 2 and parts[1] in SQUARE and UNITS.get(parts[2]) in SQUARED
    if square:  # "a 500-square-metre hall"
        del parts[1]
    if len(parts) < 2 or (parts[1] not in UNITS and not _counts(tokens, end, head, parts)):
        return None
    if tokens[at].capital and end < len(tokens) and tokens[end].capital:
        return None  # "the 14th Five-Year Plan"
    unit = UNITS.get(parts[1])
    span = Span(tokens[at].start, tokens[end - 1].end)
    quantifier, _ = before(tokens, at)
    words = plural(parts[1])
    if unit and f"{parts[1]}s" not in UNITS:
        words = parts[1]  # "km", "percent"
    if unit and square:
        unit, words = SQUARED[unit], f"square {unit}"
    counted = "" if unit else words
    return Figure(span, at, end, value, None, quantifier, unit, words, counted, True, span.end)


def _counts(tokens: Sequence[Token], end: int, head: Number, parts: Sequence[str]) -> bool:
    """Whether a joined word counts things: "a three-nation visit", no "two-way street"."""
    after = tokens[end].text if end < len(tokens) else ""
    if number_at([_part(tokens[end - 1], parts[-1])], 0) is not None:
        return False  # "twenty-seven", "six-thousand"
    several = head.value > Decimal(1) and head.value == int(head.value) and not head.fraction
    return several and len(parts) == 2 and parts[1].isalpha() and len(parts[1]) > 3 and (
        parts[1] not in _NO_COUNTS and not parts[1].endswith("ed") and after.islower()
    )  # fmt: skip


def _part(token: Token, text: str) -> Token:
    return Token(text or "-", (text or "-").lower(), token.start, token.end)
