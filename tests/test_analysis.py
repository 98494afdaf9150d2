"""Analysis: what networkx says, of the claims that count; and every reason is there."""

import random
from collections.abc import Iterator

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.answers import analysis
from kg.answers.analysis import SEED, analyse, directed, undirected
from kg.answers.analysis_cuts import SHOWN, bridges, cut_points
from kg.answers.analysis_links import STATEMENT, Network, Selection, network, size
from kg.answers.analysis_measures import Measure
from kg.answers.analysis_rows import Result
from kg.answers.claims import Claims
from kg.answers.documents import documents
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge, open_knowledge
from kg.answers.projection import graph
from kg.config import Settings
from kg.model.claim import Kind
from tests.analysing import projected
from tests.api_client import real_store
from tests.random_graph import RandomGraph, filter_words, random_graphs
from tests.random_stores import Make
from tests.rounds import ROUNDS

ARROWS = st.sets(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=22)
RANKINGS = (Measure.DEGREE, Measure.BETWEENNESS, Measure.CLOSENESS, Measure.PAGERANK)
Pairs = set[tuple[int, int]]


def quiet(_: int, __: int | None) -> None:
    """Nobody asks how far it is."""


def linked(arrows: Pairs) -> Network:
    """The network of these arrows: as from a store, without loops and without lonely entities."""
    kept = sorted((a, b) for a, b in arrows if a != b)
    ends = sorted({end for pair in kept for end in pair})
    number = {end: place for place, end in enumerate(ends)}
    links = sorted({(number[min(pair)], number[max(pair)]) for pair in kept})
    names = tuple(f"e{end:02}" for end in ends)
    return Network(names, tuple(links), tuple((number[a], number[b]) for a, b in kept))


def sizes(graph: "nx.Graph[int]") -> list[int]:
    return sorted(map(len, nx.connected_components(graph)))


@given(arrows=ARROWS)
def test_betweenness_and_closeness_are_those_of_networkx(arrows: Pairs) -> None:
    here = undirected(linked(arrows))
    reach = {node: len(nx.node_connected_component(here, node)) - 1 for node in here}
    told: list[tuple[int, int | None]] = []
    between = analysis.betweenness(here, 100, lambda done, total: told.append((done, total)))
    assert between == pytest.approx(nx.betweenness_centrality(here))
    assert told[-1:] == ([(len(here), len(here))])
    assert analysis.closeness(here, reach, 100, quiet) == nx.closeness_centrality(here)


@given(arrows=ARROWS, most=st.integers(2, 8))
def test_a_sample_of_sources_gives_what_networkx_estimates_from_the_same(
    arrows: Pairs, most: int
) -> None:
    here = undirected(linked(arrows))
    if len(here) > most:
        theirs = nx.betweenness_centrality(here, k=most, seed=random.Random(SEED))
        assert analysis.betweenness(here, most, quiet) == pytest.approx(theirs)


@given(arrows=ARROWS)
def test_a_sample_of_all_but_one_comes_near_to_closeness(arrows: Pairs) -> None:
    here = undirected(linked(arrows))
    if len(here) < 3:
        return
    reach = {node: len(nx.node_connected_component(here, node)) - 1 for node in here}
    exact = nx.closeness_centrality(here)
    for node, score in analysis.closeness(here, reach, len(here) - 1, quiet).items():
        assert exact[node] / 3 <= score <= 3 * exact[node]


@given(arrows=ARROWS)
def test_pagerank_is_where_the_random_walk_stays(arrows: Pairs) -> None:
    here = directed(linked(arrows))
    scores = analysis.pagerank(here)
    if not scores:
        return
    assert sum(scores.values()) == pytest.approx(1)
    lost = sum(scores[node] for node in here if not here.out_degree(node))
    for node in here:
        given_ = sum(scores[a] / here.out_degree(a) for a in here.pred[node])
        expected = 0.15 / len(here) + 0.85 * (given_ + lost / len(here))
        assert scores[node] == pytest.approx(expected, abs=1e-7)


@given(arrows=ARROWS)
def test_without_a_bridge_its_component_falls_into_the_parts_that_are_told(arrows: Pairs) -> None:
    found = linked(arrows)
    here = undirected(found)
    cut = bridges(here, found.names)
    number = {name: node for node, name in enumerate(found.names)}
    pairs = {frozenset((number[each.a], number[each.b])) for each in cut}
    assert pairs == set(map(frozenset, nx.bridges(here)))
    assert [each.size for each in cut] == sorted((each.size for each in cut), reverse=True)
    for each in cut:
        rest = here.copy()
        rest.remove_edge(number[each.a], number[each.b])
        side = nx.node_connected_component(rest, number[each.b])
        assert len(side) == each.size <= each.component - each.size
        assert each.component == len(nx.node_connected_component(here, number[each.a]))
        assert {number[name] for name in each.side} <= side
        assert each.side[0] == each.b
        assert len(each.side) == len(set(each.side)) == min(SHOWN, each.size)


@given(arrows=ARROWS)
def test_without_an_articulation_point_its_component_falls_into_its_parts(arrows: Pairs) -> None:
    found = linked(arrows)
    here = undirected(found)
    number = {name: node for node, name in enumerate(found.names)}
    points = cut_points(here, found.names)
    assert {number[each.entity] for each in points} == set(nx.articulation_points(here))
    for each in points:
        node = number[each.entity]
        rest = here.subgraph(nx.node_connected_component(here, node) - {node})
        assert sorted(part.size for part in each.parts) == sizes(rest)
        assert each.cut_off == sum(sizes(rest)[:-1])
        for part in each.parts:
            side = nx.node_connected_component(rest, number[part.ties[0]])
            assert len(side) == part.size
            assert {number[tie] for tie in part.ties} <= side & set(here[node])
            assert part.tied == len(side & set(here[node]))


def results(known: Knowledge, keep: ClaimFilter, *, opinions: bool) -> Iterator[Result]:
    selection = Selection.of(keep, known.ontology, opinions=opinions)
    for measure in Measure:
        yield analyse(known.index, selection, measure, 1000, quiet)


def agrees(known: Knowledge, keep: ClaimFilter, *, opinions: bool) -> None:
    """Every measure is that of networkx over the projection."""
    theirs = projected(known, keep, opinions=opinions)
    flat = nx.Graph(theirs)
    selection = Selection.of(keep, known.ontology, opinions=opinions)
    assert size(known.index, selection) == theirs.number_of_edges()
    found = network(known.index, selection)
    assert found.names == tuple(sorted(theirs))
    assert {(found.names[a], found.names[b]) for a, b in found.arrows} >= set(
        nx.DiGraph(theirs).edges
    )
    expected = {
        Measure.DEGREE: dict(flat.degree),
        Measure.BETWEENNESS: nx.betweenness_centrality(flat),
        Measure.CLOSENESS: nx.closeness_centrality(flat),
    }
    for result in results(known, keep, opinions=opinions):
        known_ = result.basis
        assert known_.claims == theirs.number_of_edges() == sum(known_.kinds.values())
        assert (known_.entities, known_.links) == (len(flat), flat.number_of_edges())
        assert known_.documents == len({d["document"] for *_, d in theirs.edges(data=True)})
        assert known_.claims + known_.denied + known_.opinions + known_.loops == (
            graph(known, keep).number_of_edges()
        )
        if result.measure in expected:
            scores = {each.entity: each.score for each in result.scored}
            assert scores == pytest.approx(expected[result.measure])
        if result.measure in RANKINGS:
            order = [(-each.score, each.entity) for each in result.scored]
            assert order == sorted(order)
            for each in result.scored:
                better = sum(other.score > each.score for other in result.scored)
                assert each.rank == better + 1
        if result.measure is Measure.COMMUNITIES:
            parts = [{each.entity for each in c.members} for c in result.communities]
            assert nx.community.is_partition(flat, parts)
            for community in result.communities:
                inside = {each.entity for each in community.members}
                assert community.inside == flat.subgraph(inside).number_of_edges()
                assert community.outside == nx.cut_size(flat, inside)
        if result.measure is Measure.BRIDGES:
            cut = {frozenset((each.a, each.b)) for each in result.bridges}
            assert cut == set(map(frozenset, nx.bridges(flat)))


@pytest.mark.slow
@settings(max_examples=12 * ROUNDS, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(graph=random_graphs(), words=filter_words(), opinions=st.booleans())
def test_every_measure_is_that_of_networkx_over_the_claims_that_a_filter_allows(
    graph: RandomGraph, words: dict[str, list[str]], opinions: bool, made: Make
) -> None:
    known = made(graph)
    catalogue = documents(known)
    there = {card.publisher for card in catalogue.values()}
    publishers = [name for name in words.get("publisher", ()) if name in there]
    keep = ClaimFilter.parse({**words, "publisher": publishers}, known.ontology, catalogue)
    agrees(known, keep, opinions=opinions)


@pytest.mark.parametrize("opinions", [False, True])
def test_every_measure_is_that_of_networkx_over_the_world(
    opinions: bool, knowledge: Knowledge
) -> None:
    agrees(knowledge, ClaimFilter(), opinions=opinions)


@pytest.mark.slow
def test_every_measure_of_the_real_graph_is_that_of_networkx_and_the_same_again(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    known = open_knowledge(Settings(store=str(real_store(tmp_path_factory))))
    agrees(known, ClaimFilter(), opinions=False)
    first = list(results(known, ClaimFilter(), opinions=False))
    assert first == list(results(known, ClaimFilter(), opinions=False))


def test_what_is_denied_said_or_judged_is_no_link_unless_it_is_asked_for(
    knowledge: Knowledge,
) -> None:
    plain, asked = (
        Selection.of(ClaimFilter(), knowledge.ontology, opinions=each) for each in (False, True)
    )
    by_filter = Selection.of(
        ClaimFilter(properties=frozenset({STATEMENT})), knowledge.ontology, opinions=False
    )
    spoken = [s for s in Claims(knowledge).all() if s.claim.property == STATEMENT]
    assert spoken
    assert size(knowledge.index, by_filter) == len(spoken)
    assert size(knowledge.index, asked) > size(knowledge.index, plain)
    denied = ClaimFilter(kinds=frozenset({Kind.DENIED}))
    nothing = Selection.of(denied, knowledge.ontology, opinions=True)
    assert size(knowledge.index, nothing) == 0
