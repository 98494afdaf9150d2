"""Entities over HTTP: found, paged, shown, filtered; markup in a document stays text."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from kg.answers.claims import Claims
from kg.answers.knowledge import Knowledge, open_knowledge
from kg.config import Settings
from kg.publish import release
from kg.vocab import Names
from kg.write.shapes import EntityShape, HitsShape, NeighbourhoodShape
from tests.api_client import client_of
from tests.conftest import World

HTML = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}


@pytest.fixture(scope="module")
def client(settings: Settings, knowledge: Knowledge) -> Iterator[TestClient]:
    with client_of(settings, knowledge) as found:
        yield found


def entity(client: TestClient, slug: str, **parameters: str | list[str]) -> EntityShape:
    response = client.get(f"/entities/{slug}", params=parameters)
    assert response.status_code == 200, response.text
    return EntityShape.model_validate_json(response.content)


def around(client: TestClient, slug: str, **parameters: str | list[str]) -> NeighbourhoodShape:
    response = client.get(f"/entities/{slug}/neighbourhood", params=parameters)
    assert response.status_code == 200, response.text
    return NeighbourhoodShape.model_validate_json(response.content)


def detail(response: Response, status: int) -> str:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["status"] == status
    return str(response.json()["detail"])


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


def test_a_neighbourhood_has_the_promised_shape(client: TestClient) -> None:
    body = client.get("/entities/east-port/neighbourhood").json()
    assert body.keys() >= {"nodes", "edges", "counts", "next"}
    found = NeighbourhoodShape.model_validate(body)
    nodes = {node.id for node in found.nodes}
    assert found.focus == "east-port"
    assert nodes == {"east-port"} | {
        end for edge in found.edges for end in (edge.source, edge.target)
    }
    assert len(found.nodes) == len(nodes)
    assert sum(count.edges for count in found.counts) == found.total == len(found.edges)
    assert {count.direction for count in found.counts} == {"in", "out"}
    assert all(edge.claims is None for edge in found.edges)


def test_edges_carry_their_claims_on_request(client: TestClient) -> None:
    plain = around(client, "east-port")
    full = around(client, "east-port", claims="true")
    assert [edge.id for edge in full.edges] == [edge.id for edge in plain.edges]
    for edge in full.edges:
        assert edge.claims is not None
        assert len(edge.claims) == edge.claim_count > 0
        for claim in edge.claims:
            assert claim.subject.id == edge.source
            assert claim.object is not None
            assert claim.object.id == edge.target
            assert claim.property == edge.property
            assert claim.evidence
        assert {claim.kind for claim in edge.claims} == set(edge.kinds)
        assert {claim.document for claim in edge.claims} == set(edge.documents)


def test_what_two_documents_say_is_one_edge_that_comes_first(client: TestClient) -> None:
    first = around(client, "east-port").edges[0]
    assert (first.source, first.property.id, first.target) == (
        "east-port", "locatedIn", "harbour-city",
    )  # fmt: skip
    assert first.documents == ["harbour-weekly-12", "island-post-3"]
    assert first.claim_count == 2


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("kind", "planned", "kind"),
        ("kind", "reported", "kind"),
        ("property", "locatedIn", "property"),
        ("document", "island-post-3", "document"),
    ],
)
def test_a_filter_keeps_what_it_names_and_drops_the_rest(
    name: str, value: str, field: str, client: TestClient
) -> None:
    def fits(claim: object) -> bool:
        found = getattr(claim, field)
        return bool(getattr(found, "id", found) == value)

    everything = entity(client, "east-port").claims
    expected = [claim.id for claim in everything if fits(claim)]
    assert 0 < len(expected) < len(everything)
    assert [c.id for c in entity(client, "east-port", **{name: value}).claims] == expected
    edges = around(client, "east-port", **{name: value, "claims": "true"}).edges
    assert edges
    assert all(fits(claim) for edge in edges for claim in edge.claims or ())


def test_several_values_of_a_filter_add_up_and_several_filters_narrow(client: TestClient) -> None:
    both = entity(client, "east-port", kind=["planned", "reported"])
    assert {claim.kind for claim in both.claims} == {"planned", "reported"}
    narrow = entity(client, "east-port", kind="planned", property="fundedBy")
    assert {claim.property.id for claim in narrow.claims} == {"fundedBy"}


@pytest.mark.parametrize(
    ("day", "shown"), [("2020-06-01", True), ("2021-12-31", True), ("2022-01-01", False)]
)
def test_valid_on_drops_what_surely_does_not_hold_and_keeps_the_unknown(
    day: str, shown: bool, client: TestClient
) -> None:
    """The Old Ferry was in Harbour City until 2021."""
    found = entity(client, "old-ferry", valid_on=day)
    assert ("locatedIn" in {claim.property.id for claim in found.claims}) is shown
    assert "operates" in {claim.property.id for claim in found.claims}
    edges = around(client, "old-ferry", valid_on=day).edges
    assert ("locatedIn" in {edge.property.id for edge in edges}) is shown


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "rumour"),
        ("property", "noSuchProperty"),
        ("valid_on", "yesterday"),
        ("valid_on", "2025"),
        ("document", "no-such-document"),
    ],
)
@pytest.mark.parametrize("path", ["/entities/east-port", "/entities/east-port/neighbourhood"])
def test_a_filter_that_means_nothing_is_a_bad_request_that_names_it(
    name: str, value: str, path: str, client: TestClient
) -> None:
    told = detail(client.get(path, params={name: value}), 400)
    assert name in told
    assert value in told


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


SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(1)>'


class Tags(HTMLParser):
    """Every element of a page, and every attribute of one."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A service over documents whose names and words are markup."""
    world = World.at(tmp_path_factory.mktemp("hostile") / "world")
    folder = Path("data")
    for name in ("documents/harbour-notice.txt", "claims/harbour-notice.yaml"):
        text = world.text(str(folder / name)).replace("Chan Wing", SCRIPT)
        world.write(str(folder / name), text)
    world.replace("data/entities.yaml", "    Chan Wing:", f"    '{SCRIPT}':")
    text = world.text("data/documents/harbour-notice.txt")
    world.write("data/documents/harbour-notice.txt", text.replace("a gateway of the bay", IMAGE))
    text = world.text("data/claims/harbour-notice.yaml")
    text = text.replace(
        "quote: The East Port Plan lists East Port (東港), a gateway of the bay, as a priority.",
        "quote: The East Port Plan lists East Port",
    )
    world.write(
        "data/claims/harbour-notice.yaml", text.replace("a gateway of the bay", f"'{IMAGE}'")
    )
    world.replace(
        "data/catalogue.yaml",
        "title: Notice of the Harbour Office",
        f"title: '{SCRIPT}{IMAGE}'\n  title_is_ours: true",
    )
    world.pin("harbour-notice")
    store = world.root / "store"
    release.build(world.root, store, Names(), lambda _: None)
    settings = Settings(store=store, query_seconds=5)
    with client_of(settings, open_knowledge(settings)) as found:
        yield found


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/entities/chan-wing", SCRIPT),
        ("/entities/east-port", IMAGE),
        ("/entities/director-of-harbour-office", SCRIPT),
        ("/entities?q=script", SCRIPT),
        ("/entities?q=%22%3E%3Cimg%20src%3Dx%3E", '"><img src=x>'),
        ("/reconcile/preview?id=chan-wing", SCRIPT),
        ("/reconcile/preview?id=east-port", IMAGE),
        ("/documents", SCRIPT + IMAGE),
        ("/documents/harbour-notice", IMAGE),
        ("/queries/offices", "chan-wing"),
        ("/queries/claims-about?entity=east-port", IMAGE),
        ("/queries/claims-about?entity=%3Cscript%3E", "<script>"),
        ("/entities/%3Cscript%3E", "<script>"),
        ("/%3Cscript%3E", "<script>"),
        ("/", SCRIPT),
    ],
)
def test_markup_in_documents_and_requests_is_shown_as_text(
    path: str, shown: str, hostile: TestClient
) -> None:
    response = hostile.get(path, headers=HTML)
    assert response.headers["content-type"].startswith("text/html")
    ours = r'<script (type="module" )?src="/static/src/[a-z]+\.js"></script>'
    page = Tags(re.sub(ours, "", response.text))
    assert "script" not in page.elements
    assert "img" not in page.elements
    assert "onerror" not in page.attributes
    if not path.startswith(("/queries/offices", "/entities/%3C")) and path != "/":
        assert shown in page.text


def test_every_claim_page_shows_markup_as_text(hostile: TestClient) -> None:
    claims = hostile.get("/documents/harbour-notice").json()["claims"]
    texts = ""
    for claim in claims:
        page = Tags(hostile.get(f"/claims/{claim['id']}", headers=HTML).text)
        assert not {"script", "img"} & set(page.elements)
        assert "onerror" not in page.attributes
        texts += page.text
    assert SCRIPT in texts
    assert IMAGE in texts


def test_json_has_markup_as_it_stands_in_the_document(hostile: TestClient) -> None:
    assert entity(hostile, "chan-wing").label == SCRIPT


def hits(client: TestClient, **parameters: str | list[str]) -> HitsShape:
    response = client.get("/entities", params=parameters)
    assert response.status_code == 200, response.text
    return HitsShape.model_validate_json(response.content)


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
