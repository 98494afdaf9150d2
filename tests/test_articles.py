"""Articles: a text is shown where it is the one that was read, with the names that stand in it."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from kg.answers.articles import Articles, mentions
from kg.answers.documents import documents
from kg.answers.knowledge import Knowledge
from kg.config import Settings
from kg.curate.curation import Curation
from tests.api_client import client_of
from tests.conftest import World
from tests.pages import HTML, Page

WEEKLY = "/documents/harbour-weekly-12"


@pytest.fixture(scope="module")
def client(settings: Settings, knowledge: Knowledge, shared_world: World) -> Iterator[TestClient]:
    texts = settings.model_copy(update={"texts": str(shared_world.root)})
    with client_of(texts, knowledge) as found:
        yield found


def test_the_longest_name_is_told_and_none_within_it(curated: Curation) -> None:
    document = curated.documents["harbour-weekly-12"]
    found = {
        document.text[each.span.start : each.span.end]: each.entities
        for each in mentions(document, curated.entities)
    }
    assert found["Harbour City Government"] == ("harbour-city-government",)
    assert found["Harbour City"] == ("harbour-city",)
    spans = [each.span for each in mentions(document, curated.entities)]
    assert not [(a, b) for a in spans for b in spans if a != b and a.overlaps(b)]


def test_a_name_in_noise_is_no_mention(curated: Curation) -> None:
    for document in curated.documents.values():
        for each in mentions(document, curated.entities):
            assert document.noise_at(each.span) is None


def test_a_name_of_another_document_is_not_looked_for(curated: Curation) -> None:
    notice = curated.documents["harbour-notice"]
    for each in mentions(notice, curated.entities):
        (slug,) = each.entities
        text = notice.text[each.span.start : each.span.end]
        (label,) = [label for label in curated.entities[slug].labels if label.text == text]
        assert notice.slug in label.documents


def test_a_text_that_was_not_the_one_read_is_not_shown(
    world: World, knowledge: Knowledge, client: TestClient
) -> None:
    name = "data/documents/harbour-weekly-12.txt"
    world.append(name, "One more line.\n")
    world.pin("harbour-weekly-12")
    found = Articles(world.root, knowledge.ontology)
    assert found.article(documents(knowledge)["harbour-weekly-12"]) is None
    assert found.article(documents(knowledge)["harbour-notice"]) is not None


def test_without_curated_files_there_is_no_text(knowledge: Knowledge) -> None:
    card = documents(knowledge)["harbour-weekly-12"]
    assert Articles(None, knowledge.ontology).article(card) is None
    settings = Settings(texts="none")
    assert Articles.of(settings, knowledge.ontology).article(card) is None


def test_spans_of_a_text_are_code_points_of_it(client: TestClient) -> None:
    for slug in ("harbour-weekly-12", "island-post-3", "harbour-notice"):
        told = client.get(f"/documents/{slug}/text").json()
        assert told["missing"] is None
        text = told["text"]
        for each in told["claims"]:
            assert text[each["start"] : each["end"]] == each["quote"]
        for each in told["mentions"]:
            assert text[each["start"] : each["end"]].strip()
        starts = [(each["start"], each["end"]) for each in told["claims"]]
        assert starts == sorted(starts)
        assert {each["claim"] for each in told["claims"]} == {
            each["id"] for each in client.get(f"/documents/{slug}").json()["claims"]
        }
    (noise,) = client.get(f"{WEEKLY}/text").json()["noise"]
    assert noise["reason"] == "teaser"


def test_a_page_shows_the_whole_text_and_leads_both_ways(
    client: TestClient, shared_world: World
) -> None:
    response = client.get(WEEKLY, headers=HTML)
    page = Page(response)
    ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    anchors = {link.removeprefix("#") for link in page.links if link.startswith("#")}
    assert anchors <= ids
    claims = client.get(WEEKLY).json()["claims"]
    assert {f"c-{claim['id']}" for claim in claims} <= ids
    assert {"t-1", "p-1"} <= anchors
    assert '<span class="noise" title="not read as content: teaser">Read also' in response.text
    assert "found by their spelling" in response.text
    for line in shared_world.text("data/documents/harbour-weekly-12.txt").splitlines():
        for word in line.split():
            assert word.strip("“”,.") in response.text


def test_a_page_without_the_text_says_so_and_shows_the_quotes_in_order(
    settings: Settings, knowledge: Knowledge
) -> None:
    with client_of(settings, knowledge) as client:
        text = client.get(WEEKLY, headers=HTML).text
        told = client.get(f"{WEEKLY}/text").json()
    assert "this server has not the text" in text
    quotes = [each["quote"] for each in told["claims"]]
    assert told["text"] is None
    assert told["mentions"] == told["noise"] == []
    places = [text.index(quote.split(",")[0].split("“")[0][:20]) for quote in quotes[:3]]
    assert places == sorted(places)


def test_claims_of_a_document_come_as_a_table(client: TestClient) -> None:
    table = client.get(f"{WEEKLY}?format=csv")
    assert table.headers["content-type"].startswith("text/csv")
    assert len(table.text.splitlines()) == 1 + len(client.get(WEEKLY).json()["claims"])
    assert client.get(WEEKLY, headers={"Accept": "text/csv"}).text == table.text
    assert client.get(f"{WEEKLY}?format=xlsx").status_code == 406
