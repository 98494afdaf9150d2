"""The pool: real workers, which may be killed or die; whoever asks next is served all the same."""

import json
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kg.answers.knowledge import Knowledge
from kg.config import Settings
from kg.errors import (
    Busy,
    EngineFailed,
    KgError,
    NoStore,
    RefusedQuery,
    TooLarge,
    TooLong,
    WorkersDown,
)
from kg.sparql import gate
from kg.sparql.pool import FIRST, Pool
from kg.store.engine import Answer
from kg.vocab import ENTITIES, FACTS
from tests.api_client import LONG, PATIENCE_SECONDS, SLOW, eventually_dead, is_alive, query_workers

JSON = "application/sparql-results+json"
TSV = "text/tab-separated-values"
SECONDS = 1.5
SHORT = "SELECT (1 AS ?x) {}"
PoolOf = Callable[..., Pool]


@pytest.fixture
def pool_of(settings: Settings, knowledge: Knowledge) -> Iterator[PoolOf]:
    """Makes pools with other settings; no worker of theirs outlives the test."""
    before = query_workers_of_ours()
    pools: list[Pool] = []

    def make(**changes: object) -> Pool:
        changed = settings.model_copy(update={"workers": 1, "query_seconds": SECONDS, **changes})
        pools.append(Pool(knowledge.database, changed))
        return pools[-1]

    yield make
    for pool in pools:
        pool.close()
    assert eventually_dead(query_workers_of_ours() - before)


def query_workers_of_ours() -> set[int]:
    return query_workers(os.getpid())


def answer(query: str, media_type: str = TSV, *, union: bool = True) -> Answer:
    return Answer(query, media_type, union)


def served(pool: Pool) -> bool:
    """Whether the pool answers a short query."""
    return b"".join(pool.run(answer(SHORT))) == b"?x\n1\n"


def test_an_answer_is_what_the_engine_writes(pool_of: PoolOf) -> None:
    assert served(pool_of())


def test_a_worker_serves_one_query_after_another(pool_of: PoolOf) -> None:
    pool = pool_of()
    assert served(pool)
    workers = query_workers_of_ours()
    assert served(pool)
    assert query_workers_of_ours() == workers


def test_a_query_past_its_deadline_is_killed_and_the_next_is_served(pool_of: PoolOf) -> None:
    pool = pool_of()
    assert served(pool)
    before = query_workers_of_ours()
    started = time.monotonic()
    with pytest.raises(TooLong, match="KG_QUERY_SECONDS"):
        pool.run(answer(SLOW))
    assert time.monotonic() - started >= SECONDS * 0.9
    assert eventually_dead(before - query_workers_of_ours())
    assert served(pool)


def test_a_deadline_met_while_the_answer_is_read_is_an_error(pool_of: PoolOf) -> None:
    result = pool_of().run(answer(LONG))
    assert next(result)
    time.sleep(SECONDS)
    with pytest.raises(TooLong):
        list(result)


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {'{' * 3_000} ?s ?p ?o {'}' * 3_000}",
        f"SELECT (({'(' * 6_000}1{')' * 6_000}) AS ?x) {{}}",
        f"ASK {{ FILTER ({'!' * 50_000}true) }}",
        f"SELECT * {'{' * 6_000}",
    ],
    ids=["braces", "brackets", "negations", "unclosed"],
)
def test_six_kilobytes_of_braces_kill_at_most_a_worker(query: str, pool_of: PoolOf) -> None:
    pool = pool_of()
    with suppress(KgError):
        list(pool.run(answer(query)))
    assert served(pool)


@pytest.mark.slow
def test_a_query_that_takes_too_much_memory_kills_at_most_a_worker(pool_of: PoolOf) -> None:
    pool = pool_of(worker_megabytes=800)
    hungry = "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d))) AS ?x) { ?a ?b ?c . ?d ?e ?f }"
    with pytest.raises((EngineFailed, TooLong, RefusedQuery)):
        list(pool.run(answer(hungry)))
    assert served(pool)


@pytest.mark.parametrize("query", ["SELECT", "SELECT * { ?s ?p }", "INSERT DATA {}"])
def test_what_the_engine_cannot_parse_is_refused_and_the_worker_lives(
    query: str, pool_of: PoolOf
) -> None:
    pool = pool_of()
    assert served(pool)
    workers = query_workers_of_ours()
    with pytest.raises(RefusedQuery):
        pool.run(answer(query))
    assert served(pool)
    assert query_workers_of_ours() == workers


def test_a_small_result_past_the_limit_fails_before_its_first_byte(pool_of: PoolOf) -> None:
    pool = pool_of(max_result_bytes=1_000)
    with pytest.raises(TooLarge, match=r"KG_MAX_RESULT_BYTES allows \(1,000\)"):
        pool.run(answer("SELECT * { ?s ?p ?o }"))
    assert served(pool)


def test_a_long_result_past_the_limit_fails_before_its_end(pool_of: PoolOf) -> None:
    limit = 5 * FIRST
    pool = pool_of(max_result_bytes=limit)
    result = pool.run(answer(LONG))
    with pytest.raises(TooLarge):
        list(result)
    assert served(pool)


def test_what_came_before_the_limit_was_received(pool_of: PoolOf) -> None:
    limit = 5 * FIRST
    pool = pool_of(max_result_bytes=limit)
    received = 0
    with suppress(TooLarge):
        for piece in pool.run(answer(LONG)):
            received += len(piece)
    assert FIRST <= received <= limit
    assert served(pool)


def test_a_result_of_just_the_limit_is_whole(pool_of: PoolOf) -> None:
    size = len(b"".join(pool_of().run(answer("SELECT * { ?s ?p ?o }"))))
    assert size > FIRST
    assert (
        len(b"".join(pool_of(max_result_bytes=size).run(answer("SELECT * { ?s ?p ?o }")))) == size
    )
    with pytest.raises(TooLarge):
        list(pool_of(max_result_bytes=size - 1).run(answer("SELECT * { ?s ?p ?o }")))


def test_closing_a_result_early_frees_the_worker(pool_of: PoolOf) -> None:
    pool = pool_of()
    result = pool.run(answer(LONG))
    workers = query_workers_of_ours()
    assert next(result)
    result.close()
    assert eventually_dead(workers)
    assert served(pool)


def test_closing_a_result_twice_or_after_its_end_frees_no_second_place(pool_of: PoolOf) -> None:
    pool = pool_of(queue=0)
    for _ in range(3):
        result = pool.run(answer(SHORT))
        list(result)
        result.close()
        result.close()
    held = pool.run(answer(LONG))
    with pytest.raises(Busy):
        pool.run(answer(SHORT))
    held.close()


def test_letting_go_of_an_unread_result_frees_the_worker(pool_of: PoolOf) -> None:
    pool = pool_of()
    result = pool.run(answer(LONG))
    del result
    assert served(pool)


def test_a_reader_that_stops_reading_keeps_no_place_past_the_deadline(pool_of: PoolOf) -> None:
    pool = pool_of()
    result = pool.run(answer(LONG))
    time.sleep(SECONDS)  # nobody reads, and the deadline passes
    assert served(pool)
    with pytest.raises(TooLong):
        list(result)
    assert served(pool)


def wait_until_waiting(pool: Pool, queries: int) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while pool._waiting < queries:
        assert time.monotonic() < until
        time.sleep(0.005)


@pytest.mark.parametrize("queue", [0, 2])
def test_more_than_the_queue_holds_are_told_at_once_that_it_is_busy(
    queue: int, pool_of: PoolOf
) -> None:
    pool = pool_of(queue=queue, query_seconds=PATIENCE_SECONDS)
    held = pool.run(answer(LONG))
    answers: list[bool] = []
    threads = [threading.Thread(target=lambda: answers.append(served(pool))) for _ in range(queue)]
    for thread in threads:
        thread.start()
    wait_until_waiting(pool, queue)
    started = time.monotonic()
    extra = threading.Timer(SECONDS, held.close)  # or it would wait for all of its deadline
    extra.start()
    with pytest.raises(Busy, match=rf"1 queries run and {queue} wait.*KG_QUEUE"):
        pool.run(answer(SHORT))
    assert time.monotonic() - started < SECONDS
    extra.cancel()
    held.close()
    for thread in threads:
        thread.join()
    assert answers == [True] * queue


def test_a_query_that_waits_is_served_when_a_worker_is_free(pool_of: PoolOf) -> None:
    pool = pool_of(query_seconds=PATIENCE_SECONDS)
    held = pool.run(answer(LONG))
    answers: list[bool] = []
    thread = threading.Thread(target=lambda: answers.append(served(pool)))
    thread.start()
    wait_until_waiting(pool, 1)
    assert not answers
    held.close()
    thread.join()
    assert answers == [True]


def test_many_threads_share_two_workers(pool_of: PoolOf) -> None:
    pool = pool_of(workers=2, query_seconds=PATIENCE_SECONDS)
    answers: list[bytes] = []
    threads = [
        threading.Thread(
            target=lambda n=n: answers.append(
                b"".join(pool.run(answer(f"SELECT ({n} AS ?x) {{}}")))
            )
        )
        for n in range(20)
    ]
    before = query_workers_of_ours()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == sorted(f"?x\n{n}\n".encode() for n in range(20))
    assert len(query_workers_of_ours() - before) <= 2


def test_warming_starts_every_worker_before_the_first_query(pool_of: PoolOf) -> None:
    before = query_workers_of_ours()
    pool = pool_of(workers=2)
    pool.warm()
    started = query_workers_of_ours() - before
    assert len(started) == 2
    assert served(pool)
    assert started >= query_workers_of_ours() - before


def test_no_child_is_left_after_close(pool_of: PoolOf) -> None:
    before = query_workers_of_ours()
    pool = pool_of(workers=2)
    pool.warm()
    busy = pool.run(answer(LONG))
    ours = query_workers_of_ours() - before
    assert len(ours) == 2
    pool.close()
    assert sum(map(is_alive, ours)) == 1  # the busy one stops when its query ends
    busy.close()
    assert eventually_dead(ours)


def test_a_closed_pool_takes_no_query(pool_of: PoolOf) -> None:
    pool = pool_of()
    pool.close()
    with pytest.raises(Busy, match="stopping"):
        pool.run(answer(SHORT))
    assert not query_workers_of_ours()


def test_a_worker_that_was_killed_from_outside_is_replaced(pool_of: PoolOf) -> None:
    pool = pool_of()
    before = query_workers_of_ours()
    assert served(pool)
    for pid in query_workers_of_ours() - before:
        os.kill(pid, signal.SIGKILL)
    time.sleep(0.1)
    assert served(pool)


def test_a_store_that_is_not_there_fails_and_leaves_no_child(
    tmp_path: Path, settings: Settings
) -> None:
    before = query_workers_of_ours()
    pool = Pool(tmp_path / "nothing", settings)
    with pytest.raises((WorkersDown, NoStore), match="nothing"):
        pool.run(answer(SHORT))
    assert query_workers_of_ours() == before


def graphs(pool: Pool, query: str) -> list[dict[str, str]]:
    """The rows of a query whose dataset the gate has looked at."""
    examined = gate.examine(query, Settings())
    union = not examined.has_dataset
    found = json.loads(b"".join(pool.run(answer(query, JSON, union=union))))
    return [
        {name: term["value"] for name, term in row.items()} for row in found["results"]["bindings"]
    ]


def count(pool: Pool, dataset: str, pattern: str = "?s ?p ?o") -> int:
    query = f"SELECT (COUNT(*) AS ?n) {dataset} WHERE {{ {pattern} }}"
    return int(graphs(pool, query)[0]["n"])


EVERYWHERE = "{ SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } }"


def test_without_a_dataset_clause_the_default_graph_is_the_union(
    pool_of: PoolOf, knowledge: Knowledge
) -> None:
    pool = pool_of()
    distinct = "{ SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }"
    assert count(pool, "", distinct) == count(pool, "", EVERYWHERE) > 0
    assert count(pool, "", "GRAPH ?g { ?s ?p ?o }") == knowledge.release.quads


def test_the_union_has_each_triple_once(pool_of: PoolOf) -> None:
    """A default graph is a set: a triple that two graphs hold is one triple of their union."""
    pool = pool_of()
    assert count(pool, "") == count(pool, "", EVERYWHERE)


@pytest.mark.parametrize("name", [FACTS, ENTITIES, "harbour-weekly-12"])
@pytest.mark.parametrize("word", ["FROM", "from", "FROM "])
def test_from_shows_only_that_graph(
    name: str, word: str, pool_of: PoolOf, knowledge: Knowledge
) -> None:
    pool, graph = pool_of(), f"<{knowledge.names.graph(name)}>"
    inside = count(pool, "", f"GRAPH {graph} {{ ?s ?p ?o }}")
    assert count(pool, f"{word}{graph}") == inside > 0
    assert count(pool, f"{word}{graph}", "GRAPH ?g { ?s ?p ?o }") == 0


def test_two_from_clauses_show_both_graphs_merged(pool_of: PoolOf, knowledge: Knowledge) -> None:
    pool = pool_of()
    facts, entities = (f"<{knowledge.names.graph(name)}>" for name in (FACTS, ENTITIES))
    both = count(pool, "", f"GRAPH {facts} {{ ?s ?p ?o }}") + count(
        pool, "", f"GRAPH {entities} {{ ?s ?p ?o }}"
    )
    assert count(pool, f"FROM {facts} FROM {entities}") == both


def test_from_named_alone_sees_an_empty_default_graph(
    pool_of: PoolOf, knowledge: Knowledge
) -> None:
    pool, graph = pool_of(), f"<{knowledge.names.graph(FACTS)}>"
    assert count(pool, f"FROM NAMED {graph}") == 0
    inside = count(pool, "", f"GRAPH {graph} {{ ?s ?p ?o }}")
    assert count(pool, f"FROM NAMED {graph}", "GRAPH ?g { ?s ?p ?o }") == inside > 0


def test_from_close_to_a_prefixed_name_shows_only_that_graph(
    pool_of: PoolOf, knowledge: Knowledge
) -> None:
    pool, facts = pool_of(), knowledge.names.graph(FACTS)
    prefix = f"PREFIX : <{knowledge.names.graph('')}>"
    inside = count(pool, "", f"GRAPH <{facts}> {{ ?s ?p ?o }}")
    query = f"{prefix} SELECT (COUNT(*) AS ?n) FROM:{FACTS} {{ ?s ?p ?o }}"
    with suppress(RefusedQuery):  # which is what the letter of the grammar asks for
        assert int(graphs(pool, query)[0]["n"]) == inside
