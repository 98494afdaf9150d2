"""What a store elsewhere is sent: a token, a form, a time limit; and how much may come back."""

import asyncio

import pytest
from pydantic import SecretStr

from kg.config import Settings
from kg.errors import InvalidRequest, RemoteFailed, TooLarge
from kg.sparql.relay import Relay
from kg.sparql.result import Conditions
from kg.store.engine import Answer
from kg.store.exchange import MOST_GRAPHS
from kg.store.profile import EngineProfile
from kg.store.remote import RemoteStore
from tests.engines import fake, response, rows
from tests.relays import QUERY, TYPED, WAYS, chunked, select, sends, settings_of, told
from tests.servers import PATIENCE_SECONDS

pytestmark = pytest.mark.slow  # servers and engines of its own


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
