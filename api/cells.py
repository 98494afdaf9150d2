"""Cells of a table on a page: what is shown of a term, and where it leads."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.deps import Service
from kg.store.table import Row, text_of
from kg.vocab import EDTF
from kg.write.citation import days


@dataclass(frozen=True, slots=True)
class Cell:
    """What is shown of a value, and where it leads; `exact` is a date as the data has it."""

    text: str
    link: str | None = None
    exact: str | None = None


def cells_of(row: Row, columns: Sequence[str], service: Service) -> list[Cell]:
    """The cells of a row; a text is itself, whatever it looks like."""
    return [_cell(row, column, service) for column in columns]


def _cell(row: Row, column: str, service: Service) -> Cell:
    text, term = text_of(row, column), row.bindings.get(column)
    if not isinstance(term, dict):
        return Cell(text)
    if term.get("type") == "uri":
        return cell_of(text, service)
    is_interval = term.get("datatype") == EDTF and "/" in text
    return Cell(days(text), exact=text) if is_interval else Cell(text)


def cell_of(iri: str, service: Service) -> Cell:
    """The label of an IRI of ours, and its page; of another the IRI, short where it can be."""
    names, ontology = service.knowledge.names, service.knowledge.ontology
    local = names.local(iri)
    if iri == names.entity(local) and local in service.cards:
        return Cell(service.cards[local].label, f"/entities/{local}")
    if iri == names.document(local) and local in service.documents:
        return Cell(service.documents[local].title, f"/documents/{local}")
    if iri == names.claim(local):
        return Cell("claim", f"/claims/{local}")
    if iri == names.term(local):
        return Cell(ontology.label(local))
    return Cell(names.shorten(iri))
