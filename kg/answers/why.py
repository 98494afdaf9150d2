"""Why: how well a name fits what is searched for, and in which way."""

from dataclasses import dataclass
from enum import StrEnum

LEAST = 0.45  # below this a name is not a hit


class Why(StrEnum):
    """Why a name matched: one word for each way, the surest first."""

    EXACT = "exact"  # the whole name; case, accents, punctuation and articles aside
    SCRIPT = "script"  # the same in the other of traditional and simplified characters
    PREFIX = "prefix"  # the name begins so
    WORDS = "words"  # whole words of the name, or their beginnings, in any order
    PART = "part"  # letters or characters within the name
    ABBREVIATION = "abbreviation"  # initials, beginnings of words, or characters left out
    PINYIN = "pinyin"  # it sounds so: letters for Chinese, Chinese for letters, another character
    INITIALS = "initials"  # initials of its pinyin
    TYPO = "typo"  # some letters are wrong, missing, swapped or too many
    LISTED = "listed"  # nothing was searched for


@dataclass(frozen=True, slots=True)
class Match:
    """How well, up to 1 for the whole name, and why."""

    score: float
    why: Why


NONE = Match(0.0, Why.TYPO)


def better(one: Match, other: Match) -> Match:
    """The better one; the first where they are equal."""
    return other if other.score > one.score else one


def weaker(found: Match, weight: float) -> Match:
    """The same for less."""
    return Match(found.score * weight, found.why)
