"""A channel: the server's end of the socket to a child process, as frames, without threads."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import cast

from kg.sparql import frames

_HIGH, _LOW = 4 * frames.CHUNK, frames.CHUNK  # bytes that wait for a slow reader


class Gone(Exception):
    """The child process has gone, or has been killed."""


class Channel(asyncio.Protocol):
    """Frames from one child. One reader at a time."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._bytes = bytearray()
        self._frames: deque[tuple[bytes, bytes]] = deque()
        self._waiting: asyncio.Future[None] | None = None
        self._held = 0
        self._paused = False
        self.gone = False
        self.when_gone: Callable[[], None] | None = None  # told once, unless it was closed here

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # a socket reads and writes

    def data_received(self, data: bytes) -> None:
        buffer = self._bytes
        buffer += data
        start, size = 0, frames.HEAD.size
        while len(buffer) - start >= size:
            kind, length = frames.HEAD.unpack_from(buffer, start)
            end = start + size + length
            if len(buffer) < end:
                break
            self._frames.append((kind, bytes(buffer[start + size : end])))
            self._held += length
            start = end
        if start:
            del buffer[:start]
            self._wake()
        if self._held > _HIGH and not self._paused and self._transport:
            self._paused = True
            self._transport.pause_reading()

    def connection_lost(self, error: Exception | None) -> None:
        closed_here, self.gone = self.gone, True
        self._wake()
        if self.when_gone and not closed_here:
            self.when_gone()

    def _wake(self) -> None:
        if self._waiting and not self._waiting.done():
            self._waiting.set_result(None)

    async def read(self) -> tuple[bytes, bytes]:
        """The next frame; raise Gone."""
        while not self._frames:
            if self.gone:
                raise Gone
            self._waiting = asyncio.get_running_loop().create_future()
            try:
                await self._waiting
            finally:
                self._waiting = None
        kind, payload = self._frames.popleft()
        self._held -= len(payload)
        if self._paused and self._held < _LOW and self._transport and not self.gone:
            self._paused = False
            self._transport.resume_reading()
        return kind, payload

    def send(self, data: bytes) -> None:
        """Send packed frames; raise Gone."""
        if self.gone or self._transport is None:
            raise Gone
        self._transport.write(data)

    def close(self) -> None:
        """Read and send nothing more."""
        self.gone = True
        self._frames.clear()
        if self._transport:
            self._transport.abort()
        self._wake()
