"""Analyses as tables: rows that say by themselves in which documents they are true."""

import io
from collections.abc import Iterator, Sequence

from kg.answers.analysis_measures import Measure
from kg.answers.analysis_reasons import CommunityWhy, Why
from kg.answers.entity import Entities
from kg.answers.knowledge import Knowledge
from kg.answers.wording import Wording
from kg.sparql.header import View
from kg.write import analysis_shapes as shapes
from kg.write.chart import Cells, chart
from kg.write.export import write_csv

_RANKED = ("rank", "entity", "label", "type", "score", "claims", "documents", "told")
COLUMNS = {
    Measure.DEGREE: _RANKED,
    Measure.BETWEENNESS: _RANKED,
    Measure.CLOSENESS: _RANKED,
    Measure.PAGERANK: _RANKED,
    Measure.COMMUNITIES: ("community", "size", "entity", "label", "inside", "outside", "told"),
    Measure.BRIDGES: (
        "a", "a_label", "b", "b_label", "cut_off", "component", "claims", "documents", "told",
    ),
    Measure.ARTICULATION_POINTS: ("entity", "label", "type", "cut_off", "parts", "told"),
    Measure.COMMON_NEIGHBOURS: (
        "entity", "label", "type", "claims_a", "claims_b", "documents", "told",
    ),
}  # fmt: skip
Item = (
    shapes.RankedShape
    | shapes.CommunityShape
    | shapes.CutLinkShape
    | shapes.CutPointShape
    | shapes.CommonShape
)


def as_csv(shape: shapes.AnalysisShape, page: Sequence[Why], knowledge: Knowledge) -> str:
    """The entries as CSV, of a community a line for each member; `told` says where it is true."""
    columns, sink = COLUMNS[Measure(shape.measure)], io.StringIO(newline="")
    lines = (dict(zip(columns, row, strict=True)) for row in _rows(shape, page, knowledge))
    write_csv(lines, sink)
    return sink.getvalue() or ",".join(columns) + "\r\n"


def _rows(
    shape: shapes.AnalysisShape, page: Sequence[Why], knowledge: Knowledge
) -> Iterator[tuple[object, ...]]:
    items: list[Item] = [*shape.items]
    for item, why in zip(items, page, strict=True):
        if isinstance(item, shapes.CommunityShape) and isinstance(why, CommunityWhy):
            yield from _members(item, why, knowledge)
        else:
            yield _row(item)


def _members(
    item: shapes.CommunityShape, why: CommunityWhy, knowledge: Knowledge
) -> Iterator[tuple[object, ...]]:
    cards = Entities(knowledge).cards(each.entity for each in why.community.members)
    words = Wording(knowledge.ontology, cards)
    for each in why.community.members:
        label = words.label(each.entity)
        yield item.number, item.size, each.entity, label, each.inside, each.outside, item.told


def _row(item: Item) -> tuple[object, ...]:
    if isinstance(item, shapes.RankedShape):
        claims, documents = item.claim_count, " ".join(item.documents)
        return item.rank, *_entity(item), item.score, claims, documents, item.told
    if isinstance(item, shapes.CutLinkShape):
        link = item.link
        return (
            link.a.id, link.a.label, link.b.id, link.b.label, item.cut_off, item.component,
            " ".join(link.claim_ids), " ".join(link.documents), item.told,
        )  # fmt: skip
    if isinstance(item, shapes.CutPointShape):
        return *_entity(item), item.cut_off, item.part_count, item.told
    if isinstance(item, shapes.CommonShape):
        documents = " ".join(sorted({*item.a.documents, *item.b.documents}))
        claims_of = (" ".join(link.claim_ids) for link in (item.a, item.b))
        return *_entity(item), *claims_of, documents, item.told
    raise TypeError(f"a community has a line for each member: {item.number}")


def _entity(
    item: shapes.RankedShape | shapes.CutPointShape | shapes.CommonShape,
) -> tuple[str, str, str]:
    return item.entity.id, item.entity.label, item.entity.type


def bar(item: Item) -> tuple[str, float]:
    """What an entry is called in a picture, and how long its bar is."""
    if isinstance(item, shapes.RankedShape):
        return item.entity.label, item.score
    if isinstance(item, shapes.CommunityShape):
        names = ", ".join(each.entity.label for each in item.members[:2])
        return (
            f"{item.number}. {names} …" if item.size > 2 else f"{item.number}. {names}",
            item.size,
        )
    if isinstance(item, shapes.CutLinkShape):
        return f"{item.link.a.label} – {item.link.b.label}", item.cut_off
    if isinstance(item, shapes.CutPointShape):
        return item.entity.label, item.cut_off
    return item.entity.label, min(item.a.claim_count, item.b.claim_count)


UNITS = {
    Measure.COMMUNITIES: "members",
    Measure.BRIDGES: "entities cut off",
    Measure.ARTICULATION_POINTS: "entities cut off",
    Measure.COMMON_NEIGHBOURS: "claims on the weaker side",
}


def picture(shape: shapes.AnalysisShape) -> str:
    """The entries as bars, in SVG; what it is true of stands over them."""
    measure, known = Measure(shape.measure), shape.basis
    unit = UNITS.get(measure, measure.value)
    over = f"{unit}, in {known.documents} documents ({known.claims:,} claims"
    over += f"; filter: {known.filter})" if known.filter else ")"
    bars = [(name, f"{length:.4g}") for name, length in map(bar, shape.items)]
    if shape.approximate:
        over += ", approximate"
    cells = Cells(["entry", over], bars or [(f"no {measure.value}", "0")])
    return chart(View.BAR, f"{measure.value}. {known.told}", cells) or ""
