"""An answer on its way to the client: begun when it is good, broken off when it is not.

An error before the first byte is a problem document. After it nothing can be taken back: the
connection is broken without its last chunk, so that no client takes a part for the whole.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kg.errors import KgError
from kg.sparql.result import Result

_LOG = logging.getLogger(__name__)
WATCH_SECONDS = 0.02  # most answers are gone by then, and nobody need look whether the client is
TRUNCATED, ROW_LIMIT = "KG-Truncated", "KG-Row-Limit"


class Answering(Response):
    """A response that runs a query while it watches whether the client is still there."""

    def __init__(
        self, start: Callable[[], Awaitable[Result]], media_type: str, rows: int = 0
    ) -> None:
        """`start` runs the query; at most `rows` rows or triples are answered, 0 for any number."""
        self._start = start
        self._rows = rows
        charset = "; charset=utf-8" if media_type.startswith("text/") else ""
        self._content_type = f"{media_type}{charset}".encode()
        self.background = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with _watched(receive):
            run = await self._start()
            try:
                await self._send(run, send, head_only=bool(scope.get("kg_head")))
            finally:
                await run.aclose()

    async def _send(self, run: Result, send: Send, *, head_only: bool) -> None:
        headers = [(b"content-type", self._content_type), (b"vary", b"Accept")]
        if run.length is not None:
            headers.append((b"content-length", str(run.length).encode()))
        elif self._rows:  # how it ends is not known yet, but where it would be cut is
            headers.append((ROW_LIMIT.lower().encode(), str(self._rows).encode()))
        if run.cut is not None:
            headers.append((TRUNCATED.lower().encode(), f"rows={run.cut}".encode()))
        if run.version is not None:
            headers.append((b"kg-version", run.version.encode()))
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        if run.whole is not None:
            await send({"type": "http.response.body", "body": run.whole})
            return
        if not head_only:
            try:
                async for piece in run:
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
            except KgError as error:
                _LOG.warning("an answer was broken off: %s", error.detail)
                return  # without the end: the server closes the connection
        await send({"type": "http.response.body", "body": b""})


class Whole(Response):
    """A response that is made while it is watched whether the client is still there."""

    def __init__(self, make: Callable[[], Awaitable[Response]]) -> None:
        """`make` answers with the response itself, or raises what goes wrong."""
        self._make = make
        self.background = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with _watched(receive):
            await (await self._make())(scope, receive, send)


@asynccontextmanager
async def _watched(receive: Receive) -> AsyncIterator[None]:
    """What is done in here is given up as soon as the client has left."""
    watch = _Watch(receive)
    try:
        yield
    except asyncio.CancelledError:
        if not watch.client_left:
            raise
        task = asyncio.current_task()
        if task:
            task.uncancel()
    finally:
        watch.close()


class _Watch:
    """Cancels the task that made it as soon as the client has left."""

    def __init__(self, receive: Receive) -> None:
        self.client_left = False
        self._receive = receive
        self._request = asyncio.current_task()
        self._looking: asyncio.Task[None] | None = None
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(WATCH_SECONDS, self._begin)

    def _begin(self) -> None:
        self._looking = asyncio.get_running_loop().create_task(self._look())

    async def _look(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.client_left = True
        if self._request:
            self._request.cancel()

    def close(self) -> None:
        self._timer.cancel()
        if self._looking:
            self._looking.cancel()
            self._looking.add_done_callback(_quiet)


def _quiet(task: asyncio.Task[None]) -> None:
    if not task.cancelled():
        task.exception()
