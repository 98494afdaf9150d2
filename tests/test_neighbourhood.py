"""Neighbourhood: the same neighbours as networkx finds, ranked, counted and paged."""

from itertools import pairwise

import networkx as nx
import pytest

from kg.answers.claims import Claims
from kg.answers.documents import documents
from kg.answers.entity import Entities, Moved
from kg.answers.expansion import Edge
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge
from kg.answers.neighbourhood import Neighbourhood, neighbourhood
from kg.answers.projection import graph
from kg.errors import NotFound
from kg.model.claim import Kind

ALL = 10_000
FILTERS = {
    "everything": {},
    "facts": {"kind": ["fact"]},
    "plans and statements": {"kind": ["planned", "projected"]},
    "one property": {"property": ["locatedIn"]},
    "one document": {"document": ["island-post-3"]},
    "a day": {"valid_on": ["2025-03-02"]},
    "nothing": {"kind": ["denied"], "property": ["locatedIn"]},
}


def around(
    knowledge: Knowledge,
    slug: str,
    keep: ClaimFilter | None = None,
    start: int = 0,
    size: int = ALL,
) -> Neighbourhood:
    return neighbourhood(knowledge, slug, keep or ClaimFilter(), start=start, size=size)


@pytest.fixture(scope="module")
def slugs(knowledge: Knowledge) -> list[str]:
    found = list(Entities(knowledge).all())
    assert len(found) > 15
    return found


@pytest.mark.parametrize("given", FILTERS.values(), ids=FILTERS.keys())
def test_neighbours_edges_and_claims_are_those_of_networkx(
    given: dict[str, list[str]], knowledge: Knowledge, slugs: list[str]
) -> None:
    keep = ClaimFilter.parse(given, knowledge.ontology, documents(knowledge))
    projected: nx.MultiDiGraph = graph(knowledge, keep)
    undirected = projected.to_undirected(as_view=True)
    for slug in slugs:
        found = around(knowledge, slug, keep)
        assert {edge.other(slug) for edge in found.edges} == set(undirected[slug]), slug
        mine = {(edge.subject, edge.object, claim) for edge in found.edges for claim in edge.claims}
        theirs = {*projected.out_edges(slug, keys=True), *projected.in_edges(slug, keys=True)}
        assert mine == theirs, slug
        assert found.total == len(found.edges)


def test_the_projection_has_every_entity_and_every_claim_between_two(
    knowledge: Knowledge, slugs: list[str]
) -> None:
    projected = graph(knowledge)
    assert set(projected) == set(slugs)
    between = [seen for seen in Claims(knowledge).all() if seen.claim.object in set(slugs)]
    assert projected.number_of_edges() == len(between) > 10
    for seen in between:
        edge = projected.edges[seen.claim.subject, seen.claim.object, seen.claim.id]
        assert edge["kind"] == seen.kind
        assert edge["quote"] == seen.claim.evidence[0].text
        assert edge["document"] == seen.claim.document


def test_counts_are_of_all_edges_not_of_the_page(knowledge: Knowledge) -> None:
    whole, page = around(knowledge, "east-port"), around(knowledge, "east-port", size=1)
    assert page.counts == whole.counts
    assert sum(count.edges for count in page.counts) == page.total == len(whole.edges) > 3
    for count in whole.counts:
        ends = [
            edge for edge in whole.edges
            if edge.property == count.property
            and (edge.subject == "east-port") is (count.direction == "out")
        ]  # fmt: skip
        assert len(ends) == count.edges


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_pages_follow_one_another_without_gap_or_repeat(size: int, knowledge: Knowledge) -> None:
    whole = around(knowledge, "east-port").edges
    found: list[Edge] = []
    start = 0
    while True:
        page = around(knowledge, "east-port", start=start, size=size)
        found += page.edges
        assert set(page.cards) == {"east-port"} | {edge.other("east-port") for edge in page.edges}
        if page.following is None:
            break
        start = page.following
    assert tuple(found) == whole


def test_a_page_past_the_end_is_empty(knowledge: Knowledge) -> None:
    page = around(knowledge, "east-port", start=ALL)
    assert page.edges == ()
    assert page.following is None


def test_relations_come_before_statements_and_two_documents_before_one(
    knowledge: Knowledge,
) -> None:
    edges = around(knowledge, "east-port").edges
    assert edges[0].documents == ("harbour-weekly-12", "island-post-3")
    statements = [edge.is_statement for edge in edges]
    assert statements == sorted(statements)
    assert any(statements)
    for before, after in pairwise(edges):
        if before.is_statement == after.is_statement:
            assert len(before.documents) >= len(after.documents)


def test_the_kinds_of_an_edge_are_firmest_first(knowledge: Knowledge, slugs: list[str]) -> None:
    order = list(Kind)
    for slug in slugs:
        for edge in around(knowledge, slug).edges:
            places = [order.index(kind) for kind in edge.kinds]
            assert places == sorted(set(places))


def test_states_and_figures_are_no_neighbours(knowledge: Knowledge) -> None:
    properties = {edge.property for edge in around(knowledge, "east-port").edges}
    assert not properties & {"status", "dailyCapacity", "openingHours", "change", "count"}


def test_a_denied_relation_is_an_edge_that_says_so(knowledge: Knowledge) -> None:
    (edge,) = [e for e in around(knowledge, "old-ferry").edges if e.property == "operates"]
    assert edge.kinds == (Kind.DENIED,)


def test_an_entity_without_neighbours_stands_alone(knowledge: Knowledge) -> None:
    found = around(knowledge, "shipping")
    assert (found.edges, found.total, list(found.cards)) == ((), 0, ["shipping"])


def test_an_unknown_entity_is_not_found_and_a_renamed_one_has_moved(knowledge: Knowledge) -> None:
    with pytest.raises(NotFound, match="no entity 'nope'"):
        around(knowledge, "nope")
    with pytest.raises(Moved) as moved:
        around(knowledge, "east-harbour")
    assert moved.value.slug == "east-port"


def test_the_same_neighbourhood_is_found_twice(knowledge: Knowledge) -> None:
    assert around(knowledge, "east-port") == around(knowledge, "east-port")
