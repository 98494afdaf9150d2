"""The graph fits the room that it has, also when it was hidden while it was made."""

from collections.abc import Callable

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
