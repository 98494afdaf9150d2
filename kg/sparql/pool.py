"""A small pool of workers, each of which is killed when its query meets its deadline.

`settings.workers` queries run at a time and `settings.queue` more may wait; while they are short
only as many as there are processors, so that those that take long leave room for others. A few
workers more are kept warm, so that the place of a killed one is taken at once; new ones are started
one after the other. Everything here runs on one event loop, and nothing waits where a place could
get lost.
"""

import asyncio
import logging
import os
import time
from collections import deque
from dataclasses import fields
from pathlib import Path
from typing import Protocol

from kg import journal
from kg.config import Settings
from kg.errors import Busy, TooLong, WorkersDown
from kg.sparql import frames
from kg.sparql.channel import Gone
from kg.sparql.events import Events, Outcome, Silent, outcome_of
from kg.sparql.penalty import Penalties
from kg.sparql.process import Process
from kg.sparql.result import Conditions
from kg.sparql.run import CRASH, Run
from kg.sparql.spool import Spool
from kg.store.engine import Answer, Download

_LOG = logging.getLogger(__name__)
WORKER = "kg.sparql.worker"
# More than this at a time would only take turns: short queries wait, until one takes long.
_PROCESSORS = max(2, len(os.sched_getaffinity(0)))
DEMOTED, STOPPED = "demoted", "stopped"
PATIENCE_SECONDS = 1.0  # between attempts to start a worker where none starts


class Source(Protocol):
    """Which data to read: the folder that a worker opens, and its version."""

    @property
    def version(self) -> str: ...

    @property
    def first(self) -> Path | None:
        """The data, where they are always the same; None where they change."""
        ...

    def version_of(self, path: Path) -> str:
        """The version of the data there."""
        ...

    async def take(self) -> Path:
        """The newest data; they stay until `give_back`."""
        ...

    def give_back(self, path: Path) -> None: ...


class Release:
    """Data that never change."""

    def __init__(self, path: Path, version: str) -> None:
        self._path = path
        self.first: Path | None = path
        self.version = version

    def version_of(self, path: Path) -> str:
        return self.version

    async def take(self) -> Path:
        return self._path

    def give_back(self, path: Path) -> None:
        """Nothing to do."""


class Pool:
    """Runs queries on workers over `source`. Use as a context, or call `start` and `close`."""

    def __init__(self, source: Source, settings: Settings, events: Events | None = None) -> None:
        self._events = events or Silent()
        self.source = source
        self.settings = settings
        self.penalties = Penalties()
        self.spool = Spool(settings.max_spool_bytes)
        self._idle: deque[Process] = deque()
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._running = 0
        self._short = 0  # of them, those that have not taken long yet
        self._processes = 0  # idle, running, and those that are being started
        self._starter: asyncio.Task[None] | None = None
        self._killed: set[asyncio.Task[None]] = set()
        self._closed = False
        self._trouble: WorkersDown | None = None
        self.isolated: bool | None = None

    async def __aenter__(self) -> "Pool":
        self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def start(self) -> None:
        """Begin to start workers, up to the number that is kept."""
        if self._closed or (self._starter and not self._starter.done()):
            return
        self._starter = asyncio.get_running_loop().create_task(self._start_missing())

    async def _start_missing(self) -> None:
        kept = self.settings.workers + self.settings.spare_workers
        while not self._closed and self._processes < kept:
            self._processes += 1
            try:
                opened = [str(self.source.first or "")]
                process = await Process.start(WORKER, opened, self.settings)
            except WorkersDown as trouble:
                self._processes -= 1
                self._trouble = trouble
                _LOG.error("%s", trouble.detail)
                self._wake()  # who waits is told
                await asyncio.sleep(PATIENCE_SECONDS)
                continue
            except BaseException:
                self._processes -= 1
                raise
            self._trouble = None
            self._events.worker_started()
            self._arrived(process)

    def _arrived(self, process: Process) -> None:
        if self.isolated is None and not process.isolated:
            _LOG.warning("query workers are on the network; only the gate refuses SERVICE")
        self.isolated = process.isolated
        if self._closed:
            self._discard(process, STOPPED)
        else:
            process.channel.when_gone = lambda: self._lost(process)
            self._idle.append(process)
            self._wake()

    def _lost(self, process: Process) -> None:
        """A worker has gone without being told to; one that runs is missed by its run."""
        if process in self._idle:
            self._idle.remove(process)
            self._discard(process, CRASH)

    async def ready(self) -> bool:
        """Wait until a worker has started; return whether workers are cut off from the network."""
        conditions = Conditions(self.settings.query_seconds, 1)
        if self.isolated is None:
            self._leave(await self._take_place(conditions))
        return bool(self.isolated)

    async def run(self, wanted: Answer, conditions: Conditions) -> Run:
        """The answer; its first piece is held back until the worker has made good.

        Raise RefusedQuery, TooLong, TooLarge, Penalised, Busy or EngineFailed.
        """
        request = _fields(wanted)
        request |= {
            "rows": conditions.rows,
            "bytes": self.settings.max_result_bytes,
            "setting": "KG_MAX_ROWS",
        }
        try:
            self.penalties.check(conditions.client, wanted.query)
            return await self._ask(frames.QUERY, request, conditions, wanted.query)
        except BaseException as error:
            self.concluded(outcome_of(error), conditions, wanted.query)
            raise

    async def download(self, wanted: Download, conditions: Conditions) -> Run:
        """A stored graph; raise NotFound and what `run` raises."""
        request = _fields(wanted) | {"bytes": self.settings.max_result_bytes}
        return await self._ask(frames.DOWNLOAD, request, conditions, "")

    async def _ask(
        self, kind: bytes, request: dict[str, object], conditions: Conditions, text: str
    ) -> Run:
        process = await self._take_place(conditions)
        try:
            spool = self.spool.path()
            path = self.source.first or await self._newest(conditions)
        except BaseException:
            self._leave(process)
            raise
        run = Run(self, process, conditions, path, spool, self.source.version_of(path), text)
        try:
            request |= {"store": str(path), "spool": str(spool)}
            process.ask(kind, request)
            await run.begin()
        except Gone:
            run.end(CRASH)
            raise Busy("a worker went away before it was asked; try again.") from None
        except BaseException:
            run.end()
            raise
        return run

    async def _newest(self, conditions: Conditions) -> Path:
        """The newest data, which may have to wait for a change; raise TooLong.

        Who stops waiting does not stop the change: the data are given back when they come.
        """
        taking = asyncio.ensure_future(self.source.take())
        try:
            async with asyncio.timeout(max(conditions.deadline - time.monotonic(), 0)):
                return await asyncio.shield(taking)
        except BaseException as error:
            taking.add_done_callback(self._not_wanted)
            if isinstance(error, TimeoutError):
                raise TooLong(
                    f"the data were being changed for all of {conditions.seconds:g} s "
                    "(KG_QUERY_SECONDS); try again in a moment."
                ) from None
            raise

    def _not_wanted(self, taking: "asyncio.Future[Path]") -> None:
        if not taking.cancelled() and taking.exception() is None:
            self.source.give_back(taking.result())

    # -- places: at most `workers` queries run, each on a process of its own

    async def _take_place(self, conditions: Conditions) -> Process:
        """A worker to run on; whoever takes it calls `_leave` or `discard`."""
        if self._closed:
            raise Busy("the service is stopping.")
        if not self._waiting and (process := self._free_process()):
            return process
        if len(self._waiting) >= self.settings.queue and self._full:
            raise Busy(
                f"{self._running} queries run and {len(self._waiting)} wait; try again in a "
                "moment (KG_WORKERS, KG_QUEUE)."
            )
        self.start()
        loop = asyncio.get_running_loop()
        timeout = loop.time() + conditions.deadline - time.monotonic()
        while True:
            turn: asyncio.Future[None] = loop.create_future()
            self._waiting.append(turn)
            called = False
            try:
                async with asyncio.timeout_at(timeout):
                    await turn
                called = True
            except TimeoutError:
                raise Busy(
                    f"no worker was free within {conditions.seconds:g} s; try again in a moment "
                    "(KG_WORKERS, KG_QUEUE)."
                ) from None
            finally:
                if turn in self._waiting:
                    self._waiting.remove(turn)
                elif not called:
                    self._wake()  # it was our turn, and we have gone: the next
            if self._closed:
                raise Busy("the service is stopping.")
            if process := self._free_process():
                self._wake()
                return process
            if self._trouble and not self._processes:
                self._wake()
                raise self._trouble

    @property
    def _full(self) -> bool:
        """Whether no further query may run now, even if there is a worker for it."""
        return self._running >= self.settings.workers or self._short >= _PROCESSORS

    def _free_process(self) -> Process | None:
        if self._full:
            return None
        while self._idle:
            process = self._idle.pop()  # the one that worked last: its memory is warm
            if process.alive:
                self._running += 1
                self._short += 1
                return process
            self._discard(process, CRASH)
        return None

    def _wake(self) -> None:
        """Let the first who waits look again."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return

    def leave(self, process: Process, path: Path, why: str | None) -> None:
        """A run has ended; its worker serves again unless there is something against it."""
        self.source.give_back(path)
        self._leave(process, why)

    def _leave(self, process: Process, why: str | None = None) -> None:
        self._running -= 1
        self._short -= not process.demoted
        if self._closed:
            why = STOPPED
        elif why is None and not process.promote():
            why = DEMOTED
        if why is None and process.alive:
            self._idle.append(process)
        else:
            self._discard(process, why or CRASH)
        self._wake()

    def slowed(self, process: Process) -> None:
        """A run takes long: it goes on behind the others, and one more may begin."""
        if process.demote():
            self._short -= 1
            self._wake()

    def died(self, conditions: Conditions, text: str) -> None:
        """A query killed its worker."""
        if not self._closed:
            self.penalties.died(conditions.client, text)

    def answered(self, text: str) -> None:
        """A query was answered."""
        self.penalties.answered(text)

    def concluded(self, outcome: Outcome, conditions: Conditions, text: str) -> None:
        """A query has ended, one way or another."""
        seconds = time.monotonic() - conditions.received
        self._events.query_finished(outcome, seconds)
        if seconds >= self.settings.slow_query_seconds:
            journal.slow_query(text, seconds, outcome, threshold=self.settings.slow_query_seconds)

    def load(self) -> dict[str, int]:
        """How many workers are idle, busy and spare, and how many queries wait for one."""
        free = self.settings.workers - self._running
        idle = min(len(self._idle), max(free, 0))
        return {
            "idle": idle, "busy": self._running, "spare": len(self._idle) - idle,
            "waiting": len(self._waiting),
        }  # fmt: skip

    def _discard(self, process: Process, reason: str) -> None:
        process.kill()
        self._processes -= 1
        self._events.worker_died(reason)
        task = asyncio.get_running_loop().create_task(process.gone())
        self._killed.add(task)
        task.add_done_callback(self._killed.discard)
        self.start()

    async def close(self) -> None:
        """Stop every worker, and wait until it is no more."""
        self._closed = True
        if self._starter:
            self._starter.cancel()
            await asyncio.gather(self._starter, return_exceptions=True)
        while self._idle:
            self._discard(self._idle.popleft(), STOPPED)
        while self._waiting:
            self._wake()
        await asyncio.gather(*self._killed)
        self.spool.close()


def _fields(wanted: Answer | Download) -> dict[str, object]:
    """What of it is not the default; `asdict` copies deeply, which would be the longest part."""
    return {
        each.name: value
        for each in fields(wanted)
        if (value := getattr(wanted, each.name)) is not each.default
    }
