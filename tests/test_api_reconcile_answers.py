"""The reconciliation API over HTTP: candidates for names, and columns of what is known."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from kg.answers.knowledge import Knowledge
from kg.config import Settings
from tests.api_client import client_of
from tests.reconciling import ask, extend, match, one


@pytest.fixture(scope="module")
def client(settings: Settings, knowledge: Knowledge) -> Iterator[TestClient]:
    few = {"max_reconcile_batch": 5, "max_reconcile_properties": 3}
    with client_of(settings.model_copy(update=few), knowledge) as found:
        yield found


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
