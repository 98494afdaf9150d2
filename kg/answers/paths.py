"""Paths: how two entities are connected, by claims between entities only.

The paths are found in the order of their weight, on the edges that `walk` explored: partial
paths go into a queue by what they weigh and what the rest must at least weigh.
"""

import heapq
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from kg.answers.entity import Cards, Entities
from kg.answers.expansion import Edge, Expander
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge
from kg.answers.walk import Budget, Course, Links, walk
from kg.config import Settings
from kg.errors import InvalidRequest
from kg.model.claim import Kind


class Weight(StrEnum):
    """What makes a path short: see docs/paths.md for the formulas."""

    HOPS = "hops"
    SUPPORT = "support"
    AVOID_HUBS = "avoid-hubs"


@dataclass(frozen=True, slots=True)
class Path:
    """Entities in a row; `hops[n]` are all allowed edges between two of them, the best first."""

    nodes: tuple[str, ...]
    hops: tuple[tuple[Edge, ...], ...]
    weight: float

    @property
    def weakest(self) -> int:
        """The hop whose best edge the fewest sources tell, then the least firmly; from 0."""
        return max(range(len(self.hops)), key=lambda n: _rank(self.hops[n][0])[:2])


@dataclass(frozen=True, slots=True)
class Paths:
    """The paths; `is_partial` says that time or KG_PATH_EDGES ran out before all was seen.

    `relaxations` are single changes that would give a path, where there is none.
    """

    source: str
    target: str
    paths: tuple[Path, ...]
    is_partial: bool
    relaxations: tuple[str, ...]
    cards: Cards


@dataclass(frozen=True, slots=True)
class Search:
    """How to search: `most` paths of at least weight, or only the `shortest` among them."""

    course: Course
    most: int = 10
    shortest: bool = False
    weight: Weight = Weight.HOPS


def paths(
    knowledge: Knowledge, ends: tuple[str, str], keep: ClaimFilter, search: Search, limits: Settings
) -> Paths:
    """The paths between two entities; raise NotFound, Moved, InvalidRequest."""
    entities, expander = Entities(knowledge), Expander(knowledge)
    for end in ends:
        entities.card(end)
    _check(ends, search, limits)
    budget = Budget.of(limits.path_seconds, limits.path_edges)
    found = _deeper(expander, ends, keep, search, budget)
    partial = budget.spent
    relaxed: tuple[str, ...] = ()
    if not found and not partial:
        budget = Budget.of(limits.path_seconds, limits.path_edges)
        wishes = _relaxations(keep, search, limits.max_hops)
        relaxed = tuple(
            name for name, kept, other in wishes
            if next(_found(expander, ends, kept, other, budget), None)
        )  # fmt: skip
        partial = budget.spent
    cards = entities.cards({*ends, *(slug for path in found for slug in path.nodes)})
    return Paths(*ends, found, partial, relaxed, Cards(cards))


def _check(ends: tuple[str, str], search: Search, limits: Settings) -> None:
    if ends[0] == ends[1]:
        raise InvalidRequest("source and target are the same entity; give two.")
    if not 1 <= search.course.hops <= limits.max_hops:
        raise InvalidRequest(
            f"hops {search.course.hops} is not from 1 to KG_MAX_HOPS ({limits.max_hops})."
        )
    if not 1 <= search.most <= limits.max_paths:
        raise InvalidRequest(
            f"limit {search.most} is not from 1 to KG_MAX_PATHS ({limits.max_paths})."
        )


def _deeper(
    expander: Expander, ends: tuple[str, str], keep: ClaimFilter, search: Search, budget: Budget
) -> tuple[Path, ...]:
    """The paths; where hops are the weight, no further than enough of them need."""
    course, best = search.course, tuple[Path, ...]()
    first = 1 if search.weight is Weight.HOPS else course.hops
    for hops in range(first, course.hops + 1):
        nearer = replace(search, course=replace(course, hops=hops))
        found = tuple(_found(expander, ends, keep, nearer, budget))
        best = found if len(found) >= len(best) else best
        if budget.spent or len(best) == search.most or (search.shortest and best):
            break
    return best


def _found(
    expander: Expander, ends: tuple[str, str], keep: ClaimFilter, search: Search, budget: Budget
) -> Iterator[Path]:
    links = walk(expander, ends, keep, search.course, budget).links
    cost = _cost(expander, links, ends[1], keep, search.weight)
    least: float | None = None
    for count, (weight, nodes) in enumerate(
        cheapest(links, ends, cost, search.course.hops, budget), 1
    ):
        if search.shortest and least is not None and weight > least + 1e-9:
            return
        least = weight
        hops = (tuple(sorted(links[a][b], key=_rank)) for a, b in pairwise(nodes))
        yield Path(nodes, tuple(hops), round(weight, 6))
        if count == search.most:
            return


Cost = Callable[[str, str], float]


def _cost(expander: Expander, links: Links, target: str, keep: ClaimFilter, weight: Weight) -> Cost:
    if weight is Weight.SUPPORT:
        return lambda a, b: 1 + 1 / max(edge.sources for edge in links[a][b])
    if weight is Weight.AVOID_HUBS:
        degrees = expander.degrees({b for ends in links.values() for b in ends}, keep)
        return lambda _, b: 1.0 if b == target else 1 + math.log2(max(degrees[b], 1))
    return lambda _, __: 1.0


def cheapest(
    links: Links, ends: tuple[str, str], cost: Cost, hops: int, budget: Budget
) -> Iterator[tuple[float, tuple[str, ...]]]:
    """Simple paths of at most `hops`, by weight; of equal ones the longer parts go on first."""
    source, target = ends
    rest = _rest(links, target, cost, hops)
    if source not in rest[hops]:
        return
    queue: list[tuple[float, int, tuple[str, ...], float]] = []
    heapq.heappush(queue, (rest[hops][source], 0, (source,), 0.0))
    while queue and not budget.is_late():
        _, _, nodes, weight = heapq.heappop(queue)
        length = len(nodes) - 1
        if nodes[-1] == target:
            yield weight, nodes
            continue
        left = rest[hops - length - 1]
        for following in links[nodes[-1]]:
            if following in left and following not in nodes:
                more = weight + cost(nodes[-1], following)
                entry = (round(more + left[following], 9), -length - 1, (*nodes, following), more)
                heapq.heappush(queue, entry)


def _rest(links: Links, target: str, cost: Cost, hops: int) -> list[dict[str, float]]:
    """For 0 to `hops` hops: what the way to the target weighs at least, where there is one."""
    before: dict[str, list[str]] = {}
    for start, following in links.items():
        for end in following:
            before.setdefault(end, []).append(start)
    found = [{target: 0.0}]
    for _ in range(hops):
        last, now = found[-1], dict(found[-1])
        for end, weight in last.items():
            for start in before.get(end, ()):
                more = weight + cost(start, end)
                if more < now.get(start, math.inf):
                    now[start] = more
        found.append(now)
    return found


def _relaxations(
    keep: ClaimFilter, search: Search, most: int
) -> Iterator[tuple[str, ClaimFilter, Search]]:
    """Each single change that allows more, with its name."""
    course = search.course
    if course.hops < most:
        yield f"hops={most}", keep, replace(search, course=replace(course, hops=most))
    if course.directed:
        yield "directed=false", keep, replace(search, course=replace(course, directed=False))
    if course.without:
        yield "no without", keep, replace(search, course=replace(course, without=frozenset()))
    if course.without_properties:
        freed = replace(course, without_properties=frozenset())
        yield "no without_property", keep, replace(search, course=freed)
    plain = ClaimFilter()
    for field, *_ in keep.key:
        if field != "holds":
            yield f"no {field}", replace(keep, **{field: getattr(plain, field)}), search


_KINDS = tuple(Kind)


def _rank(edge: Edge) -> tuple[int, int, tuple[str, str, str]]:
    """Better edges first: more sources, then the firmer kind, then names."""
    names = (edge.property, edge.subject, edge.object)
    return -edge.sources, _KINDS.index(edge.kinds[0]), names
