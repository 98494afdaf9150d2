"""The graph fits the room that it has, also when it was hidden while it was made."""

from collections.abc import Callable

import pytest

from tests.browser.tab import MARKS, Tab

pytestmark = MARKS
OpenTab = Callable[..., Tab]

# Entities of which a part is outside the canvas, and how many links have no name.
SEEN = """() => {
  const { x1, y1, x2, y2 } = cy.extent();
  const outside = cy.nodes().filter(node => {
    const box = node.boundingBox({ includeLabels: false });
    return box.x1 < x1 || box.x2 > x2 || box.y1 < y1 || box.y2 > y2;
  });
  const unnamed = cy.edges().not('.named, .more').length;
  return { outside: outside.map(node => node.id()), unnamed };
}"""

# Lines that run through an entity that they do not touch.
THROUGH = """() => cy.edges().toArray().flatMap(edge => {
  const a = edge.sourceEndpoint(), b = edge.targetEndpoint(), m = edge.midpoint();
  const bend = { x: 2 * m.x - (a.x + b.x) / 2, y: 2 * m.y - (a.y + b.y) / 2 };
  const others = cy.nodes().not(edge.connectedNodes()).toArray();
  return others.filter(node => {
    const { x, y } = node.position(), r = node.data('size') / 2 - 2;
    return Array.from({ length: 41 }, (_, step) => step / 40).some(t => {
      const along = name => (1 - t) ** 2 * a[name] + 2 * t * (1 - t) * bend[name] + t * t * b[name];
      return Math.hypot(along('x') - x, along('y') - y) < r;
    });
  }).map(node => `${edge.source().id()} ${edge.target().id()} through ${node.id()}`);
})"""


def search(tab: Tab, name: str, slug: str) -> None:
    box = tab.page.get_by_role("combobox", name="Search entities").locator("visible=true").first
    box.fill(name)
    tab.page.get_by_role("option").first.wait_for()
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_function(f"() => window.cy && cy.nodes('.focus').id() === '{slug}'")
    tab.settled()


def fresh(open_tab: OpenTab, query: str) -> object:
    return open_tab(query).value(SEEN)


def test_an_entity_found_from_the_first_page_or_the_table_is_drawn_as_in_a_fresh_link(
    open_tab: OpenTab,
) -> None:
    tab = open_tab("?focus=hetao")
    tab.page.locator(".top .brand").click()
    search(tab, "前海", "qianhai")
    assert tab.value(SEEN) == fresh(open_tab, "?focus=qianhai")
    assert tab.value(SEEN)["outside"] == []
    tab.page.get_by_role("tab", name="Table").click()
    search(tab, "john lee", "john-lee")
    assert tab.value(SEEN) == fresh(open_tab, "?focus=john-lee")


def test_the_whole_graph_is_seen_beside_a_document(tab: Tab) -> None:
    tab.open("?focus=hetao")
    wide = tab.value("() => cy.nodes().map(node => node.position().x)")
    tab.page.locator(".panel .links button").first.click()
    tab.page.get_by_role("button", name="Read in the document").first.click()
    tab.page.locator(".reader-text p").first.wait_for()
    tab.page.wait_for_function("() => window.__ready && cy.width() < 500")
    assert tab.value(SEEN)["outside"] == []
    tab.page.locator(".reader-head .close").click()
    tab.page.wait_for_function("() => window.__ready && cy.width() > 600")
    assert tab.value("() => cy.nodes().map(node => node.position().x)") == wide


def test_fit_shows_all_and_asked_again_what_can_be_read(tab: Tab) -> None:
    tab.open("?focus=qianhai&open=qianhai~20")
    fit = tab.page.get_by_role("button", name="Fit", exact=True)
    fit.click()
    assert tab.value(SEEN)["outside"] == []
    small = tab.value("() => cy.zoom()")
    fit.click()
    assert tab.value("() => cy.zoom()") > small
    fit.click()
    assert tab.value("() => cy.zoom()") == small
    tab.open("?focus=hetao")
    zoom = tab.value("() => cy.zoom()")
    tab.page.keyboard.press("f")
    assert tab.value("() => cy.zoom()") == zoom


@pytest.mark.parametrize(
    "query",
    ["?focus=qianhai&open=qianhai~20", "?focus=hong-kong", "?focus=qianhai&open=hong-kong~20"],
)
def test_no_line_runs_through_an_entity_that_it_does_not_touch(tab: Tab, query: str) -> None:
    assert tab.open(query).value(THROUGH) == []
