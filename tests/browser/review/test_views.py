"""What is seen: cards, the text beside them, in both languages and for everybody."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.english import foreign
from tests.browser.review.driving import OpenReview, at, field
from tests.browser.tab import DESKTOP, MARKS, PHONE
from tests.conftest import World
from tests.reviewing import ARTICLE, SLUG

pytestmark = MARKS


def test_a_card_shows_every_piece_and_that_it_is_to_be_written_again(page: Page) -> None:
    current = page.locator(".candidate[aria-current]")
    pieces = ["East Port is in Harbour City.", "Island Town and Harbour City cooperate"]
    page.locator(".review-bar .tick input").check()
    at(page, "East Port – located in")
    page.keyboard.press("c")
    expect(field(page, "quote")).to_contain_text("one piece a line")
    field(page, "quote").locator("textarea").fill("\n".join(pieces))
    page.locator("dialog[open] .primary").click()
    at(page, "East Port – located in")
    expect(current.locator("blockquote")).to_have_text(pieces)
    page.keyboard.press("w")
    expect(current).to_contain_text("in the file")
    page.keyboard.press("c")
    field(page, "polarity").locator("select").select_option("negative")
    page.locator("dialog[open] .primary").click()
    at(page, "denied: East Port – located in")
    expect(current).to_contain_text("to be written again")
    expect(page.locator(".review-bar button", has_text="Write 1")).to_be_visible()


def test_the_text_shows_where_each_candidate_stands(page: Page) -> None:
    expect(page.locator(".review-text .noise").first).to_be_visible()
    expect(page.locator(".passage.on").first).to_be_visible()
    page.locator(".passage", has_text="The pier covers").click()
    expect(page.locator(".candidate[aria-current] .sentence")).to_contain_text("3.5 ha")
    text = page.locator(".review-text").inner_text().split()
    assert text == ARTICLE.split()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_review_is_accessible(
    added: World, open_review: OpenReview, theme: str, size: tuple[int, int]
) -> None:
    tab = open_review(size=size, color_scheme=theme, reduced_motion="reduce")
    expect(tab.page.locator(".candidate").first).to_be_visible()
    assert violations(tab) == []
    for key in ("c", "e", "m", "t", "?", "r"):
        tab.page.keyboard.press(key)
        expect(tab.page.locator("dialog[open]")).to_be_visible()
        assert violations(tab) == []
        tab.page.keyboard.press("Escape")


def test_no_english_is_left_in_the_chinese_review(added: World, open_review: OpenReview) -> None:
    tab = open_review(f"?doc={SLUG}&lang=zh-Hant")
    expect(tab.page.locator(".candidate").first).to_be_visible()
    apart = "body [lang=en] *, .pills .rule, body code"
    known = ("KG_WRITE_TOKEN", "2026-03-06、2026-03、../2021 或 document", "scope: newly appointed")
    for key in ("e", "c", "m", "t"):
        tab.page.keyboard.press(key)
        expect(tab.page.locator("dialog[open]")).to_be_visible()
        for part in tab.page.locator("dialog[open] details").all():
            part.evaluate("each => each.open = true")
        for place in ("#review", "dialog[open]"):
            found = foreign(tab, "#review", place, apart)
            assert [text for text in found if text not in known] == []
        tab.page.keyboard.press("Escape")
