"""Turns: how many requests may be in the threads that read the graph.

A store that hangs keeps whoever asks it. Who waits here waits on the event loop, so that some
threads stay free for files and whatever else does not ask the store.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from kg.errors import Busy

MOST = 32  # of the 40 threads that Starlette has


class Turns:
    """`MOST` at a time; the others wait up to `seconds`, in the order in which they came."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._free = asyncio.Semaphore(MOST)

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """Wait for a turn and have it; raise Busy."""
        try:
            async with asyncio.timeout(self._seconds):
                await self._free.acquire()
        except TimeoutError:
            raise Busy(
                f"{MOST} requests were reading the graph for {self._seconds:g} s "
                "(KG_QUERY_SECONDS); try again in a moment."
            ) from None
        try:
            yield
        finally:
            self._free.release()
