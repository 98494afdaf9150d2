"""Walk: the edges that may lie on a short path between two entities, found from both ends."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.answers.expansion import Edge, Expander
from kg.answers.filter import ClaimFilter
from kg.errors import InvalidRequest

Links = dict[str, dict[str, list[Edge]]]


@dataclass(frozen=True, slots=True)
class Course:
    """What a path may do: at most `hops`, with or against claims, and what it must avoid."""

    hops: int
    directed: bool = False
    without: frozenset[str] = frozenset()
    without_properties: frozenset[str] = frozenset()

    def allows(self, edge: Edge) -> bool:
        """Whether a path may use the edge."""
        return (
            edge.subject != edge.object
            and edge.property not in self.without_properties
            and not self.without & {edge.subject, edge.object}
        )


@dataclass(slots=True)
class Budget:
    """How long and how far a search may go on; `spent` once it had to stop."""

    until: float
    edges: int
    walk_until: float
    spent: bool = False

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


@dataclass(slots=True)
class Walk:
    """What was found: `links[a][b]` are the edges by which a path goes from a to b."""

    links: Links = field(default_factory=dict)
    seen: set[Edge] = field(default_factory=set)

    def add(self, edges: Iterable[Edge], course: Course) -> set[str]:
        """Keep what the course allows; return the ends."""
        ends: set[str] = set()
        for edge in edges:
            if edge in self.seen or not course.allows(edge):
                continue
            self.seen.add(edge)
            ends |= {edge.subject, edge.object}
            for start, end in steps(edge, directed=course.directed):
                self.links.setdefault(start, {}).setdefault(end, []).append(edge)
        return ends


def steps(edge: Edge, *, directed: bool) -> Iterator[tuple[str, str]]:
    """The ways in which a path may go along the edge."""
    yield edge.subject, edge.object
    if not directed:
        yield edge.object, edge.subject


_WALKING = 0.7  # of the time; the rest is for the paths on what was explored
_BATCH = 500  # entities that are asked about at once, so that the clock is looked at


def walk(
    expander: Expander, ends: tuple[str, str], keep: ClaimFilter, course: Course, budget: Budget
) -> Walk:
    """Every edge of every path of at most `course.hops`, and some others.

    The smaller frontier goes on, until both together have taken `hops` steps: an edge of a path
    leaves an entity that the first has passed or reaches one that the second has passed.
    """
    if course.without & set(ends):
        raise InvalidRequest("a path cannot avoid its own ends; leave them out of without.")
    found, known = Walk(), ({ends[0]}, {ends[1]})
    frontiers = [{ends[0]}, {ends[1]}]
    for _ in range(course.hops):
        side = 0 if len(frontiers[0]) <= len(frontiers[1]) else 1
        if not frontiers[side]:
            break
        reached: set[str] = set()
        ordered = sorted(frontiers[side])
        for start in range(0, len(ordered), _BATCH):
            if budget.is_over():
                return found
            edges = expander.expand(ordered[start : start + _BATCH], keep)
            budget.edges -= len(edges)
            found.add(edges, course)
            reached |= _reached(edges, course, frontiers[side], side)
        frontiers[side] = reached - known[side]
        known[side].update(reached)
    budget.is_over()
    return found


def _reached(edges: Iterable[Edge], course: Course, frontier: set[str], side: int) -> set[str]:
    """Where a step leads: forwards from the source (side 0), backwards from the target (1)."""
    found: set[str] = set()
    for edge in filter(course.allows, edges):
        for pair in steps(edge, directed=course.directed):
            if pair[side] in frontier:
                found.add(pair[1 - side])
    return found
