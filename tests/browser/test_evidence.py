"""The right side: the sentence behind a link, figures that differ and why, who came to an event."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.browser.axe import violations
from tests.browser.tab import MARKS, PHONE, Tab

pytestmark = MARKS
OpenTab = Callable[..., Tab]


def choose_link(tab: Tab, name: str) -> None:
    tab.page.locator(".panel .links button", has_text=name).first.click()
    expect(tab.page.locator(".panel blockquote").first).to_be_visible()


def asked(tab: Tab) -> list[str]:
    return [url for url in tab.requests if "/static/" not in url]


def test_a_link_shows_its_sentence_within_the_text(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    before = len(asked(tab))
    choose_link(tab, "Golden Inner Bay")
    passage = tab.page.locator(".panel .passage").first
    expect(passage.locator("mark")).to_contain_text("Golden Inner Bay")
    expect(passage).to_contain_text("paragraph 6")
    expect(passage.locator(".sentence").first).to_have_text(
        "Qianhai is adjacent to Golden Inner Bay."
    )
    expect(passage.locator(".sentence").last).to_contain_text("毗鄰")
    fresh = asked(tab)[before:]
    assert len([url for url in fresh if "/evidence?" in url]) == 1
    # beside the evidence only the list of documents, which is asked for once
    assert len(fresh) == 2, fresh


def test_the_language_of_the_interface_comes_first(open_tab: OpenTab) -> None:
    tab = open_tab("?focus=qianhai&lang=zh-Hant")
    choose_link(tab, "Golden Inner Bay")
    expect(tab.page.locator(".panel .sentence").first).to_have_attribute("lang", "zh-Hant")
    expect(tab.page.locator(".panel .sentence").nth(1)).to_have_attribute("lang", "en")


def test_every_passage_of_a_link_stands_under_its_document(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    supports = tab.page.locator(".panel section", has=tab.page.get_by_text("→ supports"))
    supports.locator(".links button", has_text="Hong Kong").first.click()
    folds = tab.page.locator(".panel .source-fold")
    expect(folds).to_have_count(2)
    issued = [each.inner_text() for each in folds.locator("summary time").all()]
    assert issued == sorted(issued, reverse=True)
    folds.first.locator("summary").first.click()
    expect(folds.first.locator("blockquote").first).to_be_hidden()


def test_how_we_know_and_the_words_of_a_report(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    choose_link(tab, "Golden Inner Bay")
    tab.page.get_by_text("How we know").first.click()
    known = tab.page.locator(".panel .known").first
    expect(known).to_contain_text("a curator")
    expect(known).to_contain_text("characters")
    known.get_by_text("Report an error").click()
    words = known.get_by_label("Words of the report")
    assert re.search(r"Claim: [0-9a-f]{20}", words.input_value())
    assert [url for url in tab.requests if "report" in url] == []


def test_citation_turtle_and_json_ld_are_copied(open_tab: OpenTab) -> None:
    tab = open_tab("?focus=qianhai", permissions=["clipboard-read", "clipboard-write"])
    choose_link(tab, "Golden Inner Bay")
    copies, clip = tab.page.locator(".panel .copies"), "() => navigator.clipboard.readText()"
    for name, part in (
        ("Citation", "As claim "), ("Turtle", "gbo:modality"), ("JSON-LD", '"@id"'),
    ):  # fmt: skip
        copies.get_by_role("button", name=name).click()
        expect(copies.get_by_role("button", name="Copied").first).to_be_visible()
        for _ in range(100):  # what is fetched first comes later
            if part in tab.value(clip):
                break
            tab.page.wait_for_timeout(100)
        assert part in tab.value(clip)
        if name == "Turtle":
            assert "oa:exact" in tab.value(clip)


def test_two_figures_that_differ_stand_side_by_side_with_the_reason(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    tab.page.get_by_text("Facts and figures").click()
    pair = tab.page.locator(".panel .pair").first
    expect(pair).to_contain_text("series over time")
    expect(pair).to_contain_text("the same measure at 2010 and at 2021")
    expect(pair.locator(".value")).to_have_text(["about 15 km²", "120.56 km²"])
    expect(pair.locator("blockquote").first).to_contain_text("15 square kilometers")
    pair.get_by_role("button", name="Evidence").last.click()
    expect(tab.page.locator(".panel mark").first).to_contain_text("120.56 square kilometers")
    assert re.search(r"sel=c:[0-9a-f]{20}", tab.page.url)
    tab.open(tab.page.url.removeprefix(tab.address).removeprefix("/"))
    expect(tab.page.locator(".panel mark").first).to_contain_text("120.56 square kilometers")


def test_who_came_to_an_opening_and_in_which_role(tab: Tab) -> None:
    tab.open("?focus=opening-of-the-hong-kong-park")
    facts = tab.page.locator(".panel [data-fold=facts]")
    expect(facts).to_contain_text("2025-12-22")
    expect(facts).to_contain_text("John Lee")
    expect(facts).to_contain_text("role: speaker")
    facts.locator(".facts > ul > li > details > summary", has_text="Zhou Ji").click()
    expect(facts.locator(".facts li > details[open] mark").first).to_be_visible()


def test_what_comes_late_of_an_event_moves_no_link_under_the_pointer(tab: Tab) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    tab.page.route("**/facts", hold)
    with tab.page.expect_request("**/facts"):
        tab.open("?focus=opening-of-the-hong-kong-park")
    panel = tab.page.locator(".panel")
    link = panel.get_by_role("button", name="Zhou Ji").first
    before = link.bounding_box()
    held[0].continue_()
    expect(panel.locator(".facts li").first).to_be_attached()
    assert link.bounding_box() == before


def test_what_is_not_known_of_an_entity_is_told_when_asked(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    assert not [url for url in tab.requests if "/unknowns?" in url]
    tab.page.locator(".panel summary", has_text="What we don’t know").click()
    late = tab.page.locator(".panel [data-fold=unknowns]")
    expect(late).to_contain_text(re.compile(r"No date \d+"))
    expect(late.locator("blockquote").first).to_be_visible()
    choose_link(tab, "Golden Inner Bay")
    tab.tap("hong-kong")
    expect(tab.page.locator(".panel [data-fold=unknowns][open]")).to_be_visible()


def test_people_of_one_event_are_joined_and_the_joining_is_ours(tab: Tab) -> None:
    tab.open("?focus=john-lee")
    tab.page.locator(".panel summary", has_text="Joined by events").click()
    fold = tab.page.locator(".panel [data-fold=bridge]")
    expect(fold.locator("li")).to_have_count(3)
    expect(fold).to_contain_text("that they met is not said")
    fold.get_by_role("button", name="Evidence").first.click()
    expect(tab.page.locator(".panel .passage")).to_have_count(2)


def test_neighbours_that_are_alike_are_one_group(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    tab.page.locator(".panel").get_by_role("button", name="event ×3").click()
    expect(tab.page.locator(".panel .links li")).to_have_count(3)
    assert tab.value("() => cy.edges('.selected').length") >= 1
    tab.addressed("sel=g:")


def test_how_much_there_is_stays_in_sight(open_tab: OpenTab) -> None:
    for query, key in (("", "q"), ("?focus=qianhai", "t"), ("?view=unknowns", "g")):
        tab = open_tab(query)
        expect(tab.page.locator(".foot")).to_be_in_viewport()
        tab.page.keyboard.press(key)
        foot = tab.page.locator(".foot")
        expect(foot).to_be_in_viewport()
        expect(foot).to_contain_text("5 documents")
        expect(foot).to_contain_text("newest document")
    phone = open_tab("?focus=qianhai", size=PHONE)
    expect(phone.page.locator(".foot")).to_be_in_viewport()
    expect(phone.page.locator(".panel")).to_contain_text("in these 5 documents")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_evidence(open_tab: OpenTab, scheme: str) -> None:
    tab = open_tab("?focus=qianhai", color_scheme=scheme)
    choose_link(tab, "Golden Inner Bay")
    tab.page.get_by_text("How we know").first.click()
    tab.page.locator(".panel .known").first.get_by_text("Report an error").click()
    assert violations(tab) == []
    tab.tap("qianhai")
    tab.page.get_by_text("Facts and figures").click()
    expect(tab.page.locator(".panel .pair").first).to_be_visible()
    assert violations(tab) == []


def test_a_plan_leads_to_a_fact_only_where_the_fact_is_of_a_later_year(tab: Tab) -> None:
    # Hong Kong and Qianhai: a fact of 2024, and what is proposed after it
    tab.open("?focus=qianhai")
    row = tab.page.locator(".panel section", has_text="← cooperates with")
    row.locator(".links button", has_text="Hong Kong").click()
    expect(tab.page.locator(".panel .kind.proposed").first).to_be_visible()
    expect(tab.page.locator(".panel blockquote").first).to_be_visible()
    expect(tab.page.locator(".panel .course")).to_have_count(0)
