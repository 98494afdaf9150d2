"""The SPARQL endpoint: SPARQL 1.1 Protocol, query operation, read-only."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from api.deps import Service, ServiceDep
from api.negotiation import choose
from api.problems import NotAcceptable
from kg.errors import InvalidRequest, TooLarge
from kg.sparql import gate
from kg.sparql.formats import Format, by_name, offered
from kg.sparql.gate import Form as QueryForm
from kg.store.engine import Answer

router = APIRouter(tags=["sparql"])
DIRECT = "application/sparql-query"
FORM = "application/x-www-form-urlencoded"
RESULTS: dict[int | str, dict[str, object]] = {
    200: {
        "description": "solutions, a boolean or a graph, in the format asked for",
        "content": {each.media_type: {} for form in QueryForm for each in offered(form)},
    }
}

Text = Annotated[str | None, Query(description="the query")]
Graphs = Annotated[list[str] | None, Query()]
FormatName = Annotated[str | None, Query(description="short name or media type; else Accept")]


@router.get("/sparql", responses=RESULTS, response_class=StreamingResponse)
def sparql_get(
    request: Request,
    service: ServiceDep,
    query: Text = None,
    default_graph: Annotated[list[str] | None, Query(alias="default-graph-uri")] = None,
    named_graph: Annotated[list[str] | None, Query(alias="named-graph-uri")] = None,
    format: FormatName = None,
) -> StreamingResponse:
    """Run a query. Without FROM or *-graph-uri the default graph is the union of all graphs."""
    return answer(request, service, query, default_graph, named_graph, format)


@router.post(
    "/sparql",
    responses=RESULTS,
    response_class=StreamingResponse,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                DIRECT: {"schema": {"type": "string"}},
                FORM: {"schema": {"type": "object", "properties": {"query": {"type": "string"}}}},
            },
        }
    },
)
async def sparql_post(request: Request, service: ServiceDep) -> StreamingResponse:
    """Run a query sent as the body or as a form."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    parameters = request.query_params
    if kind == DIRECT:
        body = await _body(request, service)
        query: str | None = _decoded(body)
    elif kind == FORM:
        await _body(request, service)
        async with request.form() as form:
            query = str(form["query"]) if "query" in form else None
            given = {name: [str(v) for v in form.getlist(name)] for name in form}
    else:
        raise InvalidRequest(f"Content-Type '{kind}' is not {DIRECT} or {FORM}.")
    if kind == DIRECT:
        given = {name: parameters.getlist(name) for name in parameters}
    formats = given.get("format") or parameters.getlist("format")
    return await run_in_threadpool(
        answer, request, service, query, given.get("default-graph-uri"),
        given.get("named-graph-uri"), formats[-1] if formats else None,
    )  # fmt: skip


async def _body(request: Request, service: Service) -> bytes:
    """The body, refused as soon as it is longer than a query may be."""
    limit = 2 * service.settings.max_query_bytes + 10_000  # escaped, with the other parameters
    pieces = bytearray()
    async for piece in request.stream():
        pieces += piece
        if len(pieces) > limit:
            raise TooLarge("the body is longer than a query may be (KG_MAX_QUERY_BYTES).")
    request._body = bytes(pieces)  # where Starlette looks before it reads the stream again
    return request._body


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidRequest(f"the query is not UTF-8 (byte {error.start}).") from None


def answer(
    request: Request,
    service: Service,
    text: str | None,
    default_graphs: list[str] | None,
    named_graphs: list[str] | None,
    format_name: str | None,
) -> StreamingResponse:
    """Examine, choose a format, run in a worker, stream."""
    if text is None:
        raise InvalidRequest("the parameter 'query' is missing.")
    examined = gate.examine(text, service.settings)
    chosen = choose_format(request, examined.form, format_name)
    protocol_dataset = bool(default_graphs or named_graphs)
    wanted = Answer(
        query=examined.text,
        media_type=chosen.media_type,
        union=not (examined.has_dataset or protocol_dataset),
        default_graphs=tuple(default_graphs or ()) if protocol_dataset else None,
        named_graphs=tuple(named_graphs or ()) if protocol_dataset else None,
        prefixes=service.knowledge.names.prefixes(),
    )
    charset = "; charset=utf-8" if chosen.media_type.startswith("text/") else ""
    return StreamingResponse(
        service.pool.run(wanted),
        media_type=f"{chosen.media_type}{charset}",
        headers={"Vary": "Accept"},
    )


def choose_format(request: Request, form: QueryForm, name: str | None) -> Format:
    """The format by name, else by the Accept header; raise NotAcceptable."""
    formats = offered(form)
    if name:
        chosen = by_name(name, form)
    else:
        media_type = choose(request.headers.get("accept"), [each.media_type for each in formats])
        chosen = next((each for each in formats if each.media_type == media_type), None)
    if chosen is None:
        names = ", ".join(f"{each.name} ({each.media_type})" for each in formats)
        raise NotAcceptable(f"this query answers with a {form}, which can be had as {names}.")
    return chosen
