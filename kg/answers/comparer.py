"""Comparer: what two claims of one thing are to each other: figures, dates, starts, denials.

Two figures conflict only when property, unit, qualifiers and time match and their quantifier
intervals do not meet. The same at two dates is a series; a conversion restates; a difference in
what is counted is not comparable. Dates, starts and denials are judged alike. Nobody wins.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.answers.claims import SeenClaim
from kg.answers.wording import Wording
from kg.model.claim import Claim, Modality, Polarity, content_id, value_key
from kg.model.ontology import Ontology
from kg.model.period import Period
from kg.model.quantity import Interval, Quantity

_TIME, _RESTATES = "period", "restates"
_LONG_WORD = re.compile(r"\w{4,}")
_ANYTHING = "items"  # the unit of whatever is counted: that two have it says nothing
# what begins once; a state such as delayed, and most relations, may begin again
_ONCE = frozenset({"state-established", "state-launched", "state-completed", "state-opened"})


class Relation(StrEnum):
    """What two figures are to each other."""

    CONFLICT = "conflict"
    SERIES = "series"
    RESTATED = "restated"
    NOT_COMPARABLE = "not comparable"
    AGREEMENT = "agreement"


class About(StrEnum):
    """What two claims are compared in."""

    FIGURE = "figure"
    DATE = "date"  # of an event
    START = "start"  # of a state or relation
    DENIAL = "denial"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two claims of one subject and property, the earlier first; `because` says why, in words of
    ours."""

    about: About
    relation: Relation
    first: SeenClaim
    second: SeenClaim
    because: str

    @property
    def id(self) -> str:
        """The same for the same two claims, in any version of the data."""
        return content_id(*sorted((self.first.claim.id, self.second.claim.id)))


def _time_key(seen: SeenClaim) -> tuple[str, str]:
    period = time_of(seen.claim)
    return (period.text if period else "~", seen.claim.id)


class Comparer:
    """Judges pairs of claims of one subject and property."""

    def __init__(self, ontology: Ontology, words: Wording) -> None:
        self.ontology = ontology
        self.words = words

    def compare(self, one: SeenClaim, other: SeenClaim) -> Comparison | None:
        """What the two are to each other; None where nobody would set them side by side."""
        first, second = sorted((one, other), key=_time_key)
        a, b = first.claim, second.claim
        about = _about(a, b)
        if about is None:
            return None
        if about is About.FIGURE:
            judged = self._figures(a, b)
        elif about is About.DATE:
            judged = self._dates(a, b)
        elif about is About.START:
            judged = self._starts(a, b)
        else:
            judged = self._denial(a, b)
        return Comparison(about, judged[0], first, second, judged[1])

    def _figures(self, a: Claim, b: Claim) -> tuple[Relation, str]:
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

    def _dates(self, a: Claim, b: Claim) -> tuple[Relation, str]:
        """Two dates of one event, which happens once."""
        if unlike := "; ".join(self._unlike(a, b)):
            return Relation.NOT_COMPARABLE, unlike
        if _meet(a.value, b.value):
            return Relation.AGREEMENT, "the two dates can both be right"
        held, then = a.validity.as_of, b.validity.as_of
        if a.modality is not Modality.ASSERTED and held and then and not _meet(held, then):
            return Relation.SERIES, f"the date that was held at {held} and at {then}"
        return Relation.CONFLICT, "one event, and not both dates can be right"

    def _starts(self, a: Claim, b: Claim) -> tuple[Relation, str]:
        """Two starts of the same state or relation."""
        if unlike := "; ".join(self._unlike(a, b)):
            return Relation.NOT_COMPARABLE, unlike
        starts = a.validity.valid_from, b.validity.valid_from
        if _meet(*starts):
            return Relation.AGREEMENT, "the two starts can both be right"
        if a.object in _ONCE:
            return Relation.CONFLICT, "it begins once, and not both starts can be right"
        return (
            Relation.SERIES,
            f"the same from {starts[0]} and from {starts[1]}: it may begin again",
        )

    def _denial(self, a: Claim, b: Claim) -> tuple[Relation, str]:
        """What one says and the other denies."""
        if unlike := "; ".join(self._unlike(a, b)):
            return Relation.NOT_COMPARABLE, unlike
        times = _span(a), _span(b)
        when = _same_time(*times)
        if when is None:
            return Relation.NOT_COMPARABLE, "one says it and one denies it, but one has no date"
        said, denied = times if a.polarity is Polarity.POSITIVE else times[::-1]
        if not when:
            return Relation.SERIES, f"said of {said}, denied of {denied}"
        return Relation.CONFLICT, "one denies what the other says"

    def _differences(self, a: Claim, b: Claim) -> Iterator[str]:
        """Why the two do not measure the same."""
        if self._factor(a) is None or self._factor(b) is None:
            if _quantity(a).unit != _quantity(b).unit:
                units = [self.ontology.units[_quantity(claim).unit].label for claim in (a, b)]
                yield f"the units differ: {units[0]} / {units[1]}"
        elif self._kind(a) != self._kind(b):
            yield "they measure different things"
        yield from self._unlike(a, b)

    def _unlike(self, a: Claim, b: Claim) -> Iterator[str]:
        """In what the two differ besides what they say."""
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


def _about(a: Claim, b: Claim) -> About | None:
    """In what the two can be compared, if in anything."""
    if a.polarity is not b.polarity:
        return About.DENIAL if _said(a) == _said(b) else None
    if a.polarity is Polarity.NEGATIVE:
        return None
    if isinstance(a.value, Quantity) and isinstance(b.value, Quantity):
        known = a.value.value is not None and b.value.value is not None
        return About.FIGURE if known and _counts_alike(a, b) else None
    if isinstance(a.value, Period) and isinstance(b.value, Period):
        return About.DATE
    begun = a.validity.valid_from and b.validity.valid_from
    return About.START if begun and a.object is not None and a.object == b.object else None


def _said(claim: Claim) -> object:
    return claim.object, value_key(claim.value)


def _counts_alike(a: Claim, b: Claim) -> bool:
    """Whether the two share a unit of their own, or what they count a word.

    Phases beside laboratories are worth no look.
    """
    unit = _quantity(a).unit
    if unit == _quantity(b).unit and unit != _ANYTHING:
        return True
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


def _span(claim: Claim) -> Period | None:
    """All the time of which something is said, where both ends are told; else as `time_of`."""
    start, end = claim.validity.valid_from, claim.validity.valid_to
    if not start or not end:
        return time_of(claim)
    return Period(f"{start} until {end}", start.earliest, end.latest)


def _same_time(a: Period | None, b: Period | None) -> bool | None:
    """Whether two times may be one; None where one of them is not known."""
    if a is None and b is None:
        return True
    if a is None or b is None:
        return None
    return _meet(a, b)


def _meet(a: object, b: object) -> bool:
    """Whether some day lies in both periods."""
    if not isinstance(a, Period) or not isinstance(b, Period):
        raise TypeError(f"{a} and {b} are no two periods")
    starts = [each.earliest for each in (a, b) if each.earliest]
    ends = [each.latest for each in (a, b) if each.latest]
    return not starts or not ends or max(starts) <= min(ends)
