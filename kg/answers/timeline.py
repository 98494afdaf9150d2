"""Timeline: what is dated, or should be: events, states, promises and figures, in order.

The order is that of the first day that a date may mean. What has no date stands apart, and nothing
is put where no source puts it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from kg.answers.claim_list import ClaimList
from kg.answers.claims import Claims, SeenClaim
from kg.answers.comparer import time_of
from kg.answers.entity import Entities
from kg.answers.expansion import Expander
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge
from kg.model.claim import Claim, Kind, Modality, value_key
from kg.model.period import Period
from kg.model.quantity import Quantity


class What(StrEnum):
    """What an entry of a timeline tells."""

    EVENT = "event"
    STATUS = "status"
    PROMISE = "promise"
    FIGURE = "figure"


class Meaning(StrEnum):
    """How an entry has its date: it was on, from or until it, is for it, or was so as of it."""

    ON = "on"
    FROM = "from"
    AS_OF = "as of"
    UNTIL = "until"
    FOR = "for"


@dataclass(frozen=True, slots=True)
class Entry:
    """Claims that tell one thing of one date in one way.

    `date` and `meaning` are None where no claim gives a date. `part` are claims that join an event
    to the entity whose timeline this is.
    """

    what: What
    kind: Kind
    date: Period | None
    meaning: Meaning | None
    claims: tuple[SeenClaim, ...]
    part: tuple[SeenClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """The entries with a date, the first ones first, and those without one."""

    dated: tuple[Entry, ...]
    undated: tuple[Entry, ...]

    def only(self, wanted: Collection[What]) -> "Timeline":
        """The entries of these sorts; all where none is named."""
        dated, undated = (
            tuple(each for each in entries if not wanted or each.what in wanted)
            for entries in (self.dated, self.undated)
        )
        return Timeline(dated, undated)


PROMISING = frozenset({Modality.PLANNED, Modality.PROJECTED, Modality.PROPOSED})
_EVER = Period.parse("0001/9999")
_MOST = 2**31  # claims; the filter bounds them, and a page is cut afterwards


def timeline(knowledge: Knowledge, keep: ClaimFilter, entity: str | None = None) -> Timeline:
    """What the filter allows of one entity and the events in which it has a part, or of all.

    Raise NotFound; Moved where it was merged or renamed.
    """
    if entity is not None:
        Entities(knowledge).card(entity)
    reader = _Reader(knowledge, keep)
    links = {} if entity is None else reader.events_of(entity)
    subjects = frozenset[str]() if entity is None else frozenset({entity, *links})
    found: dict[tuple[object, ...], list[SeenClaim]] = defaultdict(list)
    for seen in reader.claims(subjects):
        if (what := _what(seen, knowledge)) and (
            what is What.EVENT or entity in (None, seen.claim.subject)
        ):
            found[what, *_said(seen)].append(seen)
    entries = [_entry(key[0], claims, links) for key, claims in found.items()]
    told = {each.claims[0].claim.subject for each in entries if each.what is What.EVENT}
    entries += [
        Entry(What.EVENT, part[0].kind, None, None, (), part)
        for event, part in links.items()
        if event not in told and reader.takes_events
    ]
    dated = sorted((each for each in entries if each.date), key=_place)
    undated = sorted((each for each in entries if not each.date), key=_place)
    return Timeline(tuple(dated), tuple(undated))


class _Reader:
    """Reads the claims that a timeline may tell; the side index says which, the store what."""

    def __init__(self, knowledge: Knowledge, keep: ClaimFilter) -> None:
        self.knowledge = knowledge
        self.keep = keep
        properties = knowledge.ontology.properties.values()
        self.dates = frozenset(p.name for p in properties if p.range == "EDTF")
        self.told = self.dates | {p.name for p in properties if p.is_measure or p.leads_to_state}
        self.takes_events = not keep.properties or bool(keep.properties & self.dates)

    def claims(self, subjects: frozenset[str]) -> tuple[SeenClaim, ...]:
        """Claims of what has a date by its nature, and promises with a date."""
        keep, ids = self.keep, set[str]()
        if subjects:
            subjects = subjects & keep.subjects if keep.subjects else subjects
            if not subjects:
                return ()
            keep = replace(keep, subjects=subjects)
        if wanted := self.told & keep.properties if keep.properties else self.told:
            ids |= self._ids(replace(keep, properties=frozenset(wanted)))
        if promising := PROMISING & keep.modalities if keep.modalities else PROMISING:
            period = keep.valid_in or _EVER
            ids |= self._ids(replace(keep, modalities=promising, valid_in=period))
        return Claims(self.knowledge).some(ids)

    def events_of(self, entity: str) -> dict[str, tuple[SeenClaim, ...]]:
        """The events in which the entity has a part, with the claims that say so.

        These claims have no date of their own, and their property is not what is asked for.
        """
        free = replace(
            self.keep, subjects=frozenset(), properties=frozenset(), objects=frozenset(),
            valid_on=None, valid_in=None,
        )  # fmt: skip
        edges = [
            edge for edge in Expander(self.knowledge).expand([entity], free)
            if not edge.is_statement and edge.kinds != (Kind.DENIED,)
        ]  # fmt: skip
        cards = Entities(self.knowledge).cards(edge.other(entity) for edge in edges)
        joined: dict[str, list[str]] = defaultdict(list)
        for edge in edges:
            other = edge.other(entity)
            if other in cards and self.knowledge.ontology.is_a(cards[other].types, "Event"):
                joined[other] += edge.claims
        read = Claims(self.knowledge).some(each for ids in joined.values() for each in ids)
        by_id = {seen.claim.id: seen for seen in read if seen.kind is not Kind.DENIED}
        return {
            event: tuple(by_id[each] for each in ids if each in by_id)
            for event, ids in joined.items()
        }

    def _ids(self, keep: ClaimFilter) -> set[str]:
        return {name for name, _ in ClaimList(self.knowledge).ids(keep, start=0, size=_MOST)}


def _what(seen: SeenClaim, knowledge: Knowledge) -> What | None:
    """Which entry the claim makes, if any."""
    claim, term = seen.claim, knowledge.ontology.properties[seen.claim.property]
    if isinstance(claim.value, Quantity):
        return What.FIGURE
    if isinstance(claim.value, Period):
        return What.EVENT
    if claim.statement:
        return None
    if seen.kind is not Kind.DENIED and claim.modality in PROMISING:
        return What.PROMISE if term.leads_to_state or due(claim) else None
    return What.STATUS if term.leads_to_state else None


def due(claim: Claim) -> Period | None:
    """The time for which a claim that is not asserted promises something.

    `as_of` is none: it tells when the plan was held.
    """
    return claim.validity.valid_from or claim.validity.valid_to


def when(claim: Claim) -> tuple[Period | None, Meaning | None]:
    """The date under which a claim stands, and how it has it."""
    validity = claim.validity
    if isinstance(claim.value, Period):
        return claim.value, Meaning.ON
    if isinstance(claim.value, Quantity) and (time := time_of(claim)):
        own = {validity.as_of: Meaning.AS_OF, validity.valid_from: Meaning.FROM}
        for_period = any(each.key == "period" for each in claim.qualifiers)
        return time, Meaning.FOR if for_period else own.get(time, Meaning.UNTIL)
    if validity.valid_from:
        return validity.valid_from, Meaning.FROM
    if validity.as_of:
        return validity.as_of, Meaning.AS_OF
    return validity.valid_to, Meaning.UNTIL if validity.valid_to else None


def _said(seen: SeenClaim) -> tuple[object, ...]:
    """What a claim tells, whichever document it is of."""
    claim = seen.claim
    value = value_key(claim.value)
    period, meaning = when(claim)
    return (
        seen.kind, claim.subject, claim.property, claim.object,
        tuple(value) if isinstance(value, list) else value,
        tuple((each.key, each.values) for each in claim.qualifiers),
        claim.attributed_to, claim.statement, period.text if period else None, meaning,
    )  # fmt: skip


def _entry(what: object, claims: list[SeenClaim], links: dict[str, tuple[SeenClaim, ...]]) -> Entry:
    first = claims[0]
    part = links.get(first.claim.subject, ()) if what is What.EVENT else ()
    return Entry(What(str(what)), first.kind, *when(first.claim), tuple(claims), part)


def _place(entry: Entry) -> tuple[date, date, int, str, str, str]:
    first = (entry.claims or entry.part)[0].claim
    earliest, latest = (entry.date.earliest, entry.date.latest) if entry.date else (None, None)
    begins = earliest or latest or date.max
    return (
        begins, latest or date.max, list(What).index(entry.what),
        first.subject, first.property, first.id,
    )  # fmt: skip


def states(found: Timeline, slug: str) -> Timeline:
    """The life of one entity: its states, told, planned or denied."""

    def some(entries: Iterable[Entry]) -> Iterator[Entry]:
        for each in entries:
            if each.claims and each.what in (What.STATUS, What.PROMISE):
                claim = each.claims[0].claim
                if claim.subject == slug and claim.property == "status":
                    yield each

    return Timeline(tuple(some(found.dated)), tuple(some(found.undated)))
