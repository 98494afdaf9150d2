"""Course: what a path may do, and how long the search for it may take."""

import time
from dataclasses import dataclass, field
from enum import StrEnum

from kg.answers.expansion import Edge
from kg.model.ontology import Ontology


class Weight(StrEnum):
    """What makes a path short: see docs/paths.md for the formulas."""

    HOPS = "hops"
    SUPPORT = "support"
    AVOID_HUBS = "avoid-hubs"


class Overlap(StrEnum):
    """Whether all hops have to hold on one day."""

    ANY = "any"  # they need not
    MAY = "may"  # nothing that is known rules such a day out
    SURELY = "surely"  # the dates say so of a day


@dataclass(frozen=True, slots=True)
class Course:
    """What a path may do: at most `hops`, with or against claims, and what it must avoid.

    `without` are entities. `via_types` and `without_types` are classes of stepping stones, broader
    ones too: the ends of a path may be anything.
    """

    hops: int
    directed: bool = False
    without: frozenset[str] = frozenset()
    without_properties: frozenset[str] = frozenset()
    via_types: frozenset[str] = frozenset()
    without_types: frozenset[str] = frozenset()
    overlap: Overlap = Overlap.ANY

    def allows(self, edge: Edge) -> bool:
        """Whether a path may use the edge, whatever its ends are."""
        return (
            edge.subject != edge.object
            and edge.property not in self.without_properties
            and not self.without & {edge.subject, edge.object}
        )

    @property
    def asks_types(self) -> bool:
        """Whether it matters of what type a stepping stone is."""
        return bool(self.via_types or self.without_types)

    def closed_classes(self, ontology: Ontology) -> frozenset[str]:
        """The classes of which no stepping stone may be: `is_closed` for what has several."""
        return frozenset(
            name for name in ontology.classes if self.without_types & {*_broader(name, ontology)}
        )

    def open_classes(self, ontology: Ontology) -> frozenset[str]:
        """The classes of which a stepping stone has to be, if `via_types` are given."""
        return frozenset(
            name for name in ontology.classes if self.via_types & {*_broader(name, ontology)}
        )

    def is_closed(self, types: tuple[str, ...], ontology: Ontology) -> bool:
        """Whether what has these types may not be a stepping stone."""
        broad = {*ontology.with_ancestors(types)}
        return bool(self.without_types & broad or (self.via_types and not self.via_types & broad))


def _broader(name: str, ontology: Ontology) -> tuple[str, ...]:
    return ontology.with_ancestors([name])


@dataclass(frozen=True, slots=True)
class Search:
    """How to search: `most` paths of the least weight, or only the `shortest` among them."""

    course: Course
    most: int = 10
    shortest: bool = False
    weight: Weight = Weight.HOPS


@dataclass(slots=True)
class Budget:
    """How long and how far a search may go on; `spent` once it had to stop."""

    until: float
    edges: int
    walk_until: float
    spent: bool = field(default=False)

    @classmethod
    def of(cls, seconds: float, edges: int) -> "Budget":
        now = time.monotonic()
        return cls(now + seconds, edges, now + seconds * _WALKING)

    def is_over(self) -> bool:
        """Whether the walk has to stop now, which it remembers."""
        self.spent = self.spent or time.monotonic() > self.walk_until or self.edges < 0
        return self.spent

    def is_late(self) -> bool:
        """Whether everything has to stop now, which it remembers."""
        late = time.monotonic() > self.until
        self.spent = self.spent or late
        return late


_WALKING = 0.7  # of the time; the rest is for the paths on what was explored
