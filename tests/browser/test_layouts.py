"""The page on three sizes of screen, without motion, behind a path, and without JavaScript."""

import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.api_client import real_server, real_store
from tests.browser.conftest import OpenTab
from tests.browser.proxy import proxy
from tests.browser.tab import DESKTOP, MARKS, PHONE, TABLET, Tab

pytestmark = MARKS
SIZES = [DESKTOP, TABLET, PHONE]
VIEWS = ["", "?focus=qianhai", "?focus=qianhai&view=table", "?view=query"]
# Everything that can be pressed and lies in sight, with its size.
TARGETS = """() => [...document.querySelectorAll("button, summary, input, select, [role=tab]")]
  .map(each => ({ name: each.ariaLabel ?? each.textContent, box: each.getBoundingClientRect(),
                  seen: each.checkVisibility() }))
  .filter(({ seen, box }) => seen && box.width > 0 && box.top < innerHeight)
  .map(({ name, box }) => [name, box.width, box.height])"""


@pytest.mark.parametrize("size", SIZES, ids=["desktop", "tablet", "phone"])
@pytest.mark.parametrize("view", VIEWS, ids=["first", "graph", "table", "query"])
def test_nothing_stands_out_at_the_side(
    open_tab: OpenTab, view: str, size: tuple[int, int]
) -> None:
    tab = open_tab(None, size=size)
    tab.page.goto(f"{tab.address}/{view}")
    tab.page.wait_for_load_state("networkidle")
    assert tab.value("() => document.documentElement.scrollWidth") <= size[0]
    assert tab.value("() => document.documentElement.scrollHeight") <= size[1] + 1 or not view
    for region in (".top", ".stage"):
        box = tab.page.locator(region).first.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0] + 1


@pytest.mark.parametrize("size", SIZES, ids=["desktop", "tablet", "phone"])
def test_the_search_is_in_sight_and_works(open_tab: OpenTab, size: tuple[int, int]) -> None:
    tab = open_tab("", size=size)
    box = tab.page.get_by_role("combobox").last
    expect(box).to_be_in_viewport()
    box.fill("qianhai")
    option = tab.page.get_by_role("option").first
    expect(option).to_be_in_viewport()
    option.click()
    tab.page.wait_for_function("() => window.cy && cy.nodes().length > 5 && window.__ready")
    assert tab.value("() => cy.width()") > 200
    assert tab.value("() => cy.height()") > 200


def test_a_finger_hits_what_it_means_on_a_phone(open_tab: OpenTab) -> None:
    tab = open_tab("?focus=qianhai", size=PHONE, has_touch=True)
    small = [each for each in tab.value(TARGETS) if min(each[1:]) < 24]
    assert small == []  # WCAG 2.2, 2.5.8
    at = tab.value(
        """() => {
          const node = cy.nodes().not(".focus, .more, .fold").toArray()
            .find(each => each.renderedPosition("y") < cy.height() - 60);
          const box = cy.container().getBoundingClientRect(), at = node.renderedPosition();
          return [node.id(), box.x + at.x, box.y + at.y];
        }"""
    )
    tab.page.touchscreen.tap(*at[1:])
    tab.page.wait_for_url(re.compile(f"sel=e:{at[0]}"))


def test_nothing_flies_where_motion_is_unwelcome(open_tab: OpenTab) -> None:
    tab = open_tab("?focus=luohu-port", reduced_motion="reduce")
    tab.value(
        """() => {
          window.moved = [];
          cy.on("position", "node", ({ target }) => moved.push(target.id()));
        }"""
    )
    before = len(tab.drawn())
    other = next(id for id in tab.drawn() if id not in ("luohu-port",) and "group" not in id)
    tab.tap(other)
    tab.page.locator("#graph").press("Enter")
    tab.page.wait_for_timeout(800)
    if tab.page.locator("dialog.picker[open]").count():
        tab.page.locator("dialog.picker .next").click()
    tab.page.wait_for_function("n => cy.nodes().length > n && window.__ready", arg=before)
    moves = Counter(tab.value("() => moved"))
    assert max(moves.values()) <= 3  # each stands where it belongs at once
    running = tab.value(
        "() => document.getAnimations().filter(e => e.playState === 'running').length"
    )
    assert running == 0


def test_without_javascript_the_first_page_leads_everywhere(open_tab: OpenTab) -> None:
    tab = open_tab(None, java_script_enabled=False)
    tab.page.goto(tab.address)
    page = tab.page
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("figure svg").first).to_be_visible()
    page.get_by_role("searchbox").fill("前海")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Qianhai", exact=False).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Qianhai")
    expect(page.locator("blockquote, q").first).to_be_attached()
    page.get_by_role("link", name="Questions").first.click()
    page.locator("main a[href*='/queries/']").first.click()
    expect(page.locator("main table, main form").first).to_be_visible()


def test_the_page_works_behind_the_path_of_a_proxy(
    tmp_path_factory: pytest.TempPathFactory, open_tab: OpenTab
) -> None:
    store: Path = real_store(tmp_path_factory)
    path = "/atlas/gba"
    with real_server(store, "--root-path", path) as server, proxy(server.port, path) as between:
        tab = open_tab(None)
        tab.address = between.address
        tab.page.goto(f"{tab.address}/atlas/gba/")
        tab.page.get_by_role("combobox").last.fill("qianhai")
        tab.page.get_by_role("option").first.click()
        tab.page.wait_for_function("() => window.cy && cy.nodes().length > 5 && window.__ready")
        tab.page.locator(".panel .links button").first.click()
        expect(tab.page.locator(".panel blockquote").first).to_be_visible()
        assert all("/atlas/gba/" in url for url in tab.requests)
        for name in ("Table", "Query", "Graph"):
            tab.page.get_by_role("tab", name=name).click()
            tab.page.wait_for_load_state("networkidle")
        assert tab.page.url.startswith(f"{tab.address}/atlas/gba/?focus=qianhai")
        assert all("/atlas/gba/" in url for url in tab.requests)
        tab.page.wait_for_load_state("networkidle")
        tab.page.close()  # before the server goes


def test_the_keyboard_alone_finds_walks_expands_and_reads(tab: Tab) -> None:
    tab.open()
    keyboard = tab.page.keyboard
    keyboard.press("/")
    keyboard.type("luohu port")
    expect(tab.page.get_by_role("option").first).to_be_visible()
    keyboard.press("Enter")
    tab.page.wait_for_function("() => window.cy && cy.nodes().length > 1 && window.__ready")
    for _ in range(60):
        keyboard.press("Tab")
        if tab.value("() => document.activeElement.id") == "graph":
            break
    else:
        raise AssertionError("Tab never comes to the graph")
    keyboard.press("ArrowRight")
    expect(tab.page.locator("#live")).to_contain_text(re.compile(r"\d+ links?"))
    keyboard.press("e")
    expect(tab.page.locator(".panel blockquote").first).to_be_visible()
    keyboard.press("Space")
    assert tab.value("() => document.activeElement.closest('.panel') !== null")
