"""The formats of /sparql: the same rows or graph in each, chosen by Accept or `format`."""

import csv
import io
import json
import warnings
from xml.etree import ElementTree

import pytest
from rdflib import Dataset, Graph
from rdflib.compare import to_canonical_graph
from starlette.testclient import TestClient

from kg.answers.knowledge import Knowledge
from tests.protocol import ASK, CONSTRUCT, GRAPHS, RESULTS, SELECT, detail, get, media_type

pytestmark = pytest.mark.slow

RDFLIB_NAMES = {
    "text/turtle": "turtle",
    "application/ld+json": "json-ld",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/n-quads": "nquads",
    "application/trig": "trig",
}


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
