"""What every answer has in common: data version, validators, what a browser may do with it."""

import hashlib
import logging
import re
from collections.abc import Callable, Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.pages import CONTENT_SECURITY_POLICY
from api.problems import unexpected
from kg import __version__

_LOG = logging.getLogger(__name__)
# functions whose answer is another each time, where they may stand in a query
_UNREPEATABLE = re.compile(rb"(?i)now|rand|uuid|bnode")
_EVERYWHERE = ((b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer"))
_POLICY = (b"content-security-policy", CONTENT_SECURITY_POLICY.encode())
_UNVERSIONED = ("/healthz", "/readyz", "/metrics", "/static/", "/analysis/runs/", "/review")


class CommonHeaders:
    """ASGI middleware: headers of every answer, HEAD as a GET without its body, and 304.

    The graph of a version never changes, so an answer is determined by version, address and Accept
    header: its ETag is known before it is computed, and who has it need not be answered again.
    Source: RFC 9110, sections 8.8.3 (ETag), 9.3.2 (HEAD) and 13.1.2 (If-None-Match).
    """

    def __init__(self, app: ASGIApp, version: Callable[[], str], salt: str | None = "") -> None:
        self.app = app
        self.version = version  # asked anew each time: a writable graph changes
        # whatever else an answer depends on: settings of this server; None where not even the data
        # have a version, so that no answer has a tag
        self.salt = salt

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        method = scope["method"]
        version = self.version()
        tag = self._tag(scope, version) if method in ("GET", "HEAD") else None

        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                valid = message["status"] in (200, 304)
                headers = message.get("headers", ())
                message["headers"] = _completed(headers, tag if valid else None, version)
            elif method == "HEAD":
                message = {**message, "body": b""}
            await send(message)

        if tag and tag in _given(scope):
            await send_with_headers({"type": "http.response.start", "status": 304, "headers": []})
            await send({"type": "http.response.body", "body": b""})
            return
        inner = {**scope, "method": "GET", "kg_head": True} if method == "HEAD" else scope
        try:
            await self.app(inner, receive, send_with_headers)
        except Exception:
            if started:  # a cut answer must not look whole: the server breaks the connection off
                raise
            _LOG.exception("%s %s", method, scope["path"])
            await unexpected()(scope, receive, send_with_headers)
        finally:
            if inner is not scope and "route" in inner:
                scope["route"] = inner["route"]  # for whoever counts requests by route

    def _tag(self, scope: Scope, version: str) -> str | None:
        if self.salt is None:
            return None
        path: str = scope["path"].removeprefix(scope.get("root_path", ""))
        query: bytes = scope["query_string"]
        if path.startswith(_UNVERSIONED) or _UNREPEATABLE.search(query):
            return None
        known = f"{__version__}\0{version}\0{self.salt}\0{scope.get('root_path', '')}\0{path}\0"
        digest = hashlib.sha256(known.encode() + query + b"\0" + header_of(scope, b"accept"))
        return f'"{digest.hexdigest()[:32]}"'


def _completed(
    headers: Iterable[tuple[bytes, bytes]], tag: str | None, version: str
) -> list[tuple[bytes, bytes]]:
    """The headers of an answer and those of every answer, by hand: this is on every way out."""
    completed = [*headers, *_EVERYWHERE]
    names = {name for name, _ in completed}
    if b"kg-version" not in names:
        completed.append((b"kg-version", version.encode()))
    if b"content-security-policy" not in names:
        completed.append(_POLICY)
    if tag:
        completed.append((b"etag", tag.encode()))
        if b"cache-control" not in names:
            completed.append((b"cache-control", b"no-cache"))
        varies = b",".join(value for name, value in completed if name == b"vary").lower()
        if b"accept" not in varies.replace(b" ", b"").split(b","):
            completed.append((b"vary", b"Accept"))
    return completed


def header_of(scope: Scope, wanted: bytes) -> bytes:
    """Every value of a header, by commas."""
    return b",".join(value for name, value in scope["headers"] if name == wanted)


def _given(scope: Scope) -> list[str]:
    """The validators that the client has, weak or not."""
    header = header_of(scope, b"if-none-match").decode("latin-1")
    return [part.strip().removeprefix("W/") for part in header.split(",")]
