"""A list of names over the real graph: what matches is right, and little is missed."""

import json
import random

import pytest

from bench.names import mistyped
from kg.answers.entity import EntityCard
from kg.answers.knowledge import Knowledge, open_knowledge
from kg.answers.reconciliation import Candidate, Reconciliation
from kg.answers.search import Search
from kg.answers.sureness import Sureness, sureness
from kg.answers.wish import Wish
from kg.config import Settings
from tests.api_client import client_of, real_store
from tests.reconcile import listed


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return open_knowledge(Settings(store=str(real_store(tmp_path_factory))))


@pytest.fixture(scope="module")
def search(real: Knowledge) -> Search:
    return Search(real)


@pytest.fixture(scope="module")
def reconciliation(real: Knowledge, search: Search) -> Reconciliation:
    return Reconciliation(real, search)


def matched(reconciliation: Reconciliation, name: str) -> Candidate | None:
    found = reconciliation.batch({"": Wish(name, 10)})[""]
    return next((each for each in found if each.match), None)


def test_the_list_has_names_of_every_kind(search: Search) -> None:
    names = listed()
    assert len(names) >= 100
    assert len({(each.name, each.type, each.pid) for each in names}) == len(names)
    assert {each.expected for each in names if each.expected} <= {c.slug for c in search.cards}
    assert sum(not each.expected for each in names) > 35
    assert {"script", "misspelt", "other order", "not there", "ambiguous"} <= {
        each.way for each in names
    }


def test_every_match_of_the_list_is_right_and_few_are_missed(real: Knowledge) -> None:
    names = listed()
    settings = Settings(store=str(real.folder), max_reconcile_batch=len(names))
    with client_of(settings, real) as client:
        queries = {str(place): each.query for place, each in enumerate(names)}
        answer = client.post("/reconcile", data={"queries": json.dumps(queries)}).json()
    wrong, missed = [], []
    for place, each in enumerate(names):
        result = answer[str(place)]["result"]
        found = [candidate["id"] for candidate in result if candidate["match"]]
        if found not in ([], [each.expected]):
            wrong.append((each.name, found))
        if each.expected and not found:
            missed.append(each)
            assert result[0]["id"] == each.expected, each.name
            assert each.way == "misspelt"
    assert wrong == []  # precision 1
    assert len(missed) <= 0.05 * sum(bool(each.expected) for each in names), missed


@pytest.mark.slow
def test_what_is_not_in_the_graph_matches_nothing_else(search: Search) -> None:
    """Each entity is left out in turn, and looked for by its names in what remains."""
    taken: set[tuple[str, str]] = set()
    tried = 0
    for card in search.cards:
        others = [each for each in search.cards if each.slug != card.slug]
        for name in card.names:
            tried += 1
            near = {hit.card.slug for hit in search.suggest(name.text)} - {card.slug}
            cards = [each for each in others if each.slug in near]
            sure = [each.slug for each in cards if sureness(name.text, each, cards)]
            taken.update((name.text, slug) for slug in sure)
    assert tried > 400
    assert {name for name, _ in taken} <= {"Luohu"}, taken  # two ports of this name, kept apart


def test_every_entity_is_found_by_its_label_but_where_two_share_it(
    reconciliation: Reconciliation, search: Search
) -> None:
    missed = set()
    for card in filter(_is_named, search.cards):
        found = matched(reconciliation, card.label)
        assert found is None or found.card is card
        if found is None:
            missed.add(card.label)
    assert missed == {"Luohu"}


def test_a_wrong_letter_never_leads_to_another_entity(
    reconciliation: Reconciliation, search: Search
) -> None:
    chance, found = random.Random(5), 0
    named = list(filter(_is_named, search.cards))
    for card in named:
        match = matched(reconciliation, mistyped(card.label, chance))
        assert match is None or match.card is card
        found += match is not None
    assert found > 0.4 * len(named)


def _is_named(card: EntityCard) -> bool:
    return card.named


@pytest.mark.parametrize(
    ("text", "slug", "expected"),
    [
        ("Nanshan", "nansha", Sureness.NO),  # another district
        ("14th Five-Year Plan", "fifteenth-five-year-plan", Sureness.NO),
        ("Hong Kong goverment", "hong-kong-government", Sureness.LIKELY),
        ("Greater Bay Area", "greater-bay-area", Sureness.LIKELY),
        ("Mr Choi", "kevin-choi-kit-ming", Sureness.NO),
        ("Choi", "kevin-choi-kit-ming", Sureness.NO),
        ("Port of Wenjindu", "wenjindu-port", Sureness.SURE),
        ("kevin-choi-kit-ming", "kevin-choi-kit-ming", Sureness.SURE),
        ("", "hong-kong", Sureness.NO),
        ("…", "hong-kong", Sureness.NO),
    ],
)
def test_how_sure_a_name_is(text: str, slug: str, expected: Sureness, search: Search) -> None:
    (card,) = (each for each in search.cards if each.slug == slug)
    assert sureness(text, card) is expected
