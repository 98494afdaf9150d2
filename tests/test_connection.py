"""Connections: whatever a client sends, or does not send, the next one is served."""

import socket
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import httpx2
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.api_client import PATIENCE_SECONDS, RealServer, real_server
from tests.wire import GOOD, LAST, REQUEST_SECONDS, connect, problem, rest, said

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


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /healthz HTTP/1.1\r\nX: " + b"x" * 1_000_000,
        b"GET /" + b"x" * 1_000_000,
        b"GET /healthz HTTP/1.1\r\n" + b"x" * 1_000_000,
        b"GET /healthz HTTP/1.1\r\n" + b"x: y\r\n" * 100_000 + b"\r\n",
        b"GET /healthz HTTP/1.1\r\nX: " + b"x" * 65_536 + b"\r\n\r\n",
    ],
    ids=["a long header", "a long address", "a long name", "100,000 lines", "a byte too many"],
)  # fmt: skip
def test_a_giant_head_is_refused(server: RealServer, sent: bytes) -> None:
    assert "KG_MAX_HEADER_BYTES" in str(problem(said(server, sent), 431)["detail"])


def test_a_head_just_under_the_limit_is_read(server: RealServer) -> None:
    start = b"GET /healthz HTTP/1.1\r\nHost: kg\r\nConnection: close\r\nX: "
    sent = start + b"x" * (65_536 - len(start) - 4) + b"\r\n\r\n"
    assert len(sent) == 65_536
    assert said(server, sent).startswith(b"HTTP/1.1 200 ")
    with closing(connect(server)) as connection:  # in two pieces, too
        connection.sendall(sent[:40_000])
        time.sleep(0.05)
        connection.sendall(sent[40_000:])
        assert rest(connection).startswith(b"HTTP/1.1 200 ")


def test_many_short_header_lines_are_refused(server: RealServer) -> None:
    sent = b"GET /healthz HTTP/1.1\r\n" + b"a: b\r\n" * 300 + b"\r\n"
    assert "200 lines" in str(problem(said(server, sent), 431)["detail"])


def test_a_head_that_trickles_in_is_cut_off(server: RealServer) -> None:
    with closing(connect(server)) as connection:
        started = time.monotonic()
        for byte in GOOD[:-1] + b"x: y\r\n" * 1_000:
            try:
                connection.sendall(bytes([byte]))
            except OSError:
                break
            connection.settimeout(0.05)
            try:
                answer = connection.recv(1 << 16)
                break
            except TimeoutError:
                connection.settimeout(PATIENCE_SECONDS)
        assert time.monotonic() - started >= REQUEST_SECONDS
        assert "KG_REQUEST_SECONDS" in str(problem(answer, 408)["detail"])


def test_a_body_that_does_not_come_is_not_awaited(server: RealServer) -> None:
    head = b"POST /sparql HTTP/1.1\r\nContent-Type: application/sparql-query\r\n"
    for framing in (
        b"Content-Length: 100\r\n\r\nASK",
        b"Transfer-Encoding: chunked\r\n\r\n3\r\nASK",
    ):
        found = problem(said(server, head + framing), 408)
        assert "body" in str(found["detail"])
        assert "KG_REQUEST_SECONDS" in str(found["detail"])


def test_a_connection_without_a_byte_is_closed(server: RealServer) -> None:
    assert said(server, b"") == b""
    assert said(server, b"\r\n" * 10) == b""


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(300),
        b"hello\r\n\r\n",
        b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET http://[bad HTTP/1.1\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"POST /sparql HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nConnection: upgrade\r\nUpgrade: h2c\r\nContent-Length: 3\r\n\r\nASK",
    ],
    ids=["TLS", "no HTTP", "no colon", "HTTP 9", "HTTP 2", "no address", "two lengths",
         "no chunk", "a negative length", "an upgrade with a body"],
)  # fmt: skip
def test_what_is_not_http_is_a_problem_document(server: RealServer, sent: bytes) -> None:
    assert "HTTP/1.1" in str(problem(said(server, sent), 400)["detail"])


@given(st.lists(st.sampled_from([
    b"GET ", b"POST ", b"/healthz", b" HTTP/1.1", b"\r\n", b"\r\n\r\n", b"Host: kg", b"\x00",
    b"\xff", b"Content-Length: 5", b"Transfer-Encoding: chunked", b"5\r\nhello\r\n", b"0\r\n\r\n",
    b"hello", b"Connection: close", b"Expect: 100-continue", b"Upgrade: x", b"Connection: upgrade",
    GOOD,
]), max_size=12))  # fmt: skip
@hypothesis_settings(max_examples=150)
def test_no_sequence_of_tokens_hurts(server: RealServer, tokens: list[bytes]) -> None:
    with closing(connect(server)) as connection:
        connection.sendall(b"".join(tokens))
        connection.shutdown(socket.SHUT_WR)
        answer = rest(connection)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 ")


def test_requests_sent_ahead_are_answered_in_order(server: RealServer) -> None:
    missing = b"GET /missing HTTP/1.1\r\nHost: kg\r\n\r\n"
    answer = said(server, GOOD + missing + LAST)
    assert [part[:3] for part in answer.split(b"HTTP/1.1 ")[1:]] == [b"200", b"404", b"200"]


def test_thousands_of_requests_sent_ahead_are_not_queued(server: RealServer) -> None:
    with closing(connect(server)) as connection:
        connection.sendall(GOOD * 5_000)
        answers = rest(connection).split(b"HTTP/1.1 ")[1:]
    assert {part[:3] for part in answers[:-1]} == {b"200"}
    assert len(answers) < 40
    found = problem(b"HTTP/1.1 " + answers[-1], 503)
    assert "16 requests" in str(found["detail"])


def test_garbage_behind_a_request_does_not_spoil_its_answer(server: RealServer) -> None:
    query = f"/sparql?query={quote('SELECT * { ?s ?p ?o } LIMIT 3')}"
    good = f"GET {query} HTTP/1.1\r\nHost: kg\r\nAccept: application/json\r\n\r\n".encode()
    answer = said(server, good + b"garbage\r\n\r\n")
    first, _, second = answer[1:].partition(b"HTTP/1.1 ")
    assert b" 200 " in first.splitlines()[0]
    assert b'"bindings"' in first
    problem(b"HTTP/1.1 " + second, 400)


def test_http_1_0_is_answered_and_ends(server: RealServer) -> None:
    answer = said(server, b"GET /healthz HTTP/1.0\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.endswith(b'{"status":"alive"}')


def test_an_upgrade_is_passed_over_and_nothing_behind_it_is_read(server: RealServer) -> None:
    upgrade = GOOD[:-2] + b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n"
    assert said(server, upgrade + GOOD).count(b"HTTP/1.1 200 ") == 1


def test_trailers_do_not_become_headers(server: RealServer) -> None:
    """A format in a trailing Accept would otherwise be the answer's."""
    sent = (
        b"POST /sparql HTTP/1.1\r\nHost: kg\r\nContent-Type: application/sparql-query\r\n"
        b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"5\r\nASK{}\r\n0\r\nAccept: text/csv\r\nX: y\r\n\r\n"
    )
    answer = said(server, sent)
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b"sparql-results+json" in answer


@pytest.mark.parametrize(
    "filler", [b"0\r\nX: " + b"x" * 2_000_000, b"1;" + b"x" * 2_000_000],
    ids=["trailer", "extension"],
)  # fmt: skip
def test_frames_cannot_outweigh_the_body(server: RealServer, filler: bytes) -> None:
    head = b"POST /sparql HTTP/1.1\r\nContent-Type: application/sparql-query\r\n"
    with closing(connect(server)) as connection:
        connection.sendall(head + b"Transfer-Encoding: chunked\r\n\r\n")
        time.sleep(0.1)
        connection.sendall(filler)
        assert "frames" in str(problem(rest(connection), 400)["detail"])
