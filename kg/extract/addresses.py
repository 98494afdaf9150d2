"""Addresses: places that lie in one another, as a sentence names them."""

from collections.abc import Iterator, Sequence

from kg.extract.item import ENTITY, WORD, Item
from kg.extract.mention import Mention
from kg.extract.words import PREPOSITIONS, word_set

PLACES = ("Territory", "Place")
WIDE = (*PLACES, "Zone")
SIDES = word_set(
    "north south east west central northeast northwest southeast southwest northern "
    "southern eastern western"
)


def is_address(items: Sequence[Item], at: int, begin: int) -> bool:
    """ "in Lake District, Hill Town, where": a place and that in which it lies, and no list."""
    led = at > 0 and items[at - 1].lower in ("in", "at", "of", "near")
    wider = items[begin].referent
    closed = begin + 1 >= len(items) or items[begin + 1].text in (",", ".", ")", ";")
    listed = any(item.lower in ("and", "or") for item in items[begin + 1 : begin + 5])
    return bool(led and closed and not listed and wider and wider.cls == "Territory")


def owned_place(items: Sequence[Item], at: int) -> int:
    """Of "the port in east China's Hill Province" the province: a place that another owns."""
    owner = items[at].referent
    if owner is None or owner.cls not in PLACES or at + 2 >= len(items):
        return at
    if items[at + 1].text not in ("'s", "’s"):
        return at
    for place in range(at + 2, min(len(items), at + 4)):
        if items[place].kind == ENTITY:
            named = items[place].referent
            return owned_place(items, place) if named and named.cls in PLACES else at
        if items[place].kind != WORD or items[place].lower in PREPOSITIONS:
            break
    return at


def alike(listed: Iterator[Mention]) -> Iterator[Mention]:
    """The names of a list that are places as its first is: "the port in Hill Town and the Pier"
    is not in the pier."""
    first = next(listed, None)
    if first is not None:
        yield first
        place = first.referent.cls in WIDE
        yield from (each for each in listed if (each.referent.cls in WIDE) is place)
