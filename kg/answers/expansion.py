"""Expansion: the edges at some entities, the one way in which graphs are walked.

Neighbourhood, paths and analysis ask an Expander and nothing else. `expander(knowledge)` gives the
one that fits: over the side index where the graph has a version, else over the store itself, which
then is asked once for each expansion.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kg.answers.filter import ClaimFilter
from kg.model.claim import Kind
from kg.model.period import Holds


@dataclass(frozen=True, slots=True)
class Edge:
    """All allowed claims with one subject, property and object.

    `claims` are their ids; `Claims(knowledge).some(ids)` reads them. `kinds` are the firmest first.
    `holds` is the best answer among them for `valid_on`; None where no day was asked for.
    `sources` counts the origins that say so, or that deny it where all do. `contested`: some
    claim, allowed or not, denies what another says. `first_seen` and `last_seen` are the first
    and last possible days of issue of the documents; None is not known.
    """

    subject: str
    property: str
    object: str
    kinds: tuple[Kind, ...]
    documents: tuple[str, ...]
    claims: tuple[str, ...]
    sources: int
    is_statement: bool
    contested: bool
    holds: Holds | None
    first_seen: date | None
    last_seen: date | None

    def other(self, slug: str) -> str:
        """The end that is not `slug`."""
        return self.object if self.subject == slug else self.subject


@dataclass(frozen=True, slots=True)
class Count:
    """How many edges leave (`out`) or reach (`in`) an entity by one property.

    `kinds` has how many of them have a claim of each kind; one edge may count for several.
    """

    property: str
    direction: str
    edges: int
    kinds: tuple[tuple[Kind, int], ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A page of the edges at one entity in their rank, and how many there are in all.

    Rank: relations before statements, then a few edges of each property, direction and type of
    neighbour at a time, so that no one of them fills the first page; within these more origins,
    more documents, more claims, firmer kind, later seen, the names. It is the rank among all
    claims, so that a filter leaves edges out but never turns their order round.
    """

    edges: tuple[Edge, ...]
    counts: tuple[Count, ...]
    total: int


class Expander(Protocol):
    """Gives edges of one state of the graph. Safe to use from several threads."""

    def expand(self, entities: Collection[str], keep: ClaimFilter) -> tuple[Edge, ...]:
        """Every edge at any of these entities, each once, by subject, property and object.

        `keep.direction` and `keep.neighbour_types` look from each of the entities. What is no
        entity has no edges. Raise BrokenGraph where a claim at one of them cannot be read.
        """
        ...

    def ranked(self, entity: str, keep: ClaimFilter, *, start: int, size: int) -> Ranked:
        """The edges `start` to `start + size` at one entity in their rank, and counts of all."""
        ...

    def degrees(self, entities: Iterable[str], keep: ClaimFilter) -> dict[str, int]:
        """How many edges there are at each of the entities."""
        ...
