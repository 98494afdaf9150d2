"""The reconciliation API over HTTP: what it says of itself, answers, suggests and refuses."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from kg.answers.knowledge import Knowledge
from kg.config import Settings
from tests.api_client import client_of
from tests.reconcile import FOLDER, MISSING, schema, wrong

SCHEMAS = pytest.mark.skipif(not FOLDER.exists(), reason=MISSING)


@pytest.fixture(scope="module")
def client(settings: Settings, knowledge: Knowledge) -> Iterator[TestClient]:
    few = {"max_reconcile_batch": 5, "max_reconcile_properties": 3}
    with client_of(settings.model_copy(update=few), knowledge) as found:
        yield found


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


# -- candidates


def test_a_name_of_one_entity_matches_it(client: TestClient) -> None:
    for name in ("East Port", "east  port", "東港", "东港", "East-Port", "port at East Bay"):
        assert match(one(client, name)) == ["east-port"], name
    (first, *_) = one(client, "East Port")
    assert first["score"] == 100
    assert first["name"] == "East Port"
    assert {each["id"] for each in first["type"]} == {"Port", "Project"}
    assert {each["id"] for each in first["features"]} == {"name", "sure", "type"}
    assert first["description"].startswith("port; also ")


def test_get_and_post_and_the_iri_find_the_same(client: TestClient) -> None:
    queries = json.dumps({"q": {"query": "East Port"}})
    got = client.get("/reconcile", params={"queries": queries})
    assert got.json() == client.post("/reconcile", data={"queries": queries}).json()
    assert match(one(client, "https://gba.example/id/east-port")) == ["east-port"]
    assert one(client, "https://gba.example/id/nobody") == []


def test_what_is_only_like_a_name_does_not_match(client: TestClient) -> None:
    for name in ("East", "West Port", "Est Port", "Harbour", "the head of the office", "Mei"):
        assert match(one(client, name)) == [], name
    assert one(client, "zzzzqqq") == []


def test_a_type_leaves_out_the_others_unless_it_is_only_a_wish(client: TestClient) -> None:
    assert match(one(client, "East Port", type="Port")) == ["east-port"]
    assert match(one(client, "East Port", type=["Person", "Port"])) == ["east-port"]
    assert match(one(client, "East Port", type=["Project", "Port"], type_strict="all")) == [
        "east-port"
    ]
    everything = one(client, "East Port", type=["Person", "Port"], type_strict="all")
    assert everything == one(client, "East Port", type="Person") == []
    (first, *_) = one(client, "East Port", type="Person", type_strict="should")
    assert (first["id"], first["match"], first["score"]) == ("east-port", False, 90)
    for same in ("gbo:Port", "https://gba.example/ontology#Port"):
        assert match(one(client, "East Port", type=same)) == ["east-port"]


def test_claims_raise_and_lower_the_score_and_can_forbid_a_match(client: TestClient) -> None:
    scores = {}
    for place in ("Harbour City", "Atlantis", "Island Town"):
        found = one(client, "East Port", properties=[{"pid": "locatedIn", "v": place}])
        scores[place] = found[0]["score"]
        assert match(found) == ([] if place == "Island Town" else ["east-port"])
    assert scores["Harbour City"] > scores["Atlantis"] > scores["Island Town"]
    by_id = [{"pid": "locatedIn", "v": [{"id": "island-town"}, {"id": "harbour-city"}]}]
    assert one(client, "East Port", properties=by_id)[0]["score"] == scores["Harbour City"]


def test_the_other_end_of_a_relation_counts_too(client: TestClient) -> None:
    given = [{"pid": "locationOf", "v": "East Port"}]
    (first, *_) = one(client, "Harbour City", properties=given)
    features = {each["id"]: each["value"] for each in first["features"]}
    assert features["property:locationOf"] == 1


def test_properties_without_a_name_find_what_has_them_and_match_nothing(
    client: TestClient,
) -> None:
    found = ask(client, q={"properties": [{"pid": "locatedIn", "v": "Harbour City"}]})["q"]
    assert "east-port" in {each["id"] for each in found}
    assert match(found) == []


def test_the_limit_of_a_query_is_kept(client: TestClient) -> None:
    assert len(one(client, "harbour", limit=2)) == 2
    assert len(one(client, "harbour")) > 2


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


# -- more columns


def test_a_relation_extends_with_entities_and_a_figure_with_words_or_numbers(
    client: TestClient,
) -> None:
    found = extend(client, ["east-port", "https://gba.example/id/east-port"], {"id": "locatedIn"})
    cells = [{"id": "harbour-city", "name": "Harbour City", "description": "fact"}]
    assert found["rows"] == {
        name: {"locatedIn": cells} for name in ("east-port", "https://gba.example/id/east-port")
    }
    assert found["meta"][0]["type"]["id"] == "Place"
    shown = {}
    for show in ("value", "number", "unit", "when", "kind", "quote", "document"):
        column = {"id": "dailyCapacity", "settings": {"show": show, "kinds": "all"}}
        shown[show] = extend(client, ["east-port"], column)["rows"]["east-port"]["dailyCapacity"]
    assert len({len(cells) for cells in shown.values()}) == 1  # side by side
    assert {"float": 40_000.0} in shown["number"]
    assert any("40,000" in cell["str"] for cell in shown["value"])
    assert all(cell["str"] for cell in shown["quote"])


def test_plans_and_denials_make_cells_only_where_they_are_asked_for_and_say_so(
    client: TestClient,
) -> None:
    def cells(kinds: str) -> list[dict[str, Any]]:
        column = {"id": "fundedBy", "settings": {"kinds": kinds}}
        found: list[dict[str, Any]] = extend(client, ["east-port"], column)["rows"]["east-port"][
            "fundedBy"
        ]
        return found

    assert cells("held") == []
    assert {each["description"] for each in cells("all")} == {"planned"}


def test_a_renamed_entity_has_the_cells_of_what_it_is_now_and_an_unknown_one_none(
    client: TestClient,
) -> None:
    rows = extend(client, ["east-harbour", "nobody", "}"], {"id": "locatedIn"})["rows"]
    assert rows["east-harbour"]["locatedIn"][0]["id"] == "harbour-city"
    assert rows["nobody"] == rows["}"] == {"locatedIn": []}


def test_the_limit_of_a_column_may_be_text_as_openrefine_sends_it(client: TestClient) -> None:
    column = {"id": "locationOf", "settings": {"limit": "1", "kinds": "all"}}
    assert len(extend(client, ["harbour-city"], column)["rows"]["harbour-city"]["locationOf"]) == 1


# -- refusals


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


def test_a_moved_entity_moves_its_card(client: TestClient) -> None:
    answer = client.get("/reconcile/preview?id=east-harbour")
    assert answer.status_code == 200
    assert "East Port" in answer.text


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
