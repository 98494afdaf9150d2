"""Conflicts: claims side by side, and identities that no document settles."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from api.deps import TURN, FilterDep, ServiceDep, page_size
from api.downloads import CSV, csv_response, wants_csv
from api.negotiation import prefers_html
from api.pages import render
from kg.answers.comparer import Relation
from kg.answers.conflicts import some
from kg.answers.cursor import Listing
from kg.answers.entity import Entities
from kg.write import conflicts as writing
from kg.write.conflict_shapes import ComparisonShape, ConflictsShape

router = APIRouter(tags=["conflicts"], dependencies=[TURN])
_HTML: dict[int | str, dict[str, object]] = {200: {"content": {"text/html": {}}}}
_ENTITIES: list[str] = []
_RELATIONS: list[Relation] = []
EntitiesDep = Annotated[list[str], Query(description="only about these entities, by slug")]


@router.get(
    "/conflicts", response_model=ConflictsShape,
    responses={200: {"content": {"text/html": {}, CSV: {}}}}, name="conflicts",
)  # fmt: skip
def conflicts(
    request: Request,
    service: ServiceDep,
    keep: FilterDep,
    entity: EntitiesDep = _ENTITIES,
    relation: Annotated[
        list[Relation], Query(description="only pairs that are this to each other")
    ] = _RELATIONS,
    format: Annotated[str | None, Query(description="json, csv or html; before Accept")] = None,
    cursor: Annotated[str | None, Query(description="`next` of the page before")] = None,
    limit: Annotated[int | None, Query(gt=0, description="pairs of the page")] = None,
) -> ConflictsShape | Response:
    """Claims side by side: figures, dates, starts and denials that conflict, restate, form a
    series, agree or cannot be compared; who says each, how far they lie apart, and why. The filter
    must allow both claims of a pair. As CSV all of them up to KG_MAX_ROWS, unless a limit is
    given."""
    knowledge, table = service.knowledge, wants_csv(request, format, "comparisons", page=True)
    relations, entities = sorted(set(relation)), sorted(set(entity))
    for each in entities:
        Entities(knowledge).card(each)
    listing = Listing.of(knowledge.version, "conflicts", entities, relations, keep.key)
    start = listing.start(cursor)
    size = service.settings.max_rows if table and limit is None else page_size(service, limit)
    compared = service.compared
    found = some(compared.found, keep, knowledge, entities=entities)
    wanted = [each for each in found if not relations or each.relation in relations]
    more = listing.cursor(start + size) if start + size < len(wanted) else None
    first = start == 0 and not (entities or relations)
    shape = writing.conflicts(
        wanted[start : start + size], writing.counted(found), len(wanted), more,
        Entities(knowledge).open_identities() if first else (), knowledge, service.documents,
        left_out=compared.left_out,
    )  # fmt: skip
    if table:
        return csv_response(request, writing.as_csv(shape), len(wanted), more)
    if not prefers_html(request):
        return shape
    following = request.url.include_query_params(cursor=more).query if more else None
    titles = service.documents.titles
    return HTMLResponse(
        render(
            request, "conflicts.html", conflicts=shape, titles=titles, following=following,
            relations=list(Relation), chosen=relations,
        )
    )  # fmt: skip


@router.get(
    "/conflicts/{comparison_id}", response_model=ComparisonShape, responses=_HTML, name="comparison"
)
def comparison(
    request: Request, service: ServiceDep, comparison_id: str
) -> ComparisonShape | Response:
    """Two claims side by side: both with their quotes and who says them."""
    each = service.compared.one(comparison_id)
    shape = writing.Sides([each], service.knowledge, service.documents).pair(each)
    if not prefers_html(request):
        return shape
    titles = service.documents.titles
    return HTMLResponse(render(request, "pair.html", pair=shape, titles=titles))
