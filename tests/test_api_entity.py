"""One entity over HTTP: its names, claims and page, where it moved, and what is none."""

import pytest
from starlette.testclient import TestClient

from kg.answers.claims import Claims
from kg.answers.knowledge import Knowledge
from tests.entity_client import HTML, detail, entity


def test_an_entity_has_its_names_its_documents_and_every_claim_with_its_quote(
    client: TestClient, knowledge: Knowledge
) -> None:
    found = entity(client, "east-port")
    assert found.label == "East Port"
    assert found.type == "Port"
    assert "Place" in found.types
    names = {(label.value, label.lang, label.kind) for label in found.labels}
    assert ("東港口岸", "zh-hant", "reference") in names
    assert ("東港", "en", "alias") in names or ("東港", "zh", "alias") in names
    assert found.documents == ["harbour-notice", "harbour-weekly-12", "island-post-3"]
    assert [other.entity.id for other in found.possibly_same_as] == ["blue-lantern"]
    ids = {seen.claim.id for seen in Claims(knowledge).of_entity("east-port")}
    assert {claim.id for claim in found.claims} == ids
    assert all(claim.evidence for claim in found.claims)


def test_each_name_of_an_entity_is_told_once(client: TestClient, knowledge: Knowledge) -> None:
    for hit in client.get("/entities", params={"limit": 500}).json()["items"]:
        names = [(n.value, n.lang) for n in entity(client, hit["entity"]["id"]).labels]
        assert len(names) == len(set(names)), hit["entity"]["id"]


def test_an_entity_is_a_page_for_a_browser(client: TestClient) -> None:
    response = client.get("/entities/east-port", headers=HTML)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert '<h1 dir="auto" lang="en">East Port</h1>' in response.text
    assert "East Port is in Harbour City" in response.text
    assert "<svg " in response.text
    as_json = client.get("/entities/east-port?format=json", headers=HTML)
    assert as_json.headers["content-type"] == "application/json"
    assert client.get("/entities/east-port?format=html").text == response.text


def test_a_renamed_entity_is_moved_permanently(client: TestClient) -> None:
    for path in ("/entities/east-harbour", "/id/east-harbour"):
        response = client.get(path, follow_redirects=False)
        assert response.status_code == 301
        assert response.headers["location"].endswith("/entities/east-port")
    assert entity(client, "east-harbour").id == "east-port"


def test_the_neighbourhood_of_a_renamed_entity_moves_with_it(client: TestClient) -> None:
    response = client.get(
        "/entities/east-harbour/neighbourhood?claims=true&kind=planned", follow_redirects=False
    )
    assert response.status_code == 301
    assert response.headers["location"].endswith(
        "/entities/east-port/neighbourhood?claims=true&kind=planned"
    )


def test_a_redirect_keeps_what_was_asked(client: TestClient) -> None:
    response = client.get(
        "/entities/east-harbour?format=json", headers=HTML, follow_redirects=False
    )
    assert response.headers["location"].endswith("/entities/east-port?format=json")


def test_the_iri_of_an_entity_leads_to_its_description(client: TestClient) -> None:
    response = client.get("/id/east-port", follow_redirects=False)
    assert response.status_code == 303
    assert response.headers["location"].endswith("/entities/east-port")


@pytest.mark.parametrize("path", ["/entities/nope", "/entities/nope/neighbourhood", "/id/nope"])
def test_an_unknown_entity_is_not_found_and_the_search_is_named(
    path: str, client: TestClient
) -> None:
    told = detail(client.get(path), 404)
    assert "'nope'" in told
    assert "/entities?q=" in told


@pytest.mark.parametrize(
    "slug",
    [
        "a%20b", "%3E", "a%22b", "%7D%20UNION%20%7B", "%0A", "a%00b", "%ED%A0%80", "a" * 5_000,
        "100%25", "a%25zz", "a[b]", "%7F", "%C2%85", "%EE%80%80", "%EF%BF%BD", "%F3%A0%80%80",
    ],
)  # fmt: skip
def test_a_hostile_slug_is_not_found(slug: str, client: TestClient) -> None:
    for path in (f"/entities/{slug}", f"/entities/{slug}/neighbourhood", f"/id/{slug}"):
        assert client.get(path, follow_redirects=False).status_code == 404


def test_an_unknown_entity_is_a_page_for_a_browser(client: TestClient) -> None:
    response = client.get("/entities/<script>", headers=HTML)
    assert response.status_code == 404
    assert response.headers["content-type"].startswith("text/html")
    assert "<script>" not in response.text
