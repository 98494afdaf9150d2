"""Asides: words of a row that name nothing new: brackets, "as well as", "a project named X"."""

from kg.extract.item import WORD, Item
from kg.model.sentence import Span


def named(items: list[Item]) -> list[Item]:
    """ "a residential project named X": X alone."""
    found: list[Item] = []
    for item in items:
        calls = len(found) > 1 and found[-1].lower in ("named", "called", "dubbed", "titled")
        before = found[-2].mention if calls else None
        if item.mention and before and not before.referent.named:
            del found[-2:]
        found.append(item)
    return found


def joined(items: list[Item]) -> list[Item]:
    """ "A as well as B", "A along with B" is "A and B"."""
    found: list[Item] = []
    at = 0
    while at < len(items):
        item, size = items[at], 0
        if item.lower == "as" and [i.lower for i in items[at : at + 3]] == ["as", "well", "as"]:
            size = 3
        elif item.lower in ("along", "together") and [i.lower for i in items[at + 1 : at + 2]] == [
            "with"
        ]:
            size = 2
        if size:
            span = Span(item.span.start, items[at + size - 1].span.end)
            item = Item(WORD, "and", "and", span)
        found.append(item)
        at += size or 1
    return found


def without_asides(items: list[Item]) -> list[Item]:
    """Without "(right)" and the like, a few plain words in brackets, and without "(HKB)" behind
    what it is short for, or behind the name that ends with that."""
    found: list[Item] = []
    at = 0
    while at < len(items):
        close = None
        if items[at].text == "(":
            close = next(
                (n for n in range(at + 1, min(at + 5, len(items))) if items[n].text == ")"), None
            )
        again = bool(found) and found[-1].mention is not None and close == at + 2 and (
            items[at + 1].referent is found[-1].referent
            or (items[at + 1].mention is not None and items[at + 1].text.isupper())
        )  # fmt: skip
        if close and (again or all(i.kind == WORD for i in items[at + 1 : close])):
            at = close
        else:
            found.append(items[at])
        at += 1
    return found
