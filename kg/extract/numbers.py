"""Numbers: figures and number words as decimals."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.extract.money import MONEY
from kg.extract.tokens import Token
from kg.extract.words import DETERMINERS, word_set

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
SCALES = {
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
    **{
        form: 1 / Decimal(n)
        for n, word in enumerate(("sixth", "seventh", "eighth", "ninth"), 6)
        for form in (word, f"{word}s")
    },
    "tenth": Decimal("0.1"),
    "tenths": Decimal("0.1"),
}
_ALWAYS = ("half", "halves", "quarters", "thirds", "fourths", "fifths", "tenth", "tenths")
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
COUNTS = frozenset(_SMALL)
# Every word, or first part of one with a hyphen, with which a number may open.
OPENERS = frozenset(
    (*_SMALL, *_TIMES, "half", "quarter", "a", "an", "dozen", "hundred", "thousand")
)
MAX_DIGITS = 15
_COUNTED = word_set(
    "people residents visitors tourists travellers passengers users customers jobs shares trips"
)
_TAILS = word_set("plus odd strong")
_PARTS = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 50, 100, 1000))  # "one in five"
_SPANS = word_set("minutes hours days weeks months years minute hour day week month year per")
_EXACT = Decimal("0.000001")  # of a third


@dataclass(frozen=True, slots=True)
class Number:
    """A number of tokens `start` up to `end`; `fraction` is of a whole, `times` multiplies.

    `tail` is what is joined to it: "plus" of "3,000-plus" and "100,000+", "odd", "strong".
    """

    value: Decimal
    start: int
    end: int
    fraction: bool = False
    times: bool = False
    tail: str = ""


def number_at(tokens: Sequence[Token], at: int) -> Number | None:
    """The longest number that opens at token `at`."""
    word = tokens[at].lower
    if word in _TIMES:
        return Number(Decimal(_TIMES[word]), at, at + 1, times=True)
    if is_fold(word):
        return Number(Decimal(_SMALL[word.removesuffix("fold")]), at, at + 1, times=True)
    plain = _figure if word[0].isdigit() else _words
    found = _fraction(tokens, at) or _one_in(tokens, at) or plain(tokens, at)
    return _with_tail(tokens, found) if found and not found.fraction else found


def is_fold(word: str) -> bool:
    """ "twelvefold"."""
    return word.endswith("fold") and word.removesuffix("fold") in _SMALL


def _figure(tokens: Sequence[Token], at: int) -> Number | None:
    text = tokens[at].text.replace(",", "").replace(" ", "")
    if not text.replace(".", "", 1).isdigit() or not text.isascii() or len(text) > MAX_DIGITS:
        return None
    value, end = Decimal(text), at + 1
    if _then(tokens, end) == "m" and at and tokens[at - 1].lower in MONEY:  # "US$20m", no metres
        return Number(value * SCALES["million"], at, end + 1)
    if _joins(tokens, end) and _then(tokens, end + 1) == "fold":  # "a 10-fold increase"
        return Number(value, at, end + 2, times=True)
    if _then(tokens, end) == "m" and _then(tokens, end + 1) in _COUNTED:  # "6.9m people"
        return Number(value * SCALES["million"], at, end + 1)
    joined = _joins(tokens, end) and _scale(_then(tokens, end + 1))[0] > 0  # "HK$30-billion fund"
    scale, tail = _scale(_then(tokens, end + joined))
    return (
        Number(value * scale, at, end + joined + 1, tail=tail) if scale else Number(value, at, end)
    )


def _joins(tokens: Sequence[Token], at: int) -> bool:
    """Whether a hyphen at `at` joins what stands on both sides."""
    return (
        _then(tokens, at) == "-" and at + 1 < len(tokens)
        and tokens[at - 1].end == tokens[at].start and tokens[at].end == tokens[at + 1].start
    )  # fmt: skip


def _scale(word: str) -> tuple[int, str]:
    """What a word multiplies by, 0 where it does not, and what is joined to it: "million-plus"."""
    scale, mark, tail = word.partition("-")
    if scale == "dozen" or (mark and tail not in _TAILS):
        return 0, ""
    return SCALES.get(scale, 0), tail


def _with_tail(tokens: Sequence[Token], number: Number) -> Number:
    """The number with what is joined to it, "3,000-plus", or follows it, "3,000 plus firms"."""
    after, then = _then(tokens, number.end), _then(tokens, number.end + 1)
    if _joins(tokens, number.end) and then in _TAILS:
        return replace(number, end=number.end + 2, tail=then)
    if after == "+" and tokens[number.end].start == tokens[number.end - 1].end:
        return number if then[:1].isdigit() else replace(number, end=number.end + 1, tail="plus")
    if after == "plus" and then[:1].isalpha() and then not in DETERMINERS and (
        then not in _SMALL and then not in SCALES
    ):  # fmt: skip
        return replace(number, end=number.end + 1, tail="plus")
    return number


def _one_in(tokens: Sequence[Token], at: int) -> Number | None:
    """ "one in five residents", "four out of five"."""
    words = [token.lower for token in tokens[at : at + 5]]
    size = 2 if words[1:2] == ["in"] else 3 if words[1:3] == ["out", "of"] else 0
    top, bottom = (_whole(word) for word in (words[0], words[size] if size < len(words) else ""))
    after = words[size + 1] if size + 1 < len(words) else ""
    if not size or top is None or bottom is None or after in _SPANS or after in SCALES:
        return None
    if not top < bottom or bottom not in _PARTS:
        return None
    return Number((Decimal(top) / bottom).quantize(_EXACT), at, at + size + 1, fraction=True)


def _whole(word: str) -> int | None:
    return int(word) if word.isascii() and word.isdigit() and len(word) < 5 else _small(word)


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
        and (after in _ALWAYS or _then(tokens, at + 2) == "of")
    ):
        value = tops[word] * _FRACTIONS[after]
        return Number(value.quantize(_EXACT), at, at + 2, fraction=True)
    return None


def _of_a_scale(tokens: Sequence[Token], at: int) -> Number | None:
    """ "half a million", "a quarter of a million"."""
    start = at + (tokens[at].lower in ("a", "one"))
    part = _FRACTIONS.get(_then(tokens, start)) if _then(tokens, start) != "second" else None
    end = start + 1 + (_then(tokens, start + 1) == "of")
    scale = SCALES.get(_then(tokens, end + 1))
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
            scale_of = SCALES.get(_then(tokens, end + half))
            value = (2 * current + 1) * (scale_of or 1) / Decimal(2)
            return Number(value, at, end + half + (scale_of is not None))
        if mark and end == at and top in _SMALL and scale in SCALES:  # "six-thousand"
            total += _SMALL[top] * SCALES[scale]
        elif small is not None and current % 100 == 0:
            current += small
        elif word in ("hundred", "dozen") and (seen or _a(tokens, at, end)):
            current = max(current, 1) * SCALES[word]
        elif seen and _scale(word)[0]:
            by, tail = _scale(word)
            total, current = total + max(current, 1) * by, 0
            if tail:  # "two million-plus people"
                return Number(Decimal(total), at, end + 1, tail=tail)
        elif word == "a" and end == at and _then(tokens, at + 1) in SCALES:
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
    return 2 if words[:2] == ["and", "half"] and words[2:] and words[2] in SCALES else 0


def _a(tokens: Sequence[Token], at: int, end: int) -> bool:
    return end == at + 1 and tokens[at].lower == "a"


def ordinal(word: str) -> int | None:
    """The number of "third" or "27th"; None of any other word."""
    if word in _ORDINALS:
        return _ORDINALS[word]
    digits = re.sub(r"(?:st|nd|rd|th)\Z", "", word)
    return int(digits) if digits != word and digits.isascii() and digits.isdigit() else None
