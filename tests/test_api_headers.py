"""HEAD, validators and the headers that every answer has."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from kg.answers.knowledge import Knowledge
from kg.config import Settings

PATHS = [
    "/", "/entities", "/entities/east-port", "/documents", "/queries", "/conflicts",
    "/queries/offices?format=csv", "/sparql?query=ASK%7B%7D", "/ontology",
]  # fmt: skip


@pytest.fixture(scope="module")
def client(settings: Settings, knowledge: Knowledge) -> Iterator[TestClient]:
    with TestClient(create_app(settings, knowledge)) as client:
        yield client


@pytest.mark.parametrize("path", PATHS)
def test_head_has_the_headers_of_get_and_no_body(client: TestClient, path: str) -> None:
    got, head = client.get(path), client.head(path)
    assert head.status_code == got.status_code == 200
    assert head.content == b""
    for name in ("content-type", "etag", "kg-version"):
        assert head.headers[name] == got.headers[name]


@pytest.mark.parametrize("path", PATHS)
def test_who_has_the_answer_is_told_that_nothing_changed(client: TestClient, path: str) -> None:
    tag = client.get(path).headers["etag"]
    again = client.get(path, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["kg-version"]
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_another_format_or_query_has_another_tag(client: TestClient) -> None:
    tags = {
        client.get("/entities/east-port").headers["etag"],
        client.get("/entities/east-port", headers={"Accept": "text/html"}).headers["etag"],
        client.get("/entities/east-port?kind=fact").headers["etag"],
        client.get("/entities/island-bridge").headers["etag"],
    }
    assert len(tags) == 4


def test_an_error_has_no_tag_and_is_answered_again(client: TestClient) -> None:
    missing = client.get("/entities/nobody")
    assert missing.status_code == 404
    assert "etag" not in missing.headers
    assert client.head("/entities/nobody").status_code == 404


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_what_changes_without_the_data_has_no_tag(client: TestClient, path: str) -> None:
    assert "etag" not in client.get(path).headers


def test_a_post_has_no_tag(client: TestClient) -> None:
    answer = client.post("/sparql", data={"query": "ASK {}"})
    assert answer.status_code == 200
    assert "etag" not in answer.headers


def test_a_fault_of_ours_is_a_problem_document_without_its_internals(
    settings: Settings, knowledge: Knowledge
) -> None:
    app = create_app(settings, knowledge)

    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError("the secret inside")

    with TestClient(app, raise_server_exceptions=False) as client:
        answer = client.get("/broken")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["kg-version"] == knowledge.version
    assert "secret" not in answer.text


def test_other_settings_make_other_tags(settings: Settings, knowledge: Knowledge) -> None:
    tags = set()
    for size in (10, 20):
        app = create_app(settings.model_copy(update={"page_size": size}), knowledge)
        with TestClient(app) as client:
            tags.add(client.get("/entities").headers["etag"])
    assert len(tags) == 2
