"""When the server is slow, broken or gone: the page says so, keeps its picture, and tries again."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.api_client import real_server, real_store
from tests.browser.conftest import OpenTab
from tests.browser.proxy import Handling, Proxy, breaks, cuts, passes, proxy, refuses, waits
from tests.browser.tab import MARKS, Tab

pytestmark = MARKS


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return real_store(tmp_path_factory)


@pytest.fixture(scope="module")
def between(store: Path) -> Iterator[Proxy]:
    """A proxy before a server over the real graph."""
    with real_server(store) as server, proxy(server.port) as found:
        yield found


@pytest.fixture
def site(between: Proxy) -> str:
    """The address that tabs of this file open: that of the proxy, which passes on at first."""
    between.everything(passes)
    return between.address


def search(tab: Tab, name: str) -> None:
    """Type a name into the box at the top and press Enter."""
    tab.page.keyboard.press("/")
    tab.page.keyboard.type(name)
    expect(tab.page.get_by_role("option").first).to_be_visible()
    tab.page.keyboard.press("Enter")


def drawn_around(tab: Tab, id: str) -> None:
    tab.page.wait_for_function(
        "id => window.cy && cy.nodes('.focus').id() === id && window.__ready", arg=id
    )


def test_the_picture_stays_when_the_server_stops_and_a_retry_goes_on(
    store: Path, open_tab: OpenTab
) -> None:
    tab = open_tab(None)
    with real_server(store) as server:
        tab.address = f"http://127.0.0.1:{server.port}"
        tab.open("?focus=qianhai")
        before = tab.drawn()
        tab.page.keyboard.press("/")
        tab.page.keyboard.type("hetao")
        expect(tab.page.get_by_role("option").first).to_be_visible()
    tab.page.keyboard.press("Enter")
    notice = tab.page.get_by_role("alert")
    expect(notice).to_contain_text("cannot be reached")
    assert tab.drawn() == before
    tab.addressed("focus=qianhai")
    with real_server(store, "--port", str(server.port)):
        notice.get_by_role("button", name="Retry").click()
        expect(tab.page.locator(".panel h2")).to_contain_text("Hetao")
        expect(notice).to_be_hidden()
        assert tab.settled().drawn() != before
    tab.forgive("ERR_CONNECTION_REFUSED")


def test_offline_says_so_in_chinese_too(between: Proxy, open_tab: OpenTab) -> None:
    tab = open_tab("?focus=qianhai&lang=zh-Hant")
    before = tab.ahead().drawn()
    tab.page.context.set_offline(True)
    tab.page.keyboard.press("/")
    tab.page.keyboard.type("口岸")
    expect(tab.page.get_by_role("alert")).to_contain_text("無法連接伺服器")
    assert tab.drawn() == before
    tab.page.context.set_offline(False)
    tab.page.get_by_role("button", name="重試").click()
    expect(tab.page.get_by_role("alert")).to_be_hidden()
    tab.forgive("ERR_INTERNET_DISCONNECTED")


@pytest.mark.parametrize(
    ("handling", "said", "console"),
    [
        (cuts, "no usable answer", "ERR_CONTENT_LENGTH_MISMATCH"),
        (refuses, "cannot be reached", "ERR_EMPTY_RESPONSE"),
        (breaks, "no usable answer", "502"),
    ],
    ids=["cut in the middle", "no answer", "bad gateway"],
)
def test_a_broken_answer_is_told_and_asked_for_again(
    between: Proxy, open_tab: OpenTab, handling: Handling, said: str, console: str
) -> None:
    tab = open_tab("?focus=qianhai")
    before = tab.drawn()
    between.only("/neighbourhood", handling)
    search(tab, "hetao")
    notice = tab.page.get_by_role("alert")
    expect(notice).to_be_visible()
    expect(notice).to_contain_text(said)
    assert tab.drawn() == before
    between.everything(passes)
    notice.get_by_role("button", name="Retry").click()
    expect(tab.page.locator(".panel h2")).to_contain_text("Hetao")
    expect(notice).to_be_hidden()
    tab.forgive(console)


def test_a_tab_that_could_not_be_fetched_is_fetched_again(
    between: Proxy, open_tab: OpenTab
) -> None:
    tab = open_tab("?focus=qianhai")
    between.only("/src/table/", refuses)
    tab.page.get_by_role("tab", name="Table").click()
    notice = tab.page.get_by_role("alert")
    expect(notice).to_contain_text("cannot be reached")
    between.everything(passes)
    notice.get_by_role("button", name="Retry").click()
    expect(tab.page.locator(".view.table")).to_be_visible()
    tab.forgive("ERR_EMPTY_RESPONSE")


def test_a_slow_answer_is_waited_for_and_the_old_picture_can_be_used(
    between: Proxy, open_tab: OpenTab
) -> None:
    tab, arrives = open_tab("?focus=qianhai"), threading.Event()
    before = tab.drawn()
    between.only("/hetao/neighbourhood", waits(arrives))
    search(tab, "hetao")
    tab.page.locator(".panel .links button").first.click()
    expect(tab.page.locator(".panel blockquote").first).to_be_visible()
    assert tab.drawn() == before
    arrives.set()
    drawn_around(tab, "hetao")
    expect(tab.page.locator(".panel h2")).to_contain_text("Hetao")


def test_what_is_overtaken_by_a_later_wish_does_not_come_back(
    between: Proxy, open_tab: OpenTab
) -> None:
    tab, arrives = open_tab("?focus=qianhai"), threading.Event()
    between.only("/hetao/neighbourhood", waits(arrives))
    search(tab, "hetao")
    search(tab, "luohu port")
    drawn_around(tab, "luohu-port")
    with tab.page.expect_response(re.compile("/hetao/neighbourhood")):
        arrives.set()
    tab.page.wait_for_timeout(300)
    assert tab.value("() => cy.nodes('.focus').id()") == "luohu-port"
    tab.addressed("focus=luohu-port")


def test_a_broken_start_leaves_what_the_server_sent(between: Proxy, open_tab: OpenTab) -> None:
    tab = open_tab(None)
    between.only("/start", breaks)
    tab.page.goto(f"{tab.address}/")
    expect(tab.page.get_by_role("heading", level=1).first).to_be_visible()
    expect(tab.page.get_by_role("link", name="Questions")).to_be_visible()
    tab.forgive("502")
    tab.forgive("error in the page")


def test_a_missing_part_leaves_what_the_server_sent(between: Proxy, open_tab: OpenTab) -> None:
    tab = open_tab(None)
    between.only("/src/words.js", breaks)
    tab.page.goto(f"{tab.address}/")
    expect(tab.page.get_by_role("heading", level=1).first).to_be_visible()
    expect(tab.page.get_by_role("link", name="Questions")).to_be_visible()
    tab.forgive("502")


def test_a_passage_that_fails_is_told_in_the_panel_and_another_click_tries_again(
    between: Proxy, open_tab: OpenTab
) -> None:
    tab = open_tab("?focus=qianhai")
    between.rule = lambda path: passes if "/static/" in path or "/start" in path else breaks
    link = tab.page.locator(".panel .links button").first
    link.click()
    expect(tab.page.locator(".panel")).to_contain_text("no usable answer")
    between.everything(passes)
    tab.page.keyboard.press("Escape")
    edge = tab.value("() => cy.edges().not('.more')[0].id()")
    tab.tap(edge)
    expect(tab.page.locator(".panel blockquote").first).to_be_visible()
    tab.forgive("502")


def test_an_unknown_entity_is_told(between: Proxy, open_tab: OpenTab) -> None:
    tab = open_tab(None)
    tab.page.goto(f"{tab.address}/?focus=nobody-at-all")
    expect(tab.page.get_by_role("alert")).to_contain_text("nobody-at-all")
    expect(tab.page.locator(".panel")).to_contain_text("nobody-at-all")
    tab.forgive("404")
