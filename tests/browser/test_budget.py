"""How much the page fetches before the first picture is stable."""

import gzip
from urllib.parse import urlsplit

from playwright.sync_api import expect

from bench.page import ASKED, WATCH
from tests.browser.tab import MARKS, Tab

pytestmark = MARKS
MOST_BYTES = 260_000  # of JavaScript, gzip


def test_scripts_until_the_first_picture_fit_the_budget(tab: Tab) -> None:
    tab.open()
    tab.page.locator(".welcome input").fill("qianhai")
    tab.page.get_by_role("option").first.wait_for()
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_function("() => window.cy && cy.nodes().length > 5 && window.__ready")
    scripts = {url for url in tab.requests if url.endswith(".js")}
    assert len(scripts) > 20
    sizes = {url: len(gzip.compress(tab.page.request.get(url).body(), 9)) for url in scripts}
    assert sum(sizes.values()) <= MOST_BYTES, sizes


def test_an_expansion_is_one_request(tab: Tab) -> None:
    tab.open("?focus=huanggang-port")
    before = len(tab.requests)
    tab.value("() => void cy.getElementById('shenzhen').emit('dbltap')")
    tab.page.locator("dialog.picker[open] .next").click()
    tab.page.wait_for_function("() => cy.nodes().length > 12 && window.__ready")
    asked = [url for url in tab.requests[before:] if "/static/" not in url]
    assert [url.split("?")[0].rsplit("/", 2)[1:] for url in asked] == [
        ["shenzhen", "neighbourhood"]
    ]


def test_a_double_click_is_one_request_until_the_picture_stands(tab: Tab) -> None:
    tab.page.add_init_script(f"({WATCH})()")
    tab.open("?focus=qianhai")
    for id in [
        "data-release-of-qianhai-authority",
        "qianhai-plan",
        "shenzhen-government-2026-work-report",
    ]:
        before = tab.value("() => cy.nodes().length")
        tab.page.keyboard.press("f")
        tab.value("() => void (__seen.acted = performance.now())")
        tab.double_tap(id)
        tab.page.wait_for_function("n => cy.nodes().length > n && window.__ready", arg=before)
        asked = [urlsplit(url).path for url in tab.value(ASKED)]
        # what the panel shows by itself comes then, of an event who came in which role; a busy
        # machine draws so long that it comes before
        assert asked[:1] == [f"/entities/{id}/neighbourhood"]
        assert set(asked[1:]) <= {f"/entities/{id}/facts"}
        tab.page.wait_for_load_state("networkidle")
        tab.page.keyboard.press("Control+z")
        tab.page.wait_for_function("n => cy.nodes().length === n && window.__ready", arg=before)


def test_an_event_tells_who_came_in_which_role_when_somebody_stays_at_it(tab: Tab) -> None:
    tab.open("?focus=data-release-of-qianhai-authority")
    expect(tab.page.locator(".panel .facts li").first).to_be_visible()
    assert len([url for url in tab.requests if url.endswith("/facts")]) == 1


def test_an_entity_without_further_neighbours_says_so(tab: Tab) -> None:
    tab.open("?focus=golden-inner-bay")
    tab.page.locator("#graph").press("Enter")
    expect(tab.page.locator("#live")).to_contain_text("has no more neighbours")
