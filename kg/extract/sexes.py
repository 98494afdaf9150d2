"""Sexes: whom "Mr" and "Mrs" before a name tell apart, for "he" and "she"."""

import re
from collections.abc import Mapping, Sequence

from kg.extract.mention import Mention, Referent

MALE, FEMALE = "male", "female"
_CALLED = re.compile(
    r"\b(?:(Mr|Sir|Lord|Father|Brother)|(?:Mrs|Ms|Miss|Mdm|Madam|Lady|Dame|Sister))\.? \Z"
)
_REACH = 9  # characters before a name


def sexes(text: str, mentions: Sequence[Mention]) -> Mapping[Referent, str]:
    """What stands before the names of persons; nobody is told by a name alone."""
    found: dict[Referent, str] = {}
    for mention in mentions:
        start = mention.span.start
        called = _CALLED.search(text[max(0, start - _REACH) : start])
        if called and mention.referent.cls == "Person":
            found[mention.referent] = MALE if called[1] else FEMALE
    return found
