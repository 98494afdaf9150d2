"""The page at `/sparql`: a field to type a query into, and the answer to what its address asks.

The query stays in the address, so that it can be sent to somebody, kept and gone back to.
"""

from functools import lru_cache
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.types import Receive, Scope, Send

from api.cells import Cell, cells_of
from api.deps import Service
from api.negotiation import choose
from api.pages import render
from api.problems import status_of
from kg.errors import KgError
from kg.sparql import gate
from kg.sparql.formats import FORMATS
from kg.sparql.gate import Form
from kg.sparql.result import Conditions, read_all
from kg.store.engine import Answer
from kg.store.table import JSON, Table
from kg.write.service import limits

HTML = "text/html"
_DOWNLOADS = {
    Form.SOLUTIONS: {"csv": "CSV", "json": "JSON", "tsv": "TSV", "xml": "XML"},
    Form.BOOLEAN: {"json": "JSON", "xml": "XML"},
    Form.GRAPH: {"turtle": "Turtle", "jsonld": "JSON-LD", "ntriples": "N-Triples"},
}
_EXAMPLE = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?zone ?label WHERE {{
  ?zone a <{}> ; rdfs:label ?label .
  FILTER (lang(?label) = "en")
}}
ORDER BY ?label"""


@lru_cache(maxsize=256)
def is_browser(accept: str | None) -> bool:
    """Whether the header prefers a page to any result; the headers of clients are few."""
    offered = [*(each.media_type for each in FORMATS), HTML]
    return len(accept or "") < 1_000 and choose(accept, offered) == HTML


async def page(
    service: Service, scope: Scope, receive: Receive, send: Send, query: str | None = None
) -> None:
    """The page; with the answer to a query, or with what is wrong with it."""
    shown: dict[str, object] = {
        "error": None, "columns": [], "rows": [], "cut": None, "boolean": None, "turtle": None,
        "downloads": {},
    }  # fmt: skip
    status = HTTPStatus.OK
    if query is not None:
        try:
            shown |= await _answer(service, scope, query)
        except KgError as error:
            shown["error"], status = error.detail, status_of(error)
    request = Request(scope, receive)
    example = _EXAMPLE.format(service.knowledge.names.term("Zone"))
    text = await run_in_threadpool(
        render, request, "sparql.html",
        strict=service.settings.strict_dataset, limits=limits(service.settings),
        query=example if query is None else query, asked=query is not None, **shown,
    )  # fmt: skip
    await HTMLResponse(text, status, {"Vary": "Accept"})(scope, receive, send)


async def _answer(service: Service, scope: Scope, query: str) -> dict[str, object]:
    examined = gate.examine(query, service.settings)
    graph = examined.form is Form.GRAPH
    wanted = Answer(
        examined.text, "text/turtle" if graph else JSON,
        union=not (service.settings.strict_dataset or examined.has_dataset),
        prefixes=service.prefixes if graph else None,
    )  # fmt: skip
    client = scope["client"][0] if scope.get("client") else ""
    rows = service.settings.max_page_size
    result = await service.runner.run(
        wanted, Conditions(service.settings.query_seconds, rows, client)
    )
    data = await read_all(result)
    root = scope.get("root_path", "")
    shown: dict[str, object] = {
        "cut": result.cut,
        "downloads": {
            label: f"{root}/sparql?{urlencode({'query': query, 'format': name})}"
            for name, label in _DOWNLOADS[examined.form].items()
        },
    }
    if graph:
        return shown | {"turtle": data.decode()}
    table = Table.read(data, result.cut)
    if examined.form is Form.BOOLEAN:
        return shown | {"boolean": table.boolean}
    return shown | await run_in_threadpool(_rows, table, service)


def _rows(table: Table, service: Service) -> dict[str, object]:
    rows: list[list[Cell]] = [cells_of(row, table.variables, service) for row in table.rows]
    return {"columns": table.variables, "rows": rows}
