"""Saved queries: listed, and called with typed parameters."""

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response

from api.deps import TURN, Service, ServiceDep
from api.negotiation import prefers_html
from api.pages import render
from api.protocol.answering import Answering
from api.protocol.query import chosen_format
from api.routes.sparql import RESULTS, FormatName
from kg.errors import NotFound
from kg.sparql import gate
from kg.sparql.gate import Form
from kg.sparql.result import read_all
from kg.sparql.results import read_csv
from kg.sparql.saved import ParameterType, SavedQuery
from kg.store.engine import Answer
from kg.write.shapes import SavedQueryShape
from kg.write.shaping import saved_query

router = APIRouter(tags=["queries"])
_FORMAT = "format"


@router.get("/queries", response_model=list[SavedQueryShape], dependencies=[TURN])
def queries(request: Request, service: ServiceDep) -> list[SavedQueryShape] | Response:
    """All saved queries."""
    shapes = [saved_query(query, _choices(query, service)) for query in service.queries]
    if prefers_html(request):
        return HTMLResponse(render(request, "queries.html", queries=shapes))
    return shapes


@router.get("/queries/{name}", responses=RESULTS, response_class=Response, name="query")
async def query(
    request: Request, service: ServiceDep, name: str, format: FormatName = None
) -> Response:
    """Run a saved query with the parameters of its header; `format` or Accept choose the form."""
    conditions = service.conditions(request)
    found = service.queries[name]
    # an empty field of a form means the default
    given = {key: value for key, value in request.query_params.items() if value and key != _FORMAT}
    text = await run_in_threadpool(_bound, service, found, given)
    examined = gate.examine(text, service.settings)
    if not prefers_html(request):
        accept = request.headers.get("accept")
        chosen = chosen_format(examined.form, format, accept)
    elif examined.form is Form.SOLUTIONS:
        result = await service.runner.run(_answer(service, examined, "text/csv"), conditions)
        table = (await read_all(result)).decode()
        return await run_in_threadpool(_page, request, service, found, given, text, table)
    else:
        chosen = chosen_format(
            examined.form, "turtle" if examined.form is Form.GRAPH else None, None
        )
    wanted = _answer(service, examined, chosen.media_type)
    return Answering(lambda: service.runner.run(wanted, conditions), chosen.media_type)


def _bound(service: Service, found: SavedQuery, given: dict[str, str]) -> str:
    """The text with its parameters; raise InvalidRequest or NotFound."""
    text = found.bind(given, service.knowledge.names, service.knowledge.ontology)
    for key, value in given.items():
        slug = service.knowledge.names.local(value)
        entity = found.header.parameters[key].type is ParameterType.ENTITY
        if entity and slug not in service.cards:
            raise NotFound(f"{key}: no entity '{slug[:80]}'. Search: /entities?q=…")
    return text


def _answer(service: Service, examined: gate.Query, media_type: str) -> Answer:
    return Answer(
        examined.text, media_type, not examined.has_dataset, prefixes=service.prefixes,
    )  # fmt: skip


def _page(
    request: Request,
    service: Service,
    found: SavedQuery,
    given: dict[str, str],
    text: str,
    table: str,
) -> HTMLResponse:
    columns, rows = read_csv(table)
    shape = saved_query(found, _choices(found, service))
    labels = {slug: card.label for slug, card in service.cards.items()}
    page = render(
        request, "query.html", query=shape, given=given, columns=columns, text=text,
        rows=[[_cell(value, service) for value in row] for row in rows], labels=labels,
        link=f"?{request.url.include_query_params(format='csv').query}",
    )  # fmt: skip
    return HTMLResponse(page)


def _cell(value: str, service: Service) -> tuple[str, str | None]:
    """What to show of a value, and where it leads."""
    names, ontology = service.knowledge.names, service.knowledge.ontology
    local = names.local(value)
    if value == names.entity(local) and local in service.cards:
        return service.cards[local].label, f"/entities/{local}"
    if value == names.document(local) and local in service.documents:
        return service.documents[local].title, f"/documents/{local}"
    if value == names.claim(local):
        return "claim", f"/claims/{local}"
    if value == names.term(local):
        return ontology.label(local), None
    return value, None


def _choices(found: SavedQuery, service: Service) -> dict[str, list[str]]:
    """All values of the parameters that have few."""
    ontology = service.knowledge.ontology
    choices: dict[str, list[str]] = {}
    for name, parameter in found.header.parameters.items():
        if parameter.type is ParameterType.ENTITY:
            choices[name] = [
                card.slug for card in service.search.cards
                if not parameter.entity_class or parameter.entity_class in card.types
            ]  # fmt: skip
        elif parameter.type is ParameterType.PROPERTY:
            choices[name] = sorted(ontology.properties)
        elif parameter.type is ParameterType.CONCEPT:
            choices[name] = list(ontology.concepts[parameter.scheme or ""])
    return choices
