"""Timeline: what is dated, or should be: events, states, promises and figures, in order.

The order is that of the first day that a date may mean. What has no date stands apart, and nothing
is put where no source puts it. An outline has the order from the side index; figures and dates, and
claims that seem to say the same, are read for it, the rest for a page.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from operator import attrgetter

from kg.answers.claims import Claims, SeenClaim
from kg.answers.comparer import time_of
from kg.answers.entity import Entities
from kg.answers.expansion import Expander, check
from kg.answers.filter import ClaimFilter
from kg.answers.indexed import IndexedClaim, at, read, some, these, undated, within
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
_PLACE = {what: place for place, what in enumerate(What)}


def timeline(knowledge: Knowledge, keep: ClaimFilter, entity: str | None = None) -> Timeline:
    """What the filter allows of one entity and the events in which it has a part, or of all.

    Raise NotFound; Moved where it was merged or renamed.
    """
    found = outline(knowledge, keep, entity)
    return Timeline(*(entries(knowledge, each) for each in (found.dated, found.undated)))


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry by the ids of its claims, and its place."""

    what: What
    claims: tuple[str, ...]
    part: tuple[str, ...]
    place: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The order of a timeline: what is dated, and what is not."""

    dated: tuple[Draft, ...]
    undated: tuple[Draft, ...]

    def only(self, wanted: Collection[What]) -> "Outline":
        """The drafts of these sorts; all where none is named."""
        dated, undated = (
            tuple(each for each in drafts if not wanted or each.what in wanted)
            for drafts in (self.dated, self.undated)
        )
        return Outline(dated, undated)


def outline(knowledge: Knowledge, keep: ClaimFilter, entity: str | None = None) -> Outline:
    """The order of what `timeline` tells; raise what it raises."""
    if entity is not None:
        Entities(knowledge).card(entity)
    reader = _Reader(knowledge, keep)
    links = {} if entity is None else reader.events_of(entity)
    subjects = frozenset[str]() if entity is None else frozenset({entity, *links})
    light: dict[tuple[object, ...], list[IndexedClaim]] = defaultdict(list)
    close: list[IndexedClaim] = []
    for claim in reader.claims(subjects):
        what = reader.what(claim)
        if what and (what is What.EVENT or entity in (None, claim.subject)):
            if what in (What.EVENT, What.FIGURE):
                close.append(claim)
            else:
                key = (what, claim.kind, claim.subject, claim.property, claim.object, claim.days)
                light[key].append(claim)
    alone = [(What(str(key[0])), few[0]) for key, few in light.items() if len(few) == 1]
    close += [claim for few in light.values() if len(few) > 1 for claim in few]
    drafts = [(_draft(what, claim), claim.has_date()) for what, claim in alone]
    read = _grouped(knowledge, close, links)
    drafts += read
    told = {str(draft.place[3]) for draft, _ in read if draft.what is What.EVENT}
    drafts += [
        (_of_event(part), False) for event, part in links.items()
        if event not in told and reader.takes_events
    ]  # fmt: skip
    dated, undated = (
        tuple(sorted((d for d, has in drafts if has is wanted), key=attrgetter("place")))
        for wanted in (True, False)
    )
    return Outline(dated, undated)


def _draft(what: What, claim: IndexedClaim) -> Draft:
    place = (*_first_last(*claim.time()), _PLACE[what], claim.subject, claim.property, claim.id)
    return Draft(what, (claim.id,), (), place)


def _of_event(part: tuple[IndexedClaim, ...]) -> Draft:
    """An event of which no claim tells the date."""
    first = part[0]
    place = (
        *_first_last(None, None), _PLACE[What.EVENT], first.subject, first.property, first.id
    )  # fmt: skip
    return Draft(What.EVENT, (), tuple(each.id for each in part), place)


def _grouped(
    knowledge: Knowledge,
    claims: Iterable[IndexedClaim],
    links: Mapping[str, tuple[IndexedClaim, ...]],
) -> list[tuple[Draft, bool]]:
    """Claims that are read, those that tell one thing together."""
    found: dict[tuple[object, ...], list[SeenClaim]] = defaultdict(list)
    for seen in Claims(knowledge).some(claim.id for claim in claims):
        if what := _what(seen, knowledge):
            found[what, *_said(seen)].append(seen)
    drafts = []
    for key, told in found.items():
        first, what = told[0].claim, What(str(key[0]))
        period, _ = when(first)
        days = (period.earliest, period.latest) if period else (None, None)
        place = (*_first_last(*days), _PLACE[what], first.subject, first.property, first.id)
        part = links.get(first.subject, ()) if what is What.EVENT else ()
        ids = tuple(seen.claim.id for seen in told)
        drafts.append((Draft(what, ids, tuple(each.id for each in part), place), bool(period)))
    return drafts


def _first_last(earliest: date | None, latest: date | None) -> tuple[date, date]:
    return earliest or latest or date.max, latest or date.max


def entries(knowledge: Knowledge, drafts: Sequence[Draft]) -> tuple[Entry, ...]:
    """The entries of these drafts with their claims; those whose claims are gone left out."""
    by_id = read(knowledge, (name for each in drafts for name in (*each.claims, *each.part)))
    found = []
    for each in drafts:
        claims, part = some(by_id, each.claims), tuple(by_id[i] for i in each.part if i in by_id)
        if claims or part:
            period, meaning = when(claims[0].claim) if claims else (None, None)
            first = (claims or part)[0]
            found.append(Entry(each.what, first.kind, period, meaning, claims, part))
    return tuple(found)


class _Reader:
    """Reads the claims that a timeline may tell, as the side index has them."""

    def __init__(self, knowledge: Knowledge, keep: ClaimFilter) -> None:
        self.knowledge = knowledge
        self.keep = keep
        properties = knowledge.ontology.properties.values()
        self.dates = frozenset(p.name for p in properties if p.range == "EDTF")
        self.states = frozenset(p.name for p in properties if p.leads_to_state)
        self.figures = frozenset(p.name for p in properties if p.is_measure)
        self.told = self.dates | self.states | self.figures
        self.takes_events = not keep.properties or bool(keep.properties & self.dates)

    def claims(self, subjects: frozenset[str]) -> Iterable[IndexedClaim]:
        """Claims of what has a date by its nature, and promises with a date."""
        keep, found = self.keep, dict[str, IndexedClaim]()
        if subjects:
            subjects = subjects & keep.subjects if keep.subjects else subjects
            if not subjects:
                return ()
            keep = replace(keep, subjects=subjects)
        if wanted := self.told & keep.properties if keep.properties else self.told:
            found |= self._some(replace(keep, properties=frozenset(wanted)))
        if promising := PROMISING & keep.modalities if keep.modalities else PROMISING:
            period = keep.valid_in or _EVER
            found |= self._some(replace(keep, modalities=promising, valid_in=period))
        return found.values()

    def _some(self, keep: ClaimFilter) -> dict[str, IndexedClaim]:
        check(self.knowledge.index)
        found = these(self.knowledge.index, self.knowledge, keep)
        return {claim.id: claim for claim in found}

    def events_of(self, entity: str) -> dict[str, tuple[IndexedClaim, ...]]:
        """The events in which the entity has a part, with the claims that say so.

        These claims have no date of their own, and their property is not what is asked for.
        """
        with Expander(self.knowledge).index([entity]) as index:
            claims = [
                claim for claim in at(index, self.knowledge, entity, undated(self.keep))
                if claim.at_entity and not claim.is_statement and claim.kind is not Kind.DENIED
            ]  # fmt: skip
            others = (claim.other(entity) for claim in claims)
            events = within(index, self.knowledge, "Event", others)
        joined: dict[str, list[IndexedClaim]] = defaultdict(list)
        for claim in claims:
            if claim.other(entity) in events:
                joined[claim.other(entity)].append(claim)
        return {event: tuple(claims) for event, claims in joined.items()}

    def what(self, claim: IndexedClaim) -> What | None:
        """Which entry the claim makes, if any."""
        if claim.property in self.figures:
            return What.FIGURE
        if claim.property in self.dates:
            return What.EVENT
        if claim.is_statement:
            return None
        to_state = claim.property in self.states
        if claim.kind is not Kind.DENIED and claim.modality in PROMISING:
            return What.PROMISE if to_state or claim.has_term() else None
        return What.STATUS if to_state else None


def _what(seen: SeenClaim, knowledge: Knowledge) -> What | None:
    """The same of a claim that was read."""
    claim, term = seen.claim, knowledge.ontology.properties[seen.claim.property]
    if isinstance(claim.value, Quantity):
        return What.FIGURE
    if isinstance(claim.value, Period):
        return What.EVENT
    if seen.kind is not Kind.DENIED and claim.modality in PROMISING:
        return What.PROMISE
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


def states(found: Timeline, slug: str) -> Timeline:
    """The life of one entity: its states, told, planned or denied."""

    def lived(entries: Iterable[Entry]) -> Iterator[Entry]:
        for each in entries:
            if each.claims and each.what in (What.STATUS, What.PROMISE):
                claim = each.claims[0].claim
                if claim.subject == slug and claim.property == "status":
                    yield each

    return Timeline(tuple(lived(found.dated)), tuple(lived(found.undated)))
