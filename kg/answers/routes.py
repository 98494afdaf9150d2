"""Routes: the simple paths between two numbers of a graph, the lightest first, none left out.

As Yen and Lawler do it: all routes are one set; the lightest is taken out of it, and the rest is
split by where a route first leaves that one. A set is searched when it may have the next route and
not before, and no further than that route would have to be. So each answer costs a few searches
for one lightest path, however many dead ends there are beside it.
"""

import heapq
import math
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import count
from typing import Protocol

from kg.answers.course import Budget

UNIT = 1_000_000  # what a hop weighs at least; weights are whole numbers, so that sums are exact
Nodes = tuple[int, ...]
NOTHING: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Ways:
    """Where one hop leads from a number, and whence one leads to it."""

    forth: Mapping[int, Set[int]]
    back: Mapping[int, Set[int]]


@dataclass(frozen=True, slots=True, order=True)
class Route:
    """Numbers in a row; the lighter, then the one of smaller numbers comes first."""

    weight: int
    nodes: Nodes


class Spurs(Protocol):
    """Finds the first route of a set: those that begin with `root`, but not on to `banned`."""

    def find(
        self, root: Nodes, banned: frozenset[int], least: int, enough: int
    ) -> Route | int | None:
        """The first route, which weighs `least` or more; None where there is none.

        A search may end when it has come beyond `enough`: then it tells from where on it is.
        """


def routes(
    spurs: Spurs,
    source: int,
    budget: Budget,
    fitting: Callable[[Nodes], int | None] | None = None,
    slack: float = math.inf,
) -> Iterator[Route]:
    """Every route from the source in order, until the budget is spent.

    `slack` is how much more than the first a route may weigh, 0 for the lightest only.
    `fitting` tells of a route how many of its first hops fit together, None for all: what does not
    fit is left out, and so is all else that begins with hops that do not.
    """
    tie = count()
    queue: list[tuple[int, bool, Nodes, int, int, frozenset[int]]] = []

    def put(weight: int, is_route: bool, nodes: Nodes, kept: int, banned: frozenset[int]) -> None:
        heapq.heappush(queue, (weight, is_route, nodes, next(tie), kept, banned))

    put(0, False, (source,), 1, NOTHING)
    most = math.inf
    while queue and queue[0][0] <= most and not budget.is_late():
        weight, is_route, nodes, _, kept, banned = heapq.heappop(queue)
        if not is_route:
            found = spurs.find(nodes, banned, weight, queue[0][0] if queue else weight)
            if isinstance(found, int):
                put(found, False, nodes, kept, banned)
            elif found is not None:
                put(found.weight, True, found.nodes, len(nodes), banned)
            continue
        fits = fitting(nodes) if fitting else None
        if fits is None:
            most = min(most, weight + slack)
            yield Route(weight, nodes)
        last = len(nodes) if fits is None else min(len(nodes), fits + 2)
        for length in range(kept, last):
            more = banned if length == kept else NOTHING
            put(weight, False, nodes[:length], length, more | {nodes[length]})


class HopSpurs:
    """Where each hop weighs the same: a search from both ends, level by level."""

    def __init__(self, ways: Ways, goal: int, hops: int, closed: Set[int], budget: Budget) -> None:
        self._ways, self._goal, self._hops = ways, goal, hops
        self._closed, self._budget = closed, budget

    def find(
        self, root: Nodes, banned: frozenset[int], least: int, enough: int
    ) -> Route | int | None:
        """The first route of `least`; a search of one hop more is another one."""
        used = len(root) - 1
        most = max(least // UNIT - used, 1)
        if used + most > self._hops:
            return None
        rest = self._rest(root, banned, most)
        if rest:
            return Route((used + len(rest)) * UNIT, root + rest)
        further = used + most + 1
        return further * UNIT if rest is None and further <= self._hops else None

    def leads_on(self, root: Nodes, banned: frozenset[int]) -> bool:
        """Whether there is any route that begins so."""
        left = self._hops - len(root) + 1
        return left > 0 and bool(self._rest(root, banned, left))

    def _rest(self, root: Nodes, banned: frozenset[int], most: int) -> Nodes | None:
        """On from the root in at most so many hops; empty where there is no way at all."""
        first = set(self._ways.forth.get(root[-1], NOTHING)) - self._closed
        first.difference_update(banned, root)
        if self._goal in first:
            return (self._goal,)
        fore, behind = [first], [{self._goal}]
        past, ahead = {*root, *first}, {*root, self._goal}
        to_go, to_come = _work(first, self._ways.forth), _work(behind[0], self._ways.back)
        for _ in range(most - 1):
            if self._budget.is_late():
                return ()
            if to_go <= to_come:
                to_go = self._step(fore, past, self._ways.forth)
            else:
                to_come = self._step(behind, ahead, self._ways.back)
            if not (fore[-1] and behind[-1]):
                return ()
            if meeting := fore[-1] & behind[-1]:
                return self._trace(root[-1], fore, behind, meeting)
        return None if first else ()

    def _step(self, levels: list[set[int]], seen: set[int], ways: Mapping[int, Set[int]]) -> int:
        """Add the next level; return how many hops lead on from it."""
        reached = set[int]().union(*(ways.get(node, NOTHING) for node in levels[-1]))
        reached = reached - seen - self._closed  # `-=` would go through all of the other set
        seen |= reached
        levels.append(reached)
        return _work(reached, ways)

    def _trace(
        self, start: int, fore: list[set[int]], behind: list[set[int]], meeting: set[int]
    ) -> Nodes:
        """Of the shortest ways on, that of the smallest numbers."""
        forth = self._ways.forth
        useful = [meeting]
        for level in reversed(fore[:-1]):
            on = useful[-1]
            useful.append({node for node in level if not on.isdisjoint(forth.get(node, NOTHING))})
        found: list[int] = []
        for level in [*reversed(useful), *reversed(behind[:-1])]:
            start = min(level & forth[start])
            found.append(start)
        return tuple(found)


def _work(level: Set[int], ways: Mapping[int, Set[int]]) -> int:
    return sum(map(len, filter(None, map(ways.get, level))))
