"""Claims: one by its id."""

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.deps import TURN, ServiceDep
from api.negotiation import prefers_html
from api.pages import render
from kg.answers.claims import Claims
from kg.write.shapes import ClaimShape
from kg.write.shaping import Shaping

router = APIRouter(tags=["claims"], dependencies=[TURN])


@router.get("/claims/{claim_id}", response_model=ClaimShape, name="claim")
def claim(request: Request, service: ServiceDep, claim_id: str) -> ClaimShape | Response:
    """A claim with its evidence."""
    seen = Claims(service.knowledge).one(claim_id)
    shape = Shaping(service.knowledge, service.cards).claim(seen)
    if prefers_html(request):
        title = service.documents[shape.document].title
        return HTMLResponse(
            render(request, "claim.html", claim=shape, titles={shape.document: title})
        )
    return shape


@router.get("/claim/{claim_id}", status_code=303, response_class=RedirectResponse)
def identifier(request: Request, service: ServiceDep, claim_id: str) -> RedirectResponse:
    """The IRI of a claim leads to the claim."""
    Claims(service.knowledge).one(claim_id)
    return RedirectResponse(request.url_for("claim", claim_id=claim_id).path, HTTPStatus.SEE_OTHER)
