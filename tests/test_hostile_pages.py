"""Whatever labels, documents and quotes say, it stays text: on pages, in pictures, in tables."""

import csv
import io
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.pages import CONTENT_SECURITY_POLICY
from kg.answers.knowledge import open_knowledge
from kg.config import Settings
from kg.publish import release
from kg.vocab import Names
from tests import hostile
from tests.api_client import client_of
from tests.conftest import World
from tests.pages import HTML, Page

TAGS = {
    "a", "article", "aside", "bdi", "blockquote", "body", "button", "circle", "code", "dd", "defs",
    "details", "div", "dl", "dt", "figcaption", "figure", "footer", "form", "g", "h1", "h2", "h3",
    "head", "header", "html", "input", "label", "li", "link", "main", "marker", "meta", "nav", "ol",
    "option", "p", "path", "pre", "q", "rect", "section", "select", "small", "span", "strong",
    "summary", "svg", "symbol", "table", "tbody", "td", "text", "textarea", "th", "thead", "title",
    "tr", "ul", "use",
}  # fmt: skip
ENTITIES = [f"/entities/{hostile.slug(name)}" for name in hostile.LABELS]
PAGES = [
    *ENTITIES, "/", "/entities", "/entities?q=port", "/documents", f"/documents/{hostile.SLUG}",
    "/entities/harbour-city", "/conflicts", "/queries/figures?entity=hostile-script",
    f"/entities?q={'%3Cscript%3E'}", "/entities/%3Cscript%3Ealert(1)",
]  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The hostile world, with its store in the folder `store`."""
    world = hostile.add_to(World.at(tmp_path_factory.mktemp("hostile") / "world"))
    release.build(world.root, world.root / "store", Names(), lambda _: None)
    return world


@pytest.fixture(scope="module", params=["with texts", "without"])
def client(request: pytest.FixtureRequest, built: World) -> Iterator[TestClient]:
    texts = str(built.root) if request.param == "with texts" else "none"
    settings = Settings(store=str(built.root / "store"), texts=texts)
    with client_of(settings, open_knowledge(settings)) as found:
        yield found


@pytest.mark.parametrize("path", PAGES)
def test_nothing_becomes_markup(client: TestClient, path: str) -> None:
    response = client.get(path, headers=HTML)
    assert response.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    page = Page(response)
    ours = {f"/static/src/{name}.js" for name in ("early", "main")} if path == "/" else set()
    assert {script["src"] for script in page.of("script")} == ours
    assert {tag for tag, _ in page.elements} - {"script"} <= TAGS
    for tag, attributes in page.elements:
        names = [name for name in attributes if name.startswith("on") or name == "style"]
        assert not names, (tag, names)
    for link in page.links:
        assert link.startswith(("/", "#", "?", "https://")), link
        assert "evil.example" not in link.split("?")[0]
    assert response.text.count("<script") == len(ours)
    for forbidden in ("<img", "<svg onload", "<b>@Bold", "49 ", 'javascript:alert(4)"'):
        assert forbidden not in response.text


@pytest.mark.parametrize("name", hostile.LABELS)
def test_a_label_is_shown_letter_by_letter(client: TestClient, name: str) -> None:
    label = hostile.LABELS[name]
    reader = _Words()
    reader.feed(client.get(f"/entities/{hostile.slug(name)}", headers=HTML).text)
    assert reader.heading == label
    assert label in reader.text


def test_a_label_with_its_own_direction_is_isolated(client: TestClient) -> None:
    for name in ("bidi", "isolate"):
        label = hostile.LABELS[name]
        for path in (f"/entities/{hostile.slug(name)}", f"/documents/{hostile.SLUG}"):
            text = client.get(path, headers=HTML).text
            main = text[text.index("<main") : text.index("</main>")]
            for before, _ in _around(main, label):
                opened = before[before.rindex("<") :]
                isolated = opened.startswith(("<bdi", "<title", "<text", "<a", "<h1"))
                assert isolated or 'dir="auto"' in before[before.rindex("<p") :], opened


def test_no_cell_of_a_table_is_a_formula(client: TestClient) -> None:
    tables = [
        "/entities/hostile-formula?format=csv", f"/documents/{hostile.SLUG}?format=csv",
        "/entities/harbour-city?format=csv", "/entities/harbour-city/neighbourhood?format=csv",
        "/figures?format=csv", "/queries/figures?entity=hostile-formula&format=csv",
        "/queries/figures?entity=hostile-at&format=csv&limit=5",
    ]  # fmt: skip
    found = 0
    for path in tables:
        response = client.get(path)
        assert response.headers["content-type"].startswith("text/csv"), path
        for row in csv.reader(io.StringIO(response.text, newline="")):
            for cell in row:
                assert cell.lstrip()[:1] not in ("=", "+", "@", "-"), (path, cell)
                found += cell.startswith("'")
    assert found > 5  # there was something to defuse


@pytest.mark.parametrize("name", ["svg", "graphml", "gexf", "dot", "cytoscape", "turtle", "jsonld"])
def test_a_graph_for_other_programs_is_well_formed(client: TestClient, name: str) -> None:
    response = client.get(f"/entities/harbour-city/neighbourhood?format={name}&limit=40")
    assert response.status_code == 200
    if name in ("svg", "graphml", "gexf"):
        tree = ET.fromstring(response.text)
        tags = {element.tag.rsplit("}", 1)[-1] for element in tree.iter()}
        assert not tags & {"script", "img", "b", "foreignObject"}
    if name in ("cytoscape", "jsonld"):
        assert response.json()


def _around(text: str, label: str) -> Iterator[tuple[str, str]]:
    at = text.find(label)
    while at >= 0:
        yield text[:at], text[at + len(label) :]
        at = text.find(label, at + 1)


class _Words(Page):
    """All text of a page, and that of its main heading."""

    def __init__(self) -> None:
        self.heading = self.text = ""
        self._in_heading = False
        super(Page, self).__init__()
        self.elements, self.links, self.title, self._open, self.inline = [], [], "", "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_heading = tag == "h1" or (self._in_heading and tag != "p")

    def handle_endtag(self, tag: str) -> None:
        self._in_heading = self._in_heading and tag != "h1"

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._in_heading:
            self.heading += data
