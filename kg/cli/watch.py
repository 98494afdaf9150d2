"""Watches over the open connections of a server: how many there are, and which are late."""

import asyncio
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from kg.cli.refusal import Refused, too_many

LINGER_SECONDS = 2.0  # for which we go on reading from whom we have refused, so that he hears it
_LEAVING = 64  # connections over the limit that may still be lingering


@dataclass(frozen=True, slots=True)
class Limits:
    """What one client may take."""

    header_bytes: int
    request_seconds: float
    connections: int
    keep_alive_seconds: float = 5.0


class Phase(Enum):
    """What a connection waits for."""

    IDLE = auto()  # the first byte of a request
    HEAD = auto()  # the rest of a head
    BODY = auto()  # the rest of a body
    ANSWER = auto()  # us
    LEAVING = auto()  # its end: we have said our last words


class Connection(Protocol):
    """What the watch sees of a connection."""

    phase: Phase
    since: float
    transport: asyncio.Transport
    loop: asyncio.AbstractEventLoop

    def check(self, now: float) -> None:
        """Part with a client that is late."""

    def refuse(self, refused: Refused) -> None:
        """Say why, and part."""


class Watch:
    """Looks at every connection four times in the time limit, and at least once a second.

    One timer for all of them: a timer for each request would cost each request.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.open: set[Connection] = set()
        self._seconds = min(1.0, limits.request_seconds / 4)
        self._looking = False

    def admit(self, new: Connection) -> None:
        """Take in a connection; where all places are taken, make room for it or refuse it."""
        if len(self.open) >= self.limits.connections:
            self._make_room(new)
        self.open.add(new)
        self._look_again(new.loop)

    def _look_again(self, loop: asyncio.AbstractEventLoop) -> None:
        if not self._looking:
            self._looking = True
            loop.call_later(self._seconds, self._look, loop)

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        self._looking = False
        if self.open:
            self._look_again(loop)
        now = loop.time()
        for connection in list(self.open):
            connection.check(now)

    def _make_room(self, new: Connection) -> None:
        """Close who has waited longest without a request under way; else refuse the new one.

        So neither idle connections nor half-sent heads, however many, keep a request out.
        """
        leaving = [each for each in self.open if each.phase is Phase.LEAVING]
        if len(self.open) - len(leaving) >= self.limits.connections:
            idle = [each for each in self.open if each.phase in (Phase.IDLE, Phase.HEAD)]
            if idle:
                oldest = min(idle, key=_since)
                oldest.phase = Phase.LEAVING
                oldest.transport.abort()
            else:
                new.refuse(too_many(self.limits.connections))
        if len(leaving) > _LEAVING:
            min(leaving, key=_since).transport.abort()


def _since(connection: Connection) -> float:
    return connection.since
