"""The review page: a small invented document from kg add to the claim in the graph."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from kg.curate.change import INBOX
from kg.publish import release
from kg.vocab import Names
from tests.api_client import real_server
from tests.browser.axe import violations
from tests.browser.tab import DESKTOP, MARKS, PHONE, Tab
from tests.browser.test_languages import ENGLISH, LATIN, TEXTS
from tests.conftest import World
from tests.reviewing import ARTICLE, SLUG, Reviewer, add

pytestmark = MARKS
TOKEN = "a-long-random-text"
OpenReview = Callable[..., Tab]


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The invented harbour, of which a test may change whatever it likes."""
    return World.at(tmp_path_factory.mktemp("review") / "world")


@pytest.fixture(scope="module")
def site(harbour: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store = tmp_path_factory.mktemp("store")
    release.build(harbour.root, store, Names(), lambda _: None)
    with real_server(store, texts=str(harbour.root), write_token=TOKEN) as server:
        yield f"http://127.0.0.1:{server.port}"


@pytest.fixture
def added(harbour: World) -> Iterator[World]:
    """The article, of which nothing is decided yet; gone again after the test."""
    kept = {path: path.read_bytes() for path in (harbour.root / "data").rglob("*.yaml")}
    add(harbour)
    yield harbour
    for path in (harbour.root / INBOX).glob("*.jsonl"):
        path.unlink()
    (harbour.root / f"data/documents/{SLUG}.txt").unlink()
    (harbour.root / f"data/claims/{SLUG}.yaml").unlink()
    for path, content in kept.items():
        path.write_bytes(content)


@pytest.fixture
def open_review(browser: Browser, site: str) -> Iterator[OpenReview]:
    """Opens the page and enters as ann."""
    tabs: list[Tab] = []

    def opened(
        query: str = f"?doc={SLUG}", *, size: tuple[int, int] = DESKTOP, **more: object
    ) -> Tab:
        viewport = {"width": size[0], "height": size[1]}
        context = browser.new_context(viewport=viewport, **more)  # type: ignore[arg-type]
        tab = Tab(context.new_page(), site)
        tabs.append(tab)
        tab.page.goto(f"{site}/review{query}")
        tab.page.locator("[name=by]").fill("ann")
        tab.page.locator("[name=token]").fill(TOKEN)
        tab.page.locator(".door .primary").click()
        return tab

    yield opened
    for tab in tabs:
        tab.page.context.close()
    assert [problem for tab in tabs for problem in tab.problems] == []


@pytest.fixture
def tab(added: World, open_review: OpenReview) -> Tab:
    """The review of the article at its first candidate."""
    found = open_review()
    expect(found.page.locator(".candidate[aria-current]")).to_be_visible()
    return found


@pytest.fixture
def page(tab: Tab) -> Page:
    return tab.page


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


def test_the_text_shows_where_each_candidate_stands(page: Page) -> None:
    expect(page.locator(".review-text .noise").first).to_be_visible()
    expect(page.locator(".passage.on").first).to_be_visible()
    page.locator(".passage", has_text="The pier covers").click()
    expect(page.locator(".candidate[aria-current] .sentence")).to_contain_text("3.5 ha")
    text = page.locator(".review-text").inner_text().split()
    assert text == ARTICLE.split()


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
    skipped = "body [lang=en], body [lang=en] *, .pills .rule, body code"
    texts = TEXTS.replace("body [lang=en]", skipped).replace(".app *, ", "#review *, ")
    known = ("KG_WRITE_TOKEN", "2026-03-06、2026-03、../2021 或 document", "scope: newly appointed")
    for key in ("e", "c", "m", "t"):
        tab.page.keyboard.press(key)
        expect(tab.page.locator("dialog[open]")).to_be_visible()
        for part in tab.page.locator("dialog[open] details").all():
            part.evaluate("each => each.open = true")
        for place in ("#review", "dialog[open]"):
            told = tab.value(texts.replace('".app"', f'"{place}"'))
            found = [text for text in told if ENGLISH.search(LATIN.sub("", text))]
            assert [text for text in found if text not in known] == []
        tab.page.keyboard.press("Escape")
