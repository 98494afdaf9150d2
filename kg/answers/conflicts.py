"""Conflicts: figures of one entity side by side, and what they are to each other.

Two figures conflict only when property, unit, qualifiers and time match and their quantifier
intervals do not meet. The same at two dates is a series; a conversion restates; a difference in
what is counted is not comparable. Nobody wins.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from kg.answers.claims import Claims, SeenClaim
from kg.answers.entity import EntityCard
from kg.answers.knowledge import Knowledge
from kg.answers.wording import Wording
from kg.model.claim import Claim, Polarity, Rank
from kg.model.ontology import Ontology
from kg.model.period import Period
from kg.model.quantity import Interval, Quantity

_TIME, _RESTATES = "period", "restates"
_LONG_WORD = re.compile(r"\w{4,}")


class Relation(StrEnum):
    """What two figures are to each other."""

    CONFLICT = "conflict"
    SERIES = "series"
    RESTATED = "restated"
    NOT_COMPARABLE = "not comparable"
    AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two figures of one subject and property; `because` says why, in words of ours."""

    relation: Relation
    first: SeenClaim
    second: SeenClaim
    because: str


def comparisons(
    knowledge: Knowledge, cards: Mapping[str, EntityCard], entity: str | None = None
) -> tuple[Comparison, ...]:
    """Every pair of figures that somebody might set side by side, conflicts first.

    With an entity only pairs of claims in which it has a part.
    """
    grouped: dict[tuple[str, str], list[SeenClaim]] = defaultdict(list)
    read = Claims(knowledge)
    for seen in read.all() if entity is None else read.of_entity(entity):
        claim = seen.claim
        known = isinstance(claim.value, Quantity) and claim.value.value is not None
        if known and claim.polarity is Polarity.POSITIVE and claim.rank is not Rank.DEPRECATED:
            grouped[claim.subject, claim.property].append(seen)
    comparer = Comparer(knowledge.ontology, Wording(knowledge.ontology, cards))
    found = [
        comparer.compare(*sorted(pair, key=_time_key))
        for figures in grouped.values()
        for pair in combinations(figures, 2)
        if _counts_alike(pair[0].claim, pair[1].claim)
    ]
    order = list(Relation)
    return tuple(sorted(found, key=lambda each: (order.index(each.relation), _ids(each))))


def _ids(each: Comparison) -> tuple[str, str, str, str]:
    first, second = each.first.claim, each.second.claim
    return first.subject, first.property, first.id, second.id


def _time_key(seen: SeenClaim) -> tuple[str, str]:
    period = time_of(seen.claim)
    return (period.text if period else "~", seen.claim.id)


class Comparer:
    """Judges pairs of figures of one subject and property."""

    def __init__(self, ontology: Ontology, words: Wording) -> None:
        self.ontology = ontology
        self.words = words

    def compare(self, first: SeenClaim, second: SeenClaim) -> Comparison:
        """What the two are to each other."""
        a, b = first.claim, second.claim
        relation, because = self._judge(a, b)
        return Comparison(relation, first, second, because)

    def _judge(self, a: Claim, b: Claim) -> tuple[Relation, str]:
        if restated := _restated(a, b) or _restated(b, a):
            return Relation.RESTATED, f"one is the document's own conversion of {restated}"
        differences = list(self._differences(a, b))
        if differences:
            return Relation.NOT_COMPARABLE, "; ".join(differences)
        if _has_period(a) or _has_period(b):  # sums over periods: a part is not the whole
            when: bool | None = time_of(a) == time_of(b) and _has_period(a) is _has_period(b)
        else:
            when = _same_time(time_of(a), time_of(b))
        if when is None:
            return Relation.NOT_COMPARABLE, "one of the two has no date"
        if not when:
            return Relation.SERIES, f"the same measure at {time_of(a)} and at {time_of(b)}"
        if self._interval(a).meets(self._interval(b)):
            return Relation.AGREEMENT, "the two can both be right"
        return Relation.CONFLICT, "the same thing at the same time, and not both can be right"

    def _differences(self, a: Claim, b: Claim) -> Iterator[str]:
        """Why the two do not measure the same."""
        if self._factor(a) is None or self._factor(b) is None:
            if _quantity(a).unit != _quantity(b).unit:
                units = [self.ontology.units[_quantity(claim).unit].label for claim in (a, b)]
                yield f"the units differ: {units[0]} / {units[1]}"
        elif self._kind(a) != self._kind(b):
            yield "they measure different things"
        ours, theirs = _qualifiers(a), _qualifiers(b)
        for key in sorted(ours.keys() | theirs.keys()):
            if ours.get(key) != theirs.get(key):
                name = self.ontology.qualifiers[key].label
                said = [self._said(claim, key) for claim in (a, b)]
                yield f"{name} differs: {said[0]} / {said[1]}"
        if a.modality != b.modality:
            yield f"one is {a.modality}, the other {b.modality}"

    def _said(self, claim: Claim, key: str) -> str:
        values = _qualifiers(claim).get(key)
        if values is None:
            return "not said"
        entities = self.ontology.qualifiers[key].takes_entities
        return ", ".join(map(self.words.label, values) if entities else values)

    def _kind(self, claim: Claim) -> str:
        return self.ontology.units[_quantity(claim).unit].kind

    def _factor(self, claim: Claim) -> object:
        return self.ontology.units[_quantity(claim).unit].factor

    def _interval(self, claim: Claim) -> Interval:
        factor = self.ontology.units[_quantity(claim).unit].factor
        interval = _quantity(claim).interval
        return interval if factor is None else interval.times(factor)


def _counts_alike(a: Claim, b: Claim) -> bool:
    """Whether what is counted shares a word: phases beside laboratories are worth no look."""
    ours, theirs = _counted_words(a), _counted_words(b)
    return not (ours and theirs) or bool(ours & theirs)


def _counted_words(claim: Claim) -> set[str]:
    return set(_LONG_WORD.findall(" ".join(_qualifiers(claim).get("counted", ())).lower()))


def _quantity(claim: Claim) -> Quantity:
    if not isinstance(claim.value, Quantity):
        raise TypeError(f"{claim.id} has no figure")
    return claim.value


def _qualifiers(claim: Claim) -> dict[str, tuple[str, ...]]:
    left_out = (_TIME, _RESTATES)
    return {each.key: each.values for each in claim.qualifiers if each.key not in left_out}


def _restated(claim: Claim, other: Claim) -> str | None:
    """The words that `claim` restates, if `other` of the same document quotes them as its own."""
    for qualifier in claim.qualifiers:
        if qualifier.key == _RESTATES and claim.document == other.document:
            (words,) = qualifier.values
            if any(words in quote.text.replace("\xa0", " ") for quote in other.evidence):
                return words
    return None


def time_of(claim: Claim) -> Period | None:
    """The day or period for which the figure is given."""
    for qualifier in claim.qualifiers:
        if qualifier.key == _TIME:
            return Period.parse(qualifier.values[0])
    validity = claim.validity
    return validity.as_of or validity.valid_from or validity.valid_to


def _has_period(claim: Claim) -> bool:
    return any(qualifier.key == _TIME for qualifier in claim.qualifiers)


def _same_time(a: Period | None, b: Period | None) -> bool | None:
    """Whether two times may be one; None where one of them is not known."""
    if a is None and b is None:
        return True
    if a is None or b is None:
        return None
    starts = [each.earliest for each in (a, b) if each.earliest]
    ends = [each.latest for each in (a, b) if each.latest]
    return not starts or not ends or max(starts) <= min(ends)
