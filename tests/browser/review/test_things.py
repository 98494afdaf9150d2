"""Things of the document: new, merged, split, and found by the reviewer."""

from playwright.sync_api import Page, expect

from tests.browser.review.driving import at, field, make_new, mark
from tests.browser.tab import MARKS
from tests.conftest import World
from tests.reviewing import SLUG, Reviewer

pytestmark = MARKS


def test_things_are_merged_and_split(page: Page, added: World) -> None:
    page.locator(".thing", has_text="Blue Lantern Company").click()
    page.locator("dialog[open] label", has_text="As which").locator("select").select_option(
        label="East Pier"
    )
    page.locator("dialog[open] button", has_text="the same as another").click()
    expect(page.locator("#review .said")).to_contain_text("Merged Blue Lantern Company")
    page.keyboard.press("u")
    expect(page.locator("#review .said")).to_contain_text("Undid the decision on Blue")
    page.locator(".thing", has_text="East Pier").click()
    page.locator("dialog[open] summary", has_text="Two things").click()
    page.locator("dialog[open] details .tick input").last.check()
    page.locator("dialog[open] details button").click()
    expect(page.locator("dialog[open] h2")).to_have_text("Who or what is the other thing?")
    name = page.locator("dialog[open] [name=label]")
    expect(name).to_be_focused()
    expect(name).to_have_value("")
    page.keyboard.press("Escape")
    expect(page.locator("#review .said")).to_contain_text("Split East Pier")
    expect(page.locator(".things .thing", has_text="East Pier")).to_have_count(2)


def test_a_missed_claim_about_a_missed_thing_is_added_from_marked_words(
    page: Page, added: World
) -> None:
    mark(page, "cooperate in shipping")
    page.locator(".marked button", has_text="New thing").click()
    expect(page.locator("dialog[open] [name=label]")).to_have_value("cooperate in shipping")
    expect(page.locator("dialog[open] [name=slug]")).to_have_value("cooperate-in-shipping")
    page.locator("dialog[open] [name=type]").select_option("Topic")
    page.locator("dialog[open] .primary").click()
    expect(page.locator("#review .said")).to_have_text("Introduced cooperate in shipping.")
    expect(page.locator(".marked q")).to_have_count(0)  # they were used
    words = "Island Town and Harbour City cooperate in shipping."
    mark(page, words)
    page.keyboard.press("m")
    expect(field(page, "s").locator("input")).to_be_focused()
    expect(field(page, "quote").locator("textarea")).to_have_value(words)
    field(page, "s").locator("input").fill("Harbour City")
    field(page, "p").locator("select").select_option("focusesOn")
    expect(field(page, "value")).to_be_hidden()
    field(page, "o").locator("input").fill("cooperate in shipping")
    field(page, "modality").locator("select").select_option("planned")
    page.locator("dialog[open] .primary").click()
    expect(page.locator("#review .said")).to_have_text("Added a1.")
    current = page.locator(".candidate[aria-current]")
    expect(current.locator(".status")).to_have_text("added by the curator")
    expect(current).to_contain_text("focuses on: cooperate in shipping")
    page.keyboard.press("w")
    expect(page.locator("#review .said")).to_contain_text("new entries 1")
    expect(page.locator("#review .said")).to_contain_text("restart of the server")
    (claim,) = [claim for claim in added.read().claims if claim.document == SLUG]
    assert (claim.subject, claim.object) == ("harbour-city", "cooperate-in-shipping")
    page.locator(".history summary").click()
    page.locator(".history li", has_text="introduced").locator("button").click()
    expect(current).to_contain_text("n1 is no thing any more")
    page.locator(".history summary").click()
    page.locator(".history li", has_text="added a1").locator("button").click()
    expect(page.locator("#review .said")).to_have_text("Undid the decision on a1.")


def test_marked_words_get_the_class_that_is_known_of_them(page: Page) -> None:
    mark(page, "Lee Mei")
    page.keyboard.press("t")
    expect(page.locator("dialog[open] [name=type]")).to_have_value("Person")
    page.keyboard.press("Escape")
    others = page.locator(".others")
    expect(others.locator(".thing", has_text="shipping")).to_be_hidden()
    others.locator("summary").click()
    expect(others.locator(".thing", has_text="shipping")).to_be_visible()


def test_a_new_entity_takes_all_names_that_were_found(page: Page, added: World) -> None:
    page.locator(".thing", has_text="East Pier").click()
    form = page.locator("dialog[open] form.new-entity")
    expect(form.locator("fieldset input")).to_be_checked()
    form.locator("[name=more]").fill("The pier; the pier")
    make_new(page)
    expect(page.locator("#review .said")).to_have_text("Made a new entity of East Pier.")
    (choice,) = [each.new for each in Reviewer(added).desk.review(SLUG).state.choices.values()
                 if each.new]  # fmt: skip
    assert choice.labels == ("East Pier", "The pier", "the pier")


def test_what_is_like_nothing_known_comes_with_the_candidate(page: Page, added: World) -> None:
    at(page, "invests")
    brings = page.locator(".candidate[aria-current] .newcomer")
    expect(brings).to_contain_text("New: Blue Lantern Company · company")
    brings.get_by_role("button").click()
    expect(page.locator("dialog[open] h2")).to_have_text("Blue Lantern Company")
    page.keyboard.press("Escape")
    page.keyboard.press("a")  # the pier may be the port, and is asked for
    expect(page.locator("dialog[open] h2")).to_have_text("East Pier")
    make_new(page)
    expect(page.locator("#review .said")).to_contain_text("Accepted c")
    for name in ("East Pier", "Blue Lantern Company"):
        expect(page.locator(".things .known", has_text=name)).to_be_visible()
    page.keyboard.press("u")
    expect(page.locator("#review .said")).to_contain_text("Undid the decision on c")
    ann = Reviewer(added)
    company = ann.thing("Blue Lantern Company")
    assert ann.desk.review(SLUG).state.slugs()[company] == "blue-lantern-company"
