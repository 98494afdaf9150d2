"""The page of an entity: every claim once, what is no fact never like one, words to cite."""

import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urljoin

import pytest
from starlette.testclient import TestClient

from kg.answers.entity import Entities
from kg.answers.knowledge import Knowledge, open_knowledge
from kg.config import Settings
from kg.write import shaping
from kg.write.citation import days
from kg.write.figure_chart import Bar, bars
from kg.write.portrait import portrait
from kg.write.shapes import ClaimShape
from tests.api_client import client_of, real_store
from tests.conftest import ROOT
from tests.pages import HTML, Page

MOST_BYTES = 300_000


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of the graph of this repository."""
    settings = Settings(store=str(real_store(tmp_path_factory)))
    with client_of(settings, open_knowledge(settings)) as found:
        yield found


def arranged(knowledge: Knowledge, slug: str) -> list[ClaimShape]:
    page = Entities(knowledge).page(slug)
    found = portrait(page, shaping.entity(page, knowledge), knowledge.ontology)
    groups = [line for group in (*found.facts, *found.figures) for line in group.lines]
    lines = [*found.roles, *groups, *found.says, *found.about, *found.told]
    return [claim for line in lines for claim in line.claims]


def test_every_claim_of_an_entity_stands_in_one_part_of_its_page(knowledge: Knowledge) -> None:
    for slug in Entities(knowledge).all():
        claims = [claim.id for claim in arranged(knowledge, slug)]
        expected = [seen.claim.id for seen in Entities(knowledge).page(slug).claims]
        assert sorted(claims) == sorted(expected), slug


def test_every_claim_of_an_entity_has_its_place_on_the_page(client: TestClient) -> None:
    for slug in ("east-port", "harbour-office", "lee-mei", "island-bridge"):
        page = Page(client.get(f"/entities/{slug}", headers=HTML))
        ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
        claims = client.get(f"/entities/{slug}").json()["claims"]
        assert {f"c-{claim['id']}" for claim in claims} <= ids


def test_a_page_tells_names_roles_figures_statements_time_and_sources(client: TestClient) -> None:
    office = client.get("/entities/lee-mei", headers=HTML).text
    for part in ('id="roles"', 'id="says"', 'id="data"', 'id="cite"'):
        assert part in office
    port = client.get("/entities/east-port", headers=HTML).text
    for part in ('id="facts"', 'id="figures"', 'id="about"', 'id="timeline"', "Possibly the same"):
        assert part in port
    assert "Neither document says whether the lantern is part of the port." in port
    assert "reference data, not from the documents" in port
    assert "of these 3 documents" in port


def test_what_is_planned_or_judged_says_so_in_word_line_and_colour(client: TestClient) -> None:
    for claim in client.get("/entities/east-port").json()["claims"]:
        page = client.get(f"/claims/{claim['id']}", headers=HTML).text
        word = {"fact": "stated as fact", "ended": "no longer"}.get(claim["kind"], claim["kind"])
        pill = f'<span class="kind k-{claim["kind"]}"><svg aria-hidden="true">'
        assert f'{pill}<use href="#l-{claim["kind"]}"/></svg>{word}</span>' in page


def test_lines_and_colours_of_kinds_and_classes_are_those_of_looks(client: TestClient) -> None:
    sheet = client.get("/looks.css")
    assert sheet.headers["content-type"].startswith("text/css")
    page = client.get("/entities/east-port", headers=HTML).text
    looks = client.app.state.views.service.looks  # type: ignore[attr-defined]
    for kind, look in looks.kinds.items():
        assert f".k-{kind} {{ --k: {look['light']}; }}" in sheet.text
        assert f".k-{kind} {{ --k: {look['dark']}; }}" in sheet.text
        assert f'<symbol id="l-{kind}"' in page
        if look["dash"]:
            assert f'stroke-dasharray="{look["dash"]}"' in page
    for name, look in looks.types.items():
        assert f".t-{name} {{ --t: {look['colour']}; }}" in sheet.text


def test_a_claim_has_words_to_cite_it_and_to_report_an_error(
    client: TestClient, knowledge: Knowledge
) -> None:
    claim = client.get("/entities/east-port").json()["claims"][0]
    page = client.get(f"/claims/{claim['id']}", headers=HTML).text
    report = page[page.index("<textarea") : page.index("</textarea>")]
    assert claim["id"] in report
    assert knowledge.version in report
    assert claim["document"] in report
    assert claim["evidence"][0]["quote"].split(",")[0] in report
    assert f"data version {knowledge.version[:12]}, documents up to 2026-03-05" in page
    assert "mailto:" not in page
    assert '<form action="/entities" role="search">' in page  # the search alone sends anything
    assert page.count("<form") == 1


def test_an_entity_comes_as_data_in_every_format_that_its_page_names(client: TestClient) -> None:
    page = Page(client.get("/entities/east-port", headers=HTML))
    wanted = {link for link in page.links if "format=" in link and "/neighbourhood" in link}
    assert {link.rsplit("=", 1)[-1] for link in wanted} == {
        "turtle", "jsonld", "graphml", "gexf", "cytoscape", "dot", "csv", "svg",
    }  # fmt: skip
    for link in wanted:
        assert client.get(urljoin("/entities/east-port", link)).status_code == 200, link
    table = client.get("/entities/east-port?format=csv")
    assert table.headers["content-type"].startswith("text/csv")
    claims = client.get("/entities/east-port").json()["claims"]
    assert len(table.text.strip().split("\r\n")) == 1 + len(claims)
    linked = client.get("/entities/east-port/neighbourhood?format=jsonld")
    assert linked.headers["content-type"].startswith("application/ld+json")
    assert linked.json()


def test_headings_go_down_step_by_step(client: TestClient) -> None:
    claim = client.get("/entities/east-port").json()["claims"][0]["id"]
    for path in (
        "/entities/east-port", "/documents/island-post-3", f"/claims/{claim}", "/conflicts",
    ):  # fmt: skip
        page = Page(client.get(path, headers=HTML))
        levels = [int(tag[1]) for tag, _ in page.elements if tag in ("h1", "h2", "h3", "h4")]
        assert levels[0] == 1
        assert all(b - a <= 1 for a, b in pairwise(levels)), path
        assert all(each.get("scope") == "col" for each in page.of("th")), path


def test_a_page_under_a_filter_says_so(client: TestClient) -> None:
    page = client.get("/entities/east-port?kind=planned", headers=HTML).text
    assert "a filter is on" in page
    assert "stated as fact" not in page[page.index('id="facts"') :]


def test_a_page_that_was_seen_need_not_be_sent_again(client: TestClient) -> None:
    for path in ("/entities/east-port", "/documents/island-post-3", "/looks.css"):
        first = client.get(path, headers=HTML)
        again = client.get(path, headers=HTML | {"If-None-Match": first.headers["etag"]})
        assert again.status_code == 304, path


@pytest.mark.parametrize("slug", ["hong-kong", "qianhai", "sonny-lo-shiu-hing", "hong-kong-park"])
def test_the_page_of_a_hub_is_small_enough(real: TestClient, slug: str) -> None:
    assert len(real.get(f"/entities/{slug}", headers=HTML).content) < MOST_BYTES


def test_a_person_is_not_ranked(real: TestClient) -> None:
    text = real.get("/entities/sonny-lo-shiu-hing", headers=HTML).text
    assert "statements in these 5 documents" in text
    for word in ("most important", "rank ", "centrality", "score"):
        assert word not in text[text.index("<main") : text.index("<h2")]


def test_figures_that_are_no_facts_are_hollow_and_ranges_have_two_ends() -> None:
    planned = Bar("2026 <b>", "about 40", "40", "40", "planned")
    drawn = bars("t", [Bar("2024", "3 to 5 %", "3", "5", "fact"), planned])
    assert drawn is not None
    assert 'class="bar k-fact"' in drawn
    assert 'class="bar k-planned hollow"' in drawn
    assert drawn.count('class="least"') == 1
    assert "<b>" not in drawn
    assert bars("t", [Bar("", "1", "1", "1", "fact")]) is None
    assert bars("t", [Bar("", "-1", "-1", "-1", "fact"), Bar("", "1", "1", "1", "fact")]) is None
    assert bars("t", [Bar("", "many", None, None, "fact")] * 3) is None


def test_a_date_is_told_in_words() -> None:
    assert days("2025-12") == "2025-12"
    assert days("../2021") == "2021 or before"
    assert days("2024/..") == "2024 or later"
    assert days("2024-01/2024-06") == "2024-01 to 2024-06"


def contrast(a: str, b: str) -> float:
    """The contrast of two colours, after WCAG 2.2."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((light(a), light(b)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_words_stand_out_from_what_they_stand_on_in_both_themes() -> None:
    sheet = (ROOT / "web/static/app.css").read_text(encoding="utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", sheet, re.DOTALL)
    for theme in (light, dark):
        colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", theme))
        for words in ("ink", "muted", "link", "accent", "bad"):
            for ground in ("paper", "panel", "quote"):
                assert contrast(colours[words], colours[ground]) >= 4.5, (words, ground)
        for words in ("ink", "link"):
            assert contrast(colours[words], colours["target"]) >= 4.5, words
