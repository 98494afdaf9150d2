"""Lists: names that a comma and "and" join."""

from collections.abc import Iterator, Sequence

from kg.extract.item import ENTITY, Item
from kg.extract.mention import Mention, MentionKind
from kg.extract.words import (
    word_set,
)

_JOINING = word_set("and or the nearby")


def coordinated(items: Sequence[Item], at: int, end: int) -> Iterator[Mention]:
    """The names of a list that opens at `at`: "A, B and C"; commas alone make no list."""
    found: list[Mention] = []
    closed = False
    while at < end and (mention := items[at].mention) is not None:
        found.append(mention)
        ahead = _past_brackets(items, at + 1, end)
        commas = ahead
        while ahead < end and (items[ahead].text == "," or items[ahead].lower in _JOINING):
            closed = closed or items[ahead].lower in ("and", "or")
            ahead += 1
        owned = ahead + 1 < len(items) and items[ahead + 1].text in ("'s", "’s")
        if (
            ahead == commas
            or ahead >= end
            or items[ahead].kind != ENTITY
            or items[ahead].possessive
            or owned
        ):
            break
        if mention.kind is MentionKind.PRONOUN:
            break
        at = ahead
    yield from found if closed and len(found) > 1 else found[:1]


def _past_brackets(items: Sequence[Item], at: int, end: int) -> int:
    """Past another form of the name in brackets."""
    if at < end and items[at].text == "(":
        close = next((n for n in range(at, min(end, at + 8)) if items[n].text == ")"), None)
        return close + 1 if close else at
    return at
