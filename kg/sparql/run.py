"""One query on one worker, from the request to the last byte."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

from kg.config import Settings
from kg.errors import EngineFailed, KgError, TooLong
from kg.sparql import failure, frames
from kg.sparql.channel import Gone
from kg.sparql.events import Outcome, outcome_of
from kg.sparql.process import Process
from kg.sparql.result import Conditions
from kg.sparql.spool import Spool, Spooled

# why a worker is killed
CLIENT_LEFT, DEADLINE, CRASH = "client_left", "deadline", "crash"
SHORT_SECONDS = 0.25  # who computes for longer goes on at the lowest priority


class Host(Protocol):
    """The pool, as a run sees it."""

    settings: Settings
    spool: Spool

    def leave(self, process: Process, path: Path, why: str | None) -> None: ...

    def slowed(self, process: Process) -> None: ...

    def died(self, conditions: Conditions, text: str) -> None: ...

    def answered(self, text: str) -> None: ...

    def concluded(self, outcome: Outcome, conditions: Conditions, text: str) -> None: ...


class Run:
    """A `kg.sparql.result.Result`. `whole` is all of a small answer; its worker is free again."""

    def __init__(
        self,
        host: Host,
        process: Process,
        conditions: Conditions,
        path: Path,
        spool: str,
        version: str,
        text: str,
    ) -> None:
        """`path` are the data, `spool` where the worker may leave a long answer."""
        self._host = host
        self._process = process
        self._conditions = conditions
        self._path = path
        self._spool = spool
        self._spooled: Spooled | None = None
        self._text = text
        self._late = False
        self._ended = False
        self._begun = False
        self._concluded = False
        self.version: str | None = version
        self.whole: bytes | None = None
        self.length: int | None = None
        self.cut: int | None = None
        left = conditions.deadline - time.monotonic()
        self._timer = asyncio.get_running_loop().call_later(
            min(SHORT_SECONDS, max(left, 0)), self._takes_long
        )

    def _takes_long(self) -> None:
        left = self._conditions.deadline - time.monotonic()
        if left <= 0.001:
            self._late = True
            self.end(DEADLINE)
            return
        self._host.slowed(self._process)
        self._timer = asyncio.get_running_loop().call_later(left, self._takes_long)

    async def begin(self) -> None:
        """Wait for the first frame; raise what fails before the first byte."""
        kind, payload = await self._read()
        if kind == frames.WHOLE:
            self.cut = frames.CUT.unpack_from(payload)[0] or None
            self.whole = payload[frames.CUT.size :]
            self.length = len(self.whole)
            self._finish()
        elif kind == frames.BEGIN:
            about = json.loads(payload)
            self.length, self.cut = about["length"], about["cut"]
            if self.length is not None:
                self._finish()
                seconds = self._conditions.seconds
                self._spooled = self._host.spool.take(self._spool, self.length, seconds)
        else:
            self._fail(kind, payload)
        self._begun = True
        if self.length is not None:
            self._conclude(Outcome.CUT if self.cut else Outcome.ANSWERED)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        if self.whole is not None:
            yield self.whole
            return
        if self._spooled is not None:
            for piece in self._spooled:
                yield piece
            return
        try:
            while True:
                kind, payload = await self._read()
                if kind == frames.DATA:
                    yield payload
                elif kind == frames.END:
                    self.cut = frames.CUT.unpack(payload)[0] or None
                    self._finish()
                    self._conclude(Outcome.CUT if self.cut else Outcome.ANSWERED)
                    return
                else:
                    self._fail(kind, payload)
        except KgError as error:
            self._conclude(outcome_of(error))
            raise
        finally:
            self.end()

    async def aclose(self) -> None:
        """Stop the query where it still runs."""
        self.end()
        if self._spooled is not None:
            self._spooled.close()

    def end(self, why: str = CLIENT_LEFT) -> None:
        """Give the place back and kill the worker, because of `why`. Waits for nothing."""
        if not self._ended:
            if why == CLIENT_LEFT:
                self._conclude(Outcome.CLIENT_LEFT)
            self._leave(why)

    def _leave(self, why: str | None) -> None:
        """Once: the place is free, and so is the worker where there is nothing against it."""
        if not self._ended:
            self._ended = True
            self._timer.cancel()
            self._host.leave(self._process, self._path, why)
            if why is not None:
                self._host.spool.forget(self._spool)

    def _conclude(self, outcome: Outcome) -> None:
        """Tell how it ended, once; what fails before it has begun is told by whoever began it."""
        if self._begun and not self._concluded:
            self._concluded = True
            self._host.concluded(outcome, self._conditions, self._text)

    def _finish(self) -> None:
        self._leave(None)
        self._host.answered(self._text)

    async def _read(self) -> tuple[bytes, bytes]:
        try:
            return await self._process.channel.read()
        except Gone:
            self.end(CRASH)
            raise self._death() from None

    def _fail(self, kind: bytes, payload: bytes) -> None:
        """Raise what the worker says of the query; the worker lives."""
        if kind != frames.FAILED:
            raise EngineFailed(f"a worker sent a frame of an unknown kind ({kind!r}).")
        said = json.loads(payload)
        self._leave(None)
        self._host.spool.forget(self._spool)
        raise failure.meaning(said, self._host.settings.max_result_bytes)

    def _death(self) -> KgError:
        """Why the worker is gone."""
        if self._late:
            return TooLong(
                f"the query met its deadline of {self._conditions.seconds:g} s "
                "(KG_QUERY_SECONDS). Narrow it, or add a LIMIT."
            )
        self._host.died(self._conditions, self._text)
        return EngineFailed(
            "the engine died of this query: too deep, or more memory than KG_WORKER_MEGABYTES "
            f"allows ({self._host.settings.worker_megabytes:,})."
        )
