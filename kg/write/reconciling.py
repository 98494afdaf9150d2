"""Reconciliation into its JSON: candidates, suggestions and cells."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from html import escape

from kg.answers.entity import EntityCard
from kg.answers.extension import Cell, Column, Reference, Show
from kg.answers.reconciliation import Candidate
from kg.answers.support import Says
from kg.answers.wish import Link
from kg.answers.wording import shortened
from kg.model.ontology import ClassTerm, Ontology
from kg.write import reconcile_shapes as shapes

_WEIGHT = {Says.THIS: 1.0, Says.NOTHING: 0.5, Says.OTHER: 0.0}
_NAMES_SHOWN = 3  # other names in a description
_LONGEST = 300  # letters of a description
ROOT = "Entity"  # the class of all that can be reconciled


def result(some: Iterable[Candidate], ontology: Ontology) -> shapes.ResultShape:
    """The candidates of one query."""
    return shapes.ResultShape(result=[_candidate(each, ontology) for each in some])


def _candidate(found: Candidate, ontology: Ontology) -> shapes.CandidateShape:
    features = [
        shapes.FeatureShape(id="name", value=found.name_score),
        shapes.FeatureShape(id="sure", value=float(found.sureness)),
        shapes.FeatureShape(id="type", value=found.of_type),
        *(
            shapes.FeatureShape(id=f"property:{name}", value=_WEIGHT[says])
            for name, says in found.says.items()
        ),
    ]
    return shapes.CandidateShape(
        id=found.card.slug,
        name=found.card.label,
        description=description(found.card, ontology),
        type=types(found.card, ontology),
        score=found.score,
        match=found.match,
        features=features,
    )


def description(card: EntityCard, ontology: Ontology) -> str:
    """An entity in a few words of ours: what it is, its other names."""
    others = dict.fromkeys(name.text for name in card.names if name.text != card.label)
    words = [ontology.classes[card.type].label]
    if others:
        words.append(f"also {', '.join(list(others)[:_NAMES_SHOWN])}")
    if not card.named:
        words.append("not named in its document")
    return shortened("; ".join(words), _LONGEST)


def types(card: EntityCard, ontology: Ontology) -> list[shapes.NamedShape]:
    """The narrowest classes of an entity, the one under which it is shown first."""
    broader = {name for each in card.types for name in ontology.classes[each].ancestors}
    own = [name for name in card.types if name not in broader and name != card.type]
    return [named(ontology, name) for name in (card.type, *own)]


def named(ontology: Ontology, name: str) -> shapes.NamedShape:
    """A class by its id and label."""
    return shapes.NamedShape(id=name, name=ontology.classes[name].label)


def suggested_entity(card: EntityCard, ontology: Ontology) -> shapes.SuggestedEntityShape:
    return shapes.SuggestedEntityShape(
        id=card.slug,
        name=card.label,
        description=description(card, ontology),
        notable=types(card, ontology),
    )


def suggested_type(term: ClassTerm, ontology: Ontology) -> shapes.TypeShape:
    ancestors = term.ancestors
    indirect = {name for each in ancestors for name in ontology.classes[each].ancestors}
    return shapes.TypeShape(
        id=term.name,
        name=term.label,
        description=term.definition,
        broader=[named(ontology, name) for name in ancestors if name not in indirect],
    )


def suggested_property(link: Link) -> shapes.DescribedShape:
    told = f"The other way round: {link.term.label}. " if link.inverted else ""
    return shapes.DescribedShape(
        id=link.id, name=link.label, description=f"{told}{link.term.definition}"
    )


def extension(
    rows: Mapping[str, Mapping[str, Iterable[Cell]]], columns: Iterable[Column], ontology: Ontology
) -> shapes.ExtensionShape:
    """The cells, and what the columns are."""
    return shapes.ExtensionShape(
        meta=[_column(column, ontology) for column in columns],
        rows={
            slug: {name: [_cell(each) for each in cells] for name, cells in own.items()}
            for slug, own in rows.items()
        },
    )


def _column(column: Column, ontology: Ontology) -> shapes.ColumnShape | shapes.RelationColumnShape:
    link = column.link
    is_entity = link.term.is_relation and not link.term.leads_to_state
    if column.show is not Show.VALUE or not is_entity:
        return shapes.ColumnShape(id=link.id, name=link.label)
    far = link.term.domain if link.inverted else link.term.range
    return shapes.RelationColumnShape(id=link.id, name=link.label, type=named(ontology, far))


def _cell(cell: Cell) -> shapes.CellShape:
    match cell:
        case Reference(slug, label, kind):
            return shapes.ReferenceCell(id=slug, name=label, description=kind)
        case Decimal():
            return shapes.NumberCell(float=float(cell))
        case date():
            return shapes.DateCell(date=f"{cell.isoformat()}T00:00:00")
        case None:
            return shapes.EmptyCell()
    return shapes.TextCell(str=cell)


def flyout(name: str, label: str, words: str) -> shapes.FlyoutShape:
    """A label and words of ours as a few words of HTML."""
    html = f"<p><strong>{escape(label)}</strong></p><p>{escape(words)}</p>"
    return shapes.FlyoutShape(id=name, html=html)
