"""The graph in a real browser: found by name, drawn in one request, expanded without moving."""

import re
from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.tab import MARKS, PHONE, TABLET, Tab

pytestmark = MARKS
OpenTab = Callable[..., Tab]

# For each entity: the boxes of all texts that are seen, and the size of the smallest of them, in
# pixels of the page.
TEXTS = """async slugs => {
  const found = {};
  for (const slug of slugs) {
    window.__ready = false;
    history.pushState(null, "", `?focus=${slug}`);
    dispatchEvent(new PopStateEvent("popstate"));
    while (!window.__ready) await new Promise(done => setTimeout(done, 4));
    const boxes = cy.elements().not(".more").toArray().flatMap(each => {
      if (!each.style("label") || Number(each.style("text-opacity")) === 0) return [];
      const { x1, x2, y1, y2 } = each.renderedBoundingBox({
        includeNodes: false, includeEdges: false, includeLabels: true,
        includeOverlays: false, includeUnderlays: false,
      });
      return [{ text: each.style("label"), x1, x2, y1, y2 }];
    });
    const fonts = cy.nodes().map(node => parseFloat(node.style("font-size")));
    found[slug] = { focus: cy.nodes(".focus").id(), boxes, font: cy.zoom() * Math.min(...fonts) };
  }
  return found;
}"""
PLACES = """() => Object.fromEntries(
  cy.nodes().map(node => [node.id(), [node.position("x"), node.position("y")]]))"""
SLACK = 1.0  # pixels by which boxes may touch


def overlaps(boxes: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [
        (a["text"], b["text"])
        for a, b in combinations(boxes, 2)
        if min(a["x2"], b["x2"]) - max(a["x1"], b["x1"]) > SLACK
        and min(a["y2"], b["y2"]) - max(a["y1"], b["y1"]) > SLACK
    ]


def everybody(tab: Tab) -> list[str]:
    """The id of every entity of the graph."""
    found: list[str] = []
    following = ""
    while following is not None:
        cursor = f"&cursor={following}" if following else ""
        answer = tab.page.request.get(f"{tab.address}/entities?limit=100{cursor}").json()
        found += [item["entity"]["id"] for item in answer["items"]]
        following = answer["next"]
    return found


def test_a_name_is_typed_and_its_neighbourhood_is_drawn(tab: Tab) -> None:
    tab.open()
    tab.page.keyboard.press("/")
    tab.page.keyboard.type("qianhai")
    expect(tab.page.get_by_role("option").first).to_contain_text("前海")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_function("() => window.cy && cy.nodes().length > 10 && window.__ready")
    assert "qianhai" in tab.drawn()
    tab.addressed("focus=qianhai")
    expect(tab.page.locator(".panel h2")).to_have_text("Qianhai")


def test_a_chinese_name_is_found_and_the_keys_choose(tab: Tab) -> None:
    tab.open()
    tab.page.get_by_role("combobox").last.fill("口岸")
    options = tab.page.get_by_role("option")
    expect(options.first).to_be_visible()
    tab.page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_function("() => window.cy && cy.nodes().length > 1")


def test_a_neighbourhood_is_one_request(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    asked = [url for url in tab.requests if "/static/" not in url and ".css" not in url]
    assert len([url for url in asked if "/neighbourhood" in url]) == 1
    assert len(asked) == 3  # the page, its words, the neighbourhood


def test_expanding_moves_nothing_that_is_there(tab: Tab) -> None:
    tab.open("?focus=luohu-port")
    before = tab.value(PLACES)
    assert tab.value("() => cy.nodes('.more').length") == 0 or len(before) > 1
    tab.page.locator(".panel .links button").first.click()
    other = next(id for id in tab.drawn() if id != "luohu-port")
    tab.tap(other)
    tab.page.get_by_role("button", name="Expand").click()
    picker = tab.page.locator("dialog.picker[open]")
    tab.page.wait_for_timeout(300)
    if picker.count():
        picker.locator(".next").click()
    tab.page.wait_for_function("n => cy.nodes().length > n && window.__ready", arg=len(before))
    after = tab.value(PLACES)
    assert {id: after[id] for id in before if id in after} == before
    tab.page.keyboard.press("Control+z")
    tab.page.wait_for_function("n => cy.nodes().length === n && window.__ready", arg=len(before))
    tab.page.keyboard.press("Control+y")
    tab.page.wait_for_function("n => cy.nodes().length > n && window.__ready", arg=len(before))
    assert tab.value(PLACES) == after


def test_those_that_differ_in_nothing_are_one_until_somebody_wants_each(tab: Tab) -> None:
    tab.open("?focus=hong-kong&open=hong-kong~20")
    fold = next(id for id in tab.drawn() if id.startswith("group_"))
    assert "×6" in tab.value("id => cy.getElementById(id).data('label')", fold)
    tab.value("id => void cy.getElementById(id).emit('tap')", fold)
    tab.page.wait_for_function("id => cy.getElementById(id).empty() && window.__ready", arg=fold)
    assert len([id for id in tab.drawn() if id.endswith("-qianhai-leads")]) >= 4
    again = tab.drawn()
    tab.page.reload()
    assert tab.settled().drawn() == again


def test_the_picker_adds_what_is_ticked(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    before = tab.drawn()
    tab.page.locator("#graph").press("Enter")
    picker = tab.page.locator("dialog.picker[open]")
    picker.get_by_label("settles in").check()
    picker.get_by_role("button", name="Add chosen").click()
    tab.page.wait_for_function("n => cy.nodes().length > n && window.__ready", arg=len(before) + 1)
    tab.addressed("open=qianhai~20~settlesIn~in")
    added = set(tab.drawn()) - set(before)
    assert "inspro-science" in added
    tab.page.locator("#graph").focus()
    tab.page.keyboard.press("Backspace")
    tab.page.wait_for_function("n => cy.nodes('[entity]').length === n", arg=len(before))


def test_the_same_expansions_by_hand_and_by_url_stand_in_the_same_places(tab: Tab) -> None:
    tab.open("?focus=hong-kong")
    tab.page.locator("#graph").press("Enter")
    tab.page.locator("dialog.picker[open] .next").click()
    tab.page.wait_for_function("() => cy.nodes('[entity]').length > 30 && window.__ready")
    fold = next(id for id in tab.drawn() if id.startswith("group_"))
    tab.value("id => void cy.getElementById(id).emit('tap')", fold)
    tab.page.wait_for_function("id => cy.getElementById(id).empty() && window.__ready", arg=fold)
    for id in ("qianhai-plan", "northern-metropolis"):
        before = len(tab.drawn())
        if id in tab.drawn():
            tab.value("id => void cy.getElementById(id).emit('dbltap')", id)
            tab.page.wait_for_function(
                "n => cy.nodes('[entity]').length > n && window.__ready", arg=before
            )
            tab.page.keyboard.press("Control+z")
            tab.page.wait_for_function(
                "n => cy.nodes('[entity]').length === n && window.__ready", arg=before
            )
            tab.page.keyboard.press("Control+y")
            tab.page.wait_for_function(
                "n => cy.nodes('[entity]').length > n && window.__ready", arg=before
            )
    tab.page.wait_for_timeout(300)
    places = tab.value(PLACES)
    tab.page.reload()
    assert tab.settled().value(PLACES) == places


def test_a_url_brings_back_what_was_seen(open_tab: OpenTab) -> None:
    first = open_tab("?focus=qianhai&open=hong-kong~20,qianhai~3&off=kind:opinion&lang=zh-Hant")
    again = open_tab(first.page.url.removeprefix(first.address).removeprefix("/"))
    assert first.drawn() == again.drawn()
    assert len(first.drawn()) > 30
    expect(again.page.get_by_role("tab", name="圖譜")).to_be_visible()
    assert again.value("() => cy.edges('.off').length") > 0


def test_back_and_forward_lead_through_the_entities(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    tab.page.locator(".panel .links button", has_text="Golden Inner Bay").first.click()
    tab.tap("golden-inner-bay")
    tab.page.get_by_role("button", name="Focus").click()
    tab.page.wait_for_function("() => cy.nodes('.focus').id() === 'golden-inner-bay'")
    tab.page.go_back()
    tab.page.wait_for_function("() => cy.nodes('.focus').id() === 'qianhai'")
    tab.page.go_forward()
    tab.page.wait_for_function("() => cy.nodes('.focus').id() === 'golden-inner-bay'")


def test_an_edge_shows_the_sentence_that_says_it(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    tab.page.locator(".panel .links button", has_text="Golden Inner Bay").first.click()
    expect(tab.page.locator(".panel blockquote").first).to_contain_text("Qianhai")
    assert re.search(r"sel=r:[0-9a-f]+", tab.page.url)


def test_arrows_walk_and_each_step_is_spoken(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    tab.page.locator("#graph").focus()
    tab.page.keyboard.press("ArrowRight")
    expect(tab.page.locator("#live")).to_contain_text(re.compile(r", .+, \d+ links?"))
    tab.addressed("sel=e:")


@pytest.mark.parametrize("size", [PHONE, TABLET])
def test_small_screens_show_graph_and_details(open_tab: OpenTab, size: tuple[int, int]) -> None:
    tab = open_tab("?focus=qianhai", size=size)
    expect(tab.page.locator(".panel h2")).to_be_in_viewport()
    assert tab.value("() => cy.width()") > 200
    width = tab.value("() => document.documentElement.scrollWidth")
    assert width <= size[0]


def test_no_text_covers_another_around_any_entity(tab: Tab) -> None:
    slugs = everybody(tab)
    assert len(slugs) > 300
    tab.open("?focus=qianhai")
    seen = tab.value(TEXTS, slugs)
    assert {slug for slug in slugs if seen[slug]["focus"] != slug} == set()
    assert sum(len(texts["boxes"]) for texts in seen.values()) > 2000
    assert {slug: found for slug in slugs if (found := overlaps(seen[slug]["boxes"]))} == {}
    assert {slug for slug in slugs if seen[slug]["font"] < 11} == set()


def test_enter_takes_what_the_last_letters_ask_for(tab: Tab) -> None:
    tab.open()
    tab.page.keyboard.press("/")
    tab.page.keyboard.type("hetao")
    expect(tab.page.get_by_role("option").first).to_be_visible()
    tab.page.keyboard.type(" institute", delay=0)
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_function("() => window.cy && cy.nodes('.focus').length && window.__ready")
    assert tab.value("() => cy.nodes('.focus').id()").startswith("hetao-institute")
