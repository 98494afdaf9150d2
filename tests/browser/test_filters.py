"""Filters and years: what is left out fades where it stands, is counted, told, and in the URL."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.axe import violations
from tests.browser.tab import MARKS, PHONE, TABLET, Tab

pytestmark = MARKS
OpenTab = Callable[..., Tab]
PLACES = "() => JSON.stringify(cy.nodes().map(node => node.position()))"
# Each drawn link that is seen, with its kinds, years and documents as the server tells them.
SEEN = "() => cy.edges().not('.off, .more').map(edge => edge.id())"
HALF = "?focus=hong-kong&t=2025/.."


def facet(tab: Tab, word: str) -> Locator:
    return tab.page.locator(f"#rail .facet[data-word='{word}']")


def box(tab: Tab, key: str) -> Locator:
    return tab.page.locator(f"#rail input[data-key='{key}']")


def edges(tab: Tab, slug: str) -> dict[str, dict[str, object]]:
    answer = tab.page.request.get(f"{tab.address}/entities/{slug}/neighbourhood?limit=100").json()
    return {edge["id"]: edge for edge in answer["edges"]}


def numbers(tab: Tab, word: str) -> dict[str, str]:
    """The counts of a section, by value."""
    found: dict[str, str] = tab.value(
        """word => Object.fromEntries(
          [...document.querySelectorAll(`#rail .facet[data-word='${word}'] .row`)].map(row => [
            row.querySelector("input").dataset.key, row.querySelector(".number").textContent]))""",
        word,
    )
    return found


def test_counts_are_those_of_the_view(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    known, drawn = edges(tab, "qianhai"), tab.value(SEEN)
    for key, number in numbers(tab, "kind").items():
        kind = key.removeprefix("kind:")
        assert int(number) == sum(kind in known[each]["kinds"] for each in drawn)  # type: ignore[operator]
    types = tab.value("() => cy.nodes().not('.more').length")
    assert sum(map(int, numbers(tab, "type").values())) == types


def test_a_switch_fades_in_150_milliseconds_and_nothing_moves(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    before = tab.value(PLACES)
    assert tab.value("() => cy.edges()[0].style('transition-duration')") == "150ms"
    box(tab, "property:locatedIn").uncheck()
    tab.page.wait_for_function("() => cy.edges('.off').length > 0")
    off = tab.value("() => cy.edges('.off').map(edge => edge.data('property'))")
    assert set(off) == {"locatedIn"}
    assert tab.value(PLACES) == before
    tab.page.wait_for_function("() => cy.edges('.off').every(edge => edge.style('opacity') < 0.1)")
    # an entity without a link that is left fades with it; the focus never does
    assert tab.value("() => cy.nodes('.off').length") > 0
    assert tab.value("() => cy.nodes('.focus').hasClass('off')") is False
    expect(tab.page.locator("#rail .left")).to_contain_text("of 18 links")
    expect(tab.page.locator("#live")).to_contain_text("of 18 links")


def test_a_line_shows_the_firmest_kind_that_is_left(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    link = """() => cy.edges("[property = 'cooperatesWith']")
      .filter(edge => edge.target().id() === "qianhai").data("kind")"""
    assert tab.value(link) == "fact"
    box(tab, "kind:fact").uncheck()
    tab.page.wait_for_function("() => cy.edges('.off').length > 0")
    assert tab.value(link) == "proposed"
    tab.page.keyboard.press("Control+z")
    tab.page.wait_for_function("() => cy.edges('.off').length === 0")
    assert tab.value(link) == "fact"


# What is left out of a hub in the page, and the same question to the server.
LEFT_OUT: list[dict[str, list[str]]] = [
    {"kind": ["fact"]},
    {"kind": ["reported", "planned"]},
    {"document": ["qianhai-plan-two-years-on"]},
    {"document": ["luohu-port-economy", "qianhai-leads-cooperation"], "kind": ["reported"]},
    {"kind": ["opinion"], "sources": ["1"]},
]


@pytest.mark.parametrize("out", LEFT_OUT, ids=lambda out: "-".join(out))
def test_a_link_shows_what_the_claims_left_say(tab: Tab, out: dict[str, list[str]]) -> None:
    everything = edges(tab, "hong-kong").values()
    asked = ["limit=100"]
    for name, field in (("kind", "kinds"), ("document", "documents")):
        known = {each for edge in everything for each in edge[field]}  # type: ignore[attr-defined]
        asked += [f"{name}={each}" for each in sorted(known - set(out.get(name, [])))]
    asked += [f"min_sources={int(each) + 1}" for each in out.get("sources", [])]
    address = f"{tab.address}/entities/hong-kong/neighbourhood?{'&'.join(asked)}"
    expected = {each["id"]: each for each in tab.page.request.get(address).json()["edges"]}
    off = ",".join(f"{name}:{each}" for name, some in out.items() for each in some)
    tab.open(f"?focus=hong-kong&open=hong-kong~100&off={off}")
    seen = {each["id"]: each for each in exported(tab)["edges"]}
    assert seen.keys() == expected.keys()
    assert any(len(each["claim_ids"]) > 1 for each in seen.values())
    for id, edge in seen.items():
        for field in ("kinds", "sources", "claim_count", "undated", "documents", "first_seen"):
            assert edge[field] == expected[id][field], (id, field)
        assert set(edge["claim_ids"]) == set(expected[id]["claim_ids"])
        assert edge["dates"] == expected[id]["dates"]
    expect(tab.page.locator("#rail .left")).to_contain_text(f"{len(seen)} of {len(everything)}")
    # the line and its name are those of the claims left
    drawn = tab.value("() => cy.edges().not('.off, .more').map(edge => edge.data())")
    for data in drawn:
        if data["id"] not in expected:  # the one edge of a fold
            continue
        edge = expected[data["id"]]
        assert data["kind"] == edge["kinds"][0]
        count = edge["claim_count"]
        assert (f"·{count}" in data["label"]) == (count > 1)
        assert ("·" in data["label"]) == (count > 1)


def test_a_claim_out_of_the_window_does_not_hold_its_link(tab: Tab) -> None:
    tab.open("?focus=hong-kong&open=hong-kong~100&t=2026/..")
    for edge in exported(tab)["edges"]:
        for claim in edge["backing"]:
            end = claim["latest"] if claim["earliest"] or claim["latest"] else claim["last_seen"]
            assert end is None or int(end[:4]) >= 2026
        assert [each["claim"] for each in edge["backing"]] == edge["claim_ids"]


def exported(tab: Tab) -> dict[str, list[dict[str, Any]]]:
    """The picture as the export has it."""
    with tab.page.expect_download() as got:
        tab.page.get_by_label("Export").click()
        tab.page.get_by_role("button", name="JSON data").click()
    found: dict[str, list[dict[str, Any]]] = json.loads(got.value.path().read_text())
    return found


def test_only_one_kind_is_a_click_and_so_is_the_way_back(tab: Tab) -> None:
    tab.open("?focus=hong-kong")
    row = facet(tab, "kind").locator(".row", has_text="planned")
    row.hover()
    row.get_by_role("button", name="Only planned").click()
    known, seen = edges(tab, "hong-kong"), tab.value(SEEN)
    assert seen
    assert all("planned" in known[each]["kinds"] for each in seen)  # type: ignore[operator]
    expect(row.get_by_role("button")).to_be_focused()
    row.get_by_role("button", name="Statement: all").click()
    tab.page.wait_for_function("() => cy.elements('.off').length === 0")


def test_documents_have_titles_and_sources_a_least_number(tab: Tab) -> None:
    tab.open("?focus=hong-kong")
    known = edges(tab, "hong-kong")
    assert not [url for url in tab.requests if url.endswith("/documents")]
    facet(tab, "document").get_by_role("button", name="Documents").click()
    expect(facet(tab, "document")).to_contain_text("Two years of the Qianhai Plan")
    box(tab, "document:qianhai-plan-two-years-on").uncheck()
    tab.page.wait_for_function("() => cy.edges('.off').length > 0")
    left = [known[each]["documents"] for each in tab.value(SEEN)]
    assert left
    assert ["qianhai-plan-two-years-on"] not in left
    tab.page.get_by_role("button", name="Clear filters").click()
    tab.page.locator("#rail .sources label", has_text="2+").click()
    tab.page.wait_for_function("() => cy.edges('.off').length > 0")
    assert all(int(str(known[each]["sources"])) >= 2 for each in tab.value(SEEN))
    tab.page.wait_for_function("() => location.search.includes('off=sources:1')")


def test_years_move_by_keys_and_undo_takes_back_one_gesture(tab: Tab) -> None:
    tab.open("?focus=hong-kong")
    before, all_ = tab.value(PLACES), len(tab.value(SEEN))
    first = tab.page.get_by_label("First year")
    first.focus()
    start = int(first.get_attribute("min") or 0)
    tab.page.keyboard.press("ArrowRight")
    tab.page.keyboard.press("ArrowRight")
    tab.page.wait_for_function("() => cy.edges('.off').length > 0")
    expect(tab.page.locator("#rail .years")).to_have_text(f"from {start + 2}")
    expect(first).to_have_attribute("aria-valuetext", str(start + 2))
    expect(first).to_be_focused()
    tab.page.wait_for_function(f"() => location.search.includes('t={start + 2}/..')")
    known = edges(tab, "hong-kong")
    for each in tab.value(SEEN):
        edge = known[each]
        ends = [span["latest"] for span in edge["dates"]] or [edge["last_seen"]]  # type: ignore[attr-defined]
        if edge["undated"]:
            ends.append(edge["last_seen"])
        assert any(end is None or int(end[:4]) >= start + 2 for end in ends)
    assert tab.value(PLACES) == before
    tab.page.keyboard.press("Control+z")
    tab.page.wait_for_function("n => cy.edges().not('.off, .more').length === n", arg=all_)
    tab.page.wait_for_function("() => !location.search.includes('t=')")
    tab.page.keyboard.press("Control+y")
    tab.page.wait_for_function("() => cy.edges('.off').length > 0")


def test_thumbs_do_not_pass_each_other_and_a_mouse_drags_them(tab: Tab) -> None:
    tab.open("?focus=hong-kong")
    last = tab.page.get_by_label("Last year")
    at = last.bounding_box()
    assert at
    tab.page.mouse.move(at["x"] + at["width"] - 8, at["y"] + at["height"] / 2)
    tab.page.mouse.down()
    tab.page.mouse.move(at["x"] + 8, at["y"] + at["height"] / 2, steps=12)
    tab.page.mouse.up()
    first = tab.page.get_by_label("First year")
    assert first.input_value() == last.input_value() == first.get_attribute("min")
    tab.page.wait_for_function("() => /t=..\\/\\d{4}/.test(location.search)")
    tab.page.keyboard.press("End")
    expect(tab.page.locator("#rail .years")).to_have_text("all years")


def test_what_has_no_date_has_its_own_box(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    known = edges(tab, "qianhai")
    tab.page.get_by_label("Undated").uncheck()
    tab.page.wait_for_function("() => cy.edges('.off').length > 0")
    seen = tab.value(SEEN)
    assert seen
    assert all(known[each]["dates"] for each in seen)
    tab.addressed("off=date:none")


def test_play_steps_through_the_years_and_ends_where_it_began(tab: Tab) -> None:
    tab.open("?focus=hong-kong")
    tab.page.evaluate(
        """() => {
          const years = document.querySelector("#rail .years");
          window.told = [];
          new MutationObserver(() => told.push(years.textContent))
            .observe(years, {childList: true, characterData: true, subtree: true});
        }"""
    )
    tab.page.get_by_role("button", name="Play").click()
    expect(tab.page.get_by_role("button", name="Pause")).to_be_visible()
    expect(tab.page.get_by_role("button", name="Play")).to_be_visible(timeout=30_000)
    told = tab.value("() => told")
    assert len({each for each in told if each.startswith("until")}) >= 2
    assert told[-1] == "all years"
    tab.page.keyboard.press("Control+z")
    expect(tab.page.locator("#rail .years")).to_have_text("all years")


def test_nothing_plays_where_motion_is_not_wanted(open_tab: OpenTab) -> None:
    tab = open_tab("?focus=hong-kong", reduced_motion="reduce")
    expect(tab.page.get_by_label("First year")).to_be_visible()
    expect(tab.page.get_by_role("button", name="Play")).to_be_hidden()


def test_a_url_keeps_the_filters_and_back_finds_them(open_tab: OpenTab) -> None:
    query = (
        "?focus=hong-kong&off=date:none,document:luohu-port-economy,kind:fact,sources:1&t=2024/2025"
    )
    tab = open_tab(query)
    assert tab.page.url.endswith(query)
    seen = tab.value(SEEN)
    expect(box(tab, "kind:fact")).not_to_be_checked()
    expect(box(tab, "date:none")).not_to_be_checked()
    expect(box(tab, "document:luohu-port-economy")).not_to_be_checked()
    expect(tab.page.locator("#rail .years")).to_have_text("2024 – 2025")
    tab.page.keyboard.press("t")
    tab.page.get_by_role("button", name="Clear filters").first.click()
    tab.page.keyboard.press("g")
    tab.page.go_back()
    tab.page.go_back()
    tab.page.wait_for_function("() => location.search.includes('t=2024/2025')")
    tab.page.wait_for_function("n => cy.edges().not('.off, .more').length === n", arg=len(seen))


def test_no_link_left_is_said_with_a_way_out(tab: Tab) -> None:
    tab.open("?focus=golden-inner-bay&t=1990/1995")
    note = tab.page.locator(".view.graph .nothing")
    expect(note).to_contain_text("Nothing links to Golden Inner Bay in 1990–1995")
    note.get_by_role("button", name="Clear filters").click()
    expect(note).to_be_hidden()
    assert tab.value("() => cy.elements('.off').length") == 0


@pytest.mark.parametrize("size", [PHONE, TABLET])
def test_small_screens_have_the_filters_over_the_picture(
    open_tab: OpenTab, size: tuple[int, int]
) -> None:
    tab = open_tab("?focus=hong-kong", size=size)
    expect(tab.page.locator("#rail")).to_be_hidden()
    tab.page.get_by_role("button", name="Filters", exact=True).click()
    expect(box(tab, "kind:fact")).to_be_in_viewport()
    box(tab, "kind:fact").uncheck()
    tab.page.wait_for_function("() => cy.edges('.off').length > 0")
    tab.page.locator("#rail .side-button").click()
    expect(tab.page.locator("#rail")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_filters(open_tab: OpenTab, scheme: str) -> None:
    tab = open_tab(f"{HALF}&off=kind:opinion,document:luohu-port-economy", color_scheme=scheme)
    expect(facet(tab, "document")).to_contain_text("Two years")
    assert violations(tab) == []


def test_filters_speak_chinese(open_tab: OpenTab) -> None:
    tab = open_tab(f"{HALF}&lang=zh-Hant&off=kind:fact")
    expect(tab.page.locator("#rail .left")).to_contain_text("條關係中的")
    expect(tab.page.get_by_label("最早年份")).to_be_visible()
    legends = tab.page.locator("#rail legend").all_inner_texts()
    assert not [text for text in legends if text.isascii()]
