"""Cuts: what falls apart without one link, or without one entity, and into how large parts."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import networkx as nx

from kg.answers.analysis_rows import Bridge, CutPoint, Part

SHOWN = 5  # entities of a part that are named


@dataclass(frozen=True, slots=True)
class _Forest:
    """A forest walked in preorder: what hangs on a node follows it at once, `span` entries long.

    `weight` counts entities, of a node by itself and of all that hangs on it.
    """

    order: tuple[int, ...]
    place: Mapping[int, int]
    parent: Mapping[int, int | None]
    root: Mapping[int, int]
    span: Mapping[int, int]
    weight: Mapping[int, int]

    def beyond(self, node: int, neighbour: int) -> int:
        """How many entities lie on the side of the neighbour, seen from the node."""
        if self.parent[neighbour] == node:
            return self.weight[neighbour]
        return self.weight[self.root[node]] - self.weight[node]

    def side(self, node: int, neighbour: int) -> Iterator[int]:
        """The nodes on that side, in preorder."""
        inner = neighbour if self.parent[neighbour] == node else node
        start = self.place[inner]
        end, root = start + self.span[inner], self.root[node]
        if inner == neighbour:
            yield from self.order[start:end]
            return
        first = self.place[root]
        yield from self.order[first:start]
        yield from self.order[end : first + self.span[root]]


def _walked(forest: "nx.Graph[int]", weigh: Callable[[int], int]) -> _Forest:
    order: list[int] = []
    parent: dict[int, int | None] = {}
    root: dict[int, int] = {}
    for start in sorted(forest):
        if start in root:
            continue
        for node in nx.dfs_preorder_nodes(forest, start):
            order.append(node)
            root[node] = start
        parent[start] = None
        parent |= nx.dfs_predecessors(forest, start)
    span, weight = dict.fromkeys(order, 1), {node: weigh(node) for node in order}
    for node in reversed(order):
        above = parent[node]
        if above is not None:
            span[above] += span[node]
            weight[above] += weight[node]
    place = {node: number for number, node in enumerate(order)}
    return _Forest(tuple(order), place, parent, root, span, weight)


def bridges(graph: "nx.Graph[int]", names: tuple[str, ...]) -> tuple[Bridge, ...]:
    """Every bridge, those that cut most off first."""
    links = sorted(tuple(sorted(each)) for each in nx.bridges(graph))
    rest = graph.copy()
    rest.remove_edges_from(links)
    blocks = [sorted(block) for block in nx.connected_components(rest)]
    block_of = {node: number for number, block in enumerate(blocks) for node in block}
    tree = nx.Graph()
    tree.add_nodes_from(range(len(blocks)))
    tree.add_edges_from((block_of[a], block_of[b]) for a, b in links)
    forest = _walked(tree, lambda number: len(blocks[number]))

    def found(a: int, b: int) -> Bridge:
        far = forest.beyond(block_of[a], block_of[b])
        whole = forest.weight[forest.root[block_of[a]]]
        if 2 * far > whole:
            a, b, far = b, a, whole - far
        side = [b]
        for block in forest.side(block_of[a], block_of[b]):
            side += [node for node in blocks[block] if node != b][: SHOWN - len(side)]
            if len(side) == SHOWN:
                break
        return Bridge(names[a], names[b], far, whole, tuple(names[node] for node in side))

    every = (found(a, b) for a, b in links)
    return tuple(sorted(every, key=lambda each: (-each.size, each.a, each.b)))


def cut_points(graph: "nx.Graph[int]", names: tuple[str, ...]) -> tuple[CutPoint, ...]:
    """Every articulation point, those that cut most off from the largest part first."""
    points = sorted(nx.articulation_points(graph))
    here = set(points)
    blocks = [sorted(block) for block in nx.biconnected_components(graph)]
    first = len(graph)  # blocks are numbered behind the entities
    tree = nx.Graph()
    tree.add_nodes_from(range(first, first + len(blocks)))
    tree.add_edges_from(
        (node, first + number)
        for number, block in enumerate(blocks) for node in block if node in here
    )  # fmt: skip
    inner = [sum(node not in here for node in block) for block in blocks]
    forest = _walked(tree, lambda node: 1 if node < first else inner[node - first])

    def found(point: int) -> CutPoint:
        parts = []
        for number in sorted(tree[point]):
            ties = sorted(node for node in blocks[number - first] if graph.has_edge(point, node))
            named = tuple(names[node] for node in ties[:SHOWN])
            parts.append(Part(forest.beyond(point, number), len(ties), named))
        parts.sort(key=lambda part: (-part.size, part.ties))
        return CutPoint(names[point], sum(part.size for part in parts[1:]), tuple(parts))

    every = map(found, points)
    return tuple(sorted(every, key=lambda each: (-each.cut_off, each.entity)))
