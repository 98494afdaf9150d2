"""`kg bench attack`: everything that we can think of against one `kg serve`; 1 where a bar fails.

By parts: every attack once · honest traffic beside attackers · what a thousand attacks leave behind
· clients that leave · transport. /healthz is asked all the time. Linux only (/proc).
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench import honesty, hostile, leaks, processes, report, servers, synthetic, transport, wire
from bench.queries import descriptions
from bench.report import Bar, say
from bench.servers import Server
from bench.synthetic import Synthetic

PARTS = ("attacks", "leaks", "honest", "leavers", "transport")


def main(arguments: Sequence[str] | None = None) -> None:
    """Start the server, run the parts, print their tables and the bars."""
    given = _given(arguments)
    graph = synthetic.generate(given.triples)
    settings = {"query_seconds": f"{given.limit:g}", "workers": str(given.workers)}
    with tempfile.TemporaryDirectory() as folder, servers.ours(
        graph, Path(folder), **settings
    ) as server:  # fmt: skip
        say(f"{given.triples:,} triples, limit {given.limit:g} s, {given.workers} workers\n")
        found = _parts(server, graph, given)
        found.append(Bar("the server lives", "", "", processes.is_alive(server.pid)))
        if given.log:
            given.log.write_bytes(server.log.read_bytes())
    sys.exit(0 if report.bars(found) else 1)


def _given(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("kg bench attack", description=__doc__)
    parser.add_argument("--limit", type=float, default=1.0, help="KG_QUERY_SECONDS")
    parser.add_argument("--workers", type=int, default=4, help="KG_WORKERS")
    parser.add_argument("--repeat", type=int, default=1, help="how often every attack is made")
    parser.add_argument(
        "--count", type=int, default=leaks.ATTACKS, help="attacks of the part leaks"
    )
    parser.add_argument("--triples", type=int, default=100_000)
    parser.add_argument(
        "--parts", default=list(PARTS), type=lambda text: text.split(","),
        help=f"of {', '.join(PARTS)}",
    )  # fmt: skip
    parser.add_argument(
        "--source", default="127.0.0.1",
        help="address of the attackers beside honest traffic; 127.0.0.2 makes them other clients",
    )  # fmt: skip
    parser.add_argument("--log", type=Path, help="file for what the server logs")
    return parser.parse_args(arguments)


def _parts(server: Server, graph: Synthetic, given: argparse.Namespace) -> list[Bar]:
    targets = [server.target(query) for query in descriptions(graph)]
    good = wire.get(targets[-1])
    bars: list[Bar] = []
    if {"attacks", "leaks"} & set(given.parts):
        with hostile.health(server) as health:
            outcomes = hostile.attack_all(server, good, given.limit, given.repeat)
        bars += hostile.print_outcomes(outcomes)
        bars += hostile.health_bars(health, "the attacks")
        if "leaks" in given.parts:
            with hostile.health(server) as health:
                bars += leaks.after_attacks(server, outcomes, given.count)
            bars += hostile.health_bars(health, f"{given.count} attacks")
    if "honest" in given.parts:
        with hostile.health(server) as health:
            bars += honesty.measure(server, targets, given.source)
        bars += hostile.health_bars(health, "honest traffic beside attackers")
    if "leavers" in given.parts:
        bars += leaks.after_leavers(server, good, given.workers)
    if "transport" in given.parts:
        with hostile.health(server) as health:
            bars += transport.try_all(server, good)
        bars += hostile.health_bars(health, "transport attacks")
    return bars


if __name__ == "__main__":
    main()
