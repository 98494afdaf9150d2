"""No figures: numbers that measure and count nothing: an hour of the day, a page, a slogan."""

from collections.abc import Sequence

from kg.extract.money import MONEY
from kg.extract.numbers import Number
from kg.extract.tokens import Token
from kg.extract.words import word_set

# What is numbered, and not counted, by the number behind it.
_NUMBERED = word_set(
    "no no. nos article section page p. phase stage line gate terminal # chapter type covid route "
    "level flight room floor exit annex appendix schedule clause schedules lot berth pier"
)
_CLOCK = word_set("am pm a.m p.m o'clock noon midnight")
_STREETS = word_set("road street avenue lane drive boulevard terrace path")
_ONES = word_set("of another day can that who")
_NOT_ONE = word_set("no every each the this that any some only")
_SPOKEN_OF = word_set("sides parties places governments regions")
_LISTED = 3  # figures of the number of a point in a list
_ADDRESS = 4  # words of the name of a street, at most


def is_no_figure(tokens: Sequence[Token], number: Number, at: int) -> bool:
    """Whether the number that opens at `at` tells no quantity."""
    word = tokens[number.start].lower
    before = tokens[at - 1].lower if at else ""
    after = tokens[number.end].lower if number.end < len(tokens) else ""
    alone = number.end == number.start + 1
    if before in _NUMBERED or (word == "one" and alone and _is_no_one(before, after)):
        return True
    if alone and before == "the" and after in _SPOKEN_OF:
        return True  # "the two sides"
    if any(form(tokens, number) for form in (_is_name, _is_slogan, _is_half_more)):
        return True
    if word in ("half", "quarter") and alone:
        return before in ("first", "second", "third", "fourth", "last", "latter") or after == "year"
    if number.times:
        return False
    if before == ":" and at > 1 and tokens[at - 2].text.isdigit():
        return True
    return after in _CLOCK or after == ":" or _is_code(tokens, number) or _is_house(tokens, number)


def _is_no_one(before: str, after: str) -> bool:
    """ "one of them", "no one"."""
    return after in _ONES or not after[:1].isalpha() or before in _NOT_ONE


def _is_name(tokens: Sequence[Token], number: Number) -> bool:
    """ "the 14th Five-Year Plan"."""
    first, ahead = tokens[number.start], tokens[number.end : number.end + 2]
    return first.capital and len(ahead) == 2 and ahead[0].text == "-" and ahead[1].capital


def _is_slogan(tokens: Sequence[Token], number: Number) -> bool:
    """ "one zone, two parks": neither is counted."""
    words = [token.lower for token in tokens[max(0, number.start - 3) : number.start + 4]]
    here = min(3, number.start)
    return (words[here] == "one" and words[here + 2 : here + 4] == [",", "two"]) or (
        words[here] == "two" and here == 3 and words[0] == "one" and words[2] == ","
    )


def _is_half_more(tokens: Sequence[Token], number: Number) -> bool:
    """ "a year and a half later"."""
    last = number.end - 1
    whole = [token.lower for token in tokens[max(0, last - 2) : last + 1]]
    return number.start >= last - 1 and whole == ["and", "a", "half"]


def _is_code(tokens: Sequence[Token], number: Number) -> bool:
    """ "CX100", "10/F", "5+1", "(2)" behind a number, "3-2", "2872 1234"."""
    first, last = tokens[number.start], tokens[number.end - 1]
    if not first.text[0].isdigit():
        return False
    back = tokens[number.start - 1] if number.start else None
    if back is not None and back.end == first.start and back.lower not in MONEY and (
        back.text.isalpha() or back.text in ("+", "/")
        or (back.text in ("(", "-") and number.start > 1
            and tokens[number.start - 2].end == back.start
            and tokens[number.start - 2].text.isdigit())
    ):  # fmt: skip
        return True
    if back is not None and (back.text == "+" or (back.text.isdigit() and not _is_year(back))):
        return True
    ahead = tokens[number.end : number.end + 2]
    if not ahead:
        return False
    if back is not None and (back.text, ahead[0].text) == ("(", ")") and len(first.text) < _LISTED:
        return True  # "(2) whether it will be built"
    glued = ahead[0].start == last.end
    if len(ahead) == 2 and ahead[1].text[0].isdigit() and (ahead[0].text == "+" or (
        glued and ahead[0].text == "-" and ahead[1].text.isdigit()
        and first.text.isdigit() and int(ahead[1].text) <= int(first.text)
    )):  # fmt: skip
        return True
    return (glued and ahead[0].text == "/") or ahead[0].text.isdigit()


def _is_year(token: Token) -> bool:
    return len(token.text) == len("2025") and token.text[:2] in ("19", "20")


def _is_house(tokens: Sequence[Token], number: Number) -> bool:
    """ "22 Harbour Road"."""
    for token in tokens[number.end : number.end + _ADDRESS]:
        if not token.capital:
            return False
        if token.lower in _STREETS:
            return True
    return False
