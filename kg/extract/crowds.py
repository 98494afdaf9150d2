"""Crowds: people and bodies that a text speaks of together, "mainland enterprises", from parses.

They take no place among the things of a clause; only where they come from and what a few frames say
of them is proposed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.item import WORD, Item
from kg.extract.lexicon import GROUP, Lexicon
from kg.extract.mention import Mention, MentionKind, Referent
from kg.extract.parse import Parse, Word
from kg.extract.premodifiers import opening
from kg.extract.unnamed import VAGUE
from kg.extract.words import BE
from kg.model.sentence import Span

_ANYBODY = ("people", "visitors", "travellers", "tourists", "passengers")
_OF_COUNTRIES = ("ican", "ean", "ese", "ish", "ian", "ench", "utch")
_MASS = ("youth", "people", "talent")
_PLACES = ("Territory", "Place")


@dataclass(frozen=True, slots=True)
class Crowd:
    """A group where it is described: its mention, the verb that it is the subject of (its place in
    the sentence, None elsewhere), and the places that its phrase says it comes from."""

    mention: Mention
    verb: int | None
    origins: tuple[Mention, ...]


class Crowds:
    """The groups of one document; what is called the same is one."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.things: dict[str, Referent] = {}

    def read(self, items: Sequence[Item], parse: Parse) -> Iterator[Crowd]:
        """The groups that a sentence describes, in order."""
        for word in parse.words:
            item = items[word.at]
            plain = item.kind == WORD and item.lower in self.lexicon.groups
            several = word.tag == "NNS" or (word.tag == "NN" and item.lower in _MASS)
            if plain and several and word.role != "compound":
                crowd = self._crowd(items, parse, word)
                if crowd is not None:
                    yield crowd

    def _crowd(self, items: Sequence[Item], parse: Parse, word: Word) -> Crowd | None:
        begin = opening(items, parse, word)
        while begin < word.at and items[begin].kind == WORD and items[begin].lower in VAGUE:
            begin += 1
        words = items[begin : word.at + 1]
        inside = [i.mention for i in words if i.mention is not None]
        origins = [m for m in inside if m.referent.cls in _PLACES and not _is_adjective(m)]
        subject = _subject(parse, word)
        verb = parse.above(subject) if subject.role in ("nsubj", "nsubjpass") else None
        origins += _from(items, parse, word)
        if verb is not None and verb.lower in BE:  # "experts are from Hill Town"
            origins += _from(items, parse, verb)
        bare = begin == word.at
        if bare and (not origins or items[word.at].lower in _ANYBODY):
            return None  # "people from Hill Town"
        text = " ".join(i.text for i in words).replace(" ’s", "’s").replace(" 's", "'s")
        thing = self.things.setdefault(text.lower(), Referent(text, GROUP, named=False))
        thing.call(text)
        span = Span(words[0].span.start, items[word.at].span.end)
        mention = Mention(span, text, thing, MentionKind.DESCRIBED)
        return Crowd(mention, verb.at if verb is not None else None, tuple(origins))


def _is_adjective(mention: Mention) -> bool:
    """ "American": of a country, which it does not name."""
    return mention.referent.slug is None and mention.text.endswith(_OF_COUNTRIES)


def _subject(parse: Parse, word: Word) -> Word:
    """ "49 of the 199 experts": the number, which is what something is said of."""
    each = word
    while each.role in ("pobj", "prep") and (each.role == "pobj" or each.lower == "of"):
        above = parse.above(each)
        if above is None or not (above.lower == "of" or above.tag == "CD"):
            break
        each = above
    return each


def _from(items: Sequence[Item], parse: Parse, word: Word) -> Iterator[Mention]:
    """ "professionals from Hill Town and Lake Town": both."""
    prep = next((w for w in parse.below(word) if w.lower == "from"), None)
    waiting = [parse.role(prep, "pobj")] if prep is not None else []
    while waiting:
        each = waiting.pop()
        mention = items[each.at].mention if each is not None else None
        if each is not None and mention is not None and mention.referent.cls in _PLACES:
            yield mention
            waiting += [w for w in parse.below(each) if w.role == "conj"]
