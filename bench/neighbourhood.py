"""How long the first page of a hub takes, and what it costs to make the index and the projection.

Bars: first page of an entity with 10,000 edges p95 < 20 ms, in process, in a graph of 100,000
edges; projection of such a graph from the store < 5 s.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import hubs
from bench.load import quantile
from bench.report import at_most, bars, say, table
from kg.answers.conflicts import Standing, comparisons
from kg.answers.expansion import Expander
from kg.answers.filter import ClaimFilter, Direction
from kg.answers.knowledge import Knowledge
from kg.answers.neighbourhood import Reach, neighbourhood
from kg.answers.projection import graph
from kg.model.claim import Kind
from kg.store import index_writer
from kg.write import surroundings

PAGE = 50


def timed(call: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Median and 95th percentile of a call, in milliseconds; the first round is left out."""
    found = []
    for _ in range(rounds + 1):
        began = time.perf_counter()
        call()
        found.append((time.perf_counter() - began) * 1e3)
    ordered = sorted(found[1:])
    return quantile(ordered, 0.5), quantile(ordered, 0.95)


def calls(known: Knowledge, standing: Standing) -> dict[str, Callable[[], object]]:
    """What is measured, by name; `standing` is kept for a version, as the service does."""

    def page(start: int = 0, keep: ClaimFilter = ClaimFilter(), depth: int = 1) -> object:  # noqa: B008
        found = neighbourhood(
            known, hubs.HUB, keep, start=start, size=PAGE, reach=Reach(depth=depth)
        )
        return surroundings.neighbourhood(
            found, known, found.cards, None, standing=standing
        ).model_dump_json()

    facts = ClaimFilter(kinds=frozenset({Kind.FACT}))
    plans = ClaimFilter(kinds=frozenset({Kind.PLANNED}), direction=Direction.OUT)
    return {
        "first page": page,
        "page 100": lambda: page(start=100 * PAGE),
        "first page, facts only": lambda: page(keep=facts),
        "first page, plans going out": lambda: page(keep=plans),
        "first page, two sources": lambda: page(keep=ClaimFilter(min_sources=2)),
        "first page, depth 2": lambda: page(depth=2),
        "counts": lambda: Expander(known).counts(hubs.HUB, ClaimFilter()),
        "all edges (expand)": lambda: Expander(known).expand([hubs.HUB], ClaimFilter()),
    }


def main() -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=40)
    given = parser.parse_args()
    known = hubs.opened(given.claims)
    total = Expander(known).degrees([hubs.HUB], ClaimFilter())[hubs.HUB]
    say(f"{known.release.quads:,} quads, a hub of {total:,} edges, pages of {PAGE}, as JSON")
    began = time.perf_counter()
    standing = comparisons(known).standing
    comparing = time.perf_counter() - began
    say(f"claims compared once in {comparing:.1f} s: {len(standing.claims):,} stand beside others")
    found = {name: timed(call, given.rounds) for name, call in calls(known, standing).items()}
    table(
        ("answer", "p50 ms", "p95 ms"),
        ((name, f"{p50:.1f}", f"{p95:.1f}") for name, (p50, p95) in found.items()),
    )
    began = time.perf_counter()
    network = graph(known)
    projection = time.perf_counter() - began
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        index_writer.write(known.store, known.names, Path(folder) / "index", "bench")
        making = time.perf_counter() - began
    say(f"index made in {making:.1f} s; projection has {network.number_of_edges():,} edges\n")
    met = bars(
        [
            at_most("first page of a hub, p95", found["first page"][1], 20, " ms"),
            at_most("projection from the store", projection, 5, " s"),
        ]
    )
    sys.exit(0 if met else 1)


if __name__ == "__main__":
    main()
