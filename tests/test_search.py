"""Search: any name finds its entity, the best match first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answers.entity import Entities
from kg.answers.folding import fold
from kg.answers.knowledge import Knowledge
from kg.answers.search import Search


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
