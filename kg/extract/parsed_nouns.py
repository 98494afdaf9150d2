"""Parsed nouns: what a noun beside a name says of it, from the parse.

"the Bay Treaty, the city's trade deal with Hill Town", "the island's wealth fund Harbour Capital",
"the North and South districts of Hill Town".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.item import WORD, Item
from kg.extract.mention import Mention, MentionKind
from kg.extract.parse import Parse, Word
from kg.extract.words import word_set

_PARTS = word_set("districts counties towns villages islands campuses branches boroughs areas")
_ROLES = word_set("member delegate deputy representative adviser advisor")
_CLAUSES = ("relcl", "acl", "advcl", "ccomp", "appos", "parataxis")
_OWNED = ("poss", "compound", "nmod")


@dataclass(frozen=True, slots=True)
class Beside:
    """What a noun says of a name: `words` are the noun and the way to the other thing."""

    one: Mention
    other: Mention
    words: tuple[str, ...]
    is_place: bool = False  # the first lies in the second


def beside(items: Sequence[Item], parse: Parse) -> Iterator[Beside]:
    """Every pair that a noun of the sentence joins without a verb."""
    for word in parse.words:
        item = items[word.at]
        if item.mention is not None:
            yield from _apposed(items, parse, word, item.mention)
            yield from _owned(items, parse, word, item.mention)
        elif item.lower in _PARTS:
            yield from _parts(items, parse, word)


def _apposed(items: Sequence[Item], parse: Parse, word: Word, one: Mention) -> Iterator[Beside]:
    """ "the treaty, the city's deal with the town": the deal is told of the treaty."""
    if one.kind is MentionKind.PRONOUN:
        return
    for noun in parse.below(word):
        plain = items[noun.at].kind == WORD and items[noun.at].text.islower()
        if noun.role != "appos" or not plain or not noun.tag.startswith("NN"):
            continue
        if one.referent.cls == "Person" and noun.lower not in _ROLES:
            continue  # offices are read by their words
        for each in parse.tree(noun, _CLAUSES):
            other = items[each.at].mention
            way = _way(items, parse, each, noun)
            if other is not None and way is not None:
                yield Beside(one, other, (noun.lower, *way))


def _owned(items: Sequence[Item], parse: Parse, word: Word, one: Mention) -> Iterator[Beside]:
    """ "the island's wealth fund Harbour Capital": Harbour Capital is the fund of the island."""
    if one.referent.cls == "Person" or one.kind is not MentionKind.NAME:
        return
    owner = parse.role(word, "poss")
    before = items[word.at - 1] if word.at else None
    if owner is None or before is None or before.kind != WORD or not before.text.islower():
        return
    other = items[owner.at].mention
    if other is not None and parse.words[word.at - 1].tag.startswith("NN"):
        yield Beside(one, other, (before.lower, "of"))


def _parts(items: Sequence[Item], parse: Parse, noun: Word) -> Iterator[Beside]:
    """ "the North and South districts of Hill Town": each lies there."""
    named = [
        mention
        for each in parse.tree(noun)
        if each.at < noun.at and (mention := items[each.at].mention) is not None
    ]
    prep = next((w for w in parse.below(noun) if w.lower in ("of", "in") and w.at > noun.at), None)
    place = parse.role(prep, "pobj") if prep is not None else None
    other = items[place.at].mention if place is not None else None
    if other is not None:
        for one in named:
            yield Beside(one, other, (noun.lower, "of"), True)


def _way(items: Sequence[Item], parse: Parse, word: Word, noun: Word) -> tuple[str, ...] | None:
    """The nouns and prepositions from a noun down to a word; None past another thing."""
    path: list[str] = []
    each = word
    while each is not noun:
        above = parse.above(each)
        if above is None:
            return None
        beside_it = each.role in ("conj", "appos")
        if not beside_it and above is not noun and items[above.at].mention is not None:
            return None
        if each.role in _OWNED:
            path.append("of")
        if not beside_it and above is not noun:
            path.append(above.lower)
        each = above
    return tuple(reversed(path))
