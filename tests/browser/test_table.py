"""The Table tab: the links of the graph as rows, for every eye, ear and key; and exports."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from playwright.sync_api import Locator, expect

from tests.browser.axe import violations
from tests.browser.tab import MARKS, PHONE, Tab

pytestmark = MARKS
OpenTab = Callable[..., Tab]
TABLE = "?focus=qianhai&view=table"
COLUMNS = ["Subject", "Relation", "Object", "Statement", "Dates", "Evidence"]


def rows(tab: Tab) -> Locator:
    return tab.page.locator(".view.table tbody:not(.hidden-links) tr")


def cells(tab: Tab, column: int) -> list[str]:
    found: list[str] = tab.value(
        """n => [...document.querySelectorAll(".view.table tbody:not(.hidden-links) tr")]
          .map(row => row.cells[n].querySelector("bdi, button, .kind, .date").textContent)""",
        column,
    )
    return found


def opened(tab: Tab, query: str = TABLE) -> Tab:
    tab.page.goto(f"{tab.address}/{query}")
    expect(rows(tab).first).to_be_visible()
    expect(tab.page.locator(".view.table .waiting")).to_have_count(0)
    return tab


def saved(tab: Tab, name: str, folder: Path) -> Path:
    """Choose an entry of the export menu and wait for its file."""
    with tab.page.expect_download() as waiting:
        tab.page.locator(".menu summary").click()
        tab.page.get_by_role("button", name=name).first.click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_the_table_has_each_link_of_the_graph_with_its_words(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    drawn = tab.value("() => cy.edges().not('.more').map(edge => edge.id()).sort()")
    tab.page.keyboard.press("t")
    expect(rows(tab)).to_have_count(len(drawn))
    ids = rows(tab).evaluate_all("all => all.map(row => row.dataset.edge).sort()")
    assert ids == drawn
    headers = tab.page.get_by_role("columnheader")
    assert [each.strip() for each in headers.all_inner_texts()[:6]] == COLUMNS
    row = tab.page.get_by_role("row", name="Overall Development Plan").first
    expect(row).to_contain_text("applies to")
    expect(row).to_contain_text("stated as fact")
    expect(row).to_contain_text("With the release of the Overall Development Plan")
    expect(row).to_contain_text("2 claims · 2 sources")
    # all quotes came in one request
    assert len([url for url in tab.requests if "/claims?" in url]) == 1


def test_columns_sort_and_say_so(tab: Tab) -> None:
    opened(tab, "?focus=hong-kong&view=table")
    for column in range(5):
        header = tab.page.get_by_role("columnheader").nth(column)
        expect(header).to_have_attribute("aria-sort", "none")
        header.get_by_role("button").click()
        first = header.get_attribute("aria-sort")
        expect(header.get_by_role("button")).to_be_focused()
        once = cells(tab, column)
        header.get_by_role("button").click()
        assert {first, header.get_attribute("aria-sort")} == {"ascending", "descending"}
        expect(tab.page.locator("#live")).to_contain_text("Sorted by")
        if column == 0:
            up = once if first == "ascending" else cells(tab, column)
            names = [name.lower() for name in up if name.isascii() and name[0].isalpha()]
            assert names == sorted(names)


def test_a_row_is_the_edge_and_the_edge_is_the_row(tab: Tab) -> None:
    opened(tab)
    row = rows(tab).nth(2)
    edge = row.get_attribute("data-edge")
    row.click()
    expect(row).to_have_attribute("aria-current", "true")
    expect(tab.page.locator(".panel blockquote").first).to_be_visible()
    tab.page.wait_for_url(lambda url: f"sel=r:{edge}" in url)
    tab.page.keyboard.press("g")
    tab.page.wait_for_function(
        "id => window.cy && cy.getElementById(id).hasClass('selected')", arg=edge
    )


def test_keys_walk_the_rows_and_choose(tab: Tab) -> None:
    opened(tab)
    first = rows(tab).first.get_by_role("button")
    first.focus()
    tab.page.keyboard.press("ArrowDown")
    tab.page.keyboard.press("ArrowDown")
    third = rows(tab).nth(2)
    expect(third.get_by_role("button")).to_be_focused()
    tab.page.keyboard.press("Enter")
    expect(third).to_have_attribute("aria-current", "true")
    expect(third.get_by_role("button")).to_be_focused()
    tab.page.keyboard.press("ArrowUp")
    expect(rows(tab).nth(1).get_by_role("button")).to_be_focused()


def test_the_skip_link_leads_to_the_table(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    tab.page.keyboard.press("Tab")
    tab.page.keyboard.press("Enter")
    expect(rows(tab).first).to_be_visible()


def test_filters_are_those_of_the_graph(tab: Tab) -> None:
    opened(tab)
    number = rows(tab).count()
    tab.page.locator("#rail input[data-key='kind:fact']").uncheck()
    tab.page.wait_for_function(
        "n => document.querySelectorAll('.view.table tbody:not(.hidden-links) tr').length < n",
        arg=number,
    )
    left = rows(tab).evaluate_all("all => all.map(row => row.dataset.edge).sort()")
    tab.page.keyboard.press("g")
    tab.settled()
    seen = tab.value("() => cy.edges().not('.off, .more').map(edge => edge.id()).sort()")
    assert left == seen
    tab.page.keyboard.press("t")
    tab.page.locator("#rail input[data-key='kind:fact']").check()
    expect(rows(tab)).to_have_count(number)


def test_no_row_left_is_said_with_a_way_out(tab: Tab) -> None:
    tab.page.goto(f"{tab.address}/?focus=golden-inner-bay&view=table&t=1990/1995")
    empty = tab.page.locator(".view.table .empty")
    expect(empty).to_contain_text("Nothing links to Golden Inner Bay in 1990–1995")
    empty.get_by_role("button", name="Clear filters").click()
    expect(rows(tab).first).to_be_visible()


def test_the_plus_leads_to_a_list_and_each_is_added_on_its_own(tab: Tab) -> None:
    tab.open("?focus=hong-kong")
    more = tab.value("() => cy.nodes('.more').map(node => node.data('label'))[0]")
    tab.tap("more:hong-kong")
    expect(tab.page.get_by_role("tab", name="Table")).to_have_attribute("aria-selected", "true")
    hub = tab.page.locator(".hidden-links[data-hub='hong-kong']")
    expect(hub.locator(".hub").first).to_be_in_viewport()
    expect(hub).to_contain_text("links of Hong Kong that are not in the graph")
    listed = hub.locator("tr.away")
    before, drawn = listed.count(), rows(tab).count()
    assert before >= int(more.removeprefix("+"))
    edge = listed.first.get_attribute("data-edge")
    listed.first.get_by_role("button", name="Add to the graph").click()
    expect(
        tab.page.locator(f".view.table tbody:not(.hidden-links) tr[data-edge='{edge}']")
    ).to_be_visible()
    assert rows(tab).count() > drawn
    tab.page.wait_for_url(lambda url: f"sel=r:{edge}" in url)
    tab.addressed("open=hong-kong~%2B")
    tab.page.keyboard.press("g")
    tab.settled()
    assert tab.value("id => cy.getElementById(id).length", edge) == 1
    tab.page.keyboard.press("Control+z")
    tab.page.wait_for_function("id => cy.getElementById(id).length === 0", arg=edge)


def test_the_rows_of_a_hub_come_by_pages(tab: Tab) -> None:
    # a small page stands for a large hub: the server cuts its pages, the list asks for the next
    tab.page.route("**/neighbourhood?limit=100*", lambda route: route.continue_(
        url=route.request.url.replace("limit=100", "limit=25")
    ))  # fmt: skip
    opened(tab, "?focus=hong-kong&view=table")
    hub = tab.page.locator(".hidden-links[data-hub='hong-kong']")
    before = hub.locator("tr.away").count()
    expect(hub.locator(".plus")).to_have_text("+46")
    expect(hub).to_contain_text("listed here")
    hub.get_by_role("button", name="List more").click()
    tab.page.wait_for_function(
        "n => document.querySelectorAll('.hidden-links tr.away').length > n", arg=before
    )
    expect(hub.locator(".plus")).to_have_text("+46")


def test_without_an_entity_the_table_asks_for_one(tab: Tab) -> None:
    tab.open("?view=table")
    box = tab.page.locator(".view.table").get_by_role("combobox")
    box.fill("luohu port")
    expect(tab.page.get_by_role("option").first).to_be_visible()
    tab.page.keyboard.press("Enter")
    expect(rows(tab).first).to_be_visible()
    tab.addressed("view=table")


def test_csv_has_the_rows_that_are_seen_and_no_formulas(tab: Tab, tmp_path: Path) -> None:
    opened(tab, f"{TABLE}&off=kind:fact")
    path = saved(tab, "CSV table", tmp_path)
    text = path.read_bytes().decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text)))
    assert len(table) == rows(tab).count()
    assert {row["subject"] for row in table} | {row["object"] for row in table} >= {
        "qianhai",
        "hong-kong",
    }
    assert all(row["quote"] and row["claims"] for row in table)
    assert all(cell[:1] not in "=+-@" for row in table for cell in row.values() if cell)
    assert "香港" in text


def test_turtle_has_the_claims_that_are_seen_with_their_evidence(tab: Tab, tmp_path: Path) -> None:
    tab.open("?focus=qianhai&off=kind:fact")
    path = saved(tab, "Turtle", tmp_path)
    triples = list(ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE))
    said = {quad.object.value for quad in triples if quad.predicate.value.endswith("oa#exact")}
    shown = tab.page.request.get(
        f"{tab.address}/entities/qianhai/neighbourhood?limit=100&claims=true"
    )
    seen = set(tab.value("() => cy.edges().not('.off, .more').map(edge => edge.id())"))
    claims = [
        claim for edge in shown.json()["edges"] if edge["id"] in seen
        for claim in edge["claims"] if claim["kind"] != "fact"
    ]  # fmt: skip
    assert said == {passage["quote"] for claim in claims for passage in claim["evidence"]}
    assert len([url for url in tab.requests if "format=turtle" in url]) == 1


def test_json_has_what_is_seen_and_what_was_left_out(tab: Tab, tmp_path: Path) -> None:
    tab.open("?focus=qianhai&off=kind:fact&t=2024/..")
    content = json.loads(saved(tab, "JSON data", tmp_path).read_text())
    seen = tab.value("() => cy.edges().not('.off, .more').map(edge => edge.id()).sort()")
    assert sorted(edge["id"] for edge in content["edges"]) == seen
    assert (content["off"], content["t"]) == (["kind:fact"], "2024/..")
    drawn = tab.value("() => cy.nodes().not('.off, .more').map(node => node.id()).sort()")
    assert sorted(node["id"] for node in content["nodes"]) == drawn


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "query", [TABLE, "?view=table", "?focus=hong-kong&view=table&lang=zh-Hant"]
)
def test_axe_finds_nothing_in_tables(open_tab: OpenTab, query: str, scheme: str) -> None:
    tab = open_tab(None, color_scheme=scheme)
    tab.page.goto(f"{tab.address}/{query}")
    expect(tab.page.locator(".view.table .head")).to_be_attached()
    tab.page.wait_for_timeout(500)
    assert violations(tab) == []


def test_a_phone_reads_rows_as_cards(open_tab: OpenTab) -> None:
    tab = opened(open_tab(None, size=PHONE))
    width = tab.value("() => document.querySelector('.view.table .scroll').scrollWidth")
    assert width <= PHONE[0]
    expect(rows(tab).first.locator("q")).to_be_in_viewport()


def test_links_of_a_fold_are_rows_of_their_own_and_open_it(tab: Tab) -> None:
    tab.open("?focus=hong-kong&open=hong-kong~20,hong-kong~20,hong-kong~20")
    folds = tab.value("() => cy.nodes().filter(node => node.id().startsWith('group_')).length")
    assert folds > 0
    drawn = tab.value("() => cy.edges().not('.more').map(edge => edge.id())")
    tab.page.keyboard.press("t")
    expect(rows(tab).first).to_be_visible()
    ids: list[str] = rows(tab).evaluate_all("all => all.map(row => row.dataset.edge)")
    assert not [each for each in ids if each.startswith("group_")]
    folded = next(each for each in ids if each not in drawn)
    tab.page.locator(f".view.table tr[data-edge='{folded}']").get_by_role("button").click()
    expect(tab.page.locator(".panel blockquote").first).to_be_visible()
    tab.page.keyboard.press("g")
    tab.settled()
    assert tab.value("id => cy.getElementById(id).hasClass('selected')", folded)
