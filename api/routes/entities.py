"""Entities: found by name, shown with their claims, surrounded by their neighbours."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.claim_tables import CLAIM_FORMATS, ClaimFormatDep, claims_csv
from api.deps import TURN, AroundDep, PageDep, ServiceDep
from api.downloads import wants_csv
from api.entity_page import entity_page
from api.negotiation import prefers_html
from api.pages import render
from api.sought import AskedDep
from kg.answers.entity import Entities
from kg.write import shaping
from kg.write.shapes import EntityShape, HitsShape

router = APIRouter(tags=["entities"], dependencies=[TURN])
_HTML: dict[int | str, dict[str, object]] = {200: {"content": {"text/html": {}}}}


@router.get("/entities", response_model=HitsShape, responses=_HTML)
def entities(
    request: Request,
    service: ServiceDep,
    page: PageDep,
    asked: AskedDep,
    suggest: Annotated[
        bool, Query(description="only the best few, from fewer candidates: as somebody types")
    ] = False,
) -> HitsShape | Response:
    """Find entities by any of their names, best first.

    A name may be in English, Portuguese, Chinese of either script, or pinyin; misspelt, not
    finished, in other order, or abbreviated. Each hit says which label matched and why. At most as
    many hits as the best 300 labels belong to are found; an empty `q` lists every entity.
    """
    knowledge = service.knowledge
    if suggest:
        some = service.search.suggest(asked.q, keep=asked.keep, limit=page.size)
        return shaping.hits(some, len(some), None, knowledge)
    found = service.search.find(asked.q, keep=asked.keep)
    part = found[page.start : page.start + page.size]
    shape = shaping.hits(part, len(found), page.next(len(found)), knowledge)
    if not prefers_html(request):
        return shape
    classes = service.search.classes
    titles = service.documents.titles
    return HTMLResponse(
        render(request, "entities.html", hits=shape, asked=asked, classes=classes, titles=titles)
    )


@router.get("/entities/{slug}", response_model=EntityShape, responses=CLAIM_FORMATS, name="entity")
def entity(
    request: Request,
    service: ServiceDep,
    slug: str,
    keep: AroundDep,
    format: ClaimFormatDep = None,
) -> EntityShape | Response:
    """An entity with every claim in which it has a part: as JSON, as CSV, or as a page."""
    page = Entities(service.knowledge).page(slug, keep)
    if wants_csv(request, format, "an entity", page=True):
        return claims_csv(service, page.claims)
    stands = service.standing({seen.claim.subject for seen in page.claims})
    shape = shaping.entity(page, service.knowledge, stands)
    if not prefers_html(request):
        return shape
    return HTMLResponse(entity_page(request, service, page, keep, shape))


@router.get("/id/{slug}", status_code=303, response_class=RedirectResponse)
def identifier(request: Request, service: ServiceDep, slug: str) -> RedirectResponse:
    """The IRI of an entity leads to what is known of it."""
    Entities(service.knowledge).card(slug)
    return RedirectResponse(request.url_for("entity", slug=slug).path, HTTPStatus.SEE_OTHER)
