"""Quantifiers: the words before and behind a number that bound it."""

from collections.abc import Sequence

from kg.extract.tokens import Token
from kg.model.quantity import Quantifier

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
# What is joined behind a number: "3,000-plus firms", "200-odd".
_BEHIND = {"plus": Quantifier.AT_LEAST, "odd": Quantifier.ABOUT}


def before(tokens: Sequence[Token], at: int) -> tuple[Quantifier, int]:
    """How the words before token `at` bound the number there, and where they begin."""
    words = [token.lower for token in tokens[max(0, at - 4) : at]]
    shift = 1 if words and words[-1] in ("the", "a", "an") else 0
    for phrase, quantifier in _BEFORE:
        size = len(phrase)
        if tuple(words[len(words) - size - shift : len(words) - shift]) == phrase:
            return quantifier, at - size - shift
    return Quantifier.EXACT, at


def behind(tokens: Sequence[Token], end: int, tail: str) -> Quantifier:
    """How what is joined to a number, or follows it at `end`, bounds it."""
    if [token.lower for token in tokens[end : end + 2]] == ["or", "more"]:
        return Quantifier.AT_LEAST
    return _BEHIND.get(tail, Quantifier.EXACT)
