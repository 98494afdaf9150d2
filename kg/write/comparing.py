"""A comparison of two entities as JSON."""

from collections.abc import Sequence
from datetime import date

from kg.answers.claims import SeenClaim
from kg.answers.comparison import Compared, Part, Row, Where
from kg.answers.entity import Entities, mentioned
from kg.answers.indexed import read, some
from kg.answers.knowledge import Knowledge
from kg.model.claim import Claim
from kg.write import comparing_zh
from kg.write.comparison_shapes import ComparedRowShape, ComparedShape, PartCountShape
from kg.write.shaping import Shaping, best_of


def compared(
    found: Compared,
    rows: Sequence[Row],
    total: int,
    following: str | None,
    knowledge: Knowledge,
    valid_on: date | None = None,
) -> ComparedShape:
    """One page of rows, of `total` that were asked for; on the day, if any, claims hold or not."""
    claims = read(knowledge, (seen.id for row in rows for seen in (*row.a, *row.b)))
    named = {found.a, found.b} | {row.other for row in rows if row.other}
    for seen in claims.values():
        named |= mentioned(seen, knowledge)
    shaping = Shaping(knowledge, Entities(knowledge).cards(named), valid_on=valid_on)
    counts = found.counts
    return ComparedShape(
        a=shaping.ref(found.a),
        b=shaping.ref(found.b),
        counts=[
            PartCountShape(part=part, **{where.value: counts[part, where] for where in Where})
            for part in Part
        ],
        total=total,
        items=[
            _row(
                row,
                some(claims, [s.id for s in row.a]),
                some(claims, [s.id for s in row.b]),
                shaping,
            )
            for row in rows
        ],
        next=following,
    )


def _row(
    row: Row, a: tuple[SeenClaim, ...], b: tuple[SeenClaim, ...], shaping: Shaping
) -> ComparedRowShape:
    return ComparedRowShape(
        part=row.part,
        where=row.where,
        text=_text(row, (*a, *b)[0].claim, shaping),
        text_zh_hant=comparing_zh.text(row, (*a, *b)[0].claim, shaping),
        property=shaping.property(row.name) if row.name else None,
        direction=row.direction,
        other=shaping.ref(row.other) if row.other else None,
        held=row.held,
        a=[shaping.claim(seen) for seen in a],
        b=[shaping.claim(seen) for seen in b],
        holds=best_of((seen.claim for seen in (*a, *b)), shaping.valid_on),
    )


def _text(row: Row, first: Claim, shaping: Shaping) -> str:
    """What the claims of a row have in common, in words of ours."""
    words, ontology = shaping.words, shaping.knowledge.ontology
    if row.part is Part.STATEMENTS and first.statement:
        kind = ontology.concepts["statementKinds"][first.statement.kind].label
        return f"{kind} by {words.label(first.subject)}"
    if row.name is None:
        return words.label(row.other or "")
    term = ontology.properties[row.name]
    if row.part is Part.BETWEEN:
        return term.label
    if row.part is Part.FIGURES:
        return f"{term.label}, in {ontology.units[row.key].label}"
    if row.direction == "in":
        return f"{words.label(row.other or '')} – {term.label}"
    return f"{term.label}: {words.label(row.other) if row.other else words.object(first)}"
