"""HTTP connections that no client can hold for ever, or fill.

uvicorn reads a head of any length, waits for one as long as it takes, queues every request that is
sent ahead, and never closes on a client that does not read. Here each of these has an end. Nothing
is timed per request: one look a second over the open connections finds those that are late.
Sources: RFC 9110 (status codes), RFC 9112 sections 9.3.2 (pipelining) and 9.6 (closing in stages).
"""

import asyncio
from typing import Any, ClassVar

import httptools
from uvicorn._types import ASGI3Application
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from kg import journal
from kg.cli.refusal import (
    Refused,
    head_too_long,
    too_far_ahead,
    too_many_lines,
    too_slow,
    unreadable,
)
from kg.cli.watch import LINGER_SECONDS, Limits, Phase, Watch
from kg.config import Settings

_LOG = journal.logger(__name__)
HEADER_LINES = 200  # of a head; each costs whoever looks for a header in it
AHEAD = 16  # requests that a client may send before the answer to an earlier one
SLOWEST = 10_000  # bytes a second that a long body, or the reader of a long answer, has to make
_FRAMING = (b"content-length", b"transfer-encoding")


class GuardedProtocol(HttpToolsProtocol):
    """One connection. `guarded` makes the class for a server."""

    limits: ClassVar[Limits]
    watch: ClassVar[Watch]

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.phase = Phase.IDLE
        self.since = self.loop.time()  # when the phase began that the client has to end
        self._head = 0  # bytes of the unfinished head
        self._heads = 0  # heads that were read
        self._wire = 0  # bytes in which the body came
        self._body = 0  # bytes of the body
        self._unsent: tuple[float, int] | None = None  # since when the reader is behind, how far
        self._running: RequestResponseCycle | None = None
        self._deaf = False  # what still comes in is thrown away
        self._farewell = b""  # what is said after the answers that are due

    # What the transport tells

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.watch.admit(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self.phase = Phase.LEAVING
        self.pipeline.clear()
        super().connection_lost(exc)
        self.watch.open.discard(self)
        _disconnect(self._running)

    def data_received(self, data: bytes) -> None:
        limit = self.limits.header_bytes
        if len(data) <= limit - self._head:
            self._feed(data)
            return
        rest = memoryview(data)
        while rest and not self._deaf:
            size = limit - self._head
            if size <= 0:
                self.refuse(head_too_long(limit))
                return
            self._feed(rest[:size])
            rest = rest[size:]

    def _feed(self, data: bytes | memoryview) -> None:
        """Parse not more than one head may have."""
        if self._deaf:
            return
        before, heads = self.phase, self._heads
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self._no_upgrade()
        except httptools.HttpParserError as error:
            cause = error.__context__
            self.refuse(cause if isinstance(cause, Refused) else unreadable(error))
        else:
            if self.phase is Phase.HEAD and heads == self._heads and before is not Phase.BODY:
                self._head += len(data)
            elif self.phase is Phase.BODY is before:
                self._wire += len(data)
                if self._wire - self._body > self.limits.header_bytes + 8 * self._body:
                    self.refuse(unreadable("the frames of the body outweigh it"))

    def _no_upgrade(self) -> None:
        """Answer as HTTP/1.1, as RFC 9110 section 7.8 allows; what follows cannot be trusted."""
        self.cycle.keep_alive = False
        lengths = [value for name, value in self.cycle.scope["headers"] if name in _FRAMING]
        if any(value.strip() != b"0" for value in lengths):
            self.phase = Phase.BODY  # the parser has left it unread
            self.refuse(unreadable("a request with a body asks for an upgrade; leave that out"))
        else:
            self._deaf = True

    # What the parser tells

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.phase = Phase.HEAD
        self.since = self.loop.time()
        self._head = 0

    def on_headers_complete(self) -> None:
        if len(self.headers) > HEADER_LINES:
            raise too_many_lines(HEADER_LINES)
        if len(self.pipeline) >= AHEAD:
            raise too_far_ahead(AHEAD)
        super().on_headers_complete()
        self.headers = []  # trailers would join the headers that have been handed out
        self.phase = Phase.BODY
        self._heads += 1
        self._head = self._wire = self._body = 0

    def on_body(self, body: bytes) -> None:
        self._body += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self.phase = Phase.ANSWER
        if self.cycle.response_complete:
            self._rest()

    # What the application tells

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._running = cycle
        super()._start_asgi_task(cycle, app)

    def on_response_complete(self) -> None:
        self.server_state.total_requests += 1
        if self.transport.is_closing():
            return
        self.flow.resume_reading()
        if self.pipeline:
            self._start_asgi_task(*self.pipeline.pop())
        elif self._farewell:
            self._hang_up(self._farewell)
        elif self.phase is Phase.BODY:  # answered early; the client may still finish, but soon
            self.since = self.loop.time()
            if self.expect_100_continue and not self._body:
                self._hang_up()  # nobody knows whether the body comes, or the next request
        elif self.phase is Phase.ANSWER:
            self._rest()

    def _rest(self) -> None:
        self.phase = Phase.IDLE
        self.since = self.loop.time()

    # What the watch tells, and the server

    def check(self, now: float) -> None:
        """Part with a client that is late."""
        seconds, waited = self.limits.request_seconds, now - self.since
        if self.phase is Phase.LEAVING:
            if waited > LINGER_SECONDS:
                self.transport.abort()
        elif self.flow.write_paused or self.transport.is_closing():
            self._check_reader(now)
        elif self.flow.read_paused:
            self.since = now  # it is we who do not listen
        elif self.phase is Phase.HEAD:
            if waited > seconds:
                self.refuse(too_slow("head", seconds))
        elif self.phase is Phase.BODY:
            if self.cycle.response_complete:
                if waited > LINGER_SECONDS:
                    self.transport.abort()
            elif waited > seconds + self._body / SLOWEST:
                self.refuse(too_slow("body", seconds))
        elif self.phase is Phase.IDLE:
            self._unsent = None
            if waited > (self.limits.keep_alive_seconds if self.cycle else seconds):
                self.transport.close()

    def _check_reader(self, now: float) -> None:
        left = self.transport.get_write_buffer_size()
        if self._unsent is None:
            self._unsent = now, left
        since, at_first = self._unsent
        if now - since > self.limits.request_seconds + max(0, at_first - left) / SLOWEST:
            _LOG.info("reader_too_slow", client=str(self.client), unsent=left)
            self.transport.abort()

    def resume_writing(self) -> None:
        self._unsent = None
        super().resume_writing()

    def shutdown(self) -> None:
        """End after the answer that is under way."""
        self.pipeline.clear()
        running = self._running
        if running is None or running.response_complete:
            self.transport.close()
        else:
            running.keep_alive = False

    # How we part

    def refuse(self, refused: Refused) -> None:
        """Answer with a problem document once earlier answers are out, and hang up."""
        if self._deaf:
            return  # has been refused, and will hear of it
        _LOG.info(
            "refused", status=refused.status.value, reason=refused.detail, client=str(self.client)
        )
        words = refused.answer(self.server_state.default_headers)
        self._deaf = True
        if self.phase is Phase.BODY:  # the request at fault has been handed out, or waits for that
            if self.pipeline:
                self.pipeline.popleft()
            elif self.cycle.response_started:
                self.phase = Phase.LEAVING
                self.transport.abort()
                return
            else:
                _disconnect(self.cycle)
                self._hang_up(words)
                return
        if self.pipeline or (self._running and not self._running.response_complete):
            self._farewell = words
        else:
            self._hang_up(words)

    def _hang_up(self, words: bytes = b"") -> None:
        """Say it, and read on for a while: unread bytes would reset what we have just said."""
        self.phase, self._deaf = Phase.LEAVING, True
        self.since = self.loop.time()
        if self.transport.is_closing():
            return
        if words:
            self.transport.write(words)
        if self.transport.can_write_eof():
            self.transport.write_eof()
            self.flow.resume_reading()
        else:
            self.transport.close()


def _disconnect(cycle: RequestResponseCycle | None) -> None:
    """Tell the application that its client is gone."""
    if cycle is not None and not cycle.response_complete:
        cycle.disconnected = True
        cycle.message_event.set()


def guarded(settings: Settings) -> type[GuardedProtocol]:
    """The class of connections for `uvicorn.run(http=…)` under these settings."""
    bounds = Limits(
        header_bytes=settings.max_header_bytes,
        request_seconds=settings.request_seconds,
        connections=settings.max_connections,
    )

    class Guarded(GuardedProtocol):
        limits = bounds
        watch = Watch(bounds)

    return Guarded
