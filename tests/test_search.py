"""Search: any name finds its entity, the best match first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answers.claims import Claims
from kg.answers.documents import documents
from kg.answers.entity import Entities
from kg.answers.folding import fold
from kg.answers.knowledge import Knowledge
from kg.answers.search import EntityFilter, Search
from kg.answers.why import Why
from kg.errors import InvalidRequest
from kg.model.ontology import Ontology
from kg.model.period import Period


@pytest.fixture(scope="module")
def search(knowledge: Knowledge) -> Search:
    return Search(knowledge)


def slugs(search: Search, text: str, entity_class: str | None = None) -> list[str]:
    return [hit.card.slug for hit in search.find(text, entity_class)]


def test_every_name_of_every_entity_finds_it_with_the_highest_score(
    search: Search, knowledge: Knowledge
) -> None:
    for slug, card in Entities(knowledge).all().items():
        for name in card.names:
            hits = {hit.card.slug: hit for hit in search.find(name.text)}
            assert hits[slug].score == 1.0, name.text


@pytest.mark.parametrize(
    "text", ["east port", "EAST PORT", "  East   Port ", "Éast Pört", "east-port", "“East Port”"]
)
def test_case_accents_spaces_and_punctuation_do_not_matter(text: str, search: Search) -> None:
    first = search.find(text)[0]
    assert (first.card.slug, first.matched, first.score) == ("east-port", "East Port", 1.0)


@pytest.mark.parametrize("text", ["東港", "東", "口岸", "leste", "at East Bay"])
def test_a_part_of_a_name_in_any_language_finds_its_entity(text: str, search: Search) -> None:
    assert "east-port" in slugs(search, text)


def test_the_label_that_matched_is_told(search: Search) -> None:
    (hit,) = [hit for hit in search.find("Porto") if hit.card.slug == "east-port"]
    assert hit.matched == "Porto Leste"
    assert hit.card.label == "East Port"


@pytest.mark.parametrize(
    ("text", "slug", "matched", "why"),
    [
        ("east port", "east-port", "East Port", Why.EXACT),
        ("the East Port", "east-port", "East Port", Why.EXACT),
        ("東港口岸", "east-port", "東港口岸", Why.EXACT),
        ("harbour off", "harbour-office", "Harbour Office", Why.PREFIX),
        ("port east", "east-port", "East Port", Why.WORDS),
        ("lantern", "blue-lantern", "Blue Lantern", Why.WORDS),
        ("antern", "blue-lantern", "Blue Lantern", Why.PART),
        ("口岸", "east-port", "東港口岸", Why.PART),
        ("HCG", "harbour-city-government", "Harbour City Government", Why.ABBREVIATION),
        ("dong gang kou an", "east-port", "東港口岸", Why.PINYIN),
        ("dōnggǎng kǒu'àn", "east-port", "東港口岸", Why.PINYIN),
        ("dong1gang3kou3an4", "east-port", "東港口岸", Why.PINYIN),
        ("dgka", "east-port", "東港口岸", Why.INITIALS),
        ("冬港口岸", "east-port", "東港口岸", Why.PINYIN),
        ("Blue Lantren", "blue-lantern", "Blue Lantern", Why.TYPO),
        ("Bleulantern", "blue-lantern", "Blue Lantern", Why.TYPO),
    ],
)
def test_a_hit_tells_the_form_that_matched_and_why(
    text: str, slug: str, matched: str, why: Why, search: Search
) -> None:
    hit = search.find(text)[0]
    assert (hit.card.slug, hit.matched, hit.why) == (slug, matched, why)


def test_a_hit_tells_language_and_kind_of_the_form(search: Search) -> None:
    hit = search.find("東港口岸")[0]
    assert (hit.lang, hit.kind, hit.percent) == ("zh-hant", "reference", 100.0)
    assert search.find("port at East Bay")[0].kind == "alias"


def test_what_is_written_in_the_other_chinese_script_is_found_and_said(search: Search) -> None:
    simplified = search.find("东港口岸")[0]
    assert simplified.card.slug == "east-port"
    assert simplified.why in (Why.EXACT, Why.SCRIPT)
    assert (simplified.why is Why.EXACT) == (simplified.lang == "zh-hans")


@pytest.mark.parametrize("text", ["east port", "Est Port", "harbour", "東港", "dgka", "i"])
def test_a_suggestion_is_what_a_search_finds_first(text: str, search: Search) -> None:
    found = search.find(text)
    suggested = search.suggest(text, limit=3)
    assert len(suggested) <= 3
    assert suggested[0] == found[0]
    assert set(suggested) <= set(found)


def test_many_names_are_matched_at_once_each_with_its_hits(search: Search) -> None:
    names = ["Est Port", "", "Li Mei", "東港"]
    ports, nothing, person, chinese = search.match(names, limit=2)
    assert ports[0].card.slug == chinese[0].card.slug == "east-port"
    assert nothing == ()
    assert person[0].card.slug == "lee-mei"
    assert 0 < person[0].percent < chinese[0].percent <= 100
    assert [hit.card.slug for hit in search.match(["harbour"], "Territory")[0]] == ["harbour-city"]


def test_a_document_keeps_the_entities_that_stand_in_it(search: Search) -> None:
    keep = EntityFilter(documents=frozenset({"island-post-3"}))
    for text in ("", "port", "harbour"):
        found = search.find(text, keep=keep)
        assert found
        assert all("island-post-3" in hit.card.documents for hit in found)
        missed = {hit.card.slug for hit in search.find(text)} - {hit.card.slug for hit in found}
        assert missed


def test_a_period_keeps_what_is_dated_or_written_of_within_it(
    search: Search, knowledge: Knowledge
) -> None:
    def within(period: str, text: str = "") -> set[str]:
        keep = EntityFilter(period=Period.parse(period))
        return {hit.card.slug for hit in search.find(text, keep=keep)}

    # long ago only what holds until a day and does not say since when
    assert "chan-wing" in within("1850")
    assert "lee-mei" not in within("1850")
    issued = documents(knowledge)["harbour-weekly-12"].issued
    seen = Claims(knowledge).of_document("harbour-weekly-12")
    assert {claim.claim.subject for claim in seen} <= within(str(issued))
    assert within(str(issued), "port") <= within(str(issued))
    assert within("../2000") | within("2001/..") == within("../2100")


def test_filters_are_read_strictly_and_all_that_is_wrong_is_told(terms: Ontology) -> None:
    with pytest.raises(InvalidRequest) as refused:
        EntityFilter.parse(terms, ["a"], "Dragon", ["a", "b"], "soon")
    for wrong in ("'Dragon' is not a class", "'b' is unknown; there are a", "'soon' is not a date"):
        assert wrong in refused.value.detail
    kept = EntityFilter.parse(terms, ["a"], "Zone", ["a"], "2025-12")
    assert kept == EntityFilter("Zone", frozenset({"a"}), Period.parse("2025-12"))


def test_words_in_another_order_find_it_after_those_in_their_order(search: Search) -> None:
    assert "harbour-city-government" in slugs(search, "government harbour")
    scores = {hit.card.slug: hit.score for hit in search.find("harbour government")}
    assert "harbour-city-government" in scores
    assert max(scores.values()) < search.find("harbour city")[0].score


def test_a_whole_name_comes_before_its_start_and_that_before_a_part_of_it(search: Search) -> None:
    found = slugs(search, "East Port")
    assert found[0] == "east-port"
    assert found.index("east-port-plan") < found.index("east-port-groundbreaking")


def test_named_things_come_before_unnamed_ones_of_the_same_score(search: Search) -> None:
    named = [hit.card.named for hit in search.find("")]
    assert named == sorted(named, reverse=True)
    assert not all(named)


def test_an_empty_text_finds_everything(search: Search, knowledge: Knowledge) -> None:
    assert len(search.find("")) == len(search.find("…!")) == knowledge.release.entities
    assert {hit.why for hit in search.find("")} == {Why.LISTED}


@pytest.mark.parametrize("text", ["zzzz", "east zzzz", "port*", "%", "' OR 1=1"])
def test_words_that_stand_nowhere_find_nothing_or_less_than_everything(
    text: str, search: Search, knowledge: Knowledge
) -> None:
    assert len(search.find(text)) < knowledge.release.entities or not fold(text)


def test_a_class_keeps_its_own_and_narrower_ones(search: Search, knowledge: Knowledge) -> None:
    places = slugs(search, "", "Place")
    assert {"east-port", "harbour-city", "blue-lantern"} <= set(places)
    assert "lee-mei" not in places
    assert slugs(search, "", "Entity") == slugs(search, "")
    assert slugs(search, "", "Dragon") == []


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert fold(folded) == folded


@given(text=st.text(max_size=20))
def test_hits_are_unique_ranked_and_scored_between_nought_and_one(
    text: str, search: Search
) -> None:
    hits = search.find(text)
    assert len({hit.card.slug for hit in hits}) == len(hits)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_the_same_search_gives_the_same_order(search: Search, knowledge: Knowledge) -> None:
    assert slugs(search, "harbour") == slugs(Search(knowledge), "harbour")
