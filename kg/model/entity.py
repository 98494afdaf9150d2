"""Entity: anything that claims are about."""

from dataclasses import dataclass
from enum import StrEnum


class LabelKind(StrEnum):
    """Where a label comes from."""

    PREFERRED = "preferred"  # the first form the documents use
    ALIAS = "alias"  # another form of the documents
    OURS = "ours"  # our wording, for posts and events that a text only describes
    REFERENCE = "reference"  # from data/reference.yaml, not from the documents


@dataclass(frozen=True, slots=True)
class Label:
    """One name of an entity; `documents` are those in which it stands."""

    text: str
    lang: str
    kind: LabelKind
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PossibleIdentity:
    """Another entity that may be the same thing, and why that is not settled."""

    entity: str
    reason: str


@dataclass(frozen=True, slots=True)
class Entity:
    """`types` are classes of the ontology, the declared ones, first the one to show it under.

    An entity with `named` False has no name in its one document: its label is in square brackets.
    """

    slug: str
    types: tuple[str, ...]
    labels: tuple[Label, ...]
    named: bool = True
    note: str | None = None
    possibly_same_as: tuple[PossibleIdentity, ...] = ()

    @property
    def label(self) -> str:
        return self.labels[0].text

    @property
    def documents(self) -> tuple[str, ...]:
        return tuple(sorted({slug for label in self.labels for slug in label.documents}))
