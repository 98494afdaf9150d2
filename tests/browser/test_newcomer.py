"""Five things that a person wants to know who sees the page for the first time.

Each starts at the first visit and uses what is written on the screen, and nothing else.
"""

import re

from playwright.sync_api import expect

from tests.browser.tab import MARKS, Tab

pytestmark = MARKS


def looks_for(tab: Tab, name: str) -> None:
    """Type a name into the large box of the first visit and take the first suggestion."""
    tab.page.locator(".welcome").get_by_role("combobox").click()
    tab.page.keyboard.type(name)
    expect(tab.page.get_by_role("option").first).to_be_visible()
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_function("() => window.cy && cy.nodes('.focus').length && window.__ready")


def test_who_attended_the_opening_of_the_hong_kong_park(tab: Tab) -> None:
    tab.open()
    looks_for(tab, "opening of the hong kong park")
    panel = tab.page.locator(".panel")
    expect(panel.locator("h2").first).to_contain_text("Opening ceremony of the Hong Kong side")
    for name in ("John Lee", "Zhou Ji", "Xu Qifang", "Luo Huanghao"):
        expect(panel.get_by_role("button", name=name).first).to_be_visible()
    panel.get_by_role("button", name="Zhou Ji").first.click()
    expect(panel.locator("blockquote").first).to_contain_text("Zhou Ji")


def test_what_is_planned_but_not_built_around_the_zone(tab: Tab) -> None:
    tab.open()
    looks_for(tab, "hetao shenzhen-hong kong science")
    row = tab.page.locator("#rail .facet[data-word='kind'] .row", has_text="planned")
    row.hover()
    row.locator(".only").click()
    left = tab.value("() => cy.edges().not('.off, .more').map(edge => edge.id())")
    assert len(left) == 2
    panel = tab.page.locator(".panel")
    tab.tap(left[0])
    expect(panel.locator(".kind.planned").first).to_have_text("planned")
    expect(panel.locator("blockquote").first).to_be_visible()


def test_how_two_people_are_linked(tab: Tab) -> None:
    tab.open()
    for label, name in (
        ("Paths from which entity?", "john lee"),
        ("Paths to which entity?", "sonny lo"),
    ):
        tab.page.get_by_role("combobox", name=label).click()
        tab.page.keyboard.type(name)
        expect(tab.page.get_by_role("option").first).to_be_visible()
        tab.page.keyboard.press("Enter")
    expect(tab.page.locator(".paths h2")).to_have_text(re.compile("path"))
    tab.settled()
    path = tab.page.locator(".paths .path").first
    expect(path).to_contain_text("John Lee")
    expect(path).to_contain_text("Sonny Lo")
    path.click()
    expect(tab.page.locator(".paths .notes blockquote").first).to_be_visible()
    assert {"john-lee", "sonny-lo-shiu-hing"} <= set(tab.drawn())


def test_two_figures_that_differ_and_why(tab: Tab) -> None:
    tab.open()
    looks_for(tab, "qianhai")
    panel = tab.page.locator(".panel")
    panel.get_by_text("Facts and figures").click()
    pair = panel.locator(".pair").first
    expect(pair).to_contain_text("about 15 km²")
    expect(pair).to_contain_text("120.56 km²")
    expect(pair).to_contain_text("the same measure at 2010 and at 2021")


def test_the_sentence_behind_an_edge(tab: Tab) -> None:
    tab.open()
    looks_for(tab, "qianhai")
    edge = tab.value(
        """() => cy.edges().filter(edge => edge.connectedNodes().map(node => node.id())
             .includes("golden-inner-bay"))[0].id()"""
    )
    tab.tap(edge)
    panel = tab.page.locator(".panel")
    quote = panel.locator("blockquote").first
    expect(quote).to_contain_text("Golden Inner Bay")
    expect(quote.locator("mark").first).to_be_visible()
    expect(panel).to_contain_text(re.compile(r"20\d\d"))
