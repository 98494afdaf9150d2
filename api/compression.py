"""gzip for who takes it, as the bytes come; nothing is held back.

Starlette's own compresses for `gzip;q=0`, leaves a strong ETag on both variants and gives HEAD the
length of the other one.
"""

import asyncio
import logging
import zlib
from functools import lru_cache

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import unexpected

_LOG = logging.getLogger(__name__)
MINIMUM = 1_000  # bytes from which on it pays
_LEVEL = 1  # 0.14 ms for 64 KB of results; level 6 takes twice that for a fifth less
_SLICE = 1 << 16  # bytes that are compressed before others get their turn
_LONGEST = 256  # length of an Accept-Encoding header that is worth remembering
_FIXED = b"no-transform"
_TEXTS = frozenset((
    "application/json", "application/javascript", "application/xml", "application/n-triples",
    "application/n-quads", "application/trig", "image/svg+xml",
))  # fmt: skip


class Compression:
    """ASGI middleware around everything that sets ETag and Vary.

    Source: RFC 9110, sections 12.5.3 (Accept-Encoding) and 8.8.3.3: two codings of a thing never
    share a strong ETag, so whoever takes gzip gets the weak one, which If-None-Match compares
    alike. An answer that is coded already, partial, or `no-transform` is left as it is.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = b""
        for name, value in scope["headers"]:
            if name == b"accept-encoding":
                given += b"," + value
        answer = _Answer(send, takes_gzip(given), scope["method"] == "HEAD")
        try:
            await self.app(scope, receive, answer.send)
        except Exception:
            if not answer.held:
                raise
            # nothing has left the house yet, so it need not be a cut answer
            _LOG.exception("%s %s", scope["method"], scope["path"])
            await unexpected()(scope, receive, send)


class _Answer:
    """One answer on its way out."""

    __slots__ = ("_gzip", "_length", "_out", "_start", "_stream", "_without_body")

    def __init__(self, out: Send, gzip: bool, without_body: bool) -> None:
        self._out = out
        self._gzip = gzip
        self._without_body = without_body
        self._length: int | None = None
        self._start: Message | None = None  # held until the first piece of the body tells its size
        self._stream: zlib._Compress | None = None

    @property
    def held(self) -> bool:
        """Whether it has begun and nothing of it was sent."""
        return self._start is not None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._begin(message)
        elif message["type"] != "http.response.body":
            await self._release()
            await self._out(message)
        elif self._start is not None:
            await self._first(self._start, message)
        elif self._stream is not None:
            await self._compressed(self._stream, message)
        else:
            await self._out(message)

    async def _begin(self, message: Message) -> None:
        """One pass over the headers, by hand: this is on the way of every answer."""
        status, headers = message["status"], message.get("headers", ())
        kind, vary, kept = b"", b"", []
        for name, value in headers:
            if name == b"content-encoding" or (name == b"cache-control" and _FIXED in value):
                status = 206  # to be left as it is, like a part
            elif name == b"content-type":
                kind = value
            elif name == b"content-length":
                self._length = int(value)
            elif name == b"vary":
                vary += b"%s, " % value
                continue
            elif name == b"etag" and self._gzip and not value.startswith(b"W/"):
                value = b"W/" + value
            kept.append((name, value))
        if status in (204, 206) or not (status == 304 or is_compressible(kind)):
            await self._out(message)
            return
        kept.append((b"vary", vary + b"Accept-Encoding"))
        message["headers"] = kept
        if self._gzip and status != 304:
            self._start = message
        else:
            await self._out(message)

    async def _first(self, start: Message, message: Message) -> None:
        size = self._length
        if size is None:
            streams = message.get("more_body", False) or self._without_body
            size = MINIMUM if streams else len(message.get("body", b""))
        if size >= MINIMUM:
            kept = [header for header in start["headers"] if header[0] != b"content-length"]
            start["headers"] = [*kept, (b"content-encoding", b"gzip")]
            if not self._without_body:
                self._stream = zlib.compressobj(_LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
        await self._release()
        await self.send(message)

    async def _release(self) -> None:
        start, self._start = self._start, None
        if start is not None:
            await self._out(start)

    async def _compressed(self, stream: "zlib._Compress", message: Message) -> None:
        """Pass on everything that has come in, so that the reader never waits for our buffer."""
        body, more = memoryview(message.get("body", b"")), message.get("more_body", False)
        while len(body) > _SLICE:
            piece = stream.compress(body[:_SLICE])
            body = body[_SLICE:]
            await self._out({"type": "http.response.body", "body": piece, "more_body": True})
            await asyncio.sleep(0)
        last = stream.compress(body) + stream.flush(zlib.Z_SYNC_FLUSH if more else zlib.Z_FINISH)
        await self._out({"type": "http.response.body", "body": last, "more_body": more})


@lru_cache(maxsize=64)  # as many as there are types that we send
def is_compressible(content_type: bytes) -> bool:
    """Whether things of this type are texts, which become shorter."""
    kind = content_type.decode("latin-1").partition(";")[0].strip().lower()
    return kind.startswith("text/") or kind in _TEXTS or kind.endswith(("+json", "+xml"))


def takes_gzip(header: bytes) -> bool:
    """Whether an Accept-Encoding header ranks gzip above no coding; one that is long does not."""
    return len(header) <= _LONGEST and _takes_gzip(header)


@lru_cache(maxsize=256)
def _takes_gzip(header: bytes) -> bool:
    qualities: dict[str, float] = {}
    for part in header.decode("latin-1").lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                try:
                    quality = float(value)
                except ValueError:
                    quality = 0.0
        qualities["gzip" if name == "x-gzip" else name] = quality
    gzip = qualities.get("gzip", qualities.get("*", 0.0))
    # identity is acceptable unless it is ruled out, and preferred only where it is ranked higher
    return gzip > 0 and gzip >= qualities.get("identity", 0.0)
