"""Weighing: the lightest route where hops differ in weight, guided by what the rest must weigh."""

import heapq
import math
from collections.abc import Callable, Iterable, Mapping, Set

from kg.answers.course import Budget
from kg.answers.routes import NOTHING, UNIT, HopSpurs, Nodes, Route, Ways

Cost = Callable[[int, int], int]  # of a hop from one number to another, UNIT or more
_STRIDE = UNIT // 2  # by how much the search from the goal grows at least, when it has to
_MANY, _DONE = 64, -2  # neighbours that are looked at one by one; all of them were
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
        self.work = 0  # hops that were looked at

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
            whence = self._ways.back.get(node, NOTHING)
            self.work += len(whence)
            for before in whence:
                if before not in self._closed:
                    known = self._labels.get(before)
                    if known is None or known[-1][1] > hops + 1:
                        entry = (weight + self._cost(before, node), hops + 1, before)
                        heapq.heappush(self._queue, entry)


class WeighedSpurs:
    """Where hops differ in weight."""

    def __init__(
        self, ways: Ways, cost: Cost, goal: int, hops: int, closed: Set[int], budget: Budget,
        many: int = _MANY,
    ) -> None:  # fmt: skip
        self.ways, self.cost, self.goal, self.hops, self.closed = ways, cost, goal, hops, closed
        self.budget, self.many = budget, many
        self.rest = Remainder(ways, cost, goal, hops, closed)
        self._hops = HopSpurs(ways, goal, hops, closed, budget)
        self.work = 0  # hops that were looked at, by all searches
        self._open: dict[tuple[Nodes, frozenset[int]], _Spur] = {}

    def find(
        self, root: Nodes, banned: frozenset[int], least: int, enough: int
    ) -> Route | int | None:
        """The first route; a search that has come to `enough` rests until it is asked again."""
        key = root, banned
        spur = self._open.pop(key, None)
        if spur is None:
            if not self._hops.leads_on(root, banned):  # seen at once, where weights see it last
                return None
            spur = _Spur(self, root, banned)
        found = spur.find(max(least, enough))
        if isinstance(found, int):
            self._open[key] = spur
        return found


class _Spur:
    """One search: partial routes in a queue, by what they weigh and the rest must weigh.

    It goes on from its own end or from the goal's, wherever less has been looked at. Of a number
    with thousands of neighbours those come first from which the way to the goal is known.
    """

    def __init__(self, spurs: WeighedSpurs, root: Nodes, banned: frozenset[int]) -> None:
        self.spurs, self.rest = spurs, spurs.rest
        self.root, self.banned = root, banned
        weight = sum(map(spurs.cost, root, root[1:]))
        # weight with the rest, nodes, weight so far, settled numbers seen; -1: not yet looked at
        self.queue: list[tuple[float, Nodes, int, int]] = [(weight, root, weight, -1)]
        self.labels: dict[int, list[tuple[int, int, Nodes]]] = {}

    def find(self, enough: int) -> Route | int | None:
        """The first route; how much it weighs at least if that is more than `enough`; or None."""
        best: Route | None = None
        steps = 0
        while self.queue and (best is None or self.queue[0][0] <= best.weight):
            if best is None and self.queue[0][0] > enough:
                return math.ceil(self.queue[0][0])
            steps += 1
            if steps % _CLOCK == 0 and self.spurs.budget.is_late():
                return None
            least, nodes, weight, seen = heapq.heappop(self.queue)
            if nodes[-1] == self.spurs.goal:
                found = Route(weight, nodes)
                best = found if best is None else min(best, found)
            elif best is None or nodes < best.nodes:
                self._go_on(least, nodes, weight, seen)
        return best

    def _go_on(self, least: float, nodes: Nodes, weight: int, seen: int) -> None:
        left = self.spurs.hops - len(nodes) + 1
        if left < 1:
            return
        if seen < 0 and len(nodes) > len(self.root):
            more = weight + self.rest.bound(nodes[-1], left)
            if more == least and nodes[-1] not in self.rest.settled and self._is_behind():
                self._grow()
                more = weight + self.rest.bound(nodes[-1], left)
            if more > least:
                if more < math.inf:
                    heapq.heappush(self.queue, (more, nodes, weight, -1))
                return
            if self._is_beaten(nodes, weight):
                return
        self._push(nodes, weight, seen, left)

    def _is_behind(self) -> bool:
        """Whether less has been looked at from the goal than from here."""
        return self.rest.work <= self.spurs.work

    def _grow(self) -> None:
        self.rest.grow(self.rest.radius + _STRIDE, self.spurs.budget)

    def _is_beaten(self, nodes: Nodes, weight: int) -> bool:
        """Whether another way to the same number is better in all that matters."""
        known = self.labels.setdefault(nodes[-1], [])
        here = (weight, nodes)
        if any(hops <= len(nodes) and (w, n) <= here for w, hops, n in known):
            return True
        known.append((weight, len(nodes), nodes))
        return False

    def _push(self, nodes: Nodes, weight: int, seen: int, left: int) -> None:
        """Put what follows into the queue, and, of many, what is not settled as one for later."""
        rest, following = self.rest, self.spurs.ways.forth.get(nodes[-1], NOTHING)
        new: Iterable[int] = following
        if len(following) > self.spurs.many:
            if seen < 0:
                new = following & rest.settled
            elif self._is_behind() or len(rest.settled) > seen:
                self._grow()
                new = [each for each in rest.order[seen:] if each in following]
            else:
                new, seen = following - set(rest.order[:seen]), _DONE
            if seen != _DONE and rest.radius < math.inf:
                later = weight + UNIT + rest.radius
                heapq.heappush(self.queue, (later, nodes, weight, len(rest.order)))
        banned = self.banned if len(nodes) == len(self.root) else NOTHING
        for each in new:
            if each in nodes or each in banned or each in self.spurs.closed:
                continue
            more = weight + self.spurs.cost(nodes[-1], each)
            bound = rest.bound(each, left - 1)
            self.spurs.work += 1
            if bound < math.inf:
                heapq.heappush(self.queue, (more + bound, (*nodes, each), more, -1))
