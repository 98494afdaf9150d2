"""Update, Graph Store and Service Description over HTTP, on a graph that may be changed."""

import html
import http.client
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from httpx2 import Response
from pydantic import SecretStr
from starlette.testclient import TestClient

from kg.answers.knowledge import Knowledge, open_knowledge
from kg.config import Settings
from tests.api_client import client_of, real_server
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

TOKEN = "a-token-of-32-characters-or-more"
WRITER = {"Authorization": f"Bearer {TOKEN}"}
TURTLE = {"Content-Type": "text/turtle"}
SD = "http://www.w3.org/ns/sparql-service-description#"
INSERT = "INSERT DATA { <urn:a> <urn:p> 'x' }"


@pytest.fixture(scope="module")
def empty() -> Iterator[TestClient]:
    """An empty graph with the unnamed graph as its default."""
    settings = Settings(
        empty=True, strict_dataset=True, write_token=SecretStr(TOKEN), query_seconds=5,
        max_update_bytes=100_000, workers=1,
    )  # fmt: skip
    with client_of(settings, open_knowledge(settings)) as client:
        yield client


@pytest.fixture(autouse=True)
def cleared(request: pytest.FixtureRequest) -> None:
    if "empty" in request.fixturenames:
        assert update(request.getfixturevalue("empty"), "DROP ALL").status_code == 204


@pytest.fixture(scope="module")
def published(settings: Settings, knowledge: Knowledge) -> Iterator[TestClient]:
    with client_of(settings, knowledge) as client:
        yield client


def update(client: TestClient, text: str, **parameters: str) -> Response:
    headers = WRITER | {"Content-Type": "application/sparql-update"}
    return client.post("/update", content=text.encode(), headers=headers, params=parameters)


def ask(client: TestClient, pattern: str) -> bool:
    response = client.get("/sparql", params={"query": f"ASK {{ {pattern} }}"})
    assert response.status_code == 200, response.text
    return bool(response.json()["boolean"])


def count_of(client: TestClient) -> int:
    """How many changes the version counts."""
    found = re.fullmatch(r"[0-9a-f]{64}\+(\d+)", client.get("/healthz").headers["kg-version"])
    assert found
    return int(found[1])


def problem(response: Response, status: int) -> str:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    return str(response.json()["detail"])


@pytest.mark.parametrize("method", ["direct", "form"])
def test_an_update_is_seen_by_the_next_query(method: str, empty: TestClient) -> None:
    if method == "direct":
        response = update(empty, INSERT)
    else:
        response = empty.post("/update", data={"update": INSERT}, headers=WRITER)
    assert response.status_code == 204
    assert ask(empty, "<urn:a> <urn:p> 'x'")


def test_the_version_counts_the_changes_and_every_answer_has_it(empty: TestClient) -> None:
    before = count_of(empty)
    written = update(empty, INSERT)
    assert count_of(empty) == before + 1
    assert written.headers["kg-version"].endswith(f"+{before + 1}")
    read = empty.get("/sparql", params={"query": "ASK {}"})
    assert read.headers["kg-version"] == written.headers["kg-version"]


def test_a_change_makes_another_etag(empty: TestClient) -> None:
    first = empty.get("/sparql", params={"query": "ASK { ?s ?p ?o }"})
    tag = {"If-None-Match": first.headers["etag"]}
    same = empty.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}, headers=tag)
    assert same.status_code == 304
    update(empty, INSERT)
    other = empty.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}, headers=tag)
    assert other.status_code == 200
    assert other.json()["boolean"] is True


@pytest.mark.parametrize("function", ["NOW()", "RAND()", "UUID()", "STRUUID()"])
def test_what_is_another_each_time_has_no_etag(function: str, empty: TestClient) -> None:
    query = f"SELECT ({function} AS ?x) {{}}"
    assert "etag" not in empty.get("/sparql", params={"query": query}).headers


@pytest.mark.parametrize(
    "text",
    [
        f"{INSERT} ; CREATE GRAPH <urn:g> ; CREATE GRAPH <urn:g>",
        f"{INSERT} ; INSERT DATA {{ <urn:b> <urn:p> }}",
        f"{INSERT} ; DROP GRAPH <urn:absent>",
    ],
)
def test_an_update_that_fails_has_changed_nothing(text: str, empty: TestClient) -> None:
    before = count_of(empty)
    assert update(empty, text).status_code in (400, 422)
    assert not ask(empty, "?s ?p ?o")
    assert count_of(empty) == before


def test_the_published_graph_takes_no_change(published: TestClient) -> None:
    assert "kg build" in problem(update(published, INSERT), 403)
    for method in ("PUT", "POST", "DELETE"):
        response = published.request(method, "/graphs?default", headers=WRITER)
        assert "read-only" in problem(response, 403)


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN}x"],
)
def test_without_the_token_nothing_is_written(header: str, empty: TestClient) -> None:
    headers = {"Authorization": header, "Content-Type": "application/sparql-update"}
    response = empty.post("/update", content=INSERT, headers=headers)
    problem(response, 401)
    assert response.headers["www-authenticate"].startswith("Bearer")
    problem(empty.put("/graphs?default", content="", headers=TURTLE), 401)
    assert not ask(empty, "?s ?p ?o")


def test_a_server_without_a_token_takes_no_change() -> None:
    settings = Settings(empty=True, workers=1)
    with client_of(settings, open_knowledge(settings)) as client:
        assert "KG_WRITE_TOKEN" in problem(update(client, INSERT), 403)


def test_an_update_is_sent_by_post(empty: TestClient) -> None:
    response = empty.get("/update", params={"update": "CLEAR ALL"})
    problem(response, 405)
    assert "POST" in response.headers["allow"]


@pytest.mark.parametrize("kind", ["text/plain", "application/sparql-query", "", "application/json"])
def test_an_update_of_another_type_is_not_read(kind: str, empty: TestClient) -> None:
    headers = WRITER | {"Content-Type": kind}
    assert problem(empty.post("/update", content=INSERT, headers=headers), 415)


def test_two_updates_or_queries_in_one_request_are_refused(empty: TestClient) -> None:
    twice = {"Content-Type": "application/x-www-form-urlencoded"}
    body = "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT"
    assert "2 times" in problem(empty.post("/update", content=body, headers=WRITER | twice), 400)
    assert "2 times" in problem(empty.get("/sparql?query=ASK{}&query=ASK{}"), 400)


def test_an_update_longer_than_the_setting_is_too_large(empty: TestClient) -> None:
    assert "KG_MAX_UPDATE_BYTES" in problem(update(empty, INSERT + " " * 100_000), 413)


def test_using_graph_uri_is_the_dataset_of_where(empty: TestClient) -> None:
    update(empty, "INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:p> 1 } <urn:b> <urn:p> 2 }")
    text = "INSERT { <urn:seen> <urn:s> ?s } WHERE { ?s <urn:p> ?o }"
    assert update(empty, text, **{"using-graph-uri": "urn:g"}).status_code == 204
    assert ask(empty, "<urn:seen> <urn:s> <urn:a>")
    assert not ask(empty, "<urn:seen> <urn:s> <urn:b>")


def test_using_in_the_text_and_in_the_request_is_a_conflict(empty: TestClient) -> None:
    text = "INSERT { <urn:x> <urn:y> ?s } USING <urn:g> WHERE { ?s ?p ?o }"
    problem(update(empty, text, **{"using-graph-uri": "urn:g"}), 400)


def test_a_load_of_what_is_not_allowed_is_forbidden_and_changes_nothing(empty: TestClient) -> None:
    for target in ("http://127.0.0.1:1/x", "http://gba.example/", "file:///etc/passwd"):
        text = f"{INSERT} ; LOAD <{target}> INTO GRAPH <urn:g>"
        assert "KG_ALLOWED_TARGETS" in problem(update(empty, text), 403)
    prefixed = "PREFIX e: <http://evil.example/> LOAD e:x ; LOAD <http://evil.example/y>"
    assert "KG_ALLOWED_TARGETS" in problem(update(empty, prefixed), 403)
    assert not ask(empty, "?s ?p ?o")


def test_a_load_silent_of_what_is_not_allowed_is_silent(empty: TestClient) -> None:
    text = f"LOAD SILENT <http://evil.example/> ; {INSERT}"
    assert update(empty, text).status_code == 204
    assert ask(empty, "<urn:a> <urn:p> 'x'")


def test_a_malformed_load_is_malformed_before_it_is_forbidden(empty: TestClient) -> None:
    problem(update(empty, "LOAD <http://evil.example/> INTO"), 400)


# -- graphs

PERSON = "<urn:me> <urn:name> 'Jane' ; <urn:card> [ <urn:fn> 'J' ] ."


def put(client: TestClient, target: str, text: str = PERSON, kind: str = "text/turtle") -> Response:
    return client.put(target, content=text.encode(), headers=WRITER | {"Content-Type": kind})


GRAPHS = ["/graphs?graph=urn:g", "/graphs/person/1.ttl", "/graphs?default"]


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


def test_the_dataset_comes_as_quads(published: TestClient, knowledge: Knowledge) -> None:
    response = published.get("/graphs")
    assert response.headers["content-type"].startswith("application/n-quads")
    assert response.text.count("\n") == knowledge.release.quads
    assert published.get("/graphs", headers={"Accept": "text/turtle"}).status_code == 406


# -- the service


def test_the_service_describes_itself(published: TestClient, knowledge: Knowledge) -> None:
    response = published.get("/sparql", headers={"Accept": "application/n-triples"})
    assert f"<http://testserver/sparql> <{SD}endpoint> <http://testserver/sparql>" in response.text
    assert f"<{SD}feature> <{SD}UnionDefaultGraph>" in response.text
    assert "SPARQL11Update" not in response.text
    for name in ("facts", "entities", "harbour-weekly-12"):
        assert f"<{SD}name> <{knowledge.names.graph(name)}>" in response.text
    for setting in ("KG_QUERY_SECONDS", "KG_MAX_ROWS", "KG_MAX_RESULT_BYTES", "KG_MAX_QUERY_DEPTH"):
        assert f'"{setting}"' in response.text


def test_a_strict_service_that_may_be_changed_says_so(empty: TestClient) -> None:
    text = empty.get("/sparql", headers={"Accept": "application/n-triples"}).text
    assert "SPARQL11Update" in text
    assert "UnionDefaultGraph" not in text
    assert '"KG_MAX_UPDATE_BYTES"' in text


@pytest.mark.parametrize("path", ["/sparql", "/update", "/graphs"])
def test_what_may_be_done_is_told(path: str, published: TestClient) -> None:
    response = published.options(path)
    assert response.status_code == 204
    assert "POST" in response.headers["allow"]


def test_any_page_may_ask(published: TestClient) -> None:
    origin = {"Origin": "https://elsewhere.example"}
    preflight = origin | {"Access-Control-Request-Method": "POST"}
    assert published.options("/sparql", headers=preflight).status_code == 200
    for query in ("ASK {}", "ASK {"):
        answer = published.get("/sparql", params={"query": query}, headers=origin)
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "KG-Truncated" in answer.headers["access-control-expose-headers"]


def test_a_browser_gets_a_form(published: TestClient) -> None:
    response = published.get("/sparql", headers={"Accept": "text/html"})
    assert response.headers["content-type"].startswith("text/html")
    shown = re.search(r'<textarea name="query"[^>]*>([^<]*)<', response.text)
    assert shown
    example = {"query": html.unescape(shown[1])}
    assert published.get("/sparql", params=example).status_code == 200
    assert "KG_MAX_ROWS" in response.text


def test_a_graph_that_may_be_changed_shows_its_changes_on_the_pages(
    settings: Settings, knowledge: Knowledge, tmp_path: Path
) -> None:
    changes = {"writable": True, "state": tmp_path, "write_token": SecretStr(TOKEN), "workers": 1}
    with client_of(settings.model_copy(update=changes), knowledge) as client:
        assert client.get("/entities/east-port").status_code == 200
        entities = knowledge.names.graph("entities")
        port = knowledge.names.entity("east-port")
        gone = f"DELETE WHERE {{ GRAPH <{entities}> {{ <{port}> ?p ?o }} }}"
        assert update(client, gone).status_code == 204
        assert client.get("/entities/east-port").status_code == 404
        broken = (
            f"INSERT DATA {{ GRAPH <urn:g> {{ <urn:c> a <{knowledge.names.term('Claim')}> }} }}"
        )
        assert update(client, broken).status_code == 204
        assert client.get("/conflicts").status_code in (200, 409)
    with client_of(settings.model_copy(update=changes), knowledge) as client:  # it stays
        assert client.get("/entities/east-port").status_code == 404
    with client_of(settings, knowledge) as client:  # the published graph is as it was
        assert client.get("/entities/east-port").status_code == 200


def test_a_second_server_on_the_same_folder_is_told_in_a_line(
    store_folder: Path, tmp_path: Path
) -> None:
    flags = "--writable", "--state", str(tmp_path)
    with real_server(store_folder, *flags, write_token=TOKEN):
        command = [sys.executable, "-m", "kg", "serve", "--port", "0", *flags]
        environment = {**os.environ, "KG_STORE": str(store_folder), "KG_WRITE_TOKEN": TOKEN}
        second = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60,
            check=False,
        )  # fmt: skip
    assert second.returncode not in (0, 1)
    assert "KG_STATE" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_real_server_forgets_an_empty_graph(store_folder: Path) -> None:
    with real_server(store_folder, "--empty", write_token=TOKEN) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        connection.request("POST", "/update", INSERT, WRITER | {
            "Content-Type": "application/sparql-update"
        })  # fmt: skip
        assert connection.getresponse().status == 204
        connection.close()


def test_a_client_that_takes_gzip_gets_the_same(published: TestClient) -> None:
    query = {"query": "SELECT * { ?s ?p ?o }"}
    plain = published.get("/sparql", params=query, headers={"Accept-Encoding": "identity"})
    packed = published.get("/sparql", params=query, headers={"Accept-Encoding": "gzip"})
    assert packed.content == plain.content
