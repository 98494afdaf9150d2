"""Load generator, in a process of its own: keep-alive HTTP/1.1 over as many connections as wished.

`python -m bench.load` reads a Plan as JSON from its input and prints Figures as JSON. Answers are
read, not decoded. Source: RFC 9112, sections 6.3 (message body length) and 7.1 (chunked).
"""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import cycle
from typing import cast

import uvloop

PATIENCE_SECONDS = 30.0  # for the first answer of a server that is very slow


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask: `targets` in turn, `concurrency` at a time, for `seconds`.

    Whether to `finish`: to wait for what is still unanswered then, and count it; else it is left.
    """

    port: int
    targets: Sequence[str]
    concurrency: int
    seconds: float
    finish: bool = False
    accept: str = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Figures:
    """What came: answers with status 200 in `seconds`, their latencies in milliseconds.

    `errors` are answers with another status and broken ones; where nothing was answered within
    the time of the plan, `seconds` goes on to the first answer.
    """

    requests: int
    seconds: float
    p50: float
    p95: float
    p99: float
    errors: int

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.requests / self.seconds


def measure(plan: Plan) -> Figures:
    """Run the plan in another process."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.load"], input=json.dumps(asdict(plan)), text=True,
        capture_output=True, check=True,
    )  # fmt: skip
    return Figures(**json.loads(done.stdout))


@dataclass
class _Tally:
    """What all connections of a run have seen."""

    stop: float
    requests: Iterator[bytes]
    latencies: list[float] = field(default_factory=list)
    errors: int = 0
    last: float = 0.0

    def note(self, began: float, ok: bool) -> bool:
        """Count an answer; whether to go on."""
        self.last = time.perf_counter()
        if ok:
            self.latencies.append(self.last - began)
        else:
            self.errors += 1
        return self.last < self.stop


class _Connection(asyncio.Protocol):
    """Sends a request, reads its answer, sends the next."""

    def __init__(self, tally: _Tally) -> None:
        self.tally = tally
        self.done = asyncio.get_running_loop().create_future()
        self.buffer = bytearray()
        self.ok = False
        self.need = -1  # -1: the head is awaited; -2: a chunk; else the length of what is awaited

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        self._send()

    def _send(self) -> None:
        self.began = time.perf_counter()
        self.transport.write(next(self.tally.requests))

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        try:
            while self._step():
                pass
        except ValueError:  # not HTTP
            self._finish(False)

    def _step(self) -> bool:
        """Read a head, a body or a chunk; whether something was there to read."""
        if self.need == -1:
            return self._head()
        if self.need == -2:
            return self._chunk()
        if len(self.buffer) < self.need:
            return False
        del self.buffer[: self.need]
        self._answered()
        return bool(self.buffer)

    def _head(self) -> bool:
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            return False
        head = bytes(self.buffer[:end]).lower()
        del self.buffer[: end + 4]
        if not head.startswith(b"http/1."):
            raise ValueError(head[:20])
        self.ok = head[9:12] == b"200"
        found = head.find(b"\r\ncontent-length:")
        if found >= 0:
            self.need = int(head[found + 17 :].split(b"\r\n", 1)[0])
        elif b"\r\ntransfer-encoding: chunked" in head:
            self.need = -2
        else:
            raise ValueError("neither a length nor chunks")
        return True

    def _chunk(self) -> bool:
        end = self.buffer.find(b"\r\n")
        if end < 0:
            return False
        size = int(self.buffer[:end], 16)
        if len(self.buffer) < end + size + 4:
            return False
        del self.buffer[: end + size + 4]
        if size == 0:
            self._answered()
        return bool(self.buffer)

    def _answered(self) -> None:
        self.need = -1
        if self.tally.note(self.began, self.ok):
            self._send()
        else:
            self._finish(None)

    def _finish(self, ok: bool | None) -> None:
        if ok is False and not self.done.done():
            self.tally.note(self.began, False)
        if not self.done.done():
            self.done.set_result(None)
        self.transport.abort()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():  # in the middle of an answer, or before it
            self.tally.note(self.began, False)
            self.done.set_result(None)


async def _worker(tally: _Tally, port: int) -> None:
    """One connection after another until the time is over."""
    while time.perf_counter() < tally.stop:
        try:
            loop = asyncio.get_running_loop()
            _, protocol = await loop.create_connection(
                lambda: _Connection(tally), "127.0.0.1", port
            )
        except OSError:
            tally.note(time.perf_counter(), False)
            await asyncio.sleep(0.01)
            continue
        try:
            await protocol.done
        finally:
            if not protocol.done.done():  # the run is over
                protocol.done.set_result(None)
            protocol.transport.abort()


async def run(plan: Plan) -> Figures:
    """Ask as the plan says, in this process."""
    requests = [
        f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{plan.port}\r\nAccept: {plan.accept}\r\n\r\n"
        for target in plan.targets
    ]
    started = time.perf_counter()
    tally = _Tally(started + plan.seconds, cycle([each.encode() for each in requests]))
    workers = [asyncio.create_task(_worker(tally, plan.port)) for _ in range(plan.concurrency)]
    await asyncio.wait(workers, timeout=plan.seconds)
    while not tally.latencies and time.perf_counter() < started + plan.seconds + PATIENCE_SECONDS:
        tally.stop = time.perf_counter() + 1.0
        if not (await asyncio.wait(workers, timeout=0.02))[1]:
            break
    seconds = time.perf_counter() - started
    if plan.finish:
        tally.errors += len((await asyncio.wait(workers, timeout=PATIENCE_SECONDS))[1])
    for each in workers:
        each.cancel()
    for ended in await asyncio.gather(*workers, return_exceptions=True):
        if isinstance(ended, Exception):
            raise ended
    return _figures(tally, seconds)


def _figures(tally: _Tally, seconds: float) -> Figures:
    found = sorted(each * 1e3 for each in tally.latencies)
    p50, p95, p99 = (quantile(found, share) for share in (0.5, 0.95, 0.99))
    return Figures(len(found), seconds, p50, p95, p99, tally.errors)


def quantile(ordered: Sequence[float], share: float) -> float:
    """The nearest-rank quantile of sorted values; 0 of none."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def main() -> None:
    """A plan in, figures out."""
    plan = Plan(**json.load(sys.stdin))
    json.dump(asdict(uvloop.run(run(plan))), sys.stdout)


if __name__ == "__main__":
    main()
