"""/sparql over HTTP: every way to ask, every format to be answered in, and honest failures."""

import csv
import http.client
import io
import json
import socket
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from httpx2 import Response
from rdflib import Dataset, Graph
from rdflib.compare import to_canonical_graph
from starlette.testclient import TestClient

from kg.answers.knowledge import Knowledge
from kg.config import Settings
from kg.vocab import ENTITIES, FACTS
from tests.api_client import (
    PATIENCE_SECONDS,
    SLOW,
    client_of,
    eventually_dead,
    query_workers,
    real_server,
)

pytestmark = pytest.mark.slow

PREFIXES = (
    "PREFIX gbo: <https://gba.example/ontology#> PREFIX id: <https://gba.example/id/> "
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
)
SELECT = (
    PREFIXES + "SELECT ?label ?where { id:east-port rdfs:label ?label ; gbo:locatedIn ?where "
    "FILTER (?where = id:harbour-city) } ORDER BY ?label"
)
ASK = PREFIXES + "ASK { id:east-port gbo:locatedIn id:harbour-city }"
CONSTRUCT = PREFIXES + "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"
DESCRIBE = PREFIXES + "DESCRIBE id:east-port"
Asking = Callable[[TestClient, str], Response]
RESULTS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
GRAPHS = {
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "nquads": "application/n-quads",
    "trig": "application/trig",
}
RDFLIB_NAMES = {
    "text/turtle": "turtle",
    "application/ld+json": "json-ld",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/n-quads": "nquads",
    "application/trig": "trig",
}


@pytest.fixture(scope="module")
def client(settings: Settings, knowledge: Knowledge) -> Iterator[TestClient]:
    with client_of(settings, knowledge) as found:
        yield found


def media_type(response: Response) -> str:
    return str(response.headers["content-type"]).partition(";")[0]


def get(client: TestClient, query: str, accept: str = "*/*", **parameters: str) -> Response:
    return client.get("/sparql", params={"query": query, **parameters}, headers={"Accept": accept})


def by_form(client: TestClient, query: str) -> Response:
    return client.post("/sparql", data={"query": query})


def direct(client: TestClient, query: str) -> Response:
    headers = {"Content-Type": "application/sparql-query"}
    return client.post("/sparql", content=query.encode(), headers=headers)


def detail(response: Response, status: int) -> str:
    """The text of a problem document."""
    assert response.status_code == status, response.text
    assert media_type(response) == "application/problem+json"
    body = response.json()
    assert body["status"] == status
    assert body.keys() == {"type", "title", "status", "detail"}
    return str(body["detail"])


@pytest.mark.parametrize("ask", [get, by_form, direct])
def test_select_answers_with_solutions(ask: Asking, client: TestClient) -> None:
    response = ask(client, SELECT)
    assert response.status_code == 200
    assert media_type(response) == RESULTS["json"]
    answer = response.json()
    assert answer["head"]["vars"] == ["label", "where"]
    where = {"type": "uri", "value": "https://gba.example/id/harbour-city"}
    assert {"type": "literal", "xml:lang": "en", "value": "East Port"} in [
        row["label"] for row in answer["results"]["bindings"]
    ]
    assert all(row["where"] == where for row in answer["results"]["bindings"])


@pytest.mark.parametrize("ask", [get, by_form, direct])
def test_ask_answers_with_a_boolean(ask: Asking, client: TestClient) -> None:
    assert ask(client, ASK).json()["boolean"] is True
    assert ask(client, ASK.replace("harbour-city", "hill-town")).json()["boolean"] is False


@pytest.mark.parametrize("ask", [get, by_form, direct])
@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
def test_construct_and_describe_answer_with_a_graph(
    query: str, ask: Asking, client: TestClient
) -> None:
    response = ask(client, query)
    assert media_type(response) == "text/turtle"
    assert len(Graph().parse(data=response.text, format="turtle")) > 5


def test_every_result_format_has_the_same_rows(client: TestClient) -> None:
    found: dict[str, list[list[str]]] = {}
    answers = {name: get(client, SELECT, accept).text for name, accept in RESULTS.items()}
    bindings = json.loads(answers["json"])["results"]["bindings"]
    found["json"] = [[row[name]["value"] for name in ("label", "where")] for row in bindings]
    found["csv"] = list(csv.reader(io.StringIO(answers["csv"], newline="")))[1:]
    found["tsv"] = [line.split("\t") for line in answers["tsv"].splitlines()[1:]]
    root = ElementTree.fromstring(answers["xml"])
    name = "{http://www.w3.org/2005/sparql-results#}"
    found["xml"] = [
        ["".join(binding.itertext()).strip() for binding in result]
        for result in root.iter(f"{name}result")
    ]
    assert len(found["json"]) >= 1
    assert found["csv"] == found["xml"] == found["json"]
    assert [[term.strip('<>"').replace('"@en', "") for term in row] for row in found["tsv"]] == [
        [cell.replace('"@en', "") for cell in row] for row in found["json"]
    ]


def triples(dataset: Dataset) -> Graph:
    """All of a dataset as one graph."""
    graph = Graph()
    for subject, predicate, target, _ in dataset.quads():
        graph.add((subject, predicate, target))
    return graph


@pytest.fixture(scope="module")
def whole(knowledge: Knowledge) -> Graph:
    """The published graph as one canonical graph."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of rdflib in rdflib
        found = Dataset()
        found.parse(str(knowledge.canonical), format="nquads")
        return to_canonical_graph(triples(found))


@pytest.mark.filterwarnings("ignore:(Dataset.default_context|Conj):DeprecationWarning")
@pytest.mark.parametrize("accept", GRAPHS.values())
def test_every_graph_format_has_the_same_graph(
    accept: str, client: TestClient, whole: Graph
) -> None:
    response = get(client, CONSTRUCT, accept)
    assert media_type(response) == accept
    found = Dataset()
    found.parse(data=response.text, format=RDFLIB_NAMES[accept])
    got = triples(found)
    assert len(got) == len(whole) > 1_000
    assert set(to_canonical_graph(got)) == set(whole)


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        (SELECT, "", "json"),
        (SELECT, "*/*", "json"),
        (SELECT, "text/csv", "csv"),
        (SELECT, "text/csv;q=0.5, application/sparql-results+xml;q=0.9", "xml"),
        (SELECT, "application/sparql-results+xml;q=0.1, */*;q=0.5", "json"),
        (SELECT, "*/*, application/sparql-results+json;q=0", "xml"),
        (SELECT, "text/*", "csv"),
        (SELECT, "text/*;q=0.9, text/csv;q=0.1", "tsv"),
        (SELECT, "application/json", "json"),
        (SELECT, "application/xml", "xml"),
        (SELECT, "TEXT/CSV", "csv"),
        (SELECT, "text/csv; charset=utf-8", "csv"),
        (SELECT, "text/turtle, text/csv;q=0.1", "csv"),
        (SELECT, "nonsense, text/csv", "csv"),
        (ASK, "application/sparql-results+xml", "xml"),
        (ASK, "text/csv, */*;q=0.1", "json"),
        (CONSTRUCT, "*/*", "turtle"),
        (CONSTRUCT, "application/*", "jsonld"),
        (CONSTRUCT, "application/rdf+xml;q=0.8, application/n-triples", "ntriples"),
        (CONSTRUCT, "text/plain", "ntriples"),
        (CONSTRUCT, "application/sparql-results+json, application/trig;q=0.1", "trig"),
    ],
)
def test_the_accept_header_chooses_the_format(
    query: str, accept: str, expected: str, client: TestClient
) -> None:
    response = get(client, query, accept)
    assert response.status_code == 200, response.text
    assert media_type(response) == {**RESULTS, **GRAPHS}[expected]
    assert "accept" in response.headers["vary"].lower()


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (SELECT, "text/turtle"),
        (SELECT, "image/png"),
        (SELECT, "*/*;q=0"),
        (ASK, "text/csv"),
        (CONSTRUCT, "application/sparql-results+json"),
    ],
)
def test_a_format_that_the_answer_does_not_have_is_not_acceptable(
    query: str, accept: str, client: TestClient
) -> None:
    response = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert "can be had as" in detail(response, 406)


@pytest.mark.parametrize(
    ("query", "name", "expected"),
    [
        (SELECT, "csv", "text/csv"),
        (SELECT, "text/csv", "text/csv"),
        (ASK, "xml", "application/sparql-results+xml"),
        (CONSTRUCT, "ttl", "text/turtle"),
        (CONSTRUCT, "json-ld", "application/ld+json"),
        (CONSTRUCT, "nt", "application/n-triples"),
    ],
)
def test_format_outdoes_the_accept_header(
    query: str, name: str, expected: str, client: TestClient
) -> None:
    assert media_type(get(client, query, "application/json", format=name)) == expected
    posted = client.post("/sparql", data={"query": query, "format": name})
    assert media_type(posted) == expected
    headers = {"Content-Type": "application/sparql-query"}
    sent = client.post("/sparql", params={"format": name}, content=query, headers=headers)
    assert media_type(sent) == expected


def test_an_unknown_format_is_not_acceptable_and_the_others_are_named(client: TestClient) -> None:
    told = detail(get(client, SELECT, format="parquet"), 406)
    assert "csv" in told
    assert "json" in told


def test_text_formats_say_that_they_are_utf_8(client: TestClient) -> None:
    for accept in ("text/csv", "text/tab-separated-values"):
        assert "charset=utf-8" in get(client, SELECT, accept).headers["content-type"].lower()


def test_a_missing_query_is_a_bad_request_that_names_it(client: TestClient) -> None:
    assert "'query' is missing" in detail(client.post("/sparql", data={"update": "CLEAR ALL"}), 400)


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/json", "application/sparql-update", ""]
)
def test_another_content_type_is_refused_and_the_right_ones_are_named(
    kind: str, client: TestClient
) -> None:
    response = client.post("/sparql", content=SELECT.encode(), headers={"Content-Type": kind})
    assert response.status_code in (400, 415)
    told = detail(response, response.status_code)
    assert "application/sparql-query" in told
    assert "application/x-www-form-urlencoded" in told


def test_a_content_type_may_have_parameters_and_capitals(client: TestClient) -> None:
    headers = {"Content-Type": "Application/SPARQL-Query; charset=UTF-8"}
    assert client.post("/sparql", content=ASK, headers=headers).json()["boolean"] is True


@pytest.mark.parametrize("kind", ["application/sparql-query", "application/x-www-form-urlencoded"])
def test_a_body_longer_than_a_query_may_be_is_too_large(
    kind: str, client: TestClient, settings: Settings
) -> None:
    body = b"query=ASK{}" + b"+" * (2 * settings.max_query_bytes + 10_001)
    response = client.post("/sparql", content=body, headers={"Content-Type": kind})
    assert "KG_MAX_QUERY_BYTES" in detail(response, 413)


def test_a_query_longer_than_the_setting_is_too_large(
    client: TestClient, settings: Settings
) -> None:
    query = ASK + " " * settings.max_query_bytes
    assert "KG_MAX_QUERY_BYTES" in detail(direct(client, query), 413)


def test_a_query_that_is_not_utf_8_is_a_bad_request(client: TestClient) -> None:
    headers = {"Content-Type": "application/sparql-query"}
    response = client.post("/sparql", content=b'ASK { ?s ?p "\xff" }', headers=headers)
    assert "not UTF-8" in detail(response, 400)


@pytest.mark.parametrize("ask", [get, by_form, direct])
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT", "expected"),
        ("INSERT DATA { <http://e/> <http://e/> 1 }", "read-only"),
        ("SELECT * " + "{" * 200 + "}" * 200, "KG_MAX_QUERY_DEPTH"),
        ("", "no SELECT"),
    ],
)
def test_a_query_that_cannot_run_is_a_bad_request_that_says_why(
    query: str, words: str, ask: Asking, client: TestClient
) -> None:
    assert words in detail(ask(client, query), 400)


def test_a_query_past_its_deadline_is_unavailable_and_may_be_tried_again(
    client: TestClient,
) -> None:
    response = get(client, SLOW)
    assert "KG_QUERY_SECONDS" in detail(response, 503)
    assert int(response.headers["retry-after"]) > 0


ALL = "SELECT * { ?s ?p ?o }"  # more than 100,000 bytes, and sent as it comes
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


@pytest.fixture(scope="module")
def small_server(store_folder: Path) -> Iterator[int]:
    """A real server whose results may have 100,000 bytes; its port."""
    with real_server(store_folder, max_result_bytes="100000", query_seconds="10") as server:
        yield server.port


def test_an_error_after_the_first_byte_cuts_the_connection_without_a_last_chunk(
    small_server: int,
) -> None:
    received = b""
    with socket.create_connection(("127.0.0.1", small_server), PATIENCE_SECONDS) as connection:
        target = f"/sparql?query={quote(ALL)}"
        connection.sendall(f"GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        while piece := connection.recv(65_536):
            received += piece
    head, _, body = received.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 ")
    assert b"transfer-encoding: chunked" in head.lower()
    assert len(body) > 65_536
    assert not body.endswith(b"0\r\n\r\n")


def test_a_client_library_notices_that_a_cut_answer_is_incomplete(small_server: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", small_server, timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", f"/sparql?query={quote(ALL)}", headers={"Accept": "*/*"})
        response = connection.getresponse()
        with pytest.raises((http.client.IncompleteRead, ConnectionResetError)):
            response.read()
    finally:
        connection.close()


def test_the_server_serves_on_after_a_cut_answer_and_a_client_that_left(small_server: int) -> None:
    with socket.create_connection(("127.0.0.1", small_server), PATIENCE_SECONDS) as left:
        request = f"GET /sparql?query={quote(SLOW)} HTTP/1.1\r\nHost: localhost\r\n\r\n"
        left.sendall(request.encode())
    connection = http.client.HTTPConnection("127.0.0.1", small_server, timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", f"/sparql?query={quote(ASK)}")
        response = connection.getresponse()
        assert json.loads(response.read())["boolean"] is True
    finally:
        connection.close()


def test_a_client_that_leaves_frees_its_worker_long_before_the_deadline(
    store_folder: Path,
) -> None:
    with real_server(store_folder, query_seconds="60", workers="1", spare_workers="0") as server:
        first = query_workers(server.pid)
        with socket.create_connection(("127.0.0.1", server.port), PATIENCE_SECONDS) as left:
            request = f"GET /sparql?query={quote(SLOW)} HTTP/1.1\r\nHost: localhost\r\n\r\n"
            left.sendall(request.encode())
            time.sleep(0.5)
        assert eventually_dead(first)


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_a_result_of_too_many_rows_is_cut_and_says_so(
    name: str, settings: Settings, knowledge: Knowledge
) -> None:
    few = settings.model_copy(update={"max_rows": 3, "workers": 1})
    with client_of(few, knowledge) as client:
        cut = get(client, "SELECT * { ?s ?p ?o }", format=name)
        assert cut.status_code == 200
        assert cut.headers["kg-truncated"] == "rows=3"
        whole = get(client, "SELECT * { ?s ?p ?o } LIMIT 3", format=name)
        assert "kg-truncated" not in whole.headers
        if name == "json":
            assert cut.json()["cut"] == {"rows": 3, "setting": "KG_MAX_ROWS"}
            assert len(cut.json()["results"]["bindings"]) == 3
        if name in ("csv", "tsv"):
            assert cut.text == whole.text


def test_an_answer_that_is_sent_before_its_end_is_known_says_where_it_would_be_cut(
    settings: Settings, knowledge: Knowledge
) -> None:
    rows = settings.model_copy(update={"max_rows": 400, "query_seconds": 10, "workers": 1})
    with client_of(rows, knowledge) as client:
        cut = get(client, ALL, format="json")
        assert cut.headers["kg-row-limit"] == "400"
        assert "kg-truncated" not in cut.headers
        assert len(cut.content) > 65_536
        assert cut.json()["cut"]["rows"] == len(cut.json()["results"]["bindings"]) == 400


def test_a_timeout_under_the_limit_may_be_asked_for(client: TestClient) -> None:
    assert "0.2 s" in detail(get(client, SLOW, timeout="0.2"), 503)
    for wrong in ("0", "-1", "3", "nan", "inf", "soon"):
        assert "KG_QUERY_SECONDS" in detail(get(client, SLOW, timeout=wrong), 400)


@pytest.mark.parametrize("ask", [get, by_form, direct])
def test_a_query_that_reaches_out_is_forbidden(ask: Asking, client: TestClient) -> None:
    answer = ask(client, "SELECT * { SERVICE <http://e/> { ?s ?p ?o } }")
    assert "KG_ALLOWED_TARGETS" in detail(answer, 403)
