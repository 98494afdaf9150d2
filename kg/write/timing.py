"""Timelines, lives, promises and figures as JSON; figures as CSV."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kg.answers.claims import SeenClaim
from kg.answers.conflicts import standing
from kg.answers.documents import DocumentCard
from kg.answers.entity import Entities, mentioned
from kg.answers.figures import Figure
from kg.answers.knowledge import Knowledge
from kg.answers.promises import Outcome, Promise, Timing
from kg.answers.timeline import Draft, Entry, Outline, Timeline, entries
from kg.write.export import Line, write_csv
from kg.write.shaping import Shaping, best_of, value
from kg.write.time_shapes import (
    EntryShape,
    FigureShape,
    FiguresShape,
    LifeShape,
    PromiseShape,
    PromisesShape,
    TimelineShape,
)

_TIMINGS = {
    Timing.EARLIER: "before the promised time",
    Timing.IN_TIME: "within the promised time",
    Timing.LATER: "after the promised time",
    Timing.UNKNOWN: "the dates do not settle whether in time",
}


def shaping_of(
    knowledge: Knowledge,
    claims: Iterable[SeenClaim],
    *slugs: str | None,
    valid_on: date | None = None,
) -> Shaping:
    """What shapes these claims: one reading of all entities that they name."""
    named = {slug for slug in slugs if slug}
    for seen in claims:
        named |= mentioned(seen, knowledge)
    return Shaping(knowledge, Entities(knowledge).cards(named), valid_on=valid_on)


def claims_of(entries: Iterable[Entry]) -> list[SeenClaim]:
    return [seen for each in entries for seen in (*each.claims, *each.part)]


def timeline(
    found: Outline, page: Sequence[Draft], following: str | None, knowledge: Knowledge,
    entity: str | None, *, undated: bool, valid_on: date | None = None,
) -> TimelineShape:  # fmt: skip
    """A page of the entries with a date, or of those without, which is read now."""
    items = entries(knowledge, page)
    shaping = shaping_of(knowledge, claims_of(items), entity, valid_on=valid_on)
    return TimelineShape(
        entity=shaping.ref(entity) if entity else None,
        dated=len(found.dated),
        undated=len(found.undated),
        total=len(found.undated if undated else found.dated),
        items=[entry(each, shaping) for each in items],
        next=following,
    )


def entry(each: Entry, shaping: Shaping) -> EntryShape:
    """An entry; `shaping` knows every entity that its claims name."""
    days = [each.date.earliest, each.date.latest] if each.date else [None, None]
    earliest, latest = (day.isoformat() if day else None for day in days)
    first = (each.claims or each.part)[0]
    subject = first.claim.subject
    if not each.claims:  # an event without a date: the end that is an event
        is_event = shaping.knowledge.ontology.is_a(shaping.cards[subject].types, "Event")
        subject = subject if is_event else str(first.claim.object)
    return EntryShape(
        what=each.what,
        kind=each.kind,
        entity=shaping.ref(subject),
        text=shaping.words.sentence(first),
        date=str(each.date) if each.date else None,
        meaning=each.meaning,
        earliest=earliest,
        latest=latest,
        claims=[shaping.claim(seen) for seen in each.claims],
        part=[shaping.claim(seen) for seen in each.part],
        holds=best_of((seen.claim for seen in each.claims), shaping.valid_on),
    )


def promises(
    page: Sequence[Promise], total: int, following: str | None, knowledge: Knowledge
) -> PromisesShape:
    """A page of promises."""
    shaping = shaping_of(knowledge, _bearing(page))
    items = [promise(each, shaping) for each in page]
    return PromisesShape(total=total, items=items, next=following)


def _bearing(found: Iterable[Promise]) -> list[SeenClaim]:
    return [
        seen for p in found
        for seen in (*p.promised, *p.delivered, *p.denied, *p.similar, *p.setbacks)
    ]  # fmt: skip


def promise(each: Promise, shaping: Shaping) -> PromiseShape:
    """A promise; `shaping` knows every entity that its claims name."""
    first = each.promised[0]
    return PromiseShape(
        entity=shaping.ref(first.claim.subject),
        text=shaping.words.sentence(first),
        told=_told(each),
        kind=first.kind,
        date=str(each.date) if each.date else None,
        outcome=each.outcome,
        timing=each.timing,
        past_due=each.is_past_due,
        promised=[shaping.claim(seen) for seen in each.promised],
        delivered=[shaping.claim(seen) for seen in each.delivered],
        denied=[shaping.claim(seen) for seen in each.denied],
        similar=[shaping.claim(seen) for seen in each.similar],
        setbacks=[shaping.claim(seen) for seen in each.setbacks],
    )


def _told(each: Promise) -> str:
    """What came of a promise, in words of ours; what is open is not said to be broken."""
    if each.outcome is Outcome.DELIVERED and each.timing:
        by = ", ".join(sorted({seen.claim.document for seen in each.delivered}))
        denied = "; another claim denies it" if each.denied else ""
        when = _TIMINGS[each.timing] if each.date else "no time was promised"
        return f"Delivered according to {by}: {when}{denied}."
    if each.outcome is Outcome.DENIED:
        return "A document denies it."
    told = "No document here says that it was delivered"
    if each.is_past_due:
        told += f", and it was promised for {each.date}"
    if each.similar:
        told += "; some say the same of another scope or purpose"
    return f"{told}."


def life(
    slug: str, found: Timeline, promised: Sequence[Promise], knowledge: Knowledge,
    valid_on: date | None = None,
) -> LifeShape:  # fmt: skip
    """The states of one entity, and what came of those promised."""
    claims = [*claims_of((*found.dated, *found.undated)), *_bearing(promised)]
    shaping = shaping_of(knowledge, claims, slug, valid_on=valid_on)
    return LifeShape(
        entity=shaping.ref(slug),
        states=[entry(each, shaping) for each in found.dated],
        undated=[entry(each, shaping) for each in found.undated],
        promises=[promise(each, shaping) for each in promised],
    )


def figures(
    page: Sequence[Figure], total: int, following: str | None, knowledge: Knowledge
) -> FiguresShape:
    """A page of figures."""
    shaping = shaping_of(knowledge, (each.seen for each in page))
    shaping = Shaping(knowledge, shaping.cards, standing(knowledge, (each.seen for each in page)))
    items = [
        FigureShape(
            date=str(each.date) if each.date else None,
            meaning=each.meaning,
            claim=shaping.claim(each.seen),
        )
        for each in page
    ]
    return FiguresShape(total=total, items=items, next=following)


def figures_csv(
    page: Sequence[Figure], knowledge: Knowledge, documents: Mapping[str, DocumentCard]
) -> str:
    """The same as a table, one figure a line, its source and its words with it."""
    shaping = shaping_of(knowledge, (each.seen for each in page))
    sink = io.StringIO(newline="")
    write_csv((_line(each, shaping, documents) for each in page), sink)
    return sink.getvalue() or ",".join(COLUMNS) + "\r\n"


COLUMNS = (
    "entity", "label", "measure", "value", "value_max", "unit", "quantifier", "qualifiers", "date",
    "date_means", "kind", "attributed_to", "document", "publisher", "issued", "claim", "quote",
)  # fmt: skip


def _line(each: Figure, shaping: Shaping, documents: Mapping[str, DocumentCard]) -> Line:
    claim = each.seen.claim
    given, card = value(claim), documents[claim.document]
    cells: tuple[object, ...] = (
        claim.subject, shaping.words.label(claim.subject), claim.property,
        given.value if given else None, given.value_max if given else None,
        given.unit if given else None, given.quantifier if given else None,
        "; ".join(map(shaping.words.qualifier, claim.qualifiers)),
        str(each.date) if each.date else None, each.meaning, each.seen.kind.value,
        claim.attributed_to, claim.document, card.publisher, str(card.issued), claim.id,
        claim.evidence[0].text,
    )  # fmt: skip
    return dict(zip(COLUMNS, cells, strict=True))
