"""Reconciliation: which entity a name in somebody's table means, if one clearly is meant."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.answers.entity import EntityCard
from kg.answers.knowledge import Knowledge
from kg.answers.search import Search
from kg.answers.support import Says, Support
from kg.answers.sureness import Sureness, sureness
from kg.answers.wish import Wish
from kg.store import deadline

_LOOKED_AT = 20  # hits of a name, of which the wish may want fewer
_SURE, _LIKELY, _UNSURE = 98.0, 95.0, 94.0  # a sure name scores so at least, others at most
_OF_CLAIMS = 0.15  # how much of the score the properties of a wish make up
_WEIGHT = {Says.THIS: 1.0, Says.NOTHING: 0.5, Says.OTHER: 0.0}
_OTHER_TYPE = 10.0  # what an entity of another type loses where the type is only a wish


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may be meant.

    `score` and `name_score` are from 0 to 100; `says` is what its claims say of each property that
    was given. At most one candidate of a wish has `match`.
    """

    card: EntityCard
    score: float
    name_score: float
    sureness: Sureness
    of_type: bool
    says: Mapping[str, Says]
    match: bool = False

    @property
    def supported(self) -> int:
        """How many of the properties its claims say."""
        return sum(each is Says.THIS for each in self.says.values())

    @property
    def contradicted(self) -> bool:
        return Says.OTHER in self.says.values()


class Reconciliation:
    """Reconciles names with the entities of one release. Safe to use from several threads."""

    def __init__(self, knowledge: Knowledge, search: Search) -> None:
        self._search = search
        self._cards = {card.slug: card for card in search.cards}
        self._base = knowledge.names.entity("")
        self._support = Support(knowledge, search)

    def batch(self, wishes: Mapping[str, Wish]) -> dict[str, tuple[Candidate, ...]]:
        """The candidates of each wish, the best first, at most as many as it wants."""
        found = {key: self._found(wish) for key, wish in wishes.items()}
        asked = {
            key: (given, [card.slug for card, _ in found[key]])
            for key, wish in wishes.items()
            if (given := wish.given)
        }
        says = self._support.of(asked)
        return {
            key: self._decided(wish, found[key], says.get(key, {})) for key, wish in wishes.items()
        }

    def _found(self, wish: Wish) -> list[tuple[EntityCard, float]]:
        """The entities that may be meant, with the score of their names."""
        deadline.check()
        slug = wish.query.removeprefix(self._base) if wish.query.startswith(self._base) else None
        if slug is not None:
            found = [(self._cards[slug], 100.0)] if slug in self._cards else []
        elif not wish.query.strip():
            slugs = self._support.subjects(wish.given)[: self._most(wish)]
            found = [(self._cards[slug], 0.0) for slug in slugs if slug in self._cards]
        else:
            first = wish.types[0] if len(wish.types) == 1 and wish.filters else None
            hits = self._search.suggest(wish.query, first, limit=self._most(wish))
            found = [(hit.card, hit.percent) for hit in hits]
        return [pair for pair in found if not wish.filters or wish.of_type(pair[0])]

    @staticmethod
    def _most(wish: Wish) -> int:
        return max(_LOOKED_AT, wish.limit)

    def _decided(
        self,
        wish: Wish,
        found: list[tuple[EntityCard, float]],
        says: Mapping[str, Mapping[str, Says]],
    ) -> tuple[Candidate, ...]:
        cards = [card for card, _ in found]
        some = [
            self._candidate(wish, card, percent, cards, says.get(card.slug, {}))
            for card, percent in found
        ]
        if not wish.query.strip():
            some = [each for each in some if each.supported]
        some.sort(key=lambda each: (-each.score, -each.sureness, each.card.slug))
        chosen = clear_winner(some)
        return tuple(replace(each, match=each is chosen) for each in some[: wish.limit])

    def _candidate(
        self,
        wish: Wish,
        card: EntityCard,
        percent: float,
        cards: list[EntityCard],
        says: Mapping[str, Says],
    ) -> Candidate:
        is_iri = wish.query.startswith(self._base)
        sure = Sureness.SURE if is_iri else sureness(wish.query, card, cards)
        if sure is Sureness.SURE:
            named = max(percent, _SURE)
        elif sure is Sureness.LIKELY:
            named = max(min(percent, _SURE - 1), _LIKELY)
        else:
            named = min(percent, _UNSURE)
        score = named
        if wish.given:
            claims = sum(_WEIGHT[each] for each in says.values()) / len(wish.given)
            share = _OF_CLAIMS if wish.query.strip() else 1.0
            score = (1 - share) * named + 100 * share * claims
        of_type = wish.of_type(card)
        if not of_type:
            score = max(0.0, score - _OTHER_TYPE)
        return Candidate(card, round(score, 1), named, sure, of_type, says)


def clear_winner(some: list[Candidate]) -> Candidate | None:
    """The one candidate that is clearly meant; None where none is, or several are alike.

    Its name must be sure, or likely and no other's; its claims must not speak against it. Of
    several such, it must be the one of which the claims say most. `some` are the best first.
    """
    for level in (Sureness.SURE, Sureness.LIKELY):
        fit = [each for each in some if each.sureness is level and each.of_type]
        if not fit:
            continue
        most = max(each.supported for each in fit)
        best = [each for each in fit if each.supported == most and not each.contradicted]
        return best[0] if len(best) == 1 and best[0] is some[0] and _believable(best[0]) else None
    return None


def _believable(candidate: Candidate) -> bool:
    """Persons whose names differ by a letter are often two, so a slip alone is not believed."""
    return (
        candidate.sureness is Sureness.SURE
        or "Person" not in candidate.card.types
        or candidate.supported > 0
    )
