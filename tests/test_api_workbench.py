"""The query tab's door: saved queries to fill in, words to write with, answers with their names."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from kg.answers.knowledge import Knowledge
from kg.config import Settings
from tests.api_client import SLOW, client_of

SPO = "SELECT ?s ?p ?o WHERE { GRAPH <https://gba.example/graph/facts> { ?s ?p ?o } }"


@pytest.fixture(scope="module")
def bench(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/workbench").json()
    return found


def sheet(client: TestClient, query: str) -> dict[str, Any]:
    response = client.post("/sheet", data={"query": query})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def test_words_have_labels_in_each_language_and_are_counted(bench: dict[str, Any]) -> None:
    words = {word["name"]: word for word in bench["words"]}
    assert words["locatedIn"]["labels"]["zh-hant"]
    assert words["locatedIn"]["kind"] == "property"
    assert words["Port"]["kind"] == "class"
    assert words["Port"]["uses"] > 0
    assert words["Entity"]["uses"] >= words["Port"]["uses"]
    assert words["subject"]["uses"] is None  # not a property that claims state


def test_words_of_most_use_come_first(bench: dict[str, Any]) -> None:
    uses = [word["uses"] or 0 for word in bench["words"]]
    assert uses == sorted(uses, reverse=True)


def test_the_options_of_entities_are_left_to_the_search(bench: dict[str, Any]) -> None:
    parameters = [each for query in bench["queries"] for each in query["parameters"]]
    assert all(each["options"] is None for each in parameters if each["type"] == "entity")
    assert all(each["options"] for each in parameters if each["type"] == "concept")


def test_a_saved_query_has_its_summary_and_its_parameters_by_language(
    client: TestClient, bench: dict[str, Any]
) -> None:
    found = {query["name"]: query for query in bench["queries"]}["plans-for"]
    assert found["labels"] == {"en": found["summary"], "zh-Hant": "關於某實體的計劃與預期"}
    assert found["drafted"] == ["zh-Hant"]
    assert found["parameters"][0]["labels"] == {"zh-Hant": "為誰或為什麼"}
    listed = {query["name"]: query for query in client.get("/queries").json()}
    assert listed["plans-for"]["labels"] == found["labels"]
    first = client.get("/start").json()["questions"][0]
    assert first["labels"]["en"] == first["summary"]
    assert first["labels"]["zh-Hant"]


def test_limits_are_named_with_their_settings(client: TestClient, bench: dict[str, Any]) -> None:
    settings = {limit["setting"]: limit["value"] for limit in bench["limits"]}
    assert settings["KG_MAX_PAGE_SIZE"] > 0
    assert settings["KG_QUERY_SECONDS"] > 0


def test_a_sheet_names_what_its_cells_name(client: TestClient) -> None:
    found = sheet(client, f"{SPO} LIMIT 3")
    assert found["columns"] == ["s", "p", "o"]
    assert len(found["rows"]) == len(found["lines"]) == found["total"] == 3
    for subject, term, thing in found["rows"]:
        assert {subject["value"], thing["value"]} <= found["entities"].keys()
        assert found["terms"][term["value"]]["en"]


def test_a_fact_leads_to_its_claims(client: TestClient) -> None:
    found = sheet(client, f"{SPO} LIMIT 5")
    for address in found["claims"]:
        assert client.get(f"/{address}").json()["total"] >= 1


def test_a_row_with_a_claim_leads_to_it(client: TestClient) -> None:
    found = client.get("/sheet/planned").json()
    assert found["total"] == len(found["rows"]) > 0
    assert all(client.get(f"/{address}").status_code == 200 for address in found["claims"][:3])


def test_a_long_answer_says_after_what_it_was_cut(client: TestClient) -> None:
    found = sheet(client, "SELECT ?s ?o WHERE { ?s ?p ?o }")
    assert len(found["rows"]) == found["cut"] == found["total"]


def test_an_unbound_cell_is_null_and_a_text_keeps_its_language(client: TestClient) -> None:
    found = sheet(client, 'SELECT ("前海"@zh-Hant AS ?a) ?b (2.5 AS ?c) WHERE {}')
    (row,) = found["rows"]
    assert row[0]["value"] == "前海"
    assert row[0]["lang"].lower() == "zh-hant"
    assert row[1] is None
    assert row[2]["value"] == "2.5"
    assert row[2]["datatype"] == "xsd:decimal"


@pytest.mark.parametrize("query", ["ASK { ?s ?p ?o }", "ASK { <x:a> <x:b> <x:c> }"])
def test_a_yes_or_no_is_told(client: TestClient, query: str) -> None:
    assert sheet(client, query)["boolean"] is ("x:a" not in query)


def test_a_graph_comes_as_lines_and_as_text(client: TestClient) -> None:
    found = client.get("/sheet/graph-of-plans").json()
    ends = {each for line in found["lines"] for each in (line["source"], line["target"])}
    assert ends
    assert ends == found["entities"].keys()
    assert "gbo:" in found["turtle"]


def test_arguments_are_named_and_wrong_ones_are_told_each(client: TestClient) -> None:
    found = client.get("/sheet/claims-about?entity=east-port").json()
    assert found["entities"]["east-port"]["label"] == "East Port"
    response = client.get("/sheet/claims-about?entity=nowhere-at-all&other=1")
    assert response.status_code == 400
    assert response.json()["errors"].keys() == {"entity", "other"}


def test_a_wrong_query_is_refused_in_the_words_of_the_server(client: TestClient) -> None:
    response = client.post("/sheet", data={"query": "SELECT ?s WHERE {\n?s ?p\n}"})
    assert response.status_code == 400
    assert response.json()["detail"].startswith("error at 3:")
    assert client.post("/sheet", data={}).status_code == 400
    assert client.post("/sheet", data={"query": "DELETE WHERE { ?s ?p ?o }"}).status_code == 400


def test_a_query_that_takes_too_long_ends_at_the_deadline(
    settings: Settings, knowledge: Knowledge
) -> None:
    hasty = settings.model_copy(update={"query_seconds": 0.3})
    with client_of(hasty, knowledge) as client:
        response = client.post("/sheet", data={"query": SLOW})
        assert response.status_code == 503
        assert "KG_QUERY_SECONDS" in response.json()["detail"]
