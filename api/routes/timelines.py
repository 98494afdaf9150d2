"""Time: timelines, lives, promises and figures."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.deps import TURN, FilterDep, ServiceDep, page_size
from api.downloads import CSV, csv_response, wants_csv
from kg.answers.cursor import Listing
from kg.answers.figures import figures as all_figures
from kg.answers.promises import Outcome
from kg.answers.promises import promises as all_promises
from kg.answers.timeline import What, outline, states
from kg.answers.timeline import timeline as entries
from kg.write import timing
from kg.write.time_shapes import FiguresShape, LifeShape, PromisesShape, TimelineShape

router = APIRouter(tags=["time"], dependencies=[TURN])
_SORTS: list[What] = []
_OUTCOMES: list[Outcome] = []
EntityDep = Annotated[str | None, Query(description="slug of an entity; else of all")]
OnDep = Annotated[date | None, Query(description="open promises for before this day are past due")]
CursorDep = Annotated[str | None, Query(description="`next` of the page before")]
LimitDep = Annotated[int | None, Query(gt=0, description="entries of the page")]


@router.get("/timeline", response_model=TimelineShape, name="timeline")
def timeline(
    service: ServiceDep,
    keep: FilterDep,
    entity: EntityDep = None,
    what: Annotated[list[What], Query(description="only entries of these sorts")] = _SORTS,
    undated: Annotated[bool, Query(description="what has no date, in place of the rest")] = False,
    cursor: CursorDep = None,
    limit: LimitDep = None,
) -> TimelineShape:
    """Events, states, promised dates and figures of an entity or of all, in order of their dates;
    what has no date stands apart."""
    knowledge, sorts = service.knowledge, sorted(set(what))
    listing = Listing.of(knowledge.version, "timeline", entity, sorts, undated, keep.key)
    start, size = listing.start(cursor), page_size(service, limit)
    found = outline(knowledge, keep, entity).only(sorts)
    wanted = found.undated if undated else found.dated
    more = listing.cursor(start + size) if start + size < len(wanted) else None
    page = wanted[start : start + size]
    return timing.timeline(
        found, page, more, knowledge, entity, undated=undated, valid_on=keep.valid_on
    )


@router.get("/entities/{slug}/lifecycle", response_model=LifeShape, name="lifecycle")
def lifecycle(service: ServiceDep, slug: str, keep: FilterDep, on: OnDep = None) -> LifeShape:
    """The life of a project, zone or anything: its states with their dates and evidence, and
    promised states against delivered ones."""
    found = states(entries(service.knowledge, keep, slug), slug)
    promised = [
        each for each in all_promises(service.knowledge, keep, slug, on=on)
        if each.promised[0].claim.property == "status"
    ]  # fmt: skip
    return timing.life(slug, found, promised, service.knowledge, keep.valid_on)


@router.get("/promises", response_model=PromisesShape, name="promises")
def promises(
    service: ServiceDep,
    keep: FilterDep,
    entity: EntityDep = None,
    outcome: Annotated[list[Outcome], Query(description="only with these outcomes")] = _OUTCOMES,
    on: OnDep = None,
    cursor: CursorDep = None,
    limit: LimitDep = None,
) -> PromisesShape:
    """What was planned, expected or proposed of an entity or of all, against what documents say
    was delivered."""
    knowledge, outcomes = service.knowledge, sorted(set(outcome))
    listing = Listing.of(knowledge.version, "promises", entity, outcomes, on, keep.key)
    start, size = listing.start(cursor), page_size(service, limit)
    found = all_promises(knowledge, keep, entity, on=on)
    wanted = [each for each in found if not outcomes or each.outcome in outcomes]
    more = listing.cursor(start + size) if start + size < len(wanted) else None
    return timing.promises(wanted[start : start + size], len(wanted), more, knowledge)


@router.get(
    "/figures", response_model=FiguresShape, responses={200: {"content": {CSV: {}}}},
    name="figures",
)  # fmt: skip
def figures(
    request: Request,
    service: ServiceDep,
    keep: FilterDep,
    entity: EntityDep = None,
    format: Annotated[str | None, Query(description="json or csv; before Accept")] = None,
    cursor: CursorDep = None,
    limit: LimitDep = None,
) -> FiguresShape | Response:
    """Figures of an entity or of all: by entity, measure and date, each with its source. As CSV
    all of them up to KG_MAX_ROWS, unless a limit is given."""
    knowledge, as_csv = service.knowledge, wants_csv(request, format, "figures")
    listing = Listing.of(knowledge.version, "figures", entity, keep.key)
    start = listing.start(cursor)
    size = service.settings.max_rows if as_csv and limit is None else page_size(service, limit)
    found = all_figures(knowledge, keep, entity)
    more = listing.cursor(start + size) if start + size < len(found) else None
    page = found[start : start + size]
    if not as_csv:
        return timing.figures(page, len(found), more, knowledge)
    text = timing.figures_csv(page, knowledge, service.documents)
    return csv_response(request, text, len(found), more)
