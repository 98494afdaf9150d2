"""Terrain: where paths are searched, as numbers that sort as slugs, and the edges of each hop.

A release is held in memory whole; a graph that may change at any time, or that is too large, is
walked from both ends. Both are searched by the same routes and answer the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Protocol

from kg.answers.course import Budget, Search, Weight
from kg.answers.expansion import Edge, Expander, check
from kg.answers.filter import ClaimFilter
from kg.answers.ground import Ground, grounds
from kg.answers.knowledge import Knowledge
from kg.answers.routes import NOTHING, HopSpurs, Spurs, Ways
from kg.answers.walk import Links, Walk
from kg.answers.weighing import Cost, WeighedSpurs, by_degrees, by_sources
from kg.model.claim import Kind

Pair = tuple[int, int]
Hops = Mapping[Pair, tuple[Edge, ...]]


class Terrain(Protocol):
    """Numbers, hops between them, and what a hop rests on."""

    search: Search

    @property
    def ways(self) -> Ways:
        """Every hop that the search allows, and perhaps hops over what is `closed`."""

    @property
    def closed(self) -> Set[int]:
        """What may not be a stepping stone."""

    def number(self, slug: str) -> int:
        """The number of an end."""

    def names(self, numbers: Iterable[int]) -> Mapping[int, str]:
        """The slugs of these."""

    def hops(self, pairs: Iterable[Pair]) -> Hops:
        """The edges by which a path may go from one to the other."""

    def cost(self, goal: int) -> Cost | None:
        """What a hop weighs; None where all weigh the same."""


class Held:
    """All of a release."""

    def __init__(self, knowledge: Knowledge, keep: ClaimFilter, search: Search) -> None:
        check(knowledge.index)
        self.search = search
        self._knowledge, self._keep, self._course = knowledge, keep, search.course
        self._ground: Ground = grounds(knowledge).of(keep, self._course.without_properties)
        self._closed = self._shut()

    @property
    def ways(self) -> Ways:
        return self._ground.along if self._course.directed else self._ground.both

    @property
    def closed(self) -> Set[int]:
        return self._closed

    def number(self, slug: str) -> int:
        return self._ground.numbers([slug]).get(slug, -1)

    def names(self, numbers: Iterable[int]) -> Mapping[int, str]:
        return self._ground.names(numbers)

    def hops(self, pairs: Iterable[Pair]) -> Hops:
        between = self._ground.edges(pairs)
        listed = {each for numbers in between.values() for each in numbers}
        edges = Expander(self._knowledge).numbered(listed, self._keep)
        names = self.names({end for pair in between for end in pair})
        return {
            pair: _best_first(self._along(pair, (edges[n] for n in found if n in edges), names))
            for pair, found in between.items()
        }

    def cost(self, goal: int) -> Cost | None:
        if self.search.weight is Weight.SUPPORT:
            sources = self._ground.sources
            if not self._course.directed:
                either = dict(sources)
                for (one, other), most in sources.items():
                    either[other, one] = max(most, either.get((other, one), 1))
                sources = either
            return by_sources(sources)
        if self.search.weight is Weight.AVOID_HUBS:
            return by_degrees(self._ground.degrees, goal)
        return None

    def _along(self, pair: Pair, edges: Iterable[Edge], names: Mapping[int, str]) -> Iterator[Edge]:
        start = names[pair[0]]
        for edge in edges:
            if self._course.allows(edge) and (edge.subject == start or not self._course.directed):
                yield edge

    def _shut(self) -> Set[int]:
        course, ontology = self._course, self._knowledge.ontology
        found = set(self._ground.numbers(course.without).values())
        if course.without_types:
            found |= self._ground.of_classes(course.closed_classes(ontology))
        if course.via_types:
            there = self.ways.forth.keys() | self.ways.back.keys()
            found |= there - self._ground.of_classes(course.open_classes(ontology))
        return found


class Walked:
    """What a walk has come by so far."""

    def __init__(self, links: Links, expander: Expander, keep: ClaimFilter, search: Search) -> None:
        self.search = search
        self._links, self._expander, self._keep = links, expander, keep
        slugs = {*links, *(end for ends in links.values() for end in ends)}
        self._slugs = sorted(slugs)
        self._numbers = {slug: number for number, slug in enumerate(self._slugs)}
        self._ways = self._numbered()

    @property
    def ways(self) -> Ways:
        return self._ways

    @property
    def closed(self) -> Set[int]:
        return NOTHING

    def number(self, slug: str) -> int:
        return self._numbers.get(slug, -1)

    def names(self, numbers: Iterable[int]) -> Mapping[int, str]:
        return {number: self._slugs[number] for number in numbers}

    def hops(self, pairs: Iterable[Pair]) -> Hops:
        names = self._slugs
        return {(a, b): _best_first(self._links[names[a]][names[b]]) for a, b in pairs}

    def cost(self, goal: int) -> Cost | None:
        if self.search.weight is Weight.SUPPORT:
            return by_sources({
                (self._numbers[a], self._numbers[b]): max(edge.sources for edge in edges)
                for a, ends in self._links.items() for b, edges in ends.items()
            })  # fmt: skip
        if self.search.weight is Weight.AVOID_HUBS:
            degrees = self._expander.degrees(self._slugs, self._keep)
            return by_degrees({self._numbers[slug]: n for slug, n in degrees.items()}, goal)
        return None

    def _numbered(self) -> Ways:
        forth, back = defaultdict[int, set[int]](set), defaultdict[int, set[int]](set)
        for start, ends in self._links.items():
            for end in ends:
                forth[self._numbers[start]].add(self._numbers[end])
                back[self._numbers[end]].add(self._numbers[start])
        return Ways(dict(forth), dict(back))


def terrains(
    knowledge: Knowledge, ends: tuple[str, str], keep: ClaimFilter, search: Search,
    budget: Budget, most_held: int,
) -> Iterator[tuple[Terrain, int]]:  # fmt: skip
    """Where to search, and for paths of how many hops it has all: more each time."""
    if knowledge.versioned and grounds(knowledge).edges <= most_held:
        yield Held(knowledge, keep, search), search.course.hops
        return
    expander = Expander(knowledge)
    walk = Walk(expander, ends, keep, search.course)
    for hops in range(1, search.course.hops + 1):
        walk.step(budget)
        last = walk.has_ended or budget.spent
        yield Walked(walk.links, expander, keep, search), search.course.hops if last else hops
        if last:
            return


def spurs(terrain: Terrain, ends: Pair, hops: int, budget: Budget) -> Spurs:
    """What finds the routes of at most so many hops between two on a terrain."""
    goal, cost = ends[1], terrain.cost(ends[1])
    closed = terrain.closed - set(ends)
    if cost is None:
        return HopSpurs(terrain.ways, goal, hops, closed, budget)
    return WeighedSpurs(terrain.ways, cost, goal, hops, closed, budget)


_KINDS = tuple(Kind)


def _best_first(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    return tuple(sorted(edges, key=rank))


def rank(edge: Edge) -> tuple[int, int, tuple[str, str, str]]:
    """Better edges first: more sources, then the firmer kind, then names."""
    names = (edge.property, edge.subject, edge.object)
    return -edge.sources, _KINDS.index(edge.kinds[0]), names
