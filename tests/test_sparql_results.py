"""Results of the pool: how large they may be, where they are cut, and who stops reading."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest

from kg.answers.knowledge import Knowledge
from kg.config import Settings
from kg.errors import Busy, TooLarge, TooLong
from kg.sparql import frames
from kg.sparql.result import Conditions, read_all
from kg.store.engine import Answer
from tests.api_client import LONG, PATIENCE_SECONDS, SLOW, eventually_dead
from tests.pools import ALL, SECONDS, SHORT, PoolOf, answer, begun, pools, served, workers_of_ours

pytestmark = [pytest.mark.anyio, pytest.mark.slow]


@pytest.fixture
async def pool_of(settings: Settings, knowledge: Knowledge) -> AsyncIterator[PoolOf]:
    async with pools(settings, knowledge) as made:
        yield made


async def test_a_small_result_past_the_limit_fails_before_its_first_byte(pool_of: PoolOf) -> None:
    pool = pool_of(max_result_bytes=1_000)
    with pytest.raises(TooLarge, match=r"KG_MAX_RESULT_BYTES allows \(1,000\)"):
        await begun(pool, ALL)
    assert await served(pool)


async def test_a_long_result_past_the_limit_fails_before_its_end(pool_of: PoolOf) -> None:
    pool = pool_of(max_result_bytes=5 * frames.CHUNK, max_rows=10**9)
    received, pieces = 0, aiter(await begun(pool, LONG))
    with suppress(TooLarge):
        async for piece in pieces:
            received += len(piece)
    assert frames.CHUNK <= received <= 5 * frames.CHUNK
    assert await served(pool)


async def test_what_is_not_bounded_fails_before_its_first_byte(pool_of: PoolOf) -> None:
    pool = pool_of(max_result_bytes=5 * frames.CHUNK, max_rows=10**9)
    with pytest.raises(TooLarge):
        await begun(pool, LONG, bounded=False)
    assert await served(pool)


async def test_an_answer_that_was_held_back_is_the_same(pool_of: PoolOf) -> None:
    pool = pool_of()
    at_once, held = await begun(pool, ALL), None
    whole = await read_all(at_once)
    held = await begun(pool, ALL, bounded=False)
    assert at_once.length is None
    assert held.length == len(whole) > frames.CHUNK
    assert await read_all(held) == whole


async def test_a_result_of_more_rows_than_allowed_is_cut_and_says_so(pool_of: PoolOf) -> None:
    pool = pool_of(max_rows=3)
    run = await begun(pool, ALL)
    assert run.cut == 3
    assert (await read_all(run)).count(b"\n") == 4


@pytest.mark.parametrize("bounded", [True, False])
async def test_a_long_result_is_cut_too(bounded: bool, pool_of: PoolOf) -> None:
    pool = pool_of(max_rows=2_000)
    run = await begun(pool, LONG, bounded=bounded)
    assert run.cut == (None if bounded else 2_000)
    assert (await read_all(run)).count(b"\n") == 2_001
    assert run.cut == 2_000


async def test_a_graph_is_cut_after_its_triples(pool_of: PoolOf) -> None:
    pool = pool_of()
    wanted = Answer("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "application/n-triples", union=True)
    run = await pool.run(wanted, Conditions(PATIENCE_SECONDS, 3))
    assert run.cut == 3
    *triples, mark = (await read_all(run)).decode().splitlines()
    assert len(triples) == 3
    assert mark == "# cut after 3 triples (KG_MAX_ROWS)"


async def test_a_result_of_just_the_limit_is_whole(pool_of: PoolOf) -> None:
    size = len(await answer(pool_of(), ALL))
    assert len(await answer(pool_of(max_result_bytes=size), ALL)) == size
    with pytest.raises(TooLarge):
        await answer(pool_of(max_result_bytes=size - 1), ALL)


async def test_closing_a_result_early_frees_the_worker(pool_of: PoolOf) -> None:
    pool = pool_of(spare_workers=0, max_rows=10**9)
    run = await begun(pool, LONG)
    workers = workers_of_ours()
    await run.aclose()
    assert eventually_dead(workers)
    assert await served(pool)


async def test_closing_a_result_twice_or_after_its_end_frees_no_second_place(
    pool_of: PoolOf,
) -> None:
    pool = pool_of(queue=0, max_rows=10**9)
    await pool.ready()
    for _ in range(3):
        run = await begun(pool, SHORT)
        await read_all(run)
        await run.aclose()
        await run.aclose()
    held = await begun(pool, LONG)
    with pytest.raises(Busy):
        await begun(pool, SHORT)
    await held.aclose()


async def test_who_goes_away_while_it_computes_frees_the_worker(pool_of: PoolOf) -> None:
    pool = pool_of(spare_workers=0)
    assert await served(pool)
    workers = workers_of_ours()
    asking = asyncio.create_task(begun(pool, SLOW))
    await asyncio.sleep(0.2)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert await served(pool)
    assert eventually_dead(workers)


async def test_a_reader_that_stops_reading_keeps_no_place_past_the_deadline(
    pool_of: PoolOf,
) -> None:
    pool = pool_of(max_rows=10**9)
    run = await begun(pool, LONG, seconds=SECONDS)
    await asyncio.sleep(SECONDS)  # nobody reads, and the deadline passes
    assert await served(pool)
    with pytest.raises(TooLong):
        await read_all(run)
    assert await served(pool)
