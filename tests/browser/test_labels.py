"""Labels after expansions and folds, and on a full canvas: read from the boxes as rendered."""

from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.tab import MARKS, Tab
from tests.rounds import SOAKING

pytestmark = [*MARKS, pytest.mark.soak]
HUBS = 15  # the largest, each expanded once
SAMPLE = 20  # every so manieth of the others, all of them when soaking
LEAST = 11  # pixels of a letter
SLACK = 1.0  # pixels by which boxes may touch

# For each address: the boxes of all texts that are seen, and the size of their letters.
TEXTS = """async addresses => {
  const found = {};
  for (const address of addresses) {
    window.__ready = false;
    history.pushState(null, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
    while (!window.__ready) await new Promise(done => setTimeout(done, 4));
    found[address] = cy.elements().toArray().flatMap(each => {
      if (!each.style("label") || Number(each.style("text-opacity")) === 0) return [];
      const { x1, x2, y1, y2 } = each.renderedBoundingBox({
        includeNodes: false, includeEdges: false, includeLabels: true,
        includeOverlays: false, includeUnderlays: false,
      });
      const font = cy.zoom() * parseFloat(each.style("font-size"));
      return [{ text: each.style("label"), font, x1, x2, y1, y2 }];
    });
  }
  return found;
}"""


def hidden_texts(boxes: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Those that lie over one another."""
    return [
        (a["text"], b["text"])
        for a, b in combinations(boxes, 2)
        if min(a["x2"], b["x2"]) - max(a["x1"], b["x1"]) > SLACK
        and min(a["y2"], b["y2"]) - max(a["y1"], b["y1"]) > SLACK
    ]


def degrees(tab: Tab) -> dict[str, int]:
    """How many links every entity has, the largest hubs first."""
    found: dict[str, int] = {}
    following: str | None = ""
    while following is not None:
        cursor = f"&cursor={following}" if following else ""
        answer = tab.page.request.get(f"{tab.address}/entities?limit=100{cursor}").json()
        for item in answer["items"]:
            slug = item["entity"]["id"]
            counts = tab.page.request.get(f"{tab.address}/entities/{slug}/counts").json()
            found[slug] = counts["total"]
        following = answer["next"]
    return dict(sorted(found.items(), key=lambda each: (-each[1], each[0])))


def readable(tab: Tab, addresses: list[str]) -> None:
    """Nothing covers anything, and nothing is too small."""
    seen = tab.value(TEXTS, addresses)
    assert all(len(boxes) > 0 for boxes in seen.values())
    assert {each: bad for each in addresses if (bad := hidden_texts(seen[each]))} == {}
    small = {each: min(box["font"] for box in seen[each]) for each in addresses}
    assert {each: font for each, font in small.items() if font < LEAST} == {}


def test_no_text_covers_another_after_an_expansion(tab: Tab) -> None:
    known = degrees(tab.open("?focus=qianhai"))
    hubs = list(known)[:HUBS]
    readable(tab, [f"?focus={slug}&open={slug}~20" for slug in hubs])
    others = list(known)[HUBS :: 1 if SOAKING else SAMPLE]
    grown = []
    for slug in others:
        page = tab.page.request.get(f"{tab.address}/entities/{slug}/neighbourhood?limit=14").json()
        following = [node["id"] for node in page["nodes"] if node["hidden"] and node["id"] != slug]
        grown += [f"?focus={slug}&open={each}~14" for each in following[: 3 if SOAKING else 1]]
    assert len(grown) >= HUBS / 2
    readable(tab, grown)


@pytest.mark.parametrize("words", ["lang=zh-Hant", "names=zh", "bridges=folded"])
def test_no_text_covers_another_in_other_words_and_folds(tab: Tab, words: str) -> None:
    known = list(degrees(tab.open("?focus=qianhai")))
    hubs = known if SOAKING else known[:HUBS]
    readable(tab, [f"?focus={slug}&{words}" for slug in hubs])


def test_what_is_read_from_afar_is_large_enough_or_hidden(tab: Tab) -> None:
    tab.open("?focus=hong-kong")
    for _ in range(7):
        tab.page.locator("#graph").press("-")
        fonts = tab.value(
            """() => cy.elements().filter(each => each.style("label") &&
                 Number(each.style("text-opacity")) > 0)
               .map(each => cy.zoom() * parseFloat(each.style("font-size")))"""
        )
        assert min(fonts) >= LEAST
    assert tab.value("() => cy.zoom()") < 0.5
    assert len(fonts) == 1  # of what the picture is about


def test_a_full_canvas_warns_then_stops_and_says_so(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    expect(tab.page.locator(".chip.warn")).to_have_count(0)
    drawn, before = ["qianhai"], 0
    while before < len(drawn) < 300:
        before = len(drawn)
        tab.restore(f"?focus=qianhai&open={','.join(f'{id}~100' for id in drawn)}")
        drawn = tab.value("() => cy.nodes('[entity]').map(node => node.id())")
        if len(drawn) > 60:
            expect(tab.page.locator(".chip.warn")).to_contain_text("Over 60 entities")
    assert len(drawn) == 300
    assert tab.value("() => cy.edges('.plain').length === cy.edges().length")
    places = tab.value("() => cy.nodes().map(node => node.position())")
    hub = tab.value("() => cy.nodes('.more')[0].data('of')")
    tab.value("id => void cy.getElementById(id).emit('dbltap')", hub)
    expect(tab.page.locator(".notice")).to_contain_text("300 entities, which is the most")
    assert tab.value("() => cy.nodes().map(node => node.position())") == places
    seen = tab.value(TEXTS, [tab.page.url.removeprefix(f"{tab.address}/")])
    assert hidden_texts(next(iter(seen.values()))) == []
