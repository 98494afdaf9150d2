"""What tests of a graph that may be changed share: an empty one, its token, and updates of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from httpx2 import Response
from pydantic import SecretStr
from starlette.testclient import TestClient

from kg.answers.knowledge import open_knowledge
from kg.config import Settings
from tests.api_client import client_of

TOKEN = "a-token-of-32-characters-or-more"
WRITER = {"Authorization": f"Bearer {TOKEN}"}
TURTLE = {"Content-Type": "text/turtle"}
INSERT = "INSERT DATA { <urn:a> <urn:p> 'x' }"


@contextmanager
def empty_graph() -> Iterator[TestClient]:
    """An empty graph with the unnamed graph as its default."""
    settings = Settings(
        empty=True, strict_dataset=True, write_token=SecretStr(TOKEN), query_seconds=5,
        max_update_bytes=100_000, workers=1,
    )  # fmt: skip
    with client_of(settings, open_knowledge(settings)) as client:
        yield client


def update(client: TestClient, text: str, **parameters: str) -> Response:
    headers = WRITER | {"Content-Type": "application/sparql-update"}
    return client.post("/update", content=text.encode(), headers=headers, params=parameters)


def ask(client: TestClient, pattern: str) -> bool:
    response = client.get("/sparql", params={"query": f"ASK {{ {pattern} }}"})
    assert response.status_code == 200, response.text
    return bool(response.json()["boolean"])


def problem(response: Response, status: int) -> str:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    return str(response.json()["detail"])
