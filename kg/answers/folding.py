"""Folding: what two ways to write one name have in common.

Case, accents, punctuation and spaces go; Chinese becomes simplified; some English words have one
spelling. All of it is done to names when they are indexed and to what is searched for.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

APOSTROPHES = frozenset("'’‘ʼ`´＇′")
ARTICLES = frozenset({"the", "a", "an"})
_NO_WORD, _APOSTROPHE = re.compile("[^a-z0-9]+"), re.compile("['`]")
# Words that say little about which name is meant, in English and Portuguese.
SMALL = ARTICLES | {
    "of", "and", "for", "in", "on", "to", "at", "by", "with", "from",
    "de", "da", "do", "das", "dos", "e", "em", "entre", "o", "os", "as",
}  # fmt: skip
_ONE_SPELLING = {
    "macao": "macau", "centre": "center", "centres": "centers", "programme": "program",
    "programmes": "programs", "organisation": "organization", "labour": "labor",
    "number": "no", "nr": "no", "govt": "government", "gov": "government", "dept": "department",
    "univ": "university", "intl": "international", "one": "1", "two": "2", "three": "3",
    "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th",
    "tenth": "10th", "eleventh": "11th", "twelfth": "12th", "thirteenth": "13th",
    "fourteenth": "14th", "fifteenth": "15th", "sixteenth": "16th",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spelling:
    """Folded words, and the same without the spaces."""

    text: str
    words: tuple[str, ...]
    compact: str

    @classmethod
    def of(cls, folded: str) -> "Spelling":
        words = tuple(folded.split())
        return cls(" ".join(words), words, "".join(words))


def fold(text: str) -> str:
    """`text` without case, accents and punctuation; words, and Chinese, apart by one space."""
    text = text.replace("&", " and ")
    if text.isascii():  # most names, and some times as fast
        return " ".join(_NO_WORD.sub(" ", _APOSTROPHE.sub("", text.lower())).split())
    kept: list[str] = []
    was_han = False
    for character in unicodedata.normalize("NFKD", text).casefold():
        if character in APOSTROPHES or unicodedata.combining(character):
            continue
        if not character.isalnum():
            kept.append(" ")
            continue
        if (here := is_han(character)) != was_han:
            kept.append(" ")
            was_han = here
        kept.append(character)
    return " ".join("".join(kept).split())


def simple(folded: str) -> str:
    """Folded text with Chinese in simplified characters."""
    return _converter().convert(folded) if has_han(folded) else folded


def usual(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words in one spelling, and without articles unless there is nothing else."""
    kept = tuple(_ONE_SPELLING.get(word, word) for word in words if word not in ARTICLES)
    return kept or words


def has_han(text: str) -> bool:
    return not text.isascii() and any(map(is_han, text))


def is_han(character: str) -> bool:
    """Whether it is a Chinese character."""
    return (
        "㐀" <= character <= "鿿" or "豈" <= character <= "\ufaff" or character >= "\U00020000"
    ) and character.isalpha()


class _Converter:
    """Traditional to simplified characters."""

    def __init__(self) -> None:
        import opencc  # only where there is Chinese

        self._found = opencc.OpenCC("t2s")

    def convert(self, text: str) -> str:
        return str(self._found.convert(text))


@cache
def _converter() -> _Converter:
    return _Converter()
