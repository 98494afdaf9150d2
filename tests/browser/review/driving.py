"""How tests drive the review page: candidates by keys, words by the mouse, fields by name."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.tab import Tab

TOKEN = "a-long-random-text"
OpenReview = Callable[..., Tab]


def at(page: Page, words: str) -> None:
    """Go to the candidate that says this, by the keys n and p."""
    expect(page.locator("dialog[open]")).to_have_count(0)
    for key in "n" * 20 + "p" * 20:
        if words in page.locator(".candidate[aria-current] .sentence").first.inner_text():
            return
        page.keyboard.press(key)
    raise AssertionError(f"no candidate says {words!r}")


def field(page: Page, name: str) -> Locator:
    """A field of the form that is open."""
    return page.locator(f'dialog[open] [data-field="{name}"]')


def mark(page: Page, words: str) -> None:
    """Mark words within one sentence as a person does by the mouse."""
    page.evaluate(
        """words => {
          const pieces = [...document.querySelectorAll(".review-text [data-start]")];
          const node = pieces.find((each) => each.textContent.includes(words)).firstChild;
          const range = document.createRange(), at = node.data.indexOf(words);
          range.setStart(node, at);
          range.setEnd(node, at + words.length);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }""",
        words,
    )
    expect(page.locator(".marked q")).to_have_text(words)


def make_new(page: Page) -> None:
    """Take the proposed new entity in the dialog that is open."""
    page.locator("dialog[open] form.review-fields .primary").click()
