"""The page of a saved query: its form, its picture, its rows, and where each of them leads."""

from collections.abc import Iterable
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse

from api import tables
from api.asked import Asked
from api.cells import Cell, cells_of
from api.deps import Service
from api.pages import render
from api.tables import Graph, Page
from kg.errors import InvalidParameters
from kg.sparql.header import CLAIM
from kg.sparql.saved import SavedQuery
from kg.store.table import Row, text_of
from kg.write.chart import Cells, chart
from kg.write.graph_picture import graph_svg, lines
from kg.write.saved import saved_query

_FACT = ("subject", "property", "object")
DOWNLOADS = {"solutions": ("csv", "json", "tsv", "xml"), "graph": ("turtle", "jsonld", "ntriples")}


def form_page(
    request: Request,
    service: Service,
    query: SavedQuery,
    given: Iterable[tuple[str, str]],
    wrong: InvalidParameters,
) -> HTMLResponse:
    """The form with what was given, and at each field what is wrong with it."""
    page = _render(request, service, query, dict(given), errors=wrong.errors)
    return HTMLResponse(page, 400)


def rows_page(request: Request, service: Service, asked: Asked, found: Page) -> HTMLResponse:
    """The rows of a page, as a table and as the picture that the view asks for."""
    columns = list(found.rows.variables)
    rows = [cells_of(row, columns, service) for row in found.rows.rows]
    if CLAIM not in columns and {*_FACT} <= set(columns):
        columns.append("claims")
        for row, cells in zip(found.rows.rows, rows, strict=True):
            cells.append(_claims(row, service))
    shown = [each for each in columns if each != CLAIM]
    picture = chart(
        asked.query.header.view,
        asked.query.header.summary,
        Cells(shown, [
            [
                cell.exact or cell.text
                for name, cell in zip(columns, row, strict=True) if name != CLAIM
            ]
            for row in rows
        ]),
    )  # fmt: skip
    following = tables.address(request, asked, cursor=found.next) if found.next else None
    page = _render(
        request, service, asked.query, _given(asked), asked=asked, columns=columns, rows=rows,
        picture=picture, total=found.total, cut=found.rows.cut, following=following,
    )  # fmt: skip
    return HTMLResponse(page, headers={"KG-Version": found.version})


def graph_page(request: Request, service: Service, asked: Asked, found: Graph) -> HTMLResponse:
    """A graph, drawn and as text."""
    related = lines(found.triples, service.knowledge, service.cards)
    link = f"{request.scope.get('root_path', '')}/entities/"
    picture = graph_svg(
        asked.query.header.summary, related, service.knowledge, service.cards, service.looks, link
    )
    page = _render(
        request, service, asked.query, _given(asked), asked=asked, turtle=found.turtle,
        picture=picture,
    )  # fmt: skip
    return HTMLResponse(page)


def _claims(row: Row, service: Service) -> Cell:
    """Where the claims of the fact in a row are: every row leads to its evidence."""
    local = service.knowledge.names.local
    words = {name: local(text) for name in _FACT if (text := text_of(row, name))}
    return Cell("claims", f"/claims?{urlencode(words)}")


def _given(asked: Asked) -> dict[str, str]:
    days = {"valid_on": asked.narrowing.valid_on, "known_on": asked.narrowing.known_on}
    return {
        **asked.arguments,
        **{name: each.isoformat() for name, each in days.items() if each},
    }


def _render(
    request: Request,
    service: Service,
    query: SavedQuery,
    given: dict[str, str],
    *,
    asked: Asked | None = None,
    **values: object,
) -> str:
    shape = saved_query(query, service.choices.options(query))
    root = request.scope.get("root_path", "")
    blank: dict[str, object] = {
        "errors": {}, "columns": [], "rows": [], "picture": None, "total": 0, "cut": None,
        "following": None, "turtle": None,
    }  # fmt: skip
    downloads, permalink, editor = {}, None, None
    if asked:
        whole = asked.without_page()
        permalink = tables.address(request, whole)
        downloads = {
            name: tables.address(request, whole, format=name) for name in DOWNLOADS[query.form]
        }
        editor = f"{root}/sparql?{urlencode({'query': asked.text})}"
    return render(
        request, "query.html", query=shape, given=given, asked=asked, downloads=downloads,
        permalink=permalink, editor=editor, **{**blank, **values},
    )  # fmt: skip
