"""Decisions on candidates by keys, from kg add to kg build."""

from pathlib import Path

from playwright.sync_api import Page, expect

from kg.publish import release
from kg.vocab import Names
from tests.api_client import real_server
from tests.browser.review.driving import at, field, make_new
from tests.browser.tab import MARKS, Tab
from tests.conftest import World
from tests.reviewing import SLUG, Reviewer

pytestmark = MARKS


def test_a_document_is_reviewed_by_keys_from_add_to_build(
    page: Page, added: World, tmp_path: Path
) -> None:
    at(page, "area: 3.5")
    page.keyboard.press("a")  # the pier is no entity yet
    expect(page.locator("dialog[open] h2")).to_have_text("East Pier")
    make_new(page)
    expect(page.locator(".things .known", has_text="East Pier")).to_be_visible()
    expect(page.locator(".review-list .candidate[aria-current]")).not_to_contain_text("area: 3.5")
    at(page, "operates")
    page.keyboard.press("r")
    page.keyboard.type("not yet")
    page.keyboard.press("Enter")
    expect(page.locator("#review .said")).to_contain_text("Rejected c")
    at(page, "holds post")
    page.keyboard.press("a")
    page.locator("dialog[open] .choices button").first.click()
    expect(page.locator("#review .said")).to_contain_text("Accepted c")
    page.keyboard.press("w")
    expect(page.locator("#review .said")).to_contain_text("new entries 2")
    taken = page.locator(".history li")
    page.locator(".history summary").click()
    expect(taken.filter(has_text="not yet")).to_contain_text("ann")
    store = tmp_path / "store"
    release.build(added.root, store, Names(), lambda _: None)
    with real_server(store) as server:
        answer = page.request.get(
            f"http://127.0.0.1:{server.port}/entities/east-pier",
            headers={"Accept": "application/json"},
        )
        assert "The pier covers 3.5 hectares." in answer.text()
        assert "East Pier" in answer.text()


def test_a_candidate_is_corrected_and_undone(tab: Tab, added: World) -> None:
    page = tab.page
    at(page, "East Port – located in")
    name = Reviewer(added).proposal("claims", p="locatedIn", s="East Port")
    page.keyboard.press("c")
    field(page, "as_of").locator("input").fill("soon")
    page.locator("dialog[open] .primary").click()
    told = page.locator("dialog[open] .said")
    expect(told).to_contain_text("as_of")
    assert told.inner_text().count("soon") == 1
    expect(page.locator("#review .said.wrong")).to_have_count(0)
    tab.forgive("400")
    field(page, "as_of").locator("input").fill("")
    field(page, "modality").locator("select").select_option("planned")
    page.locator("dialog[open] .primary").click()
    expect(page.locator("#review .said")).to_contain_text("Corrected c")
    ann = Reviewer(added)
    assert ann.desk.review(SLUG).state.entry(name)["modality"] == "planned"
    page.keyboard.press("u")
    expect(page.locator("#review .said")).to_have_text(f"Undid the decision on {name}.")
    expect(page.locator(f'[data-id="{name}"]')).to_have_attribute("aria-current", "true")
    assert ann.desk.review(SLUG).state.verdicts == {}


def test_an_event_is_replaced_by_a_claim(page: Page, added: World) -> None:
    at(page, "Opening of East Pier")
    name = page.locator(".candidate[aria-current]").get_attribute("data-id")
    page.keyboard.press("c")
    page.locator("dialog[open] label", has_text="Kind of entry").locator("select").select_option(
        "claims"
    )
    field(page, "s").locator("input").fill("harbour-city")
    field(page, "p").locator("select").select_option("opens")
    field(page, "o").locator("input").fill("old-ferry")
    page.locator("dialog[open] .primary").click()
    expect(page.locator("#review .said")).to_have_text(f"Corrected {name}.")
    state = Reviewer(added).desk.review(SLUG).state
    assert (state.status(name or ""), state.status("a1")) == ("rejected", "added")


def test_a_duplicate_is_shown_before_and_told_once(tab: Tab, added: World) -> None:
    page, ann = tab.page, Reviewer(added)
    name = ann.proposal("claims", p="locatedIn", s="East Port")
    entry = ann.desk.review(SLUG).state.entry(name)
    ann.do("add", "", entry={**entry, "modality": "planned"})
    page.reload()
    at(page, "East Port – located in")
    beside = page.locator(".candidate[aria-current] .beside .modality")
    expect(beside).to_contain_text("planned there, asserted here")
    ann.do("correct", "a1", entry=entry)
    page.keyboard.press("a")
    told = page.locator("#review .said.wrong")
    expect(told).to_contain_text("a duplicate of a1, which ann accepted")
    expect(told).to_contain_text("undo decision 2")
    assert told.inner_text().count("it says no more") == 1
    tab.forgive("400")
    beside.locator("button").click()
    expect(page.locator('[data-id="a1"]')).to_have_attribute("aria-current", "true")


def test_after_the_last_decision_it_is_said_what_comes_next(page: Page, added: World) -> None:
    ann = Reviewer(added)
    *names, last = ann.desk.review(SLUG).state.proposals
    port = ann.proposal("claims", p="locatedIn", s="East Port")
    for name in names:
        ann.do("accept" if name == port else "reject", name, reason="says nothing")
    page.reload()
    expect(page.locator(f'[data-id="{last}"]')).to_be_visible()
    expect(page.locator(".things .unneeded").first).to_contain_text("not needed")
    page.keyboard.press("r")
    page.keyboard.press("Enter")
    expect(page.locator(".finished")).to_contain_text("Press w to write 1 to the files")
    page.keyboard.press("w")
    expect(page.locator(".finished")).to_contain_text("kg build, then restart the server")
    gap = page.locator(".gaps li", has_text="HK$20 million")
    expect(gap).to_contain_text("says nothing")
    gap.locator("button").first.click()
    expect(page.locator(".marked q")).to_have_text("HK$20 million")
    page.keyboard.press("l")
    page.keyboard.press("Escape")
    gap.get_by_role("button", name="Leave out HK$20 million").click()
    expect(page.locator("dialog[open] input")).to_have_value("says nothing")
    page.locator("dialog[open] input").fill("an aside")
    page.keyboard.press("Enter")
    expect(page.locator("#review .said")).to_have_text("Left out HK$20 million.")
    expect(gap).to_have_count(0)
    page.keyboard.press("w")
    expect(page.locator(".finished")).to_contain_text("kg build, then restart the server")
    assert "reason: an aside" in added.text("data/catalogue.yaml")


def test_the_decision_of_somebody_else_is_told_and_shown(tab: Tab, added: World) -> None:
    page = tab.page
    name = page.locator(".candidate[aria-current]").get_attribute("data-id")
    assert name
    Reviewer(added, "ben").do("reject", name)
    page.keyboard.press("r")
    page.keyboard.press("Enter")
    expect(page.locator("#review .said.wrong")).to_contain_text("ben has decided on this")
    tab.forgive("409")
    expect(page.locator(f'[data-id="{name}"]')).to_have_class("candidate rejected")
