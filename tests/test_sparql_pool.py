"""The pool: real workers, which may be killed or die; whoever asks next is served all the same."""

import asyncio
import json
import os
import signal
import time
from collections.abc import AsyncIterator, Callable
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
    TooLarge,
    TooLong,
    WorkersDown,
)
from kg.sparql import frames, gate
from kg.sparql.pool import Pool
from kg.sparql.result import Conditions, read_all
from kg.sparql.run import Run
from kg.sparql.source import Release
from kg.store.engine import Answer
from kg.vocab import ENTITIES, FACTS
from tests.api_client import LONG, PATIENCE_SECONDS, SLOW, eventually_dead, query_workers

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
JSON = "application/sparql-results+json"
TSV = "text/tab-separated-values"
SECONDS = (
    2.0  # a deadline that is meant to be met; a busy machine is that late before the first byte
)
SHORT = "SELECT (1 AS ?x) {}"
ALL = "SELECT * { ?s ?p ?o }"
# More memory than a worker has: the engine aborts, and its process with it.
DEADLY = (
    "SELECT (STRLEN(?x30) AS ?n) { BIND('0123456789abcdef' AS ?x0) "
    + " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(30))
    + " }"
)
PoolOf = Callable[..., Pool]


@pytest.fixture
async def pool_of(settings: Settings, knowledge: Knowledge) -> AsyncIterator[PoolOf]:
    """Makes pools with other settings; no worker of theirs outlives the test."""
    before = workers_of_ours()
    pools: list[Pool] = []

    def make(**changes: object) -> Pool:
        small = {"workers": 1, "spare_workers": 1, "query_seconds": PATIENCE_SECONDS}
        changed = settings.model_copy(update={**small, **changes})
        pools.append(Pool(Release(knowledge.database, "v"), changed))
        pools[-1].start()
        return pools[-1]

    yield make
    for pool in pools:
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


async def test_a_store_that_is_not_there_fails_and_says_which() -> None:
    settings = Settings(workers=1, spare_workers=0)
    async with Pool(Release(Path("/nowhere"), "v"), settings) as pool:
        with pytest.raises(WorkersDown, match="nowhere"):
            await begun(pool, SHORT)


async def test_workers_that_do_not_start_are_told(pool_of: PoolOf) -> None:
    pool = pool_of(worker_megabytes=10)
    with pytest.raises(WorkersDown, match="KG_WORKER_MEGABYTES"):
        await begun(pool, SHORT)


async def graphs(pool: Pool, query: str) -> list[dict[str, str]]:
    """The rows of a query whose dataset the gate has looked at."""
    examined = gate.examine(query, Settings())
    wanted = Answer(query, JSON, union=not examined.has_dataset)
    found = json.loads(await read_all(await pool.run(wanted, Conditions(PATIENCE_SECONDS, 10_000))))
    return [
        {name: term["value"] for name, term in row.items()} for row in found["results"]["bindings"]
    ]


async def count(pool: Pool, dataset: str, pattern: str = "?s ?p ?o") -> int:
    query = f"SELECT (COUNT(*) AS ?n) {dataset} WHERE {{ {pattern} }}"
    return int((await graphs(pool, query))[0]["n"])


EVERYWHERE = "{ SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } }"


async def test_without_a_dataset_clause_the_default_graph_is_the_union(
    pool_of: PoolOf, knowledge: Knowledge
) -> None:
    pool = pool_of()
    distinct = "{ SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }"
    assert await count(pool, "", distinct) == await count(pool, "", EVERYWHERE) > 0
    assert await count(pool, "", "GRAPH ?g { ?s ?p ?o }") == knowledge.release.quads


async def test_the_union_has_each_triple_once(pool_of: PoolOf) -> None:
    """A default graph is a set: a triple that two graphs hold is one triple of their union."""
    pool = pool_of()
    assert await count(pool, "") == await count(pool, "", EVERYWHERE)


@pytest.mark.parametrize("name", [FACTS, ENTITIES, "harbour-weekly-12"])
@pytest.mark.parametrize("word", ["FROM", "from", "FROM "])
async def test_from_shows_only_that_graph(
    name: str, word: str, pool_of: PoolOf, knowledge: Knowledge
) -> None:
    pool, graph = pool_of(), f"<{knowledge.names.graph(name)}>"
    inside = await count(pool, "", f"GRAPH {graph} {{ ?s ?p ?o }}")
    assert await count(pool, f"{word}{graph}") == inside > 0
    assert await count(pool, f"{word}{graph}", "GRAPH ?g { ?s ?p ?o }") == 0


async def test_two_from_clauses_show_both_graphs_merged(
    pool_of: PoolOf, knowledge: Knowledge
) -> None:
    pool = pool_of()
    facts, entities = (f"<{knowledge.names.graph(name)}>" for name in (FACTS, ENTITIES))
    both = await count(pool, "", f"GRAPH {facts} {{ ?s ?p ?o }}") + await count(
        pool, "", f"GRAPH {entities} {{ ?s ?p ?o }}"
    )
    assert await count(pool, f"FROM {facts} FROM {entities}") == both


async def test_from_named_alone_sees_an_empty_default_graph(
    pool_of: PoolOf, knowledge: Knowledge
) -> None:
    pool, graph = pool_of(), f"<{knowledge.names.graph(FACTS)}>"
    assert await count(pool, f"FROM NAMED {graph}") == 0
    inside = await count(pool, "", f"GRAPH {graph} {{ ?s ?p ?o }}")
    assert await count(pool, f"FROM NAMED {graph}", "GRAPH ?g { ?s ?p ?o }") == inside > 0


async def test_from_close_to_a_prefixed_name_shows_only_that_graph(
    pool_of: PoolOf, knowledge: Knowledge
) -> None:
    pool, facts = pool_of(), knowledge.names.graph(FACTS)
    prefix = f"PREFIX : <{knowledge.names.graph('')}>"
    inside = await count(pool, "", f"GRAPH <{facts}> {{ ?s ?p ?o }}")
    query = f"{prefix} SELECT (COUNT(*) AS ?n) FROM:{FACTS} {{ ?s ?p ?o }}"
    with suppress(RefusedQuery):  # which is what the letter of the grammar asks for
        assert int((await graphs(pool, query))[0]["n"]) == inside
