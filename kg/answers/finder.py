"""Finder: the index hands over the names that share letters, and each is compared closely."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from kg.answers.entity import EntityCard
from kg.answers.keys import Key, Wanted
from kg.answers.labels import IDENTIFIER
from kg.answers.matching import match
from kg.answers.why import LEAST, Why
from kg.store.labels import ANY, Asked, Choice, LabelIndex, LabelRow

CANDIDATES = 300  # names that the index hands over where all hits are wanted
EFFORT = 400_000  # rows that the index reads for them; where it is smaller it reads all
QUICK_CANDIDATES, QUICK_EFFORT = 50, 40_000  # the same where the ten best are
QUICK_COMPARED = 10  # names that are compared closely then, twice at most
_UNNAMED = 0.96  # what a thing that its document does not name is worth beside one that it names
_IDENTIFIER = 0.9  # what a slug is worth beside a name


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity; the name that matched, as written, with its language and kind; how well and why.

    `score` is up to 1, for the whole name.
    """

    card: EntityCard
    matched: str
    lang: str
    kind: str
    score: float
    why: Why

    @property
    def percent(self) -> float:
        """The score from 0 to 100."""
        return round(100 * self.score, 1)


class Finder:
    """Finds the entities of `cards` by their names in `index`."""

    def __init__(self, cards: Mapping[str, EntityCard], index: LabelIndex) -> None:
        self._cards = cards
        self._index = index

    @property
    def names(self) -> int:
        """How many names are indexed."""
        return len(self._index)

    def all(self, wanted: Wanted, choice: Choice = ANY) -> tuple[Hit, ...]:
        """The entities to which the 300 nearest names belong, if they are like enough."""
        rows = self._index.near(_asked(wanted, CANDIDATES, EFFORT), choice)
        return self._ranked(wanted, rows)

    def best(self, wanted: Wanted, choice: Choice = ANY, limit: int = 10) -> tuple[Hit, ...]:
        """The first of them, from fewer names: some times as quick, and nearly always the same."""
        rows = self._index.near(_asked(wanted, QUICK_CANDIDATES, QUICK_EFFORT), choice)
        return self._ranked(wanted, _likeliest(wanted, rows))[:limit]

    def _ranked(self, wanted: Wanted, rows: Iterable[LabelRow]) -> tuple[Hit, ...]:
        best: dict[str, Hit] = {}
        for row in rows:
            found = match(wanted, row.text, tuple(map(Key.read, row.keys)))
            card = self._cards[row.entity]
            score = found.score
            if not card.named and score < 1:
                score *= _UNNAMED
            elif row.kind == IDENTIFIER:
                score *= _IDENTIFIER
            known = best.get(row.entity)
            if score >= LEAST and (known is None or score > known.score):
                best[row.entity] = Hit(card, row.text, row.lang, row.kind, score, found.why)
        return tuple(sorted(best.values(), key=rank))


def _asked(wanted: Wanted, limit: int, effort: int) -> Asked:
    return Asked(wanted.terms, wanted.whole, limit, effort)


def rank(hit: Hit) -> tuple[float, bool, int, str]:
    """What puts hits in order: score, named before unnamed, the best documented, the slug."""
    return -hit.score, not hit.card.named, -len(hit.card.documents), hit.card.slug


def _likeliest(wanted: Wanted, rows: list[LabelRow]) -> list[LabelRow]:
    """Those that the index puts first, and those whose letters alone are most alike."""
    if len(rows) <= QUICK_COMPARED:
        return rows
    chosen = dict.fromkeys(range(QUICK_COMPARED // 2))
    names = [row.keys[0][1:] for row in rows]
    for scorer in (fuzz.ratio, fuzz.partial_ratio):
        alike = process.extract(wanted.written.text, names, scorer=scorer, limit=QUICK_COMPARED)
        chosen.update(dict.fromkeys(place for _, _, place in alike))
    return [rows[place] for place in chosen]
