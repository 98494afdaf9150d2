"""Saved queries: listed, and called with typed parameters, by GET or POST."""

from collections.abc import Iterable

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response

from api import asked as asking
from api import tables
from api.asked import Asked
from api.deps import TURN, Service, ServiceDep
from api.negotiation import prefers_html
from api.pages import render
from api.protocol.answering import Answering
from api.protocol.query import chosen_format
from api.query_page import form_page, graph_page, rows_page
from api.routes.sparql import RESULTS
from kg.errors import InvalidParameters
from kg.sparql import gate
from kg.sparql.gate import Form
from kg.sparql.result import Conditions
from kg.store.engine import Answer
from kg.write.saved import saved_query
from kg.write.shapes import SavedQueryShape

router = APIRouter(tags=["queries"])
_HTML: dict[int | str, dict[str, object]] = {200: {"content": {"text/html": {}}}}


@router.get("/queries", response_model=list[SavedQueryShape], dependencies=[TURN], responses=_HTML)
def queries(request: Request, service: ServiceDep) -> list[SavedQueryShape] | Response:
    """All saved queries, with what their parameters take."""
    shapes = [saved_query(query, service.choices.options(query)) for query in service.queries]
    if prefers_html(request):
        tags = sorted({tag for shape in shapes for tag in shape.tags})
        return HTMLResponse(render(request, "queries.html", queries=shapes, tags=tags))
    return shapes


# each saved query has an operation of its own in the description: api.protocol.saved_operations
@router.get(
    "/queries/{name}", responses=RESULTS, response_class=Response, name="query",
    include_in_schema=False,
)  # fmt: skip
async def query(request: Request, service: ServiceDep, name: str) -> Response:
    """Run a saved query with the parameters of its address."""
    return await _answered(request, service, name, request.query_params.multi_items())


@router.post("/queries/{name}", responses=RESULTS, response_class=Response, include_in_schema=False)
async def post_query(request: Request, service: ServiceDep, name: str) -> Response:
    """Run a saved query with the parameters of a form or a JSON object, and of its address."""
    found = service.queries[name]
    given = [*request.query_params.multi_items(), *await asking.posted(request, service)]
    return await _answered(request, service, found.name, given)


async def _answered(
    request: Request, service: Service, name: str, given: Iterable[tuple[str, str]]
) -> Response:
    conditions = service.conditions(request)
    found, given = service.queries[name], list(given)
    html = _wants_html(request, given)
    try:
        asked = await run_in_threadpool(asking.read, found, given, service)
    except InvalidParameters as error:
        if not html:
            raise
        return await run_in_threadpool(form_page, request, service, found, given, error)
    if html:
        return await _page(request, service, asked, conditions)
    chosen = chosen_format(found.form, asked.format, request.headers.get("accept"))
    wanted_now = asked.needs_table or chosen.media_type == tables.CSV
    if wanted_now and found.form is Form.SOLUTIONS:
        rows = await tables.page(service, asked, conditions)
        return await run_in_threadpool(tables.written, request, asked, rows, chosen.media_type)
    examined = gate.examine(asked.text, service.settings)
    wanted = Answer(
        examined.text, chosen.media_type, not examined.has_dataset, prefixes=service.prefixes,
    )  # fmt: skip
    return Answering(
        lambda: service.runner.run(wanted, conditions), chosen.media_type, conditions.rows
    )


def _wants_html(request: Request, given: list[tuple[str, str]]) -> bool:
    named = [value for name, value in given if name == "format"]
    return named == ["html"] or (not any(named) and prefers_html(request))


async def _page(
    request: Request, service: Service, asked: Asked, conditions: Conditions
) -> Response:
    """The result as a page: its first rows, or the graph as text."""
    if asked.query.form is Form.GRAPH:
        graph = await tables.graph(service, asked.text, conditions)
        return await run_in_threadpool(graph_page, request, service, asked, graph)
    shown = asked.first_page(service.settings.max_page_size)
    rows = await tables.page(service, shown, conditions)
    return await run_in_threadpool(rows_page, request, service, shown, rows)
