"""Joining: a small subgraph that holds several entities together.

The lightest such tree (Steiner's) is not known to be found in good time. Here it is made of the
lightest paths between pairs (Kou, Markowsky and Berman): at most 2 - 2/n times as heavy for n
entities, as long as no path of it would need more hops than are allowed.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

import networkx as nx

from kg.answers.claims import SeenClaim
from kg.answers.course import Budget, Overlap, Search, Weight
from kg.answers.entity import Cards, Entities
from kg.answers.expansion import Edge, Expander
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge
from kg.answers.overlap import Times, Together
from kg.answers.paths import Path, best, check
from kg.config import Settings
from kg.errors import InvalidRequest

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Tree:
    """Entities that some of those asked for are joined by; `hops` are the best edges first."""

    ends: tuple[str, ...]
    nodes: tuple[str, ...]
    pairs: tuple[Pair, ...]
    hops: tuple[tuple[Edge, ...], ...]
    weight: float
    together: Together


@dataclass(frozen=True, slots=True)
class Joined:
    """One tree if all can be joined, else one for each group; `apart` are joined to no other."""

    ends: tuple[str, ...]
    trees: tuple[Tree, ...]
    apart: tuple[str, ...]
    is_partial: bool
    cards: Cards
    claims: Mapping[str, SeenClaim]
    degrees: Mapping[str, int]


def joined(
    knowledge: Knowledge, ends: tuple[str, ...], keep: ClaimFilter, search: Search, limits: Settings
) -> Joined:
    """What joins the entities; raise NotFound, Moved, InvalidRequest."""
    _check(ends, search, limits)
    check(knowledge, ends, search, limits)
    budget, times = Budget.of(limits.path_seconds, limits.path_edges), Times(knowledge)
    one, found = replace(search, most=1, shortest=False), dict[Pair, Path]()
    for pair in combinations(sorted(ends), 2):
        for path in best(times, pair, keep, one, budget, limits):
            found[pair] = path
        if budget.spent:
            break
    planter = _Planter(times, keep, search.weight, found)
    trees = [planter.tree(group) for group in _groups(ends, found)]
    apart = tuple(end for end in ends if not any(end in tree.ends for tree in trees))
    named = {*ends, *(node for tree in trees for node in tree.nodes)}
    cards = Entities(knowledge).cards(named | search.course.without)
    degrees = planter.expander.degrees(named, keep)
    return Joined(ends, tuple(trees), apart, budget.spent, cards, times.seen, degrees)


def _check(ends: tuple[str, ...], search: Search, limits: Settings) -> None:
    if len(ends) > limits.max_joined:
        raise InvalidRequest(
            f"{len(ends)} entities are over KG_MAX_JOINED ({limits.max_joined}); give fewer."
        )
    for word, is_given in (
        ("directed", search.course.directed), ("shortest", search.shortest),
        ("overlapping", search.course.overlap is not Overlap.ANY),
    ):  # fmt: skip
        if is_given:
            raise InvalidRequest(
                f"{word} is of paths between two; give one target, or leave it out."
            )


def _groups(ends: tuple[str, ...], found: dict[Pair, Path]) -> list[tuple[str, ...]]:
    """Those of the ends that are joined at all, in their order; the largest group first."""
    network: nx.Graph[str] = nx.Graph()
    network.add_edges_from(found)
    parts = nx.connected_components(network)
    groups = [tuple(end for end in ends if end in part) for part in parts]
    return sorted(groups, key=lambda group: (-len(group), ends.index(group[0])))


class _Planter:
    """Makes trees of the lightest paths between pairs."""

    def __init__(
        self, times: Times, keep: ClaimFilter, weight: Weight, found: dict[Pair, Path]
    ) -> None:
        self.times, self.expander = times, Expander(times.knowledge)
        self.keep, self.weight, self.found = keep, weight, found

    def tree(self, group: tuple[str, ...]) -> Tree:
        """The paths that hold the group together, less what no end needs."""
        between: nx.Graph[str] = nx.Graph()
        between.add_nodes_from(sorted(group))
        for (one, other), path in sorted(self.found.items()):
            if one in between and other in between:
                between.add_edge(one, other, weight=path.weight)
        hops: dict[Pair, tuple[Edge, ...]] = {}
        for one, other in nx.minimum_spanning_tree(between).edges:
            path = self.found[min(one, other), max(one, other)]
            for pair, edges in zip(pairwise(path.nodes), path.hops, strict=True):
                hops[min(pair), max(pair)] = edges
        told = sorted(_without_twigs(hops, frozenset(group)))
        along = tuple(hops[pair] for pair in told)
        nodes = tuple(sorted({node for pair in told for node in pair}))
        weight = self._weight(along, set(nodes) - set(group))
        return Tree(group, nodes, tuple(told), along, weight, self.times.together(along))

    def _weight(self, hops: Iterable[tuple[Edge, ...]], between: set[str]) -> float:
        """What the hops weigh, and, where hubs are avoided, what is between the ends."""
        if self.weight is Weight.SUPPORT:
            return sum(1 + 1 / max(edge.sources for edge in hop) for hop in hops)
        found = float(len(list(hops)))
        if self.weight is Weight.AVOID_HUBS:
            degrees = self.expander.degrees(between, self.keep)
            found += sum(math.log2(max(each, 1)) for each in degrees.values())
        return found


def _without_twigs(pairs: Iterable[Pair], ends: frozenset[str]) -> list[Pair]:
    """The pairs as a tree of which every leaf is an end."""
    whole: nx.Graph[str] = nx.Graph()
    whole.add_edges_from(sorted(pairs))
    tree = nx.minimum_spanning_tree(whole)
    while twigs := [node for node in tree if tree.degree(node) == 1 and node not in ends]:
        tree.remove_nodes_from(twigs)
    return [(min(one, other), max(one, other)) for one, other in tree.edges]
