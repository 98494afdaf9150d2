"""`kg bench http`: our SPARQL endpoint beside the server of Oxigraph and rdflib-endpoint.

The same triples and queries; every server is asked in every round, one after the other while the
others are quiet; medians over the rounds. The load generator is a process of its own.
"""

import argparse
import json
import statistics
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench import downloads, load, processes, servers, synthetic, wire
from bench.downloads import Download
from bench.load import Figures, Plan
from bench.queries import LARGE, MEDIUM, descriptions
from bench.report import Bar, at_least, at_most, bars, say, table
from bench.servers import NATIVE, OURS, RDFLIB, UNION, Server

DESCRIPTION = "entity description"
OPTIONALS = "medium"
# Of the rate of the server of Oxigraph, of that of rdflib-endpoint.
RATES = {DESCRIPTION: (0.2, 11.0), OPTIONALS: (0.75, 25.0)}
FIRST_BYTE, WHOLE, EXTRA_MEGABYTES = 100.0, 1.4, 16.0
LARGE_CLIENTS = (1, 4)
QUIET_SECONDS = 60.0
NOTHING = 1.0  # answer that a server which gave none is taken to have given


@dataclass(frozen=True, slots=True)
class Cell:
    """Medians over the rounds, errors summed up."""

    rate: float
    p95: float
    errors: int

    @classmethod
    def of(cls, rounds: Sequence[Figures]) -> "Cell":
        return cls(
            statistics.median(max(each.requests, NOTHING) / each.seconds for each in rounds),
            statistics.median(each.p95 for each in rounds),
            sum(each.errors for each in rounds),
        )


Rates = dict[str, dict[int, dict[str, list[Figures]]]]  # query, clients, server
Large = dict[int, dict[str, list[Download]]]  # clients, server


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and write the raw figures where asked to."""
    given = _given(arguments)
    graph = synthetic.generate(given.triples)
    with servers.all_of_them(graph) as running:
        say(f"{len(graph.quads):,} triples, {given.rounds} rounds of {given.seconds:g} s\n")
        queries = {DESCRIPTION: descriptions(graph), OPTIONALS: [MEDIUM]}
        _same_answers(running, queries)
        rates = _rates(running, queries, given)
        large = _large(running, given.rounds)
    _print_rates(rates)
    _print_large(large)
    bars([*_rate_bars(rates), *_large_bars(large)])
    if given.json:
        raw = {
            "rates": {
                query: {
                    clients: {name: list(map(asdict, rounds)) for name, rounds in found.items()}
                    for clients, found in cells.items()
                }
                for query, cells in rates.items()
            },
            "large": {
                clients: {name: list(map(asdict, rounds)) for name, rounds in found.items()}
                for clients, found in large.items()
            },
        }
        given.json.write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")


def _given(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("kg bench http", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=2.0, help="of each cell in each round")
    parser.add_argument(
        "--concurrency", default=[1, 8, 32], type=lambda text: list(map(int, text.split(","))),
        help="connections at a time, by commas",
    )  # fmt: skip
    parser.add_argument("--triples", type=int, default=100_000)
    parser.add_argument("--json", type=Path, help="file for the raw figures")
    return parser.parse_args(arguments)


def _same_answers(running: Mapping[str, Server], queries: Mapping[str, Sequence[str]]) -> None:
    """Stop where servers differ: figures of different answers say nothing."""
    asked = {name: found[-1] for name, found in queries.items()} | {"large": LARGE}
    for name, query in asked.items():
        rows = {each.name: _rows(each, query) for each in running.values()}
        if len(set(rows.values())) != 1:
            raise SystemExit(f"the servers differ in the answer to '{name}': {rows}")
        say(f"{name}: {next(iter(rows.values())):,} rows everywhere")
    say()


def _rows(server: Server, query: str) -> int:
    with wire.connect(server.port, QUIET_SECONDS) as connection:
        connection.sendall(wire.get(server.target(query)))
        body = wire.body(connection)
    return len(json.loads(body)["results"]["bindings"])


def _rates(
    running: Mapping[str, Server], queries: Mapping[str, Sequence[str]], given: argparse.Namespace
) -> Rates:
    found: Rates = {}
    for number in range(given.rounds):
        for query, texts in queries.items():
            for clients in given.concurrency:
                cell = found.setdefault(query, {}).setdefault(clients, {})
                for server in running.values():
                    _progress(f"round {number + 1}: {query}, {clients} clients, {server.name}")
                    targets = [server.target(text) for text in texts]
                    plan = Plan(server.port, targets, clients, given.seconds)
                    cell.setdefault(server.name, []).append(load.measure(plan))
                    processes.wait_until_quiet(server.pid, QUIET_SECONDS)
    _progress("")
    return found


def _large(running: Mapping[str, Server], rounds: int) -> Large:
    found: Large = {}
    for number in range(rounds):
        for clients in LARGE_CLIENTS:
            for server in running.values():
                _progress(f"round {number + 1}: large, {clients} clients, {server.name}")
                measured = downloads.measure(server, LARGE, clients)
                found.setdefault(clients, {}).setdefault(server.name, []).append(measured)
                processes.wait_until_quiet(server.pid, QUIET_SECONDS)
    _progress("")
    return found


def _print_rates(rates: Rates) -> None:
    rows = []
    for query, cells in rates.items():
        for clients, found in cells.items():
            cell = {name: Cell.of(rounds) for name, rounds in found.items()}
            mine = cell[OURS].rate
            figures = (
                f"{each.rate:,.1f}/s, p95 {each.p95:,.1f} ms"
                + (f", {each.errors} errors" if each.errors else "")
                for each in cell.values()
            )
            ratios = (f"{mine / cell[name].rate:.2f}×" for name in (NATIVE, RDFLIB))
            rows.append((query, str(clients), *figures, *ratios))
    names = OURS, UNION, NATIVE, RDFLIB
    table(("query", "clients", *names, "to native", "to rdflib-endpoint"), rows)


def _print_large(large: Large) -> None:
    rows = []
    for clients, found in large.items():
        for name, rounds in found.items():
            each = _middle(rounds)
            rows.append((
                str(clients), name, f"{each.first * 1e3:,.0f} ms", f"{each.whole:.2f} s",
                f"{each.megabytes:.1f} MB", f"{each.extra:+.0f} MB",
            ))  # fmt: skip
    headings = ("clients", "server", "first byte", "whole", "size", "memory of the server")
    table(headings, rows)


def _middle(rounds: Sequence[Download]) -> Download:
    """Each figure's median; of memory the most, as a first result may leave room for the next."""
    return Download(
        statistics.median(each.first for each in rounds),
        statistics.median(each.whole for each in rounds),
        rounds[0].megabytes,
        max(each.extra for each in rounds),
    )


def _rate_bars(rates: Rates) -> list[Bar]:
    found = []
    for query, cells in rates.items():
        for clients, measured in cells.items():
            cell = {name: Cell.of(rounds) for name, rounds in measured.items()}
            for name, least in zip((NATIVE, RDFLIB), RATES[query], strict=True):
                ratio = cell[OURS].rate / cell[name].rate
                title = f"{query}, {clients} clients, rate to {name}"
                found.append(at_least(title, ratio, least, "×"))
            if cell[OURS].errors:
                title = f"{query}, {clients} clients, errors"
                found.append(at_most(title, cell[OURS].errors, 0, ""))
    return found


def _large_bars(large: Large) -> list[Bar]:
    """Those of one client; more than one are shown, not judged."""
    ours, native, peer = (_middle(large[1][name]) for name in (OURS, NATIVE, RDFLIB))
    return [
        at_least("large: first byte earlier than rdflib-endpoint", peer.first / ours.first,
                 FIRST_BYTE, "×"),
        at_most("large: whole, to native", ours.whole / native.whole, WHOLE, "×"),
        at_most("large: extra memory", ours.extra, EXTRA_MEGABYTES, " MB"),
    ]  # fmt: skip


def _progress(text: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()


if __name__ == "__main__":
    main()
