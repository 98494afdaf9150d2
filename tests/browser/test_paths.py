"""Paths in a real browser: asked for by name, drawn in columns, read as sentences with quotes."""

import re
from collections.abc import Callable
from itertools import combinations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.axe import violations
from tests.browser.tab import MARKS, PHONE, TABLET, Tab

pytestmark = MARKS
OpenTab = Callable[..., Tab]

COLUMNS = """() => {
  const places = cy.nodes().map(node => [Math.round(node.position("x")), node.id()]);
  const found = new Map();
  for (const [x, id] of places) found.set(x, [...(found.get(x) ?? []), id]);
  return [...found].sort((a, b) => a[0] - b[0]).map(([, ids]) => ids);
}"""
OPACITIES = """() => Object.fromEntries(
  cy.elements().map(each => [each.id(), Number(each.style("opacity"))]))"""
BOXES = """() => cy.nodes().map(node => {
  const { x1, x2, y1, y2 } = node.renderedBoundingBox({ includeEdges: false,
    includeOverlays: false });
  return { id: node.id(), x1, x2, y1, y2 };
})"""
SLACK = 1.0  # pixels by which boxes may touch


def cards(tab: Tab) -> Locator:
    return tab.page.locator(".paths .path")


def found(tab: Tab, count: int | None = None) -> None:
    """Wait until paths are listed and drawn."""
    heading = r"\d+ paths?" if count is None else rf"^{count} paths?$"
    expect(tab.page.locator(".paths h2")).to_have_text(re.compile(heading))
    tab.settled()


def choose(tab: Tab, label: str, name: str) -> None:
    """Type into a box and take the first suggestion."""
    tab.page.get_by_role("combobox", name=label).click()
    tab.page.keyboard.type(name)
    expect(tab.page.get_by_role("option").first).to_be_visible()
    tab.page.keyboard.press("Enter")


def test_two_names_are_typed_and_paths_stand_in_columns(tab: Tab) -> None:
    tab.open()
    choose(tab, "Paths from which entity?", "john lee")
    choose(tab, "Paths to which entity?", "前海")
    found(tab)
    tab.addressed("path=john-lee..qianhai")
    columns = tab.value(COLUMNS)
    assert columns[0] == ["john-lee"]
    assert columns[-1] == ["qianhai"]
    assert len(columns) >= 3
    expect(cards(tab).first.locator(".chain")).to_contain_text("John Lee")
    assert len([url for url in tab.requests if "/paths?" in url]) == 1
    assert cards(tab).count() <= 12


def test_pointing_at_a_path_dims_what_is_not_of_it(tab: Tab) -> None:
    tab.open("?path=john-lee..qianhai")
    cards(tab).nth(1).locator(".chain").hover()
    tab.page.wait_for_function("() => cy.elements('.dim').length > 0")
    tab.page.wait_for_timeout(300)  # it fades
    seen = tab.value(OPACITIES)
    names = {"john-lee", "shenzhen", "qianhai"}
    assert {id for id, value in seen.items() if value == 1} >= names
    assert {value for id, value in seen.items() if id not in names and value < 1} == {0.1}
    tab.page.mouse.move(400, 400)
    tab.page.wait_for_function("() => cy.elements('.dim').length === 0")


def test_a_path_is_read_as_sentences_with_numbered_quotes(tab: Tab) -> None:
    tab.open("?path=john-lee..qianhai")
    card = cards(tab).first
    card.locator(".chain").click()
    expect(card.locator(".told li").first).to_contain_text("John Lee about Hong Kong")
    expect(card.locator(".notes blockquote").first).to_contain_text("Chief Executive John Lee said")
    tab.addressed("sel=p:1")
    card.locator(".footnote").first.click()
    expect(card.locator(".notes li").first).to_be_focused()
    card.locator(".say").nth(1).click()
    expect(tab.page.locator(".panel blockquote").first).to_contain_text("Qianhai")
    assert re.search(r"sel=r:[0-9a-f]+", tab.page.url)
    tab.page.get_by_role("button", name="Back to the paths").click()
    found(tab)


def test_an_entity_and_a_relation_are_excluded_and_let_in_again(tab: Tab) -> None:
    tab.open("?path=john-lee..qianhai&sel=p:1")
    cards(tab).first.get_by_role("button", name="Look for paths without Hong Kong").click()
    expect(tab.page.locator(".without")).to_contain_text("Hong Kong")
    tab.settled()
    tab.addressed("without:hong-kong")
    assert "hong-kong" not in tab.drawn()
    cards(tab).first.locator(".chain").click()
    cards(tab).first.get_by_role("button", name="without “comments on”").click()
    expect(tab.page.locator(".without")).to_contain_text("comments on")
    tab.settled()
    assert tab.value("() => cy.edges('[property = \"commentsOn\"]').length") == 0
    tab.page.get_by_role("button", name="Allow Hong Kong again").click()
    tab.page.wait_for_function("() => !location.search.includes('without:')")
    tab.settled()
    tab.addressed("without_property:commentsOn")


def test_no_path_is_said_and_one_change_gives_one(tab: Tab) -> None:
    tab.open("?path=john-lee..qianhai~hops:1")
    expect(tab.page.locator(".paths h2")).to_have_text("No path")
    assert sorted(tab.drawn()) == ["john-lee", "qianhai"]
    tab.page.get_by_role("button", name="Allow 2 steps").click()
    found(tab)
    tab.addressed("hops:2")


def test_options_ask_again_and_keep_the_keyboard(tab: Tab) -> None:
    tab.open("?path=john-lee..qianhai")
    tab.page.locator(".options summary").click()
    tab.page.locator('[data-keep="kind-opinion"]').uncheck()
    tab.page.wait_for_function("() => location.search.includes('kind:')")
    tab.settled()
    expect(tab.page.locator('[data-keep="kind-opinion"]')).to_be_focused()
    assert tab.value("() => cy.edges('[kind = \"opinion\"]').length") == 0
    tab.page.get_by_label("At most").select_option("3")
    tab.page.wait_for_function("() => location.search.includes('hops:3')")
    tab.page.get_by_label("Valid on").fill("2025-12-22")
    tab.page.wait_for_function("() => location.search.includes('valid_on:2025-12-22')")
    tab.page.get_by_label("Only the shortest").check()
    tab.page.wait_for_function("() => location.search.includes('shortest')")
    tab.settled()
    tab.page.wait_for_function(
        """() => {
          const cards = [...document.querySelectorAll(".paths .path .meta")];
          return new Set(cards.map(card => card.innerText.slice(0, 7))).size === 1;
        }"""
    )


def test_more_than_two_are_joined(tab: Tab) -> None:
    tab.open("?path=john-lee..qianhai")
    tab.page.locator(".further summary").click()
    choose(tab, "Join a further entity", "huanggang port")
    expect(tab.page.locator(".paths h2")).to_have_text("What joins them")
    tab.settled()
    tab.addressed("path=john-lee..qianhai..huanggang-port")
    assert {"john-lee", "qianhai", "huanggang-port"} <= set(tab.drawn())
    assert tab.value("() => cy.nodes('.focus').length") == 3
    tab.page.get_by_role("button", name="Leave out Huanggang Port").click()
    found(tab)


def test_back_and_forward_lead_through_the_questions(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    tab.page.locator("#graph").focus()
    tab.page.keyboard.press("p")
    expect(tab.page.get_by_role("combobox", name="Paths to which entity?")).to_be_focused()
    expect(tab.page.get_by_role("combobox", name="Paths from which entity?")).to_have_value(
        "Qianhai"
    )
    tab.page.keyboard.type("sonny lo")
    expect(tab.page.get_by_role("option").first).to_be_visible()
    tab.page.keyboard.press("Enter")
    found(tab)
    tab.addressed("path=qianhai..sonny-lo")
    tab.page.go_back()
    tab.page.wait_for_function("() => cy.nodes('.focus').length === 1 && window.__ready")
    assert tab.value("() => cy.nodes('.focus').id()") == "qianhai"
    tab.page.go_forward()
    found(tab)
    tab.page.locator(".paths").get_by_role("button", name="Close").click()
    tab.page.wait_for_function("() => cy.nodes('.focus').length === 1 && window.__ready")
    tab.page.keyboard.press("Control+z")
    found(tab)


def test_a_url_brings_back_the_same_paths(open_tab: OpenTab) -> None:
    query = "?path=john-lee..qianhai~hops:3~kind:fact,planned&sel=p:2&lang=zh-Hant"
    first = open_tab(query)
    second = open_tab(first.page.url.removeprefix(first.address).removeprefix("/"))
    assert first.drawn() == second.drawn()
    assert first.value(COLUMNS) == second.value(COLUMNS)
    expect(second.page.locator(".path.chosen .told li").first).to_contain_text("John Lee就")


def test_names_of_paths_do_not_overlap(open_tab: OpenTab) -> None:
    pairs = [
        "john-lee..qianhai",
        "hetao..macau~hops:5",
        "huanggang-port..hithium-energy-storage-technology",
    ]
    for pair in pairs:
        boxes = open_tab(f"?path={pair}").value(BOXES)
        assert len(boxes) > 2
        assert [
            (a["id"], b["id"])
            for a, b in combinations(boxes, 2)
            if min(a["x2"], b["x2"]) - max(a["x1"], b["x1"]) > SLACK
            and min(a["y2"], b["y2"]) - max(a["y1"], b["y1"]) > SLACK
        ] == []


def test_an_unknown_entity_is_told_and_the_picture_stays(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    drawn = tab.drawn()
    tab.value("() => history.pushState(null, '', '?path=qianhai..nobody-at-all')")
    tab.value("() => dispatchEvent(new PopStateEvent('popstate'))")
    expect(tab.page.get_by_role("alert")).to_contain_text("nobody-at-all")
    tab.page.go_back()
    tab.page.wait_for_function("n => cy.nodes().not('.more').length === n", arg=len(drawn))
    tab.forgive("404")


@pytest.mark.parametrize("size", [PHONE, TABLET])
def test_on_a_small_screen_the_form_opens_from_a_button(
    open_tab: OpenTab, size: tuple[int, int]
) -> None:
    tab = open_tab("", size=size)
    tab.page.get_by_role("button", name="Paths between two entities").click()
    choose(tab, "Paths from which entity?", "john lee")
    choose(tab, "Paths to which entity?", "qianhai")
    found(tab)
    expect(tab.page.locator(".ends")).to_be_hidden()
    expect(cards(tab).first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_tab: OpenTab, scheme: str) -> None:
    # what axe itself writes into the page is not of the page
    query = "?path=john-lee..qianhai~without:hong-kong&sel=p:1"
    tab = open_tab(query, color_scheme=scheme, bypass_csp=True)
    tab.page.locator(".options summary").click()
    tab.page.locator(".further summary").click()
    assert violations(tab) == []
    tab.open("?path=john-lee..qianhai..huanggang-port")
    assert violations(tab) == []
