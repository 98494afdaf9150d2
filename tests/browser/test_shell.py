"""The page around the graph: languages, themes, failures, exports, proxies, screen readers."""

import json
import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Route, expect

from tests.browser.axe import violations
from tests.browser.tab import MARKS, PHONE, Tab

pytestmark = MARKS
OpenTab = Callable[..., Tab]
VIEWS = ("", "?focus=qianhai", "?focus=qianhai&open=hong-kong~20&off=kind:opinion")


def test_a_first_visit_says_what_this_is_and_where_to_start(tab: Tab) -> None:
    tab.open()
    expect(tab.page.get_by_role("heading", level=1)).to_contain_text("Greater Bay Area")
    assert tab.page.locator(".examples li").count() == 6
    expect(tab.page.locator(".welcome .data")).to_contain_text("940 claims")
    assert not [url for url in tab.requests if url.endswith("cytoscape-fcose.js")]
    tab.page.locator(".examples a", has_text="Huanggang Port").click()
    tab.page.wait_for_function("() => window.cy && cy.nodes().length > 5 && window.__ready")
    tab.page.go_back()
    expect(tab.page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("query", VIEWS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_tab: OpenTab, query: str, scheme: str) -> None:
    assert violations(open_tab(query, color_scheme=scheme)) == []


def test_axe_finds_nothing_on_a_phone_and_beside_a_passage(open_tab: OpenTab) -> None:
    phone = open_tab("?focus=huanggang-port", size=PHONE)
    assert violations(phone) == []
    tab = open_tab("?focus=qianhai")
    tab.page.locator(".panel .links button").first.click()
    expect(tab.page.locator(".panel blockquote").first).to_be_visible()
    assert violations(tab) == []


def test_the_interface_speaks_chinese_and_remembers_it(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    tab.page.get_by_role("button", name="介面改為中文").click()
    expect(tab.page.get_by_role("tab", name="表格")).to_be_visible()
    assert tab.value("() => document.documentElement.lang") == "zh-Hant"
    tab.addressed("lang=zh-Hant")
    expect(tab.page.locator(".panel h2")).to_have_text("前海")
    expect(tab.page.locator(".panel h3").first).to_contain_text("毗鄰")
    tab.open("?focus=qianhai")
    expect(tab.page.get_by_role("tab", name="表格")).to_be_visible()


def test_the_theme_is_chosen_and_the_canvas_follows(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    ink = tab.value("() => cy.nodes()[0].style('color')")
    tab.page.keyboard.press("d")
    tab.page.keyboard.press("d")
    tab.page.wait_for_function("() => document.documentElement.dataset.theme === 'dark'")
    tab.settled()
    assert tab.value("() => cy.nodes()[0].style('color')") != ink
    tab.addressed("theme=dark")


def test_names_change_their_language_and_nothing_moves(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    label = "() => cy.getElementById('hong-kong').data('label')"
    places = "() => JSON.stringify(cy.nodes().map(node => node.position()))"
    before = tab.value(places)
    assert tab.value(label) == "Hong Kong\n香港"
    tab.page.keyboard.press("l")
    tab.settled()
    assert tab.value(label) == "Hong Kong"
    tab.page.keyboard.press("l")
    tab.settled()
    assert tab.value(label) == "香港"
    assert tab.value(places) == before


def test_what_is_filtered_fades_and_nothing_moves(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    places = "() => JSON.stringify(cy.nodes().map(node => node.position()))"
    before = tab.value(places)
    tab.page.get_by_role("checkbox", name="opinion").uncheck()
    tab.page.wait_for_function("() => cy.edges('.off').length === 1")
    tab.addressed("off=kind:opinion")
    assert tab.value(places) == before
    tab.page.get_by_role("button", name="Clear filters").click()
    tab.page.wait_for_function("() => cy.elements('.off').length === 0")


def test_keys_lead_through_the_page(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    tab.page.keyboard.press("t")
    expect(tab.page.get_by_role("tab", name="Table")).to_have_attribute("aria-selected", "true")
    tab.page.keyboard.press("g")
    tab.page.keyboard.press("?")
    expect(tab.page.locator("dialog.help")).to_be_visible()
    tab.page.keyboard.press("Escape")
    tab.page.keyboard.press("[")
    expect(tab.page.locator(".rail fieldset").first).to_be_hidden()
    tab.page.keyboard.press("]")
    expect(tab.page.locator(".panel h2")).to_be_hidden()


def test_what_fails_is_told_and_the_picture_stays(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    before = tab.drawn()
    problem = {"title": "Too busy", "detail": "the server is busy; ask again", "status": 503}

    def refuse(route: Route) -> None:
        route.fulfill(status=503, content_type="application/problem+json", body=json.dumps(problem))

    tab.page.route("**/entities/luohu-port/**", refuse)
    search = tab.page.get_by_role("combobox").first
    search.fill("luohu port")
    expect(tab.page.get_by_role("option").first).to_be_visible()
    tab.page.keyboard.press("Enter")
    alert = tab.page.get_by_role("alert")
    expect(alert).to_contain_text("the server is busy; ask again")
    assert tab.drawn() == before
    tab.page.unroute("**/entities/luohu-port/**")
    alert.get_by_role("button", name="Retry").click()
    tab.page.wait_for_function("() => cy.nodes('.focus').id() === 'luohu-port'")
    tab.forgive("503")


def test_offline_keeps_what_was_seen(tab: Tab) -> None:
    tab.open("?focus=qianhai").ahead()
    tab.page.context.set_offline(True)
    tab.page.locator(".panel .links button").first.click()
    expect(tab.page.locator(".panel .body")).to_contain_text("cannot be reached")
    tab.page.keyboard.press("Escape")
    tab.restore("?focus=qianhai&off=kind:opinion")
    assert "hong-kong" in tab.drawn()
    tab.page.context.set_offline(False)
    tab.forgive("ERR_INTERNET_DISCONNECTED")


def test_a_slow_server_is_waited_for_with_a_sign(tab: Tab) -> None:
    def later(route: Route) -> None:
        tab.page.wait_for_timeout(700)
        route.continue_()

    tab.open()
    tab.page.route("**/entities/qianhai/neighbourhood*", later)
    tab.page.locator(".welcome input").fill("qianhai")
    expect(tab.page.get_by_role("option").first).to_be_visible()
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_function("() => window.cy && cy.nodes().length > 5 && window.__ready")


def test_what_is_overtaken_or_given_up_has_no_effect(tab: Tab) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    tab.page.route("**/entities/shenzhen/neighbourhood*", hold)
    tab.open("?focus=qianhai")
    tab.page.locator(".panel .links button", has_text="Shenzhen").first.click()
    tab.tap("shenzhen")
    search = tab.page.get_by_role("combobox").first
    search.fill("shenzhen")
    tab.page.get_by_role("option").first.wait_for()
    tab.page.keyboard.press("Enter")
    cancel = tab.page.get_by_role("button", name="Cancel")
    expect(cancel).to_be_visible()
    cancel.click()
    held[0].continue_()
    tab.page.wait_for_timeout(500)
    assert tab.value("() => cy.nodes('.focus').id()") == "qianhai"


def test_a_link_to_older_data_says_so(tab: Tab) -> None:
    tab.open("?focus=qianhai&version=0123456789ab")
    expect(tab.page.get_by_role("alert")).to_contain_text("have changed")


def test_exports_have_every_name_that_is_seen(tab: Tab) -> None:
    tab.open("?focus=qianhai")

    def exported(name: str) -> bytes:
        tab.page.locator(".menu summary").click()
        with tab.page.expect_download() as waiting:
            tab.page.get_by_role("button", name=name).click()
        return waiting.value.path().read_bytes()

    assert exported("PNG picture").startswith(b"\x89PNG")
    svg = ElementTree.fromstring(exported("SVG picture"))
    texts = {text.text for text in svg.iter("{http://www.w3.org/2000/svg}text")}
    lines = tab.value("() => cy.nodes().map(node => node.data('label').split('\\n')).flat()")
    named = tab.value("() => cy.edges('.named').map(edge => edge.data('label'))")
    assert set(lines) | set(named) | {"Qianhai 前海", "stated as fact"} <= texts
    assert any("newest document 2026 · data version" in text for text in texts if text)
    data = json.loads(exported("JSON data"))
    assert [node["id"] for node in data["nodes"]] == tab.drawn()


def test_the_page_works_behind_a_path(open_tab: OpenTab) -> None:
    tab = open_tab(None)
    base = tab.address

    def behind(route: Route) -> None:
        route.continue_(url=route.request.url.replace(f"{base}/kg/", f"{base}/"))

    tab.page.route(f"{base}/kg/**", behind)
    page = tab.page.request.get(f"{base}/").text()
    assert "/static/src/main.js" in page
    tab.page.route(
        f"{base}/kg/?focus=qianhai",
        lambda route: route.fulfill(
            content_type="text/html", body=re.sub('="/(static|looks)', r'="/kg/\1', page)
        ),
    )
    tab.page.goto(f"{base}/kg/?focus=qianhai")
    tab.settled()
    assert "hong-kong" in tab.drawn()
    assert not [url for url in tab.requests if not url.startswith((f"{base}/kg/", "data:"))]


def test_without_javascript_the_first_page_is_what_the_server_sends(open_tab: OpenTab) -> None:
    tab = open_tab(None, java_script_enabled=False)
    tab.page.goto(tab.address)
    expect(tab.page.get_by_role("heading", level=1)).to_be_visible()
    expect(tab.page.locator("figure svg")).to_be_visible()


def test_where_the_page_cannot_start_the_server_s_is_shown(open_tab: OpenTab) -> None:
    tab = open_tab(None)
    tab.page.route("**/static/src/store.js", lambda route: route.abort())
    tab.page.goto(tab.address)
    expect(tab.page.get_by_role("heading", level=1)).to_be_visible()
    expect(tab.page.locator("header form")).to_be_visible()
    tab.forgive("ERR_FAILED")


def test_a_misspelt_name_leads_to_the_nearest_names(tab: Tab) -> None:
    tab.open()
    tab.page.locator(".welcome").get_by_role("combobox").fill("quinhai")
    expect(tab.page.get_by_role("listbox").last).to_contain_text("Nearest names:")
    tab.page.get_by_role("option", name="Qianhai").click()
    expect(tab.page.locator(".panel h2")).to_have_text("Qianhai")
    tab.page.keyboard.press("/")
    tab.page.keyboard.type("qqqxyz")
    expect(tab.page.locator(".top")).to_contain_text("Try the Chinese name, or fewer letters.")
    tab.page.keyboard.press("Escape")


def test_an_entity_is_compared_from_its_panel(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    tab.page.get_by_role("button", name="Compare…", exact=True).click()
    expect(tab.page.get_by_role("combobox", name="Paths from which entity?")).to_have_value(
        "Qianhai"
    )
    tab.page.keyboard.type("hong kong park")
    tab.page.get_by_role("option").filter(has_text="Technology Innovation Park").first.click()
    tab.page.wait_for_url("**compare=qianhai..hong-kong-park*")
    expect(tab.page.locator(".view.compare .two")).to_contain_text("Qianhai")
    expect(tab.page.locator(".view.compare .two")).to_contain_text("Innovation Park")


def test_a_passage_that_could_not_be_fetched_can_be_asked_for_again(tab: Tab) -> None:
    tab.open("?focus=qianhai").ahead()
    tab.page.context.set_offline(True)
    tab.page.locator(".panel .links button").first.click()
    panel = tab.page.locator(".panel")
    expect(panel).to_contain_text("The server cannot be reached.")
    tab.page.context.set_offline(False)
    panel.get_by_role("button", name="Retry").click()
    expect(panel.locator("blockquote").first).to_be_visible()
    tab.forgive("ERR_INTERNET_DISCONNECTED")
