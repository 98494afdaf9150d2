"""What tests of the pool share: pools of real workers, and what they are asked."""

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from kg.answers.knowledge import Knowledge
from kg.config import Settings
from kg.sparql.pool import Pool
from kg.sparql.result import Conditions, read_all
from kg.sparql.run import Run
from kg.sparql.source import Release
from kg.store.engine import Answer
from tests.api_client import PATIENCE_SECONDS, query_workers

TSV = "text/tab-separated-values"
SECONDS = (
    2.0  # a deadline that is meant to be met; a busy machine is that late before the first byte
)
SHORT = "SELECT (1 AS ?x) {}"
ALL = "SELECT * { ?s ?p ?o }"
PoolOf = Callable[..., Pool]


@asynccontextmanager
async def pools(settings: Settings, knowledge: Knowledge) -> AsyncIterator[PoolOf]:
    """Makes pools with other settings; no worker of theirs outlives the test."""
    before = workers_of_ours()
    running: list[Pool] = []

    def make(**changes: object) -> Pool:
        small = {"workers": 1, "spare_workers": 1, "query_seconds": PATIENCE_SECONDS}
        changed = settings.model_copy(update={**small, **changes})
        running.append(Pool(Release(knowledge.database, "v"), changed))
        running[-1].start()
        return running[-1]

    yield make
    for pool in running:
        await pool.close()
    assert not workers_of_ours() - before


def workers_of_ours() -> set[int]:
    return query_workers(os.getpid())


async def begun(
    pool: Pool,
    query: str,
    client: str = "",
    *,
    bounded: bool = True,
    seconds: float = PATIENCE_SECONDS,
) -> Run:
    """A run whose first bytes have come."""
    most = Conditions(seconds, pool.settings.max_rows, client)
    return await pool.run(Answer(query, TSV, union=True, bounded=bounded), most)


async def answer(pool: Pool, query: str, client: str = "") -> bytes:
    return await read_all(await begun(pool, query, client))


async def served(pool: Pool) -> bool:
    """Whether the pool answers a short query."""
    return await answer(pool, SHORT) == b"?x\n1\n"
