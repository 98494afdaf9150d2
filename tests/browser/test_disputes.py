"""Sources that disagree stand side by side, and hostile words stay words."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Dialog, expect

from kg.publish import release
from kg.vocab import Names
from tests import disputed, hostile
from tests.api_client import real_server
from tests.browser.axe import violations
from tests.browser.tab import MARKS, Tab
from tests.conftest import World

pytestmark = MARKS
OpenTab = Callable[..., Tab]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over the harbour whose documents disagree, one of them hostile."""
    world = World.at(tmp_path_factory.mktemp("disputes") / "world")
    hostile.add_to(disputed.add_to(world))
    release.build(world.root, world.root / "store", Names(), lambda _: None)
    with real_server(world.root / "store", texts=str(world.root)) as server:
        yield f"http://127.0.0.1:{server.port}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_who_says_so_and_who_says_otherwise(open_tab: OpenTab, scheme: str) -> None:
    tab = open_tab("?focus=harbour-office", color_scheme=scheme)
    tab.page.locator(".panel .links button", has_text="Old Ferry").first.click()
    pro, against = tab.page.locator(".stance.pro"), tab.page.locator(".stance.against")
    expect(pro.locator("h3")).to_have_text("Says so (1)")
    expect(against.locator("h3")).to_have_text("Says otherwise (1)")
    expect(pro.locator("mark")).to_have_text("The Harbour Office operates the Old Ferry.")
    expect(tab.page.locator(".panel")).to_contain_text("names no winner")
    expect(tab.page.locator(".panel .pills .alarm")).to_contain_text("sources disagree")
    bars = [
        each.locator(".passage").evaluate("each => getComputedStyle(each).borderLeftColor")
        for each in (pro, against)
    ]
    assert bars[0] != bars[1]
    assert violations(tab) == []


def test_figures_that_conflict_stand_side_by_side(tab: Tab) -> None:
    tab.open("?focus=harbour-office")
    tab.page.get_by_text("Facts and figures").click()
    pair = tab.page.locator(".panel .pair.conflict").first
    expect(pair).to_contain_text("conflict")
    expect(pair.locator(".value")).to_have_count(2)
    expect(tab.page.locator(".panel .pair.conflict .value", has_text="1.5").first).to_be_visible()
    pair.get_by_role("button", name="Evidence").first.click()
    expect(tab.page.locator(".stance.against")).to_be_visible()


def test_hostile_words_stay_words(tab: Tab) -> None:
    dialogs: list[str] = []

    def noted(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    tab.page.on("dialog", noted)
    for name in hostile.LABELS:
        tab.open(f"?focus={hostile.slug(name)}")
        tab.page.locator(".panel summary", has_text="Facts and figures").click()
        expect(tab.page.locator(".panel .facts").first).to_be_visible()
        tab.page.locator(".panel .links button").first.click()
        expect(tab.page.locator(".panel mark").first).to_be_visible()
    tab.page.get_by_role("button", name="Read in the document").click()
    expect(tab.page.locator(".reader-text p").first).to_be_visible()
    expect(tab.page.locator(".reader-head h2")).to_contain_text("<script>alert(0)</script>")
    expect(tab.page.locator(".reader-text")).to_contain_text("onerror=alert(2)")
    assert tab.page.locator("a[href^='javascript:']").count() == 0
    assert dialogs == []
