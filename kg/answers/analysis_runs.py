"""Runs: analyses in processes of their own, followed from outside, ended when they take too long.

Everything here runs on one event loop.
"""

import asyncio
import json
import logging
import secrets
import time
from collections.abc import Callable, Hashable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter

from kg.answers.analysis_links import Selection
from kg.answers.analysis_measures import Measure
from kg.answers.analysis_rows import Result
from kg.config import Settings
from kg.errors import Busy, KgError, NoStore, NotFound, TooLarge, TooLong, WorkersDown
from kg.sparql import frames
from kg.sparql.channel import Gone
from kg.sparql.process import Process
from kg.store.claim_index import ClaimIndex

_LOG = logging.getLogger(__name__)
WORKER = "kg.answers.analysis_worker"
MOST_TOLD = 100  # runs that are over and still told of
_RESULT = TypeAdapter(Result)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be analysed. The index stays where it is for as long as somebody holds it."""

    index: ClaimIndex
    selection: Selection
    measure: Measure
    sources: int

    def request(self) -> dict[str, Any]:
        """The order for a process, which opens the same index."""
        return {
            "index": str(self.index.path.absolute()), "version": self.index.version,
            "selection": asdict(self.selection), "measure": self.measure.value,
            "sources": self.sources,
        }  # fmt: skip


class State(StrEnum):
    """What has become of a run."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Found:
    """A result, and how long it is as JSON."""

    result: Result
    size: int


@dataclass(eq=False, slots=True)
class Run:
    """An analysis in a process. `done` counts up to `total`, which is None where nobody knows it.

    `address` is where the answer is to be had once it is there; `error` is why there is none.
    """

    id: str
    key: Hashable
    measure: Measure
    address: str
    started: float
    state: State = State.RUNNING
    done: int = 0
    total: int | None = None
    ended: float | None = None
    error: KgError | None = None
    task: "asyncio.Task[Found] | None" = field(default=None, repr=False)

    @property
    def seconds(self) -> float:
        """How long it has been running, or has run."""
        return (time.monotonic() if self.ended is None else self.ended) - self.started


class Runs:
    """The runs of a server: at most `analysis_runs` at a time, each for `analysis_seconds`."""

    def __init__(self, settings: Settings, keep: Callable[[Hashable, Found], None]) -> None:
        """`keep` is given what is found."""
        self._settings = settings
        self._keep = keep
        self._runs: dict[str, Run] = {}

    def start(self, key: Hashable, order: Order, address: str) -> Run:
        """The run for this key: the one that is under way, or a new one; raise Busy."""
        self._forget()
        running = [run for run in self._runs.values() if run.state is State.RUNNING]
        for run in running:
            if run.key == key:
                return run
        if len(running) >= self._settings.analysis_runs:
            raise Busy(
                f"{len(running)} analyses are under way (KG_ANALYSIS_RUNS); try again in a moment, "
                "or cancel one of yours."
            )
        run = Run(secrets.token_hex(8), key, order.measure, address, time.monotonic())
        run.task = asyncio.get_running_loop().create_task(self._drive(run, order))
        run.task.add_done_callback(lambda task: self._over(run, task))
        self._runs[run.id] = run
        return run

    def one(self, run_id: str) -> Run:
        """The run of this id; raise NotFound."""
        self._forget()
        if run_id not in self._runs:
            seconds = self._settings.analysis_keep_seconds
            raise NotFound(
                f"no analysis '{run_id[:40]}'. What is over is told of for {seconds:g} s "
                "(KG_ANALYSIS_KEEP_SECONDS); ask for its answer again."
            )
        return self._runs[run_id]

    async def cancel(self, run_id: str) -> Run:
        """End the run, if it is not over yet, and wait until its process is no more."""
        run = self.one(run_id)
        await self._end(run)
        return run

    async def close(self) -> None:
        """End all of them."""
        for run in list(self._runs.values()):
            await self._end(run)

    async def _end(self, run: Run) -> None:
        if (task := run.task) is not None:
            task.cancel()
            await asyncio.wait([task])

    def _forget(self) -> None:
        """Forget what has been over for long, and the oldest of too many."""
        now, keep = time.monotonic(), self._settings.analysis_keep_seconds
        over = [run for run in self._runs.values() if run.ended is not None]
        over.sort(key=lambda run: run.ended or 0)
        many = len(over) - MOST_TOLD
        for number, run in enumerate(over):
            if number < many or now - (run.ended or 0) > keep:
                del self._runs[run.id]

    async def _drive(self, run: Run, order: Order) -> Found:
        """What the process finds; raise what became of it instead. It is gone afterwards."""
        seconds = self._settings.analysis_seconds
        try:
            async with asyncio.timeout(seconds):
                process = await Process.start(WORKER, [], self._settings)
                try:
                    payload = await self._followed(run, order, process)
                    return await asyncio.to_thread(_read, payload)
                finally:
                    await asyncio.shield(process.end())
        except TimeoutError:
            raise TooLong(
                f"the analysis took longer than {seconds:g} s (KG_ANALYSIS_SECONDS). Count fewer "
                "claims by a filter, or raise it."
            ) from None

    async def _followed(self, run: Run, order: Order, process: Process) -> bytes:
        try:
            process.ask(frames.ANALYSE, order.request())
            process.demote()
            while True:
                kind, payload = await process.channel.read()
                if kind == frames.PROGRESS:
                    run.done, run.total = json.loads(payload)
                elif kind == frames.FAILED:
                    raise self._meaning(json.loads(payload))
                else:
                    break
        except Gone:
            raise WorkersDown(
                "the process that analysed the graph died, or was killed by somebody else. Try "
                "again; the log of the server may say more."
            ) from None
        most = self._settings.analysis_kept_bytes
        if len(payload) > most:
            raise TooLarge(
                f"the answer is {len(payload):,} bytes long, and {most:,} are kept "
                "(KG_ANALYSIS_KEPT_BYTES). Count fewer claims by a filter, or raise it."
            )
        return payload

    def _meaning(self, said: dict[str, str]) -> KgError:
        if said["kind"] == TooLarge.__name__:
            return TooLarge(
                f"the analysis needs more than {self._settings.worker_megabytes:,} MB of memory "
                "(KG_WORKER_MEGABYTES). Count fewer claims by a filter, or raise it."
            )
        return NoStore(said["detail"])

    def _over(self, run: Run, task: "asyncio.Task[Found]") -> None:
        """Remember what became of a run; the result itself is not its to keep."""
        run.task, run.ended = None, time.monotonic()
        if task.cancelled():
            run.state = State.CANCELLED
            return
        error = task.exception()
        if error is None:
            self._keep(run.key, task.result())
            run.state, run.done = State.DONE, run.total or run.done
            return
        run.state = State.FAILED
        fault = KgError("something unexpected happened here; the server's log says what.")
        if not isinstance(error, KgError):
            _LOG.error("analysis %s", run.measure, exc_info=error)
        run.error = error if isinstance(error, KgError) else fault


def _read(payload: bytes) -> Found:
    return Found(_RESULT.validate_json(payload), len(payload))


def length(result: Result) -> int:
    """How long a result is as JSON."""
    return len(_RESULT.dump_json(result))
