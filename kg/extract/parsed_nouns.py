"""Parsed nouns: what a noun beside a name says of it, from the parse.

"the Bay Treaty, the city's trade deal with Hill Town", "the island's wealth fund Harbour Capital",
"the North and South districts of Hill Town".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.item import WORD, Item
from kg.extract.mention import Mention, MentionKind
from kg.extract.parse import Parse, Word
from kg.extract.words import PREPOSITIONS, word_set

_PARTS = word_set("districts counties towns villages islands campuses branches boroughs areas")
_KINDS = word_set("province city county district town village island")
_OTHERS = word_set("parts cities areas regions towns districts places provinces")
_PLACES = ("Territory", "Place")
_LYING = ("Facility", "Zone", "Place", "Port", "Project", "Territory", "AcademicInstitution")
_LISTING = word_set(", and or the both , ; as well")
_NEAR = 6  # items from a noun to the list of what it names
_CLOSING = word_set(", . ; ) and where which")
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
            yield from _lying(items, parse, word, item.mention)
        elif item.lower in _OTHERS and word.at and items[word.at - 1].lower == "other":
            yield from _listed(items, word)
        elif item.lower in _KINDS:
            yield from _of_kind(items, parse, word)
        elif item.lower in _PARTS:
            yield from _parts(items, parse, word)
        if item.mention is None and word.tag == "NNS":
            yield from _including(items, parse, word)


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


def _lying(items: Sequence[Item], parse: Parse, word: Word, one: Mention) -> Iterator[Beside]:
    """ "Hill Town, Hill Province", "Hill Town, in the north's Hill Province": it lies there."""
    at = word.at + 1
    if one.referent.cls not in _PLACES or at + 1 >= len(items) or items[at].text != ",":
        return
    led = items[at + 1].lower == "in"
    ahead = at + 1 + led
    while led and ahead + 1 < len(items) and _leads(items, ahead):
        ahead += 1
    other = items[ahead].mention if ahead < len(items) else None
    closed = ahead + 1 >= len(items) or items[ahead + 1].text in _CLOSING
    apart = other is not None and other.referent.cls in _PLACES and closed
    told = led or (ahead < len(items) and parse.words[ahead].role == "appos")
    if apart and told and other is not None and other.kind is MentionKind.NAME:
        yield Beside(one, other, ("in",), True)


def _leads(items: Sequence[Item], at: int) -> bool:
    """Whether an item only leads to the place behind it: "in the north's …"."""
    mark = items[at].text in ("'s", "’s")
    plain = items[at].kind == WORD and items[at].lower not in PREPOSITIONS
    return mark or plain or items[at].possessive or items[at + 1].text in ("'s", "’s")


def _listed(items: Sequence[Item], noun: Word) -> Iterator[Beside]:
    """ "Hill Town, Lake Town and other towns of the island": these are parts of it, too."""
    ahead = noun.at + 1 + (noun.at + 2 < len(items) and items[noun.at + 2].lower == "the")
    led = ahead + 1 < len(items) and items[noun.at + 1].lower in ("of", "in")
    other = items[ahead + 1].mention if led else None
    before = noun.at - 3
    if other is None or noun.at < 3 or items[noun.at - 2].lower != "and":
        return
    while before >= 0 and (one := items[before].mention) is not None:
        if one.referent.cls in _PLACES and other.referent.cls in _PLACES:
            yield Beside(one, other, ("in",), True)
        before -= 1 + (items[before - 1].text == ",")
        if items[before + 1].text != ",":
            return


def _of_kind(items: Sequence[Item], parse: Parse, noun: Word) -> Iterator[Beside]:
    """ "the mainland province of Hill Land": Hill Land is a part of the mainland."""
    before = items[noun.at - 1].mention if noun.at else None
    ahead = items[noun.at + 1 : noun.at + 3]
    other = ahead[1].mention if len(ahead) > 1 and ahead[0].lower == "of" else None
    if before is None or other is None:
        return
    if before.referent.cls in _PLACES and other.referent.cls in _PLACES:
        yield Beside(other, before, (noun.lower, "of"), True)


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


def _including(items: Sequence[Item], parse: Parse, noun: Word) -> Iterator[Beside]:
    """ "Hill Town landmarks, including the Arch", "two parks in Hill Town - A and B": there."""
    place = _place_of(items, parse, noun)
    at = next((n for n in range(noun.at + 1, len(items)) if _opens_list(items, n)), None)
    if place is None or at is None or at - noun.at > _NEAR:
        return
    if any(items[n].kind == WORD and parse.words[n].tag.startswith("VB")
           for n in range(noun.at + 1, at)):  # fmt: skip
        return
    for ahead in range(at + 1, len(items)):
        one = items[ahead].mention
        plain = items[ahead].lower in _LISTING
        if one is not None and one.referent.cls in _LYING and one is not place:
            yield Beside(one, place, ("in",), True)
        elif one is not None or not plain:
            return


def _place_of(items: Sequence[Item], parse: Parse, noun: Word) -> Mention | None:
    """ "Hill Town landmarks", "landmarks in Hill Town": the town."""
    near = [w for w in parse.below(noun) if w.role in _OWNED]
    prep = next((w for w in parse.below(noun) if w.lower in ("in", "of") and w.at > noun.at), None)
    inside = parse.role(prep, "pobj") if prep is not None else None
    for word in (*near, *([inside] if inside is not None else [])):
        mention = items[word.at].mention
        if mention is not None and mention.referent.cls in (*_PLACES, "Zone"):
            return mention
    return None


def _opens_list(items: Sequence[Item], at: int) -> bool:
    such = items[at].lower == "as" and items[at - 1].lower == "such"
    dash = items[at].text in ("-", "–", "—") and items[at].span.start > items[at - 1].span.end
    return such or dash or items[at].lower in ("including", "namely", "like")


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
