"""Search: entities whose label has the words, best first."""

import unicodedata
from dataclasses import dataclass

from kg.answers.entity import Entities, EntityCard
from kg.answers.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity, the label that matched, and how well: 1 is the whole label."""

    card: EntityCard
    matched: str
    score: float


class Search:
    """Looks through the labels of one release, which it reads once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.cards = tuple(Entities(knowledge).all().values())
        self._folded = [
            (card, name.text, fold(name.text)) for card in self.cards for name in card.names
        ]

    def find(self, text: str, entity_class: str | None = None) -> tuple[Hit, ...]:
        """Every entity with a label that contains the words; all of them for an empty text."""
        wanted = fold(text)
        best: dict[str, Hit] = {}
        for card, label, folded in self._folded:
            if entity_class and entity_class not in card.types:
                continue
            score = _score(wanted, folded)
            known = best.get(card.slug)
            if score and (known is None or score > known.score):
                best[card.slug] = Hit(card, label, score)
        return tuple(sorted(best.values(), key=_rank))


def fold(text: str) -> str:
    """`text` without case, accents and punctuation, words apart by one space."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def _score(wanted: str, folded: str) -> float:
    if wanted == folded:
        return 1.0
    if not wanted:
        return 0.1
    share = len(wanted) / max(len(folded), 1)
    if folded.startswith(wanted):
        return 0.7 + 0.2 * share
    if f" {wanted}" in folded:
        return 0.5 + 0.2 * share
    if wanted in folded:
        return 0.3 + 0.2 * share
    words = wanted.split()
    found = sum(word in folded for word in words)
    return 0.2 * share if found == len(words) else 0.0


def _rank(hit: Hit) -> tuple[float, bool, int, str]:
    return -hit.score, not hit.card.named, -len(hit.card.documents), hit.card.slug
