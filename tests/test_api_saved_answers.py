"""Answers of saved queries over HTTP: their pages, days, graphs and forms."""

import json
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from kg.answers.knowledge import Knowledge
from kg.config import Settings
from tests.saved import HTML, JSON, QUERIES, app_of, rows


@pytest.fixture(scope="module")
def app(settings: Settings, knowledge: Knowledge) -> FastAPI:
    return app_of(settings, knowledge)


@pytest.fixture(scope="module")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app) as found:
        yield found


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
