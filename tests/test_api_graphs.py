"""The Graph Store Protocol over HTTP: graphs that are put, added to, read and deleted."""

import pyoxigraph as ox
import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from kg.answers.knowledge import Knowledge
from tests.writer import TURTLE, WRITER, ask, problem

pytestmark = pytest.mark.slow

PERSON = "<urn:me> <urn:name> 'Jane' ; <urn:card> [ <urn:fn> 'J' ] ."

GRAPHS = ["/graphs?graph=urn:g", "/graphs/person/1.ttl", "/graphs?default"]


def put(client: TestClient, target: str, text: str = PERSON, kind: str = "text/turtle") -> Response:
    return client.put(target, content=text.encode(), headers=WRITER | {"Content-Type": kind})


@pytest.mark.parametrize("target", GRAPHS)
def test_a_graph_that_was_put_comes_back(target: str, empty: TestClient) -> None:
    assert put(empty, target).status_code == (204 if "default" in target else 201)
    response = empty.get(target, headers={"Accept": "text/turtle"})
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/turtle; charset=utf-8"
    assert len(list(ox.parse(response.content, format=ox.RdfFormat.TURTLE))) == 3


@pytest.mark.parametrize("target", GRAPHS)
def test_putting_replaces_and_posting_adds(target: str, empty: TestClient) -> None:
    put(empty, target)
    assert put(empty, target, "<urn:you> <urn:name> 'Joe' .").status_code == 204
    added = empty.post(target, content="<urn:us> <urn:name> 'J' .", headers=WRITER | TURTLE)
    assert added.status_code == 204
    lines = empty.get(target, headers={"Accept": "application/n-triples"}).text.splitlines()
    assert sorted(line.split()[0] for line in lines) == ["<urn:us>", "<urn:you>"]


def test_an_empty_graph_is_there(empty: TestClient) -> None:
    assert put(empty, "/graphs?graph=urn:void", "").status_code == 201
    assert empty.get("/graphs?graph=urn:void").status_code == 200
    assert empty.delete("/graphs?graph=urn:void", headers=WRITER).status_code == 204
    assert empty.get("/graphs?graph=urn:void").status_code == 404


def test_an_absent_graph_is_not_found(empty: TestClient) -> None:
    assert "urn:absent" in problem(empty.get("/graphs?graph=urn:absent"), 404)
    problem(empty.delete("/graphs?graph=urn:absent", headers=WRITER), 404)


def test_head_has_the_headers_of_the_graph(empty: TestClient) -> None:
    put(empty, "/graphs?graph=urn:g")
    response = empty.head("/graphs?graph=urn:g", headers={"Accept": "text/turtle"})
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/turtle")
    assert response.content == b""


def test_a_new_graph_is_told_where_it_is(empty: TestClient) -> None:
    made = empty.post("/graphs", content=PERSON, headers=WRITER | TURTLE)
    assert made.status_code == 201
    assert empty.get(made.headers["location"]).status_code == 200
    assert ask(empty, f"GRAPH <{made.headers['location']}> {{ <urn:me> <urn:name> 'Jane' }}")


def test_a_form_with_several_documents_adds_them_all(empty: TestClient) -> None:
    files = [
        ("a", ("a.ttl", b"<urn:a> <urn:p> _:b .", "text/turtle")),
        ("b", ("b.nt", b"<urn:b> <urn:p> _:b .", "application/n-triples")),
    ]
    assert empty.post("/graphs?graph=urn:g", files=files, headers=WRITER).status_code == 201
    assert ask(empty, "GRAPH <urn:g> { <urn:a> <urn:p> ?x . <urn:b> <urn:p> ?y FILTER(?x != ?y) }")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("application/n-triples", "<urn:s> <urn:p> <urn:o> ."),
        ("application/rdf+xml", "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
         "xmlns:u='urn:'><rdf:Description rdf:about='urn:s'><u:p rdf:resource='urn:o'/>"
         "</rdf:Description></rdf:RDF>"),
        ("application/ld+json", '{"@id": "urn:s", "urn:p": {"@id": "urn:o"}}'),
    ],
)  # fmt: skip
def test_every_format_is_read(kind: str, text: str, empty: TestClient) -> None:
    assert put(empty, "/graphs?graph=urn:g", text, kind).status_code == 201
    assert ask(empty, "GRAPH <urn:g> { <urn:s> <urn:p> <urn:o> }")


def test_relative_iris_start_from_the_graph(empty: TestClient) -> None:
    put(empty, "/graphs?graph=http://g.example/x/", "<a> <b> <c> .")
    assert ask(empty, "GRAPH <http://g.example/x/> { <http://g.example/x/a> ?p ?o }")


@pytest.mark.parametrize("text", ["<urn:a> <urn:b>", "{", '<urn:a> <urn:b> "\\q" .'])
def test_a_document_that_cannot_be_read_changes_nothing(text: str, empty: TestClient) -> None:
    put(empty, "/graphs?graph=urn:g")
    problem(put(empty, "/graphs?graph=urn:g", text), 400)
    assert ask(empty, "GRAPH <urn:g> { <urn:me> <urn:name> 'Jane' }")


def test_a_document_of_another_type_is_not_read(empty: TestClient) -> None:
    assert "text/turtle" in problem(put(empty, "/graphs?default", "x", "text/html"), 415)


@pytest.mark.parametrize("graph", ["not an iri", "relative", "", "urn:a> } DROP ALL #"])
def test_a_graph_is_named_by_an_iri(graph: str, empty: TestClient) -> None:
    response = empty.put(
        "/graphs", params={"graph": graph}, content=PERSON, headers=WRITER | TURTLE
    )
    problem(response, 400)


@pytest.mark.parametrize("graph", ["http://a:b/x", "http://[/x", "http://e/%zz", "http://a]/"])
def test_an_iri_that_only_the_engine_refuses_costs_no_worker(graph: str, empty: TestClient) -> None:
    died = empty.get("/metrics").text.count('reason="crash"')
    problem(empty.get("/graphs", params={"graph": graph}), 400)
    problem(empty.delete("/graphs", params={"graph": graph}, headers=WRITER), 400)
    problem(put(empty, f"/graphs?graph={graph}"), 400)
    assert empty.get("/metrics").text.count('reason="crash"') == died


def test_the_dataset_comes_as_quads(client: TestClient, knowledge: Knowledge) -> None:
    response = client.get("/graphs")
    assert response.headers["content-type"].startswith("application/n-quads")
    assert response.text.count("\n") == knowledge.release.quads
    assert client.get("/graphs", headers={"Accept": "text/turtle"}).status_code == 406
