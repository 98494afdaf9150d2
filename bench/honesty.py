"""Honest traffic: one client that describes entities, alone and beside two attackers."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from bench import floods, load, shapes, wire
from bench.attacks import DIRECT, PATH
from bench.load import Figures, Plan
from bench.report import Bar, at_most, table
from bench.servers import Server

SECONDS = 4.0
RATIO = 5.0
Text = Callable[[int], str]  # the n-th text of an attacker


def _crash(number: int) -> str:
    return "SELECT * WHERE " + "{" * (3_000 + number % 500) + "}" * (3_000 + number % 500)


def _deep(number: int) -> str:
    """Within the depth that is allowed, and over whatever a stack holds."""
    return f"SELECT * WHERE {{ ?a{number} ?b ?c FILTER({'!' * 900}({'!' * 900}true)) }}"


def _slow(number: int) -> str:
    return floods.COUNT.replace("?a", f"?a{number}").replace("?i", f"?i{number}")


def _bomb(number: int) -> str:
    return floods.DOUBLING.replace("aaaaaaaaaaaaaaaa", f"{number:016}")


def _plan(number: int) -> str:
    return f"SELECT * WHERE {{ {f'?a{number} ?b ?c . ' * 150}}}"


def _stream(number: int) -> str:
    return f"SELECT * WHERE {{ ?a{number} ?b ?c . ?d ?e ?f }}"


PAIRS: dict[str, tuple[Text, Text]] = {
    "cross join, 6 KB of {": (lambda _: floods.COUNT, lambda _: shapes.SMALL["6 KB of {"]),
    "6 KB of { twice": (lambda _: shapes.SMALL["6 KB of {"],) * 2,
    "memory bomb twice": (lambda _: floods.DOUBLING,) * 2,
    "cross join and crash, other texts": (_slow, _crash),
    "memory bomb and depth, other texts": (_bomb, _deep),
    "planning and streaming, other texts": (_plan, _stream),
}


def measure(server: Server, targets: Sequence[str], source: str) -> list[Bar]:
    """Print the latencies of each pair beside the quiet ones of the moment before."""
    rows, bars = [], []
    for name, pair in PAIRS.items():
        quiet = _honest(server, targets)
        with _attackers(server, pair, source) as counts:
            beside = _honest(server, targets)
        for label, found in (("alone", quiet), (name, beside)):
            latencies = (f"{each:.2f} ms" for each in (found.p50, found.p95, found.p99))
            attacks = "" if found is quiet else f"{counts[0]:,} + {counts[1]:,}"
            rows.append((label, f"{found.rate:,.0f}/s", *latencies, str(found.errors), attacks))
        ratio = beside.p95 / quiet.p95 if quiet.requests and beside.requests else float("inf")
        bars.append(at_most(f"honest p95 beside {name}", ratio, RATIO, "×"))
        bars.append(at_most(f"honest requests lost beside {name}", beside.errors, 0, ""))
    table(("honest client", "rate", "p50", "p95", "p99", "lost", "attacks meanwhile"), rows)
    return bars


def _honest(server: Server, targets: Sequence[str]) -> Figures:
    plan = Plan(server.port, targets, concurrency=1, seconds=SECONDS, finish=True)
    return load.measure(plan)


@contextmanager
def _attackers(server: Server, pair: Sequence[Text], source: str) -> Iterator[list[int]]:
    """Two clients that attack as fast as they are answered; how often each did."""
    stop, counts = threading.Event(), [0 for _ in pair]

    def loop(which: int, text: Text) -> None:
        while not stop.is_set():
            request = wire.post(PATH, text(counts[which]).encode(), DIRECT)
            wire.ask(server.port, request, source=source)
            counts[which] += 1

    threads = [
        threading.Thread(target=loop, args=each, daemon=True) for each in enumerate(pair)
    ]  # fmt: skip
    for thread in threads:
        thread.start()
    time.sleep(0.5)  # they are in full swing
    try:
        yield counts
    finally:
        stop.set()
        for thread in threads:
            thread.join()
