"""Numbers: figures and number words as decimals."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.extract.tokens import Token

_SMALL = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    word: 10 * n
    for n, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
_SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "mn": 10**6,
    "bn": 10**9,
    "tn": 10**12,
    "dozen": 12,
}
_FRACTIONS = {
    "half": Decimal("0.5"),
    "halves": Decimal("0.5"),
    "quarter": Decimal("0.25"),
    "quarters": Decimal("0.25"),
    "third": Decimal(1) / 3,
    "thirds": Decimal(1) / 3,
    "fourth": Decimal("0.25"),
    "fourths": Decimal("0.25"),
    "fifth": Decimal("0.2"),
    "fifths": Decimal("0.2"),
    "tenth": Decimal("0.1"),
    "tenths": Decimal("0.1"),
}
_TIMES = {"double": 2, "doubled": 2, "doubling": 2, "triple": 3, "tripled": 3, "twice": 2}
_ORDINALS = {
    word: n
    for n, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
        ],
        1,
    )
}
# Every word, or first part of one with a hyphen, with which a number may open.
OPENERS = frozenset(
    (*_SMALL, *_TIMES, "half", "quarter", "a", "an", "dozen", "hundred", "thousand")
)
MAX_DIGITS = 15
_SIGNS = ("$", "€", "£", "¥", "RMB")
_EXACT = Decimal("0.000001")  # of a third


@dataclass(frozen=True, slots=True)
class Number:
    """A number of tokens `start` up to `end`; `fraction` is of a whole, `times` multiplies."""

    value: Decimal
    start: int
    end: int
    fraction: bool = False
    times: bool = False


def number_at(tokens: Sequence[Token], at: int) -> Number | None:
    """The longest number that opens at token `at`."""
    word = tokens[at].lower
    if word[0].isdigit():
        return _figure(tokens, at)
    if word in _TIMES:
        return Number(Decimal(_TIMES[word]), at, at + 1, times=True)
    if is_fold(word):
        return Number(Decimal(_SMALL[word.removesuffix("fold")]), at, at + 1, times=True)
    return _fraction(tokens, at) or _words(tokens, at)


def is_fold(word: str) -> bool:
    """ "twelvefold"."""
    return word.endswith("fold") and word.removesuffix("fold") in _SMALL


def _figure(tokens: Sequence[Token], at: int) -> Number | None:
    text = tokens[at].text.replace(",", "")
    if not text.replace(".", "", 1).isdigit() or not text.isascii() or len(text) > MAX_DIGITS:
        return None
    value, end = Decimal(text), at + 1
    scale = tokens[end].lower if end < len(tokens) else ""
    if scale in _SCALES and scale != "dozen":
        return Number(value * _SCALES[scale], at, end + 1)
    if scale == "m" and at and tokens[at - 1].text.endswith(_SIGNS):  # "US$20m", no metres
        return Number(value * _SCALES["million"], at, end + 1)
    return Number(value, at, end)


def _fraction(tokens: Sequence[Token], at: int) -> Number | None:
    word = tokens[at].lower
    scaled = _of_a_scale(tokens, at)
    if scaled is not None:
        return scaled
    if word in ("half", "quarter"):
        return Number(_FRACTIONS[word], at, at + 1, fraction=True)
    top, mark, bottom = word.partition("-")
    if mark and top in _SMALL and bottom in _FRACTIONS:
        return Number((_SMALL[top] * _FRACTIONS[bottom]).quantize(_EXACT), at, at + 1, True)
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    tops = {"a": 1, **_SMALL}
    if (
        word in tops
        and after in _FRACTIONS
        and (after != "second")
        and (after not in ("quarter", "third", "fourth", "fifth") or _then(tokens, at + 2) == "of")
    ):
        value = tops[word] * _FRACTIONS[after]
        return Number(value.quantize(_EXACT), at, at + 2, fraction=True)
    return None


def _of_a_scale(tokens: Sequence[Token], at: int) -> Number | None:
    """ "half a million", "a quarter of a million"."""
    start = at + (tokens[at].lower in ("a", "one"))
    part = _FRACTIONS.get(_then(tokens, start)) if _then(tokens, start) != "second" else None
    end = start + 1 + (_then(tokens, start + 1) == "of")
    scale = _SCALES.get(_then(tokens, end + 1))
    if part is None or scale is None or _then(tokens, end) != "a":
        return None
    return Number(part * scale, at, end + 2)


def _then(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].lower if at < len(tokens) else ""


def _small(word: str) -> int | None:
    if word in _SMALL:
        return _SMALL[word]
    tens, mark, ones = word.partition("-")
    if mark and _SMALL.get(tens, 0) >= 20 and 0 < _SMALL.get(ones, 0) < 10:
        return _SMALL[tens] + _SMALL[ones]
    return None


def _words(tokens: Sequence[Token], at: int) -> Number | None:
    total, current, end, seen = 0, 0, at, False
    while end < len(tokens):
        word = tokens[end].lower
        small = _small(word)
        top, mark, scale = word.partition("-")
        half = _half(tokens, end) if seen and not total else 0
        if half:  # "one and a half million", "one and a half hours"
            scale_of = _SCALES.get(_then(tokens, end + half))
            value = (2 * current + 1) * (scale_of or 1) / Decimal(2)
            return Number(value, at, end + half + (scale_of is not None))
        if mark and end == at and top in _SMALL and scale in _SCALES:  # "six-thousand"
            total += _SMALL[top] * _SCALES[scale]
        elif small is not None and current % 100 == 0:
            current += small
        elif word in ("hundred", "dozen") and (seen or _a(tokens, at, end)):
            current = max(current, 1) * _SCALES[word]
        elif word in _SCALES and seen:
            total, current = total + max(current, 1) * _SCALES[word], 0
        elif word == "a" and end == at and _then(tokens, at + 1) in _SCALES:
            current = 1
        elif not (
            word == "and"
            and seen
            and _small(_then(tokens, end + 1)) is not None
            and tokens[end - 1].lower == "hundred"
        ):
            break
        seen, end = True, end + 1
    return Number(Decimal(total + current), at, end) if seen and total + current else None


def _half(tokens: Sequence[Token], at: int) -> int:
    """How many words "and a half" has at `at`, "and half" before "million"; 0 where neither is."""
    words = [token.lower for token in tokens[at : at + 3]]
    if words == ["and", "a", "half"]:
        return 3
    return 2 if words[:2] == ["and", "half"] and words[2:] and words[2] in _SCALES else 0


def _a(tokens: Sequence[Token], at: int, end: int) -> bool:
    return end == at + 1 and tokens[at].lower == "a"


def ordinal(word: str) -> int | None:
    """The number of "third" or "27th"; None of any other word."""
    if word in _ORDINALS:
        return _ORDINALS[word]
    digits = re.sub(r"(?:st|nd|rd|th)\Z", "", word)
    return int(digits) if digits != word and digits.isascii() and digits.isdigit() else None
