"""Two entities side by side in a real browser, each row with the claims behind it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.tab import MARKS, PHONE, Tab

pytestmark = MARKS
OpenTab = Callable[..., Tab]


def test_two_entities_are_set_side_by_side(tab: Tab) -> None:
    tab.open("?path=hong-kong..shenzhen")
    tab.page.locator(".paths").get_by_role("button", name="Compare").click()
    expect(tab.page.locator(".compare .who h2")).to_have_text(["Hong Kong", "Shenzhen"])
    tab.addressed("compare=hong-kong..shenzhen")
    expect(tab.page.get_by_role("tab", name="Compare")).to_have_attribute("aria-selected", "true")
    shown = tab.page.locator(".compare .part h3").all_inner_texts()
    assert [text.split(" in ")[0].rstrip(" 0123456789") for text in shown] == [
        "Between the two", "Facts", "Events", "Statements", "Neighbours",
    ]  # fmt: skip
    tab.page.go_back()
    expect(tab.page.locator(".paths h2")).to_be_visible()


def test_a_row_leads_to_its_claims(tab: Tab) -> None:
    tab.open("?view=compare&compare=hong-kong..shenzhen")
    row = tab.page.locator('[data-part="facts"] tr.both').first
    row.get_by_role("button").click()
    expect(tab.page.locator(".panel h3.side")).to_have_count(2)
    expect(tab.page.locator(".panel blockquote").first).to_be_visible()
    assert re.search(r"sel=w:facts-[0-9a-f]+", tab.page.url)
    tab.open(tab.page.url.removeprefix(tab.address).removeprefix("/"))
    expect(tab.page.locator(".panel blockquote").first).to_be_visible()
    expect(tab.page.locator("tr.chosen")).to_have_count(1)


def test_only_what_is_in_common(tab: Tab) -> None:
    tab.open("?view=compare&compare=hong-kong..shenzhen")
    tab.page.get_by_role("button", name="In common").click()
    tab.page.wait_for_function("() => location.search.includes('where:both')")
    expect(tab.page.locator(".compare tbody tr:not(.both)")).to_have_count(0)
    assert tab.page.locator(".compare tbody tr").count() > 10
    tab.page.go_back()
    expect(tab.page.locator(".compare tbody tr.a").first).to_be_visible()


def test_figures_stand_with_their_quantifiers(tab: Tab) -> None:
    tab.open("?view=compare&compare=qianhai..hetao-zone")
    figures = tab.page.locator('[data-part="figures"]')
    expect(figures).to_contain_text("square kilometres")
    expect(figures.locator(".values b", has_text="120.56").first).to_be_visible()


def test_another_entity_takes_the_place_of_one(tab: Tab) -> None:
    tab.open("?view=compare&compare=hong-kong..shenzhen")
    tab.page.get_by_role("combobox", name="Compare another entity on the right").fill("macau")
    expect(tab.page.get_by_role("option").first).to_be_visible()
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator(".compare .who h2").last).to_have_text("Macao")
    tab.page.get_by_role("button", name="Change sides").click()
    expect(tab.page.locator(".compare .who h2").first).to_have_text("Macao")
    tab.addressed("compare=macau..hong-kong")
    tab.page.locator(".compare").get_by_role("button", name="Paths between them").click()
    expect(tab.page.locator(".paths h2")).to_be_visible()


def test_in_chinese_no_english_of_ours_is_left(open_tab: OpenTab) -> None:
    tab = open_tab("?view=compare&compare=hong-kong..shenzhen&lang=zh-Hant")
    texts = tab.page.locator(".compare .part h3, .compare .row .relation").all_inner_texts()
    assert texts
    assert [text for text in texts if re.search("[a-z]{3}", text)] == []


def test_on_a_phone_rows_stand_one_above_the_other(open_tab: OpenTab) -> None:
    tab = open_tab("?view=compare&compare=hong-kong..shenzhen", size=PHONE)
    assert tab.value("() => document.documentElement.scrollWidth") <= PHONE[0]
    wide = tab.value("() => document.querySelector('.view.compare').scrollWidth")
    assert wide <= PHONE[0]
    tab.page.locator("tr[data-row] button").first.click()
    expect(tab.page.locator(".panel blockquote").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_tab: OpenTab, scheme: str) -> None:
    tab = open_tab(
        "?view=compare&compare=qianhai..hetao-zone", color_scheme=scheme, bypass_csp=True
    )
    tab.page.locator("tr[data-row] button").first.click()
    expect(tab.page.locator(".panel blockquote").first).to_be_visible()
    assert violations(tab) == []
