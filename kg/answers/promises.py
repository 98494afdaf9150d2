"""Promises: what was planned, expected or proposed, beside what documents say came of it.

A promise is a claim between two entities, or of a state, that is not asserted. It is delivered
only where some document asserts the same subject, property and object with every qualifier of the
promise; nobody concludes it from anything else.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from kg.answers.claim_list import ClaimList
from kg.answers.claims import Claims, SeenClaim
from kg.answers.entity import Entities
from kg.answers.filter import ClaimFilter
from kg.answers.indexed import these
from kg.answers.knowledge import Knowledge
from kg.answers.timeline import PROMISING, due
from kg.model.claim import Claim, Kind, Modality
from kg.model.ontology import Ontology
from kg.model.period import Period

_SETBACKS = frozenset({"state-delayed", "state-suspended", "state-cancelled"})


class Outcome(StrEnum):
    """What documents say came of a promise."""

    DELIVERED = "delivered"
    DENIED = "denied"
    OPEN = "open"


class Timing(StrEnum):
    """When it was delivered, against when it was promised; unknown where dates do not settle it."""

    EARLIER = "earlier"
    IN_TIME = "in time"
    LATER = "later"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Promise:
    """One promised thing, every claim that promises it, and every one that bears on it.

    `promised` are claims of one kind and date. `similar` assert the same but for qualifiers
    (another scope or purpose), so that they may be about something else. `setbacks` say that its
    subject is delayed, suspended or cancelled, which may be about something else of it.
    `is_past_due`: its deadline was before the day that was asked about, and it is open; None where
    no day was asked about or it has no deadline.
    """

    date: Period | None
    promised: tuple[SeenClaim, ...]
    delivered: tuple[SeenClaim, ...]
    denied: tuple[SeenClaim, ...]
    similar: tuple[SeenClaim, ...]
    setbacks: tuple[SeenClaim, ...]
    timing: Timing | None
    is_past_due: bool | None

    @property
    def outcome(self) -> Outcome:
        if self.delivered:
            return Outcome.DELIVERED
        return Outcome.DENIED if self.denied else Outcome.OPEN


_Key = tuple[str, str, str | None]


def promises(
    knowledge: Knowledge, keep: ClaimFilter, entity: str | None = None, *, on: date | None = None
) -> tuple[Promise, ...]:
    """The promises that the filter allows, of one subject or of all, the first promised first.

    `keep` chooses the promises; what came of them may be told by any claim that was known on
    `keep.known_on`. Raise NotFound; Moved where the entity was merged or renamed.
    """
    if entity is not None:
        Entities(knowledge).card(entity)
    made = [seen for seen in _promising(knowledge, keep, entity) if _is_promise(seen)]
    after = _after(knowledge, made, keep)
    grouped: dict[tuple[object, ...], list[SeenClaim]] = defaultdict(list)
    for seen in made:
        period = due(seen.claim)
        date_text = period.text if period else None
        grouped[(*_key(seen.claim), seen.claim.qualifiers, seen.kind, date_text)].append(seen)
    found = [_promise(claims, after, knowledge, on) for claims in grouped.values()]
    return tuple(sorted(found, key=_place))


def _promising(
    knowledge: Knowledge, keep: ClaimFilter, entity: str | None
) -> tuple[SeenClaim, ...]:
    modalities = PROMISING & keep.modalities if keep.modalities else PROMISING
    subjects = keep.subjects
    if entity is not None:
        subjects = frozenset({entity}) if not subjects or entity in subjects else frozenset()
        if not subjects:
            return ()
    if not modalities:
        return ()
    wanted = replace(keep, modalities=modalities, subjects=subjects)
    return ClaimList(knowledge).all(wanted)


def _is_promise(seen: SeenClaim) -> bool:
    """A denial promises nothing, a statement is about something, a figure is no deed."""
    claim = seen.claim
    return seen.kind is not Kind.DENIED and claim.statement is None and claim.object is not None


def _after(
    knowledge: Knowledge, made: Iterable[SeenClaim], keep: ClaimFilter
) -> dict[_Key, list[SeenClaim]]:
    """What is asserted or denied of the promised things, and the setbacks of their subjects.

    The side index says which claims these are: a hub has thousands of others.
    """
    keys = {_key(seen.claim) for seen in made}
    if not keys:
        return {}
    asserted = ClaimFilter(
        subjects=frozenset(key[0] for key in keys),
        properties=frozenset(key[1] for key in keys) | {"status"},
        modalities=frozenset({Modality.ASSERTED}),
        known_on=keep.known_on,
    )
    ids = [
        claim.id for claim in these(knowledge.index, knowledge, asserted)
        if claim.object in _SETBACKS or (claim.subject, claim.property, claim.object) in keys
    ]  # fmt: skip
    found: dict[_Key, list[SeenClaim]] = defaultdict(list)
    for seen in Claims(knowledge).some(ids):
        found[_key(seen.claim)].append(seen)
        if seen.claim.object in _SETBACKS:
            found[seen.claim.subject, "", None].append(seen)
    return found


def _promise(
    claims: list[SeenClaim],
    after: dict[_Key, list[SeenClaim]],
    knowledge: Knowledge,
    on: date | None,
) -> Promise:
    claim = claims[0].claim
    same = after.get(_key(claim), [])
    promised, qualifiers = due(claim), set(claim.qualifiers)
    held = [
        seen for seen in same if seen.kind is not Kind.DENIED and not _is_over(seen.claim, promised)
    ]
    delivered = tuple(seen for seen in held if qualifiers <= set(seen.claim.qualifiers))
    denied = tuple(
        seen for seen in same
        if seen.kind is Kind.DENIED and set(seen.claim.qualifiers) <= qualifiers
    )  # fmt: skip
    term = knowledge.ontology.properties[claim.property]
    setbacks = tuple(
        seen for seen in after.get((claim.subject, "", None), ())
        if term.leads_to_state and seen.kind is not Kind.DENIED
    )  # fmt: skip
    past, limit = None, deadline(claim, knowledge.ontology)
    if on is not None and limit is not None:
        past = not delivered and limit < on
    return Promise(
        promised,
        tuple(claims),
        delivered,
        denied,
        tuple(seen for seen in held if seen not in delivered),
        setbacks,
        timing(promised, delivered) if delivered else None,
        past,
    )


def deadline(claim: Claim, ontology: Ontology) -> date | None:
    """The last day on which what is promised may be reached; None where nothing is to be reached.

    A state is reached: its latest possible start. A relation only holds from its start on ("will
    align with it from now on"): no later day finds it broken. Only where its start is put as a
    limit (`../2027`, by 2027) is there a day by which it has to be.
    """
    start = claim.validity.valid_from
    if start is None or start.latest is None:
        return None
    is_reached = ontology.properties[claim.property].leads_to_state or start.earliest is None
    return start.latest if is_reached else None


def _is_over(claim: Claim, promised: Period | None) -> bool:
    """Whether it had ended before the promised time: then it was another time that it was so."""
    end = claim.validity.valid_to.latest if claim.validity.valid_to else None
    begins = promised.earliest if promised else None
    return end is not None and begins is not None and end < begins


def timing(promised: Period | None, delivered: Iterable[SeenClaim]) -> Timing:
    """How the first delivery that is dated lies to the promised date.

    A claim that gives the day from which it holds can tell any; one that only gives a day as of
    which it was so can tell that it was not late.
    """
    if promised is None:
        return Timing.UNKNOWN
    told = {_against(promised, seen.claim) for seen in delivered} - {Timing.UNKNOWN}
    return told.pop() if len(told) == 1 else Timing.UNKNOWN


def _against(promised: Period, delivered: Claim) -> Timing:
    begins, seen = delivered.validity.valid_from, delivered.validity.as_of
    first, last = promised.earliest, promised.latest
    if begins:
        if begins.latest and first and begins.latest < first:
            return Timing.EARLIER
        if begins.earliest and last and begins.earliest > last:
            return Timing.LATER
        inside = begins.earliest and first and begins.earliest >= first
        if inside and begins.latest and last and begins.latest <= last:
            return Timing.IN_TIME
    elif seen and seen.latest and last and seen.latest <= last:
        return Timing.EARLIER if first and seen.latest < first else Timing.IN_TIME
    return Timing.UNKNOWN


def _key(claim: Claim) -> _Key:
    return claim.subject, claim.property, claim.object


def _place(promise: Promise) -> tuple[object, ...]:
    """By the last day that was promised; what has none comes last."""
    claim = promise.promised[0].claim
    last = promise.date.latest if promise.date else None
    first = promise.date.earliest if promise.date else None
    return last or date.max, first or date.max, *map(str, _key(claim)), claim.id
