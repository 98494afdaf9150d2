"""Connections that are kept, dropped or too many, and how the server ends with them."""

import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

import httpx2
import pytest

from tests.api_client import LONG, PATIENCE_SECONDS, SLOW, RealServer, is_alive, real_server
from tests.wire import GOOD, LAST, REQUEST_SECONDS, connect, problem, rest, said, until

pytestmark = pytest.mark.slow  # servers and engines of its own


@pytest.fixture(scope="module")
def server(store_folder: Path) -> Iterator[RealServer]:
    with real_server(store_folder, request_seconds=str(REQUEST_SECONDS), workers="2") as found:
        yield found


@pytest.fixture(autouse=True)
def still_served(server: RealServer) -> Iterator[None]:
    """After each of these tests the server answers a good request."""
    yield
    answer = httpx2.get(f"http://127.0.0.1:{server.port}/healthz", timeout=PATIENCE_SECONDS)
    assert answer.json() == {"status": "alive"}


def test_a_connection_is_kept_for_the_next_request(server: RealServer) -> None:
    with closing(connect(server)) as connection:
        for _ in range(3):
            connection.sendall(GOOD)
            until(connection, b'{"status":"alive"}')
        # answered before its body is there, which then still comes
        connection.sendall(b"POST /healthz HTTP/1.1\r\nHost: kg\r\nContent-Length: 5\r\n\r\n")
        assert until(connection, b"}").startswith(b"HTTP/1.1 405 ")
        connection.sendall(b"hello" + GOOD)
        assert until(connection, b'{"status":"alive"}').startswith(b"HTTP/1.1 200 ")
        started = time.monotonic()
        assert rest(connection) == b""  # closed after its rest
        assert time.monotonic() - started > REQUEST_SECONDS


def test_a_client_that_asks_before_it_sends_is_told_to_go_on(server: RealServer) -> None:
    with closing(connect(server)) as connection:
        connection.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: kg\r\nContent-Type: application/sparql-query\r\n"
            b"Expect: 100-continue\r\nConnection: close\r\nContent-Length: 5\r\n\r\n"
        )
        assert connection.recv(1 << 16) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(b"ASK{}")
        assert rest(connection).startswith(b"HTTP/1.1 200 ")


def test_what_was_refused_before_it_was_sent_is_not_read_as_the_next_request(
    server: RealServer,
) -> None:
    with closing(connect(server)) as connection:
        connection.sendall(
            b"POST /healthz HTTP/1.1\r\nHost: kg\r\nExpect: 100-continue\r\n"
            b"Content-Length: 5\r\n\r\n"
        )
        answer = rest(connection)
    assert answer.startswith(b"HTTP/1.1 405 ")
    assert answer.count(b"HTTP/1.1") == 1


def sockets(server: RealServer) -> int:
    found = 0
    for handle in Path(f"/proc/{server.pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed in the meantime
            found += str(handle.readlink()).startswith("socket:")
    return found


def test_who_does_not_read_is_dropped(server: RealServer) -> None:
    before = sockets(server)
    with closing(socket.socket()) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(PATIENCE_SECONDS)
        connection.connect(("127.0.0.1", server.port))
        query = quote(LONG)
        connection.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: kg\r\n\r\n".encode())
        connection.recv(100)
        until = time.monotonic() + PATIENCE_SECONDS
        while sockets(server) > before and time.monotonic() < until:
            time.sleep(0.1)
    assert sockets(server) <= before


def test_idle_connections_and_half_heads_keep_nobody_out(store_folder: Path) -> None:
    with real_server(store_folder, max_connections="8") as server:
        waiting = [connect(server) for _ in range(40)]
        for each in waiting[::2]:
            try:
                each.sendall(GOOD[:10])
            except OSError:  # already gave its place to another
                continue
        try:
            for _ in range(20):
                with closing(connect(server)) as connection:
                    connection.sendall(LAST)
                    assert rest(connection).startswith(b"HTTP/1.1 200 ")
        finally:
            for each in waiting:
                each.close()


def test_past_the_last_connection_a_client_is_told_to_come_again(store_folder: Path) -> None:
    with real_server(store_folder, max_connections="2", query_seconds="3", workers="2") as server:
        busy = [connect(server) for _ in range(2)]
        for each in busy:
            request = f"GET /sparql?query={quote(SLOW)} HTTP/1.1\r\nHost: kg\r\n\r\n"
            each.sendall(request.encode())
        time.sleep(0.5)
        answer = said(server, GOOD)
        assert "KG_MAX_CONNECTIONS" in str(problem(answer, 503)["detail"])
        assert b"retry-after: 5" in answer
        for each in busy:
            assert each.recv(1 << 16).startswith(b"HTTP/1.1 503 ")
            each.close()
        assert said(server, LAST).startswith(b"HTTP/1.1 200 ")


def test_open_streams_and_half_requests_do_not_keep_the_server_from_ending(
    store_folder: Path,
) -> None:
    with real_server(store_folder, query_seconds="60") as server:
        streaming, half, idle = (connect(server) for _ in range(3))
        query = quote(LONG)
        streaming.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: kg\r\n\r\n".encode())
        half.sendall(GOOD[:20])
        assert streaming.recv(100)
        os.kill(server.pid, signal.SIGTERM)
        until = time.monotonic() + PATIENCE_SECONDS
        while is_alive(server.pid) and not ended(server.pid) and time.monotonic() < until:
            time.sleep(0.1)
        assert ended(server.pid)
        for each in (streaming, half, idle):
            each.close()


def ended(pid: int) -> bool:
    """Whether the process has ended, though its parent has not asked for its result."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True
