"""Shapes: what the letters of a word alone tell."""

import re
from collections.abc import Sequence

from kg.extract.tokens import Token
from kg.extract.words import (
    SURNAMES,
)

_DERIVED = re.compile(
    r"-(?:based|style|funded|led|owned|listed|born|backed|made|invested|run|wide|related|type|bound|level)\Z"
)


def is_word(token: Token) -> bool:
    return token.text[0].isalpha()


def is_inserted(tokens: Sequence[Token], at: int) -> bool:
    """ "Harbour [Old] Quarter": a word that an editor put into a name."""
    three = tokens[at + 1 : at + 4]
    return len(three) == 3 and three[0].capital and three[1].text == "]" and three[2].capital


def glues(tokens: Sequence[Token], at: int) -> bool:
    """A hyphen between two capitals: "Guangdong-Macao"."""
    if tokens[at].text not in "-\u2010\u2011" or not 0 < at < len(tokens) - 1:
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    glued = before.end == tokens[at].start and tokens[at].end == after.start
    return glued and after.capital and not is_derived(after)


def is_derived(token: Token) -> bool:
    """ "Shenzhen-based" is no name."""
    return "-" in token.text and bool(_DERIVED.search(token.text))


def is_short(token: Token) -> bool:
    return len(token.text) <= 3


def is_hyphened(token: Token) -> bool:
    """A given name such as "Wai-ming"."""
    first, mark, second = token.text.partition("-")
    return (
        bool(mark)
        and first[:1].isupper()
        and second.islower()
        and second.isalpha()
        and len(second) < 7
    )


def is_person_like(run: Sequence[Token]) -> bool:
    if not 2 <= len(run) <= 4:
        return False
    return run[0].text in SURNAMES or run[-1].text in SURNAMES or is_hyphened(run[-1])
