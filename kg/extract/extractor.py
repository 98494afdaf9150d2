"""Extractor: a text in, candidates out. The rules are one engine; another may take its place."""

import math
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from kg.errors import TooLong
from kg.extract import weights
from kg.extract.candidate import Candidate, Relation
from kg.extract.crowds import Crowds
from kg.extract.described import DescribedThings
from kg.extract.events import EventReader
from kg.extract.figure_options import Options
from kg.extract.figures import FigureReader
from kg.extract.foci import Foci
from kg.extract.frames import frames
from kg.extract.gazetteer import Gazetteer
from kg.extract.item import Item, Office
from kg.extract.items import Row, row
from kg.extract.lexicon import Lexicon
from kg.extract.linked import LinkReader
from kg.extract.links import Link, Links
from kg.extract.mention import Referent
from kg.extract.mentions import MentionFinder
from kg.extract.parse import Parse, Parser, with_gaps
from kg.extract.parsed_clauses import ParsedClauseReader
from kg.extract.plain_words import words_of
from kg.extract.post_words import MEMBER
from kg.extract.reading import Reading, read
from kg.extract.relations import RelationReader
from kg.extract.scene import Scene
from kg.extract.scoring import in_order, settled
from kg.extract.speech import SpeechReader
from kg.extract.statements import StatementReader
from kg.extract.states import StateReader
from kg.extract.words import PREPOSITIONS, word_set

RULES = "rules"
# Whose "we" is the government where no body is named: "the Secretary for Works".
_RULING = word_set("secretary minister executive commissioner director-general premier chief")
_NATIONAL = word_set("premier vice-premier")
_SITTING = word_set("committee council congress commission parliament board panel")
_GOVERNING = word_set("government authorities")
_AHEAD = 4  # items before a name that may tell of it
_SETTING_ASIDE = word_set("earmark reserve designate")
_COMING = word_set("planned proposed future upcoming construction build building forthcoming new")


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read and what is proposed of one text."""

    reading: Reading
    candidates: tuple[Candidate, ...]
    reader: str = RULES  # who read the clauses: the parser's name and version, or "rules"


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
    """The engine of this project: closed classes, forms and the frames of the ontology.

    With a `parser` the clauses are read from its parses, without one by rules.
    """

    def __init__(
        self, lexicon: Lexicon, gazetteer: Gazetteer, parser: Parser | None = None
    ) -> None:
        self.lexicon = lexicon
        self.parser = parser
        self.finder = MentionFinder(lexicon, gazetteer)
        self.clauses = ParsedClauseReader(lexicon)
        self.relations = RelationReader(lexicon, frames(lexicon))
        self.states = StateReader(lexicon)
        self.statements = StatementReader(lexicon)
        self.figures = FigureReader(lexicon, weights.read(weights.FIGURES))
        self.events = EventReader(lexicon)
        self.links = LinkReader(lexicon, self.statements, weights.read(weights.LINKS))

    @property
    def reader(self) -> str:
        """Who reads the clauses."""
        return self.parser.name if self.parser else RULES

    def extract(
        self, text: str, issued: date | None = None, seconds: float = math.inf
    ) -> Extraction:
        """Read one text; raise TooLong after `seconds`."""
        check = _clock(seconds)
        reading, scenes, told = self._told(text, issued, check)
        linked = self.links.read(scenes, told, check)
        found = in_order((*told, *linked))
        return Extraction(_with_described(reading, scenes), found, self.reader)

    def links_of(self, text: str) -> tuple[Link, ...]:
        """Every link of a text, likely or not: what weights are fitted to."""
        _, scenes, told = self._told(text, None, _clock(math.inf))
        return tuple(Links(scenes, told).read(_clock(math.inf)))

    def figures_of(self, text: str) -> tuple[Options, ...]:
        """What each figure of a text may be of: what weights are fitted to."""
        _, scenes, _ = self._told(text, None, _clock(math.inf))
        return tuple(self.figures.options(scenes))

    def _told(
        self, text: str, issued: date | None, check: Callable[[], None]
    ) -> tuple[Reading, Sequence[Scene], tuple[Candidate, ...]]:
        """What is read of a text, and what rules propose of it."""
        reading = read(text, self.finder, issued, check)
        scenes = list(self._scenes(reading, check))
        return reading, scenes, settled(list(self._candidates(scenes, check)), self.lexicon)

    def _candidates(
        self, scenes: Sequence[Scene], check: Callable[[], None]
    ) -> Iterator[Candidate]:
        for scene in scenes:
            _foresee(scene)
        main = self.statements.main(scenes)
        for scene in scenes:
            check()
            yield from self.relations.read(scene)
            yield from self.states.read(scene)
            yield from self.statements.read(scene, main)
        yield from self.figures.read(scenes)
        yield from self.events.read(scenes)

    def _scenes(self, reading: Reading, check: Callable[[], None]) -> Iterator[Scene]:
        rows = [row(sentence, self.lexicon) for sentence in reading.sentences]
        offices = [office for each in rows for office in each.offices]
        prose = [each for each in rows if each.sentence.prose]
        parses = list(self._parses(prose, check))
        described = DescribedThings(self.lexicon)
        prose = [
            each if parse is None else described.read(each, parse)
            for each, parse in zip(prose, parses, strict=True)
        ]
        groups = [
            self.clauses.read(each.items)
            if parse is None
            else self.clauses.read_parsed(each.items, parse)
            for each, parse in zip(prose, parses, strict=True)
        ]
        speeches = SpeechReader(self.lexicon).read(prose, groups, reading.author)
        event: Referent | None = None
        crowds, foci = Crowds(self.lexicon), Foci(self.lexicon)
        for each, found, said, parse in zip(prose, groups, speeches, parses, strict=True):
            speaker = said[0].speaker if said else None
            for mention in each.sentence.mentions:
                if mention.referent.cls == "Event" and mention.referent.named:
                    event = mention.referent
            ours = _ours(speaker, offices, reading)
            if parse is None:
                yield Scene(each, found, said, ours, event)
                continue
            many = tuple(crowds.read(each.items, parse))
            fields = tuple(foci.read(each.items, each.sentence.mentions, found, parse))
            yield Scene(each, found, said, ours, event, parse, many, fields)

    def _parses(self, rows: Sequence[Row], check: Callable[[], None]) -> Iterator[Parse | None]:
        """The parse of each sentence, word for item; None where there is no parser."""
        if self.parser is None:
            yield from (None for _ in rows)
            return
        texts = [words_of(each.items) for each in rows]
        parses = self.parser.parse([[w for w in words if w is not None] for words in texts])
        for words, parse in zip(texts, parses, strict=True):
            check()
            yield with_gaps(words, parse)


def _clock(seconds: float) -> Callable[[], None]:
    """What raises TooLong when it is called after `seconds`."""
    end = time.monotonic() + seconds

    def check() -> None:
        if time.monotonic() > end:
            raise TooLong(
                f"the document took longer than KG_EXTRACT_SECONDS ({seconds:g} s); "
                "cut it into documents, or raise the setting."
            )

    return check


def _with_described(reading: Reading, scenes: Sequence[Scene]) -> Reading:
    """The reading with what its parses describe."""
    told = {}
    for scene in scenes:
        sentence = scene.row.sentence
        more = (*(c.mention for c in scene.crowds), *(f.topic for f in scene.foci))
        mentions = dict.fromkeys((*sentence.mentions, *more))
        ordered = tuple(sorted(mentions, key=lambda mention: mention.span))
        told[sentence.span] = replace(sentence, mentions=ordered)
    sentences = tuple(told.get(each.span, each) for each in reading.sentences)
    referents = dict.fromkeys(m.referent for each in sentences for m in each.mentions)
    return replace(reading, sentences=sentences, referents=tuple(referents))


def _is_coming(items: Sequence[Item], at: int) -> bool:
    """Whether the list that reaches `at` opens with "new piers like"."""
    opening = [item.lower for item in items[max(0, at - 12) : at]]
    return "like" in opening and bool(_COMING & set(opening))


def _leading(items: Sequence[Item], at: int) -> Sequence[Item]:
    """The words before a name up to a preposition: not "the new finding in the river"."""
    begin = at
    while begin and at - begin < _AHEAD:
        if items[begin - 1].lower in PREPOSITIONS - {"of", "like", "as"}:
            break
        begin -= 1
    return items[begin:at]


def _foresee(scene: Scene) -> None:
    """Mark what the text calls planned or under construction."""
    items = scene.row.items
    for at, item in enumerate(items):
        if item.mention is None:
            continue
        before = {each.lower for each in _leading(items, at)}
        if not item.mention.referent.named:
            before |= set(item.lower.split())
        listed = at > 1 and items[at - 1].lower in ("and", ",") and _is_coming(items, at - 1)
        if (before & _COMING and not before & {"and", ","}) or listed:
            item.mention.referent.coming = True
    for group in scene.groups:
        if group.lemma in _SETTING_ASIDE and group.parsed is not None:
            for thing in group.parsed.things:
                if thing.path == ("for",):  # "land was earmarked for the hub"
                    thing.mention.referent.coming = True


def _ours(speaker: Referent | None, offices: Iterable[Office], reading: Reading) -> Referent | None:
    """Whom a speaker means by "we": the body of the office, else the government spoken of."""
    if speaker is None:
        return None
    if speaker.cls != "Person":
        return speaker
    held = [office for office in offices if office.person is speaker]
    bodies = (o.body for o in held if o.body is not None and not _is_seat(o))
    body = next(bodies, None)
    if body is not None and body.cls not in ("Territory", "Place"):
        return body
    ruling = any(set(office.post.lower().split()) & _RULING for office in held)
    if not ruling:
        return body
    national = any(set(office.post.lower().split()) & _NATIONAL for office in held)
    governments = [
        each
        for each in reading.referents
        if each.cls == "GovernmentBody"
        and any(set(name.lower().split()) & _GOVERNING for name in (each.name, *each.names))
        and ("central" in each.name.lower()) is national
    ]
    if len(governments) == 1:
        return governments[0]
    return body


def _is_seat(office: Office) -> bool:
    """Whether somebody only sits on a body: she speaks for whoever sent her."""
    name = office.body.name.lower().split() if office.body is not None else []
    return office.post == MEMBER and bool(set(name) & _SITTING)


def used(extraction: Extraction) -> frozenset[Referent]:
    """The things that a relation is about."""
    found: set[Referent] = set()
    for candidate in extraction.candidates:
        if isinstance(candidate.content, Relation):
            found.add(candidate.content.subject)
            if candidate.content.object is not None:
                found.add(candidate.content.object)
    return frozenset(found)
