"""Saved queries: listed, and called with typed parameters."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from api.deps import Service, ServiceDep
from api.negotiation import prefers_html
from api.pages import render
from api.routes.sparql import RESULTS, FormatName, choose_format
from kg.errors import NotFound
from kg.sparql import gate
from kg.sparql.formats import by_name
from kg.sparql.gate import Form
from kg.sparql.results import read_csv
from kg.sparql.saved import ParameterType, SavedQuery
from kg.store.engine import Answer
from kg.write.shapes import SavedQueryShape
from kg.write.shaping import saved_query

router = APIRouter(tags=["queries"])
_FORMAT = "format"


@router.get("/queries", response_model=list[SavedQueryShape])
def queries(request: Request, service: ServiceDep) -> list[SavedQueryShape] | Response:
    """All saved queries."""
    shapes = [saved_query(query, _choices(query, service)) for query in service.queries]
    if prefers_html(request):
        return HTMLResponse(render(request, "queries.html", queries=shapes))
    return shapes


@router.get("/queries/{name}", responses=RESULTS, response_class=StreamingResponse, name="query")
def query(request: Request, service: ServiceDep, name: str, format: FormatName = None) -> Response:
    """Run a saved query with the parameters of its header; `format` or Accept choose the form."""
    found = service.queries[name]
    html = prefers_html(request)
    # an empty field of a form means the default
    given = {key: value for key, value in request.query_params.items() if value and key != _FORMAT}
    text = found.bind(given, service.knowledge.names, service.knowledge.ontology)
    for key, value in given.items():
        slug = service.knowledge.names.local(value)
        entity = found.header.parameters[key].type is ParameterType.ENTITY
        if entity and slug not in service.cards:
            raise NotFound(f"{key}: no entity '{slug[:80]}'. Search: /entities?q=…")
    examined = gate.examine(text, service.settings)
    if html and examined.form is Form.SOLUTIONS:
        return _page(request, service, found, given, text)
    if html:
        chosen = by_name("turtle", examined.form) or choose_format(request, examined.form, None)
    else:
        chosen = choose_format(request, examined.form, format)
    charset = "; charset=utf-8" if chosen.media_type.startswith("text/") else ""
    return StreamingResponse(
        service.pool.run(_answer(service, text, chosen.media_type)),
        media_type=f"{chosen.media_type}{charset}",
        headers={"Vary": "Accept"},
    )


def _answer(service: Service, text: str, media_type: str) -> Answer:
    union = not gate.examine(text, service.settings).has_dataset
    prefixes = service.knowledge.names.prefixes()
    return Answer(text, media_type, union, prefixes=prefixes)


def _page(
    request: Request, service: Service, found: SavedQuery, given: dict[str, str], text: str
) -> HTMLResponse:
    result = b"".join(service.pool.run(_answer(service, text, "text/csv")))
    columns, rows = read_csv(result.decode())
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
