"""What hands feel: keys that go on, menus that close, words that stay readable under the mouse."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.tab import MARKS, Tab

pytestmark = MARKS
OpenTab = Callable[..., Tab]

# The contrast of an element's words with what is behind them.
CONTRAST = """element => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const lights = name => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = getComputedStyle(element)[name];
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map(each => {
      const part = each / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [one, two] = [lights('color'), lights('backgroundColor')].sort((a, b) => b - a);
  return (one + 0.05) / (two + 0.05);
}"""


def contrast(button: Locator) -> float:
    button.hover()
    button.page.wait_for_timeout(200)
    found: float = button.evaluate(CONTRAST)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_chosen_can_be_read_under_the_mouse(open_tab: OpenTab, scheme: str) -> None:
    tab = open_tab("?view=unknowns", color_scheme=scheme)
    assert contrast(tab.page.locator(".parts [aria-selected=true]")) > 4.5
    tab.page.goto(f"{tab.address}/?view=query")
    assert contrast(tab.page.get_by_role("button", name="Run")) > 4.5
    tab.page.goto(f"{tab.address}/?view=compare&compare=hetao-zone..qianhai")
    assert contrast(tab.page.locator(".where [aria-pressed=true]")) > 4.5
    assert tab.value(
        """() => [...document.querySelectorAll('.compare td')].every(cell =>
          getComputedStyle(cell).display === 'table-cell')"""
    )


def test_a_tip_goes_with_the_picture_that_it_is_about(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    tip = tab.page.locator(".tip")
    edge = tab.value("() => cy.edges('.named')[0].id()")
    tab.page.mouse.move(*tab.at(edge))
    expect(tip).to_be_visible()
    tab.page.mouse.move(1150, 500)
    expect(tip).to_be_hidden()
    tab.page.mouse.move(*tab.at(edge))
    expect(tip).to_be_visible()
    tab.page.keyboard.press("/")
    tab.page.keyboard.type("john lee")
    tab.page.get_by_role("option").first.wait_for()
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_function("() => cy.nodes('.focus').id() === 'john-lee'")
    expect(tip).to_be_hidden()


def test_keys_walk_on_from_what_was_found(tab: Tab) -> None:
    tab.open()
    tab.page.keyboard.press("/")
    tab.page.locator(".welcome input").fill("qianhai")
    tab.page.get_by_role("option").first.wait_for()
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_function("() => window.cy && cy.nodes('.focus').id() === 'qianhai'")
    tab.settled()
    tab.page.keyboard.press("e")
    expect(tab.page.locator(".panel .statement")).to_be_visible()
    tab.page.keyboard.press("/")
    tab.page.keyboard.type("john lee")
    tab.page.get_by_role("option").first.wait_for()
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_function("() => cy.nodes('.focus').id() === 'john-lee'")
    tab.settled()
    tab.page.keyboard.press("ArrowRight")
    expect(tab.page.locator(".panel h2")).not_to_have_text("John Lee")


def test_who_comes_back_to_the_box_at_once_keeps_what_is_found(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    tab.page.keyboard.press("/")
    tab.page.keyboard.type("hetao")
    option = tab.page.get_by_role("option").first
    option.wait_for()
    tab.value("() => { const box = document.activeElement; box.blur(); box.focus(); }")
    tab.page.wait_for_timeout(300)  # longer than the list outlives its box
    expect(option).to_be_visible()


def test_a_skip_link_leads_to_the_graph(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    tab.page.keyboard.press("Tab")
    tab.page.keyboard.press("Tab")
    expect(tab.page.get_by_role("link", name="Skip to the graph")).to_be_focused()
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator("#graph")).to_be_focused()


def test_escape_closes_the_menu_and_nothing_else(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    tab.page.locator(".top .menu summary").click()
    entry = tab.page.get_by_role("button", name="PNG picture")
    expect(entry).to_be_visible()
    tab.page.keyboard.press("Escape")
    expect(entry).to_be_hidden()
    expect(tab.page.locator(".panel h2")).to_have_text("Qianhai")


def test_a_click_below_the_last_line_is_one_into_the_editor(tab: Tab) -> None:
    tab.open("?view=query")
    content = tab.page.locator(".editor .cm-content")
    content.wait_for()
    box = tab.page.locator(".editor .cm-scroller").bounding_box()
    assert box
    tab.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] - 6)
    tab.page.keyboard.press("Control+a")
    tab.page.keyboard.type("ASK { ?a ?b ?c")
    expect(content).to_contain_text("ASK { ?a ?b ?c")
    expect(content).not_to_contain_text("PREFIX")


def test_a_row_that_sets_two_figures_side_by_side_leads_to_that_pair(tab: Tab) -> None:
    tab.page.goto(f"{tab.address}/?view=query&q=figures-side-by-side&_entity=qianhai")
    row = tab.page.locator(".answer tbody tr", has_text="enterprises").nth(1)
    row.get_by_role("link", name="Evidence").click()
    pair = tab.page.locator(".panel .pair").first
    expect(pair).to_be_visible()
    values = pair.locator(".value").all_inner_texts()
    assert values == ["9,055 enterprises", "10,577 enterprises"]


def test_the_first_filter_moves_nothing_in_the_rail(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    box = tab.page.locator("#rail input[data-key='kind:fact']")
    before = box.bounding_box()
    box.uncheck()
    expect(tab.page.get_by_role("button", name="Clear filters").first).to_be_enabled()
    assert box.bounding_box() == before


def test_a_comparison_begins_with_the_focus_and_the_logo_forgets_both(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    tab.page.locator(".ends").get_by_role("button", name="Compare").click()
    one = tab.page.get_by_role("combobox", name="Paths from which entity?")
    expect(one).to_have_value("Qianhai")
    other = tab.page.get_by_role("combobox", name="Paths to which entity?")
    expect(other).to_be_focused()
    tab.page.keyboard.type("luohu port")
    tab.page.get_by_role("option").first.click()
    expect(tab.page.locator(".view.compare .two")).to_contain_text("Luohu")
    tab.page.locator(".top .brand").click()
    expect(one).to_have_value("")


def test_a_copied_link_has_nothing_of_what_is_closed(open_tab: OpenTab) -> None:
    tab = open_tab(None, permissions=["clipboard-read", "clipboard-write"])
    tab.open("?focus=qianhai&q=figures&part=undated")
    tab.page.get_by_role("button", name="Copy link").click()
    expect(tab.page.get_by_role("button", name="The link to this view is copied.")).to_be_visible()
    copied = tab.value("() => navigator.clipboard.readText()")
    assert "?focus=qianhai&version=" in copied
    assert "q=" not in copied
    assert "part=" not in copied


def test_what_is_picked_in_a_form_is_asked_at_once(tab: Tab) -> None:
    tab.open("?focus=hong-kong")
    tab.page.get_by_role("tab", name="Query").click()
    tab.page.get_by_role("link", name="Every name of an entity").click()
    box = tab.page.locator(".query .field.entity input")
    expect(box).to_have_value("Hong Kong")
    answer = tab.page.locator(".answer tbody")
    expect(answer).to_contain_text("香港")
    box.fill("shenzhen")
    tab.page.locator(".field [role=option]").first.click()
    expect(answer).to_contain_text("深圳")
    tab.addressed("_entity=shenzhen")
