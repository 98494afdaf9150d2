"""The pool: real workers, which may be killed or die; whoever asks next is served all the same."""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from kg.answers.knowledge import Knowledge
from kg.config import Settings
from kg.errors import (
    Busy,
    EngineFailed,
    KgError,
    NotEvaluated,
    Penalised,
    RefusedQuery,
    TooLong,
    WorkersDown,
)
from kg.sparql.pool import Pool
from kg.sparql.result import Conditions, read_all
from kg.sparql.source import Release
from kg.store.engine import Answer
from tests.api_client import LONG, PATIENCE_SECONDS, SLOW, eventually_dead
from tests.pools import SECONDS, SHORT, TSV, PoolOf, answer, begun, pools, served, workers_of_ours

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

# More memory than a worker has: the engine aborts, and its process with it.
DEADLY = (
    "SELECT (STRLEN(?x30) AS ?n) { BIND('0123456789abcdef' AS ?x0) "
    + " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(30))
    + " }"
)


@pytest.fixture
async def pool_of(settings: Settings, knowledge: Knowledge) -> AsyncIterator[PoolOf]:
    async with pools(settings, knowledge) as made:
        yield made


async def test_an_answer_is_what_the_engine_writes(pool_of: PoolOf) -> None:
    assert await served(pool_of())


async def test_a_worker_serves_one_query_after_another(pool_of: PoolOf) -> None:
    pool = pool_of(spare_workers=0)
    assert await served(pool)
    workers = workers_of_ours()
    assert await served(pool)
    assert workers_of_ours() == workers


async def test_a_query_past_its_deadline_is_killed_and_the_next_is_served(pool_of: PoolOf) -> None:
    pool = pool_of()
    assert await served(pool)
    before = workers_of_ours()
    started = time.monotonic()
    with pytest.raises(TooLong, match="KG_QUERY_SECONDS"):
        await begun(pool, SLOW, seconds=SECONDS)
    assert time.monotonic() - started >= SECONDS * 0.9
    assert await served(pool)
    assert eventually_dead(before - workers_of_ours())


async def test_the_deadline_counts_from_the_receipt(pool_of: PoolOf) -> None:
    pool = pool_of()
    assert await served(pool)
    early = Conditions(SECONDS, 10, received=time.monotonic() - SECONDS)
    with pytest.raises((TooLong, Busy)):
        await pool.run(Answer(SLOW, TSV, union=True), early)
    assert await served(pool)


async def test_a_deadline_met_while_the_answer_is_read_is_an_error(pool_of: PoolOf) -> None:
    run = await begun(pool_of(max_rows=10**9), LONG, seconds=SECONDS)
    assert run.whole is None
    await asyncio.sleep(SECONDS)
    with pytest.raises(TooLong):
        await read_all(run)


async def test_who_computes_for_long_lets_the_others_go_first(pool_of: PoolOf) -> None:
    pool = pool_of(spare_workers=0)
    assert await served(pool)
    (worker,) = workers_of_ours()
    slow = asyncio.create_task(begun(pool, SLOW))
    until = time.monotonic() + PATIENCE_SECONDS
    while os.getpriority(os.PRIO_PROCESS, worker) < 19:
        assert time.monotonic() < until
        await asyncio.sleep(0.01)
    slow.cancel()
    with pytest.raises(asyncio.CancelledError):
        await slow


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {'{' * 3_000} ?s ?p ?o {'}' * 3_000}",
        f"SELECT (({'(' * 6_000}1{')' * 6_000}) AS ?x) {{}}",
        f"ASK {{ FILTER ({'!' * 50_000}true) }}",
        f"SELECT * {'{' * 6_000}",
        DEADLY,
    ],
    ids=["braces", "brackets", "negations", "unclosed", "memory"],
)
async def test_what_kills_a_worker_kills_nothing_else(query: str, pool_of: PoolOf) -> None:
    pool = pool_of(worker_megabytes=1_500)
    with suppress(KgError):
        await answer(pool, query)
    assert await served(pool)


async def test_a_query_that_killed_a_worker_has_to_wait(pool_of: PoolOf) -> None:
    pool = pool_of(worker_megabytes=1_500)
    with pytest.raises((EngineFailed, NotEvaluated)) as first:
        await answer(pool, DEADLY, "eve")
    if isinstance(first.value, EngineFailed):
        with pytest.raises(Penalised):
            await answer(pool, DEADLY, "eve")
    assert await served(pool)


@pytest.mark.parametrize("query", ["SELECT", "SELECT * { ?s ?p }", "INSERT DATA {}"])
async def test_what_the_engine_cannot_parse_is_refused_and_the_worker_lives(
    query: str, pool_of: PoolOf
) -> None:
    pool = pool_of(spare_workers=0)
    assert await served(pool)
    workers = workers_of_ours()
    with pytest.raises(RefusedQuery):
        await begun(pool, query)
    assert await served(pool)
    assert workers_of_ours() == workers


async def test_what_the_engine_cannot_evaluate_is_told_apart(pool_of: PoolOf) -> None:
    with pytest.raises(NotEvaluated, match="custom function"):
        await begun(pool_of(), "SELECT (<urn:no-such-function>(1) AS ?x) {}")


async def test_a_store_that_is_not_there_fails_and_says_which() -> None:
    settings = Settings(workers=1, spare_workers=0)
    async with Pool(Release(Path("/nowhere"), "v"), settings) as pool:
        with pytest.raises(WorkersDown, match="nowhere"):
            await begun(pool, SHORT)


async def test_workers_that_do_not_start_are_told(pool_of: PoolOf) -> None:
    pool = pool_of(worker_megabytes=10)
    with pytest.raises(WorkersDown, match="KG_WORKER_MEGABYTES"):
        await begun(pool, SHORT)
