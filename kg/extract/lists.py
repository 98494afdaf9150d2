"""Lists: names that a comma and "and" join, and whether a noun phrase follows a verb."""

from collections.abc import Iterator, Sequence

from kg.extract.item import ENTITY, FIGURE, WORD, Item
from kg.extract.mention import Mention, MentionKind
from kg.extract.words import ADVERBS, PREPOSITIONS, word_set

_JOINING = word_set("and or the nearby")


def coordinated(items: Sequence[Item], at: int, end: int) -> Iterator[Mention]:
    """The names of a list that opens at `at`: "A, B and C"; commas alone make no list."""
    found: list[Mention] = []
    closed = False
    while at < end and (mention := items[at].mention) is not None:
        found.append(mention)
        ahead = _past_brackets(items, at + 1, end)
        commas, ended = ahead, closed
        while ahead < end and (items[ahead].text == "," or items[ahead].lower in _JOINING):
            closed = closed or items[ahead].lower in ("and", "or")
            ahead += 1
        if ended and ahead > commas and not any(
            i.lower in ("and", "or") for i in items[commas:ahead]
        ):  # fmt: skip
            break  # "A and B, the C …": the list is over
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


def has_object(items: Sequence[Item], end: int) -> bool:
    """Whether a noun phrase follows a verb that ends at `end`: "opened two offices"."""
    if end >= len(items):
        return False
    after = items[end]
    if after.kind in (ENTITY, FIGURE):
        return True
    adverb = after.lower in ADVERBS or after.lower.endswith("ly")
    return (
        after.kind == WORD and after.lower not in PREPOSITIONS | {"to", "and", "or"} and not adverb
    )
