"""Entities over HTTP: found by name, class, document and period, and paged."""

import pytest
from starlette.testclient import TestClient

from kg.answers.knowledge import Knowledge
from kg.write.shapes import HitsShape
from tests.entity_client import HTML, around, detail, hits


@pytest.mark.parametrize("q", ["east port", "EAST", "東港", "Porto Leste", "port at east bay"])
def test_an_entity_is_found_by_any_of_its_names(q: str, client: TestClient) -> None:
    found = HitsShape.model_validate_json(client.get("/entities", params={"q": q}).content)
    assert "east-port" in [hit.entity.id for hit in found.items]
    assert found.total == len(found.items)


def test_a_class_narrows_the_search_with_its_narrower_classes(client: TestClient) -> None:
    found = HitsShape.model_validate_json(client.get("/entities?type=Agent").content)
    types = {hit.entity.type for hit in found.items}
    assert {"Person", "GovernmentBody"} <= types
    assert not types & {"Port", "Facility", "Topic"}


def test_an_unknown_class_is_a_bad_request_that_names_the_classes(client: TestClient) -> None:
    assert "Port" in detail(client.get("/entities?type=Dragon"), 400)


def test_nothing_found_is_an_empty_list(client: TestClient) -> None:
    assert client.get("/entities?q=zzzz").json() == {"total": 0, "items": [], "next": None}


@pytest.mark.parametrize("size", [1, 3, 7, 500])
def test_paging_reaches_every_entity_once_and_ends(
    size: int, client: TestClient, knowledge: Knowledge
) -> None:
    seen: list[str] = []
    parameters: dict[str, str | int] = {"limit": size}
    while True:
        page = HitsShape.model_validate(client.get("/entities", params=parameters).json())
        assert page.total == knowledge.release.entities
        assert 0 < len(page.items) <= size
        seen += [hit.entity.id for hit in page.items]
        if page.next is None:
            break
        parameters["cursor"] = page.next
    assert len(seen) == len(set(seen)) == knowledge.release.entities


@pytest.mark.parametrize("size", [1, 2, 5])
def test_paging_reaches_every_edge_once_in_one_order(size: int, client: TestClient) -> None:
    whole = around(client, "east-port")
    seen: list[str] = []
    more: dict[str, str] = {}
    while True:
        page = around(client, "east-port", limit=str(size), **more)
        assert page.total == whole.total
        assert page.counts == whole.counts
        seen += [edge.id for edge in page.edges]
        if page.next is None:
            break
        more = {"cursor": page.next}
    assert seen == [edge.id for edge in whole.edges]
    assert len(seen) == len(set(seen)) == whole.total


@pytest.mark.parametrize("cursor", ["x", "-1", "1.5", "٣", "", "9" * 40])
def test_a_cursor_that_is_not_ours_is_a_bad_request(cursor: str, client: TestClient) -> None:
    assert "next" in detail(client.get("/entities", params={"cursor": cursor}), 400)


def test_a_cursor_past_the_end_is_an_empty_last_page(client: TestClient) -> None:
    page = client.get("/entities?cursor=99999").json()
    assert page["items"] == []
    assert page["next"] is None


@pytest.mark.parametrize("limit", ["0", "-1", "many", "501"])
def test_a_limit_out_of_bounds_is_refused(limit: str, client: TestClient) -> None:
    response = client.get("/entities", params={"limit": limit})
    assert "limit" in detail(response, response.status_code)
    assert response.status_code in (400, 422)


def test_a_search_longer_than_any_name_is_refused(client: TestClient) -> None:
    refused = client.get("/entities", params={"q": "a" * 201})
    assert "KG_MAX_SEARCH_LENGTH" in detail(refused, 400)


def test_a_hit_over_http_has_the_label_that_matched_and_why(client: TestClient) -> None:
    (best, *_) = hits(client, q="Est Port").items
    assert (best.entity.id, best.entity.type) == ("east-port", "Port")
    assert (best.matched, best.lang, best.kind, best.why) == (
        "East Port", "en", "preferred", "typo",
    )  # fmt: skip
    assert 0 < best.score < 1


def test_a_search_is_narrowed_by_document_and_period(client: TestClient) -> None:
    whole = {hit.entity.id for hit in hits(client, q="harbour").items}
    some = {hit.entity.id for hit in hits(client, q="harbour", document="island-post-3").items}
    assert some < whole
    both = hits(client, document=["island-post-3", "harbour-notice"]).total
    assert both >= hits(client, document="island-post-3").total
    assert 0 < hits(client, q="harbour", period="1850").total < len(whole)
    assert hits(client, q="harbour", period="").total == len(whole)


def test_wrong_filters_are_all_named(client: TestClient) -> None:
    refused = client.get("/entities?type=Dragon&document=nope&period=soon")
    told = detail(refused, 400)
    for wrong in ("Dragon", "nope", "soon"):
        assert wrong in told


def test_suggestions_come_as_somebody_types(client: TestClient) -> None:
    for start in range(1, len("east port") + 1):
        found = hits(client, q="east port"[:start], suggest="true", limit="5")
        assert len(found.items) <= 5
        assert "east-port" in [hit.entity.id for hit in found.items]
        assert found.next is None


def test_the_page_of_a_search_shows_type_form_reason_and_filters(client: TestClient) -> None:
    page = client.get("/entities", params={"q": "東港", "type": "Port"}, headers=HTML).text
    assert '<option value="Port" selected>port</option>' in page
    assert "<td>exact</td>" in page
    assert ">東港</span>" in page


def test_the_next_page_of_a_search_keeps_its_filters(client: TestClient) -> None:
    page = client.get(
        "/entities", params={"q": "harbour", "type": "Agent", "limit": "1"}, headers=HTML
    ).text
    assert "?q=harbour&amp;type=Agent&amp;cursor=1" in page
