"""The writer: one change after another, each whole or not at all, whatever is killed."""

import asyncio
import os
import random
import signal
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from kg.answers.knowledge import Knowledge
from kg.config import Settings
from kg.errors import (
    EngineFailed,
    InvalidRequest,
    KgError,
    NotEvaluated,
    NotFound,
    RefusedQuery,
    TooLong,
)
from kg.sparql.pool import Pool
from kg.sparql.result import Conditions, read_all
from kg.sparql.writer import Writer
from kg.store.editor import Part
from kg.store.engine import Answer
from tests.api_client import PATIENCE_SECONDS, children
from tests.rounds import ROUNDS

pytestmark = [pytest.mark.anyio, pytest.mark.slow]  # processes of its own
BUILD = "b"
SLOW = (
    "INSERT { <urn:x> <urn:y> ?n } WHERE "
    "{ SELECT (COUNT(*) AS ?n) { GRAPH ?u { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } } }"
)
MANY = 20_000


@pytest.fixture
def limits(settings: Settings) -> Settings:
    return settings.model_copy(update={"workers": 1, "update_seconds": PATIENCE_SECONDS})


@pytest.fixture
async def writer(tmp_path: Path, knowledge: Knowledge, limits: Settings) -> AsyncIterator[Writer]:
    """A writer over a copy of the graph."""
    found = Writer(tmp_path / "changed", knowledge.database, BUILD, limits)
    found.open()
    yield found
    await found.close()


@pytest.fixture
async def pool(writer: Writer, limits: Settings) -> AsyncIterator[Pool]:
    """What reads it."""
    async with Pool(writer, limits) as found:
        yield found


async def count(pool: Pool, pattern: str) -> int:
    query = f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"
    run = await pool.run(Answer(query, "text/csv", union=False), Conditions(20, 10))
    return int((await read_all(run)).split()[1])


def clerk_of(folder: Path) -> int:
    """The process that writes there."""
    (found,) = (pid for pid, command in children(os.getpid()) if str(folder).encode() in command)
    return found


async def test_the_copy_starts_as_what_was_published(pool: Pool, knowledge: Knowledge) -> None:
    assert await count(pool, "GRAPH ?g { ?s ?p ?o }") == knowledge.release.quads


async def test_a_change_is_read_by_the_next_query(writer: Writer, pool: Pool) -> None:
    assert await writer.update("INSERT DATA { <urn:a> <urn:b> 1 }", None) == f"{BUILD}+1"
    assert await count(pool, "<urn:a> <urn:b> 1") == 1
    asked = Answer("SELECT (1 AS ?x) {}", "text/csv", union=False)
    run = await pool.run(asked, Conditions(9, 1))
    assert run.version == f"{BUILD}+1"


async def test_a_query_reads_what_was_there_when_it_began(writer: Writer, pool: Pool) -> None:
    path = await writer.take()
    await writer.update("DROP ALL", None)
    newer = await writer.take()
    assert path.exists()
    assert newer != path
    writer.give_back(path)
    await eventually(lambda: not path.exists())
    assert newer.exists()
    writer.give_back(newer)


async def test_without_a_change_there_is_one_snapshot(writer: Writer, pool: Pool) -> None:
    assert await writer.take() == await writer.take()


async def test_changes_at_the_same_time_all_happen(writer: Writer, pool: Pool) -> None:
    await asyncio.gather(
        *(writer.update(f"INSERT DATA {{ <urn:a> <urn:b> {n} }}", None) for n in range(20))
    )
    assert writer.version == f"{BUILD}+20"
    assert await count(pool, "<urn:a> <urn:b> ?n") == 20


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("INSERT DATA { <urn:a> }", RefusedQuery),
        ("DROP GRAPH <urn:absent>", NotEvaluated),
        ("INSERT DATA { <urn:a> <urn:b> 1 } ; DROP GRAPH <urn:absent>", NotEvaluated),
    ],
)
async def test_a_change_that_fails_is_no_change(
    text: str, error: type[KgError], writer: Writer, pool: Pool
) -> None:
    with pytest.raises(error):
        await writer.update(text, None)
    assert writer.version == f"{BUILD}+0"
    assert await count(pool, "<urn:a> ?p ?o") == 0


async def test_an_absent_graph_is_not_found(writer: Writer) -> None:
    with pytest.raises(NotFound, match="urn:absent"):
        await writer.delete("urn:absent")


async def test_a_change_past_its_deadline_is_stopped_and_the_next_is_made(
    tmp_path: Path, knowledge: Knowledge, limits: Settings
) -> None:
    short = limits.model_copy(update={"update_seconds": 1.0})
    writer = Writer(tmp_path / "changed", knowledge.database, BUILD, short)
    writer.open()
    try:
        with pytest.raises(TooLong, match="KG_UPDATE_SECONDS"):
            await writer.update(SLOW, None)
        await writer.update("INSERT DATA { <urn:a> <urn:b> 1 }", None)
        assert writer.version == f"{BUILD}+2"  # the first may have happened
    finally:
        await writer.close()


async def test_what_crashes_the_clerk_kills_nothing_else(writer: Writer, pool: Pool) -> None:
    with pytest.raises((EngineFailed, RefusedQuery)):
        await writer.update(f"INSERT {{ }} WHERE {'{' * 20_000}", None)
    await writer.update("INSERT DATA { <urn:a> <urn:b> 1 }", None)
    assert await count(pool, "<urn:a> <urn:b> 1") == 1


@pytest.mark.slow
@pytest.mark.soak
@pytest.mark.parametrize("seed", range(ROUNDS))
async def test_a_killed_change_has_happened_whole_or_not_at_all(
    seed: int, writer: Writer, pool: Pool, tmp_path: Path
) -> None:
    await writer.update("INSERT DATA { <urn:first> <urn:b> 1 }", None)
    triples = " . ".join(f"<urn:a> <urn:b> {n}" for n in range(MANY))
    writing = asyncio.create_task(writer.update(f"INSERT DATA {{ {triples} }}", None))
    await asyncio.sleep(random.Random(seed).uniform(0.0, 0.25))
    os.kill(clerk_of(tmp_path), signal.SIGKILL)
    await asyncio.gather(writing, return_exceptions=True)
    assert await count(pool, "<urn:a> <urn:b> ?n") in (0, MANY)
    assert await count(pool, "<urn:first> <urn:b> 1") == 1
    await writer.update("INSERT DATA { <urn:last> <urn:b> 1 }", None)
    assert await count(pool, "<urn:last> <urn:b> 1") == 1


async def test_who_goes_away_while_it_writes_leaves_the_store_whole(
    writer: Writer, pool: Pool
) -> None:
    triples = " . ".join(f"<urn:a> <urn:b> {n}" for n in range(MANY))
    writing = asyncio.create_task(writer.update(f"INSERT DATA {{ {triples} }}", None))
    await asyncio.sleep(0.1)
    writing.cancel()
    await asyncio.gather(writing, return_exceptions=True)
    assert await count(pool, "<urn:a> <urn:b> ?n") in (0, MANY)


async def test_a_folder_has_one_writer(
    writer: Writer, tmp_path: Path, knowledge: Knowledge, limits: Settings
) -> None:
    second = Writer(tmp_path / "changed", knowledge.database, BUILD, limits)
    with pytest.raises(InvalidRequest, match="KG_STATE"):
        second.open()


async def test_changes_and_their_count_stay(
    tmp_path: Path, knowledge: Knowledge, limits: Settings
) -> None:
    for count_before in range(3):
        writer = Writer(tmp_path / "changed", knowledge.database, BUILD, limits)
        writer.open()
        assert writer.version == f"{BUILD}+{count_before}"
        await writer.update(f"INSERT DATA {{ <urn:a> <urn:b> {count_before} }}", None)
        await writer.close()
    writer = Writer(tmp_path / "changed", knowledge.database, BUILD, limits)
    writer.open()
    async with Pool(writer, limits) as pool:
        assert await count(pool, "<urn:a> <urn:b> ?n") == 3
    await writer.close()


async def test_blank_nodes_of_two_uploads_are_not_the_same(writer: Writer, pool: Pool) -> None:
    part = Part("text/turtle", b"_:b <urn:p> 1 .", None)
    assert await writer.upload("POST", "urn:g", [part, part]) == (True, f"{BUILD}+1")
    assert await writer.upload("POST", "urn:g", [part]) == (False, f"{BUILD}+2")
    assert await count(pool, "GRAPH <urn:g> { ?s <urn:p> 1 }") == 3


async def eventually(true: Callable[[], bool]) -> None:
    until = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while not true():
        assert asyncio.get_running_loop().time() < until
        await asyncio.sleep(0.01)
