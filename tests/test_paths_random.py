"""Paths of random graphs: a plain reading of all claims with networkx gives the same ones."""

import math
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.answers.claims import Claims, SeenClaim
from kg.answers.course import Course, Overlap, Search, Weight
from kg.answers.entity import Entities
from kg.answers.expansion import Expander
from kg.answers.filter import FROM_AN_ENTITY, ClaimFilter
from kg.answers.joining import joined
from kg.answers.knowledge import Knowledge
from kg.answers.paths import Paths, paths
from kg.config import Settings
from kg.model.ontology import Ontology
from kg.model.period import Holds
from tests.engines import Oxigraph
from tests.random_graph import PROPERTIES, TYPES, RandomGraph, filter_words, random_graphs
from tests.random_stores import Make, as_update, asked, at_url
from tests.rounds import ROUNDS

pytestmark = [pytest.mark.slow, pytest.mark.long]
AGAIN = settings(
    max_examples=20 * ROUNDS, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
HELD, WALKED = Settings(path_seconds=60), Settings(path_seconds=60, path_graph_edges=0)
Ends = tuple[str, str]
MILLION = 1_000_000
FILTERS = st.just(dict[str, list[str]]()) | filter_words()


@st.composite
def searches(draw: st.DrawFn) -> Search:
    """What may be asked, with few words at a time."""
    types = st.frozensets(st.sampled_from([*TYPES, "Agent", "Place"]), min_size=1, max_size=2)
    options: dict[str, st.SearchStrategy[object]] = {
        "directed": st.just(True),
        "without": st.just(frozenset({"e2"})),
        "without_properties": st.frozensets(st.sampled_from(PROPERTIES), min_size=1, max_size=2),
        "via_types": types,
        "without_types": types,
        "overlap": st.sampled_from([Overlap.MAY, Overlap.SURELY]),
    }
    chosen = draw(st.lists(st.sampled_from(sorted(options)), max_size=2, unique=True))
    asked_for: dict[str, Any] = {name: draw(options[name]) for name in chosen}
    course = replace(Course(draw(st.integers(2, 6))), **asked_for)
    shortest = draw(st.sampled_from([False, False, True]))
    return Search(course, draw(st.integers(1, 12)), shortest, draw(st.sampled_from(Weight)))


@dataclass(frozen=True)
class Reference:
    """The paths by a plain reading: the edges, every simple path, and what is asked of each."""

    known: Knowledge
    keep: ClaimFilter
    search: Search
    ends: Ends

    def links(self) -> dict[tuple[str, str], list[SeenClaim]]:
        """The claims by which a path may go from one to another."""
        known, course = self.known, self.search.course
        seen = {each.claim.id: each for each in Claims(known).all()}
        found: dict[tuple[str, str], list[SeenClaim]] = {}
        for edge in Expander(known).expand(list(Entities(known).all()), self.keep):
            if edge.subject == edge.object or edge.property in course.without_properties:
                continue
            ends = [(edge.subject, edge.object)]
            ends += [] if course.directed else [(edge.object, edge.subject)]
            for pair in ends:
                found.setdefault(pair, []).extend(seen[each] for each in edge.claims)
        return found

    def weight(self, pair: tuple[str, str]) -> int:
        """Millionths: whole numbers, so that equal sums are equal."""
        if self.search.weight is Weight.HOPS:
            return MILLION
        if self.search.weight is Weight.AVOID_HUBS:
            degree = Expander(self.known).degrees([pair[1]], self.keep)[pair[1]]
            return (
                MILLION if pair[1] == self.ends[1] else MILLION + round(MILLION * math.log2(degree))
            )
        edges = Expander(self.known).expand([pair[0]], self.keep)
        ways = [pair] if self.search.course.directed else [pair, pair[::-1]]
        without = self.search.course.without_properties
        return MILLION + MILLION // max(
            e.sources for e in edges
            if (e.subject, e.object) in ways and e.property not in without
        )  # fmt: skip

    def paths(self) -> list[tuple[int, tuple[str, ...]]]:
        """All that is asked for, in order, before `most` cuts it."""
        links, course = self.links(), self.search.course
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(self.ends)
        graph.add_edges_from(links)
        found = [
            (sum(map(self.weight, pairwise(nodes))), tuple(nodes))
            for nodes in nx.all_simple_paths(graph, *self.ends, cutoff=course.hops)
            if all(map(self.may_step, nodes[1:-1]))
            and self.overlaps([links[pair] for pair in pairwise(nodes)])
        ]
        found.sort()
        if self.search.shortest:
            found = [each for each in found if each[0] == found[0][0]]
        return found

    def may_step(self, slug: str) -> bool:
        course, types = self.search.course, set(Entities(self.known).card(slug).types)
        return (
            slug not in course.without
            and not course.without_types & types
            and (not course.via_types or bool(course.via_types & types))
        )

    def overlaps(self, hops: list[list[SeenClaim]]) -> bool:
        """Day by day, around every date that a claim has."""
        wanted = {
            Overlap.ANY: set(Holds), Overlap.MAY: {Holds.YES, Holds.UNKNOWN},
            Overlap.SURELY: {Holds.YES},
        }[self.search.course.overlap]  # fmt: skip
        days = {date(2025, 6, 15)}
        for each in (seen for hop in hops for seen in hop):
            validity = each.claim.validity
            for period in (validity.valid_from, validity.valid_to, validity.as_of):
                days |= (
                    {day for day in (period.earliest, period.latest) if day} if period else set()
                )
        days |= {day + timedelta(step) for day in set(days) for step in (-1, 1)}
        return any(
            all(any(s.claim.validity.holds_on(day) in wanted for s in hop) for hop in hops)
            for day in days
        )


def between(words: dict[str, list[str]], known: Knowledge) -> ClaimFilter:
    """The filter, less the words that look from one entity."""
    return asked({name: words[name] for name in words if name not in FROM_AN_ENTITY}, known)


def well_joined(graph: RandomGraph) -> Ends:
    """Two entities between which there are most paths: else most answers would be empty."""
    whole: nx.Graph[str] = nx.Graph()
    whole.add_nodes_from(graph.entities)
    whole.add_edges_from((c.subject, c.object) for c in graph.claims if c.object)
    pairs = combinations(sorted(graph.entities), 2)
    return max(pairs, key=lambda pair: len(list(nx.all_simple_paths(whole, *pair))))


def between_ends(search: Search, ends: Ends) -> Search:
    """The same, but for its ends among what is to be avoided: that is no question."""
    course = search.course
    return replace(search, course=replace(course, without=course.without - set(ends)))


def answered(found: Paths) -> list[tuple[int, tuple[str, ...]]]:
    return [(round(path.weight * MILLION), path.nodes) for path in found.paths]


def test_paths_are_those_of_a_plain_reading_held_in_memory_or_walked(made: Make) -> None:
    met: Counter[str] = Counter()

    @AGAIN
    @given(graph=random_graphs(25, 12), words=FILTERS, search=searches())
    def check(graph: RandomGraph, words: dict[str, list[str]], search: Search) -> None:
        known, ends = made(graph), well_joined(graph)
        keep, search = between(words, known), between_ends(search, ends)
        expected = Reference(known, keep, search, ends).paths()
        held = paths(known, ends, keep, search, HELD)
        assert not held.is_partial
        assert answered(held) == expected[: search.most]
        walked = paths(known, ends, keep, search, WALKED)
        assert walked == held
        met.update([f"{bool(expected)}", f"{search.weight} {len(expected) > 1}"])

    check()
    assert met["True"] > met["False"], met  # else it would show little
    assert min(met[f"{weight} True"] for weight in Weight) > 1, met


@AGAIN
@given(graph=random_graphs(16, 6), words=FILTERS, search=searches())
def test_a_relaxation_is_named_exactly_where_it_gives_a_path(
    graph: RandomGraph, words: dict[str, list[str]], search: Search, made: Make
) -> None:
    known, ends = made(graph), well_joined(graph)
    keep, search = between(words, known), between_ends(search, ends)
    search = replace(search, course=replace(search.course, hops=min(search.course.hops, 3)))
    found = paths(known, ends, keep, search, HELD)
    if found.paths:
        assert found.relaxations == ()
        return
    course, plain, none = search.course, ClaimFilter(), frozenset[str]()
    courses = {
        "directed=false": replace(course, directed=False),
        "no overlapping": replace(course, overlap=Overlap.ANY),
        "no without": replace(course, without=none),
        "no without_property": replace(course, without_properties=none),
        "no via_type": replace(course, via_types=none),
        "no without_type": replace(course, without_types=none),
    }
    if course.overlap is Overlap.SURELY:
        courses["overlapping=may"] = replace(course, overlap=Overlap.MAY)
    fields = {
        "kind": "kinds", "modality": "modalities", "subject": "subjects",
        "property": "properties", "object": "objects", "document": "documents",
        "publisher": "publishers", "valid_on": "valid_on", "holds": "holds",
        "known_on": "known_on", "valid_in": "valid_in", "known_in": "known_in",
        "min_sources": "min_sources",
    }  # fmt: skip
    wider = [(name, keep, replace(search, course=each)) for name, each in courses.items()]
    wider += [
        (f"no {word}", replace(keep, **{field: getattr(plain, field)}), search)
        for word, field in fields.items()
    ]
    expected = {name for name, k, s in wider if Reference(known, k, s, ends).paths()}
    far = Reference(known, keep, replace(search, course=replace(course, hops=6)), ends).paths()
    if far:
        expected.add(f"hops={min(len(nodes) for _, nodes in far) - 1}")
    assert set(found.relaxations) == expected


@AGAIN
@given(graph=random_graphs(25, 8), weight=st.sampled_from(Weight), hops=st.integers(1, 6))
def test_what_joins_several_is_a_tree_that_is_at_most_twice_the_lightest(
    graph: RandomGraph, weight: Weight, hops: int, made: Make
) -> None:
    known = made(graph)
    ends = tuple(sorted(graph.entities))[:4]
    search = Search(Course(hops), weight=weight)
    found = joined(known, ends, ClaimFilter(), search, HELD)
    links = Reference(known, ClaimFilter(), search, (ends[0], ends[1])).links()
    network: nx.Graph[str] = nx.Graph(links.keys())
    network.add_nodes_from(ends)
    if hops == 6:  # further than any path in so few entities
        parts = [set(part) & set(ends) for part in nx.connected_components(network)]
        assert {frozenset(tree.ends) for tree in found.trees} == {
            frozenset(part) for part in parts if len(part) > 1
        }
    assert set(found.apart) == set(ends) - {end for tree in found.trees for end in tree.ends}
    for tree in found.trees:
        shape: nx.Graph[str] = nx.Graph(tree.pairs)
        assert nx.is_tree(shape)
        assert set(shape) == set(tree.nodes) >= set(tree.ends)
        assert {node for node in shape if shape.degree(node) == 1} <= set(tree.ends)
        assert set(tree.pairs) <= links.keys()
        if hops == 6 and weight is Weight.HOPS:
            assert (
                tree.weight
                == len(tree.pairs)
                <= (2 - 2 / len(tree.ends)) * least(network, tree.ends)
            )
    again = joined(known, ends, ClaimFilter(), search, WALKED)
    assert again == found


def least(network: "nx.Graph[str]", ends: tuple[str, ...]) -> int:
    """Edges of the smallest tree that holds the ends, by trying all sets of entities."""
    others = sorted(set(network) - set(ends))
    sets = [[o for n, o in enumerate(others) if bits >> n & 1] for bits in range(1 << len(others))]
    return min(
        len(ends) + len(more) - 1
        for more in sets if nx.is_connected(network.subgraph([*ends, *more]))
    )  # fmt: skip


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(graph=random_graphs(25, 12), words=FILTERS, search=searches())
def test_an_engine_behind_a_url_gives_the_same_paths(
    graph: RandomGraph, words: dict[str, list[str]], search: Search, engine: Oxigraph,
    made: Make, terms: Ontology,
) -> None:  # fmt: skip
    engine.update(f"DROP ALL; INSERT DATA {{ {as_update(graph.nquads(terms))} }}")
    here = made(graph)
    there = at_url(engine, here)
    keep, ends = between(words, here), well_joined(graph)
    search = between_ends(search, ends)
    found = paths(here, ends, keep, search, HELD)
    assert paths(there, ends, keep, search, HELD) == found
    some = tuple(sorted(graph.entities))[:3]
    search = Search(Course(4), weight=search.weight)
    several = joined(here, some, keep, search, HELD)
    assert joined(there, some, keep, search, HELD) == several
