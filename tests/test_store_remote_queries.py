"""The store is a URL: queries answer as a worker does, and exactly what the documents say."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph

from kg import resources
from kg.answers.knowledge import Knowledge, open_knowledge
from kg.config import Settings
from kg.errors import InvalidRequest, RefusedQuery
from kg.sparql.parameter import Context
from kg.sparql.pool import Pool
from kg.sparql.result import Conditions, read_all
from kg.sparql.saved import SavedQueries
from kg.sparql.source import Release
from kg.store.engine import Answer
from tests.api_client import real_store
from tests.competency import QUESTIONS, Question
from tests.conftest import ROOT
from tests.engines import oxigraph
from tests.relays import raised, relayed

pytestmark = pytest.mark.slow  # servers and engines of its own

STRICT, UNION = (), ("--union-default-graph",)
GOLDEN = ROOT / "tests" / "golden" / "queries"
FACTS = "https://gba.example/graph/facts"
ENTITIES = "https://gba.example/graph/entities"
SOLUTIONS = ["text/csv", "text/tab-separated-values"]
BY_GRAPH = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
DATASETS = {
    "union": ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", None, None),
    "graphs by name": (f"{BY_GRAPH} ORDER BY STR(?g)", None, None),
    "from": (f"SELECT (COUNT(*) AS ?n) FROM <{FACTS}> {{ ?s ?p ?o }}", None, None),
    "from named": (
        f"SELECT (COUNT(*) AS ?n) FROM NAMED <{FACTS}> {{ GRAPH ?g {{ ?s ?p ?o }} }}", None, None,
    ),
    "default-graph-uri": ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", (FACTS,), ()),
    "two of them": ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", (FACTS, ENTITIES), ()),
    "named-graph-uri": (BY_GRAPH, (), (FACTS,)),
    "both": ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o . GRAPH ?g { ?s ?q ?o } }", (FACTS,), (FACTS,)),
}  # fmt: skip


@pytest.fixture(scope="module", params=[STRICT, UNION], ids=["strict", "union"])
def address(
    request: pytest.FixtureRequest, release_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """An engine with the graph of the invented harbour; its own default graph is no matter."""
    folder = tmp_path_factory.mktemp("engine")
    with oxigraph(release_folder / "graph.nq", folder, *request.param) as url:
        yield url


# What users write: relayed to the engine, or run by a worker.


def worked(knowledge: Knowledge, wanted: Answer) -> bytes:
    """The answer of a worker."""

    async def ask() -> bytes:
        settings = Settings(workers=1, spare_workers=0)
        async with Pool(Release(knowledge.database, knowledge.version), settings) as pool:
            return await read_all(await pool.run(wanted, Conditions(10, 100_000)))

    return asyncio.run(ask())


@pytest.mark.parametrize("name", DATASETS)
def test_a_query_sees_the_same_dataset_on_both(
    name: str, address: str, knowledge: Knowledge, request: pytest.FixtureRequest
) -> None:
    query, default, named = DATASETS[name]
    union = default is None and named is None and "FROM" not in query
    wanted = Answer(query, "text/csv", union, default, named)
    here = worked(knowledge, wanted)
    if "FROM" in query and "[union" in request.node.name:  # Oxigraph then answers over everything
        said = raised(RefusedQuery, lambda: relayed(address, wanted))
        assert "default-graph-uri" in said
        return
    assert relayed(address, wanted) == here
    assert here.splitlines()[1:] not in ([], [b"0"])


@pytest.mark.parametrize("media_type", SOLUTIONS)
@pytest.mark.parametrize("name", ["claims-about", "figures", "links-of", "offices", "statements"])
def test_a_saved_query_answers_the_same_on_both(
    name: str, media_type: str, address: str, knowledge: Knowledge
) -> None:
    queries = SavedQueries(resources.find().queries, knowledge.ontology)
    given = {"entity": "east-port"} if "entity" in queries[name].header.parameters else {}
    text = queries[name].bind(given, Context(knowledge.names, knowledge.ontology))
    if text.count("CONSTRUCT"):
        media_type = "text/turtle"
    wanted = Answer(text, media_type, True, prefixes=knowledge.names.prefixes())
    here, there = worked(knowledge, wanted), relayed(address, wanted)
    if media_type == "text/turtle":
        assert set(Graph().parse(here, format="turtle")) == set(Graph().parse(there, "turtle"))
        assert b"@prefix gbo:" in there
    else:
        assert there == here
    assert len(here.splitlines()) > 1


# The real graph: every competency question.


@pytest.fixture(scope="module")
def real_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    graph = real_store(tmp_path_factory) / "current" / "graph.nq"
    with oxigraph(graph, tmp_path_factory.mktemp("real-engine")) as url:
        yield url


@pytest.fixture(scope="module")
def repository(real_address: str) -> Knowledge:
    return open_knowledge(Settings(store=real_address))


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(GOLDEN.iterdir()), ids=lambda path: path.stem)
def test_an_engine_elsewhere_gives_the_golden_answer_of_a_saved_query(
    path: Path, real_address: str, repository: Knowledge
) -> None:
    query = SavedQueries(resources.find().queries, repository.ontology)[path.stem]
    text = query.bind({}, Context(repository.names, repository.ontology))
    expected = path.read_text("utf-8").splitlines()
    if path.suffix == ".nt":
        found = relayed(real_address, Answer(text, "application/n-triples", union=False))
        assert sorted(set(found.decode().splitlines())) == expected
    else:
        found = relayed(real_address, Answer(text, "text/csv", union=False))
        assert found.decode().splitlines() == expected


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_an_engine_elsewhere_answers_exactly_what_the_documents_say(
    question: Question, repository: Knowledge
) -> None:
    columns, rows = repository.store.table(question.sparql)
    assert columns == list(question.columns)
    found = [[repository.names.shorten(cell) for cell in row] for row in rows]
    assert sorted(found) == question.answer


# What cannot be done with a URL.


def test_a_graph_is_not_built_or_shipped_into_a_url() -> None:
    settings = Settings(store="http://127.0.0.1:1/query")
    said = raised(InvalidRequest, lambda: settings.store_path)
    assert "KG_STORE=build/store" in said
    assert "graph.nq" in said
