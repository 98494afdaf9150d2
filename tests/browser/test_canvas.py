"""What the canvas shows of each kind of line, and what its keys do, as a person presses them."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.tab import MARKS, Tab

pytestmark = MARKS
OpenTab = Callable[..., Tab]
NAMED = "() => cy.edges().filter(edge => edge.style('label')).map(edge => edge.id())"
LINE = """kind => {
  const edge = cy.edges(`[kind = '${kind}']`)[0];
  const words = ["line-style", "target-arrow-fill", "mid-target-arrow-shape"];
  return words.map(each => edge.style(each));
}"""


def test_every_kind_has_its_line_arrow_and_bar(tab: Tab) -> None:
    tab.open("?focus=hong-kong&open=hong-kong~100")
    assert tab.value(LINE, "fact") == ["solid", "filled", "none"]
    assert tab.value(LINE, "reported") == ["dashed", "filled", "none"]
    for kind in ("planned", "projected", "opinion"):
        assert tab.value(LINE, kind) == ["dashed", "hollow", "none"]
    firmer = "fact,reported,planned,projected,proposed,opinion,denied".replace(",", ",kind:")
    tab.restore(f"?focus=hong-kong&open=hong-kong~100&off=kind:{firmer}")
    assert tab.value(LINE, "ended") == ["solid", "filled", "tee"]


def test_names_have_two_languages_and_l_cycles_them(tab: Tab) -> None:
    tab.open("?focus=hetao")
    label = "() => cy.getElementById('san-tin-technopole').data('label')"
    assert tab.value(label).split("\n") == ["San Tin Technopole", "新田科技城"]
    tab.page.locator("#graph").focus()
    for expected in ("San Tin Technopole", "新田科技城", "San Tin Technopole\n新田科技城"):
        tab.page.keyboard.press("l")
        tab.page.wait_for_function(f"text => ({label})() === text", arg=expected)
    # what has no Chinese name keeps its English one, never an address
    tab.restore("?focus=hetao&names=zh")
    assert tab.value("() => cy.getElementById('sun-dong').data('label')") == "Sun Dong"


def test_e_walks_from_link_to_link_and_leaves_out_what_is_faded(tab: Tab) -> None:
    tab.open("?focus=hetao&off=kind:projected,kind:proposed")
    seen = tab.value("() => cy.edges().not('.off, .more').map(edge => edge.id())")
    tab.page.locator("#graph").focus()
    walked = []
    for _ in seen:
        tab.page.keyboard.press("e")
        walked += tab.value("() => cy.edges('.selected').map(edge => edge.id())")
    assert sorted(walked) == sorted(seen)
    expect(tab.page.locator("#live")).to_contain_text("Hetao")


def test_above_25_entities_a_link_is_named_when_it_is_pointed_at(tab: Tab) -> None:
    tab.open("?focus=hong-kong&open=hong-kong~20")
    assert len(tab.drawn()) > 25
    assert tab.value(NAMED) == []
    tab.page.mouse.move(*tab.at("hong-kong"))
    tab.page.wait_for_function(f"() => ({NAMED})().length > 5")
    tab.page.mouse.move(*tab.value("() => [260, 560]"))
    tab.page.wait_for_function(f"() => ({NAMED})().length === 0")
    edge = tab.value("() => cy.edges().not('.more').map(edge => edge.id())[0]")
    tab.restore(f"?focus=hong-kong&open=hong-kong~20&sel=r:{edge}")
    assert tab.value(NAMED) == [edge]


def test_a_fold_says_how_many_of_what_over_which_relation(tab: Tab) -> None:
    tab.open("?focus=hong-kong&open=hong-kong~20")
    fold = next(id for id in tab.drawn() if id.startswith("group_"))
    label = tab.value("id => cy.getElementById(id).data('label')", fold)
    assert re.fullmatch(r"[\w ]+ ×\d+\n[a-z ]+", label)


def test_backspace_collapses_and_what_is_left_is_in_sight(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    before = tab.drawn()
    tab.double_tap("qianhai-plan")
    tab.page.wait_for_function("n => cy.nodes('[entity]').length > n && __ready", arg=len(before))
    tab.page.keyboard.press("Backspace")
    tab.page.wait_for_function("n => cy.nodes('[entity]').length === n && __ready", arg=len(before))
    assert tab.drawn() == before
    expect(tab.page.locator("#live")).to_contain_text("taken away")
    at = tab.value("() => cy.nodes('.focus').renderedPosition()")
    size = tab.value("() => [cy.width(), cy.height()]")
    assert 0 < at["x"] < size[0]
    assert 0 < at["y"] < size[1]
    tab.page.keyboard.press("Control+z")
    tab.page.wait_for_function("n => cy.nodes('[entity]').length > n && __ready", arg=len(before))


def test_to_look_at_an_entity_changes_nothing_of_the_picture(tab: Tab) -> None:
    tab.open("?focus=qianhai")
    edges = tab.value("() => cy.edges().map(edge => edge.id()).sort()")
    for id in ("hong-kong", "shenzhen", "qianhai-plan"):
        tab.tap(id)
        expect(tab.page.locator(".panel .entity h2")).to_be_visible()
        tab.page.wait_for_url(f"**sel=e:{id}**")
        tab.page.wait_for_load_state("networkidle")
        assert tab.value("() => cy.edges().map(edge => edge.id()).sort()") == edges
