"""Who may review: the token is told to the server, and kept nowhere else."""

from playwright.sync_api import expect

from tests.browser.review.driving import TOKEN, OpenReview
from tests.browser.tab import MARKS
from tests.conftest import World

pytestmark = MARKS


def test_the_token_stays_out_of_addresses_cookies_and_what_is_kept(
    added: World, open_review: OpenReview
) -> None:
    tab = open_review()
    expect(tab.page.locator(".candidate").first).to_be_visible()
    assert [each for each in tab.requests if TOKEN in each] == []
    assert tab.page.context.cookies() == []
    assert TOKEN not in tab.value("() => JSON.stringify(localStorage)")
    tab.page.reload()
    expect(tab.page.locator(".candidate").first).to_be_visible()


def test_a_wrong_token_is_told(added: World, open_review: OpenReview) -> None:
    tab = open_review("")
    expect(tab.page.locator(".inbox li")).to_have_count(1)
    tab.page.evaluate("() => sessionStorage.clear()")
    tab.page.reload()
    tab.page.locator("[name=by]").fill("ann")
    tab.page.locator("[name=token]").fill("guess")
    tab.page.locator(".door .primary").click()
    expect(tab.page.get_by_role("alert")).to_contain_text("not the token")
    tab.forgive("401")
