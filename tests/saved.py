"""What tests of saved queries over HTTP share: a service with queries of its own, and rows."""

from dataclasses import replace

import httpx2
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import create_app
from kg.answers.knowledge import Knowledge
from kg.config import Settings
from kg.sparql.saved import SavedQueries
from tests.conftest import ROOT

QUERIES = ROOT / "tests/world/queries"
JSON, HTML = {"Accept": "application/json"}, {"Accept": "text/html"}


def app_of(settings: Settings, knowledge: Knowledge) -> FastAPI:
    made = create_app(settings, knowledge)
    views = made.state.views
    views.service = replace(views.service, queries=SavedQueries(QUERIES, knowledge.ontology))
    return made


def row(response: httpx2.Response) -> dict[str, str]:
    """The one row of an answer in JSON."""
    assert response.status_code == 200, response.text
    (found,) = response.json()["results"]["bindings"]
    return {name: str(term["value"]) for name, term in found.items()}


def rows(response: httpx2.Response) -> list[dict[str, dict[str, str]]]:
    assert response.status_code == 200, response.text
    found: list[dict[str, dict[str, str]]] = response.json()["results"]["bindings"]
    return found


def echoed(client: TestClient, **arguments: str) -> httpx2.Response:
    return client.get("/queries/echo", params=arguments, headers=JSON)
