"""How much the page fetches before the first picture is stable."""

import gzip

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
