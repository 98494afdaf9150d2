"""Ontology: the classes, properties, units, qualifiers and concepts that claims may use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Term:
    """What every term has; `labels` maps a language tag to a label."""

    name: str
    labels: Mapping[str, str]
    definition: str
    scope_note: str | None = None

    @property
    def label(self) -> str:
        return self.labels["en"]


@dataclass(frozen=True, slots=True)
class ClassTerm(Term):
    """A class; `ancestors` are its broader classes, nearest first, itself not among them."""

    ancestors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PropertyTerm(Term):
    """A property of claims.

    `range` is a class for a relation, else `decimal`, `EDTF` or `string`. `unit_kinds` is empty
    unless it is a measure. `inverse` is the label by which the object reads it.
    """

    domain: str = "Entity"
    range: str = "Entity"
    unit_kinds: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    inverse: str | None = None
    inverse_labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    symmetric: bool = False

    @property
    def is_measure(self) -> bool:
        return bool(self.unit_kinds)

    @property
    def leads_to_state(self) -> bool:
        """Whether its object is a lifecycle state, not an entity."""
        return self.range == "LifecycleState"

    @property
    def is_relation(self) -> bool:
        return self.range not in ("decimal", "EDTF", "string")


@dataclass(frozen=True, slots=True)
class QualifierTerm(Term):
    """A qualifier; `qualifies` is the property or class of properties it may go with."""

    range: str = "string"
    repeatable: bool = False
    qualifies: str | None = None

    @property
    def takes_entities(self) -> bool:
        return self.range not in ("decimal", "EDTF", "string", "boolean")


@dataclass(frozen=True, slots=True)
class UnitTerm(Term):
    """A unit; `kind` is what it measures, `symbol` how it is written after a figure.

    `factor` turns it into the first unit of its kind; None where there is no fixed one.
    """

    kind: str = ""
    symbol: str | None = None
    factor: Decimal | None = None


@dataclass(frozen=True)
class Ontology:
    """Everything by name. `concepts` maps a scheme (`modalities` …) to its concepts by notation."""

    classes: Mapping[str, ClassTerm]
    properties: Mapping[str, PropertyTerm]
    inverses: Mapping[str, str]
    qualifiers: Mapping[str, QualifierTerm]
    units: Mapping[str, UnitTerm]
    concepts: Mapping[str, Mapping[str, Term]]

    def label(self, name: str) -> str:
        """The English label of any term; the name itself of one that has none."""
        for terms in (self.properties, self.classes, self.units, self.qualifiers):
            if name in terms:
                return terms[name].label
        for scheme in self.concepts.values():
            for term in scheme.values():
                if term.name == name:
                    return term.label
        return name

    def with_ancestors(self, types: Iterable[str]) -> tuple[str, ...]:
        """The classes and all their broader ones, each once, narrow before broad."""
        found: dict[str, None] = {}
        for name in types:
            found[name] = None
        for name in tuple(found):
            found.update(dict.fromkeys(self.classes[name].ancestors))
        return tuple(found)

    def is_a(self, types: Iterable[str], wanted: str) -> bool:
        return wanted in self.with_ancestors(types)
