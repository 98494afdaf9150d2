"""Documents: what the catalogue knows, and every claim of one in the order of its text."""

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.claim_tables import CLAIM_FORMATS, ClaimFormatDep, claims_csv
from api.deps import TURN, FilterDep, ServiceDep
from api.downloads import wants_csv
from api.negotiation import prefers_html
from api.pages import render
from kg.answers.claims import Claims
from kg.answers.documents import document as one
from kg.answers.entity import Entities
from kg.write import citation, shaping
from kg.write.article import as_json, marked
from kg.write.article_shapes import TextShape
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


@router.get(
    "/documents/{slug}", response_model=DocumentShape, responses=CLAIM_FORMATS, name="document"
)
def document(
    request: Request,
    service: ServiceDep,
    slug: str,
    keep: FilterDep,
    format: ClaimFormatDep = None,
) -> DocumentShape | Response:
    """A document with its claims: as JSON, as CSV, or as a page with the text, where it is here."""
    card = one(service.knowledge, slug)
    said = Entities(service.knowledge).kept(Claims(service.knowledge).of_document(slug), keep)
    if wants_csv(request, format, "a document", page=True):
        return claims_csv(service, said)
    words = shaping.Shaping(service.knowledge, service.cards)
    claims = [words.claim(seen) for seen in said]
    shape = shaping.document(card, service.knowledge).model_copy(update={"claims": claims})
    if not prefers_html(request):
        return shape
    text = marked(service.articles.article(card), claims, words)
    return HTMLResponse(
        render(
            request, "document.html", document=shape, text=text,
            citation=citation.document(card, service.knowledge),
        )
    )  # fmt: skip


@router.get("/documents/{slug}/text", response_model=TextShape, name="text")
def text(service: ServiceDep, slug: str, keep: FilterDep) -> TextShape:
    """The text of a document with spans of claims, names and noise, in code points.

    Only where this server has the text that was read (KG_TEXTS); else the quotes in order.
    """
    card = one(service.knowledge, slug)
    words = shaping.Shaping(service.knowledge, service.cards)
    said = Entities(service.knowledge).kept(Claims(service.knowledge).of_document(slug), keep)
    claims = [words.claim(seen) for seen in said]
    return as_json(slug, service.articles.article(card), claims, words)


@router.get("/document/{slug}", status_code=303, response_class=RedirectResponse)
def identifier(request: Request, service: ServiceDep, slug: str) -> RedirectResponse:
    """The IRI of a document leads to what is known of it."""
    one(service.knowledge, slug)
    return RedirectResponse(request.url_for("document", slug=slug).path, HTTPStatus.SEE_OTHER)
