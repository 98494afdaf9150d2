"""A store elsewhere that is down, slow, or sends what it should not: a clear error, in time."""

import asyncio
import time
from collections.abc import Callable, Iterator

import pytest
from pydantic import SecretStr

from api.problems import STATUS
from kg.answers.knowledge import open_knowledge
from kg.config import Settings
from kg.errors import (
    Busy,
    InvalidRequest,
    KgError,
    RefusedQuery,
    RemoteFailed,
    RemoteTooLong,
    TooLarge,
)
from kg.sparql.relay import Relay
from kg.sparql.relayed import Relayed
from kg.sparql.result import Conditions
from kg.store.engine import Answer
from kg.store.exchange import MOST_GRAPHS
from kg.store.profile import EngineProfile
from kg.store.remote import RemoteStore
from tests.engines import Connection, Fake, Script, fake, response, rows
from tests.servers import PATIENCE_SECONDS, free_port

pytestmark = pytest.mark.slow  # servers and engines of its own

QUERY = "SELECT ?n WHERE { GRAPH ?g { ?n ?p ?o } }"
SECONDS = 0.5
GLUED = "The SPARQL operation has been cancelled"
HTML = b"<html><body>Welcome to the engine</body></html>"
TYPED = "application/sparql-results+json"


def sends(*pieces: bytes) -> Script:
    def script(connection: Connection) -> None:
        for piece in pieces:
            connection.send(piece)

    return script


def chunked(*pieces: bytes, kind: str = TYPED, end: bool = True) -> Script:
    """A chunked response; without `end` it breaks off."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nTransfer-Encoding: chunked\r\n\r\n"
    body = [b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces]
    return sends(head.encode(), *body, *([b"0\r\n\r\n"] if end else []))


def silent(connection: Connection) -> None:
    connection.over.wait(PATIENCE_SECONDS)


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


def select(settings: Settings) -> object:
    """What a product query gives."""
    return RemoteStore(EngineProfile.of(settings), settings).select(QUERY)


def relay(settings: Settings, media_type: str = "text/csv") -> bytes:
    """What a query of a user gives."""
    return asyncio.run(_relay(settings, media_type))


async def _relay(settings: Settings, media_type: str) -> bytes:
    found = Relay.of(settings)
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            wanted = Answer(QUERY, media_type, False, (), ("http://graph.example/",))
            result = await found.run(wanted, Conditions(settings.query_seconds, settings.max_rows))
            try:
                return b"".join([piece async for piece in result])
            finally:
                await result.aclose()
    finally:
        await found.aclose()


WAYS: dict[str, Callable[[Settings], object]] = {"product": select, "relay": relay}


def settings_of(server: Fake, **given: object) -> Settings:
    plain: dict[str, object] = {"query_seconds": PATIENCE_SECONDS, "store": server.url, **given}
    return Settings.model_validate(plain)


def told(kind: type[KgError], call: Callable[[], object]) -> str:
    """The text of the error, which must be of exactly this kind."""
    with pytest.raises(kind) as caught:
        call()
    assert type(caught.value) is kind
    return caught.value.detail


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


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("token", "sent"),
    [("abc.DEF-1", "Bearer abc.DEF-1"), ("me:pass:word", "Basic bWU6cGFzczp3b3Jk")],
)
def test_the_token_opens_the_store(token: str, sent: str, way: str) -> None:
    with fake(sends(response(rows(1)))) as server:
        WAYS[way](settings_of(server, store_token=SecretStr(token)))
    assert [heard.header("authorization") for heard in server.heard] == [sent]


@pytest.mark.parametrize("token", ["line\nbreak", "zwei wörter", ""])
def test_a_token_that_no_header_can_carry_is_refused_unseen(token: str) -> None:
    with fake(sends(response(rows(1)))) as server:
        settings = settings_of(server, store_token=SecretStr(token))
        said = told(InvalidRequest, lambda: select(settings))
    assert "KG_STORE_TOKEN" in said
    assert not token or token not in said


@pytest.mark.parametrize("way", WAYS)
def test_a_query_goes_as_a_form_and_asks_for_json(way: str) -> None:
    with fake(sends(response(rows(2)))) as server:
        WAYS[way](settings_of(server))
    (heard,) = server.heard
    assert heard.head.startswith("POST /sparql HTTP/1.1")
    assert heard.header("content-type") == "application/x-www-form-urlencoded"
    assert (heard.header("accept") or "").startswith(TYPED)
    assert heard.header("accept-encoding") == "identity"
    assert heard.form["query"] == [QUERY]
    assert heard.form.get("named-graph-uri", []) == ["http://graph.example/"] * (way == "relay")


@pytest.mark.parametrize("way", WAYS)
def test_a_time_limit_is_passed_on_only_where_the_engine_takes_one(way: str) -> None:
    for profile, limit in (("virtuoso", True), ("oxigraph", False), ("sparql11", False)):
        with fake(sends(response(rows(1)))) as server:
            WAYS[way](settings_of(server, store_profile=profile, query_seconds=20))
        (heard,) = server.heard
        assert ("timeout" in heard.form) is limit
        if limit:
            assert 15_000 < int(heard.form["timeout"][0]) <= 20_000


def test_a_query_that_the_store_refuses_is_the_user_s_or_ours() -> None:
    script = sends(response(b"parse error at ?n", "text/plain", "400 Bad Request"))
    with fake(script) as server:
        assert "parse error at ?n" in told(RefusedQuery, lambda: relay(settings_of(server)))
        assert "parse error at ?n" in told(RemoteFailed, lambda: select(settings_of(server)))


def test_rows_that_the_store_cut_are_no_answer_to_our_own_queries() -> None:
    cut = sends(response(rows(3), headers="X-SPARQL-MaxRows: 3\r\n"))
    with fake(cut) as server:
        settings = settings_of(server, store_profile="virtuoso")
        assert "3 rows" in told(RemoteFailed, lambda: select(settings))
        plain = settings_of(server)  # an engine without such a header may send it as it likes
        assert select(plain) == RemoteStore(EngineProfile.of(plain), plain).select(QUERY)


@pytest.mark.parametrize(
    ("media_type", "mark"),
    [
        (TYPED, b'"cut":{"rows":3}'),
        ("application/sparql-results+xml", b"cut after 3"),
        ("text/csv", b""),
    ],
)
def test_rows_that_the_store_cut_are_said_to_be_cut(media_type: str, mark: bytes) -> None:
    async def ask(settings: Settings) -> tuple[bytes, int | None]:
        found = Relay.of(settings)
        wanted = Answer(QUERY, media_type, True)
        result = await found.run(wanted, Conditions(PATIENCE_SECONDS, 100))
        pieces = [piece async for piece in result]
        await found.aclose()
        return b"".join(pieces), result.cut

    with fake(sends(response(rows(3), headers="X-SPARQL-MaxRows: 3\r\n"))) as server:
        body, cut = asyncio.run(ask(settings_of(server, store_profile="virtuoso")))
        assert cut == 3
        assert mark in body
    with fake(sends(response(rows(3)))) as server:
        body, cut = asyncio.run(ask(settings_of(server, store_profile="virtuoso")))
        assert cut is None
        assert b"cut" not in body


@pytest.mark.parametrize("way", WAYS)
def test_a_result_past_the_limit_is_too_large(way: str) -> None:
    with fake(chunked(rows(5_000))) as server:
        said = told(TooLarge, lambda: WAYS[way](settings_of(server, max_result_bytes=5_000)))
    assert "KG_MAX_RESULT_BYTES" in said


def test_more_graphs_than_a_request_can_name_are_refused_with_the_remedy() -> None:
    async def ask(settings: Settings) -> None:
        found = Relay.of(settings)
        try:
            await found.run(Answer(QUERY, "text/csv", union=True), Conditions(PATIENCE_SECONDS, 9))
        finally:
            await found.aclose()

    with fake(chunked(rows(MOST_GRAPHS + 1))) as server:
        said = told(RemoteFailed, lambda: asyncio.run(ask(settings_of(server))))
    assert "union: true" in said


def test_opening_a_store_that_is_down_says_so() -> None:
    url = f"http://127.0.0.1:{free_port()}/query"
    assert url in told(RemoteFailed, lambda: open_knowledge(Settings(store=url)))


# After the first byte, and when the client leaves.


@pytest.fixture
def endless() -> Iterator[Fake]:
    """A store that sends rows until somebody hangs up."""
    row = b'{"n":{"type":"literal","value":"%s"}},' % (b"x" * 1_000)

    def script(connection: Connection) -> None:
        connection.send(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n\r\n"
            b'{"head":{"vars":["n"]},"results":{"bindings":['
        )
        connection.drip(row * 50, 0.001)

    with fake(script) as server:
        yield server


def one_place(server: Fake, **given: object) -> Settings:
    return settings_of(server, workers=1, queue=0, **given)


WANTED = Answer(QUERY, "text/csv", False, (), ("http://graph.example/",))


async def begun(found: Relay, seconds: float = PATIENCE_SECONDS) -> Relayed:
    """A result of which one piece has been read."""
    result = await found.run(WANTED, Conditions(seconds, 10**9))
    assert (await anext(result)).startswith(b"n\r\nxxx")
    assert (result.length, result.cut, result.version) == (None, None, None)
    return result


async def leave_and_come_again(server: Fake) -> None:
    found = Relay.of(one_place(server))
    first = await begun(found)
    with pytest.raises(Busy, match="KG_WORKERS"):
        await found.run(WANTED, Conditions(PATIENCE_SECONDS, 10))
    await first.aclose()
    second = await begun(found)
    await second.aclose()
    await second.aclose()  # twice is once
    third = await begun(found)
    await third.aclose()
    await found.aclose()


def test_a_client_that_leaves_frees_the_place_and_the_connection(endless: Fake) -> None:
    asyncio.run(leave_and_come_again(endless))
    assert endless.left.wait(PATIENCE_SECONDS)


def test_a_deadline_after_the_first_byte_raises_out_of_the_result(endless: Fake) -> None:
    async def read() -> None:
        found = Relay.of(one_place(endless))
        result = await begun(found, 1.0)
        with pytest.raises(RemoteTooLong):
            async for _ in result:
                pass
        await result.aclose()
        await found.aclose()

    asyncio.run(read())
    assert endless.left.wait(PATIENCE_SECONDS)


def test_a_body_that_breaks_after_the_first_byte_raises_out_of_the_result() -> None:
    for pieces, words in ((rows(9_000), "broke off"), (rows(9_000)[:-3] + b"oh", "oh")):

        async def read(server: Fake, words: str = words) -> None:
            settings = settings_of(server)
            found = Relay.of(settings)
            wanted = Answer(QUERY, TYPED, False, (), ("http://graph.example/",))
            result = await found.run(wanted, Conditions(PATIENCE_SECONDS, 10**9))
            with pytest.raises(RemoteFailed, match=words):
                async for _ in result:
                    pass
            await found.aclose()

        with fake(chunked(pieces, end=words == "oh")) as server:
            asyncio.run(read(server))


def test_a_caller_that_is_cancelled_while_it_waits_frees_the_place() -> None:
    async def cancel(server: Fake) -> None:
        settings = one_place(server)
        found = Relay.of(settings)
        for _ in range(3):
            task = asyncio.create_task(found.run(WANTED, Conditions(PATIENCE_SECONDS, 10)))
            await asyncio.sleep(0.05)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        await found.aclose()

    with fake(silent) as server:
        asyncio.run(cancel(server))


def test_who_waits_for_a_place_until_the_deadline_is_told() -> None:
    async def wait(server: Fake) -> None:
        settings = settings_of(server, workers=1, queue=1)
        found = Relay.of(settings)
        task = asyncio.create_task(found.run(WANTED, Conditions(PATIENCE_SECONDS, 10)))
        await asyncio.sleep(0.05)
        with pytest.raises(Busy, match="deadline"):
            await found.run(WANTED, Conditions(0.2, 10))
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await found.aclose()

    with fake(silent) as server:
        asyncio.run(wait(server))
