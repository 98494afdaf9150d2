"""A small pool of workers, each of which is killed when its query meets its deadline."""

import json
import logging
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO, cast

from kg.config import Settings, child_environment
from kg.errors import Busy, EngineFailed, KgError, RefusedQuery, TooLarge, TooLong, WorkersDown
from kg.sparql import frames
from kg.store.engine import Answer

_LOG = logging.getLogger(__name__)
FIRST = frames.CHUNK  # what is held back, so that a small answer fails cleanly or not at all


class _Worker:
    """One child process."""

    def __init__(self, store: Path, settings: Settings) -> None:
        limits = str(settings.worker_megabytes), settings.isolation.value
        # -P: the folder in which the server happens to run may have a package kg of its own
        command = [sys.executable, "-P", "-m", "kg.sparql.worker", str(store), *limits]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=child_environment()
        )
        self.requests = cast(BinaryIO, self.process.stdin)
        self.answers = cast(BinaryIO, self.process.stdout)
        ready = frames.read(self.answers)
        if ready is None:
            self.kill()
            raise WorkersDown(
                f"a query worker does not start on {store}. It may use "
                f"{settings.worker_megabytes:,} MB (KG_WORKER_MEGABYTES); its isolation is "
                f"{settings.isolation} (KG_ISOLATION)."
            )
        self.isolated = bool(json.loads(ready[1])["isolated"])

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.answers.close()
        with suppress(BrokenPipeError):  # what was still unsent has no reader any more
            self.requests.close()

    @property
    def alive(self) -> bool:
        return self.process.poll() is None


class Pool:
    """Runs queries, `settings.workers` at a time; `settings.queue` more may wait."""

    def __init__(self, store: Path, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._idle: deque[_Worker] = deque()
        self._slots = threading.Semaphore(settings.workers)
        self._lock = threading.Lock()
        self._waiting = 0
        self._closed = False
        self._isolated: bool | None = None

    def warm(self) -> None:
        """Start every worker, so that no first query waits for one."""
        for _ in range(self._settings.workers):
            self._give_back(self._start())

    @property
    def isolated(self) -> bool:
        """Whether workers are cut off from the network; starts one to know."""
        with self._lock:
            if self._isolated is None:
                self._give_back(self._start())
        return bool(self._isolated)

    def _start(self) -> _Worker:
        worker = _Worker(self._store, self._settings)
        if self._isolated is None and not worker.isolated:
            _LOG.warning("query workers are on the network; only the gate refuses SERVICE")
        self._isolated = worker.isolated
        return worker

    def run(self, wanted: Answer) -> "Result":
        """The answer; its first piece is held back until the worker has made good.

        Raise RefusedQuery, TooLong, TooLarge, Busy or EngineFailed. What fails later raises out of
        the result: its receiver must then not look as if it had everything.
        """
        deadline = time.monotonic() + self._settings.query_seconds
        self._take_slot(deadline)
        slot = _Slot(self._slots)
        try:
            run = _Run(self, self._worker(), slot, wanted, deadline, self._settings)
            return Result(run.pieces(), slot.free)
        except BaseException:
            slot.free()
            raise

    def _take_slot(self, deadline: float) -> None:
        if self._closed:
            raise Busy("the service is stopping.")
        if self._slots.acquire(blocking=False):
            return
        with self._lock:
            if self._waiting >= self._settings.queue:
                raise Busy(
                    f"{self._settings.workers} queries run and {self._settings.queue} wait; "
                    "try again in a moment (KG_WORKERS, KG_QUEUE)."
                )
            self._waiting += 1
        try:
            if not self._slots.acquire(timeout=max(0.0, deadline - time.monotonic())):
                raise Busy(f"no worker was free within {self._settings.query_seconds:g} s.")
        finally:
            with self._lock:
                self._waiting -= 1

    def _worker(self) -> _Worker:
        while self._idle:
            worker = self._idle.popleft()
            if worker.alive:
                return worker
            worker.kill()
        return self._start()

    def _give_back(self, worker: _Worker) -> None:
        if self._closed:
            worker.kill()
        else:
            self._idle.append(worker)

    def close(self) -> None:
        """Stop every idle worker; busy ones stop when their query ends."""
        self._closed = True
        while self._idle:
            self._idle.popleft().kill()


class _Slot:
    """A place in the pool; it belongs to the worker.

    A reader that stops reading keeps no place past the deadline.
    """

    def __init__(self, places: threading.Semaphore) -> None:
        self._places = places
        self._lock = threading.Lock()
        self._taken = True

    def free(self) -> None:
        """Give the place back, once."""
        with self._lock:
            taken, self._taken = self._taken, False
        if taken:
            self._places.release()


class Result(Iterator[bytes]):
    """An answer in pieces. Closing it, or letting go of it, frees the worker at once."""

    def __init__(self, pieces: Generator[bytes, None, None], release: Callable[[], None]) -> None:
        self._pieces = pieces
        self._release: Callable[[], None] | None = None
        self._first: bytes | None = next(pieces)
        self._release = release

    def __next__(self) -> bytes:
        if self._first is not None:
            first, self._first = self._first, None
            return first
        try:
            return next(self._pieces)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Stop the query if it still runs."""
        release, self._release = self._release, None
        self._pieces.close()
        if release:
            release()

    def __del__(self) -> None:
        self.close()


class _Run:
    """One query on one worker."""

    def __init__(
        self,
        pool: Pool,
        worker: _Worker,
        slot: _Slot,
        wanted: Answer,
        deadline: float,
        settings: Settings,
    ) -> None:
        self.pool = pool
        self.worker = worker
        self.slot = slot
        self.wanted = wanted
        self.deadline = deadline
        self.settings = settings
        self.late = False

    def pieces(self) -> Generator[bytes, None, None]:
        timer = threading.Timer(self.deadline - time.monotonic(), self._time_is_up)
        timer.daemon = True
        timer.start()
        done = False
        try:
            yield from self._answer()
            done = True
        except RefusedQuery:
            done = True
            raise
        finally:
            timer.cancel()
            if done and not self.late:
                self.pool._give_back(self.worker)
            else:
                self.worker.kill()

    def _time_is_up(self) -> None:
        self.late = True
        self.worker.process.kill()
        self.slot.free()

    def _answer(self) -> Generator[bytes, None, None]:
        try:
            request = json.dumps(asdict(self.wanted)).encode()
            frames.write(self.worker.requests, frames.REQUEST, request)
        except BrokenPipeError:
            raise self._death() from None
        held, size, holding = bytearray(), 0, True
        while True:
            frame = frames.read(self.worker.answers)
            if frame is None:
                raise self._death()
            kind, payload = frame
            if kind == frames.FAILED:
                raise RefusedQuery(str(json.loads(payload)["detail"]))
            if kind == frames.END:
                break
            size += len(payload)
            if size > self.settings.max_result_bytes:
                raise TooLarge(
                    f"the result is longer than KG_MAX_RESULT_BYTES allows "
                    f"({self.settings.max_result_bytes:,}). Ask for less (LIMIT), or raise it."
                )
            if holding and len(held) + len(payload) <= FIRST:
                held += payload
                continue
            if holding:
                yield bytes(held) or payload
                if held:
                    yield payload
                holding = False
            else:
                yield payload
        if holding:
            yield bytes(held)

    def _death(self) -> KgError:
        if self.late:
            return TooLong(
                f"the query met its deadline of {self.settings.query_seconds:g} s "
                "(KG_QUERY_SECONDS). Narrow it, or add a LIMIT."
            )
        return EngineFailed(
            "the engine died of this query: too deep, or more memory than KG_WORKER_MEGABYTES "
            f"allows ({self.settings.worker_megabytes:,})."
        )
