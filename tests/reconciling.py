"""What tests of the reconciliation API share: batches of questions, and their answers."""

import json
from typing import Any

from starlette.testclient import TestClient


def ask(client: TestClient, **queries: object) -> dict[str, list[dict[str, Any]]]:
    response = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert response.status_code == 200, response.text
    return {key: found["result"] for key, found in response.json().items()}


def one(client: TestClient, query: str, **more: object) -> list[dict[str, Any]]:
    return ask(client, q={"query": query, **more})["q"]


def extend(client: TestClient, ids: list[str], *properties: object) -> dict[str, Any]:
    asked = json.dumps({"ids": ids, "properties": properties})
    response = client.post("/reconcile", data={"extend": asked})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def match(found: list[dict[str, Any]]) -> list[str]:
    return [each["id"] for each in found if each["match"]]
