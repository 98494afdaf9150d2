"""Five things that a person wants to know who sees the page for the first time.

Each starts at the first visit and uses what is written on the screen, and nothing else: words in
boxes, buttons and tabs by the names that they show, and lines of the picture by the two names
between which they are drawn.
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
    tab.page.keyboard.press("Enter")  # which waits for what answers all letters; a click would not
    expect(tab.page.locator(".panel h2").first).to_be_visible()
    tab.settled()


def points_between(tab: Tab, one: str, other: str) -> None:
    """Click the line that is seen between two names of the picture, at its middle."""
    x, y = tab.value(
        """([one, other]) => {
          const box = cy.container().getBoundingClientRect();
          const seen = name => cy.nodes().filter(node => node.style("label").startsWith(name))[0];
          const line = seen(one).edgesWith(seen(other))[0].renderedMidpoint();
          return [box.x + line.x, box.y + line.y];
        }""",
        [one, other],
    )
    tab.page.mouse.click(x, y)


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
    filters = tab.page.get_by_role("complementary", name="Filters")
    filters.get_by_text("planned", exact=True).first.hover()
    filters.get_by_role("button", name="Only planned").click()
    expect(filters).to_contain_text("2 of ")
    tab.page.get_by_role("tab", name="Table").click()
    rows = tab.page.get_by_role("row").filter(has_text="planned")
    expect(tab.page.get_by_role("heading", name="2 links in this view")).to_be_visible()
    expect(rows).to_have_count(2)
    for number in range(2):
        rows.nth(number).locator(".relation-cell").get_by_role("button").click()
        panel = tab.page.get_by_role("complementary", name="Details")
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
    path.get_by_role("button").first.click()
    expect(tab.page.locator(".paths .notes blockquote").first).to_be_visible()


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
    points_between(tab, "Qianhai", "Golden Inner Bay")
    panel = tab.page.locator(".panel")
    expect(panel.locator("h2").first).to_contain_text("Golden Inner Bay")
    quote = panel.locator("blockquote").first
    expect(quote).to_contain_text("Golden Inner Bay")
    expect(quote.locator("mark").first).to_be_visible()
    expect(panel).to_contain_text(re.compile(r"20\d\d"))
