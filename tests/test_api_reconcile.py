"""The reconciliation API over HTTP: what it says of itself, its suggestions and cards."""

import json
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from kg.answers.knowledge import Knowledge
from kg.config import Settings
from tests.api_client import client_of
from tests.reconcile import FOLDER, MISSING, schema, wrong
from tests.reconciling import extend

SCHEMAS = pytest.mark.skipif(not FOLDER.exists(), reason=MISSING)


@pytest.fixture(scope="module")
def client(settings: Settings, knowledge: Knowledge) -> Iterator[TestClient]:
    few = {"max_reconcile_batch": 5, "max_reconcile_properties": 3}
    with client_of(settings.model_copy(update=few), knowledge) as found:
        yield found


# -- what the API promises


@SCHEMAS
def test_the_schemas_refuse_what_their_examples_say_is_wrong() -> None:
    tried = 0
    for path in FOLDER.glob("examples/*/invalid/*.json"):
        if "authentication" not in path.name:
            tried += 1
            assert wrong(path.parts[-3], json.loads(path.read_text())), path
    assert tried > 12


@SCHEMAS
def test_every_answer_fits_the_schema_of_the_api(client: TestClient) -> None:
    bodies = {
        "manifest": client.get("/reconcile"),
        "reconciliation-result-batch": client.post(
            "/reconcile",
            data={
                "queries": json.dumps(
                    {
                        "a": {"query": "East Port", "properties": [{"pid": "locatedIn", "v": 3}]},
                        "b": {"query": "nothing like it"},
                    }
                )
            },
        ),
        "suggest-entities-response": client.get("/reconcile/suggest/entity?prefix=har"),
        "suggest-types-response": client.get("/reconcile/suggest/type?prefix="),
        "suggest-properties-response": client.get("/reconcile/suggest/property?prefix="),
        "data-extension-property-proposal": client.get("/reconcile/properties?type=Port"),
    }
    for name, response in bodies.items():
        assert response.status_code == 200, name
        assert wrong(name, response.json()) == [], name
    columns = [
        {"id": each["id"], "settings": {"kinds": "all", "show": show}}
        for show in ("value", "number", "when")
        for each in client.get("/reconcile/properties").json()["properties"]
    ]
    slugs = [hit["entity"]["id"] for hit in client.get("/entities?limit=5").json()["items"]]
    for column in columns:
        assert wrong("data-extension-response", extend(client, slugs, column)) == []


@SCHEMAS
@pytest.mark.parametrize("name", ["reconciliation-query-batch", "data-extension-query"])
def test_queries_are_read_and_refused_as_the_schema_does(name: str, client: TestClient) -> None:
    field = "queries" if name.startswith("reconciliation") else "extend"
    tried = 0
    for path in FOLDER.glob(f"examples/{name}/*valid/*.json"):
        tried += 1
        response = client.post("/reconcile", data={field: path.read_text()})
        said = response.text
        assert schema(name).is_valid(json.loads(path.read_text())) is (path.parts[-2] == "valid")
        # the examples are about other graphs: their types, properties, settings are not ours
        others = ("no such type", "no property", "no setting")
        fine = response.status_code == 200 or any(each in said for each in others)
        assert fine is (path.parts[-2] == "valid"), said
    assert tried


def test_the_manifest_names_spaces_services_and_limits(client: TestClient) -> None:
    body = client.get("/reconcile").json()
    assert body["versions"] == ["0.2"]
    assert body["identifierSpace"] == "https://gba.example/id/"
    assert body["schemaSpace"] == "https://gba.example/ontology#"
    assert body["batchSize"] == 5
    for part in (*body["suggest"].values(), body["extend"]["propose_properties"]):
        address = f"{part['service_url']}{part['service_path']}"
        assert client.get(address).status_code == 200
    for what, part in body["suggest"].items():
        name = {"entity": "east-port", "type": "Port", "property": "locatedIn"}[what]
        path = part["flyout_service_path"].replace("${id}", name)
        words = client.get(f"{part['service_url']}{path}").json()
        assert (words["id"], words["html"][:3]) == (name, "<p>")
    for pattern in (body["view"]["url"], body["preview"]["url"]):
        assert client.get(pattern.replace("{{id}}", "east-port")).status_code == 200


# -- suggestions and cards


def test_suggestions_go_on_at_the_cursor(client: TestClient) -> None:
    whole = client.get("/reconcile/suggest/entity?prefix=harbour").json()["result"]
    rest = client.get("/reconcile/suggest/entity?prefix=harbour&cursor=1&limit=2").json()["result"]
    assert rest == whole[1:3]
    assert client.get("/reconcile/suggest/type?prefix=por").json()["result"][0]["id"] == "Port"
    found = client.get("/reconcile/suggest/property?prefix=located").json()["result"]
    assert [each["id"] for each in found] == ["locatedIn"]


def test_proposed_properties_are_those_that_entities_of_the_type_have(client: TestClient) -> None:
    ports = client.get("/reconcile/properties?type=Port&limit=50").json()
    names = [each["id"] for each in ports["properties"]]
    assert ports["type"] == "Port"
    assert "locatedIn" in names
    assert "holdsPost" not in names
    persons = client.get("/reconcile/properties?type=Person").json()["properties"]
    assert "holdsPost" in {each["id"] for each in persons}


def test_the_card_may_be_framed_by_others_and_nothing_else_may(client: TestClient) -> None:
    card = client.get("/reconcile/preview?id=east-port")
    assert "frame-ancestors *" in card.headers["content-security-policy"]
    assert "script-src" not in card.headers["content-security-policy"]
    assert "<h1><a" in card.text
    assert "<span>port</span>" in card.text
    assert "東港" in card.text
    assert "<blockquote>" in card.text
    for path in ("/entities/east-port", "/reconcile", "/reconcile/preview?id=nobody"):
        policy = client.get(path, headers={"Accept": "text/html"}).headers
        assert "frame-ancestors 'none'" in policy["content-security-policy"]


def test_other_origins_may_ask(client: TestClient) -> None:
    asked = client.get("/reconcile", headers={"Origin": "http://127.0.0.1:3333"})
    assert asked.headers["access-control-allow-origin"] == "*"


def test_a_callback_is_called_with_the_answer(client: TestClient) -> None:
    answer = client.get("/reconcile?callback=jQuery.cb1")
    assert answer.headers["content-type"].startswith("text/javascript")
    body = answer.text.removeprefix("/**/jQuery.cb1(").removesuffix(");")
    assert json.loads(body) == client.get("/reconcile").json()
    for hostile in ("alert(1)", "a;b", "", "a" * 101, "a\n", "x-y"):
        assert client.get("/reconcile", params={"callback": hostile}).status_code == 400


def test_a_moved_entity_moves_its_card(client: TestClient) -> None:
    answer = client.get("/reconcile/preview?id=east-harbour")
    assert answer.status_code == 200
    assert "East Port" in answer.text
