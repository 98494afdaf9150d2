"""How long it takes to find how two entities are connected, in a large graph with hubs.

Bars, in process, in a graph of 100,000 edges: ten paths of at most 6 hops < 300 ms, the shortest
path p95 < 10 ms, projection of such a graph from the store < 5 s.
"""

import argparse
import gc
import os
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from bench import hubs
from bench.load import quantile
from bench.report import at_most, bars, say, table
from kg.answers.conflicts import comparisons
from kg.answers.course import Course, Search, Weight
from kg.answers.filter import ClaimFilter
from kg.answers.ground import grounds
from kg.answers.knowledge import Knowledge
from kg.answers.paths import Paths, paths
from kg.answers.projection import graph
from kg.config import Settings
from kg.model.claim import Kind
from kg.write import connecting

SEED, HOPS = 27, 6
TEN, SHORTEST = Search(Course(HOPS)), Search(Course(HOPS), shortest=True)
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds on the clock and of our own work, and how many of the answers were partial."""

    milliseconds: Sequence[float]
    working: Sequence[float]
    partial: int

    def __add__(self, other: "Timing") -> "Timing":
        return Timing(
            [*self.milliseconds, *other.milliseconds],
            [*self.working, *other.working],
            self.partial + other.partial,
        )

    @property
    def p95(self) -> float:
        return quantile(sorted(self.milliseconds), 0.95)

    @property
    def cells(self) -> tuple[str, ...]:
        ordered = sorted(self.milliseconds)
        told = (quantile(ordered, 0.5), self.p95, ordered[-1], max(self.working))
        return (*(f"{each:.1f}" for each in told), f"{self.partial} of {len(ordered)}")


def pairs(known: Knowledge, each: int) -> dict[str, list[Pair]]:
    """Pairs of every kind: by degree, by distance, and such as no path joins."""
    ways, dice = grounds(known).of(ClaimFilter(), frozenset()).both.forth, random.Random(SEED)
    ordered = sorted(ways, key=lambda node: (-len(ways[node]), node))
    hub, leaf = ordered[:20], [node for node in ordered if len(ways[node]) <= 3]
    alone = sorted(grounds(known).of(ClaimFilter(), frozenset()).numbers(
        f"thing-{n}" for n in range(known.release.entities)).values() - ways.keys())  # fmt: skip
    found = {
        "hub to hub": _drawn(dice, hub, hub, each),
        "hub to leaf": _drawn(dice, hub, leaf, each),
        "leaf to leaf": _drawn(dice, leaf, leaf, each),
        "any to any": _drawn(dice, ordered, ordered, each),
        "far apart": list(_far(ways, leaf, dice, each)),
    }
    if alone:
        found["unconnected"] = _drawn(dice, ordered, alone, each)
    names = grounds(known).of(ClaimFilter(), frozenset()).names({*ways, *alone})
    return {kind: [(names[a], names[b]) for a, b in some] for kind, some in found.items()}


def _drawn(
    dice: random.Random, some: Sequence[int], others: Sequence[int], each: int
) -> list[tuple[int, int]]:
    drawn = ((dice.choice(some), dice.choice(others)) for _ in range(each * 2))
    return [pair for pair in drawn if pair[0] != pair[1]][:each]


def _far(
    ways: Mapping[int, Set[int]], leaf: Sequence[int], dice: random.Random, each: int
) -> Iterator[tuple[int, int]]:
    """Pairs of which the second is as far as can be from the first."""
    for start in dice.sample(leaf, each):
        level, seen = {start}, {start}
        while reached := set[int]().union(*(ways[node] for node in level)) - seen:
            level = reached
            seen |= reached
        yield start, min(level)


def timed(known: Knowledge, some: Sequence[Pair], ask: Callable[[Pair], object]) -> Timing:
    """One answer for each pair, as JSON."""
    found, working, partial = [], [], 0
    for pair in some:
        began, worked = time.perf_counter(), time.process_time()
        answer = ask(pair)
        found.append((time.perf_counter() - began) * 1e3)
        working.append((time.process_time() - worked) * 1e3)
        partial += bool(getattr(answer, "partial", False))
    return Timing(found, working, partial)


def main() -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--pairs", type=int, default=30, help="of each kind")
    given = parser.parse_args()
    known, limits = hubs.opened(given.claims), Settings()
    edges = grounds(known).edges
    began = time.perf_counter()
    _ = grounds(known).of(ClaimFilter(), frozenset()).both
    say(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    say(f"{edges:,} edges, held in memory in {time.perf_counter() - began:.2f} s, once")
    wanted = pairs(known, given.pairs)
    standing = comparisons(known).standing  # kept for a version of the data, as the server does

    def asker(search: Search, keep: ClaimFilter = ClaimFilter()) -> Callable[[Pair], object]:  # noqa: B008
        def ask(pair: Pair) -> object:
            found: Paths = paths(known, pair, keep, search, limits)
            shape = connecting.paths(found, search, known, standing)
            shape.model_dump_json()
            return shape

        return ask

    timings: dict[tuple[str, str], Timing] = {}
    facts = ClaimFilter(kinds=frozenset({Kind.FACT}))
    questions = {
        "ten paths": asker(TEN),
        "shortest": asker(replace(SHORTEST, most=1)),
        "all shortest": asker(SHORTEST),
        "ten paths, facts": asker(TEN, facts),
        "ten, by support": asker(replace(TEN, weight=Weight.SUPPORT)),
        "ten, around hubs": asker(replace(TEN, weight=Weight.AVOID_HUBS)),
    }
    for name, ask in questions.items():
        ask(wanted["any to any"][0])  # what is read once
        for kind, some in wanted.items():
            timings[name, kind] = timed(known, some, ask)
    table(
        ("question", "pairs", "p50 ms", "p95 ms", "worst ms", "worst, CPU ms", "partial"),
        ((*key, *timing.cells) for key, timing in timings.items()),
    )

    def whole(name: str) -> Timing:
        return sum((timings[name, kind] for kind in wanted), Timing([], [], 0))

    projection = projected(known)
    ten = whole("ten paths")
    met = bars(
        [
            at_most("ten paths of at most 6 hops, worst", max(ten.milliseconds), 300, " ms"),
            at_most("ten paths, partial answers", ten.partial, 0, ""),
            at_most("shortest path, p95", whole("shortest").p95, 10, " ms"),
            at_most("projection from the store", projection, 5, " s"),
        ]
    )
    sys.exit(0 if met else 1)


def projected(known: Knowledge) -> float:
    """Seconds for a networkx graph of everything; says what it costs in memory."""
    gc.collect()
    before, began, worked = resident(), time.perf_counter(), time.process_time()
    network = graph(known)
    seconds, worked = time.perf_counter() - began, time.process_time() - worked
    say(
        f"projection has {network.number_of_edges():,} edges: {seconds:.1f} s, {worked:.1f} s of "
        f"CPU, {resident() - before:,} MB more, at most {peak():,} MB in all\n"
    )
    return seconds


def resident() -> int:
    """Megabytes of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() // 2**20


def peak() -> int:
    """The most megabytes that it had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
