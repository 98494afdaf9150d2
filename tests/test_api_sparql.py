"""/sparql over HTTP: every way to ask, and a refusal that says why."""

import pytest
from rdflib import Graph
from starlette.testclient import TestClient

from kg.config import Settings
from tests.api_client import SLOW
from tests.protocol import (
    ASK,
    CONSTRUCT,
    DESCRIBE,
    RESULTS,
    SELECT,
    Asking,
    by_form,
    detail,
    direct,
    get,
    media_type,
)

pytestmark = pytest.mark.slow


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


def test_a_timeout_under_the_limit_may_be_asked_for(client: TestClient) -> None:
    assert "0.2 s" in detail(get(client, SLOW, timeout="0.2"), 503)
    for wrong in ("0", "-1", "3", "nan", "inf", "soon"):
        assert "KG_QUERY_SECONDS" in detail(get(client, SLOW, timeout=wrong), 400)


@pytest.mark.parametrize("ask", [get, by_form, direct])
def test_a_query_that_reaches_out_is_forbidden(ask: Asking, client: TestClient) -> None:
    answer = ask(client, "SELECT * { SERVICE <http://e/> { ?s ?p ?o } }")
    assert "KG_ALLOWED_TARGETS" in detail(answer, 403)
