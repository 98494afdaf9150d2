"""What every answer has in common: data version, validators, what a browser may do with it."""

import hashlib
import logging

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.pages import CONTENT_SECURITY_POLICY
from api.problems import unexpected
from kg import __version__

_LOG = logging.getLogger(__name__)
_UNVERSIONED = ("/healthz", "/readyz", "/static/")


class CommonHeaders:
    """ASGI middleware: headers of every answer, HEAD as a GET without its body, and 304.

    The graph of a version never changes, so an answer is determined by version, address and Accept
    header: its ETag is known before it is computed, and who has it need not be answered again.
    Source: RFC 9110, sections 8.8.3 (ETag), 9.3.2 (HEAD) and 13.1.2 (If-None-Match).
    """

    def __init__(self, app: ASGIApp, version: str, salt: str = "") -> None:
        self.app = app
        self.version = version
        self.salt = salt  # whatever else an answer depends on: settings of this server

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        method = scope["method"]
        tag = self._tag(scope) if method in ("GET", "HEAD") else None

        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                valid = message["status"] in (200, 304)
                self._add(MutableHeaders(scope=message), tag if valid else None)
            elif method == "HEAD":
                message = {**message, "body": b""}
            await send(message)

        if tag and tag in _given(scope):
            await send_with_headers({"type": "http.response.start", "status": 304, "headers": []})
            await send({"type": "http.response.body", "body": b""})
            return
        if method == "HEAD":
            scope = {**scope, "method": "GET"}
        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            if started:  # a cut answer must not look whole: the server breaks the connection off
                raise
            _LOG.exception("%s %s", method, scope["path"])
            await unexpected()(scope, receive, send_with_headers)

    def _add(self, headers: MutableHeaders, tag: str | None) -> None:
        headers["KG-Version"] = self.version
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "no-referrer"
        headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        if tag:
            headers["ETag"] = tag
            headers.setdefault("Cache-Control", "no-cache")
            if "accept" not in headers.get("vary", "").lower().replace(" ", "").split(","):
                headers.add_vary_header("Accept")

    def _tag(self, scope: Scope) -> str | None:
        path: str = scope["path"].removeprefix(scope.get("root_path", ""))
        if path.startswith(_UNVERSIONED):
            return None
        accept = Headers(scope=scope).get("accept", "")
        address = scope.get("root_path", ""), path, scope["query_string"].decode("latin-1")
        parts = __version__, self.version, self.salt, *address, accept
        return f'"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


def _given(scope: Scope) -> list[str]:
    """The validators that the client has, weak or not."""
    header = Headers(scope=scope).get("if-none-match", "")
    return [part.strip().removeprefix("W/") for part in header.split(",")]
