"""Saved queries over HTTP: parameters, pages, days, forms; and values that want to be code."""

import json
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import httpx2
import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from api.app import create_app
from kg.answers.knowledge import Knowledge
from kg.config import Settings
from kg.sparql.saved import SavedQueries
from tests.conftest import ROOT
from tests.rounds import ROUNDS

QUERIES = ROOT / "tests/world/queries"
JSON, HTML = {"Accept": "application/json"}, {"Accept": "text/html"}
# no surrogates: no client can send them in an address; JSON can, and is tried apart
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
UNCHECKED = [HealthCheck.function_scoped_fixture]
HOSTILE = [
    '"', "'", "\\", '"""', "}", "} UNION { ?s ?p ?o } {", "?x", "<http://e/>", "> ?p ?o . <a:b",
    "\n", "\r\n", "\x00", "\u202e\u2066", "#", "# }", "%22", "\\u0022", "'; DROP ALL; '", "é́", "🜚",
    "x" * 10_000,
]  # fmt: skip


@pytest.fixture(scope="module")
def app(settings: Settings, knowledge: Knowledge) -> FastAPI:
    made = create_app(settings, knowledge)
    views = made.state.views
    views.service = replace(views.service, queries=SavedQueries(QUERIES, knowledge.ontology))
    return made


@pytest.fixture(scope="module")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app) as found:
        yield found


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


def test_defaults_and_arguments_come_back_as_terms(client: TestClient) -> None:
    found = row(echoed(client, place="east-port", least="7"))
    assert found["_least"] == "7"
    assert found["_place"] == "https://gba.example/id/east-port"
    assert found["_document"] == "https://gba.example/document/harbour-weekly-12"
    assert found["_since"] == "2025-01-01"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_comes_back_as_it_was_whatever_it_has_in_it(text: str, client: TestClient) -> None:
    assert row(client.post("/queries/echo", json={"words": text}, headers=JSON))["_words"] == text


@settings(max_examples=20 * ROUNDS, deadline=None, suppress_health_check=UNCHECKED)
@given(text=TEXTS)
def test_any_text_comes_back_as_it_was(text: str, client: TestClient) -> None:
    found = row(client.post("/queries/echo", json={"words": text}, headers=JSON))
    assert found["_words"] == (text or "port")  # an empty field means the default


@settings(max_examples=40 * ROUNDS, deadline=None, suppress_health_check=UNCHECKED)
@given(
    name=st.sampled_from(["place", "state", "relation", "since", "span", "least", "share", "tongue",
                          "whole", "size", "document", "limit", "cursor", "format", "valid_on"]),
    text=TEXTS | st.sampled_from(HOSTILE),
)  # fmt: skip
def test_any_other_value_is_one_term_or_refused_and_named(
    name: str, text: str, client: TestClient
) -> None:
    response = client.post("/queries/echo", json={name: text}, headers=JSON)
    assert response.status_code in (200, 400, 406), (name, text, response.text)
    if response.status_code == 200:
        assert response.headers["content-type"].startswith(("application/", "text/"))
    elif name not in ("cursor", "format"):
        assert name in response.json()["errors"]


@pytest.mark.parametrize("text", [r'{"words": "a\ud800"}', r'{"words": "\udfff"}'])
def test_a_lone_surrogate_is_refused(text: str, client: TestClient) -> None:
    response = client.post(
        "/queries/echo", content=text, headers={"Content-Type": "application/json"}
    )
    assert response.status_code == 400
    assert "surrogate" in response.json()["errors"]["words"]


def test_a_megabyte_of_text_is_too_large(client: TestClient) -> None:
    response = client.post("/queries/echo", json={"words": "x" * 1_000_000})
    assert response.status_code == 413
    assert "KG_MAX_QUERY_BYTES" in response.json()["detail"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "not JSON"),
        ("[]", "must be a JSON object"),
        ('{"least": NaN}', "no number of JSON"),
        ('{"least": [1]}', "must be a text, a number or a boolean"),
        ("[" * 100_000, "not JSON"),
        ('{"words": "\xff"}', "port"),
    ],
)
def test_a_body_that_is_no_set_of_parameters_is_refused(
    content: str, words: str, client: TestClient
) -> None:
    kind = {"Content-Type": "application/json", **JSON}
    response = client.post("/queries/echo", content=content, headers=kind)
    if words == "port":  # UTF-8, and a text like any other
        assert row(response)["_words"] == "\xff"
    else:
        assert response.status_code == 400
        assert words in response.text


def test_numbers_and_booleans_of_json_are_taken_as_they_are_written(client: TestClient) -> None:
    sent = '{"least": 3, "share": 0.10, "whole": false, "words": null}'
    kind = {"Content-Type": "application/json", **JSON}
    found = row(client.post("/queries/echo", content=sent, headers=kind))
    assert (found["_least"], found["_share"], found["_whole"]) == ("3", "0.1", "false")
    assert found["_words"] == "port"


def test_a_form_and_an_address_are_read_together_and_nothing_twice(client: TestClient) -> None:
    found = client.post("/queries/echo?least=3", data={"words": "a b"}, headers=JSON)
    assert (row(found)["_least"], row(found)["_words"]) == ("3", "a b")
    response = client.post("/queries/echo?least=3", data={"least": "4"}, headers=JSON)
    assert response.status_code == 400
    assert response.json()["errors"] == {"least": "is given more than once"}


def test_another_body_is_not_read(client: TestClient) -> None:
    response = client.post("/queries/echo", content="x", headers={"Content-Type": "text/plain"})
    assert response.status_code == 415


def test_every_problem_is_told_at_once_by_its_parameter(client: TestClient) -> None:
    response = client.get(
        "/queries/echo",
        params={
            "place": "nowhere", "least": "11", "state": "asleep", "colour": "blue",
            "size": "medium", "document": "no-such", "valid_on": "soon", "limit": "0",
        },
        headers=JSON,
    )  # fmt: skip
    assert response.status_code == 400
    errors = response.json()["errors"]
    assert errors.keys() == {
        "place", "least", "state", "colour", "size", "document", "valid_on", "limit",
    }  # fmt: skip
    assert errors["least"] == "11 is more than 10"
    assert "harbour-weekly-12" in errors["document"]


# -- pages


def test_pages_have_every_row_once_and_in_order(client: TestClient) -> None:
    whole = [each["claim"]["value"] for each in rows(client.get("/queries/claims", headers=JSON))]
    seen: list[str] = []
    address: str | None = "/queries/claims?limit=4"
    while address:
        response = client.get(address, headers=JSON)
        seen += [each["claim"]["value"] for each in rows(response)]
        assert response.headers["kg-total"] == str(len(whole))
        following = response.links.get("next")
        address = following["url"] if following else None
        assert len(seen) <= len(whole)
    assert seen == whole
    assert len(whole) > 8


def test_a_page_is_a_whole_document_in_every_format(client: TestClient) -> None:
    for name, lines in (("csv", 3), ("tsv", 3)):
        text = client.get(f"/queries/claims?limit=2&format={name}").text
        assert len(text.splitlines()) == lines
    assert client.get("/queries/claims?limit=2&format=xml").text.count("<result>") == 2


def test_a_cursor_goes_with_its_question_and_its_data(client: TestClient, app: FastAPI) -> None:
    first = client.get("/queries/claims?limit=4", headers=JSON)
    following = first.links["next"]["url"]
    other = client.get(f"{following}&kind=planned", headers=JSON)
    assert other.status_code == 400
    assert "of another list" in other.json()["detail"]
    views = app.state.views
    kept = views.service
    try:
        changed = replace(kept.knowledge.release, version="0" * 64)
        views.service = replace(kept, knowledge=replace(kept.knowledge, release=changed), pool=None)
        later = client.get(following, headers=JSON)
    finally:
        views.service = kept
    assert later.status_code in (200, 410)  # the runner still answers with its own version


def test_a_graph_has_no_pages(client: TestClient) -> None:
    response = client.get("/queries/graph?limit=2", headers=JSON)
    assert response.status_code == 400
    assert "no pages" in response.json()["errors"]["limit"]


def test_a_graph_is_drawn_with_its_entities_and_relations(client: TestClient) -> None:
    page = client.get("/queries/graph", headers=HTML).text
    assert '<a href="/entities/east-port"><title>East Port' in page
    assert "located in (stated as fact)" in page
    assert "@prefix gbo:" in page


def test_a_graph_comes_in_the_formats_of_graphs(client: TestClient) -> None:
    assert "@prefix gbo:" in client.get("/queries/graph").text
    assert client.get("/queries/graph?format=jsonld").json()
    assert client.get("/queries/graph?format=csv").status_code == 406


# -- days


def test_valid_on_keeps_what_may_hold_and_marks_what_is_not_sure(client: TestClient) -> None:
    every = rows(client.get("/queries/claims", headers=JSON))
    kept = rows(client.get("/queries/claims?valid_on=1990-01-01", headers=JSON))
    assert 0 < len(kept) < len(every)
    assert {each["holds"]["value"] for each in kept} <= {"yes", "unknown"}


def test_known_on_keeps_what_was_surely_published(client: TestClient, knowledge: Knowledge) -> None:
    assert rows(client.get("/queries/claims?known_on=1990-01-01", headers=JSON)) == []
    every = rows(client.get("/queries/claims", headers=JSON))
    assert rows(client.get("/queries/claims?known_on=2999-01-01", headers=JSON)) == every


def test_days_are_refused_where_no_row_names_its_claim(client: TestClient) -> None:
    response = client.get("/queries/documents?valid_on=2025-01-01", headers=JSON)
    assert response.status_code == 400
    assert "rest on no one claim" in response.json()["errors"]["valid_on"]


# -- pages for people


def test_the_form_offers_what_is_in_the_data(client: TestClient) -> None:
    page = client.get("/queries/echo", headers=HTML).text
    assert '<option value="east-port" selected>East Port</option>' in page
    assert "hill-town" not in page  # which is no port
    assert '<option value="large">Large ones</option>' in page
    assert '<option value="island-post-3">' in page
    assert 'type="number" step="1" min="-5" max="10"' in page


def test_a_form_with_mistakes_comes_back_with_what_was_typed(client: TestClient) -> None:
    response = client.get("/queries/echo?words=%3Cb%3E&least=99", headers=HTML)
    assert response.status_code == 400
    assert 'value="&lt;b&gt;"' in response.text
    assert "99 is more than 10" in response.text


def test_the_answer_has_a_picture_downloads_and_the_way_to_the_editor(client: TestClient) -> None:
    page = client.get("/queries/claims", headers=HTML).text
    assert "<svg" in page
    assert "/queries/claims?format=csv" in page
    assert "/sparql?query=" in page
    assert '<a href="/claims/' in page


def test_the_editor_keeps_the_query_in_the_address_and_shows_its_rows(client: TestClient) -> None:
    query = (
        "SELECT ?document { GRAPH ?g { ?claim <https://gba.example/ontology#document> ?document } }"
    )
    page = client.get("/sparql", params={"query": query}, headers=HTML)
    assert page.status_code == 200
    assert query.replace("<", "&lt;").replace(">", "&gt;") in page.text
    assert '<a href="/documents/harbour-weekly-12">' in page.text
    wrong = client.get("/sparql", params={"query": "SELECT"}, headers=HTML)
    assert wrong.status_code == 400
    assert 'role="alert"' in wrong.text
    assert "Yes" in client.get("/sparql?query=ASK{}", headers=HTML).text


def test_each_saved_query_stands_in_the_description_of_the_service(client: TestClient) -> None:
    graph = client.get("/sparql", headers={"Accept": "text/turtle"}).text
    assert graph.count("sh:SPARQLExecutable") == len(list(QUERIES.iterdir()))
    assert "sh:SPARQLConstructExecutable" in graph
    assert "Gives back what it is given" in graph


def test_the_list_tells_what_each_takes(client: TestClient) -> None:
    listed = {each["name"]: each for each in client.get("/queries").json()}
    assert listed.keys() == {path.stem for path in QUERIES.iterdir()}
    echo = {each["name"]: each for each in listed["echo"]["parameters"]}
    assert echo["size"]["options"] == [
        {"value": "small", "label": "Small ones"}, {"value": "large", "label": "Large ones"},
    ]  # fmt: skip
    assert listed["graph"]["form"] == "graph"
    assert listed["claims"]["has_claims"]
    assert listed["claims"]["parameters"][0]["default"] is None


def test_links_of_pages_are_addresses_of_this_service(client: TestClient) -> None:
    response = client.get("/queries/claims?limit=2", headers=JSON)
    for link in response.links.values():
        assert urlsplit(link["url"]).path == "/queries/claims"
    assert json.loads(response.text)


def test_the_fact_in_a_row_leads_to_its_claims(client: TestClient) -> None:
    """Of a query whose rows rest on no one claim, as of a fact that anybody holds."""
    page = client.get("/queries/facts", headers=HTML).text
    fact = "/claims?subject=east-port&amp;property=locatedIn&amp;object=harbour-city"
    assert f'<a href="{fact}">claims</a>' in page
    found = client.get(fact.replace("&amp;", "&")).json()
    assert found["total"] == 2  # two documents say so
    quotes = {each["evidence"][0]["quote"] for each in found["items"]}
    assert "East Port is in Harbour City" in quotes
    wrong = client.get("/claims?subject=East%20Port")
    assert wrong.status_code == 400
    assert "is not a slug" in wrong.json()["detail"]


def test_an_open_date_is_worded_for_people_and_exact_as_data(client: TestClient) -> None:
    asked = {
        "query": "PREFIX edtf: <http://id.loc.gov/datatypes/edtf/> SELECT ?when ?text "
        'WHERE { VALUES (?when ?text) { ("../2025-12-31"^^edtf:EDTF "../here") } }'
    }
    page = client.get("/sparql", params=asked, headers=HTML).text
    table = page[page.index("<table") :]
    assert "2025-12-31 or before" in table
    assert "../2025-12-31" not in table
    assert "../here" in table
    assert (
        "../2025-12-31" in client.get("/sparql", params=asked, headers={"Accept": "text/csv"}).text
    )
