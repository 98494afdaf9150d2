"""Events and offices folded: a double line between those whom each joins, both halves behind it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.tab import MARKS, Tab

pytestmark = MARKS
OpenTab = Callable[..., Tab]
FOLDED = "?focus=xia-baolong&bridges=folded"
OFFICE = "office_xia-baolong_hkmao"
TOGETHER = "attended-together_eric-chan_xia-baolong"
DOUBLE = "() => cy.edges('[bridge]').map(edge => edge.id()).sort()"
READY = "() => window.__ready === true"


def expected(tab: Tab, slug: str) -> set[str]:
    """The double lines at an entity, as the API tells its bridges."""
    address = f"{tab.address}/entities/{slug}/neighbourhood?bridges=folded&limit=100"
    found = set()
    for bridge in tab.page.request.get(address).json()["bridges"]:
        ends = sorted((bridge["source"], bridge["target"]))
        if bridge["name"] == "office":
            holder = next(e for e in bridge["edges"] if e["property"]["id"] == "holdsPost")
            ends.sort(key=lambda each: each != holder["source"])
        found.add("_".join([bridge["name"], *ends]))
    return found


@pytest.mark.parametrize("slug", ["xia-baolong", "eric-chan", "hkmao", "zhang-guoping"])
def test_the_double_lines_are_the_bridges_of_the_server(tab: Tab, slug: str) -> None:
    tab.open(f"?focus={slug}&bridges=folded&open={slug}~100")
    found = set(tab.value(DOUBLE))
    assert found
    assert {each for each in found if slug in each.split("_")} == expected(tab, slug)


def test_a_choice_in_the_rail_folds_and_one_request_is_enough(tab: Tab) -> None:
    tab.open("?focus=xia-baolong")
    assert tab.value(DOUBLE) == []
    before, asked = tab.drawn(), len(tab.requests)
    tab.page.locator("#rail .bridges label", has_text="folded").click()
    tab.page.wait_for_function("() => cy.edges('[bridge]').length > 0 && window.__ready")
    assert len([url for url in tab.requests[asked:] if "/static/" not in url]) == 1
    tab.addressed("bridges=folded")
    expect(tab.page.locator("#live")).to_contain_text("folded")
    folded = tab.drawn()
    assert not {"visit-of-xia-baolong"} & set(folded)
    assert "hkmao" in folded
    assert not [id for id in folded if id.startswith("director-of")]
    tab.page.reload()
    assert tab.settled().drawn() == folded
    tab.page.keyboard.press("b")
    tab.page.wait_for_function("() => cy.edges('[bridge]').length === 0 && window.__ready")
    assert tab.drawn() == before
    tab.page.wait_for_function("() => !location.search.includes('bridges')")
    tab.page.keyboard.press("Control+z")
    tab.page.wait_for_function("() => cy.edges('[bridge]').length > 0 && window.__ready")
    assert tab.drawn() == folded


def test_a_double_line_shows_the_words_of_both_halves(tab: Tab) -> None:
    tab.open(FOLDED).tap(OFFICE)
    halves = tab.page.locator(".panel .bridge .half")
    expect(halves).to_have_count(2)
    for half in halves.all():
        expect(half.locator("blockquote mark").first).to_contain_text("HKMAO")
    expect(tab.page.locator(".panel .bridge")).to_contain_text("that they met is not said")
    tab.tap(TOGETHER)
    expect(tab.page.locator(".panel .bridge .joint")).to_have_count(2)
    expect(halves).to_have_count(4)
    tab.addressed(f"sel=r:{TOGETHER}")
    shown = halves.locator("blockquote").all_inner_texts()
    tab.page.reload()
    tab.settled()
    expect(halves).to_have_count(4)
    assert halves.locator("blockquote").all_inner_texts() == shown


def test_an_event_that_is_drawn_has_lines_of_its_own_again(tab: Tab) -> None:
    tab.open(FOLDED).tap(OFFICE)
    tab.page.locator(".panel .bridge .joint button.text").first.click()
    tab.page.wait_for_function("id => cy.getElementById(id).empty() && window.__ready", arg=OFFICE)
    lines = "() => cy.edges().map(edge => edge.data('property'))"
    assert {"holdsPost", "postIn"} <= set(tab.value(lines))
    expect(tab.page.locator(".panel h2")).to_have_text("director of the HKMAO")
    tab.page.wait_for_url("**~%2Bdirector-of-hkmao**")


def test_a_chain_is_gone_when_either_half_is(tab: Tab) -> None:
    tab.open(f"{FOLDED}&off=document:hetao-hong-kong-park-opening")
    assert tab.value("() => cy.edges('[bridge]').every(edge => edge.hasClass('off'))")
    tab.restore(FOLDED)
    assert tab.value("() => cy.edges('[bridge].off').length") == 0
    tab.restore(f"{FOLDED}&off=type:Post")
    assert tab.value("() => cy.edges('[bridge].off').map(edge => edge.id())") == [OFFICE]
    row = tab.page.locator("#rail .facet[data-word='property'] .row", has_text="Attended together")
    expect(row.locator(".number")).to_have_text("3")
    tab.page.locator("#rail input[data-key='property:attended-together']").uncheck()
    tab.page.wait_for_function("() => cy.edges('[bridge]').every(edge => edge.hasClass('off'))")


def test_the_table_has_what_is_folded_as_rows(tab: Tab) -> None:
    tab.open(FOLDED)
    number = tab.value("() => cy.edges().not('.more').length")
    tab.page.keyboard.press("t")
    rows = tab.page.locator(".view.table tbody:first-of-type tr")
    expect(rows).to_have_count(number)
    expect(tab.page.locator(".view.table")).to_contain_text("holds office in")
    expect(tab.page.locator(f"tr[data-edge='{OFFICE}'] q")).to_contain_text("HKMAO")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_is_folded(open_tab: OpenTab, scheme: str) -> None:
    tab = open_tab(f"{FOLDED}&sel=r:{TOGETHER}", color_scheme=scheme)
    expect(tab.page.locator(".panel .bridge .half")).to_have_count(4)
    assert violations(tab) == []


def test_what_is_folded_speaks_chinese(open_tab: OpenTab) -> None:
    tab = open_tab(f"{FOLDED}&lang=zh-Hant&sel=r:{TOGETHER}")
    expect(tab.page.locator("#rail .bridges legend")).to_have_text("活動與職位")
    labels = tab.value("() => cy.edges('[bridge]').map(edge => edge.data('label'))")
    assert "一同出席 ×2" in labels
