"""Extractor: a text in, candidates out. The rules are one engine; another may take its place."""

import math
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kg.errors import TooLong
from kg.extract.candidate import Candidate, Relation
from kg.extract.clauses import ClauseReader
from kg.extract.events import EventReader
from kg.extract.figures import FigureReader
from kg.extract.frames import frames
from kg.extract.gazetteer import Gazetteer
from kg.extract.item import Item, Office
from kg.extract.items import row
from kg.extract.lexicon import Lexicon
from kg.extract.mention import Referent
from kg.extract.mentions import MentionFinder
from kg.extract.naming import NamingReader
from kg.extract.reading import Reading, read
from kg.extract.relations import RelationReader
from kg.extract.scene import Scene
from kg.extract.scoring import settled
from kg.extract.speech import SpeechReader
from kg.extract.statements import StatementReader
from kg.extract.states import StateReader
from kg.extract.words import word_set

_COMING = word_set("planned proposed future upcoming construction build building forthcoming new")


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read and what is proposed of one text."""

    reading: Reading
    candidates: tuple[Candidate, ...]


class Extractor(Protocol):
    """An engine that proposes candidates; whoever runs it checks its evidence all the same."""

    def extract(
        self, text: str, issued: date | None = None, seconds: float = math.inf
    ) -> Extraction:
        """Read one text; `issued` is the day of the document where the caller knows it.

        Raise TooLong after `seconds`.
        """
        ...


class RuleExtractor:
    """The engine of this project: closed classes, forms and the frames of the ontology."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self.lexicon = lexicon
        self.finder = MentionFinder(lexicon, gazetteer)
        self.clauses = ClauseReader(lexicon)
        self.relations = RelationReader(lexicon, frames(lexicon))
        self.states = StateReader(lexicon)
        self.statements = StatementReader(lexicon)
        self.figures = FigureReader(lexicon)
        self.events = EventReader(lexicon)
        self.naming = NamingReader(lexicon, gazetteer)

    def extract(
        self, text: str, issued: date | None = None, seconds: float = math.inf
    ) -> Extraction:
        """Read one text; raise TooLong after `seconds`."""
        end = time.monotonic() + seconds

        def check() -> None:
            if time.monotonic() > end:
                raise TooLong(
                    f"the document took longer than KG_EXTRACT_SECONDS ({seconds:g} s); "
                    "cut it into documents, or raise the setting."
                )

        reading = read(text, self.finder, issued, check)
        candidates = list(self._candidates(reading, check))
        return Extraction(reading, settled(candidates, self.lexicon))

    def _candidates(self, reading: Reading, check: Callable[[], None]) -> Iterator[Candidate]:
        scenes = list(self._scenes(reading))
        for scene in scenes:
            _foresee(scene)
        main = self.statements.main(scenes)
        for scene in scenes:
            check()
            yield from self.relations.read(scene)
            yield from self.states.read(scene)
            yield from self.statements.read(scene, main)
        yield from self.naming.read(reading)
        yield from self.figures.read(scenes)
        yield from self.events.read(scenes)

    def _scenes(self, reading: Reading) -> Iterator[Scene]:
        speech = SpeechReader(self.lexicon)
        rows = [row(sentence, self.lexicon) for sentence in reading.sentences]
        offices = [office for each in rows for office in each.offices]
        for each in rows:
            if not each.sentence.prose:
                continue
            groups = self.clauses.read(each.items)
            said = speech.read(each, groups)
            speaker = said[0].speaker if said else None
            yield Scene(each, groups, said, _ours(speaker, offices, reading))


def _is_coming(items: Sequence[Item], at: int) -> bool:
    """Whether the list that reaches `at` opens with "new piers like"."""
    opening = [item.lower for item in items[max(0, at - 12) : at]]
    return "like" in opening and bool(_COMING & set(opening))


def _foresee(scene: Scene) -> None:
    """Mark what the text calls planned or under construction."""
    items = scene.row.items
    for at, item in enumerate(items):
        if item.mention is None:
            continue
        before = {each.lower for each in items[max(0, at - 4) : at]}
        if not item.mention.referent.named:
            before |= set(item.lower.split())
        listed = at > 1 and items[at - 1].lower in ("and", ",") and _is_coming(items, at - 1)
        if (before & _COMING and not before & {"and", ","}) or listed:
            item.mention.referent.coming = True


def _ours(speaker: Referent | None, offices: Iterable[Office], reading: Reading) -> Referent | None:
    """Whom a speaker means by "we": the body of the office, else the government spoken of."""
    if speaker is None:
        return None
    if speaker.cls != "Person":
        return speaker
    held = [office for office in offices if office.person is speaker]
    body = next((office.body for office in held if office.body is not None), None)
    if body is not None and body.cls not in ("Territory", "Place"):
        return body
    if not held:
        return None
    governments = [
        each
        for each in reading.referents
        if each.cls == "GovernmentBody"
        and any("government" in name.lower() for name in (each.name, *each.names))
        and "central" not in each.name.lower()
    ]
    if len(governments) == 1:
        return governments[0]
    return body or _region(reading)


def _region(reading: Reading) -> Referent | None:
    counts: dict[Referent, int] = {}
    for sentence in reading.sentences:
        for mention in sentence.mentions:
            if mention.referent.name in ("Hong Kong", "Macau", "Macao"):
                counts[mention.referent] = counts.get(mention.referent, 0) + 1
    return max(counts, key=lambda each: counts[each]) if counts else None


def used(extraction: Extraction) -> frozenset[Referent]:
    """The things that a relation is about."""
    found: set[Referent] = set()
    for candidate in extraction.candidates:
        if isinstance(candidate.content, Relation):
            found.add(candidate.content.subject)
            if candidate.content.object is not None:
                found.add(candidate.content.object)
    return frozenset(found)
