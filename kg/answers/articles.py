"""Articles: the texts of documents, where curated files are at hand, and the names in them.

The published graph has no texts. A text is shown only if it is the very one that was read for the
graph: the graph has its sha256.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg import resources
from kg.answers.documents import DocumentCard
from kg.config import Settings
from kg.curate.catalogue import read_catalogue
from kg.curate.corrections import Correction, read_corrections
from kg.curate.entities import read_entities
from kg.curate.quotes import Levelled
from kg.model.document import Document, Noise
from kg.model.entity import Entity
from kg.model.ontology import Ontology
from kg.model.problem import Problems
from kg.model.sentence import Span

CHECKOUT, NONE = "checkout", "none"  # words of KG_TEXTS; anything else is a folder


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a name of an entity stands. It is found by its spelling, so it may be another's.

    `entities` has several where a document uses one name for several things.
    """

    span: Span
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A text, its noise, and where names of the entities of this document stand in it.

    Offsets are code points. Mentions do not overlap one another and touch no noise.
    """

    text: str
    noise: tuple[Noise, ...]
    mentions: tuple[Mention, ...]


class Articles:
    """Reads the texts below `root`; without one there are none."""

    def __init__(self, root: Path | None, ontology: Ontology) -> None:
        self.root = root
        self.ontology = ontology

    @classmethod
    def of(cls, settings: Settings, ontology: Ontology) -> "Articles":
        """Those that KG_TEXTS names."""
        return cls(folder(settings), ontology)

    def article(self, card: DocumentCard) -> Article | None:
        """The text of the document; None where it is not here, or not the one that was read."""
        found = self._documents.get(card.slug)
        if found is None or _digest(found.text) != card.sha256:
            return None
        return Article(found.text, found.noise, mentions(found, self._entities))

    def text(self, card: DocumentCard) -> str | None:
        """Only the text, without what is found in it; None where `article` is."""
        found = self._documents.get(card.slug)
        return found.text if found and _digest(found.text) == card.sha256 else None

    @cached_property
    def corrections(self) -> tuple[Correction, ...] | None:
        """The log of corrections, the oldest first; None where there are no curated files."""
        return read_corrections(self.root, Problems()) if self.root else None

    @cached_property
    def _documents(self) -> Mapping[str, Document]:
        # what is wrong with a file is for `kg check` to tell; its text is then not the one read
        return read_catalogue(self.root, Problems()) if self.root else {}

    @cached_property
    def _entities(self) -> Mapping[str, Entity]:
        if self.root is None:
            return {}
        return read_entities(self.root, self.ontology, self._documents, Problems())


def folder(settings: Settings) -> Path | None:
    """Where the texts that KG_TEXTS names lie; None for nowhere."""
    if settings.texts == NONE:
        return None
    return resources.find().checkout if settings.texts == CHECKOUT else Path(settings.texts)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def mentions(document: Document, entities: Mapping[str, Entity]) -> tuple[Mention, ...]:
    """Where labels that the curators saw in this document stand in it, the longest first: the
    office within the name of its director is a part of that name, and told as that.
    """
    places: dict[Span, set[str]] = defaultdict(set)
    text = Levelled.of(document.text)
    for entity in entities.values():
        for name in _names(entity, document.slug):
            for span in text.find(name):
                if _is_whole(document.text, span) and not document.noise_at(span):
                    places[span].add(entity.slug)
    return tuple(Mention(span, tuple(sorted(places[span]))) for span in _longest(places))


def _names(entity: Entity, document: str) -> Iterable[str]:
    return (label.text for label in entity.labels if entity.named and document in label.documents)


def _is_whole(text: str, span: Span) -> bool:
    """Whether letters do not go on beyond the ends: a port is not in an airport."""

    def joined(left: str, right: str) -> bool:
        return _spaced(left) and _spaced(right)

    before, after = text[max(span.start - 1, 0) : span.start], text[span.end : span.end + 1]
    return not joined(before, text[span.start]) and not joined(text[span.end - 1], after)


def _spaced(letter: str) -> bool:
    """Whether it is a letter or digit of a script that sets words apart by spaces."""
    return letter.isalnum() and ord(letter) < 0x2E80


def _longest(places: Iterable[Span]) -> list[Span]:
    taken: list[Span] = []
    for span in sorted(places, key=lambda each: (each.start - each.end, each)):
        if not any(span.overlaps(other) for other in taken):
            taken.append(span)
    return sorted(taken)
