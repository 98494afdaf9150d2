"""Wish: what one query of a reconciliation batch asks for, read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from kg.answers.entity import EntityCard
from kg.errors import NotFound
from kg.model.ontology import Ontology, PropertyTerm

_NO_COLUMN = ("commentsOn", "possiblySameAs")  # statements, and what no claim says


class Strictness(StrEnum):
    """How the types of a wish are meant."""

    ANY = "any"
    ALL = "all"
    SHOULD = "should"  # entities of other types are found too, and never match


@dataclass(frozen=True, slots=True)
class Link:
    """A property of the ontology, read from its subject or, by its inverse, from its object."""

    id: str
    term: PropertyTerm
    inverted: bool = False

    @property
    def label(self) -> str:
        """As it is read from this end."""
        return self.term.inverse_labels.get("en", self.id) if self.inverted else self.term.label

    @property
    def labels(self) -> tuple[str, ...]:
        """The same in every language of the ontology."""
        known = self.term.inverse_labels if self.inverted else self.term.labels
        return tuple(known.values())

    @property
    def near(self) -> str:
        """The end of its claims at which the entity stands whose property it is."""
        return "object" if self.inverted else "subject"


def link(ontology: Ontology, name: str) -> Link:
    """The property, or the inverse of one, of this name; raise NotFound."""
    if name in ontology.properties:
        return Link(name, ontology.properties[name])
    if name in ontology.inverses:
        return Link(name, ontology.properties[ontology.inverses[name]], inverted=True)
    raise NotFound(f"'{name[:80]}' is no property. They are found at /reconcile/suggest/property.")


def links(ontology: Ontology) -> list[Link]:
    """Every property and every inverse that claims are read by, by label."""
    names = [*ontology.properties, *ontology.inverses]
    found = (link(ontology, name) for name in names)
    told = (each for each in found if each.term.name not in _NO_COLUMN)
    return sorted(told, key=lambda each: (each.label, each.id))


@dataclass(frozen=True, slots=True)
class GivenValue:
    """A value of a table: the slug of an entity, or text."""

    text: str
    entity: str | None = None

    @property
    def number(self) -> Decimal | None:
        """The value as a number, thousands apart by commas or not."""
        try:
            found = Decimal(self.text.replace(",", "").strip())
        except InvalidOperation:
            return None
        return found if found.is_finite() else None


@dataclass(frozen=True, slots=True)
class Given:
    """What a table says of an entity beside its name: a property and one of several values."""

    link: Link
    values: tuple[GivenValue, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """A name to reconcile, with what is known of what it names.

    `query` may also be the IRI of an entity, and empty where `given` is not.
    """

    query: str
    limit: int
    types: tuple[str, ...] = ()
    strictness: Strictness = Strictness.ANY
    given: tuple[Given, ...] = ()

    @property
    def filters(self) -> bool:
        """Whether entities of other types are left out."""
        return bool(self.types) and self.strictness is not Strictness.SHOULD

    def of_type(self, card: EntityCard) -> bool:
        """Whether the entity is of the types that are asked for."""
        if not self.types:
            return True
        found = (name in card.types for name in self.types)
        return all(found) if self.strictness is Strictness.ALL else any(found)


def local(name: str, prefixes: Mapping[str, str], start: str) -> str:
    """A name without the IRI or the prefix before it: gbo:Zone is Zone."""
    for each, iri in prefixes.items():
        if iri == start and name.startswith(f"{each}:"):
            return name.removeprefix(f"{each}:")
    return name.removeprefix(start)
