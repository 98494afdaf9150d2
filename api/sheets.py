"""Answers to queries for the page: rows with the names of what they name, and pictures' lines."""

import time
from collections.abc import Iterable, Sequence

from fastapi import Request
from fastapi.concurrency import run_in_threadpool

from api import tables
from api.asked import Asked
from api.deps import Service
from kg.model.claim import Kind
from kg.sparql import gate
from kg.sparql.gate import Form
from kg.sparql.parameter import ParameterType
from kg.sparql.result import Conditions, read_all
from kg.store.engine import Answer
from kg.store.table import JSON, Table
from kg.write.graph_picture import Line, lines
from kg.write.sheet import ENTITY, TERM, TRIPLES, Sheet, SheetCell, SheetShape, evidence

_KIND = "kind"


async def of_query(service: Service, request: Request, asked: Asked) -> SheetShape:
    """A page of a saved query's answer; raise what running a query raises."""
    began, conditions = time.monotonic(), service.conditions(request)
    if asked.query.form is Form.GRAPH:
        given = _entities(asked, service)
        return await _graph(service, asked.text, conditions, began, given)
    shown = asked.first_page(service.settings.max_page_size)
    page = await tables.page(service, shown, conditions)
    return await run_in_threadpool(
        _table, service, page.rows, asked.text, began,
        form=asked.query.form, total=page.total, following=page.next, version=page.version,
        given=_entities(asked, service),
    )  # fmt: skip


async def of_text(service: Service, request: Request, text: str) -> SheetShape:
    """The first rows of the answer to any query; raise what running a query raises."""
    began, settings = time.monotonic(), service.settings
    rows = settings.max_page_size
    given = service.conditions(request)
    conditions = Conditions(given.seconds, rows, given.client, given.received)
    examined = gate.examine(text, settings)
    if examined.form is Form.GRAPH:
        return await _graph(service, text, conditions, began)
    union = not (settings.strict_dataset or examined.has_dataset)
    result = await service.runner.run(Answer(examined.text, JSON, union), conditions)
    table = Table.read(await read_all(result), result.cut)
    return await run_in_threadpool(
        _table, service, table, text, began,
        form=examined.form, total=len(table.rows), version=result.version or service.version,
    )  # fmt: skip


def _entities(asked: Asked, service: Service) -> list[str]:
    """The entities that are arguments: a form shows their names."""
    parameters, names = asked.query.header.parameters, service.knowledge.names
    return [
        names.local(text)
        for name, text in asked.arguments.items()
        if parameters[name].type is ParameterType.ENTITY
    ]


def _sheet(service: Service) -> Sheet:
    labels = {word.name: word.labels for word in service.words}
    return Sheet(service.knowledge, service.cards, service.documents, labels)


def _table(
    service: Service,
    table: Table,
    text: str,
    began: float,
    *,
    form: Form,
    total: int,
    version: str,
    following: str | None = None,
    given: Iterable[str] = (),
) -> SheetShape:
    sheet, columns = _sheet(service), list(table.variables)
    for slug in given:
        sheet.name(slug)
    rows = [sheet.row(row, columns) for row in table.rows]
    found = _lines(columns, rows)
    drawn = [sheet.line(each) for each in found] if found else None
    return SheetShape(
        form=form, columns=columns, rows=rows,
        claims=[evidence(columns, row) for row in rows],
        entities=sheet.entities, documents=sheet.documents, terms=sheet.terms,
        boolean=table.boolean, lines=drawn, total=total, cut=table.cut, next=following,
        version=version, seconds=round(time.monotonic() - began, 3), text=text,
    )  # fmt: skip


async def _graph(
    service: Service, text: str, conditions: Conditions, began: float, given: Iterable[str] = ()
) -> SheetShape:
    graph = await tables.graph(service, text, conditions)
    return await run_in_threadpool(_drawn, service, graph, text, began, given)


def _drawn(
    service: Service, graph: tables.Graph, text: str, began: float, given: Iterable[str]
) -> SheetShape:
    sheet = _sheet(service)
    for slug in given:
        sheet.name(slug)
    drawn = [sheet.line(each) for each in lines(graph.triples, service.knowledge, service.cards)]
    return SheetShape(
        form=Form.GRAPH, columns=[], rows=[], claims=[],
        entities=sheet.entities, documents=sheet.documents, terms=sheet.terms,
        lines=drawn, turtle=graph.turtle, total=len(graph.triples), cut=graph.cut,
        version=service.version, seconds=round(time.monotonic() - began, 3), text=text,
    )  # fmt: skip


def _lines(columns: Sequence[str], rows: Iterable[Sequence[SheetCell | None]]) -> list[Line]:
    """The relations that the rows state, each once, where their columns say what is what."""
    names = next((each for each in TRIPLES if set(each) <= set(columns)), None)
    if names is None:
        return []
    places = [columns.index(name) for name in names]
    kind_at = columns.index(_KIND) if _KIND in columns else None
    found: dict[Line, None] = {}
    for row in rows:
        subject, prop, thing = (row[place] for place in places)
        if not (subject and prop and thing):
            continue
        if (subject.kind, prop.kind, thing.kind) == (ENTITY, TERM, ENTITY):
            cell = row[kind_at] if kind_at is not None else None
            found[Line(subject.value, prop.value, thing.value, _kind(cell))] = None
    return list(found)


def _kind(cell: SheetCell | None) -> Kind:
    """The kind that a cell names; a direct triple is a fact."""
    name = cell.value.removeprefix("kind-") if cell else ""
    return Kind(name) if name in {*Kind} else Kind.FACT
