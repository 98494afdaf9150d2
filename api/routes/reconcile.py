"""Reconciliation: the API by which OpenRefine and others match tables with entities.

Source: Reconciliation Service API 0.2, W3C Entity Reconciliation Community Group.
"""

import re
from collections.abc import Sequence
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel

from api.deps import TURN, Page, Service, ServiceDep
from api.pages import render
from api.protocol import request as requests
from api.protocol.request import FORM, MediaType, Parameters
from api.reconcile_asked import Reading
from kg.answers.entity import Entities
from kg.answers.wish import link, links
from kg.errors import InvalidRequest, NotFound, Unsupported
from kg.write import reconciling, shaping
from kg.write.reconcile_shapes import (
    ExtensionShape,
    FlyoutShape,
    ManifestShape,
    ProposalShape,
    ResultShape,
    SuggestedEntitiesShape,
    SuggestedPropertiesShape,
    SuggestedTypesShape,
)

router = APIRouter(prefix="/reconcile", tags=["reconciliation"], dependencies=[TURN])
PREVIEW_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors *"
)
_CLAIMS_SHOWN = 3
_CALLBACK = re.compile(r"[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*){0,5}", re.ASCII)
_LONGEST_CALLBACK = 100
_T = TypeVar("_T")
_FORM_BODY = {
    "requestBody": {
        "content": {
            FORM: {
                "schema": {
                    "type": "object",
                    "properties": {"queries": {"type": "string"}, "extend": {"type": "string"}},
                }
            }
        }
    }
}
Answer = ManifestShape | ExtensionShape | dict[str, ResultShape]


def _callback(
    callback: Annotated[str | None, Query(description="JSONP: a function to call")] = None,
) -> str | None:
    if callback is None:
        return None
    if len(callback) > _LONGEST_CALLBACK or not _CALLBACK.fullmatch(callback):
        raise InvalidRequest("callback is not the name of a function, such as jQuery.cb1.")
    return callback


CallbackDep = Annotated[str | None, Depends(_callback)]


def _sent(shape: BaseModel | dict[str, ResultShape], callback: str | None) -> Response:
    """The shape as JSON, or as a call of the function with it."""
    body: object = (
        {key: each.model_dump(mode="json") for key, each in shape.items()}
        if isinstance(shape, dict)
        else shape.model_dump(mode="json")
    )
    answer = JSONResponse(body)
    if callback is None:
        return answer
    # the comment keeps a guessed content type from being believed
    script = f"/**/{callback}({bytes(answer.body).decode()});"
    return Response(script, media_type="text/javascript")


async def _form(request: Request, service: ServiceDep) -> Parameters:
    """The parameters of a form and of its address."""
    found = requests.parameters(request.scope["query_string"])
    if request.method != "POST":
        return found
    kind = MediaType.of(request.scope)
    if kind.name != FORM:
        raise Unsupported(f"Content-Type '{kind.name[:80]}' is not {FORM}.")
    most = 3 * service.settings.max_query_bytes
    raw = await requests.body(request.receive, most, "KG_MAX_QUERY_BYTES")
    return found + requests.parameters(raw)


FormDep = Annotated[Parameters, Depends(_form)]


@router.get("", response_model=Answer)
def reconcile(
    request: Request,
    service: ServiceDep,
    given: FormDep,
    callback: CallbackDep,
    queries: Annotated[str | None, Query(description="JSON: queries by keys of yours")] = None,
    extend: Annotated[str | None, Query(description="JSON: ids and properties")] = None,
) -> Response:
    """What this service can do; the candidates of `queries`; or the cells of `extend`."""
    return _answered(request, service, given, callback)


@router.post("", response_model=Answer, openapi_extra=_FORM_BODY)
def post_reconcile(
    request: Request, service: ServiceDep, given: FormDep, callback: CallbackDep
) -> Response:
    """The candidates of `queries`, or the cells of `extend`, from a form."""
    return _answered(request, service, given, callback)


def _answered(
    request: Request, service: Service, given: Parameters, callback: str | None
) -> Response:
    queries, extend = given.one("queries"), given.one("extend")
    ontology = service.knowledge.ontology
    if queries is not None and extend is not None:
        raise InvalidRequest("queries and extend are two questions; send one of them.")
    if queries is not None:
        found = service.reconciliation.batch(Reading(service).wishes(queries))
        return _sent({key: reconciling.result(some, ontology) for key, some in found.items()},
                     callback)  # fmt: skip
    if extend is not None:
        reading = Reading(service)
        ids, columns = reading.columns(extend)
        slugs = {name: reading.entity(name) for name in ids}
        rows = service.extension.rows(set(slugs.values()), columns)
        by_id = {name: rows[slug] for name, slug in slugs.items()}
        return _sent(reconciling.extension(by_id, columns, ontology), callback)
    if request.method == "POST":
        raise InvalidRequest("a form of a reconciliation has a field queries or extend, in JSON.")
    base = str(request.base_url).rstrip("/")
    batch = service.settings.max_reconcile_batch
    return _sent(reconciling.manifest(base, service.knowledge, batch), callback)


def _part(
    service: ServiceDep,
    cursor: Annotated[int, Query(ge=0, lt=10**9, description="how many to leave out")] = 0,
    limit: Annotated[int | None, Query(gt=0, description="how many, at most")] = None,
) -> Page:
    settings = service.settings
    size = settings.page_size if limit is None else limit
    if size > settings.max_page_size:
        raise InvalidRequest(f"limit {size} is over KG_MAX_PAGE_SIZE ({settings.max_page_size}).")
    return Page(cursor, size)


PartDep = Annotated[Page, Depends(_part)]


def _prefix(
    service: ServiceDep,
    prefix: Annotated[str, Query(description="the beginning of a name; empty lists all")] = "",
) -> str:
    longest = service.settings.max_search_length
    if len(prefix) > longest:
        raise InvalidRequest(
            f"prefix has {len(prefix):,} letters, over KG_MAX_SEARCH_LENGTH ({longest})."
        )
    return prefix.strip()


PrefixDep = Annotated[str, Depends(_prefix)]


def _of(part: Page, found: Sequence[_T]) -> Sequence[_T]:
    return found[part.start : part.start + part.size]


@router.get("/suggest/entity", response_model=SuggestedEntitiesShape)
def suggest_entity(
    service: ServiceDep, prefix: PrefixDep, part: PartDep, callback: CallbackDep
) -> Response:
    """Entities with a name that begins or goes so, misspelt or not, the best first."""
    ontology = service.knowledge.ontology
    hits = _of(part, service.search.find(prefix))
    shapes = [reconciling.suggested_entity(hit.card, ontology) for hit in hits]
    return _sent(SuggestedEntitiesShape(result=shapes), callback)


@router.get("/suggest/type", response_model=SuggestedTypesShape)
def suggest_type(
    service: ServiceDep, prefix: PrefixDep, part: PartDep, callback: CallbackDep
) -> Response:
    """Classes of entities with a word that begins so."""
    ontology = service.knowledge.ontology
    terms = [
        term
        for term in sorted(ontology.classes.values(), key=lambda term: term.label)
        if reconciling.ROOT in (term.name, *term.ancestors)
        and _begins(prefix, term.name, *term.labels.values())
    ]
    shapes = [reconciling.suggested_type(term, ontology) for term in _of(part, terms)]
    return _sent(SuggestedTypesShape(result=shapes), callback)


@router.get("/suggest/property", response_model=SuggestedPropertiesShape)
def suggest_property(
    service: ServiceDep, prefix: PrefixDep, part: PartDep, callback: CallbackDep
) -> Response:
    """Properties, and their inverses, with a word that begins so."""
    found = [
        each
        for each in links(service.knowledge.ontology)
        if _begins(prefix, each.id, each.label, *each.labels)
    ]
    shapes = [reconciling.suggested_property(each) for each in _of(part, found)]
    return _sent(SuggestedPropertiesShape(result=shapes), callback)


def _begins(prefix: str, *names: str) -> bool:
    start = prefix.casefold()
    return any(
        name.casefold().startswith(start) or f" {start}" in name.casefold() for name in names
    )


@router.get("/properties", response_model=ProposalShape)
def properties(
    service: ServiceDep,
    part: PartDep,
    callback: CallbackDep,
    type: Annotated[str, Query(description="a class; empty means any")] = "",
) -> Response:
    """Properties that entities of a class have, those of most entities first."""
    name = _class_of(service, type)
    found = _of(part, service.extension.proposed(name))
    shapes = [reconciling.suggested_property(each) for each in found]
    return _sent(
        ProposalShape(properties=shapes, type=name or reconciling.ROOT, limit=part.size), callback
    )


@router.get("/preview", response_class=HTMLResponse)
def preview(
    request: Request,
    service: ServiceDep,
    id: Annotated[str, Query(description="an entity")],
) -> HTMLResponse:
    """A card of an entity, to be shown in a frame of any page."""
    slug = Reading(service).entity(id)
    page = Entities(service.knowledge).page(slug)
    shape = shaping.entity(page, service.knowledge)
    own = [claim for claim in shape.claims if claim.subject.id == shape.id]
    html = render(
        request, "preview.html", entity=shape, claims=(own or shape.claims)[:_CLAIMS_SHOWN],
        type_label=service.knowledge.ontology.classes[shape.type].label,
        titles=service.documents.titles,
    )  # fmt: skip
    return HTMLResponse(html, headers={"Content-Security-Policy": PREVIEW_POLICY})


@router.get("/flyout/{what}", response_model=FlyoutShape)
def flyout(
    service: ServiceDep,
    what: str,
    callback: CallbackDep,
    id: Annotated[str, Query(description="an entity, type or property")],
) -> Response:
    """A few words about an entity, a type or a property."""
    ontology = service.knowledge.ontology
    if what == "entity":
        card = Entities(service.knowledge).card(Reading(service).entity(id))
        words = reconciling.description(card, ontology)
        return _sent(reconciling.flyout(card.slug, card.label, words), callback)
    if what == "type":
        term = ontology.classes[_class_of(service, id) or reconciling.ROOT]
        return _sent(reconciling.flyout(term.name, term.label, term.definition), callback)
    if what == "property":
        found = link(ontology, id)
        words = reconciling.suggested_property(found).description
        return _sent(reconciling.flyout(found.id, found.label, words), callback)
    raise NotFound(f"no flyout of '{what[:40]}'; there are entity, type and property.")


def _class_of(service: Service, name: str) -> str | None:
    """The class of this name, None for an empty one; raise NotFound."""
    found = Reading(service).type(name) if name else None
    if name and found is None:
        raise NotFound(f"no type '{name[:80]}'. They are at /reconcile/suggest/type.")
    return found
