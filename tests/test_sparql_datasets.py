"""What a query of the pool sees: the union of all graphs, or what FROM names."""

import json
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest

from kg.answers.knowledge import Knowledge
from kg.config import Settings
from kg.errors import RefusedQuery
from kg.sparql import gate
from kg.sparql.pool import Pool
from kg.sparql.result import Conditions, read_all
from kg.store.engine import Answer
from kg.vocab import ENTITIES, FACTS
from tests.api_client import PATIENCE_SECONDS
from tests.pools import PoolOf, pools

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

JSON = "application/sparql-results+json"


@pytest.fixture
async def pool_of(settings: Settings, knowledge: Knowledge) -> AsyncIterator[PoolOf]:
    async with pools(settings, knowledge) as made:
        yield made


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
