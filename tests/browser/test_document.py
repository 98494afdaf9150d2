"""A document beside the graph: a highlight leads to the link, and a link to its highlight."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.api_client import real_server, real_store
from tests.browser.axe import violations
from tests.browser.tab import MARKS, PHONE, Tab

pytestmark = MARKS
OpenTab = Callable[..., Tab]
LEADS = "?focus=qianhai&view=document&doc=qianhai-leads-cooperation"


@pytest.fixture
def bare(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """A tab of a server that has no texts, as the one of a wheel."""
    with real_server(real_store(tmp_path_factory), texts="none") as server:
        context = browser.new_context()
        tab = Tab(context.new_page(), f"http://127.0.0.1:{server.port}")
        yield tab
        context.close()
    assert tab.problems == []


def test_a_link_leads_to_its_highlight(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    tab.page.locator(".panel .links button", has_text="Golden Inner Bay").first.click()
    tab.page.get_by_role("button", name="Read in the document").click()
    lit = tab.page.locator(".reader-text .rest.on")
    expect(lit.first).to_be_in_viewport()
    text = "".join(lit.all_inner_texts()).replace("\u00a0", " ")
    assert "With one side adjacent to Hong Kong" in text
    expect(tab.page.locator(".claim-line.on")).to_contain_text("Golden Inner Bay")
    expect(tab.page.locator(".claim-line.on")).to_be_in_viewport()
    tab.addressed("view=document")
    tab.addressed("doc=qianhai-leads-cooperation")
    tab.page.go_back()
    expect(tab.page.locator(".panel blockquote").first).to_be_visible()


def test_a_highlight_leads_to_its_link(tab: Tab) -> None:
    tab.open(LEADS)
    rest = tab.page.locator(".reader-text .rest", has_text="With one side adjacent").first
    rest.click()
    tab.page.wait_for_function("() => cy.edges('.selected').length === 1")
    chosen = tab.value("() => cy.edges('.selected').map(e => [e.source().id(), e.target().id()])")
    assert chosen[0][0] == "qianhai"
    expect(rest).to_have_class("rest fact on")
    tab.addressed("sel=r:")


def test_a_claim_of_the_margin_is_brought_into_the_graph(tab: Tab) -> None:
    tab.open(LEADS)
    drawn = set(tab.drawn())
    lines = tab.page.locator(".claim-line")
    expect(lines.first).to_be_visible()
    away = lines.filter(has_text="Inspro").first
    away.click()
    tab.page.wait_for_function("() => cy.edges('.selected').length === 1 && window.__ready")
    assert set(tab.drawn()) - drawn
    expect(away).to_have_attribute("aria-pressed", "true")
    tab.addressed("view=document")


def test_the_text_is_all_there_and_noise_is_grey(tab: Tab) -> None:
    tab.open(LEADS)
    expect(tab.page.locator(".reader-text p").first).to_be_visible()
    shown = tab.value(
        """() => [...document.querySelectorAll('.reader-text p')].map(line => {
          const copy = line.cloneNode(true);
          copy.querySelectorAll('.marker').forEach(each => each.remove());
          return copy.textContent;
        })"""
    )
    article = tab.page.request.get(f"{tab.address}/documents/qianhai-leads-cooperation/text").json()
    lines = [line for line in article["text"].split("\n") if line.strip()]
    assert shown == lines
    noise = tab.page.locator(".reader-text .noise").all_inner_texts()
    assert len(noise) >= 1


def test_keys_lead_from_the_number_of_a_passage_to_its_claims(tab: Tab) -> None:
    tab.open(LEADS)
    marker = tab.page.locator(".reader-text .marker").first
    marker.focus()
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator(".margin-list li.on").first).to_be_visible()


def test_a_link_of_other_documents_says_where_to_read_it(tab: Tab) -> None:
    tab.open("?focus=qianhai&view=document&doc=luohu-port-economy")
    edge = tab.value("() => cy.edges('[property=\"adjacentTo\"]')[0].id()")
    tab.restore(f"?focus=qianhai&view=document&doc=luohu-port-economy&sel=r:{edge}")
    elsewhere = tab.page.locator(".elsewhere")
    expect(elsewhere).to_contain_text("does not rest on this document")
    elsewhere.get_by_role("button").first.click()
    expect(tab.page.locator(".reader-text .rest.on").first).to_be_visible()


def test_a_document_opens_by_its_url_at_a_claim_without_a_graph(tab: Tab) -> None:
    article = tab.page.request.get(f"{tab.address}/documents/luohu-port-economy/text").json()
    claim = article["claims"][-1]
    tab.open(f"?view=document&doc=luohu-port-economy&claim={claim['claim']}")
    expect(tab.page.locator(".claim-line.on").first).to_be_in_viewport()
    expect(tab.page.locator(".reader-text .rest.on").first).to_be_in_viewport()


def test_without_its_text_the_quotes_stand_in_order(bare: Tab) -> None:
    bare.open(LEADS)
    expect(bare.page.locator(".reader-margin")).to_contain_text("does not have the text")
    expect(bare.page.locator(".reader-margin blockquote").first).to_be_visible()
    expect(bare.page.locator(".reader-text")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_document(open_tab: OpenTab, scheme: str) -> None:
    tab = open_tab(LEADS, color_scheme=scheme)
    expect(tab.page.locator(".reader-text p").first).to_be_visible()
    assert violations(tab) == []


def test_a_phone_shows_text_and_claims(open_tab: OpenTab) -> None:
    tab = open_tab(LEADS, size=PHONE)
    expect(tab.page.locator(".reader-text p").first).to_be_in_viewport()
    expect(tab.page.locator(".claim-line").first).to_be_in_viewport()
    assert tab.value("() => document.documentElement.scrollWidth") <= PHONE[0]


def test_what_is_not_known_is_told_part_by_part(tab: Tab) -> None:
    tab.open()
    tab.page.locator(".foot a").click()
    expect(tab.page.get_by_role("heading", level=1)).to_have_text("What we don’t know")
    expect(tab.page.locator(".unknown").first).to_be_visible()
    tab.page.get_by_label("Plans due before").fill("2024-01-01")
    expect(tab.page.locator(".unknown-list")).to_contain_text("Nothing of this kind")
    tab.page.get_by_role("tab", name="Single source").click()
    expect(tab.page.locator(".unknown")).to_have_count(20)
    tab.page.wait_for_url(lambda url: "part=single-source" in url)
    tab.page.get_by_role("button", name="Show more").click()
    expect(tab.page.locator(".unknown")).to_have_count(40)
    tab.page.locator(".unknown").first.get_by_role("button", name="Evidence").click()
    expect(tab.page.locator(".panel blockquote").first).to_be_visible()
    assert violations(tab) == []
    tab.page.go_back()
    expect(tab.page.get_by_role("heading", level=1)).to_contain_text("Who and what")
