"""Reconciliation: the API by which OpenRefine and others match tables with entities.

Source: Reconciliation Service API 0.2, W3C Entity Reconciliation Community Group.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response

from api.deps import TURN, Service, ServiceDep
from api.jsonp import CallbackDep, sent
from api.pages import render
from api.problems import PROBLEM
from api.protocol import request as requests
from api.protocol.request import FORM, MediaType, Parameters
from api.reconcile_asked import Reading, current
from kg.answers.entity import Entities
from kg.errors import InvalidRequest, Unsupported
from kg.write import reconciling, shaping
from kg.write.manifest_shapes import ManifestShape
from kg.write.reconcile_manifest import manifest
from kg.write.reconcile_shapes import ExtensionShape, ResultShape

router = APIRouter(prefix="/reconcile", tags=["reconciliation"], dependencies=[TURN])
PREVIEW_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors *"
)
_CLAIMS_SHOWN = 3
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


@router.post("", response_model=Answer, responses={415: PROBLEM}, openapi_extra=_FORM_BODY)
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
        results = {key: reconciling.result(some, ontology) for key, some in found.items()}
        return sent(results, callback)
    if extend is not None:
        reading = Reading(service)
        ids, columns = reading.columns(extend)
        slugs = {name: reading.entity(name) for name in ids}
        rows = service.extension.rows(set(slugs.values()), columns)
        by_id = {name: rows[slug] for name, slug in slugs.items()}
        return sent(reconciling.extension(by_id, columns, ontology), callback)
    if request.method == "POST":
        raise InvalidRequest("a form of a reconciliation has a field queries or extend, in JSON.")
    base = str(request.base_url).rstrip("/")
    batch = service.settings.max_reconcile_batch
    return sent(manifest(base, service.knowledge, batch), callback)


@router.get("/preview", response_class=HTMLResponse)
def preview(
    request: Request,
    service: ServiceDep,
    id: Annotated[str, Query(description="an entity")],
) -> HTMLResponse:
    """A card of an entity, to be shown in a frame of any page."""
    page = Entities(service.knowledge).page(current(service, id).slug)
    shape = shaping.entity(page, service.knowledge)
    own = [claim for claim in shape.claims if claim.subject.id == shape.id]
    html = render(
        request, "preview.html", entity=shape, claims=(own or shape.claims)[:_CLAIMS_SHOWN],
        type_label=service.knowledge.ontology.classes[shape.type].label,
        titles=service.documents.titles,
    )  # fmt: skip
    return HTMLResponse(html, headers={"Content-Security-Policy": PREVIEW_POLICY})
