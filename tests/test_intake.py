"""What is refused unread: coded bodies, and requests of a thousand parameters."""

import gzip
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from kg.answers.knowledge import Knowledge
from kg.config import Settings
from tests.api_client import client_of

FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def client(settings: Settings, knowledge: Knowledge) -> Iterator[TestClient]:
    with client_of(settings.model_copy(update={"max_parameters": 10}), knowledge) as client:
        yield client


@pytest.mark.parametrize("coding", ["gzip", "br", "identity, gzip", "x", "deflate"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_a_coded_body_is_refused(client: TestClient, coding: str, method: str) -> None:
    bomb = gzip.compress(bytes(10_000_000))
    headers = {"Content-Encoding": coding, "Content-Type": "application/sparql-query"}
    answer = client.request(method, "/sparql", content=bomb, headers=headers)
    assert answer.status_code == 415
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["accept-encoding"] == "identity"
    assert answer.headers["kg-version"]
    assert "identity" in answer.json()["detail"]


def test_a_body_that_says_it_is_not_coded_is_read(client: TestClient) -> None:
    headers = {"Content-Encoding": "Identity", "Content-Type": "application/sparql-query"}
    assert client.post("/sparql", content="ASK {}", headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/sparql", "/entities", "/missing"])
def test_an_address_of_many_parameters_is_refused(client: TestClient, path: str) -> None:
    answer = client.get(f"{path}?{'&'.join(f'a{i}=b' for i in range(11))}")
    assert answer.status_code == 400
    assert "KG_MAX_PARAMETERS" in answer.json()["detail"]


def test_ten_parameters_are_ten(client: TestClient) -> None:
    more = "&".join(f"a{i}=b" for i in range(9))
    assert client.get(f"/sparql?query=ASK%7B%7D&{more}").status_code == 200
    headers = {"Content-Type": FORM}
    form = f"query=ASK%7B%7D&{more}"
    assert client.post("/sparql", content=form, headers=headers).status_code == 200
    refused = client.post("/sparql", content=f"{form}&c=d", headers=headers)
    assert refused.status_code == 400
    assert "KG_MAX_PARAMETERS" in refused.json()["detail"]
    assert refused.headers["content-type"] == "application/problem+json"


def test_ampersands_of_a_query_that_is_no_form_are_its_own(client: TestClient) -> None:
    query = f'ASK {{ FILTER("{"&" * 50}" = "x") }}'
    headers = {"Content-Type": "application/sparql-query"}
    assert client.post("/sparql", content=query, headers=headers).status_code == 200
