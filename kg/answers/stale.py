"""Stale plans: what was promised for a day that is past, without a later word on it here."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from kg.answers.claim_list import ClaimList
from kg.answers.claims import SeenClaim
from kg.answers.comparer import time_of
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge
from kg.answers.promises import Outcome, promises
from kg.answers.timeline import PROMISING
from kg.model.claim import Claim, Kind, Modality
from kg.model.period import Period
from kg.model.quantity import Quantity
from kg.model.sentence import Span


@dataclass(frozen=True, slots=True)
class StalePlan:
    """Claims that promise one thing for a date; the silence since is that of our documents.

    The date of an event stands with what the event is about, where one sentence promises both.
    """

    date: Period
    claims: tuple[SeenClaim, ...]


def stale_plans(knowledge: Knowledge, keep: ClaimFilter, on: date) -> tuple[StalePlan, ...]:
    """What was promised for before `on` and is neither delivered nor denied, the first first.

    States, and relations put with a deadline, as in `promises`: a start is none. Dates of events of
    which no date is asserted; figures of which none of the same unit and thing counted is asserted
    for that time or later.
    """
    if keep.valid_in is None:  # what was promised for later need not be read
        keep = replace(keep, valid_in=Period.parse(f"../{on.isoformat()}"))
    found = [
        StalePlan(each.date, each.promised)
        for each in promises(knowledge, keep, on=on)
        if each.date and each.is_past_due and each.outcome is Outcome.OPEN
    ]
    found += _valued(knowledge, keep, on)
    return tuple(sorted(_joined(knowledge, keep, found), key=_place))


def _joined(knowledge: Knowledge, keep: ClaimFilter, found: list[StalePlan]) -> Iterator[StalePlan]:
    """The same plans, one that an event and what it concerns both tell once."""
    events = [plan for plan in found if isinstance(plan.claims[0].claim.value, Period)]
    if not events:
        yield from found
        return
    about = ClaimFilter(
        subjects=frozenset(plan.claims[0].claim.subject for plan in events),
        properties=frozenset({"concerns"}),
        known_on=keep.known_on,
    )
    concerned = {
        (seen.claim.subject, seen.claim.object) for seen in ClaimList(knowledge).all(about)
    }
    more: dict[int, tuple[SeenClaim, ...]] = defaultdict(tuple)
    gone = set()
    for event in events:
        subject = event.claims[0].claim.subject
        told = [
            place for place, plan in enumerate(found)
            if (subject, plan.claims[0].claim.subject) in concerned and _one_saying(plan, event)
        ]  # fmt: skip
        if len(told) == 1:  # of several, nobody says which it is
            more[told[0]] += event.claims
            gone.add(id(event))
    for place, plan in enumerate(found):
        if id(plan) not in gone:
            yield replace(plan, claims=plan.claims + more[place])


def _one_saying(plan: StalePlan, other: StalePlan) -> bool:
    """Whether the same words of one document promise both for the same date."""

    def said(each: StalePlan) -> set[tuple[str, Span]]:
        return {(seen.claim.document, seen.claim.evidence[0].span) for seen in each.claims}

    return plan.date == other.date and not said(plan).isdisjoint(said(other))


def _valued(knowledge: Knowledge, keep: ClaimFilter, on: date) -> Iterator[StalePlan]:
    """Planned dates of events, and planned figures."""
    valued = {
        p.name for p in knowledge.ontology.properties.values() if p.is_measure or p.range == "EDTF"
    }
    properties = valued & keep.properties if keep.properties else valued
    modalities = PROMISING & keep.modalities if keep.modalities else PROMISING
    if not properties or not modalities:
        return
    wanted = replace(keep, properties=frozenset(properties), modalities=modalities)
    past = [
        seen for seen in ClaimList(knowledge).all(wanted)
        if seen.kind is not Kind.DENIED and _is_past(promised(seen.claim), on)
    ]  # fmt: skip
    said: dict[tuple[str, str], list[SeenClaim]] = defaultdict(list)
    for each in _asserted(knowledge, past, keep.known_on):
        said[each.claim.subject, each.claim.property].append(each)
    for seen in past:
        when = promised(seen.claim)
        key = seen.claim.subject, seen.claim.property
        if when and not any(_answers(each.claim, seen.claim) for each in said[key]):
            yield StalePlan(when, (seen,))


def promised(claim: Claim) -> Period | None:
    """The time for which a date or figure is planned or expected."""
    return claim.value if isinstance(claim.value, Period) else time_of(claim)


def _is_past(period: Period | None, on: date) -> bool:
    return period is not None and period.latest is not None and period.latest < on


def _asserted(
    knowledge: Knowledge, past: Iterable[SeenClaim], known_on: date | None
) -> list[SeenClaim]:
    """What is asserted of the same subjects and properties."""
    subjects = {seen.claim.subject for seen in past}
    if not subjects:
        return []
    asserted = ClaimFilter(
        subjects=frozenset(subjects),
        properties=frozenset(seen.claim.property for seen in past),
        modalities=frozenset({Modality.ASSERTED}),
        known_on=known_on,
    )
    return list(ClaimList(knowledge).all(asserted))


def _answers(said: Claim, plan: Claim) -> bool:
    """Whether what is asserted of the same subject and property is a later word on the plan."""
    if isinstance(plan.value, Period):
        return isinstance(said.value, Period)
    if not isinstance(said.value, Quantity) or not isinstance(plan.value, Quantity):
        return False
    if said.value.unit != plan.value.unit or _counted(said) != _counted(plan):
        return False
    then, due = time_of(said), time_of(plan)
    last = then.latest if then else None
    return bool(last and due and due.latest and last >= (due.earliest or due.latest))


def _counted(claim: Claim) -> tuple[str, ...]:
    return next((each.values for each in claim.qualifiers if each.key == "counted"), ())


def _place(plan: StalePlan) -> tuple[date, str, str, str]:
    claim = plan.claims[0].claim
    return plan.date.latest or date.max, claim.subject, claim.property, claim.id
