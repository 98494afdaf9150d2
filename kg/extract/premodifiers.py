"""Premodifiers: the words before a noun that tell its kind, from a parse."""

from collections.abc import Sequence

from kg.extract.item import ENTITY, WORD, Item
from kg.extract.parse import Parse, Word
from kg.extract.words import DETERMINERS

_ROLES = ("amod", "compound", "nmod", "poss", "case", "punct", "advmod", "nummod", "conj", "cc")
_NO_TAGS = ("CD", "IN", "RB", "PDT")  # numbers and what leads to them


def opening(items: Sequence[Item], parse: Parse, noun: Word) -> int:
    """Where what tells the kind of `noun` opens: past its articles and numbers."""
    inside = {word.at for word in parse.tree(noun) if word.at < noun.at}
    begin = noun.at
    while begin:
        before, item = parse.words[begin - 1], items[begin - 1]
        if begin - 1 not in inside or before.role not in _ROLES:
            break
        if item.kind not in (WORD, ENTITY) or item.lower in DETERMINERS or before.tag in _NO_TAGS:
            break
        begin -= 1
    while begin < noun.at and (
        items[begin].text in ("'s", "’s") or parse.words[begin].role in ("cc", "punct")
    ):
        begin += 1
    return begin
