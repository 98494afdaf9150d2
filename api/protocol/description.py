"""What the service can do and what it allows, as RDF; for a browser, a form to type a query into.

Source: SPARQL 1.1 Service Description.
"""

from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.deps import Service
from api.negotiation import choose
from api.problems import NotAcceptable
from api.protocol import editor, request
from api.protocol.editor import HTML
from kg.sparql.formats import by_name, offered
from kg.sparql.gate import Form
from kg.sparql.result import Conditions, read_all
from kg.sparql.results import read_csv
from kg.store.engine import Answer
from kg.write.service import Endpoint, Example, service_description

_GRAPHS = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"


async def describe(service: Service, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a GET without a query."""
    name = request.parameters(scope["query_string"]).one("format")
    accept = Headers(scope=scope).get("accept")
    media_types = [each.media_type for each in offered(Form.GRAPH)]
    if name:
        chosen = by_name(name, Form.GRAPH)
        media_type = chosen.media_type if chosen else None
    else:
        media_type = choose(accept, [*media_types, HTML])
    if media_type is None:
        raise NotAcceptable(f"the description can be had as {', '.join(media_types)}, {HTML}.")
    if media_type == HTML:
        await editor.page(service, scope, receive, send)
        return
    endpoint = Endpoint(
        address=request.address(scope),
        settings=service.settings,
        graphs=await _graphs(service),
        examples=await run_in_threadpool(_examples, service),
    )
    body = service_description(endpoint, media_type)
    response = Response(body, media_type=media_type, headers={"Vary": "Accept"})
    await response(scope, receive, send)


def _examples(service: Service) -> list[Example]:
    """The saved queries with their defaults."""
    return [
        Example(
            name=query.name,
            summary=query.header.summary,
            keywords=query.header.tags,
            text=service.choices.bind(query, {}),
            is_graph=query.form is Form.GRAPH,
        )
        for query in service.queries
    ]


async def _graphs(service: Service) -> dict[str, int]:
    """The named graphs, and how many triples each has."""
    conditions = Conditions(service.settings.query_seconds, service.settings.max_rows)
    result = await service.runner.run(Answer(_GRAPHS, "text/csv", union=True), conditions)
    _, rows = read_csv((await read_all(result)).decode())
    return {name: int(count) for name, count in rows}
