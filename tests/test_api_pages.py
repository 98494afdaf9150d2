"""Pages: each is safe, says which data it shows, names its languages, and leads nowhere wrong."""

from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from api.app import create_app
from api.pages import CONTENT_SECURITY_POLICY
from kg.answers.claims import Claims
from kg.answers.knowledge import Knowledge
from kg.config import Settings
from tests.pages import HTML, Page

HERE = "http://testserver"
MOST_PAGES = 2000
PAGES = {
    "/": "Greater Bay Area",
    "/entities": "Entities",
    "/entities?q=port": "port",
    "/entities?q=zzzz": "zzzz",
    "/entities/east-port": "East Port",
    "/entities/foreign-company": "[a foreign company]",
    "/documents": "Documents",
    "/documents/island-post-3": "A letter from Island Town",
    "/queries": "Questions",
    "/queries/figures?entity=east-port": "Figures of an entity",
    "/queries/offices": "office",
    "/nothing-here": "Not Found",
    "/entities/nope": "Not Found",
    "/entities?type=Dragon": "Bad Request",
}


@pytest.fixture(params=PAGES)
def response(request: pytest.FixtureRequest, client: TestClient) -> Response:
    found = client.get(str(request.param), headers=HTML)
    assert found.headers["content-type"] == "text/html; charset=utf-8"
    assert PAGES[str(request.param)] in Page(found).title
    return found


def test_a_page_has_the_policy_and_the_version_of_its_data(
    response: Response, knowledge: Knowledge
) -> None:
    assert response.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert response.headers["kg-version"] == knowledge.version
    assert response.headers["x-content-type-options"] == "nosniff"
    assert knowledge.version[:12] in response.text


def test_the_policy_allows_nothing_inline_and_nothing_foreign() -> None:
    parts = dict(part.split(maxsplit=1) for part in CONTENT_SECURITY_POLICY.split("; "))
    assert parts["default-src"] == "'none'"
    assert parts["script-src"] == parts["style-src"] == "'self'"
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY


def test_a_page_has_no_inline_style_or_script(response: Response) -> None:
    page = Page(response)
    assert page.inline.strip() == ""
    assert not page.of("style")
    for tag, attributes in page.elements:
        assert "style" not in attributes, tag
        assert not [name for name in attributes if name.startswith("on")], tag
    assert all(script.get("src") for script in page.of("script"))
    assert not [link for link in page.links if link.startswith(("javascript:", "data:"))]


def test_a_page_loads_nothing_from_elsewhere(response: Response) -> None:
    for tag, attributes in Page(response).elements:
        for name in ("src", "srcset", "poster"):
            assert attributes.get(name) is None or str(attributes[name]).startswith("/"), tag
        if tag == "link":
            assert str(attributes["href"]).startswith("/")


def test_a_page_names_its_language_and_has_one_main_heading(response: Response) -> None:
    page = Page(response)
    (html,) = page.of("html")
    assert html["lang"] == "en"
    assert len(page.of("h1")) == len(page.of("main")) == 1
    for tag, attributes in page.elements:
        assert attributes.get("lang", "en"), tag


def test_every_field_of_a_form_has_a_label(response: Response) -> None:
    page = Page(response)
    labelled = {label.get("for") for label in page.of("label")}
    for field in page.of("input"):
        assert field.get("id") in labelled or "<label>" in response.text


def test_a_label_in_another_language_says_which(client: TestClient) -> None:
    text = client.get("/entities/east-port", headers=HTML).text
    assert '<span lang="zh-hant" title="reference data, not from the documents">東港口岸' in text
    assert 'lang="pt"' in text


def test_ids_on_a_page_are_unique(response: Response) -> None:
    ids = [attributes["id"] for _, attributes in Page(response).elements if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_a_page_points_to_its_data(client: TestClient, knowledge: Knowledge) -> None:
    claim = Claims(knowledge).all()[0].claim.id
    for path in ("/entities/east-port", "/documents/island-post-3", f"/claims/{claim}"):
        page = Page(client.get(path, headers=HTML))
        (alternate,) = [link for link in page.of("link") if link.get("rel") == "alternate"]
        assert alternate["type"] == "application/json"
        data = client.get(str(alternate["href"]), headers=HTML)
        assert data.headers["content-type"] == "application/json"
        assert data.json()["id"] == path.rsplit("/", 1)[-1]


@pytest.mark.slow
def test_every_link_within_the_service_answers(client: TestClient, knowledge: Knowledge) -> None:
    """From the first page on, whatever a reader may click."""
    waiting, seen = ["/"], {"/"}
    fragments: set[tuple[str, str]] = set()
    ids: dict[str, set[str | None]] = {}
    while waiting:
        assert len(seen) < MOST_PAGES
        address = waiting.pop()
        response = client.get(address, headers=HTML)
        assert response.status_code == 200, address
        assert response.headers["kg-version"] == knowledge.version
        if not response.headers["content-type"].startswith("text/html"):
            continue
        page = Page(response)
        ids[address] = {attributes.get("id") for _, attributes in page.elements}
        for link in page.links:
            target, fragment = urldefrag(urljoin(HERE + address, link))
            if not target.startswith(HERE + "/"):
                assert urlsplit(target).scheme == "https", link
                continue
            local = target.removeprefix(HERE)
            if fragment:
                fragments.add((local, fragment))
            if local not in seen:
                seen.add(local)
                waiting.append(local)
    assert len(seen) > 50
    assert {f"/entities/{slug}" for slug in ("east-port", "hill-town", "chan-wing")} <= seen
    for local, fragment in fragments:
        assert fragment in ids[local], f"{local}#{fragment}"


def test_under_a_root_path_every_link_starts_with_it(
    settings: Settings, knowledge: Knowledge
) -> None:
    with TestClient(create_app(settings, knowledge), root_path="/graph") as client:
        for path in ("/", "/entities/east-port", "/documents/island-post-3", "/queries/offices"):
            page = Page(client.get(f"/graph{path}", headers=HTML))
            assert page.links
            for link in page.links:
                assert link.startswith(("/graph/", "#", "?", f"{HERE}/graph/", "https://")), (
                    path,
                    link,
                )


def test_an_empty_field_means_the_default_and_so_does_its_csv(client: TestClient) -> None:
    response = client.get("/queries/figures?entity=", headers=HTML)
    assert response.status_code == 200
    (link,) = {link for link in Page(response).links if "format=csv" in link}
    assert client.get(urljoin("/queries/figures", link)).status_code == 200


def test_a_question_shows_its_columns_and_links_its_entities(client: TestClient) -> None:
    page = client.get("/queries/offices", headers=HTML)
    assert '<a href="/entities/lee-mei">Lee Mei</a>' in page.text
    assert len(Page(page).of("th")) >= 6
    assert page.text.count("<small>") >= 6  # what each column means


def test_a_question_with_a_wrong_parameter_is_a_page_that_says_so(client: TestClient) -> None:
    response = client.get("/queries/figures?colour=blue", headers=HTML)
    assert response.status_code == 400
    assert "no such parameter; there are: entity" in response.text
    assert '<form class="parameters"' in response.text  # to be mended there


def test_every_answer_has_the_version_whatever_its_form(
    client: TestClient, knowledge: Knowledge
) -> None:
    for path in (
        "/entities", "/entities/nope", "/healthz", "/readyz", "/openapi.json", "/static/app.css",
        "/sparql", "/sparql?query=ASK{}", "/ontology", "/queries/offices?format=csv",
    ):  # fmt: skip
        assert client.get(path).headers["kg-version"] == knowledge.version, path


def test_a_question_about_nobody_known_is_not_answered_with_an_empty_table(
    client: TestClient,
) -> None:
    response = client.get("/queries/figures?entity=nobody-at-all", headers=HTML)
    assert response.status_code == 400
    assert "no entity &#39;nobody-at-all&#39;" in response.text
