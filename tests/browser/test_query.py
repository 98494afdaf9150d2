"""The Query tab: saved queries are filled in, own ones written, answers read and taken along."""

from collections.abc import Callable
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.axe import violations
from tests.browser.tab import MARKS, PHONE, Tab

pytestmark = MARKS
OpenTab = Callable[..., Tab]

FACTS = "SELECT ?s ?p ?o WHERE { GRAPH <https://gba.example/graph/facts> { ?s ?p ?o } } LIMIT 12"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def written(tab: Tab, text: str) -> Locator:
    """Replace what is in the editor, as a person who types."""
    editor = tab.page.get_by_role("textbox", name="SPARQL")
    editor.click()
    tab.page.keyboard.press("Control+a")
    tab.page.keyboard.press("Delete")
    tab.page.keyboard.insert_text(text)
    return editor


def completions(tab: Tab) -> Locator:
    """What the editor offers."""
    return tab.page.locator(".cm-tooltip-autocomplete").get_by_role("option")


def asked(tab: Tab) -> dict[str, str]:
    """What the URL asks."""
    found = parse_qs(urlsplit(tab.page.url).query)
    return {name: values[0] for name, values in found.items()}


def rows(tab: Tab) -> Locator:
    return tab.page.locator(".answer tbody tr")


def test_a_question_is_found_by_words_and_by_subject(tab: Tab) -> None:
    tab.open("?view=query")
    questions = tab.page.locator(".list .saved a")
    expect(questions.first).to_be_visible()
    every = questions.count()
    tab.page.get_by_role("searchbox", name="Find a question").fill("promised")
    expect(questions.first).to_contain_text("romise")
    assert 0 < questions.count() < every
    tab.page.get_by_role("searchbox", name="Find a question").fill("")
    tab.page.get_by_role("combobox", name="Subject").select_option("figures")
    expect(questions).to_have_count(6)


def test_a_form_is_filled_in_and_the_url_says_what_was_asked(tab: Tab) -> None:
    tab.open("?view=query&q=claims-about")
    expect(rows(tab).first).to_be_visible()
    before = tab.page.locator(".answer .told p").inner_text()
    field = tab.page.get_by_role("combobox", name="entity", exact=True)
    expect(field).to_have_value("Qianhai")
    field.fill("香港")
    expect(tab.page.locator(".field .suggestions li").first).to_contain_text("香港")
    tab.page.keyboard.press("Enter")
    tab.page.get_by_role("button", name="Ask").click()
    expect(tab.page.locator(".answer .told p")).not_to_have_text(before)
    assert asked(tab)["q"] == "claims-about"
    assert asked(tab)["_entity"]
    tab.page.go_back()
    expect(field).to_have_value("Qianhai")
    expect(tab.page.locator(".answer .told p")).to_contain_text(before.split(" ·")[0])


def test_a_link_restores_the_form_and_the_answer(tab: Tab) -> None:
    tab.open("?view=query&q=events&_from=2024&_to=2024-12-31")
    expect(tab.page.get_by_label("from", exact=True)).to_have_value("2024")
    expect(tab.page.locator(".years h2").first).to_have_text("2024")
    assert asked(tab)["_from"] == "2024"


def test_what_is_wrong_stands_at_its_field(tab: Tab) -> None:
    tab.open("?view=query&q=events")
    expect(tab.page.locator(".timeline")).to_be_visible()
    field = tab.page.get_by_label("from", exact=True)
    field.fill("yesterday")
    tab.page.keyboard.press("Enter")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()
    expect(tab.page.locator("#asked-from-note")).to_contain_text("is not a date")
    tab.forgive("400")


def test_an_answer_is_one_request(tab: Tab) -> None:
    tab.open("?view=query&q=planned")
    expect(rows(tab).first).to_be_visible()
    names = [urlsplit(url).path for url in tab.requests if "/static/" not in url]
    assert sorted(names) == ["/", "/looks.css", "/sheet/planned", "/start", "/workbench"]


def test_the_editor_is_fetched_where_it_is_needed(tab: Tab) -> None:
    tab.open("?view=query&q=planned")
    expect(rows(tab).first).to_be_visible()
    assert not [url for url in tab.requests if "codemirror" in url or "uplot" in url]
    tab.page.get_by_role("button", name="Write your own").click()
    expect(tab.page.get_by_role("textbox", name="SPARQL")).to_be_focused()
    assert [url for url in tab.requests if "codemirror" in url]


def test_a_query_is_typed_and_run_by_the_keyboard(tab: Tab) -> None:
    tab.open("?view=query")
    written(tab, FACTS)
    tab.page.keyboard.press("Control+Enter")
    expect(tab.page.locator(".answer .told p")).to_contain_text("12 rows")
    assert asked(tab)["query"] == FACTS
    expect(tab.page.get_by_role("button", name="Graph", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    # typed over what is selected, letter by letter
    tab.page.get_by_role("textbox", name="SPARQL").click()
    tab.page.keyboard.press("Control+a")
    tab.page.keyboard.type("ASK ")
    tab.page.keyboard.insert_text("{ ?s ?p ?o }")
    tab.page.keyboard.press("Control+Enter")
    expect(tab.page.locator(".answer .boolean")).to_have_text("Yes")


def test_names_are_completed_in_any_language(tab: Tab) -> None:
    tab.open("?view=query")
    written(tab, "SELECT * { ?thing ")
    options = completions(tab)
    tab.page.keyboard.insert_text("位")
    tab.page.keyboard.insert_text("於")
    expect(options.filter(has_text="gbo:locatedIn")).to_contain_text("located in")
    tab.page.wait_for_timeout(150)  # the library takes no key at once after a list has come
    tab.page.keyboard.press("Enter")
    tab.page.keyboard.type(" ")
    tab.page.keyboard.insert_text("前")
    before = len([url for url in tab.requests if "/entities?" in url])
    tab.page.keyboard.insert_text("海")
    expect(options.first).to_contain_text("Qianhai")
    tab.page.wait_for_timeout(150)
    tab.page.keyboard.press("Enter")
    tab.page.keyboard.insert_text(" }")
    tab.page.keyboard.press("Control+Enter")
    expect(rows(tab).first).to_be_visible()
    assert "gbo:locatedIn id:qianhai" in asked(tab)["query"]
    assert "PREFIX id:" in asked(tab)["query"]
    assert len([url for url in tab.requests if "/entities?" in url]) <= before + 1


def test_variables_are_completed(tab: Tab) -> None:
    tab.open("?view=query")
    written(tab, "SELECT ?harbour { ?harbour ?how ")
    tab.page.keyboard.type("?ha")
    expect(completions(tab).first).to_have_text("?harbour")


def test_an_error_stands_at_its_line_in_the_words_of_the_server(tab: Tab) -> None:
    tab.open("?view=query")
    written(tab, "SELECT ?s WHERE {\n  ?s gbo:locatedIn ?o .\n}")
    tab.page.get_by_role("button", name="Run").click()
    alert = tab.page.get_by_role("alert").filter(has_text="Line 2")
    expect(alert).to_contain_text("Prefix not found")
    expect(tab.page.locator(".cm-wrong-line")).to_contain_text("gbo:locatedIn")
    tab.page.get_by_role("textbox", name="SPARQL").click()
    tab.page.keyboard.type(" ")
    expect(tab.page.locator(".cm-wrong-line")).to_have_count(0)
    tab.forgive("400")


def test_a_slow_query_is_cancelled(tab: Tab) -> None:
    tab.open("?view=query")
    written(tab, SLOW)
    tab.page.keyboard.press("Control+Enter")
    tab.page.get_by_role("button", name="Cancel").click()
    expect(tab.page.get_by_role("alert").filter(has_text="Cancelled")).to_be_visible()
    written(tab, FACTS)
    tab.page.keyboard.press("Control+Enter")
    expect(tab.page.locator(".answer .told p")).to_contain_text("12 rows")


def test_a_limit_is_named_in_words(tab: Tab) -> None:
    tab.open("?view=query")
    expect(tab.page.locator(".lead")).to_contain_text("10 seconds")
    written(tab, "SELECT ?s ?p { ?s ?p ?o }")
    tab.page.keyboard.press("Control+Enter")
    told = tab.page.locator(".answer .told p")
    expect(told).to_contain_text("the first 500 rows")
    expect(told).to_contain_text("KG_MAX_ROWS")


def test_a_table_is_sorted_and_says_so(tab: Tab) -> None:
    tab.open("?view=query&q=most-mentioned")
    tab.page.get_by_role("button", name="Table", exact=True).last.click()
    head = tab.page.locator(".answer th").filter(has_text="documents")
    expect(head).to_have_attribute("aria-sort", "none")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    place = tab.page.locator(".answer th").all_inner_texts().index(head.inner_text())
    values = [
        int(text) for text in tab.page.locator(f"td:nth-child({place + 1})").all_inner_texts()
    ]
    assert values == sorted(values, reverse=True)


def test_an_entity_leads_to_the_graph_and_back(tab: Tab) -> None:
    tab.open("?view=query&q=ports")
    cell = rows(tab).first.locator("a.entity").first
    slug = parse_qs(urlsplit(cell.get_attribute("href") or "").query)["focus"][0]
    cell.click()
    tab.page.wait_for_function("() => window.cy && cy.nodes().length > 0 && window.__ready")
    assert slug in tab.drawn()
    tab.page.go_back()
    expect(rows(tab).first).to_be_visible()


def test_a_row_leads_to_its_claims(tab: Tab) -> None:
    tab.open("?view=query&q=planned")
    address = rows(tab).first.get_by_role("link", name="Evidence").get_attribute("href") or ""
    answer = tab.page.request.get(address, headers={"Accept": "application/json"})
    assert answer.ok
    assert answer.json()["evidence"]


@pytest.mark.parametrize(
    ("name", "view", "shown"),
    [
        ("most-mentioned", "Bars", ".plot canvas"),
        ("years", "Lines", ".plot canvas"),
        ("events", "Timeline", ".years time"),
        ("graph-of-offices", "Graph", ".drawn canvas"),
    ],
)
def test_the_hint_of_a_query_chooses_its_view(tab: Tab, name: str, view: str, shown: str) -> None:
    tab.open(f"?view=query&q={name}")
    expect(tab.page.locator(shown).first).to_be_visible()
    pressed = tab.page.get_by_role("button", name=view, exact=True).last
    expect(pressed).to_have_attribute("aria-pressed", "true")
    tab.page.get_by_role("button", name="Table", exact=True).last.click()
    expect(rows(tab).first).to_be_visible()


def test_a_chart_is_drawn_where_the_browser_has_a_language_that_is_none(tab: Tab) -> None:
    """Chromium calls that of the locale C en-US@posix."""
    tab.page.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'language', {get: () => 'en-US@posix'})"
    )
    tab.open("?view=query&q=most-mentioned")
    expect(tab.page.locator(".plot canvas").first).to_be_visible()


def test_a_picture_of_an_answer_has_its_lines_and_leads_on(tab: Tab) -> None:
    tab.open(f"?view=query&query={quote(FACTS)}")
    tab.page.wait_for_function("() => document.querySelector('.drawn')?.cy?.edges().length === 12")
    tab.page.locator(".drawn").scroll_into_view_if_needed()
    tab.page.wait_for_timeout(200)  # the canvas learns where it is now
    x, y = tab.value("""() => {
      const area = document.querySelector(".drawn"), box = area.getBoundingClientRect();
      const long = edge => Math.hypot(
        edge.sourceEndpoint().x - edge.targetEndpoint().x,
        edge.sourceEndpoint().y - edge.targetEndpoint().y);
      const at = area.cy.edges().max(long).ele.renderedMidpoint();
      return [box.x + at.x, box.y + at.y];
    }""")
    tab.page.mouse.click(x, y)
    expect(tab.page.locator("figcaption").get_by_role("link", name="Evidence")).to_be_visible()


def test_an_answer_is_downloaded_in_each_format(tab: Tab) -> None:
    tab.open(f"?view=query&query={quote(FACTS)}")
    tab.page.locator(".answer .menu summary").click()
    begins = {"CSV": "s,p,o", "JSON": "{", "XML": "<", "TSV": "?s\t?p\t?o"}
    for name, begin in begins.items():
        link = tab.page.locator(".answer .menu").get_by_role("link", name=name, exact=True)
        with tab.page.expect_download() as found:
            link.click()
        assert found.value.path().read_text(encoding="utf-8").startswith(begin)
        tab.page.locator(".answer .menu").evaluate("menu => { menu.open = true; }")


def test_a_saved_query_is_edited_as_text(tab: Tab) -> None:
    tab.open("?view=query&q=claims-about&_entity=hong-kong")
    expect(rows(tab).first).to_be_visible()
    count = rows(tab).count()
    tab.page.get_by_role("button", name="Edit as SPARQL").click()
    expect(tab.page.locator(".cm-content")).to_contain_text("id/hong-kong")
    expect(rows(tab)).to_have_count(count)


def test_what_was_asked_is_remembered_and_forgotten(tab: Tab) -> None:
    tab.open("?view=query&q=ports")
    expect(rows(tab).first).to_be_visible()
    tab.open("?view=query")
    tab.page.get_by_text("What you asked").click()
    tab.page.locator(".past a").first.click()
    expect(rows(tab).first).to_be_visible()
    assert asked(tab)["q"] == "ports"
    tab.page.get_by_role("button", name="Forget all").click()
    expect(tab.page.get_by_text("What you asked")).to_be_hidden()


def test_a_hostile_value_stays_text(tab: Tab) -> None:
    query = """SELECT ("<img src=x onerror=alert(1)>" AS ?a) ("javascript:alert(1)" AS ?b)
      (IRI("javascript:alert(1)") AS ?c) WHERE {}"""
    tab.open(f"?view=query&query={quote(query)}")
    expect(rows(tab).locator("td").first).to_have_text("<img src=x onerror=alert(1)>")
    assert rows(tab).locator("img, a").count() == 0


def test_a_server_that_is_gone_is_told_and_tried_again(tab: Tab) -> None:
    tab.open("?view=query&q=ports")
    expect(rows(tab).first).to_be_visible()
    tab.page.context.set_offline(True)
    tab.page.locator(".saved a").filter(has_text="What is planned, and for when").click()
    expect(tab.page.get_by_role("alert").filter(has_text="cannot be reached")).to_be_visible()
    tab.page.context.set_offline(False)
    tab.page.locator(".saved a").filter(has_text="What is planned, and for when").click()
    expect(rows(tab).first).to_be_visible()
    tab.forgive("ERR_INTERNET_DISCONNECTED")


def test_the_tab_speaks_chinese(tab: Tab) -> None:
    tab.open("?view=query&q=claims-about&lang=zh-Hant")
    expect(tab.page.get_by_role("button", name="提問")).to_be_visible()
    expect(rows(tab).first).to_contain_text("證據")
    subject = tab.page.get_by_role("combobox", name="陳述所關於的對象", exact=True)
    expect(subject).to_have_value("前海")
    expect(tab.page.locator(".desk h1")).to_have_text("關於某實體的全部陳述")
    expect(tab.page.locator(".desk header")).to_contain_text("標題由機器草擬")
    expect(tab.page.get_by_role("columnheader", name="關係").first).to_be_visible()
    tab.page.get_by_role("searchbox", name="尋找問題").fill("口岸")
    tab.page.get_by_role("link", name="各口岸的已知情況").click()
    expect(tab.page.locator(".desk h1")).to_have_text("各口岸的已知情況")
    tab.page.get_by_role("button", name="Interface in English").click()
    expect(tab.page.locator(".desk h1")).to_have_text("What is known of each port")


def test_on_a_phone_the_list_makes_room_for_the_answer(open_tab: OpenTab) -> None:
    tab = open_tab(None, size=PHONE).open("?view=query")
    tab.page.get_by_role("searchbox", name="Find a question").fill("planned, and for when")
    tab.page.locator(".list .saved a").first.click()
    expect(rows(tab).first).to_be_visible()
    expect(tab.page.locator(".list")).to_be_hidden()
    assert tab.value("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "query",
    ["", "&q=claims-about", "&q=years", "&q=events", "&q=graph-of-offices", "&q=events&_from=x"],
)
def test_everybody_can_use_the_tab(open_tab: OpenTab, scheme: str, query: str) -> None:
    tab = open_tab(None, color_scheme=scheme).open(f"?view=query{query}")
    ready = {"": ".cm-content", "&q=events&_from=x": ".field.bad"}.get(query, ".answer .told")
    expect(tab.page.locator(ready).first).to_be_visible()
    tab.page.wait_for_timeout(300)
    assert violations(tab) == []
    if "=x" in query:
        tab.forgive("400")
