"""Unknowns: what these documents leave open."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from api.deps import TURN, FilterDep, ServiceDep, page_size
from api.downloads import CSV, csv_response, wants_csv
from api.negotiation import prefers_html
from api.pages import render
from kg.answers.cursor import Listing
from kg.answers.entity import Entities
from kg.answers.unknowns import Part, Unknowns, chosen
from kg.write import unknowns as writing
from kg.write.unknown_shapes import UnknownsShape

router = APIRouter(tags=["conflicts"], dependencies=[TURN])
_PARTS: list[Part] = []
_ENTITIES: list[str] = []
_FIRST = 5  # entries of each part on a page that shows all parts


@router.get(
    "/unknowns", response_model=UnknownsShape,
    responses={200: {"content": {"text/html": {}, CSV: {}}}}, name="unknowns",
)  # fmt: skip
def unknowns(
    request: Request,
    service: ServiceDep,
    keep: FilterDep,
    part: Annotated[list[Part], Query(description="only these parts; else all")] = _PARTS,
    entity: Annotated[
        list[str], Query(description="only about these entities, by slug")
    ] = _ENTITIES,
    on: Annotated[
        date | None, Query(description="plans for before this day are stale; without it none is")
    ] = None,
    format: Annotated[str | None, Query(description="json, csv or html; before Accept")] = None,
    cursor: Annotated[str | None, Query(description="`next` of the page before")] = None,
    limit: Annotated[int | None, Query(gt=0, description="entries of the page")] = None,
) -> UnknownsShape | Response:
    """What is not known: plans whose date is past without a later word, questions that are called
    open, entities that may be the same, entities of which one origin speaks, claims without a date;
    each with the claims that show it. As CSV all of them up to KG_MAX_ROWS, unless a limit is
    given."""
    knowledge, table = service.knowledge, wants_csv(request, format, "what is not known", page=True)
    parts, entities = sorted(set(part)), sorted(set(entity))
    for each in entities:
        Entities(knowledge).card(each)
    listing = Listing.of(knowledge.version, "unknowns", parts, entities, on, keep.key)
    start = listing.start(cursor)
    size = service.settings.max_rows if table and limit is None else page_size(service, limit)
    found = Unknowns(knowledge, keep, on=on, entities=entities).all()
    wanted = chosen(found, parts)
    page, more = wanted[start : start + size], None
    if start + size < len(wanted):
        more = listing.cursor(start + size)
    is_page = not table and prefers_html(request)
    if is_page and not parts and start == 0:
        page, more = tuple(each for some in found.values() for each in (some or ())[:_FIRST]), None
    shape = writing.unknowns(page, found, len(wanted), more, knowledge, on)
    if table:
        return csv_response(request, writing.as_csv(shape), len(wanted), more)
    if not is_page:
        return shape
    following = request.url.include_query_params(cursor=more).query if more else None
    titles = service.documents.titles
    return HTMLResponse(
        render(
            request, "unknowns.html", unknowns=shape, titles=titles, following=following,
            chosen=parts, first=_FIRST,
        )
    )  # fmt: skip
