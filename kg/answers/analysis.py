"""Analysis: what the links of the graph as a whole tell, by the algorithms of networkx.

The entities are numbers here, in the order of their slugs: sets of texts come in another order in
every process, and with them would come another answer.
"""

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import networkx as nx
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python

from kg.answers.analysis_cuts import bridges, cut_points
from kg.answers.analysis_links import Network, Selection, basis, network
from kg.answers.analysis_measures import Measure
from kg.answers.analysis_rows import Community, Member, Result, Scored
from kg.store.claim_index import ClaimIndex

Progress = Callable[[int, int | None], None]  # so much is done, of so much where that is known
SEED = 20_261_127
_BATCH = 16  # entities from which paths are counted between two reports
_DIGITS = 12  # of a score: more would tell equal ones apart by how they were added up
_GIVERS = 3


def analyse(
    index: ClaimIndex, selection: Selection, measure: Measure, most: int, progress: Progress
) -> Result:
    """The whole answer to a measure over the links of a selection.

    Shortest paths are counted from at most `most` entities: of more, from a sample.
    """
    found = network(index, selection)
    graph = undirected(found)
    components = list(nx.connected_components(graph))
    known = basis(index, selection, found, len(components))
    sampled = measure in (Measure.BETWEENNESS, Measure.CLOSENESS) and len(graph) > most
    if measure is Measure.COMMUNITIES:
        return Result(measure, known, communities=_communities(graph, found.names))
    if measure is Measure.BRIDGES:
        return Result(measure, known, bridges=bridges(graph, found.names))
    if measure is Measure.ARTICULATION_POINTS:
        return Result(measure, known, points=cut_points(graph, found.names))
    if measure is Measure.COMMON_NEIGHBOURS:  # what they are is read for the two alone
        return Result(measure, known)
    reach = {node: len(component) - 1 for component in components for node in component}
    givers: dict[int, list[tuple[float, int]]] = {}
    cut: dict[str, int] = {}
    if measure is Measure.DEGREE:
        scores: Mapping[int, float] = dict(graph.degree)
    elif measure is Measure.BETWEENNESS:
        scores = betweenness(graph, most, progress)
        cut = {point.entity: point.cut_off for point in cut_points(graph, found.names)}
    elif measure is Measure.CLOSENESS:
        scores = closeness(graph, reach, most, progress)
    else:
        arrows = directed(found)
        scores = pagerank(arrows)
        givers = _givers(arrows, scores)
    ranked = _ranked(scores, found.names, reach, givers)
    if measure is Measure.BETWEENNESS:
        ranked = tuple(replace(each, cut_off=cut.get(each.entity, 0)) for each in ranked)
    return Result(measure, known, most if sampled else None, scored=ranked)


def undirected(found: Network) -> "nx.Graph[int]":
    """The links without direction: any number of claims between two is one edge."""
    graph = nx.Graph()
    graph.add_nodes_from(range(len(found.names)))
    graph.add_edges_from(found.pairs)
    return graph


def directed(found: Network) -> "nx.DiGraph[int]":
    """The links from subject to object, and back where a property is symmetric."""
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(found.names)))
    graph.add_edges_from(found.arrows)
    return graph


def betweenness(graph: "nx.Graph[int]", most: int, progress: Progress) -> dict[int, float]:
    """Betweenness as nx.betweenness_centrality gives it, with k=most for a larger graph."""
    nodes = list(graph)
    whole = len(nodes) <= most
    sources = nodes if whole else random.Random(SEED).sample(nodes, most)
    total = dict.fromkeys(nodes, 0.0)
    for batch in _batches(sources, progress):
        part = nx.betweenness_centrality_subset(graph, batch, nodes, normalized=True)
        for node, score in part.items():
            total[node] += score
    if whole:
        return total
    # who was a start is between the ends of one path less (networkx does the same)
    others, started = len(nodes) - 1, set(sources)
    return {
        node: score * others / (most - 1 if node in started else most)
        for node, score in total.items()
    }


def closeness(
    graph: "nx.Graph[int]", reach: Mapping[int, int], most: int, progress: Progress
) -> dict[int, float]:
    """Closeness as nx.closeness_centrality gives it; in a larger graph by hops to a sample."""
    nodes = list(graph)
    scores: dict[int, float] = {}
    if len(nodes) <= most:
        for batch in _batches(nodes, progress):
            scores |= {node: nx.closeness_centrality(graph, node) for node in batch}
        return scores
    hops, met = dict.fromkeys(nodes, 0), dict.fromkeys(nodes, 0)
    for batch in _batches(random.Random(SEED).sample(nodes, most), progress):
        for start in batch:
            for node, length in nx.single_source_shortest_path_length(graph, start).items():
                hops[node] += length
                met[node] += node != start
    for node in nodes:
        if met[node]:
            scores[node] = reach[node] / (len(nodes) - 1) * met[node] / hops[node]
        else:  # the sample has nobody else of its component, which is small then
            scores[node] = nx.closeness_centrality(graph, node)
    return scores


def pagerank(graph: "nx.DiGraph[int]") -> dict[int, float]:
    """PageRank with a damping of 0.85.

    nx.pagerank needs scipy, which weighs more than all else here; this is the same in Python.
    """
    found: dict[int, float] = _pagerank_python(graph, max_iter=1000, tol=1e-9)
    return found


def _givers(
    graph: "nx.DiGraph[int]", scores: Mapping[int, float]
) -> dict[int, list[tuple[float, int]]]:
    """Who gives most to each, and which share of its score that is."""
    found = {}
    for node, score in scores.items():
        given = ((0.85 * scores[a] / graph.out_degree(a) / score, a) for a in graph.pred[node])
        found[node] = sorted(given, key=lambda each: (-round(each[0], _DIGITS), each[1]))[:_GIVERS]
    return found


def _ranked(
    scores: Mapping[int, float],
    names: tuple[str, ...],
    reach: Mapping[int, int],
    givers: Mapping[int, list[tuple[float, int]]],
) -> tuple[Scored, ...]:
    rounded = {node: round(score, _DIGITS) for node, score in scores.items()}
    order = sorted(rounded, key=lambda node: (-rounded[node], names[node]))
    found: list[Scored] = []
    for place, node in enumerate(order, 1):
        score = rounded[node]
        rank = found[-1].rank if found and found[-1].score == score else place
        given = tuple((names[a], round(share, 6)) for share, a in givers.get(node, ()))
        found.append(Scored(rank, names[node], score, reach[node], given))
    return tuple(found)


def _communities(graph: "nx.Graph[int]", names: tuple[str, ...]) -> tuple[Community, ...]:
    parts = [sorted(part) for part in nx.community.louvain_communities(graph, seed=SEED)]
    parts.sort(key=lambda part: (-len(part), part))
    return tuple(
        _community(number, set(part), graph, names) for number, part in enumerate(parts, 1)
    )


def _community(
    number: int, part: set[int], graph: "nx.Graph[int]", names: tuple[str, ...]
) -> Community:
    members = []
    for node in part:
        inside = sum(other in part for other in graph[node])
        members.append(Member(names[node], inside, len(graph[node]) - inside))
    members.sort(key=lambda each: (-each.inside, each.outside, each.entity))
    inside = sum(each.inside for each in members) // 2
    return Community(number, tuple(members), inside, sum(each.outside for each in members))


def _batches(nodes: list[int], progress: Progress) -> Iterable[list[int]]:
    """Some nodes at a time; what is done is reported between."""
    for start in range(0, len(nodes), _BATCH):
        progress(start, len(nodes))
        yield nodes[start : start + _BATCH]
    progress(len(nodes), len(nodes))


# steps of work for each link, a step being a fifth of a microsecond (measured)
_STEPS = {
    Measure.PAGERANK: 250,
    Measure.COMMUNITIES: 600,
    Measure.BRIDGES: 120,
    Measure.ARTICULATION_POINTS: 120,
}
_LOOK = 40


def steps(measure: Measure, links: int, most: int) -> int:
    """How much work there is for so many links, about: a million steps take 0.2 s."""
    if measure in (Measure.BETWEENNESS, Measure.CLOSENESS):
        return min(links, most) * 2 * links  # a graph of our kind has as many entities, or fewer
    return links * _STEPS.get(measure, _LOOK)
