"""Units: what a number of a text is counted in, by the ontology's units or a noun of the text."""

from collections.abc import Mapping, Sequence

from kg.extract.numbers import Number
from kg.extract.tokens import Token
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

_SQUARE = {"square", "sq", "sq."}
# Units that are not nouns of what is counted: words to the ontology's unit.
UNITS: Mapping[str, str] = {
    "%": "percent",
    "percent": "percent",
    "percentage": "percent",
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
    "renminbi": "yuan",
    "patacas": "patacas",
    "pataca": "patacas",
    "dollars": "usDollars",
    "dollar": "usDollars",
}
_SQUARED = {"kilometres": "squareKilometres", "metres": "squareMetres"}
MONEY = {
    "hk$": "hongKongDollars",
    "us$": "usDollars",
    "$": "usDollars",
    "mop$": "patacas",
    "rmb": "yuan",
    "¥": "yuan",
    "€": "euros",
    "£": "pounds",
}
# Money for which the ontology has no unit: counted by its name.
FOREIGN = ("euros", "pounds")
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
    if money in FOREIGN:
        return None, money, money, end, False
    if money:
        if money == "usDollars" and tokens[number.start - 1].lower == "$":
            return money, "dollars", "", end, False
        return money, tokens[number.start - 1].text, "", end, False
    word = tokens[end].lower if end < len(tokens) else ""
    if word == "-" and end + 1 < len(tokens) and tokens[end + 1].lower in UNITS:
        word, end = tokens[end + 1].lower, end + 1
    if word == "per" and end + 1 < len(tokens) and tokens[end + 1].lower == "cent":
        return "percent", "per cent", "", end + 2, False
    if word == "percentage" and [t.lower for t in tokens[end + 1 : end + 2]] == ["points"]:
        return None, "percentage points", "percentage points", end + 2, False
    if word in _SQUARE and end + 1 < len(tokens):
        skip = 1 + (tokens[end + 1].text == ".")
        base = UNITS.get(tokens[min(end + skip, len(tokens) - 1)].lower, "")
        if base in _SQUARED:
            return _SQUARED[base], f"square {base}", "", end + skip + 1, False
    if tokens[end + 1 : end + 2] and tokens[end + 1].text == "²" and UNITS.get(word) in _SQUARED:
        return _SQUARED[UNITS[word]], f"square {UNITS[word]}", "", end + 2, False
    if [t.lower for t in tokens[end : end + 3]] == ["hong", "kong", "dollars"]:
        return "hongKongDollars", "Hong Kong dollars", "", end + 3, False
    if word == "us" and end + 1 < len(tokens) and tokens[end + 1].lower == "dollars":
        return "usDollars", "US dollars", "", end + 2, False
    if word in UNITS:
        if number.fraction and word in ("year", "month", "day", "hour"):
            return None, word, "", end, False
        old = end + 1 < len(tokens) and tokens[end + 1].lower == "old"
        return UNITS[word], tokens[end].text, "", end + 1, old
    after = tokens[end + 1].lower if end + 1 < len(tokens) else ""
    if number.fraction and word in ("a", "an") and after in UNITS:  # "half an hour"
        return UNITS[after], tokens[end + 1].text, "", end + 2, False
    if number.fraction or number.times:
        noun = _noun_of(tokens, end)
        return "fraction", noun, noun, end, False
    return None, *_noun(tokens, end), False


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
        ):
            continue
        if not word[0].isalpha() or word in _STOPS or (word in DETERMINERS and word != "such"):
            break
        plural = word in _PEOPLE or (word.endswith("s") and not word.endswith(("ss", "us", "is")))
        if plural or (at == end and not word.endswith(_ADJECTIVE_ENDS)):
            chosen = at + 1
            if plural and not _compound(tokens, at):
                break
    if chosen == end:
        return "", "", end
    counted = " ".join(token.text for token in tokens[end:chosen])
    return tokens[chosen - 1].text, counted, chosen


def _compound(tokens: Sequence[Token], at: int) -> bool:
    """Whether a plural goes on as a compound: "people's assessors", "sports events"."""
    return at + 1 < len(tokens) and tokens[at + 1].text in ("’s", "'s")
