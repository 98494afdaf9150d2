"""What tests of entities over HTTP share: an entity, its neighbourhood, hits and refusals."""

from httpx2 import Response
from starlette.testclient import TestClient

from kg.write.shapes import EntityShape, HitsShape, NeighbourhoodShape

HTML = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}


def entity(client: TestClient, slug: str, **parameters: str | list[str]) -> EntityShape:
    response = client.get(f"/entities/{slug}", params=parameters)
    assert response.status_code == 200, response.text
    return EntityShape.model_validate_json(response.content)


def around(client: TestClient, slug: str, **parameters: str | list[str]) -> NeighbourhoodShape:
    response = client.get(f"/entities/{slug}/neighbourhood", params=parameters)
    assert response.status_code == 200, response.text
    return NeighbourhoodShape.model_validate_json(response.content)


def detail(response: Response, status: int) -> str:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["status"] == status
    return str(response.json()["detail"])


def hits(client: TestClient, **parameters: str | list[str]) -> HitsShape:
    response = client.get("/entities", params=parameters)
    assert response.status_code == 200, response.text
    return HitsShape.model_validate_json(response.content)
