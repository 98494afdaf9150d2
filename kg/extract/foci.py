"""Foci: the fields on which a zone, plan or body works: "focuses on trade and green finance"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.clause import Group
from kg.extract.item import WORD, Item
from kg.extract.lexicon import Lexicon
from kg.extract.mention import Mention, MentionKind, Referent
from kg.extract.parse import Parse, Word
from kg.extract.premodifiers import opening
from kg.extract.words import word_set
from kg.model.sentence import Span

TOPIC = "Topic"
_PREPS = ("on", "in")
_VAGUE = word_set(
    "area areas field fields issue issues matter matters topic topics aspect aspects way ways "
    "thing things work task tasks need needs use part parts one ones kind sector sectors industry "
    "industries theme themes people"
)


@dataclass(frozen=True, slots=True)
class Focus:
    """A field of work, the verb that tells of it, and the frame of the ontology."""

    group: Group
    topic: Mention
    frame: str


class Foci:
    """The fields of work in one document; what is called the same is one."""

    def __init__(self, lexicon: Lexicon) -> None:
        texts = lexicon.phrases.frames.get("focusesOn", ())
        self.verbs = {text.split()[1]: text for text in texts}
        self.topics: dict[str, Referent] = {}

    def read(
        self,
        items: Sequence[Item],
        mentions: Sequence[Mention],
        groups: Sequence[Group],
        parse: Parse,
    ) -> Iterator[Focus]:
        """What the verbs of a sentence say that somebody works on."""
        known = [m for m in mentions if m.referent.cls == TOPIC]
        for group in groups:
            frame = self.verbs.get(group.lemma)
            for noun in _nouns(items, parse, group) if frame and not group.passive else ():
                yield Focus(group, self._topic(items, parse, noun, known), frame or "")

    def _topic(
        self, items: Sequence[Item], parse: Parse, noun: Word, known: Sequence[Mention]
    ) -> Mention:
        begin = opening(items, parse, noun)
        span = Span(items[begin].span.start, items[noun.at].span.end)
        there = next((m for m in known if span.within(m.span)), None)
        if there is not None:
            return there
        text = " ".join(item.text for item in items[begin : noun.at + 1])
        topic = self.topics.setdefault(text.lower(), Referent(text, TOPIC))
        topic.call(text)
        return Mention(span, text, topic, MentionKind.NAME)


def _nouns(items: Sequence[Item], parse: Parse, group: Group) -> Iterator[Word]:
    """The nouns of "focus on trade, finance and law"."""
    verb = parse.words[group.end - 1]
    behind = (word for word in parse.below(verb) if word.at > verb.at)
    prep = next((word for word in behind if word.lower in _PREPS), None)
    waiting = [parse.role(prep, "pobj")] if prep is not None else []
    while waiting:
        noun = waiting.pop(0)
        if noun is None:
            continue
        waiting += [word for word in parse.below(noun) if word.role in ("conj", "appos")]
        plain = items[noun.at].kind == WORD and noun.tag in ("NN", "NNS")
        if plain and noun.lower not in _VAGUE:
            yield noun
