"""The query tab of the page: what it needs once, and answers with the names of what they name."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response

from api import asked as asking
from api import sheets
from api.deps import TURN, Service, ServiceDep
from api.protocol import request as requests
from api.protocol.answering import Whole
from api.protocol.request import FORM
from kg.errors import InvalidRequest
from kg.write.shaping import Shaping
from kg.write.sheet import SheetShape
from kg.write.workbench import WorkbenchShape, workbench

router = APIRouter(tags=["page"])
_QUERY = {"type": "object", "required": ["query"], "properties": {"query": {"type": "string"}}}


@router.get("/workbench", response_model=WorkbenchShape, dependencies=[TURN])
def bench(service: ServiceDep) -> WorkbenchShape:
    """Saved queries, words and prefixes to write queries with, and what limits them."""
    options = {query.name: service.choices.options(query) for query in service.queries}
    shaping = Shaping(service.knowledge, service.cards)
    return workbench(
        service.queries, options, service.words, service.prefixes, service.settings, shaping
    )


@router.get("/sheet/{name}", response_model=SheetShape)
async def query_sheet(request: Request, service: ServiceDep, name: str) -> Response:
    """A saved query's answer with the names of what it names; parameters as at `/queries/{name}`.

    It is given up when the client leaves.
    """
    given = request.query_params.multi_items()
    asked = await run_in_threadpool(asking.read, service.queries[name], given, service)

    async def made() -> Response:
        return _json(await sheets.of_query(service, request, asked))

    return Whole(made)


@router.get("/sheet", response_model=SheetShape)
async def text_sheet(
    request: Request,
    service: ServiceDep,
    query: Annotated[str, Query(description="a query of SPARQL 1.1")],
) -> Response:
    """The first rows of any query's answer with the names of what it names.

    `/sparql` has the whole answer in every format. It is given up when the client leaves.
    """
    return _of_text(service, request, query)


@router.post(
    "/sheet", response_model=SheetShape,
    openapi_extra={"requestBody": {"required": True, "content": {FORM: {"schema": _QUERY}}}},
)  # fmt: skip
async def posted_sheet(request: Request, service: ServiceDep) -> Response:
    """The same for a query that is too long for an address."""
    most = 3 * service.settings.max_query_bytes + 100  # it comes escaped
    raw = await requests.body(request.receive, most, "KG_MAX_QUERY_BYTES")
    query = requests.parameters(raw).one("query")
    if query is None:
        raise InvalidRequest("the field 'query' of the form is missing.")
    return _of_text(service, request, query)


def _of_text(service: Service, request: Request, query: str) -> Response:
    async def made() -> Response:
        return _json(await sheets.of_text(service, request, query))

    return Whole(made)


def _json(sheet: SheetShape) -> Response:
    return JSONResponse(sheet.model_dump(mode="json"))
