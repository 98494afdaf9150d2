"""A small pool of workers, each of which is killed when its query meets its deadline.

Who waits for a worker, and how many there are, is the crew's; here a query gets one, the newest
data, and a run. Everything runs on one event loop, and nothing waits where a worker could get lost.
"""

import asyncio
import time
from dataclasses import fields
from pathlib import Path

from kg import journal
from kg.config import Settings
from kg.errors import Busy, TooLong
from kg.sparql import frames
from kg.sparql.channel import Gone
from kg.sparql.crew import Crew
from kg.sparql.events import Events, Outcome, Silent, outcome_of
from kg.sparql.penalty import Penalties
from kg.sparql.process import Process
from kg.sparql.result import Conditions
from kg.sparql.run import CRASH, Run
from kg.sparql.source import Source
from kg.sparql.spool import Spool
from kg.store.engine import Answer, Download


class Pool:
    """Runs queries on workers over `source`. Use as a context, or call `start` and `close`."""

    def __init__(self, source: Source, settings: Settings, events: Events | None = None) -> None:
        self._events = events or Silent()
        self._crew = Crew(str(source.first or ""), settings, self._events)
        self.source = source
        self.settings = settings
        self.penalties = Penalties()
        self.spool = Spool(settings.max_spool_bytes)

    async def __aenter__(self) -> "Pool":
        self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def start(self) -> None:
        """Begin to start workers, up to the number that is kept."""
        self._crew.start()

    @property
    def isolated(self) -> bool | None:
        """Whether workers are cut off from the network; None until one has started."""
        return self._crew.isolated

    async def ready(self) -> bool:
        """Wait until a worker has started; return whether workers are cut off from the network."""
        if self.isolated is None:
            conditions = Conditions(self.settings.query_seconds, 1)
            self._crew.give_back(await self._crew.take(conditions))
        return bool(self.isolated)

    async def run(self, wanted: Answer, conditions: Conditions) -> Run:
        """The answer; its first piece is held back until the worker has made good.

        Raise RefusedQuery, TooLong, TooLarge, Penalised, Busy, WorkersDown or EngineFailed.
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
        process = await self._crew.take(conditions)
        try:
            spool = self.spool.path()
            path = self.source.first or await self._newest(conditions)
        except BaseException:
            self._crew.give_back(process)
            raise
        run = Run(self, process, conditions, path, spool, self.source.version_of(path), text)
        try:
            request |= {"store": str(path), "spool": spool}
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

    # -- what a run tells its host

    def leave(self, process: Process, path: Path, why: str | None) -> None:
        """A run has ended; its worker serves again unless there is something against it."""
        self.source.give_back(path)
        self._crew.give_back(process, why)

    def slowed(self, process: Process) -> None:
        """A run takes long: it goes on behind the others."""
        self._crew.slowed(process)

    def died(self, conditions: Conditions, text: str) -> None:
        """A query killed its worker."""
        if not self._crew.closed:
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
        return self._crew.load()

    async def close(self) -> None:
        """Stop every worker, and wait until it is no more."""
        await self._crew.close()
        self.spool.close()


def _fields(wanted: Answer | Download) -> dict[str, object]:
    """What of it is not the default; `asdict` copies deeply, which would be the longest part."""
    return {
        each.name: value
        for each in fields(wanted)
        if (value := getattr(wanted, each.name)) is not each.default
    }
