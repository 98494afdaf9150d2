"""One HTTP/1.1 exchange by hand: any bytes out, and what exactly came back, cut or whole."""

import socket
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse, IncompleteRead

PIECE = 1 << 18
KEPT = 2_000  # bytes of the body that are kept to look at


@dataclass(frozen=True, slots=True)
class Reply:
    """What came; `status` is 0 where nothing did, `whole` whether the body has its end.

    `first` and `seconds` are those from sending to the first byte of the body and to its end.
    """

    status: int
    whole: bool
    first: float
    seconds: float
    size: int = 0
    start: bytes = b""
    fault: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


def get(target: str, accept: str = "application/sparql-results+json") -> bytes:
    """The request for a target; the connection stays open."""
    return f"GET {target} HTTP/1.1\r\nHost: localhost\r\nAccept: {accept}\r\n\r\n".encode()


def post(path: str, body: bytes, media_type: str, more: str = "") -> bytes:
    """The request that posts a body; `more` are header lines, each ended."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {media_type}\r\n{more}"
        f"Accept: application/sparql-results+json, application/n-triples;q=0.5\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def connect(port: int, patience: float, source: str = "127.0.0.1") -> socket.socket:
    """A connection to the server; waiting longer than `patience` raises TimeoutError.

    Another `source` (127.0.0.2 and so on) is another client to the server.
    """
    connection = socket.create_connection(
        ("127.0.0.1", port), timeout=patience, source_address=(source, 0)
    )
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def ask(port: int, request: bytes, patience: float = 30.0, source: str = "127.0.0.1") -> Reply:
    """One exchange on a connection of its own."""
    began = time.perf_counter()
    try:
        with connect(port, patience, source) as connection:
            with suppress(ConnectionError):  # it may refuse early and still say why
                connection.sendall(request)
            return read(connection, began, patience)
    except OSError as error:
        spent = time.perf_counter() - began
        return Reply(0, False, spent, spent, fault=type(error).__name__)


def read(connection: socket.socket, began: float, patience: float = 30.0) -> Reply:
    """The next answer on the connection; times count from `began`."""
    answer = HTTPResponse(connection, method="GET")
    status, size, first, start, fault = 0, 0, 0.0, b"", ""
    headers: dict[str, str] = {}
    try:
        answer.begin()
        status = answer.status
        headers = {name.lower(): value for name, value in answer.getheaders()}
        while piece := answer.read1(PIECE):
            first = first or time.perf_counter() - began
            size += len(piece)
            start += piece[: max(0, KEPT - len(start))]
            if time.perf_counter() - began > patience:
                raise TimeoutError
        if answer.length:
            raise IncompleteRead(b"", answer.length)
    except (OSError, HTTPException) as error:
        fault = type(error).__name__
    finally:
        answer.close()
    spent = time.perf_counter() - began
    return Reply(status, not fault, first or spent, spent, size, start, fault, headers)


def body(connection: socket.socket) -> bytes:
    """The whole body of the next answer; raise HTTPException or OSError where there is none."""
    answer = HTTPResponse(connection, method="GET")
    try:
        answer.begin()
        return answer.read()
    finally:
        answer.close()
