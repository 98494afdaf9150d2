"""The URL is the view: whatever a person comes to, its URL brings back in another browser."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenTab
from tests.browser.tab import MARKS, PATIENCE, Tab

pytestmark = MARKS
# What is seen, without what differs from browser to browser.
SEEN = """() => ({
  tab: document.querySelector("[role=tab][aria-selected=true]").dataset.view,
  lang: document.documentElement.lang,
  theme: document.documentElement.dataset.theme ?? "auto",
  title: document.title,
  panel: document.querySelector(".panel .body")?.innerText.trim(),
  rows: [...document.querySelectorAll(".view:not([hidden]) :is(tbody tr, .unknown, .entry)")].map(row => row.innerText),
  sorted: [...document.querySelectorAll(".view:not([hidden]) th[aria-sort]")].map(head => head.ariaSort),
  places: !window.cy ? [] : cy.nodes().map(node =>
    [node.id(), Math.round(node.position("x")), Math.round(node.position("y")), node.data("label")]).sort(),
  edges: !window.cy ? [] : cy.edges().map(edge => edge.id()).sort(),
  off: !window.cy ? [] : cy.elements(".off").map(each => each.id()).sort(),
  selected: !window.cy ? [] : cy.elements(".selected").map(each => each.id()),
})"""  # noqa: E501
VIEWS = [
    "",
    "?focus=qianhai",
    "?focus=qianhai&lang=zh-Hant&names=zh&theme=dark",
    "?focus=qianhai&sel=e:hong-kong",
    "?focus=qianhai&open=qianhai~20",
    "?focus=qianhai&open=hong-kong~5,qianhai~3",
    "?focus=qianhai&open=qianhai~+golden-inner-bay&off=kind:planned",
    "?focus=hetao&off=type:Person,property:locatedIn",
    "?focus=qianhai&view=table",
    "?path=john-lee..qianhai",
    "?path=john-lee..qianhai&lang=zh-Hant&sel=p:1",
    "?view=compare&compare=hong-kong..shenzhen",
    "?view=unknowns",
    "?focus=qianhai&view=document&doc=qianhai-leads-cooperation",
    "?view=query",
    "?view=query&q=planned",
    "?focus=qianhai&view=table&sort=dates:down",
    "?focus=qianhai&view=table&sort=subject:up&lang=zh-Hant",
    "?view=query&q=planned&as=timeline",
    "?view=query&q=planned&by=promised:down",
    "?view=query&q=graph-of-offices&as=table&by=property:up",
    "?view=unknowns&part=stale-plans&on=2025-01-01",
]


def seen(tab: Tab) -> Any:  # noqa: ANN401
    tab.page.wait_for_load_state("networkidle")
    asked = parse_qs(urlsplit(tab.page.url).query)  # in the order of the page, not of the test
    if asked.keys() & {"focus", "path"} and "view" not in asked:
        expect(tab.page.locator(".panel h2").first).to_be_visible(timeout=PATIENCE)
        tab.page.wait_for_load_state("networkidle")
        tab.settled()
        expect(tab.page.locator(".panel [aria-busy]")).to_have_count(0, timeout=PATIENCE)
    return tab.value(SEEN)


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_comes_back_from_its_url(open_tab: OpenTab, view: str) -> None:
    first = open_tab(None)
    first.page.goto(f"{first.address}/{view}")
    before, address = seen(first), first.page.url
    again = open_tab(None)
    again.page.goto(address)
    assert seen(again) == before
    assert again.page.url == address


def test_what_a_person_did_by_hand_comes_back_from_the_url(open_tab: OpenTab) -> None:
    tab = open_tab("")
    tab.page.keyboard.press("/")
    tab.page.keyboard.type("hetao")
    expect(tab.page.get_by_role("option").first).to_be_visible()
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_function("() => window.cy && cy.nodes('.focus').length && window.__ready")
    grown = len(tab.drawn())
    tab.tap("hong-kong-park")
    tab.page.get_by_role("button", name="Expand").click()
    tab.page.locator("dialog.picker[open] .next").click()
    tab.page.wait_for_function("n => cy.nodes().length > n && window.__ready", arg=grown)
    tab.page.locator("#rail input[data-key='type:Person']").click()
    tab.page.keyboard.press("Escape")
    tab.page.locator("#graph").focus()
    tab.page.keyboard.press("e")
    expect(tab.page.locator(".panel blockquote").first).to_be_visible()
    before, address = seen(tab), tab.page.url
    assert before["off"]
    assert before["selected"]
    again = open_tab(None)
    again.page.goto(address)
    assert seen(again) == before


def test_how_answers_are_shown_and_sorted_by_hand_comes_back_from_the_url(
    open_tab: OpenTab,
) -> None:
    tab = open_tab("?view=query&q=planned")
    page = tab.page
    expect(page.locator(".answer tbody tr").first).to_be_visible()
    page.get_by_role("columnheader", name="Promised").get_by_role("button").click()
    page.get_by_role("columnheader", name="Promised").get_by_role("button").click()
    page.wait_for_url("**by=promised:down*")
    answer = seen(tab)
    assert "descending" in answer["sorted"]
    assert seen(open_tab(None).open(page.url.removeprefix(f"{tab.address}/"))) == answer
    page.get_by_role("button", name="Timeline", exact=True).click()
    page.wait_for_url("**as=timeline*")
    assert seen(open_tab(None).open(page.url.removeprefix(f"{tab.address}/"))) == seen(tab)
    tab.open("?focus=qianhai&view=table")
    page.get_by_role("columnheader", name="Dates").get_by_role("button").click()
    page.wait_for_url("**sort=dates:down*")
    table = seen(tab)
    assert seen(open_tab(None).open(page.url.removeprefix(f"{tab.address}/"))) == table
    tab.open("?view=unknowns")
    page.get_by_label("Plans due before").fill("2024-12-31")
    page.wait_for_url("**on=2024-12-31*")
    assert seen(open_tab(None).open(page.url.removeprefix(f"{tab.address}/"))) == seen(tab)
    # another question has other columns
    tab.open("?view=query&q=planned&by=promised:down&as=timeline")
    page.get_by_role("link", name="The documents, with their counts").click()
    page.wait_for_url(lambda url: "by=" not in url and "as=" not in url)


def test_a_copied_link_tells_of_newer_data(open_tab: OpenTab) -> None:
    tab = open_tab(None, permissions=["clipboard-read", "clipboard-write"])
    tab.open("?focus=qianhai")
    tab.page.get_by_role("button", name="Copy link").click()
    expect(tab.page.get_by_role("button", name="The link to this view is copied.")).to_be_visible()
    address = str(tab.value("() => navigator.clipboard.readText()"))
    version = address.rpartition("version=")[2]
    assert len(version) == 12
    same = open_tab(None)
    same.page.goto(address)
    expect(same.settled().page.get_by_role("alert")).to_be_hidden()
    older = open_tab(None)
    older.page.goto(address.replace(version, "0" * 12))
    banner = older.settled().page.get_by_role("alert")
    expect(banner).to_contain_text("The data have changed since this link was copied.")
    banner.get_by_role("button", name="Dismiss").click()
    expect(banner).to_be_hidden()


def test_back_leads_through_tabs_and_entities_and_undo_through_pictures(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    first = seen(tab)
    tab.page.get_by_role("tab", name="Table").click()
    tab.page.wait_for_url("**view=table*")
    tab.page.go_back()
    tab.page.wait_for_url(lambda url: "view=table" not in url)
    assert seen(tab) == first
    tab.page.go_forward()
    expect(tab.page.locator(".view.table")).to_be_visible()
    tab.page.go_back()
    tab.page.locator("#graph").focus()
    tab.tap("golden-inner-bay")
    tab.page.get_by_role("button", name="Focus").click()
    tab.page.wait_for_function("() => cy.nodes('.focus').id() === 'golden-inner-bay' && __ready")
    tab.page.go_back()
    tab.page.wait_for_function("() => cy.nodes('.focus').id() === 'qianhai' && __ready")
    assert seen(tab)["places"] == first["places"]


@pytest.mark.parametrize(
    "view",
    ["?focus=%F0%9F%92%A9", "?focus=../../etc", "?open=qianhai~5", "?view=nothing", "?lang=xx",
     "?off=,,,&sel=z:1&t=abc&theme=pink", "?focus=qianhai&open=qianhai~99999,~,~~~,x~y"],
)  # fmt: skip
def test_a_url_that_makes_no_sense_still_opens_the_page(tab: Tab, view: str) -> None:
    tab.page.goto(f"{tab.address}/{view}")
    expect(tab.page.get_by_role("tab", name="Graph")).to_be_visible()
    expect(tab.page.get_by_role("combobox").last).to_be_visible()
    tab.page.wait_for_load_state("networkidle")
    assert tab.page.locator(".stage").inner_text().strip() or "focus=qianhai" in view
