"""The reconciliation API over HTTP: what it refuses, by the name of the place."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from kg.answers.knowledge import Knowledge
from kg.config import Settings
from tests.api_client import client_of


@pytest.fixture(scope="module")
def client(settings: Settings, knowledge: Knowledge) -> Iterator[TestClient]:
    few = {"max_reconcile_batch": 5, "max_reconcile_properties": 3}
    with client_of(settings.model_copy(update=few), knowledge) as found:
        yield found


@pytest.mark.parametrize(
    ("queries", "said"),
    [
        ("{", "Invalid JSON"),
        ("[]", "object"),
        ('{"a": {"qery": "x"}}', "a.qery"),
        ('{"a": {}}', "neither query nor properties"),
        ('{"a": {"query": "x", "type": "Dragon"}}', "Dragon: no such type"),
        ('{"a": {"query": "x", "type": "Claim"}}', "Claim: no such type"),
        ('{"a": {"query": "x", "type": 7}}', "must be a type"),
        ('{"a": {"query": "x", "type_strict": "perhaps"}}', "a.type_strict"),
        ('{"a": {"query": "x", "limit": 0}}', "a.limit"),
        ('{"a": {"query": "x", "limit": 501}}', "KG_MAX_PAGE_SIZE"),
        ('{"a": {"query": "x", "properties": [{"pid": "zz", "v": 1}]}}', "'zz' is no property"),
        ('{"a": {"query": "x", "properties": [{"v": 1}]}}', "a.properties.0.pid: is missing"),
        ('{"a": {"query": "x", "properties": [{"pid": "area", "v": NaN}]}}', "properties.0.v"),
        ('{"a": {"query": "\\ud800"}}', "Invalid JSON"),
        (json.dumps({"a": {"query": "x" * 201}}), "KG_MAX_SEARCH_LENGTH"),
        (json.dumps({str(n): {"query": "x"} for n in range(6)}), "KG_MAX_RECONCILE_BATCH"),
        (
            json.dumps({"a": {"query": "x", "properties": [{"pid": "area", "v": [1] * 4}]}}),
            "KG_MAX_RECONCILE_PROPERTIES",
        ),
        ("[" * 10_000, "Invalid JSON"),
    ],
)
def test_a_batch_that_cannot_be_read_is_a_problem_that_names_the_place(
    queries: str, said: str, client: TestClient
) -> None:
    response = client.post("/reconcile", data={"queries": queries})
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    assert said in response.json()["detail"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"ids": ["x"] * 6, "properties": []}, "KG_MAX_RECONCILE_BATCH"),
        ({"ids": [], "properties": [{"id": "area"}] * 2}, "asked for twice"),
        ({"ids": [], "properties": [{"id": "zz"}]}, "'zz' is no property"),
        ({"ids": [], "properties": [{"id": "area", "settings": {"show": "all"}}]}, "show"),
        ({"properties": []}, "ids: is missing"),
    ],
)
def test_an_extension_that_cannot_be_read_is_a_problem(
    asked: object, said: str, client: TestClient
) -> None:
    response = client.get("/reconcile", params={"extend": json.dumps(asked)})
    assert response.status_code == 400
    assert said in response.json()["detail"]


def test_every_problem_of_a_batch_is_told_at_once(client: TestClient) -> None:
    queries = {"a": {"query": "x", "type": "Dragon"}, "b": {"query": "x", "limit": 900}}
    response = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert response.json()["errors"].keys() == {"a.type", "b.limit"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/reconcile?queries={}&extend={}", 400),
        ("/reconcile?queries={}&queries={}", 400),
        ("/reconcile/suggest/entity?prefix=a&limit=501", 400),
        (f"/reconcile/suggest/entity?prefix={'a' * 201}", 400),
        ("/reconcile/suggest/entity?cursor=-1", 422),
        ("/reconcile/properties?type=Dragon", 404),
        ("/reconcile/preview", 422),
        ("/reconcile/preview?id=nobody", 404),
        ("/reconcile/flyout/dragon?id=x", 404),
        ("/reconcile/flyout/property?id=x", 404),
        ("/reconcile/flyout/type?id=x", 404),
    ],
)
def test_other_refusals_are_problems(path: str, status: int, client: TestClient) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


def test_a_post_that_is_no_form_or_has_no_question_is_refused(client: TestClient) -> None:
    assert client.post("/reconcile", json={"a": {"query": "x"}}).status_code == 415
    assert client.post("/reconcile", data={"q": "x"}).status_code == 400


def test_a_batch_that_takes_too_long_is_given_up(settings: Settings, knowledge: Knowledge) -> None:
    given = [{"pid": "locatedIn", "v": [f"Harbour {n}" for n in range(20)]}]
    queries = {str(n): {"query": f"Port {n}", "properties": given} for n in range(100)}
    with client_of(settings.model_copy(update={"query_seconds": 0.02}), knowledge) as client:
        client.get("/entities?q=warm")
        response = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert response.status_code == 503
    assert "KG_QUERY_SECONDS" in response.json()["detail"]


NAMES = st.text(max_size=30) | st.sampled_from(["East Port", "} UNION {", "<b>", "\x00", "'\"\\"])


@given(
    query=NAMES,
    value=NAMES | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans(),
    pid=st.sampled_from(["locatedIn", "area", "date", "status", "objective", "hasPart", "meets"]),
)
def test_any_text_is_answered_or_refused(
    query: str, value: object, pid: str, client: TestClient
) -> None:
    queries = {"q": {"query": query, "properties": [{"pid": pid, "v": value}]}}
    response = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert response.status_code in (200, 400)
    if response.status_code == 200:
        scores = [each["score"] for each in response.json()["q"]["result"]]
        assert all(0 <= score <= 100 for score in scores)
        assert scores == sorted(scores, reverse=True)
