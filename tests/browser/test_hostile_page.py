"""Whatever labels and documents say, in the page it stays text, and reads in its own direction."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from kg.publish import release
from kg.vocab import Names
from tests import hostile
from tests.api_client import real_server
from tests.browser.conftest import OpenTab
from tests.browser.tab import MARKS, Tab
from tests.conftest import World

pytestmark = MARKS
# What the page is made of itself, beside text: nothing that a label can bring.
FOREIGN = "script:not([src]), img, iframe, object, embed, [style*=url], [onload], [onerror], b, i"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over the hostile world, its texts included."""
    world = hostile.add_to(World.at(tmp_path_factory.mktemp("hostile-page") / "world"))
    release.build(world.root, world.root / "store", Names(), lambda _: None)
    with real_server(world.root / "store", texts=str(world.root)) as server:
        yield f"http://127.0.0.1:{server.port}"


@pytest.fixture
def tab(open_tab: OpenTab) -> Tab:
    """A tab that fails when anything opens a dialog."""
    found = open_tab(None)
    found.page.on("dialog", lambda dialog: found.problems.append(f"a dialog: {dialog.message}"))
    return found


def nothing_foreign(tab: Tab) -> None:
    assert tab.value("css => document.querySelectorAll(css).length", FOREIGN) == 0


def test_a_picture_of_hostile_names_shows_them_letter_by_letter(tab: Tab) -> None:
    tab.open("?focus=harbour-city&open=harbour-city~20")
    fold = tab.value("() => cy.nodes('.fold')[0].id()")  # all are located in the city
    tab.tap(fold)
    tab.page.wait_for_function(
        "fold => cy.getElementById(fold).empty() && window.__ready", arg=fold
    )
    assert {hostile.slug(name) for name in hostile.LABELS} <= set(tab.drawn())
    texts = tab.value("""() => cy.nodes().map(node => node.data("label").replaceAll("\\n", " "))""")
    assert any(text.startswith("<script>") for text in texts)
    assert any(text.startswith("=HYPERLINK") for text in texts)
    nothing_foreign(tab)


@pytest.mark.parametrize("name", hostile.LABELS)
def test_the_details_of_a_hostile_entity_are_text(tab: Tab, name: str) -> None:
    label = hostile.LABELS[name]
    tab.open(f"?focus={hostile.slug(name)}")
    heading = tab.page.locator(".panel h2").first
    assert heading.evaluate("element => element.textContent") == label
    assert heading.locator("bdi").count() == 1
    nothing_foreign(tab)
    tab.tap(tab.value("() => cy.edges().not('.more')[0].id()"))
    quote = tab.page.locator(".panel blockquote").first
    expect(quote).to_be_visible()
    assert label in quote.evaluate("element => element.textContent")
    nothing_foreign(tab)


def test_a_hostile_name_is_suggested_as_text_and_leads_to_its_picture(tab: Tab) -> None:
    tab.open()
    tab.page.keyboard.press("/")
    tab.page.keyboard.type("script")
    option = tab.page.get_by_role("option").first
    expect(option).to_contain_text("<script>alert(1)</script> Port")
    nothing_foreign(tab)
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_function("() => window.cy && window.__ready")
    assert "hostile-script" in tab.drawn()


def test_no_link_of_the_page_leads_where_a_document_says(tab: Tab) -> None:
    tab.open("?focus=hostile-script")
    tab.tap(tab.value("() => cy.edges().not('.more')[0].id()"))
    expect(tab.page.locator(".panel blockquote").first).to_be_visible()
    links = tab.value("() => [...document.links].map(link => link.protocol)")
    assert set(links) <= {"http:", "https:"}


@pytest.mark.parametrize("view", ["table", "query"])
def test_the_other_tabs_show_hostile_names_as_text(tab: Tab, view: str) -> None:
    tab.page.goto(f"{tab.address}/?focus=harbour-city&open=harbour-city~20&view={view}")
    expect(tab.page.locator(f".view.{view}")).to_be_visible()
    tab.page.wait_for_load_state("networkidle")
    nothing_foreign(tab)


def test_a_url_that_somebody_else_wrote_brings_no_markup(tab: Tab) -> None:
    bad = "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"
    tab.page.goto(
        f"{tab.address}/?focus=harbour-city&sel=e:{bad}&path={bad}..{bad}&q={bad}&t={bad}"
        f"&off=type:{bad}&open={bad}~3&view={bad}&lang={bad}&theme={bad}&names={bad}"
    )
    tab.page.wait_for_load_state("networkidle")
    nothing_foreign(tab)
    expect(tab.page.get_by_role("tab", name="Graph")).to_be_visible()
