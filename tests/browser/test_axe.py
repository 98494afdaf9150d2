"""Nothing that axe-core knows of keeps a person out: every view, in both themes."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenTab
from tests.browser.tab import MARKS, PHONE, Tab

pytestmark = MARKS
PAGES = (
    "entities", "entities/qianhai", "documents", "queries", "queries/planned", "sparql",
    "conflicts", "unknowns", "entities/nobody-at-all",
)  # fmt: skip
theme = pytest.mark.parametrize("theme", ["light", "dark"])


@pytest.fixture
def themed(open_tab: OpenTab, theme: str) -> Tab:
    """A tab in that theme in which nothing fades while it is looked at."""
    return open_tab(None, color_scheme=theme, reduced_motion="reduce")


def details_of_an_edge(tab: Tab) -> None:
    tab.page.locator(".panel .links button").first.click()
    expect(tab.page.locator(".panel blockquote").first).to_be_visible()


def suggestions(tab: Tab) -> None:
    tab.page.keyboard.press("/")
    tab.page.keyboard.type("port")
    expect(tab.page.get_by_role("option").first).to_be_visible()


def help_on_keys(tab: Tab) -> None:
    tab.page.keyboard.press("?")
    expect(tab.page.locator("dialog.help")).to_be_visible()


def the_picker(tab: Tab) -> None:
    tab.page.locator("#graph").press("Enter")
    expect(tab.page.locator("dialog.picker")).to_be_visible()


def exports(tab: Tab) -> None:
    tab.page.locator(".menu > summary").click()
    expect(tab.page.locator(".menu .entries")).to_be_visible()


@theme
@pytest.mark.parametrize(
    "act",
    [details_of_an_edge, suggestions, help_on_keys, the_picker, exports],
    ids=lambda act: act.__name__,
)
def test_what_opens_over_the_graph_is_accessible(themed: Tab, act: Any) -> None:  # noqa: ANN401
    themed.open("?focus=qianhai")
    act(themed)
    assert violations(themed) == []


@theme
@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
@pytest.mark.parametrize(
    "view",
    [
        "",
        "focus=qianhai",
        "focus=qianhai&view=table",
        "view=query",
        "path=john-lee..qianhai",
        "view=compare&compare=hong-kong..shenzhen",
        "view=unknowns",
    ],
)
def test_every_view_is_accessible(themed: Tab, view: str, lang: str) -> None:
    themed.page.goto(f"{themed.address}/?lang={lang}&{view}")
    themed.page.wait_for_load_state("networkidle")
    assert violations(themed) == []


@theme
def test_the_page_is_accessible_on_a_phone(open_tab: OpenTab, theme: str) -> None:
    tab = open_tab("?focus=qianhai", size=PHONE, color_scheme=theme, reduced_motion="reduce")
    assert violations(tab) == []


@theme
def test_a_refusal_is_accessible(themed: Tab) -> None:
    themed.page.goto(f"{themed.address}/?focus=nobody-at-all")
    expect(themed.page.get_by_role("alert")).to_be_visible()
    assert violations(themed) == []
    themed.forgive("404")


@theme
@pytest.mark.parametrize("path", PAGES)
def test_the_pages_without_javascript_are_accessible(themed: Tab, path: str) -> None:
    themed.page.goto(f"{themed.address}/{path}")
    assert violations(themed) == []
    if path.endswith("nobody-at-all"):
        themed.forgive("404")


@theme
def test_pages_of_documents_and_claims_are_accessible(themed: Tab) -> None:
    first = themed.page.request.get(f"{themed.address}/documents").json()["items"][0]["id"]
    page = themed.page.request.get(f"{themed.address}/entities/qianhai/neighbourhood").json()
    claim = page["edges"][0]["claim_ids"][0]
    for path in (f"documents/{first}", f"claims/{claim}", "queries/plans-for?entity=qianhai"):
        themed.page.goto(f"{themed.address}/{path}")
        assert violations(themed) == []
