"""The interface in both languages: no string is missing, and no English is left in the Chinese."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenTab
from tests.browser.english import foreign
from tests.browser.tab import MARKS, Tab
from tests.conftest import ROOT

pytestmark = MARKS
SOURCE = ROOT / "web/src"
LANGUAGES = ("en", "zh-Hant")


def strings(language: str) -> dict[str, str]:
    """The words of a language by key, as its file has them."""
    text = (SOURCE / "strings" / f"{language}.js").read_text(encoding="utf-8")
    return dict(re.findall(r'"([\w.-]+)": "((?:[^"\\]|\\.)*)"', text))


def stem(key: str) -> str:
    return key.removesuffix(".one").removesuffix(".other")


def test_both_languages_have_the_same_keys_and_the_same_gaps_in_them() -> None:
    english, chinese = strings("en"), strings("zh-Hant")
    assert len(english) > 100
    assert {stem(key) for key in english} == {stem(key) for key in chinese}
    for key, text in chinese.items():
        gaps = set(re.findall(r"\{\w+\}", english.get(key, english.get(f"{stem(key)}.other", ""))))
        assert set(re.findall(r"\{\w+\}", text)) == gaps, key


def test_every_key_that_the_page_uses_is_there() -> None:
    known = {stem(key) for key in strings("en")} | set(strings("en"))
    used = set()
    for path in sorted(SOURCE.rglob("*.js")):
        if "strings" not in path.parts:
            text = path.read_text(encoding="utf-8")
            used |= {(key, path.name) for key in re.findall(r'\bt\("([\w.-]+)"', text)}
    assert len(used) > 60
    assert {(key, name) for key, name in used if key not in known} == set()


def settled(tab: Tab) -> list[str]:
    """The same, once all parts of the page have heard of the language, or after five seconds."""
    for _ in range(50):
        if not (found := foreign(tab)):
            break
        tab.page.wait_for_timeout(100)
    return found


@pytest.fixture
def chinese(open_tab: OpenTab) -> Tab:
    return open_tab(None)


@pytest.mark.parametrize(
    "view",
    [
        "",
        "focus=qianhai",
        "focus=luohu-port",
        "focus=qianhai&view=table",
        "view=query",
        "path=john-lee..qianhai",
        "view=compare&compare=hong-kong..shenzhen",
        "view=unknowns",
        "focus=qianhai&view=document&doc=qianhai-leads-cooperation",
    ],
)
def test_no_english_is_left_in_the_chinese_interface(chinese: Tab, view: str) -> None:
    chinese.page.goto(f"{chinese.address}/?lang=zh-Hant&{view}")
    chinese.page.wait_for_load_state("networkidle")
    assert foreign(chinese) == []


@pytest.mark.parametrize("view", ["", "?focus=qianhai", "?focus=qianhai&view=table", "?view=query"])
def test_the_language_can_be_switched_in_every_view(tab: Tab, view: str) -> None:
    tab.page.goto(f"{tab.address}/{view}")
    tab.page.wait_for_load_state("networkidle")
    assert foreign(tab) != []
    tab.page.locator(".top .lang").click()
    expect(tab.page.get_by_role("tab", name="圖譜")).to_be_visible()
    tab.page.wait_for_load_state("networkidle")
    assert tab.value("() => document.documentElement.lang") == "zh-Hant"
    assert settled(tab) == []
    tab.page.locator(".top .lang").click()
    expect(tab.page.get_by_role("tab", name="Graph")).to_be_visible()


def test_what_opens_in_the_chinese_interface_is_chinese(chinese: Tab) -> None:
    chinese.open("?focus=qianhai&lang=zh-Hant")
    page = chinese.page
    page.locator(".panel .links button").first.click()
    expect(page.locator(".panel blockquote").first).to_be_visible()
    assert foreign(chinese) == []
    page.locator(".top .menu > summary").click()
    assert foreign(chinese) == []
    page.keyboard.press("Escape")
    page.locator(".top .help").click()
    expect(page.locator("dialog.help")).to_be_visible()
    assert foreign(chinese) == []
    page.keyboard.press("Escape")
    chinese.double_tap("qianhai")
    expect(page.locator("dialog.picker")).to_be_visible()
    assert foreign(chinese) == []
    page.keyboard.press("Escape")
    page.get_by_role("combobox").last.fill("zzzzqqqq")
    expect(page.locator(".suggestions .none").last).to_be_visible()
    assert foreign(chinese) in ([], [text for text in foreign(chinese) if "zzzzqqqq" in text])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_chinese_names_are_marked_as_such(open_tab: OpenTab, lang: str) -> None:
    tab = open_tab(f"?focus=qianhai&lang={lang}")
    expect(tab.page.locator(".panel h2").first).to_be_visible()
    tags = tab.value(
        """() => [...document.querySelectorAll(".panel bdi[lang]")]
          .filter(each => /[\\u4e00-\\u9fff]/.test(each.textContent)).map(each => each.lang)"""
    )
    assert set(tags) <= {"zh-Hant", "zh-Hans"}
    assert tags
