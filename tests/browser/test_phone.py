"""On a phone: search and paths in one sheet, the rest in a menu, all within reach of a thumb."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenTab
from tests.browser.tab import MARKS, PHONE, Tab

pytestmark = MARKS
THUMB = 44  # pixels
# What a finger may want to hit in the top bar and in the sheets; links within a text are as large
# as its lines.
TARGETS = """() => [...document.querySelectorAll(
    ".top button, .top a, .top summary, .top .search, .sheet-close, .paths button, .paths select, .paths summary, .options label")]
  .filter(each => each.checkVisibility({ visibilityProperty: true }) && !each.closest(".suggestions"))
  .map(each => [each.ariaLabel || each.textContent.trim().slice(0, 40) || each.className, each.getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && box.right > 0 && box.top < innerHeight && box.bottom > 0)
  .map(([name, box]) => [name, Math.round(box.width), Math.round(box.height)])"""  # noqa: E501


@pytest.fixture
def phone(open_tab: OpenTab) -> Tab:
    return open_tab("?focus=qianhai", size=PHONE, has_touch=True)


def small(tab: Tab) -> list[Any]:
    return [each for each in tab.value(TARGETS) if each[2] < THUMB]


def choose(tab: Tab, label: str, name: str) -> None:
    """Type a name into a box of the sheet and take the first suggestion with a finger."""
    tab.page.get_by_role("combobox", name=label).tap()
    tab.page.keyboard.type(name)
    option = tab.page.get_by_role("option").first
    expect(option).to_be_in_viewport()
    box = option.bounding_box()
    assert box is not None
    assert box["height"] >= THUMB
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE[0]
    option.tap()


def test_paths_are_found_with_a_thumb_from_the_search_sheet(phone: Tab) -> None:
    page = phone.page
    page.locator(".top > .search input").tap()
    expect(page.get_by_role("combobox", name="Paths from which entity?")).to_be_in_viewport()
    assert small(phone) == []
    choose(phone, "Paths from which entity?", "john lee")
    choose(phone, "Paths to which entity?", "qianhai")
    expect(page.locator(".paths h2")).to_have_text("12 paths")
    expect(page.locator(".ends")).to_be_hidden()
    phone.settled()
    page.locator(".paths .options summary").tap()
    assert small(phone) == []
    page.get_by_label("At most").select_option("2")
    expect(page.locator(".paths h2")).to_have_text("2 paths")
    page.locator(".paths .chain").first.tap()
    expect(page.locator(".paths .told").first).to_be_visible()
    assert "sel=p:1" in page.url
    assert phone.value("() => document.documentElement.scrollWidth") <= PHONE[0]


def test_the_sheet_goes_when_somebody_is_found_and_when_it_is_put_away(phone: Tab) -> None:
    page = phone.page
    page.locator(".top > .search input").tap()
    expect(page.locator(".ends")).to_be_visible()
    page.get_by_role("button", name="Close", exact=True).first.tap()
    expect(page.locator(".ends")).to_be_hidden()
    page.locator(".top > .search input").tap()
    page.keyboard.type("luohu port")
    page.get_by_role("option").first.tap()
    expect(page.locator(".ends")).to_be_hidden()
    expect(page.locator(".panel h2")).to_contain_text("Luohu")
    page.get_by_role("button", name="Compare…", exact=True).tap()
    choose(phone, "Paths to which entity?", "huanggang port")
    expect(page.locator(".view.compare .two")).to_contain_text("Huanggang Port")


def test_the_menu_has_what_has_no_room_in_the_bar(phone: Tab) -> None:
    page = phone.page
    page.get_by_role("button", name="More", exact=True).tap()
    assert small(phone) == []
    for name in ("Undo", "Redo", "Copy link", "Keys", "介面改為中文"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_in_viewport()
    page.get_by_role("button", name="介面改為中文").tap()
    expect(page.get_by_role("tab", name="表格")).to_be_visible()
    assert phone.value("() => document.documentElement.scrollWidth") <= PHONE[0]
    page.keyboard.press("Escape")
    expect(page.locator(".top .buttons")).to_be_hidden()


def test_the_table_has_the_whole_screen_until_a_row_is_chosen(open_tab: OpenTab) -> None:
    tab = open_tab(None, size=PHONE).open("?focus=qianhai&view=table")
    expect(tab.page.locator(".view.table tbody tr").first).to_be_visible()
    expect(tab.page.locator(".panel")).to_be_hidden()
    tab.page.locator(".view.table .relation-cell button").first.click()
    expect(tab.page.locator(".panel blockquote").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_sheet_and_the_menu(open_tab: OpenTab, scheme: str) -> None:
    tab = open_tab("?path=john-lee..qianhai", size=PHONE, color_scheme=scheme, bypass_csp=True)
    tab.page.locator(".top > .search input").click()
    assert violations(tab) == []
    tab.page.keyboard.press("Escape")
    tab.page.get_by_role("button", name="More", exact=True).click()
    assert violations(tab) == []
