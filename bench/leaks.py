"""What stays behind: after a thousand attacks, and after clients that left."""

import random
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import asdict

from bench import floods, processes, wire
from bench.attacks import DIRECT, PATH
from bench.hostile import Outcome
from bench.report import Bar, at_most, table
from bench.servers import Server

ATTACKS, WARM_UP, ATTACKERS = 1_000, 100, 8
SLOW_SHARE, SLOW_SECONDS = 0.2, 0.3
SETTLING_SECONDS = 20.0
# What may be more afterwards: a handle that is just being closed, caches of the allocator.
ALLOWED = {"children": 0, "threads": 2, "handles": 4, "megabytes": 48.0}
FREE_SECONDS = 0.3
LOOK_SECONDS = 0.05
LEAVERS = 20


def after_attacks(server: Server, outcomes: Sequence[Outcome], count: int) -> list[Bar]:
    """Attack in a mixed order, and compare what the server holds before and after."""
    dice = random.Random(4)
    slow = [each for each in outcomes if each.reply.seconds > SLOW_SECONDS]
    quick = [each for each in outcomes if each.reply.seconds <= SLOW_SECONDS]

    def attack(_: int) -> None:
        kind = slow if slow and dice.random() < SLOW_SHARE else quick or slow
        wire.ask(server.port, dice.choice(kind).attack.request())

    held = []
    with ThreadPoolExecutor(ATTACKERS) as pool:
        for number in (WARM_UP, count):
            list(pool.map(attack, range(number)))
            processes.wait_until_quiet(server.pid, SETTLING_SECONDS)
            time.sleep(2.0)  # replaced workers have settled, idle connections are gone
            held.append(asdict(processes.holdings(server.pid)))
    before, after = held
    table(
        ("held by the server", f"after {WARM_UP} attacks", f"after {count} more"),
        ((name, f"{before[name]:.4g}", f"{after[name]:.4g}") for name in ALLOWED),
    )
    return [
        at_most(f"{name} more after {count} attacks", after[name] - before[name], most, "")
        for name, most in ALLOWED.items()
    ]


def after_leavers(server: Server, good: bytes, workers: int) -> list[Bar]:
    """Clients that close their connection while a worker computes or streams for them."""
    computing, streaming = (
        wire.post(PATH, floods.JOINS[name].encode(), DIRECT)
        for name in ("cross join, counted", "cross join, streamed")
    )
    freed = max(_idle_after(server, computing) for _ in range(5))
    served = max(_served_after(server, streaming, workers, good) for _ in range(5))
    for request in (computing, streaming) * (LEAVERS // 2):
        with wire.connect(server.port, 5.0) as connection:
            connection.sendall(request)
            time.sleep(0.05)
    return [
        at_most("a child computes on after its client left", freed, FREE_SECONDS, " s"),
        at_most(f"a query waits for {workers} left streams", served, FREE_SECONDS, " s"),
        at_most(f"a query waits after {LEAVERS} leavers", _wait(server, good), FREE_SECONDS, " s"),
    ]


def _idle_after(server: Server, request: bytes) -> float:
    """Seconds from a client's leaving until no child computes any more."""
    processes.wait_until_quiet(server.pid, SETTLING_SECONDS)
    with wire.connect(server.port, 5.0) as connection:
        connection.sendall(request)
        time.sleep(0.4)
    left = time.perf_counter()
    while processes.busy_children(server.pid, LOOK_SECONDS) and time.perf_counter() - left < 5.0:
        pass
    return max(0.0, time.perf_counter() - left - LOOK_SECONDS)


def _served_after(server: Server, request: bytes, workers: int, good: bytes) -> float:
    """Seconds until a good query is answered, after streams on every worker were left."""
    processes.wait_until_quiet(server.pid, SETTLING_SECONDS)
    with ExitStack() as open_streams:
        for _ in range(workers):
            connection = open_streams.enter_context(wire.connect(server.port, 5.0))
            connection.sendall(request)
            with suppress(OSError):
                connection.recv(1_000)
    return _wait(server, good)


def _wait(server: Server, good: bytes) -> float:
    """Seconds until a good query is answered well; endless where it is refused."""
    reply = wire.ask(server.port, good)
    return reply.seconds if reply.status == 200 and reply.whole else float("inf")
