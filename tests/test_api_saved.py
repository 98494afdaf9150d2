"""Saved queries over HTTP: parameters, and values that want to be code."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from kg.answers.knowledge import Knowledge
from kg.config import Settings
from tests.rounds import ROUNDS
from tests.saved import JSON, app_of, echoed, row

# no surrogates: no client can send them in an address; JSON can, and is tried apart
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
UNCHECKED = [HealthCheck.function_scoped_fixture]
HOSTILE = [
    '"', "'", "\\", '"""', "}", "} UNION { ?s ?p ?o } {", "?x", "<http://e/>", "> ?p ?o . <a:b",
    "\n", "\r\n", "\x00", "\u202e\u2066", "#", "# }", "%22", "\\u0022", "'; DROP ALL; '", "é́", "🜚",
    "x" * 10_000,
]  # fmt: skip


@pytest.fixture(scope="module")
def app(settings: Settings, knowledge: Knowledge) -> FastAPI:
    return app_of(settings, knowledge)


@pytest.fixture(scope="module")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app) as found:
        yield found


def test_defaults_and_arguments_come_back_as_terms(client: TestClient) -> None:
    found = row(echoed(client, place="east-port", least="7"))
    assert found["_least"] == "7"
    assert found["_place"] == "https://gba.example/id/east-port"
    assert found["_document"] == "https://gba.example/document/harbour-weekly-12"
    assert found["_since"] == "2025-01-01"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_comes_back_as_it_was_whatever_it_has_in_it(text: str, client: TestClient) -> None:
    assert row(client.post("/queries/echo", json={"words": text}, headers=JSON))["_words"] == text


@settings(max_examples=20 * ROUNDS, deadline=None, suppress_health_check=UNCHECKED)
@given(text=TEXTS)
def test_any_text_comes_back_as_it_was(text: str, client: TestClient) -> None:
    found = row(client.post("/queries/echo", json={"words": text}, headers=JSON))
    assert found["_words"] == (text or "port")  # an empty field means the default


@settings(max_examples=40 * ROUNDS, deadline=None, suppress_health_check=UNCHECKED)
@given(
    name=st.sampled_from(["place", "state", "relation", "since", "span", "least", "share", "tongue",
                          "whole", "size", "document", "limit", "cursor", "format", "valid_on"]),
    text=TEXTS | st.sampled_from(HOSTILE),
)  # fmt: skip
def test_any_other_value_is_one_term_or_refused_and_named(
    name: str, text: str, client: TestClient
) -> None:
    response = client.post("/queries/echo", json={name: text}, headers=JSON)
    assert response.status_code in (200, 400, 406), (name, text, response.text)
    if response.status_code == 200:
        assert response.headers["content-type"].startswith(("application/", "text/"))
    elif name not in ("cursor", "format"):
        assert name in response.json()["errors"]


@pytest.mark.parametrize("text", [r'{"words": "a\ud800"}', r'{"words": "\udfff"}'])
def test_a_lone_surrogate_is_refused(text: str, client: TestClient) -> None:
    response = client.post(
        "/queries/echo", content=text, headers={"Content-Type": "application/json"}
    )
    assert response.status_code == 400
    assert "surrogate" in response.json()["errors"]["words"]


def test_a_megabyte_of_text_is_too_large(client: TestClient) -> None:
    response = client.post("/queries/echo", json={"words": "x" * 1_000_000})
    assert response.status_code == 413
    assert "KG_MAX_QUERY_BYTES" in response.json()["detail"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "not JSON"),
        ("[]", "must be a JSON object"),
        ('{"least": NaN}', "no number of JSON"),
        ('{"least": [1]}', "must be a text, a number or a boolean"),
        ("[" * 100_000, "not JSON"),
        ('{"words": "\xff"}', "port"),
    ],
)
def test_a_body_that_is_no_set_of_parameters_is_refused(
    content: str, words: str, client: TestClient
) -> None:
    kind = {"Content-Type": "application/json", **JSON}
    response = client.post("/queries/echo", content=content, headers=kind)
    if words == "port":  # UTF-8, and a text like any other
        assert row(response)["_words"] == "\xff"
    else:
        assert response.status_code == 400
        assert words in response.text


def test_numbers_and_booleans_of_json_are_taken_as_they_are_written(client: TestClient) -> None:
    sent = '{"least": 3, "share": 0.10, "whole": false, "words": null}'
    kind = {"Content-Type": "application/json", **JSON}
    found = row(client.post("/queries/echo", content=sent, headers=kind))
    assert (found["_least"], found["_share"], found["_whole"]) == ("3", "0.1", "false")
    assert found["_words"] == "port"


def test_a_form_and_an_address_are_read_together_and_nothing_twice(client: TestClient) -> None:
    found = client.post("/queries/echo?least=3", data={"words": "a b"}, headers=JSON)
    assert (row(found)["_least"], row(found)["_words"]) == ("3", "a b")
    response = client.post("/queries/echo?least=3", data={"least": "4"}, headers=JSON)
    assert response.status_code == 400
    assert response.json()["errors"] == {"least": "is given more than once"}


def test_another_body_is_not_read(client: TestClient) -> None:
    response = client.post("/queries/echo", content="x", headers={"Content-Type": "text/plain"})
    assert response.status_code == 415


def test_every_problem_is_told_at_once_by_its_parameter(client: TestClient) -> None:
    response = client.get(
        "/queries/echo",
        params={
            "place": "nowhere", "least": "11", "state": "asleep", "colour": "blue",
            "size": "medium", "document": "no-such", "valid_on": "soon", "limit": "0",
        },
        headers=JSON,
    )  # fmt: skip
    assert response.status_code == 400
    errors = response.json()["errors"]
    assert errors.keys() == {
        "place", "least", "state", "colour", "size", "document", "valid_on", "limit",
    }  # fmt: skip
    assert errors["least"] == "11 is more than 10"
    assert "harbour-weekly-12" in errors["document"]
