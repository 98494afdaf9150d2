"""Routes: all simple paths of networkx, in order, whatever hops weigh and however a hub is met."""

import time
from collections.abc import Mapping
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.answers.course import Budget
from kg.answers.routes import UNIT, HopSpurs, Nodes, Route, Ways, routes
from kg.answers.weighing import Cost, WeighedSpurs, by_degrees, by_sources

THOUSAND = settings(max_examples=1000)
SIZE = 8
PAIRS = st.sets(
    st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda p: p[0] != p[1]),
    max_size=26,
)
CLOSED = st.frozensets(st.integers(2, SIZE - 1), max_size=2)
SOURCES = st.dictionaries(
    st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)), st.integers(2, 4), max_size=20
)


def network(pairs: set[tuple[int, int]], *, directed: bool) -> "nx.DiGraph[int]":
    found: nx.DiGraph[int] = nx.DiGraph()
    found.add_nodes_from(range(SIZE))
    found.add_edges_from(pairs)
    if not directed:
        found.add_edges_from([(b, a) for a, b in pairs])
    return found


def ways(graph: "nx.DiGraph[int]") -> Ways:
    return Ways(
        {node: set(graph.successors(node)) for node in graph},
        {node: set(graph.predecessors(node)) for node in graph},
    )


def expected(
    graph: "nx.DiGraph[int]", closed: frozenset[int], hops: int, cost: Cost | None
) -> list[Route]:
    """All simple paths of networkx, weighed one by one."""
    paths = nx.all_simple_paths(graph, 0, 1, cutoff=hops)
    return sorted(
        Route(sum(cost(a, b) if cost else UNIT for a, b in pairwise(nodes)), tuple(nodes))
        for nodes in paths
        if not closed & set(nodes)
    )


def weighed(
    graph: "nx.DiGraph[int]", cost: Cost, hops: int, closed: frozenset[int], many: int
) -> list[Route]:
    budget = Budget.of(60, 1)
    spurs = WeighedSpurs(ways(graph), cost, 1, hops, closed, budget, many)
    return list(routes(spurs, 0, budget))


@THOUSAND
@given(pairs=PAIRS, hops=st.integers(1, 6), closed=CLOSED, directed=st.booleans())
def test_routes_are_all_simple_paths_of_networkx_by_length_then_number(
    pairs: set[tuple[int, int]], hops: int, closed: frozenset[int], directed: bool
) -> None:
    graph, budget = network(pairs, directed=directed), Budget.of(60, 1)
    spurs = HopSpurs(ways(graph), 1, hops, closed, budget)
    assert list(routes(spurs, 0, budget)) == expected(graph, closed, hops, None)
    assert not budget.spent


@pytest.mark.slow
@THOUSAND
@given(
    pairs=PAIRS, sources=SOURCES, hops=st.integers(1, 6), closed=CLOSED, many=st.integers(0, 5)
)  # fmt: skip
def test_routes_by_sources_are_those_of_networkx_by_weight(
    pairs: set[tuple[int, int]], sources: Mapping[tuple[int, int], int], hops: int,
    closed: frozenset[int], many: int,
) -> None:  # fmt: skip
    graph, cost = network(pairs, directed=False), by_sources(sources)
    assert weighed(graph, cost, hops, closed, many) == expected(graph, closed, hops, cost)


@pytest.mark.slow
@THOUSAND
@given(pairs=PAIRS, hops=st.integers(1, 6), many=st.integers(0, 5), directed=st.booleans())
def test_routes_around_hubs_are_those_of_networkx_by_weight(
    pairs: set[tuple[int, int]], hops: int, many: int, directed: bool
) -> None:
    graph, nothing = network(pairs, directed=directed), frozenset[int]()
    cost = by_degrees(dict(graph.degree()), 1)
    assert weighed(graph, cost, hops, nothing, many) == expected(graph, nothing, hops, cost)


@given(pairs=PAIRS, hops=st.integers(1, 5), bad=st.sets(st.integers(2, SIZE - 1), max_size=3))
def test_what_does_not_fit_is_left_out_and_nothing_else(
    pairs: set[tuple[int, int]], hops: int, bad: set[int]
) -> None:
    """Here a path fits as far as it meets no more than one of some numbers."""

    def fitting(nodes: Nodes) -> int | None:
        met = [place for place, node in enumerate(nodes) if node in bad]
        return met[1] - 1 if len(met) > 1 else None

    graph, budget = network(pairs, directed=False), Budget.of(60, 1)
    found = routes(HopSpurs(ways(graph), 1, hops, frozenset(), budget), 0, budget, fitting)
    every = expected(graph, frozenset(), hops, None)
    assert list(found) == [route for route in every if len(bad & set(route.nodes)) < 2]


def test_a_leaf_behind_a_hub_has_one_path_and_no_search_through_all_that_the_hub_reaches() -> None:
    """0 and 1 hang on the hub 2: that there is no other path is seen at once, not after 2 s."""
    star = [(0, 2), (1, 2), *((2, node) for node in range(3, 3000))]
    ring = [(node, node + 1) for node in range(3, 2999)]
    ring += [(node, node + 7) for node in range(3, 2992)]
    graph: nx.Graph[int] = nx.Graph([*star, *ring])
    either = {node: set(graph[node]) for node in graph}
    budget = Budget.of(5, 1)
    spurs = HopSpurs(Ways(either, either), 1, 6, frozenset(), budget)
    began = time.monotonic()
    assert list(routes(spurs, 0, budget)) == [Route(2 * UNIT, (0, 2, 1))]
    assert time.monotonic() - began < 1
    assert not budget.spent


def test_a_search_ends_when_its_time_is_over() -> None:
    graph = nx.complete_graph(60)
    either = {node: set(graph[node]) for node in graph}
    for cost in (None, by_degrees(dict.fromkeys(graph, 59), 1)):
        budget = Budget.of(0.2, 1)
        known = Ways(either, either), 1, 6, frozenset[int](), budget
        spurs = WeighedSpurs(known[0], cost, *known[1:]) if cost else HopSpurs(*known)
        began = time.monotonic()
        found = list(routes(spurs, 0, budget))
        assert budget.spent
        assert time.monotonic() - began < 1.5
        assert found == sorted(found)
        assert found[0].nodes == (0, 1)
