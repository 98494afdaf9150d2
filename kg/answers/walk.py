"""Walk: the edges that may lie on a short path between two entities, found from both ends."""

from collections.abc import Collection, Iterable, Iterator

from kg.answers.course import Budget, Course
from kg.answers.entity import Entities
from kg.answers.expansion import Edge, Expander
from kg.answers.filter import ClaimFilter

Links = dict[str, dict[str, list[Edge]]]
_BATCH = 500  # entities that are asked about at once, so that the clock is looked at


class Walk:
    """What is known so far: `links[a][b]` are the edges by which a path goes from a to b.

    After each step it has every edge of every path of one hop more: the smaller frontier goes on,
    and an edge of a path leaves an entity that the first has passed or reaches one that the second
    has passed.
    """

    def __init__(
        self, expander: Expander, ends: tuple[str, str], keep: ClaimFilter, course: Course
    ) -> None:
        self._expander, self._keep, self._course = expander, keep, course
        self._ends = frozenset(ends)
        self._frontiers = [{ends[0]}, {ends[1]}]
        self._passed = ({ends[0]}, {ends[1]})
        self._seen: set[Edge] = set()
        self._closed: dict[str, bool] = dict.fromkeys(ends, False)
        self.links: Links = {}

    @property
    def has_ended(self) -> bool:
        """Whether one end has no way on, so that nothing more is found."""
        return not all(self._frontiers)

    def step(self, budget: Budget) -> None:
        """Go on by one hop, or as far as the budget lasts."""
        side = 0 if len(self._frontiers[0]) <= len(self._frontiers[1]) else 1
        frontier, reached = self._frontiers[side], set[str]()
        ordered = sorted(frontier)
        for start in range(0, len(ordered), _BATCH):
            if budget.is_over():
                return
            edges = self._expander.expand(ordered[start : start + _BATCH], self._keep)
            budget.edges -= len(edges)
            allowed = self._allowed(edges)
            self._add(allowed)
            reached |= self._reached(allowed, frontier, side)
        self._frontiers[side] = reached - self._passed[side]
        self._passed[side].update(reached)
        budget.is_over()

    def _allowed(self, edges: Iterable[Edge]) -> list[Edge]:
        """What the course allows, the types of the stepping stones looked up."""
        found = [edge for edge in edges if self._course.allows(edge)]
        if not self._course.asks_types:
            return found
        known = self._expander.knowledge
        new = {end for edge in found for end in (edge.subject, edge.object)} - self._closed.keys()
        for slug, card in Entities(known).cards(new).items():
            self._closed[slug] = self._course.is_closed(card.types, known.ontology)
        return [e for e in found if not (self._closed[e.subject] or self._closed[e.object])]

    def _add(self, edges: Iterable[Edge]) -> None:
        for edge in edges:
            if edge not in self._seen:
                self._seen.add(edge)
                for start, end in steps(edge, directed=self._course.directed):
                    self.links.setdefault(start, {}).setdefault(end, []).append(edge)

    def _reached(self, edges: Iterable[Edge], frontier: Collection[str], side: int) -> set[str]:
        """Where a step leads: forwards from the source (side 0), backwards from the target (1)."""
        return {
            pair[1 - side]
            for edge in edges
            for pair in steps(edge, directed=self._course.directed)
            if pair[side] in frontier
        }


def steps(edge: Edge, *, directed: bool) -> Iterator[tuple[str, str]]:
    """The ways in which a path may go along the edge."""
    yield edge.subject, edge.object
    if not directed:
        yield edge.object, edge.subject
