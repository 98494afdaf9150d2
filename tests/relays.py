"""What tests of a store elsewhere share: scripts of such stores, and the two ways to ask."""

import asyncio
from collections.abc import Callable

import pytest

from kg.config import Settings
from kg.errors import KgError
from kg.sparql.relay import Relay
from kg.sparql.result import Conditions
from kg.store.engine import Answer
from kg.store.profile import EngineProfile
from kg.store.remote import RemoteStore
from tests.engines import Connection, Fake, Script
from tests.servers import PATIENCE_SECONDS

QUERY = "SELECT ?n WHERE { GRAPH ?g { ?n ?p ?o } }"
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


def raised(kind: type[Exception], call: Callable[[], object]) -> str:
    with pytest.raises(kind) as error:
        call()
    return str(error.value)


def relayed(url: str, wanted: Answer, rows: int = 100_000, profile: str = "sparql11") -> bytes:
    """The answer of the engine at the URL."""
    settings = Settings(store=url, store_profile=profile)

    async def ask() -> bytes:
        relay = Relay.of(settings)
        try:
            result = await relay.run(wanted, Conditions(10, rows))
            pieces = [piece async for piece in result]
            await result.aclose()
            return b"".join(pieces)
        finally:
            await relay.aclose()

    return asyncio.run(ask())
