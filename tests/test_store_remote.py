"""The store is a URL: every product answer is the same from a folder and from an engine."""

import asyncio
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from kg import resources
from kg.answers.claims import Claims
from kg.answers.conflicts import comparisons
from kg.answers.documents import document, documents
from kg.answers.entity import Entities, Moved
from kg.answers.extension import Column, Extension
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import REMOTE, Knowledge, open_knowledge
from kg.answers.neighbourhood import neighbourhood
from kg.answers.projection import graph as projected
from kg.answers.reconciliation import Reconciliation
from kg.answers.search import EntityFilter, Search
from kg.answers.unknowns import Unknowns
from kg.answers.wish import Given, GivenValue, Wish, link
from kg.config import Settings
from kg.errors import InvalidRequest, NoStore, NotFound, RefusedQuery, RemoteFailed
from kg.model.period import Period
from kg.sparql.parameter import Context
from kg.sparql.pool import Pool
from kg.sparql.relay import Relay
from kg.sparql.result import Conditions, read_all
from kg.sparql.saved import SavedQueries
from kg.sparql.source import Release
from kg.store.engine import Answer
from kg.write import conflicts as comparing
from kg.write import export, shaping
from kg.write.network import network
from tests.api_client import real_store
from tests.engines import oxigraph
from tests.test_competency import QUESTIONS, Question
from tests.test_query_library import GOLDEN

pytestmark = pytest.mark.slow  # servers and engines of its own

STRICT, UNION = (), ("--union-default-graph",)


def raised(kind: type[Exception], call: Callable[[], object]) -> str:
    with pytest.raises(kind) as error:
        call()
    return str(error.value)


def written(name: str) -> Callable[[Knowledge], str]:
    def dump(known: Knowledge) -> str:
        buffer = io.BytesIO()
        known.store.dump(buffer, name, known.names.prefixes())
        return buffer.getvalue().decode()

    return dump


def shown(known: Knowledge) -> str:
    entities = Entities(known)
    return shaping.entity(entities.page("east-port"), known).model_dump_json()


def reconciled(known: Knowledge) -> object:
    given = (Given(link(known.ontology, "locatedIn"), (GivenValue("Harbour City"),)),)
    wish = Wish("East Port", 5, given=given)
    return Reconciliation(known, Search(known)).batch({"a": wish, "b": Wish("", 5, given=given)})


def extended(known: Knowledge) -> object:
    columns = [Column(link(known.ontology, each)) for each in ("locatedIn", "locationOf")]
    extension = Extension(known, {card.slug: card for card in Search(known).cards})
    return extension.rows(["east-port", "harbour-city"], columns), extension.proposed("Port")


def compared(known: Knowledge) -> str:
    found, identities = comparisons(known).found, Entities(known).open_identities()
    counts = comparing.counted(found)
    return comparing.as_markdown(
        comparing.conflicts(found, counts, len(found), None, identities, known, documents(known))
    )


PRODUCTS: dict[str, Callable[[Knowledge], object]] = {
    "all claims": lambda known: Claims(known).all(),
    "claims of an entity": lambda known: Claims(known).of_entity("east-port"),
    "claims between entities": lambda known: Claims(known).between("east-port"),
    "claims of a document": lambda known: Claims(known).of_document("harbour-weekly-12"),
    "one claim": lambda known: Claims(known).one(Claims(known).all()[3].claim.id),
    "no claim": lambda known: raised(NotFound, lambda: Claims(known).one("x")).split(" in ")[0],
    "all entities": lambda known: Entities(known).all(),
    "some entities": lambda known: Entities(known).cards(["lee-mei", "old-ferry", "nobody"]),
    "no entity": lambda known: raised(NotFound, lambda: Entities(known).card("nobody")),
    "a moved entity": lambda known: raised(Moved, lambda: Entities(known).card("east-harbour")),
    "an entity with its claims": lambda known: Entities(known).page("east-port"),
    "open identities": lambda known: Entities(known).open_identities(),
    "search": lambda known: Search(known).find("port"),
    "reconciliation": reconciled,
    "extension": extended,
    "search in Chinese": lambda known: Search(known).find("東港"),
    "search in a period": lambda known: Search(known).find(
        "port", keep=EntityFilter(period=Period.parse("2026"))
    ),
    "documents": documents,
    "a document": lambda known: document(known, "harbour-weekly-12"),
    "neighbourhood": lambda known: neighbourhood(
        known, "east-port", ClaimFilter(), start=0, size=3
    ),
    "claims side by side": comparisons,
    "conflicts as Markdown": compared,
    "unknowns": lambda known: Unknowns(known, ClaimFilter(), on=date(2028, 1, 1)).all(),
    "unknowns under a filter": lambda known: Unknowns(known, ClaimFilter(min_sources=2)).all(),
    "an entity as JSON": shown,
    "claims as lines": lambda known: [
        export.claim_line(seen, known) for seen in Claims(known).all()
    ],
    "entities as lines": lambda known: [
        export.entity_line(card, known) for card in Entities(known).all().values()
    ],
    "network": lambda known: network(projected(known), "graphml"),
    "counts": lambda known: replace(known.release, version=""),
    "number of quads": lambda known: len(known.store),
    "N-Quads": lambda known: known.nquads(),
    "N-Quads of the store": written("nquads"),
    "Turtle": written("turtle"),
    "JSON-LD": lambda known: json.loads(written("jsonld")(known)),
    "table over the union": lambda known: known.store.table(
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> SELECT ?s ?label ?nothing "
        "{ ?s a ?t OPTIONAL { ?s rdfs:label ?label } OPTIONAL { ?s <urn:x> ?nothing } } "
        "ORDER BY STR(?s) STR(?t) STR(?label)"
    ),
}


@pytest.fixture(scope="module", params=[STRICT, UNION], ids=["strict", "union"])
def address(
    request: pytest.FixtureRequest, release_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """An engine with the graph of the invented harbour; its own default graph is no matter."""
    folder = tmp_path_factory.mktemp("engine")
    with oxigraph(release_folder / "graph.nq", folder, *request.param) as url:
        yield url


@pytest.fixture(scope="module")
def remote(address: str) -> Knowledge:
    return open_knowledge(Settings(store=address))


@pytest.mark.parametrize("name", PRODUCTS)
def test_an_answer_is_the_same_from_a_folder_and_from_a_url(
    name: str, knowledge: Knowledge, remote: Knowledge
) -> None:
    here = PRODUCTS[name](knowledge)
    assert PRODUCTS[name](remote) == here
    assert here or name == "no claim"


def test_every_store_has_the_same_port(knowledge: Knowledge, remote: Knowledge) -> None:
    assert type(knowledge.store) is not type(remote.store)
    assert knowledge.store.max_values > remote.store.max_values > 0


def test_trig_has_the_same_quads(knowledge: Knowledge, remote: Knowledge) -> None:
    here, there = (
        set(ox.parse(written("trig")(each), ox.RdfFormat.TRIG)) for each in (knowledge, remote)
    )
    assert here == there
    assert len(here) == knowledge.release.quads


def test_a_url_has_no_version_of_which_an_etag_could_be_made(
    knowledge: Knowledge, remote: Knowledge
) -> None:
    assert (remote.version, remote.versioned) == (REMOTE, False)
    assert knowledge.versioned
    for gone in (lambda: remote.database, lambda: remote.canonical):
        assert "KG_STORE" in raised(NoStore, gone)


def test_names_are_asked_for_in_as_many_queries_as_the_engine_takes(
    address: str, knowledge: Knowledge, tmp_path: Path
) -> None:
    profile = tmp_path / "few.yaml"
    profile.write_text("max_values: 3\n")
    few = open_knowledge(Settings(store=address, store_profile=str(profile)))
    assert few.store.max_values == 3
    wanted = list(Entities(knowledge).all())
    assert Entities(few).cards(wanted) == Entities(knowledge).cards(wanted)
    assert len(wanted) > 9


def test_a_graph_under_another_base_is_said_to_be_missing(address: str) -> None:
    said = raised(
        NoStore, lambda: open_knowledge(Settings(store=address, base="https://other.example/"))
    )
    assert "KG_BASE" in said
    assert address in said


def test_an_empty_engine_is_said_to_be_empty(tmp_path: Path) -> None:
    empty = tmp_path / "empty.nq"
    empty.write_text("")
    with oxigraph(empty, tmp_path / "engine") as url:
        said = raised(NoStore, lambda: open_knowledge(Settings(store=url)))
        assert "0 claims" in said
        wanted = Answer("SELECT * { ?s ?p ?o }", "text/csv", union=True)
        assert "no named graph" in raised(NoStore, lambda: relayed(url, wanted))


def test_a_row_cap_that_is_met_is_an_error_and_no_short_answer(
    address: str, knowledge: Knowledge, tmp_path: Path
) -> None:
    profile = tmp_path / "capped.yaml"
    profile.write_text(f"row_cap: {len(documents(knowledge))}\n")
    capped = Settings(store=address, store_profile=str(profile))
    known = open_knowledge(capped)
    with pytest.raises(RemoteFailed, match="row_cap"):
        known.store.select(
            f"SELECT DISTINCT ?d {{ GRAPH ?g {{ ?d a <{known.names.term('Document')}> }} }}"
        )


# What users write: relayed to the engine, or run by a worker.


def relayed(url: str, wanted: Answer, rows: int = 100_000, profile: str = "sparql11") -> bytes:
    """The answer of the engine at the URL."""
    settings = Settings(store=url, store_profile=profile)

    async def ask() -> bytes:
        relay = Relay.of(settings)
        try:
            result = await relay.run(wanted, Conditions(10, rows))
            pieces = [piece async for piece in result]
            await result.aclose()
            return b"".join(pieces)
        finally:
            await relay.aclose()

    return asyncio.run(ask())


def worked(knowledge: Knowledge, wanted: Answer) -> bytes:
    """The answer of a worker."""

    async def ask() -> bytes:
        settings = Settings(workers=1, spare_workers=0)
        async with Pool(Release(knowledge.database, knowledge.version), settings) as pool:
            return await read_all(await pool.run(wanted, Conditions(10, 100_000)))

    return asyncio.run(ask())


FACTS = "https://gba.example/graph/facts"
ENTITIES = "https://gba.example/graph/entities"
SOLUTIONS = ["text/csv", "text/tab-separated-values"]
DATASETS = {
    "union": ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", None, None),
    "graphs by name": ("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY STR(?g)", None, None),  # noqa: E501
    "from": (f"SELECT (COUNT(*) AS ?n) FROM <{FACTS}> {{ ?s ?p ?o }}", None, None),
    "from named": (f"SELECT (COUNT(*) AS ?n) FROM NAMED <{FACTS}> {{ GRAPH ?g {{ ?s ?p ?o }} }}", None, None),  # noqa: E501
    "default-graph-uri": ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", (FACTS,), ()),
    "two of them": ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", (FACTS, ENTITIES), ()),
    "named-graph-uri": ("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g", (), (FACTS,)),  # noqa: E501
    "both": ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o . GRAPH ?g { ?s ?q ?o } }", (FACTS,), (FACTS,)),
}  # fmt: skip


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
