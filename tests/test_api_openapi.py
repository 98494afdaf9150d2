"""OpenAPI: what is documented is what is served."""

import json
from typing import Any, cast

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from api.app import create_app
from kg.answers.claims import Claims
from kg.answers.conflicts import comparisons
from kg.answers.knowledge import Knowledge
from kg.config import Settings

PROTOCOLS = {"/sparql", "/update", "/graphs"}  # plain ASGI, see tests/test_api_update.py
HTML_ONLY = {"/", "/looks.css"}  # the first page has no data of its own
REVIEW = "/review"  # behind the token, see tests/test_api_review.py
SAVED = "/queries/{name}"  # each saved query is documented by itself


@pytest.fixture(scope="module")
def app(settings: Settings, knowledge: Knowledge) -> FastAPI:
    return create_app(settings, knowledge)


@pytest.fixture(scope="module")
def routes(app: FastAPI) -> list[APIRoute]:
    """Every route of ours, wherever it is nested."""
    found: list[APIRoute] = []
    waiting: list[object] = list(app.routes)
    while waiting:
        route = waiting.pop()
        if isinstance(route, APIRoute):
            found.append(route)
        router = getattr(route, "original_router", None)
        waiting += getattr(router, "routes", [])
    assert len(found) > 12
    return found


@pytest.fixture(scope="module")
def documented(client: TestClient) -> dict[str, dict[str, dict[str, object]]]:
    response = client.get("/openapi.json")
    assert response.status_code == 200
    paths: dict[str, dict[str, dict[str, object]]] = response.json()["paths"]
    return paths


def test_every_route_is_documented_with_words(
    routes: list[APIRoute], documented: dict[str, dict[str, dict[str, object]]]
) -> None:
    served = {route.path for route in routes}
    saved = {path for path in documented if path.startswith("/queries/")}
    assert saved > {"/queries/figures", "/queries/offices"}
    assert served - HTML_ONLY - {SAVED} == documented.keys() - PROTOCOLS - saved
    assert documented.keys() > PROTOCOLS
    for route in routes:
        for method in (route.methods if route.path in documented else ()) or ():
            operation = documented[route.path][method.lower()]
            assert operation["summary"], route.path
            assert operation["description"], route.path
            assert operation["tags"], route.path
            assert operation["responses"], route.path


def test_names_of_operations_are_unique(
    documented: dict[str, dict[str, dict[str, object]]],
) -> None:
    names = [
        operation["operationId"] for path in documented.values() for operation in path.values()
    ]
    assert len(names) == len(set(map(str, names))) > 12


def test_the_description_and_version_are_told(client: TestClient) -> None:
    info = client.get("/openapi.json").json()["info"]
    assert info["title"]
    assert "KG-Version" in info["description"]


def test_each_json_answer_fits_its_schema(
    client: TestClient, knowledge: Knowledge, routes: list[APIRoute]
) -> None:
    claim = Claims(knowledge).all()[0].claim.id
    examples = {
        "/entities": ["/entities?limit=5", "/entities?q=port", "/entities?q=zzzz"],
        "/entities/{slug}": ["/entities/east-port", "/entities/hill-town?kind=planned"],
        "/entities/{slug}/neighbourhood": [
            "/entities/east-port/neighbourhood",
            "/entities/east-port/neighbourhood?claims=true&limit=3",
            "/entities/east-port/neighbourhood?claims=true&depth=2&bridges=folded",
        ],
        "/paths": [
            "/paths?source=east-port&target=lee-mei",
            "/paths?source=east-port&target=hill-town",
        ],
        "/timeline": ["/timeline", "/timeline?entity=lee-mei&limit=1", "/timeline?undated=true"],
        "/entities/{slug}/lifecycle": ["/entities/east-port/lifecycle?on=2028-01-01"],
        "/promises": ["/promises", "/promises?entity=east-port&on=2028-01-01&outcome=open"],
        "/figures": ["/figures", "/figures?entity=harbour-office&limit=1"],
        "/compare": [
            "/compare?a=east-port&b=island-market",
            "/compare?a=east-port&b=island-bridge&part=facts&where=both&limit=1",
        ],
        "/analysis/{measure}": [
            "/analysis/degree?limit=2",
            "/analysis/pagerank?entity=east-port",
            "/analysis/communities",
            "/analysis/bridges?kind=fact",
            "/analysis/articulation-points",
            "/analysis/common-neighbours?a=east-port&b=harbour-office",
        ],
        "/entities/{slug}/facts": ["/entities/east-port/facts", "/entities/harbour-office/facts"],
        "/evidence": [f"/evidence?claim={claim}&claim=0000"],
        "/entities/{slug}/counts": ["/entities/east-port/counts?direction=in"],
        "/claims": ["/claims", "/claims?valid_on=2025-03-02&limit=3", "/claims?valid_in=2025"],
        "/claims/{claim_id}": [f"/claims/{claim}"],
        "/conflicts": ["/conflicts", "/conflicts?entity=harbour-office&relation=not+comparable"],
        "/conflicts/{comparison_id}": [f"/conflicts/{comparisons(knowledge).found[0].id}"],
        "/unknowns": ["/unknowns", "/unknowns?on=2028-01-01&part=stale-plans&limit=1"],
        "/documents": ["/documents"],
        "/documents/{slug}": ["/documents/island-post-3", "/documents/harbour-notice?kind=planned"],
        "/documents/{slug}/text": ["/documents/island-post-3/text"],
        "/queries": ["/queries"],
        "/sheet": ["/sheet?query=ASK {?s ?p ?o}", "/sheet?query=SELECT * {?s ?p ?o} LIMIT 3"],
        "/sheet/{name}": ["/sheet/claims-about?entity=east-port", "/sheet/graph-of-plans"],
        "/reconcile": [
            "/reconcile",
            '/reconcile?queries={"q":{"query":"East Port"}}',
            '/reconcile?extend={"ids":["east-port"],"properties":[{"id":"locatedIn"}]}',
        ],
        "/reconcile/flyout/{what}": ["/reconcile/flyout/entity?id=east-port"],
        "/healthz": ["/healthz"],
        "/readyz": ["/readyz"],
    }
    modelled = {route.path: route for route in routes if route.response_model}
    assert examples.keys() <= modelled.keys()
    open_to_all = {path for path in modelled if not path.startswith(REVIEW)}
    for path in open_to_all - HTML_ONLY:
        assert path in examples or "{" not in path, f"give an example of {path}"
        for address in examples.get(path, [path]):
            response = client.get(address)
            assert response.status_code == 200, address
            assert response.headers["content-type"] == "application/json"
            model = TypeAdapter(modelled[path].response_model)
            found = model.validate_json(response.content)
            assert model.dump_python(found, mode="json") == response.json(), address


def test_every_claim_of_the_world_fits_its_schema(client: TestClient, knowledge: Knowledge) -> None:
    for seen in Claims(knowledge).all():
        body = client.get(f"/claims/{seen.claim.id}").json()
        assert body["id"] == seen.claim.id
        assert body["iri"] == knowledge.names.claim(seen.claim.id)
        assert body["evidence"][0]["quote"] == seen.claim.evidence[0].text


def test_an_error_of_validation_is_documented_as_what_it_is(client: TestClient) -> None:
    """A problem document, like every other error."""
    response = client.get("/entities?limit=0")
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    operation = client.get("/openapi.json").json()["paths"]["/entities"]["get"]
    assert "application/problem+json" in operation["responses"]["422"]["content"]
    assert "HTTPValidationError" not in json.dumps(operation)


@pytest.mark.parametrize("path", ["/queries/figures", "/ontology", "/sparql"])
def test_the_parameter_format_is_documented_where_it_is_read(
    path: str, documented: dict[str, dict[str, dict[str, object]]]
) -> None:
    assert '"format"' in json.dumps(documented[path]["get"].get("parameters"))


@pytest.mark.parametrize(
    ("path", "media_type"),
    [("/ontology", "text/turtle"), ("/queries/figures", "text/csv"), ("/sparql", "text/csv")],
)
def test_the_formats_of_an_answer_are_documented(
    path: str, media_type: str, documented: dict[str, dict[str, dict[str, object]]]
) -> None:
    assert f'"{media_type}"' in json.dumps(documented[path]["get"]["responses"])


def test_a_saved_query_is_documented_with_the_types_of_its_parameters(
    documented: dict[str, dict[str, dict[str, object]]],
) -> None:
    operation = documented["/queries/figures"]["get"]
    parameters = {
        each["name"]: each for each in cast(list[dict[str, Any]], operation["parameters"])
    }
    assert parameters["entity"]["schema"]["default"] == "qianhai"
    assert parameters["entity"]["schema"]["pattern"].startswith("^[a-z0-9]")
    assert parameters["limit"]["schema"]["maximum"] == 500
    assert parameters["valid_on"]["schema"]["format"] == "date"
    body = cast(dict[str, Any], documented["/queries/figures"]["post"]["requestBody"])
    assert body["content"]["application/json"]["schema"]["properties"].keys() == parameters.keys()
    assert "`claim`: the claim, with its quote" in str(operation["description"])


@pytest.mark.parametrize("path", ["/entities", "/sparql", "/queries", "/healthz"])
def test_another_method_is_refused_as_a_problem_document(path: str, client: TestClient) -> None:
    response = client.request("DELETE", path)
    assert response.status_code == 405
    assert response.headers["content-type"] == "application/problem+json"
    assert "GET" in response.headers["allow"]


def test_healthz_and_readyz_say_that_all_is_well(client: TestClient, knowledge: Knowledge) -> None:
    assert client.get("/healthz").json() == {"status": "alive"}
    ready = client.get("/readyz").json()
    assert isinstance(ready.pop("workers_isolated"), bool)
    assert ready == {
        "status": "ready", "version": knowledge.version, "quads": knowledge.release.quads,
        "store": "embedded",
    }  # fmt: skip


def test_a_browser_of_another_site_may_read_the_answers_and_their_version(
    client: TestClient,
) -> None:
    response = client.get("/entities", headers={"Origin": "https://elsewhere.example"})
    assert response.headers["access-control-allow-origin"] == "*"
    assert "kg-version" in response.headers["access-control-expose-headers"].lower()
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}
    assert client.options("/sparql", headers=asked).status_code == 200
