"""What tests of connections share: requests as bytes, and what the server says to them."""

import json
import socket
from contextlib import closing

from tests.api_client import PATIENCE_SECONDS, RealServer

REQUEST_SECONDS = 1.0
GOOD = b"GET /healthz HTTP/1.1\r\nHost: kg\r\n\r\n"
LAST = b"GET /healthz HTTP/1.1\r\nHost: kg\r\nConnection: close\r\n\r\n"


def connect(server: RealServer) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_SECONDS)


def rest(connection: socket.socket) -> bytes:
    """Everything until the server ends the connection."""
    found = bytearray()
    while piece := connection.recv(1 << 16):
        found += piece
    return bytes(found)


def until(connection: socket.socket, end: bytes) -> bytes:
    """What the server says up to these words."""
    found = b""
    while not found.endswith(end):
        piece = connection.recv(1 << 16)
        assert piece, found
        found += piece
    return found


def said(server: RealServer, request: bytes) -> bytes:
    with closing(connect(server)) as connection:
        connection.sendall(request)
        return rest(connection)


def problem(answer: bytes, status: int) -> dict[str, object]:
    """The problem document of an answer, which must be whole and the last on its connection."""
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 %d " % status), answer[:300]
    assert b"content-type: application/problem+json" in head
    assert b"connection: close" in head
    assert b"content-length: %d" % len(body) in head
    found: dict[str, object] = json.loads(body)
    assert found["status"] == status
    return found
