"""Documents: what the catalogue knows, and every claim of one in the order of its text."""

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.deps import TURN, FilterDep, ServiceDep
from api.negotiation import prefers_html
from api.pages import render
from kg.answers.claims import Claims
from kg.answers.documents import document as one
from kg.answers.entity import Entities
from kg.write import shaping
from kg.write.shapes import DocumentShape, DocumentsShape

router = APIRouter(tags=["documents"], dependencies=[TURN])


@router.get("/documents", response_model=DocumentsShape)
def documents(request: Request, service: ServiceDep) -> DocumentsShape | Response:
    """All documents."""
    items = [shaping.document(card, service.knowledge) for card in service.documents.values()]
    shape = DocumentsShape(total=len(items), items=items)
    if prefers_html(request):
        return HTMLResponse(render(request, "documents.html", documents=shape))
    return shape


@router.get("/documents/{slug}", response_model=DocumentShape, name="document")
def document(
    request: Request, service: ServiceDep, slug: str, keep: FilterDep
) -> DocumentShape | Response:
    """A document with its claims. Its text stays in the repository; the quotes are here."""
    card = one(service.knowledge, slug)
    words = shaping.Shaping(service.knowledge, service.cards)
    said = Claims(service.knowledge).of_document(slug)
    claims = [words.claim(seen) for seen in Entities(service.knowledge).kept(said, keep)]
    shape = shaping.document(card, service.knowledge).model_copy(update={"claims": claims})
    if prefers_html(request):
        titles = {slug: card.title}
        return HTMLResponse(render(request, "document.html", document=shape, titles=titles))
    return shape


@router.get("/document/{slug}", status_code=303, response_class=RedirectResponse)
def identifier(request: Request, service: ServiceDep, slug: str) -> RedirectResponse:
    """The IRI of a document leads to what is known of it."""
    one(service.knowledge, slug)
    return RedirectResponse(request.url_for("document", slug=slug).path, HTTPStatus.SEE_OTHER)
