"""Counting: what a bare number counts when the sentence has told it before.

"The number of visitors passed 3 million", "arrivals may reach 600,000", "has a population of 800".
"""

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.figure import Figure
from kg.extract.tokens import Token
from kg.extract.units import noun_of_count
from kg.extract.words import ADVERBS, DETERMINERS, word_set

_AMOUNTING = word_set(
    "exceed exceeds exceeded exceeding reach reaches reached reaching total totals totalled "
    "totalling top tops topped hit hits stand stands stood peak peaks peaked average averages "
    "averaged surpass surpasses surpassed pass passes passed rise rises rose risen fall falls fell "
    "fallen grow grows grew grown increase increases increased drop drops dropped climb climbs "
    "climbed jump jumps jumped"
)
_LINKING = word_set("at to by of a high about around some nearly almost over more than")
_BACK = 18  # words before a number in which what it counts may stand
_NEAR = 6  # words between a verb of amount and its number


def with_counts(tokens: Sequence[Token], figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures, those without a unit or a noun with what the sentence says they count."""
    return tuple(_with_count(tokens, figure) for figure in figures)


def _with_count(tokens: Sequence[Token], figure: Figure) -> Figure:
    if figure.unit is not None or figure.counted or figure.modifies:
        return figure
    counted = _counted(tokens, figure)
    if not counted:
        return figure
    return replace(figure, counted=counted, words=counted.split()[-1])


def _counted(tokens: Sequence[Token], figure: Figure) -> str:
    begin = max(0, figure.start - _BACK)
    words = [token.lower for token in tokens[begin : figure.start]]
    if "population" in words:
        return "people"
    for at in range(len(words) - 2, -1, -1):
        if words[at] in ("number", "numbers") and words[at + 1] == "of":
            place = begin + at + 2
            while place < figure.start and (
                tokens[place].lower in DETERMINERS | {"and"} or tokens[place].capital
            ):  # "the number of Hong Kong and Macao elders"
                place += 1
            return noun_of_count(tokens[: figure.start], place)
    verbs = [at for at, word in enumerate(words) if word in _AMOUNTING]
    if not verbs or len(words) - verbs[-1] > _NEAR:
        return ""
    if not all(word in _LINKING for word in words[verbs[-1] + 1 :]):
        return ""
    return _plural_before(tokens, begin, begin + verbs[-1])


def _plural_before(tokens: Sequence[Token], begin: int, end: int) -> str:
    """The first plural noun of what stands before a verb of amount."""
    for token in tokens[begin:end]:
        word = token.lower
        plain = token.text.islower() and word.isalpha() and word not in ADVERBS
        if plain and len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
            return token.text
    return ""
