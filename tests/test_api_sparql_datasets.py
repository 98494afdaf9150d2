"""The dataset of a query over HTTP: the graphs that the request names."""

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from kg.answers.knowledge import Knowledge
from kg.vocab import ENTITIES, FACTS
from tests.protocol import get

pytestmark = pytest.mark.slow

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
COUNT_NAMED = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"


def counted(response: Response) -> int:
    assert response.status_code == 200, response.text
    return int(response.json()["results"]["bindings"][0]["n"]["value"])


@pytest.fixture
def facts(knowledge: Knowledge) -> str:
    return knowledge.names.graph(FACTS)


@pytest.fixture
def inside(client: TestClient, facts: str) -> int:
    """How many triples the graph of facts has."""
    query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{facts}> {{ ?s ?p ?o }} }}"
    return counted(get(client, query))


def test_default_graph_uri_shows_only_that_graph(
    client: TestClient, facts: str, inside: int
) -> None:
    chosen = {"default-graph-uri": facts}
    headers = {"Content-Type": "application/sparql-query"}
    assert 0 < inside < counted(get(client, COUNT))
    assert counted(get(client, COUNT, **chosen)) == inside
    assert counted(client.post("/sparql", data={"query": COUNT, **chosen})) == inside
    sent = client.post("/sparql", params=chosen, content=COUNT, headers=headers)
    assert counted(sent) == inside
    assert counted(get(client, COUNT_NAMED, **chosen)) == 0


def test_several_default_graphs_are_merged(
    client: TestClient, facts: str, inside: int, knowledge: Knowledge
) -> None:
    entities = knowledge.names.graph(ENTITIES)
    alone = counted(get(client, COUNT, **{"default-graph-uri": entities}))
    parameters = {"query": COUNT, "default-graph-uri": [facts, entities]}
    assert counted(client.get("/sparql", params=parameters)) == inside + alone
    assert counted(client.post("/sparql", data=parameters)) == inside + alone


def test_named_graph_uri_alone_leaves_the_default_graph_empty(
    client: TestClient, facts: str, inside: int
) -> None:
    assert counted(get(client, COUNT, **{"named-graph-uri": facts})) == 0
    assert counted(get(client, COUNT_NAMED, **{"named-graph-uri": facts})) == inside


def test_the_protocol_dataset_outdoes_the_one_of_the_query(
    client: TestClient, facts: str, inside: int, knowledge: Knowledge
) -> None:
    query = COUNT.replace("{", f"FROM <{knowledge.names.graph(ENTITIES)}> {{", 1)
    assert counted(get(client, query, **{"default-graph-uri": facts})) == inside


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("graph", ["not an IRI", "facts", "<>", ""])
def test_a_graph_that_is_no_iri_is_a_bad_request(name: str, graph: str, client: TestClient) -> None:
    assert get(client, COUNT, **{name: graph}).status_code == 400
