"""Every request has an id, is counted and timed; slow and failed ones are logged.

It stands outermost and on the way of every byte, so it does next to nothing: a few microseconds a
request, nothing held back, no line for a fast success unless KG_LOG_LEVEL=debug.
"""

import itertools
import logging
import re
import secrets
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.measures import Measures
from kg import journal

_NAME = __name__
_LOG = journal.logger(_NAME)
_LEVELS = logging.getLogger(_NAME)
_SANE = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_HEADER = b"x-request-id"
_QUIET = ("/healthz", "/readyz", "/metrics")  # asked for every few seconds by machines


class Observe:
    """ASGI middleware: X-Request-ID in and out, metrics, and the `request` event of the log.

    `slow_seconds`: from here on a request is logged at level info (KG_SLOW_QUERY_SECONDS), as is
    one that the client got wrong (4xx); what we got wrong (5xx) is a warning.
    """

    def __init__(self, app: ASGIApp, measures: Measures, slow_seconds: float) -> None:
        self.app = app
        self.measures = measures
        self.slow_seconds = slow_seconds
        self._prefix = secrets.token_hex(4)  # tells the ids of two runs apart
        self._count = itertools.count(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = self._request_id(scope)
        journal.bind(request_id)
        name = (_HEADER, request_id.encode())
        status, size = 500, 0

        async def send_named(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), name]
            else:
                size += len(message.get("body", b""))
            await send(message)

        self.measures.request_began()
        started = time.perf_counter()
        whole = False
        try:
            await self.app(scope, receive, send_named)
            whole = True
        finally:
            seconds = time.perf_counter() - started
            route = _template(scope)
            self.measures.request_finished(route, scope["method"], status, seconds)
            level = self._level(scope["path"], status, seconds, whole)
            if _LEVELS.isEnabledFor(level):
                _LOG.log(
                    level, "request", method=scope["method"], path=scope["path"], status=status,
                    seconds=round(seconds, 4), bytes=size, **({} if whole else {"cut": True}),
                )  # fmt: skip

    def _request_id(self, scope: Scope) -> str:
        for name, value in scope["headers"]:
            if name == _HEADER and _SANE.fullmatch(value):
                return str(value, "ascii")
        return f"{self._prefix}-{next(self._count):06x}"

    def _level(self, path: str, status: int, seconds: float, whole: bool) -> int:
        if not whole or status >= 500:
            return logging.WARNING
        if path.endswith(_QUIET):
            return logging.DEBUG
        return logging.INFO if status >= 400 or seconds >= self.slow_seconds else logging.DEBUG


def _template(scope: Scope) -> str:
    """The route with its parameters unnamed, so that there are as many as the API has routes."""
    route = scope.get("route")
    if route is not None:
        return str(getattr(route, "path", "other"))
    return "/static" if "/static/" in scope["path"] else "none"
