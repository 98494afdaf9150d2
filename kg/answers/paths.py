"""Paths: how entities are connected, by claims between entities only."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from kg.answers.claims import SeenClaim
from kg.answers.course import Budget, Overlap, Search, Weight
from kg.answers.entity import Cards, Entities
from kg.answers.expansion import Edge, Expander
from kg.answers.filter import ClaimFilter
from kg.answers.filter_words import like, unknown
from kg.answers.knowledge import Knowledge
from kg.answers.overlap import Times, Together
from kg.answers.routes import UNIT, Nodes, Route, routes
from kg.answers.terrain import Hops, Terrain, rank, spurs, terrains
from kg.config import Settings
from kg.errors import InvalidRequest, NotFound

_FEW = 5_000  # entities among which one is looked for that is like an unknown one


@dataclass(frozen=True, slots=True)
class Path:
    """Entities in a row; `hops[n]` are all allowed edges between two of them, the best first."""

    nodes: tuple[str, ...]
    hops: tuple[tuple[Edge, ...], ...]
    weight: float
    together: Together

    @property
    def weakest(self) -> int:
        """The hop whose best edge the fewest sources tell, then the least firmly; from 0."""
        return weakest([hop[0] for hop in self.hops])


def weakest(edges: list[Edge]) -> int:
    """Which of the edges the fewest sources tell, then the least firmly."""
    return max(range(len(edges)), key=lambda n: rank(edges[n])[:2])


@dataclass(frozen=True, slots=True)
class Paths:
    """The paths; `is_partial` says that time or KG_PATH_EDGES ran out before all was seen.

    `relaxations` are single changes that would give a path, where there is none. `cards` has what
    the paths and the question name, `claims` all that they rest on, `degrees` how many edges there
    are at each.
    """

    source: str
    target: str
    paths: tuple[Path, ...]
    is_partial: bool
    relaxations: tuple[str, ...]
    cards: Cards
    claims: Mapping[str, SeenClaim]
    degrees: Mapping[str, int]


def paths(
    knowledge: Knowledge, ends: tuple[str, str], keep: ClaimFilter, search: Search, limits: Settings
) -> Paths:
    """The paths between two entities; raise NotFound, Moved, InvalidRequest."""
    check(knowledge, ends, search, limits)
    budget = Budget.of(limits.path_seconds, limits.path_edges)
    times = Times(knowledge)
    found = best(times, ends, keep, search, budget, limits)
    partial, relaxed = budget.spent, tuple[str, ...]()
    if not found and not partial:
        budget = Budget.of(limits.path_seconds, limits.path_edges)
        relaxed = tuple(_relaxing(knowledge, ends, keep, search, budget, limits))
        partial = budget.spent
    named = {*ends, *(slug for path in found for slug in path.nodes)}
    cards = Entities(knowledge).cards(named | search.course.without)
    degrees = Expander(knowledge).degrees(sorted(named), keep)
    return Paths(*ends, found, partial, relaxed, cards, times.seen, degrees)


def check(knowledge: Knowledge, ends: tuple[str, ...], search: Search, limits: Settings) -> None:
    """Raise NotFound or Moved for an end, InvalidRequest for what cannot be asked."""
    entities, course = Entities(knowledge), search.course
    for end in [end for end in ends if end not in entities.cards(ends)]:
        entities.card(end)
    if len(set(ends)) < len(ends):
        raise InvalidRequest("source and target are the same entity; give different ones.")
    if not 1 <= course.hops <= limits.max_hops:
        raise InvalidRequest(
            f"hops {course.hops} is not from 1 to KG_MAX_HOPS ({limits.max_hops})."
        )
    if not 1 <= search.most <= limits.max_paths:
        raise InvalidRequest(
            f"limit {search.most} is not from 1 to KG_MAX_PATHS ({limits.max_paths})."
        )
    if course.without & set(ends):
        raise InvalidRequest("a path cannot avoid its own ends; leave them out of without.")
    ontology = knowledge.ontology
    wrong = [
        *_nobody(entities, course.without),
        *unknown("without_property", course.without_properties, ontology.properties),
        *unknown("via_type", course.via_types, ontology.classes),
        *unknown("without_type", course.without_types, ontology.classes),
    ]
    if wrong:
        raise InvalidRequest(f"{'; '.join(wrong)}.")


def _nobody(entities: Entities, slugs: frozenset[str]) -> Iterator[str]:
    """A sentence for each that is no entity; raise Moved for one that is elsewhere now."""
    for slug in sorted(slugs - entities.cards(slugs).keys()):
        try:
            entities.card(slug)
        except NotFound as error:
            few = entities.knowledge.release.entities <= _FEW
            near = like(slug, entities.all()) if few else ""
            yield f"without: {error.detail.rstrip('.')}{near}"


def best(
    times: Times, ends: tuple[str, str], keep: ClaimFilter, search: Search,
    budget: Budget, limits: Settings,
) -> tuple[Path, ...]:  # fmt: skip
    """The first paths in their order: those of the least weight, of equal ones by slugs."""
    found, held = _Found(None, ()), limits.path_graph_edges
    for terrain, hops in terrains(times.knowledge, ends, keep, search, budget, held):
        found = _Found(terrain, tuple(_routes(terrain, ends, hops, budget, times)))
        if budget.spent or found.is_settled(search, hops):
            break
    return tuple(found.paths(times))


def _routes(
    terrain: Terrain, ends: tuple[str, str], hops: int, budget: Budget, times: Times
) -> Iterator[Route]:
    search = terrain.search
    source, target = (terrain.number(end) for end in ends)
    if min(source, target) < 0:
        return
    overlap, known = search.course.overlap, dict[tuple[int, int], tuple[Edge, ...]]()

    def fitting(nodes: Nodes) -> int | None:
        known.update(terrain.hops(set(pairwise(nodes)) - known.keys()))
        return times.fitting([known[pair] for pair in pairwise(nodes)], overlap)

    found = routes(
        spurs(terrain, (source, target), hops, budget), source, budget,
        None if overlap is Overlap.ANY else fitting, 0 if search.shortest else math.inf,
    )  # fmt: skip
    yield from islice(found, search.most)


@dataclass(frozen=True, slots=True)
class _Found:
    terrain: Terrain | None
    routes: tuple[Route, ...]

    def is_settled(self, search: Search, hops: int) -> bool:
        """Whether no path of more hops can come before any of these: a hop weighs 1 or more."""
        if not self.routes:
            return False
        further = (hops + 1) * UNIT
        if search.shortest:
            return self.routes[0].weight < further
        return len(self.routes) == search.most and self.routes[-1].weight < further

    def paths(self, times: Times) -> Iterator[Path]:
        if self.terrain is None or not self.routes:
            return
        names = self.terrain.names({node for route in self.routes for node in route.nodes})
        pairs = {pair for route in self.routes for pair in pairwise(route.nodes)}
        hops: Hops = self.terrain.hops(pairs)
        times.read(hops.values())
        for route in self.routes:
            along = tuple(hops[pair] for pair in pairwise(route.nodes))
            nodes = tuple(names[node] for node in route.nodes)
            yield Path(nodes, along, route.weight / UNIT, times.together(along))


def _relaxing(
    knowledge: Knowledge, ends: tuple[str, str], keep: ClaimFilter, search: Search,
    budget: Budget, limits: Settings,
) -> Iterator[str]:  # fmt: skip
    """The single changes that give a path, each tried."""
    for name, kept, other in _changes(keep, search, limits.max_hops):
        if budget.is_late():
            return
        one = replace(other, most=1, weight=Weight.HOPS)
        found = best(Times(knowledge), ends, kept, one, budget, limits)
        if found:
            yield name or f"hops={len(found[0].hops)}"


def _changes(
    keep: ClaimFilter, search: Search, most: int
) -> Iterator[tuple[str, ClaimFilter, Search]]:
    """Each single change that allows more, with its name; none for that of `hops`."""
    course = search.course
    if course.hops < most:
        yield "", keep, replace(search, course=replace(course, hops=most))
    if course.directed:
        yield "directed=false", keep, replace(search, course=replace(course, directed=False))
    if course.overlap is not Overlap.ANY:
        yield "no overlapping", keep, replace(search, course=replace(course, overlap=Overlap.ANY))
    if course.overlap is Overlap.SURELY:
        yield "overlapping=may", keep, replace(search, course=replace(course, overlap=Overlap.MAY))
    for word, freed in (
        ("without", replace(course, without=frozenset())),
        ("without_property", replace(course, without_properties=frozenset())),
        ("via_type", replace(course, via_types=frozenset())),
        ("without_type", replace(course, without_types=frozenset())),
    ):
        if freed != course:
            yield f"no {word}", keep, replace(search, course=freed)
    plain = ClaimFilter()
    for field, *_ in keep.key:
        yield (
            f"no {_WORD.get(field, field)}",
            replace(keep, **{field: getattr(plain, field)}),
            search,
        )


_WORD = {
    "kinds": "kind", "modalities": "modality", "subjects": "subject", "properties": "property",
    "objects": "object", "documents": "document", "publishers": "publisher",
}  # fmt: skip
