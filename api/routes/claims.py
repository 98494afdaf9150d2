"""Claims: a filtered list, newest first, and one by its id."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.deps import TURN, FilterDep, Service, ServiceDep, page_size
from api.negotiation import prefers_html
from api.pages import render
from api.problems import NotAcceptable
from kg.answers.claim_list import ClaimList, ClaimPage
from kg.answers.claims import Claims
from kg.answers.cursor import Listing
from kg.answers.filter import ClaimFilter
from kg.write import citation
from kg.write.claim_graph import MEDIA_TYPES, claim_graph
from kg.write.conflict_shapes import ClaimSidesShape
from kg.write.conflicts import claim_sides
from kg.write.shapes import ClaimsShape
from kg.write.shaping import Shaping, claim_page

router = APIRouter(tags=["claims"], dependencies=[TURN])


_FORMATS: dict[int | str, dict[str, object]] = {
    200: {"content": {media_type: {} for media_type in MEDIA_TYPES.values()}}
}


@router.get("/claims", response_model=ClaimsShape, responses=_FORMATS, name="claims")
def claims(
    service: ServiceDep,
    keep: FilterDep,
    id: Annotated[
        str | None,
        Query(description="only these, by id with commas between, up to KG_MAX_PAGE_SIZE"),
    ] = None,
    format: Annotated[str | None, Query(description="json; with id also turtle, jsonld")] = None,
    cursor: Annotated[str | None, Query(description="`next` of the page before")] = None,
    limit: Annotated[int | None, Query(gt=0, description="claims of the page")] = None,
) -> ClaimsShape | Response:
    """Claims with their evidence, newest first: by their own dates with valid_in, else by those of
    their documents; those that `id` names in its order."""
    if id is not None:
        return _named(service, id, keep, format or "json")
    if format not in (None, "json"):
        raise NotAcceptable(f"a list of claims comes as json; say by id which as '{format[:40]}'.")
    listing = Listing.of(service.knowledge.version, "claims", keep.key)
    start, size = listing.start(cursor), page_size(service, limit)
    found = ClaimList(service.knowledge).page(keep, start=start, size=size)
    more = listing.cursor(start + size) if start + size < found.total else None
    return _shape(service, found, more)


def _named(service: Service, id: str, keep: ClaimFilter, format: str) -> ClaimsShape | Response:
    """The claims of a list of ids."""
    if format != "json" and format not in MEDIA_TYPES:
        known = ", ".join(["json", *MEDIA_TYPES])
        raise NotAcceptable(f"format '{format[:40]}' is not one of {known}.")
    ids = [each for each in id.split(",") if each]
    page_size(service, len(ids))
    found = ClaimList(service.knowledge).named(ids, keep)
    if format == "json":
        return _shape(service, found, None)
    media_type, seen = MEDIA_TYPES[format], (each.seen for each in found.claims)
    return Response(claim_graph(seen, service.knowledge, media_type), media_type=media_type)


def _shape(service: Service, found: ClaimPage, more: str | None) -> ClaimsShape:
    stands = service.standing({each.seen.claim.subject for each in found.claims})
    return claim_page(found, more, Shaping(service.knowledge, service.cards, stands))


@router.get("/claims/{claim_id}", response_model=ClaimSidesShape, name="claim")
def claim(request: Request, service: ServiceDep, claim_id: str) -> ClaimSidesShape | Response:
    """A claim with its evidence, the claims that say so and those that say otherwise."""
    seen = Claims(service.knowledge).one(claim_id)
    shape = claim_sides(seen, service.knowledge, service.documents)
    if not prefers_html(request):
        return shape
    card, knowledge = service.documents[shape.document], service.knowledge
    words = Shaping(knowledge, service.cards).words
    return HTMLResponse(
        render(
            request, "claim.html", claim=shape, titles=service.documents.titles,
            words=[words.qualifier(each) for each in seen.claim.qualifiers],
            citation=citation.claim(shape, card, knowledge, service.newest),
            report=citation.report(shape, card, knowledge),
        )
    )  # fmt: skip


@router.get("/claim/{claim_id}", status_code=303, response_class=RedirectResponse)
def identifier(request: Request, service: ServiceDep, claim_id: str) -> RedirectResponse:
    """The IRI of a claim leads to the claim."""
    Claims(service.knowledge).one(claim_id)
    return RedirectResponse(request.url_for("claim", claim_id=claim_id).path, HTTPStatus.SEE_OTHER)
