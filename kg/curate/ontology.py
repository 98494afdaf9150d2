"""Reads ontology/*.ttl into an Ontology value."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kg.model.ontology import (
    ClassTerm,
    Ontology,
    PropertyTerm,
    QualifierTerm,
    Term,
    UnitTerm,
)
from kg.model.phrases import Phrases
from kg.vocab import expand

GBO = Namespace(expand("gbo:"))
SCHEMES = (
    "modalities", "polarities", "quantifiers", "statementKinds", "lifecycleStates", "kinds",
    "dateBases", "ranks",
)  # fmt: skip
SHAPES = "shapes.ttl"
T = TypeVar("T", bound=Term)


def graph(folder: Path) -> Graph:
    """All terms, the shapes left out. To be read only: the next caller gets the same graph."""
    return _graph(folder, _stamp(folder))


def read(folder: Path) -> Ontology:
    """The ontology in `folder`; read again only when a file has changed."""
    return _read(folder, _stamp(folder))


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What changes with the files: name, nanoseconds of the last change, bytes."""
    stats = ((file.name, file.stat()) for file in sorted(folder.glob("*.ttl")))
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)


@lru_cache(maxsize=4)
def _graph(folder: Path, _of: tuple[tuple[str, int, int], ...]) -> Graph:
    merged = Graph()
    for file in sorted(folder.glob("*.ttl")):
        if file.name != SHAPES:
            merged.parse(file)
    return merged


@lru_cache(maxsize=4)
def _read(folder: Path, stamp: tuple[tuple[str, int, int], ...]) -> Ontology:
    return of(_graph(folder, stamp))


def phrases(folder: Path) -> Phrases:
    """How English says what the ontology in `folder` means: frames, head words, markers, nouns."""
    source = graph(folder)
    names = ("frame", "headWord", "marker", "commonNoun", "parsedNoun")
    return Phrases(*(_said(source, GBO[name]) for name in names))


def _said(source: Graph, predicate: URIRef) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for term, text in source.subject_objects(predicate):
        found.setdefault(_name(term), []).append(str(text))
    return MappingProxyType({name: tuple(sorted(found[name])) for name in sorted(found)})


def of(source: Graph) -> Ontology:
    """The ontology that `source` holds."""
    return _Reader(source).ontology()


class _Reader:
    def __init__(self, source: Graph) -> None:
        self.graph = source

    def ontology(self) -> Ontology:
        inverses = {
            _name(inverse): _name(term)
            for term, inverse in self.graph.subject_objects(OWL.inverseOf)
        }
        return Ontology(
            classes=_by_name(self._classes()),
            properties=_by_name(self._properties()),
            inverses=MappingProxyType(inverses),
            qualifiers=_by_name(self._qualifiers()),
            units=_by_name(self._units()),
            concepts=MappingProxyType({scheme: self._concepts(scheme) for scheme in SCHEMES}),
        )

    def _classes(self) -> Iterator[ClassTerm]:
        for term in self._instances(OWL.Class):
            ancestors = self.graph.transitive_objects(term, RDFS.subClassOf)
            ours = [
                _name(each)
                for each in ancestors
                if each is not None and each != term and _ours(each)
            ]
            yield ClassTerm(*self._common(term), ancestors=tuple(ours))

    def _properties(self) -> Iterator[PropertyTerm]:
        for kind in (GBO.Relation, GBO.Attribute, GBO.Measure):
            for term in self._instances(kind):
                inverse = self.graph.value(term, OWL.inverseOf)
                yield PropertyTerm(
                    *self._common(term),
                    domain=_name(self._value(term, RDFS.domain)),
                    range=_name(self._value(term, RDFS.range)),
                    unit_kinds=tuple(sorted(map(_name, self.graph.objects(term, GBO.unitKind)))),
                    requires=tuple(sorted(map(_name, self.graph.objects(term, GBO.requires)))),
                    inverse=_name(inverse) if inverse is not None else None,
                    inverse_labels=self._labels(inverse)
                    if inverse is not None
                    else MappingProxyType({}),
                    symmetric=(term, RDF.type, OWL.SymmetricProperty) in self.graph,
                )

    def _qualifiers(self) -> Iterator[QualifierTerm]:
        for term in self._instances(GBO.Qualifier):
            qualifies = self.graph.value(term, GBO.qualifies)
            yield QualifierTerm(
                *self._common(term),
                range=_name(self._value(term, RDFS.range)),
                repeatable=(term, GBO.repeatable, Literal(True)) in self.graph,
                qualifies=_name(qualifies) if qualifies is not None else None,
            )

    def _units(self) -> Iterator[UnitTerm]:
        for term in self._instances(GBO.Unit):
            symbol = self.graph.value(term, SKOS.notation)
            factor = self.graph.value(term, GBO.factor)
            yield UnitTerm(
                *self._common(term),
                kind=_name(self._value(term, SKOS.broader)),
                symbol=str(symbol) if symbol else None,
                factor=Decimal(str(factor)) if factor is not None else None,
            )

    def _concepts(self, scheme: str) -> Mapping[str, Term]:
        found = self.graph.subjects(SKOS.inScheme, GBO[scheme])
        terms = {str(self._value(term, SKOS.notation)): Term(*self._common(term)) for term in found}
        return MappingProxyType(dict(sorted(terms.items())))

    def _instances(self, kind: Node) -> list[URIRef]:
        found = self.graph.subjects(RDF.type, kind)
        return sorted({term for term in found if isinstance(term, URIRef) and _ours(term)})

    def _common(self, term: Node) -> tuple[str, Mapping[str, str], str, str | None]:
        note = self.graph.value(term, SKOS.scopeNote)
        return (
            _name(term),
            self._labels(term),
            str(self._value(term, SKOS.definition)),
            str(note) if note else None,
        )

    def _labels(self, term: Node) -> Mapping[str, str]:
        labels: dict[str, str] = {}
        for predicate in (RDFS.label, SKOS.prefLabel):
            for label in self.graph.objects(term, predicate):
                if isinstance(label, Literal) and label.language:
                    labels[label.language] = str(label)
        if "en" not in labels:
            raise ValueError(f"{term} has no English label")
        return MappingProxyType(dict(sorted(labels.items())))

    def _value(self, term: Node, predicate: URIRef) -> Node:
        found = self.graph.value(term, predicate)
        if found is None:
            raise ValueError(f"{term} has no {predicate}")
        return found


def _ours(term: Node | None) -> bool:
    return isinstance(term, URIRef) and term in GBO


def _name(term: Node) -> str:
    return str(term).rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _by_name(terms: Iterator[T]) -> Mapping[str, T]:
    return MappingProxyType({term.name: term for term in terms})
