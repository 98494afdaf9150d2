"""Opinions: whether a text says of itself that somebody gives a view in it: a column, a letter."""

import re
from collections.abc import Sequence

from kg.extract.content import lines
from kg.extract.words import word_set

_HEAD = 12  # lines in which the section is named
_LABEL = re.compile(
    r"opinions?|comment|commentary|op-ed|columns?|viewpoints?|letters?", re.IGNORECASE
)
_PREFIX = re.compile(
    r"(?:opinions?|comment|commentary|op-ed|columns?|viewpoints?|letters?)\s{0,3}[|:：/>»]",
    re.IGNORECASE,
)
_SECTION = re.compile(r"(?:opinions?|commentary|columns?)\b", re.IGNORECASE)
_ENDS = re.compile(r"[.!。]\Z")
_SIGNS = re.compile(r"[/>»|]+")
_SAID = re.compile(
    r"\b(?:opinions?|views?)\b[^\n.]{0,60}\b(?:not (?:necessarily )?(?:reflect|represent)"
    r"|the (?:author|writer|speaker)['’]?s?\b)|^(?:the )?(?:author|writer) is an? \b",
    re.IGNORECASE | re.MULTILINE,
)
# What stands beside "Opinion" in the menu of a site, whose every page has it.
_OTHERS = word_set(
    "news world china hk business economy markets sport sports culture lifestyle life tech "
    "technology politics society travel video videos photos more entertainment local national"
)


def is_opinion(text: str) -> bool:
    """Whether its head is of a section of opinions, or a line says whose the views are."""
    if _SAID.search(text):
        return True
    head = [line.text for line in lines(text)[:_HEAD]]
    prose = next((at for at, line in enumerate(head) if _ENDS.search(line)), len(head))
    return any(_is_label(head, at) for at in range(prose))  # "Comment" behind the text is a button


def _is_label(head: Sequence[str], at: int) -> bool:
    line = head[at]
    parts = [part.strip() for part in _SIGNS.split(line)]
    if any(part.lower() in _OTHERS for part in parts[1:]):
        return False  # "News | Opinion | Business"
    if _LABEL.fullmatch(line):
        beside = (*head[max(0, at - 1) : at], *head[at + 1 : at + 2])
        return not any(each.lower() in _OTHERS for each in beside)
    return bool(_PREFIX.match(line)) or any(_SECTION.match(part) for part in parts[1:])
