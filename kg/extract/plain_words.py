"""Plain words: what a parser is given of a sentence, a word for each item."""

from collections.abc import Iterator, Sequence

from kg.extract.item import DATE, FIGURE, WORD, Item
from kg.extract.mention import MentionKind

_OF_DAYS = ("on", "in", "since", "until", "by", "from")


def words_of(items: Sequence[Item]) -> list[str | None]:
    """What a parser is given for each item: a plain word of its kind for names and numbers.

    Long names and titles would be taken apart; one word that any parser knows is not. Days are
    left out, with the preposition before them: what follows a day is easily taken for a part of it.
    So is what stands in brackets.
    """
    dated = {at for at, item in enumerate(items) if item.kind == DATE}
    led = {at - 1 for at in dated if at and items[at - 1].lower in _OF_DAYS}
    out = dated | led | set(_bracketed(items))
    words = [None if at in out else _word(item) for at, item in enumerate(items)]
    if words and words[0] is not None and items[0].kind == WORD and words[0].endswith("ing"):
        words[0] = words[0].lower()  # "Meeting": with a capital taken for a name
    return words


def _bracketed(items: Sequence[Item]) -> Iterator[int]:
    """What stands in brackets: another form of a name, an aside."""
    opened = None
    for at, item in enumerate(items):
        if item.text == "(":
            opened = at
        elif item.text == ")" and opened is not None:
            yield from range(opened, at + 1)
            opened = None


def _word(item: Item) -> str:
    mention = item.mention
    if item.kind == FIGURE:
        return "20"
    if mention is None:
        return "can" if item.lower == "cannot" else item.text
    if mention.kind is MentionKind.PRONOUN:
        return item.text
    if mention.kind is MentionKind.NOMINAL:
        return mention.text.split()[-1]
    if mention.referent.cls == "Person":
        return "Smith"
    return "London" if mention.referent.cls in ("Territory", "Place") else "Congress"
