"""The queue of the pool: who waits, who is told that it is busy, and how it closes."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator

import pytest

from kg.answers.knowledge import Knowledge
from kg.config import Settings
from kg.errors import Busy
from kg.sparql.result import Conditions
from kg.store.engine import Answer
from tests.api_client import LONG, PATIENCE_SECONDS
from tests.pools import SHORT, TSV, PoolOf, answer, begun, pools, served, workers_of_ours

pytestmark = [pytest.mark.anyio, pytest.mark.slow]


@pytest.fixture
async def pool_of(settings: Settings, knowledge: Knowledge) -> AsyncIterator[PoolOf]:
    async with pools(settings, knowledge) as made:
        yield made


@pytest.mark.parametrize("queue", [0, 2])
async def test_more_than_the_queue_holds_are_told_at_once_that_it_is_busy(
    queue: int, pool_of: PoolOf
) -> None:
    pool = pool_of(queue=queue, max_rows=10**9)
    await pool.ready()
    held = await begun(pool, LONG)
    waiting = [asyncio.create_task(served(pool)) for _ in range(queue)]
    await asyncio.sleep(0.05)
    with pytest.raises(Busy, match=rf"1 queries run and {queue} wait.*KG_QUEUE"):
        await begun(pool, SHORT)
    await held.aclose()
    assert await asyncio.gather(*waiting) == [True] * queue


async def test_a_worker_that_starts_later_lets_nobody_past_a_full_queue(pool_of: PoolOf) -> None:
    """A spare worker woke whoever waited, and for a moment the queue looked shorter than it was."""
    pool = pool_of(queue=1, spare_workers=2, max_rows=10**9)
    held = await begun(pool, LONG)
    waiting = asyncio.create_task(served(pool))
    started = workers_of_ours()
    until = time.monotonic() + PATIENCE_SECONDS
    while len(started) < 3 and time.monotonic() < until:
        await asyncio.sleep(0)
        with pytest.raises(Busy, match="1 queries run and 1 wait"):
            await begun(pool, SHORT)
        started = workers_of_ours()
    assert len(started) == 3
    await held.aclose()
    assert await waiting


async def test_who_waits_and_goes_away_takes_nobodys_place(pool_of: PoolOf) -> None:
    pool = pool_of(max_rows=10**9)
    held = await begun(pool, LONG)
    impatient, patient = (asyncio.create_task(served(pool)) for _ in range(2))
    await asyncio.sleep(0.05)
    impatient.cancel()
    await held.aclose()
    assert await patient


async def test_who_goes_away_when_it_is_its_turn_lets_the_next_one_in(pool_of: PoolOf) -> None:
    pool = pool_of(max_rows=10**9)
    held = await begun(pool, LONG)
    leaving, staying = (asyncio.create_task(served(pool)) for _ in range(2))
    await asyncio.sleep(0.05)
    await held.aclose()  # wakes the first, which has not run yet
    leaving.cancel()
    assert await asyncio.wait_for(staying, PATIENCE_SECONDS)
    assert await asyncio.wait_for(served(pool), PATIENCE_SECONDS)


async def test_who_waits_past_the_deadline_is_told_that_it_is_busy(pool_of: PoolOf) -> None:
    pool = pool_of(max_rows=10**9)
    held = await begun(pool, LONG)
    with pytest.raises(Busy, match="no worker was free"):
        await pool.run(Answer(SHORT, TSV, union=True), Conditions(0.2, 10))
    await held.aclose()


async def test_many_share_two_workers(pool_of: PoolOf) -> None:
    pool = pool_of(workers=2, spare_workers=0)
    before = workers_of_ours()
    asked = [answer(pool, f"SELECT ({n} AS ?x) {{}}") for n in range(20)]
    answers = await asyncio.gather(*asked)
    assert answers == [f"?x\n{n}\n".encode() for n in range(20)]
    assert len(workers_of_ours() | before) <= 2


async def test_spare_workers_are_started_and_replaced(pool_of: PoolOf) -> None:
    pool = pool_of(workers=1, spare_workers=2)
    await pool.ready()
    for _ in range(2):
        until = time.monotonic() + PATIENCE_SECONDS
        while len(workers_of_ours()) < 3:
            assert time.monotonic() < until
            await asyncio.sleep(0.02)
        os.kill(workers_of_ours().pop(), signal.SIGKILL)
        await asyncio.sleep(0.1)
        assert await served(pool)


async def test_a_closed_pool_takes_no_query(pool_of: PoolOf) -> None:
    pool = pool_of()
    await pool.close()
    with pytest.raises(Busy, match="stopping"):
        await begun(pool, SHORT)


async def test_closing_ends_those_who_wait(pool_of: PoolOf) -> None:
    pool = pool_of(max_rows=10**9)
    held = await begun(pool, LONG)
    waiting = asyncio.create_task(served(pool))
    await asyncio.sleep(0.05)
    await pool.close()
    with pytest.raises(Busy, match="stopping"):
        await waiting
    await held.aclose()
