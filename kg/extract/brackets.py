"""Short forms that a text introduces in brackets: "Works Bureau (DSSOPT)"."""

import re

from kg.extract.gazetteer import level
from kg.extract.mention import Referent

_ACRONYM = re.compile(
    r"\s*\((?:the\s+)?[\"“‘]?([A-Za-z][A-Za-z0-9&-]{1,14}(?: [A-Z][a-z]+)?)[\"”’]?"
    r"(?:,? or (?:the )?[\"“‘][A-Za-z ]{2,20}[\"”’])?(?:[;,] [^()\n]{2,40})?\)"
)
_BODIES = ("GovernmentBody", "Organisation", "AcademicInstitution", "Company")


def introduced(text: str, start: int, end: int, referent: Referent) -> str | None:
    """What the brackets behind `text[start:end]`, which names `referent`, call it from there on.

    None where there are none, or where they are of its owner or say something else.
    """
    match = _ACRONYM.match(text, end)
    if not match or not (match[1].isupper() or match[1][0].isupper()):
        return None
    short = match[1]
    if _is_of_owner(text[start:end], short):
        return None
    body = referent.cls in _BODIES and " " in referent.name and short.isupper()
    body = body and short.isalpha() and 2 < len(short) < 9
    tail = short.split()[0].lower() in level(referent.name)
    capitals = re.sub("[^A-Z]", "", short)
    return short if tail or body or _subsequence(capitals, _letters(referent.name)) else None


def _is_of_owner(name: str, short: str) -> bool:
    """ "Trade Institute of the Island Special Region (ISR)": not the institute's."""
    owner = name.rpartition(" of ")[2].removeprefix("the ")
    capitals = "".join(each for each in short if each.isupper())
    if owner == name or capitals == "".join(_letters(name)):
        return False
    return len(owner.split()) > 1 and _subsequence(capitals, _letters(owner))


def _letters(name: str) -> list[str]:
    """The first letters of the words of a name."""
    words = re.findall(r"[A-Za-z]+", name)
    return [word[0].upper() for word in words if word not in ("s", "t")]


def _subsequence(short: str, letters: list[str]) -> bool:
    rest = iter(letters)
    return len(short) > 1 and all(any(each == letter for each in rest) for letter in short)
