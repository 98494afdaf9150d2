"""What stands between a browser and the server: it passes on, waits, breaks, or is not there."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PASSED = ("content-type", "content-security-policy", "etag", "vary", "location", "link")
PATIENCE_SECONDS = 30.0

Handling = Callable[["Passage"], None]


@dataclass
class Proxy:
    """`rule` says by the path of a request how it is handled; it may be changed at any time.

    What the proxy shows below `prefix` the server has at its root; elsewhere there is nothing.
    """

    port: int
    rule: Callable[[str], Handling]
    prefix: str = ""
    seen: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def everything(self, handling: Handling) -> None:
        self.rule = lambda _: handling

    def only(self, part: str, handling: Handling) -> None:
        """Handle so what has this in its path; the rest is passed on."""
        self.rule = lambda path: handling if part in path else passes


class Passage(BaseHTTPRequestHandler):
    """One request on its way."""

    protocol_version = "HTTP/1.1"
    behind: int  # the port of the server
    proxy: Proxy

    def do_GET(self) -> None:
        self.proxy.seen.append(self.path)
        if self.path.startswith(f"{self.proxy.prefix}/"):
            self.proxy.rule(self.path)(self)
        else:
            self.answer(404, {"content-type": "text/plain"}, b"not here")

    def ask(self) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of the real answer."""
        connection = HTTPConnection("127.0.0.1", self.behind, timeout=PATIENCE_SECONDS)
        try:
            given = {"Accept": self.headers.get("Accept", "*/*")}
            path = self.path.removeprefix(self.proxy.prefix)
            connection.request("GET", path, headers=given)
            response = connection.getresponse()
            body = response.read()
            headers = {name: response.headers[name] for name in PASSED if name in response.headers}
            return response.status, headers, body
        finally:
            connection.close()

    def answer(self, status: int, headers: dict[str, str], body: bytes, cut: int = 0) -> None:
        """Send the answer, without its last `cut` bytes."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) - cut])
        self.close_connection = bool(cut)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the test tells what matters."""


def passes(passage: Passage) -> None:
    """As if there were nothing in between."""
    try:
        passage.answer(*passage.ask())
    except (OSError, HTTPException):
        passage.close_connection = True  # no server is there: neither is an answer


def waits(until: threading.Event) -> Handling:
    """The answer comes, but late."""

    def handling(passage: Passage) -> None:
        until.wait(PATIENCE_SECONDS)
        passes(passage)

    return handling


def cuts(passage: Passage) -> None:
    """The connection ends in the middle of the answer."""
    status, headers, body = passage.ask()
    passage.answer(status, headers, body, cut=len(body) // 2)


def refuses(passage: Passage) -> None:
    """The connection ends without an answer."""
    passage.close_connection = True


def breaks(passage: Passage) -> None:
    """What a gateway says when the server behind it does not work."""
    page = b"<html><body><h1>502 Bad Gateway</h1></body></html>"
    passage.answer(502, {"content-type": "text/html"}, page)


class _Listener(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle is no error here."""


@contextmanager
def proxy(server: int, prefix: str = "") -> Iterator[Proxy]:
    """A proxy on a free port before the server on that port; at first it passes everything on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found = Proxy(probe.getsockname()[1], lambda _: passes, prefix)
    handler = type("Handler", (Passage,), {"behind": server, "proxy": found})
    with _Listener(("127.0.0.1", found.port), handler) as listener:
        thread = threading.Thread(target=listener.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield found
        finally:
            listener.shutdown()
            thread.join()
