"""Suggesting: which known entities a thing may be, and which new one it would be."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, count

from kg.curate.quotes import level
from kg.curate.slugs import slug_of
from kg.model.entity import Entity
from kg.model.ontology import Ontology
from kg.review.proposal import Thing
from kg.review.state import NewEntity

MOST = 5
_ALIKE = 0.5  # the likeness of names from which an entity is suggested
_LITTLE = frozenset(("the", "a", "an", "of", "and", "for", "in"))
_WORD = re.compile(r"\w+")


class Suggester:
    """Knows the words of all labels."""

    def __init__(self, entities: Mapping[str, Entity], ontology: Ontology) -> None:
        self._entities = entities
        self._ontology = ontology
        self._names: dict[str, list[frozenset[str]]] = {}
        self._bearers: defaultdict[str, set[str]] = defaultdict(set)
        for slug, entity in entities.items():
            self._names[slug] = [_words(label.text) for label in entity.labels]
            for name in self._names[slug]:
                for word in name:
                    self._bearers[word].add(slug)

    def entities(self, thing: Thing, document: str) -> tuple[str, ...]:
        """The slugs of entities with a like name, the likest first."""
        found = {
            slug: like + (0.25 if fits else 0) for slug, like, fits in self.alike(thing, document)
        }
        ranked = sorted(found, key=lambda slug: (-found[slug], slug))
        return tuple(dict.fromkeys((*thing.rivals, *ranked)))[:MOST]

    def alike(self, thing: Thing, document: str) -> Iterator[tuple[str, float, bool]]:
        """Entities with a like name, how like it is, and whether its class is one of theirs."""
        wanted = _names(thing)
        for slug in {slug for name in wanted for word in name for slug in self._bearers[word]}:
            entity = self._entities[slug]
            if not entity.named and document not in entity.documents:
                continue
            like = max(_likeness(a, b) for a in wanted for b in self._names[slug])
            if like >= _ALIKE:
                yield slug, like, thing.cls is None or self._related(thing.cls, entity)

    def _related(self, cls: str, entity: Entity) -> bool:
        if cls not in self._ontology.classes:
            return False
        wider = {cls, *self._ontology.classes[cls].ancestors} - {"Entity"}
        return bool(wider & set(self._ontology.with_ancestors(entity.types)))

    def new(self, thing: Thing, document: str) -> NewEntity:
        """The entity that the thing would be, with every name of it; its slug is free.

        What has no name is of this document only, and its slug says so.
        """
        name = thing.forms[0] if thing.forms else thing.name
        labels = tuple(dict.fromkeys(thing.forms or (name,))) if thing.named else (f"[{name}]",)
        slug = slug_of(name, self._entities) or thing.id
        if not thing.named:
            slug = self._free(f"{slug_of(name) or thing.id}-{document}")
        types = (thing.cls,) if thing.cls in self._ontology.classes and thing.cls else ()
        return NewEntity(slug, types, labels, thing.named)

    def _free(self, slug: str) -> str:
        names = chain([slug], (f"{slug}-{number}" for number in count(2)))
        return next(name for name in names if name not in self._entities)


def likeness(one: Thing, other: Thing) -> float:
    """How like the names of two things are, from 0 to 1."""
    return max(_likeness(a, b) for a in _names(one) for b in _names(other))


def _names(thing: Thing) -> list[frozenset[str]]:
    return [_words(form) for form in dict.fromkeys((thing.name, *thing.forms))]


def class_of(words: str, things: Iterable[Thing]) -> str | None:
    """The class that one of the things has whose name these words are, or of which they are a
    part, the likest first."""
    wanted = _words(words)
    every = [
        (_likeness(wanted, name), each.cls)
        for each in things
        for name in map(_words, each.forms)
        if each.cls and wanted and (wanted <= name or name <= wanted) and name
    ]
    return max(every, key=lambda each: each[0])[1] if every else None


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(level(text).casefold())) - _LITTLE


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """The part of the words of the longer name that both have."""
    return len(a & b) / max(len(a), len(b), 1)
