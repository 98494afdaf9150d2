"""What is not known as JSON and CSV."""

import io
from collections.abc import Mapping, Sequence
from datetime import date

from kg.answers.claims import Claims, SeenClaim
from kg.answers.entity import Entities, mentioned
from kg.answers.knowledge import Knowledge
from kg.answers.unknowns import Part, Unknown
from kg.write.export import Line, write_csv
from kg.write.shaping import Shaping
from kg.write.unknown_shapes import UnknownCountShape, UnknownShape, UnknownsShape

_COLUMNS = (
    "part", "text", "entities", "labels", "date", "reason", "claim_count", "claim", "kind",
    "document", "quote",
)  # fmt: skip


def unknowns(
    page: Sequence[Unknown],
    found: Mapping[Part, tuple[Unknown, ...] | None],
    total: int,
    following: str | None,
    knowledge: Knowledge,
    on: date | None,
) -> UnknownsShape:
    """A page of unknowns, of `total` that were asked for."""
    claims = Claims(knowledge).these({name for each in page for name in each.claims})
    named = {slug for each in page for slug in each.entities}
    named |= {slug for seen in claims.values() for slug in mentioned(seen, knowledge)}
    shaping = Shaping(knowledge, Entities(knowledge).cards(named))
    return UnknownsShape(
        on=on.isoformat() if on else None,
        documents=knowledge.release.documents,
        counts=[
            UnknownCountShape(part=part, total=None if some is None else len(some))
            for part, some in found.items()
        ],
        total=total,
        items=[_item(each, claims, shaping) for each in page],
        next=following,
    )


def _item(each: Unknown, claims: Mapping[str, SeenClaim], shaping: Shaping) -> UnknownShape:
    shown = [claims[name] for name in each.claims if name in claims]
    return UnknownShape(
        part=each.part,
        text=_text(each, shown, shaping),
        entities=[shaping.ref(slug) for slug in each.entities],
        date=str(each.date) if each.date else None,
        reason=each.reason,
        claim_count=each.count,
        claims=[shaping.claim(seen) for seen in shown],
    )


def _text(each: Unknown, shown: Sequence[SeenClaim], shaping: Shaping) -> str:
    """What is not known; the silence is that of these documents."""
    labels = [shaping.words.label(slug) for slug in each.entities]
    if each.part is Part.STALE_PLANS:
        promise = shaping.words.sentence(shown[0]) if shown else labels[0]
        return f"Promised {_due(str(each.date))}, without a later word here: {promise}."
    if each.part is Part.OPEN_QUESTIONS:
        return f"Called open: {', '.join(labels)}."
    if each.part is Part.POSSIBLY_SAME:
        return f"{labels[0]} and {labels[1]} may be the same."
    if each.part is Part.SINGLE_SOURCE:
        return f"What is said of {labels[0]} comes from one origin."
    sentence = shaping.words.sentence(shown[0]) if shown else labels[0]
    return f"No date is told: {sentence}."


def _due(date: str) -> str:
    """An EDTF date in words: a day or a year, a last one, or from one to another."""
    start, slash, end = date.partition("/")
    if not slash:
        return f"for {date}"
    return f"by {end}" if start in ("", "..") else f"for {start} to {end}"


def as_csv(shape: UnknownsShape) -> str:
    """The same as a table, one entry a line, with its first claim."""
    sink = io.StringIO(newline="")
    write_csv((_line(each) for each in shape.items), sink)
    return sink.getvalue() or ",".join(_COLUMNS) + "\r\n"


def _line(each: UnknownShape) -> Line:
    first = each.claims[0] if each.claims else None
    cells: tuple[object, ...] = (
        each.part, each.text, " ".join(ref.id for ref in each.entities),
        "; ".join(ref.label for ref in each.entities), each.date, each.reason, each.claim_count,
        first.id if first else None, first.kind if first else None,
        first.document if first else None, first.evidence[0].quote if first else None,
    )  # fmt: skip
    return dict(zip(_COLUMNS, cells, strict=True))
