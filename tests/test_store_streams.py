"""A store elsewhere after the first byte, and when the client leaves or waits."""

import asyncio
from collections.abc import Iterator

import pytest

from kg.config import Settings
from kg.errors import Busy, RemoteFailed, RemoteTooLong
from kg.sparql.relay import Relay
from kg.sparql.relayed import Relayed
from kg.sparql.result import Conditions
from kg.store.engine import Answer
from tests.engines import Connection, Fake, fake, rows
from tests.relays import QUERY, TYPED, chunked, settings_of, silent
from tests.servers import PATIENCE_SECONDS

pytestmark = pytest.mark.slow  # servers and engines of its own


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
