"""Units: what a number of a text is counted in, by the ontology's units or a noun of the text."""

from collections.abc import Mapping, Sequence

from kg.extract.money import FOREIGN, UNTOLD
from kg.extract.numbers import COUNTS, Number
from kg.extract.tokens import Token
from kg.extract.verbs import plural
from kg.extract.words import (
    ADVERBS,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    HAVE,
    MODALS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    word_set,
)

SQUARE = {"square", "sq", "sq."}
# Units that are not nouns of what is counted: words to the ontology's unit.
UNITS: Mapping[str, str] = {
    "%": "percent",
    "percent": "percent",
    "percentage": "percent",
    "pct": "percent",
    "hectare": "hectares",
    "hectares": "hectares",
    "ha": "hectares",
    "sqm": "squareMetres",
    "km": "kilometres",
    "kilometre": "kilometres",
    "kilometres": "kilometres",
    "kilometer": "kilometres",
    "kilometers": "kilometres",
    "m": "metres",
    "metre": "metres",
    "metres": "metres",
    "meter": "metres",
    "meters": "metres",
    "minute": "minutes",
    "minutes": "minutes",
    "hour": "hours",
    "hours": "hours",
    "day": "days",
    "days": "days",
    "week": "weeks",
    "weeks": "weeks",
    "month": "months",
    "months": "months",
    "year": "years",
    "years": "years",
    "yuan": "yuan",
    "rmb": "yuan",
    "cny": "yuan",
    "renminbi": "yuan",
    "patacas": "patacas",
    "pataca": "patacas",
    "mop": "patacas",
    "hkd": "hongKongDollars",
    "usd": "usDollars",
    "dollars": "usDollars",
    "dollar": "usDollars",
}
_FEET = ("ft", "foot", "feet")
_OF_SPEED = {"h": "hour", "hr": "hour", "hour": "hour", "s": "second", "second": "second"}
_SIZES = ("long", "wide", "high", "tall", "deep", "thick")
SQUARED = {"kilometres": "squareKilometres", "metres": "squareMetres"}
_STOPS = (
    PREPOSITIONS | SUBORDINATORS | CONJUNCTIONS | MODALS | BE | HAVE | SUBJECT_PRONOUNS | ADVERBS
) - {"like", "most", "more", "much"}
_PEOPLE = word_set("people persons staff personnel police children men women youth media")
_ADJECTIVE_ENDS = (
    "al",
    "ive",
    "ous",
    "ful",
    "less",
    "able",
    "ible",
    "ic",
    "ary",
    "ing",
    "ed",
    "ish",
    "ese",
)
REACH = 7  # words between a figure and the noun of what it counts

# The ontology's unit or None, the words of it, what is counted, where it ends, whether it modifies.
Unit = tuple[str | None, str, str, int, bool]


def unit_of(tokens: Sequence[Token], number: Number, end: int, money: str | None) -> Unit:
    """The unit of a number that ends at `end`; `money` is told by the sign before it."""
    if number.tail == "strong":  # "the 8-million-strong city"
        return None, "", "", end, True
    if money in FOREIGN:
        return None, money, money, end, False
    if money:
        sign = tokens[number.start - 1].text
        if sign == "$":  # of which country, only "(…)" behind another money tells
            told = number.start > 1 and tokens[number.start - 2].text == "("
            return (money, UNTOLD, "", end, False) if told else (None, UNTOLD, UNTOLD, end, False)
        return money, sign, "", end, False
    if _text(tokens, end) == "-" and _text(tokens, end + 1) in UNITS:
        end += 1
    for form in (_of_two_words, _square, _speed, _measured):
        found = form(tokens, end)
        if found is not None:
            return found
    word = _text(tokens, end)
    if word in UNITS:
        if number.fraction and word in ("year", "month", "day", "hour"):
            return None, word, "", end, False
        return UNITS[word], tokens[end].text, "", end + 1, _text(tokens, end + 1) == "old"
    if number.fraction and word in ("a", "an") and _text(tokens, end + 1) in UNITS:
        return UNITS[_text(tokens, end + 1)], tokens[end + 1].text, "", end + 2, False  # "an hour"
    compound = _compounded(tokens, end)
    if compound and not number.fraction:
        return None, compound, compound, end + 2, True  # "a 1,200-bed complex"
    if number.fraction or number.times:
        noun = _noun_of(tokens, end)
        return "fraction", noun, noun, end, False
    return None, *_noun(tokens, end), False


def _of_two_words(tokens: Sequence[Token], at: int) -> Unit | None:
    """ "per cent", "percentage points", "Hong Kong dollars"."""
    words = [token.lower for token in tokens[at : at + 3]]
    if words[:2] == ["per", "cent"]:
        return "percent", "per cent", "", at + 2, False
    if words[:2] == ["percentage", "points"]:
        return None, "percentage points", "percentage points", at + 2, False
    if words == ["hong", "kong", "dollars"]:
        return "hongKongDollars", "Hong Kong dollars", "", at + 3, False
    if [token.lower for token in tokens[at : at + 5]] == ["u", ".", "s", ".", "dollars"]:
        return "usDollars", "US dollars", "", at + 5, False
    if words[:2] == ["us", "dollars"]:
        return "usDollars", "US dollars", "", at + 2, False
    return None


def _square(tokens: Sequence[Token], at: int) -> Unit | None:
    """ "sq. m", "square kilometres", "square feet", "km²", "m2", "a 500 square-metre hall"."""
    word = _text(tokens, at)
    squared = _text(tokens, at + 1) in ("²", "2") and tokens[at].end == tokens[at + 1].start
    if UNITS.get(word) in SQUARED and squared:
        return SQUARED[UNITS[word]], f"square {UNITS[word]}", "", at + 2, False
    opening, _, tail = word.partition("-")
    if opening not in SQUARE:
        return None
    if UNITS.get(tail) in SQUARED:
        return SQUARED[UNITS[tail]], f"square {UNITS[tail]}", "", at + 1, True
    end = at + 1 + (_text(tokens, at + 1) == ".")
    base = UNITS.get(_text(tokens, end), "")
    if base in SQUARED:
        return SQUARED[base], f"square {base}", "", end + 1, False
    if _text(tokens, end) in _FEET:
        return None, "square feet", "square feet", end + 1, False
    return None


def _speed(tokens: Sequence[Token], at: int) -> Unit | None:
    """ "350 km/h", "60 kilometres per hour": the ontology has no unit for it."""
    length, time = UNITS.get(_text(tokens, at), ""), _OF_SPEED.get(_text(tokens, at + 2))
    if length not in SQUARED or _text(tokens, at + 1) not in ("per", "/") or time is None:
        return None
    words = f"{length} per {time}"
    return None, words, words, at + 3, False


def _measured(tokens: Sequence[Token], at: int) -> Unit | None:
    """ "10 km-long", "35 percent-owned"."""
    unit, _, tail = _text(tokens, at).partition("-")
    if not tail or unit not in UNITS:
        return None
    return UNITS[unit], unit, "", at + 1, tail in _SIZES


def _text(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].lower if at < len(tokens) else ""


def _noun_of(tokens: Sequence[Token], end: int) -> str:
    """The noun of the whole: "half of the planned town", "a third of its staff"."""
    at = end + 1 if end < len(tokens) and tokens[end].lower == "of" else end
    while at < len(tokens) and tokens[at].lower in DETERMINERS:
        at += 1
    last = ""
    for token in tokens[at : at + REACH]:
        if not token.text[0].isalpha() or token.lower in _STOPS:
            break
        if last.endswith("s") and token.lower.endswith(("ed", "ing")):
            break  # "double the funds raised"
        last = token.text
    return last


def noun_of_count(tokens: Sequence[Token], at: int) -> str:
    """The noun phrase of what is counted, from `at` on; empty where there is none."""
    return _noun(tokens, at)[1]


def _noun(tokens: Sequence[Token], end: int) -> tuple[str, str, int]:
    """The noun that is counted, the words up to it, and where they end."""
    chosen = end
    for at in range(end, min(len(tokens), end + REACH)):
        word = tokens[at].lower
        if (
            word in ("-", ",")
            and at > end
            and at + 1 < len(tokens)
            and tokens[at + 1].text[0].isalpha()
            and tokens[at + 1].lower not in COUNTS
        ):
            continue
        if not word[0].isalpha() or word in _STOPS or (word in DETERMINERS and word != "such"):
            break
        plural = word in _PEOPLE or (word.endswith("s") and not word.endswith(("ss", "us", "is")))
        if plural or (at == end and not word.endswith(_ADJECTIVE_ENDS)):
            chosen = at + 1
            if plural and not _compound(tokens, at):
                break
    if chosen == end or [t.lower for t in tokens[end:chosen]] == ["more"]:
        return "", "", end  # "four more are on order": of what was told before
    counted = " ".join(token.text for token in tokens[end:chosen])
    return tokens[chosen - 1].text, counted, chosen


def _compounded(tokens: Sequence[Token], at: int) -> str:
    """ "-bed" of "a 1,200-bed complex", in the plural; empty where none follows."""
    after = tokens[at + 2] if at + 2 < len(tokens) else None
    if _text(tokens, at) != "-" or after is None or not after.text[0].isalpha():
        return ""
    noun, follows = tokens[at + 1], after.lower not in _STOPS
    glued = at > 0 and tokens[at - 1].end == tokens[at].start and tokens[at].end == noun.start
    plain = noun.text.islower() and noun.text.isalpha() and noun.lower not in _STOPS
    return plural(noun.lower) if glued and plain and follows else ""


def _compound(tokens: Sequence[Token], at: int) -> bool:
    """Whether a plural goes on as a compound: "people's assessors", "sports events"."""
    return at + 1 < len(tokens) and tokens[at + 1].text in ("’s", "'s")
