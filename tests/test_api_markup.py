"""Markup in names, documents and requests stays text, on every page."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.answers.knowledge import open_knowledge
from kg.config import Settings
from kg.publish import release
from kg.vocab import Names
from tests.api_client import client_of
from tests.conftest import World
from tests.entity_client import HTML, entity

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
