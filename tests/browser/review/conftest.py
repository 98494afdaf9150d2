"""A server of the invented harbour, of which a test may change whatever it likes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from kg.curate.change import INBOX
from kg.publish import release
from kg.vocab import Names
from tests.api_client import real_server
from tests.browser.conftest import OpenTab
from tests.browser.review.driving import TOKEN, OpenReview
from tests.browser.tab import Tab
from tests.conftest import World
from tests.reviewing import SLUG, add


@pytest.fixture(scope="package")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The invented harbour, of which a test may change whatever it likes."""
    return World.at(tmp_path_factory.mktemp("review") / "world")


@pytest.fixture(scope="package")
def site(harbour: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store = tmp_path_factory.mktemp("store")
    release.build(harbour.root, store, Names(), lambda _: None)
    with real_server(store, texts=str(harbour.root), write_token=TOKEN) as server:
        yield f"http://127.0.0.1:{server.port}"


@pytest.fixture
def added(harbour: World) -> Iterator[World]:
    """The article, of which nothing is decided yet; gone again after the test."""
    kept = {path: path.read_bytes() for path in (harbour.root / "data").rglob("*.yaml")}
    add(harbour)
    yield harbour
    for path in (harbour.root / INBOX).glob("*.jsonl"):
        path.unlink()
    (harbour.root / f"data/documents/{SLUG}.txt").unlink()
    (harbour.root / f"data/claims/{SLUG}.yaml").unlink()
    for path, content in kept.items():
        path.write_bytes(content)


@pytest.fixture
def open_review(open_tab: OpenTab, site: str) -> OpenReview:
    """Opens the page and enters as ann; takes what `open_tab` takes."""

    def opened(query: str = f"?doc={SLUG}", **more: object) -> Tab:
        tab = open_tab(None, **more)
        tab.page.goto(f"{site}/review{query}")
        tab.page.locator("[name=by]").fill("ann")
        tab.page.locator("[name=token]").fill(TOKEN)
        tab.page.locator(".door .primary").click()
        return tab

    return opened


@pytest.fixture
def tab(added: World, open_review: OpenReview) -> Tab:
    """The review of the article at its first candidate."""
    found = open_review()
    expect(found.page.locator(".candidate[aria-current]")).to_be_visible()
    return found


@pytest.fixture
def page(tab: Tab) -> Page:
    return tab.page
