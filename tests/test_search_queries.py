"""A list of queries over the real graph, made by reading it: the right entity comes first."""

import csv
import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench.names import mistyped
from kg.answers.folding import fold
from kg.answers.knowledge import open_knowledge
from kg.answers.search import Search
from kg.config import Settings
from tests.api_client import real_store

LIST = Path(__file__).parent / "search" / "queries.csv"
WAYS = {"misspelt", "partial", "script", "pinyin", "abbreviated", "variant", "portuguese"}


@dataclass(frozen=True, slots=True)
class Listed:
    """A query, the entities that are right for it, and in which way it differs from a label."""

    query: str
    expected: frozenset[str]
    way: str


def listed() -> list[Listed]:
    with LIST.open(encoding="utf-8", newline="") as file:
        return [
            Listed(row["query"], frozenset(row["expected"].split("|")), row["way"])
            for row in csv.DictReader(file)
        ]


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Search:
    return Search(open_knowledge(Settings(store=str(real_store(tmp_path_factory)))))


def test_the_list_is_long_varied_and_of_entities_that_there_are(search: Search) -> None:
    found = listed()
    assert len({each.query for each in found}) == len(found) >= 300
    assert {each.way for each in found} == WAYS
    named = {slug for each in found for slug in each.expected}
    assert named <= {card.slug for card in search.cards}
    assert len(named) > 100


@pytest.mark.parametrize(
    "quick",
    [pytest.param(False, id="find", marks=pytest.mark.slow), pytest.param(True, id="suggest")],
)
def test_the_right_entity_is_first_for_95_and_among_ten_for_99_of_100(
    quick: bool, search: Search
) -> None:
    found, not_first, not_among = listed(), [], []
    for each in found:
        hits = search.suggest(each.query) if quick else search.find(each.query)
        slugs = [hit.card.slug for hit in hits[:10]]
        if not each.expected & set(slugs[:1]):
            not_first.append((each.query, slugs[:2]))
        if not each.expected & set(slugs):
            not_among.append((each.query, slugs[:2]))
    assert len(not_first) <= 0.05 * len(found), not_first
    assert len(not_among) <= 0.01 * len(found), not_among


def test_a_wrong_letter_anywhere_in_any_name_of_five_letters_or_more_is_forgiven(
    search: Search,
) -> None:
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for card in search.cards:
        for name in card.names:
            owners[fold(name.text)].add(card.slug)
    chance = random.Random(11)
    names = [name for name in sorted(owners) if len(name) >= 5]
    typos = [(mistyped(name, chance), owners[name]) for name in names]
    typos = [(typo, right) for typo, right in typos if fold(typo) not in owners]
    assert len(typos) > 300
    missed = [typo for typo, right in typos if search.suggest(typo)[0].card.slug not in right]
    assert len(missed) <= 0.01 * len(typos), missed
