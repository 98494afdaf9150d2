"""A store elsewhere that is down, slow, or sends what it should not: a clear error, in time."""

import time

import pytest

from api.problems import STATUS
from kg.answers.knowledge import open_knowledge
from kg.config import Settings
from kg.errors import RefusedQuery, RemoteFailed, RemoteTooLong
from tests.engines import Connection, Script, fake, response, rows
from tests.relays import WAYS, chunked, relay, select, sends, settings_of, silent, told
from tests.servers import PATIENCE_SECONDS, free_port

pytestmark = pytest.mark.slow  # servers and engines of its own

SECONDS = 0.5
GLUED = "The SPARQL operation has been cancelled"
HTML = b"<html><body>Welcome to the engine</body></html>"


def slow_head(connection: Connection) -> None:
    connection.send(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    connection.drip(b"x")


def slow_body(connection: Connection) -> None:
    connection.send(response(rows(1), length=1_000_000)[:-3])
    connection.drip(b" ")


def slow_error(connection: Connection) -> None:
    connection.send(b"HTTP/1.1 500 Oh\r\nContent-Type: text/plain\r\n\r\n")
    connection.drip(b"!")


def bomb(connection: Connection) -> None:
    connection.send(response(b"\x1f\x8b", headers="Content-Encoding: gzip\r\n"))


def moved(connection: Connection) -> None:
    location = "Location: http://user:secret@elsewhere.example/q?key=secret\r\n"
    connection.send(response(b"", status="302 Found", headers=location))


FAILED: dict[str, tuple[Script, str]] = {
    "hangs up at once": (lambda _: None, "broke off"),
    "does not speak HTTP": (sends(b"220 mail.example ESMTP\r\n\r\n"), "does not speak HTTP"),
    "a page for people": (sends(response(HTML, "text/html; charset=utf-8")), "text/html"),
    "no media type": (sends(response(rows(1), "")), "no media type"),
    "half a body": (sends(response(rows(9), length=10_000)), "broke off"),
    "half a chunked body": (chunked(rows(9)[:80], end=False), "broke off"),
    "half a document": (chunked(rows(9)[:80]), "an end in the middle"),
    "an empty body": (sends(response(b"")), "an end in the middle"),
    "an error glued in": (chunked(rows(9)[:-3], GLUED.encode()), GLUED),
    "an error glued into a row": (chunked(rows(9)[:-9], GLUED.encode()), "an end in the middle"),
    "an error after the end": (chunked(rows(9), GLUED.encode()), GLUED),
    "no JSON": (sends(response(b"n,o\r\n1,2\r\n")), "n,o"),
    "JSON that is no result": (sends(response(b'{"error": "no"}')), "no SPARQL result"),
    "JSON nested too deep": (sends(response(b'{"head":' + b"[" * 99_999)), "nested too deep"),
    "not UTF-8": (sends(response(rows(1).replace(b"1", b"\xff"))), "UTF-8"),
    "compressed unasked": (bomb, "compresses"),
    "redirects": (moved, "http://elsewhere.example/q"),
    "wants a token": (sends(response(b"", status="401 Unauthorized")), "KG_STORE_TOKEN"),
    "is not there": (sends(response(HTML, "text/html", "404 Not Found")), "KG_STORE"),
    "breaks": (sends(response(b"out of memory", "text/plain", "500 Oh")), "500: out of memory"),
    "breaks and breaks off": (
        sends(response(b"out of", "text/plain", "500 Oh", length=99)), "500: out of"
    ),
    "breaks at length": (sends(response(b"x" * 99_999, "text/plain", "500 Oh")), "500: xxx"),
}  # fmt: skip
LATE: dict[str, Script] = {
    "is silent": silent,
    "has a slow head": slow_head,
    "has a slow body": slow_body,
    "has a slow error": slow_error,
    "gives up": sends(response(b"", status="504 Gateway Timeout")),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", FAILED)
def test_a_store_that_breaks_its_word_is_named(name: str, way: str) -> None:
    script, words = FAILED[name]
    with fake(script) as server:
        said = told(RemoteFailed, lambda: WAYS[way](settings_of(server)))
    assert said.startswith(f"the store at {server.url} ")
    assert words in said
    assert "secret" not in said
    assert len(said) < 700


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", LATE)
def test_a_slow_store_meets_the_deadline_whichever_part_is_slow(name: str, way: str) -> None:
    with fake(LATE[name]) as server:
        started = time.monotonic()
        said = told(RemoteTooLong, lambda: WAYS[way](settings_of(server, query_seconds=SECONDS)))
        assert time.monotonic() - started < SECONDS + PATIENCE_SECONDS / 4
    assert server.url in said


@pytest.mark.parametrize("way", WAYS)
def test_a_store_that_is_down_is_named(way: str) -> None:
    url = f"http://127.0.0.1:{free_port()}/query"
    said = told(RemoteFailed, lambda: WAYS[way](Settings(store=url)))
    assert url in said
    assert "Is it running" in said


def test_over_http_they_are_502_and_504() -> None:
    assert STATUS[RemoteFailed] == 502
    assert STATUS[RemoteTooLong] == 504


@pytest.mark.parametrize("way", WAYS)
def test_a_redirect_is_never_followed(way: str) -> None:
    with fake(sends(response(rows(1)))) as target:
        there = f"Location: {target.url}\r\n"
        status = "307 Temporary Redirect"
        with fake(sends(response(b"", status=status, headers=there))) as server:
            settings = settings_of(server, store_token="secret")
            assert target.url in told(RemoteFailed, lambda: WAYS[way](settings))
    assert target.heard == []


def test_a_query_that_the_store_refuses_is_the_user_s_or_ours() -> None:
    script = sends(response(b"parse error at ?n", "text/plain", "400 Bad Request"))
    with fake(script) as server:
        assert "parse error at ?n" in told(RefusedQuery, lambda: relay(settings_of(server)))
        assert "parse error at ?n" in told(RemoteFailed, lambda: select(settings_of(server)))


def test_opening_a_store_that_is_down_says_so() -> None:
    url = f"http://127.0.0.1:{free_port()}/query"
    assert url in told(RemoteFailed, lambda: open_knowledge(Settings(store=url)))
