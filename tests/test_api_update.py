"""SPARQL Update over HTTP: what it changes, what it may not, and who may ask for it."""

import re

import pytest
from starlette.testclient import TestClient

from kg.answers.knowledge import open_knowledge
from kg.config import Settings
from tests.api_client import client_of
from tests.writer import INSERT, TOKEN, TURTLE, WRITER, ask, problem, update

pytestmark = pytest.mark.slow


def count_of(client: TestClient) -> int:
    """How many changes the version counts."""
    found = re.fullmatch(r"[0-9a-f]{64}\+(\d+)", client.get("/healthz").headers["kg-version"])
    assert found
    return int(found[1])


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


def test_the_published_graph_takes_no_change(client: TestClient) -> None:
    assert "kg build" in problem(update(client, INSERT), 403)
    for method in ("PUT", "POST", "DELETE"):
        response = client.request(method, "/graphs?default", headers=WRITER)
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
