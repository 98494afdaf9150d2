"""Weighing: the lightest route where hops differ in weight, guided by what the rest must weigh."""

import heapq
import math
from collections.abc import Callable, Mapping, Set

from kg.answers.course import Budget
from kg.answers.routes import NOTHING, UNIT, Nodes, Route, Ways

Cost = Callable[[int, int], int]  # of a hop from one number to another, UNIT or more
_STRIDE = UNIT // 2  # by how much the search from the goal grows at least, when it has to
_CLOCK = 256  # steps between two looks at the clock


def by_sources(most: Mapping[tuple[int, int], int]) -> Cost:
    """1 + 1 / sources; a pair that is not named has one."""
    return lambda one, other: UNIT + UNIT // most.get((one, other), 1)


def by_degrees(degrees: Mapping[int, int], goal: int) -> Cost:
    """1 + log2(edges) of what the hop reaches; 1 for the goal."""
    known = {each: UNIT + round(UNIT * math.log2(max(n, 1))) for each, n in degrees.items()}
    return lambda _, other: UNIT if other == goal else known[other]


class Remainder:
    """What the way to the goal weighs at least; found from the goal outwards, as far as asked.

    For each number, its settled ways: lighter ones with more hops come before heavier ones with
    fewer. What is not settled weighs `radius` or more.
    """

    def __init__(self, ways: Ways, cost: Cost, goal: int, hops: int, closed: Set[int]) -> None:
        self._ways, self._cost, self._hops, self._closed = ways, cost, hops, closed
        self._labels: dict[int, list[tuple[int, int]]] = {}
        self._queue = [(0, 0, goal)]
        self.settled = set[int]()
        self.order: list[int] = []  # the settled numbers as they came

    @property
    def radius(self) -> float:
        return self._queue[0][0] if self._queue else math.inf

    def bound(self, node: int, hops: int) -> float:
        """The least weight of a way from the number in so many hops, or less than that."""
        for weight, needed in self._labels.get(node, ()):
            if needed <= hops:
                return weight
        return self.radius

    def grow(self, radius: float, budget: Budget) -> None:
        """Settle all that weighs no more than this."""
        steps = 0
        while self._queue and self._queue[0][0] <= radius:
            steps += 1
            if steps % _CLOCK == 0 and budget.is_late():
                return
            weight, hops, node = heapq.heappop(self._queue)
            labels = self._labels.get(node)
            if labels is None:
                labels = self._labels[node] = []
                self.settled.add(node)
                self.order.append(node)
            elif labels[-1][1] <= hops:
                continue
            labels.append((weight, hops))
            if hops == self._hops:
                continue
            for before in self._ways.back.get(node, NOTHING):
                if before not in self._closed:
                    known = self._labels.get(before)
                    if known is None or known[-1][1] > hops + 1:
                        entry = (weight + self._cost(before, node), hops + 1, before)
                        heapq.heappush(self._queue, entry)


class WeighedSpurs:
    """Where hops differ in weight."""

    def __init__(
        self, ways: Ways, cost: Cost, goal: int, hops: int, closed: Set[int], budget: Budget
    ) -> None:
        self._ways, self._cost, self._goal, self._hops = ways, cost, goal, hops
        self._budget = budget
        self._rest = Remainder(ways, cost, goal, hops, closed)

    def find(self, root: Nodes, banned: frozenset[int], least: int) -> Route | int | None:
        """The first route. It tells of no bound: `least` is where its parent was."""
        return _Spur(self, root, banned).find()


class _Spur:
    """One search: partial routes in a queue, by what they weigh and the rest must weigh.

    A number with ten thousand neighbours is not looked at as a whole: those come first from which
    the way to the goal is known, and the others when it grows to them.
    """

    def __init__(self, spurs: WeighedSpurs, root: Nodes, banned: frozenset[int]) -> None:
        self.spurs, self.root, self.banned = spurs, frozenset(root), banned
        self.rest = spurs._rest
        self.base = sum(map(spurs._cost, root, root[1:]))
        # weight with the rest, nodes, weight so far, settled numbers seen; -1: not yet looked at
        self.queue: list[tuple[float, Nodes, int, int]] = [(0, root, self.base, -1)]
        self.labels: dict[int, list[tuple[int, int, Nodes]]] = {}

    def find(self) -> Route | None:
        best: Route | None = None
        steps = 0
        while self.queue and (best is None or self.queue[0][0] <= best.weight):
            steps += 1
            if steps % _CLOCK == 0 and self.spurs._budget.is_late():
                return None
            least, nodes, weight, seen = heapq.heappop(self.queue)
            if nodes[-1] == self.spurs._goal:
                found = Route(weight, nodes)
                best = found if best is None else min(best, found)
            elif best is None or nodes < best.nodes:
                self._go_on(least, nodes, weight, seen)
        return best

    def _go_on(self, least: float, nodes: Nodes, weight: int, seen: int) -> None:
        left = self.spurs._hops - len(nodes) + 1
        if left < 1:
            return
        if seen < 0:
            if len(nodes) > len(self.root):
                exact = weight + self.rest.bound(nodes[-1], left)
                if exact > least:
                    if exact < math.inf:
                        heapq.heappush(self.queue, (exact, nodes, weight, -1))
                    return
                if self._is_beaten(nodes, weight):
                    return
        else:
            self.rest.grow(least - weight - UNIT + _STRIDE, self.spurs._budget)
        self._push(nodes, weight, seen, left)

    def _is_beaten(self, nodes: Nodes, weight: int) -> bool:
        """Whether another way to the same number is better in all that matters."""
        known = self.labels.setdefault(nodes[-1], [])
        here = (weight, nodes)
        if any(hops <= len(nodes) and (w, n) <= here for w, hops, n in known):
            return True
        known.append((weight, len(nodes), nodes))
        return False

    def _push(self, nodes: Nodes, weight: int, seen: int, left: int) -> None:
        """Put what follows into the queue, and what may follow once more is settled."""
        rest, last = self.rest, nodes[-1]
        following = self.spurs._ways.forth.get(last, NOTHING)
        if seen < 0:
            new = list(following & rest.settled)
        else:
            new = [each for each in rest.order[seen:] if each in following]
        banned = self.banned if len(nodes) == len(self.root) else NOTHING
        for each in new:
            if each in nodes or each in banned:
                continue
            more = weight + self.spurs._cost(last, each)
            bound = rest.bound(each, left - 1)
            if bound < math.inf:
                heapq.heappush(self.queue, (more + bound, (*nodes, each), more, -1))
        if rest.radius < math.inf and following:
            later = weight + UNIT + rest.radius
            heapq.heappush(self.queue, (later, nodes, weight, len(rest.order)))
