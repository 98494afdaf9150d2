"""Analysis: what the links of the graph as a whole tell; and what is still being worked on."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response

from api.deps import TURN, FilterDep, Service, ServiceDep, page_size
from api.downloads import CSV, csv_response, wants_csv
from api.negotiation import JSON
from kg.answers.analysis_measures import Measure
from kg.answers.analysis_page import Ground, Page, Question, page
from kg.answers.analysis_rows import Result
from kg.answers.analysis_runs import Order, Run, State
from kg.answers.cursor import Listing
from kg.write import analysing, analysis_table
from kg.write.analysis_shapes import AnalysisShape, MeasuresShape, RunShape

router = APIRouter(tags=["analysis"])
_ENTITIES: list[str] = []
_RUNNING: dict[int | str, dict[str, object]] = {
    200: {"content": {CSV: {}}},
    202: {"model": RunShape, "description": "It takes longer; Location is where that is told."},
}
_RUN: dict[int | str, dict[str, object]] = {200: {"model": RunShape}}
_AGAIN = {"Retry-After": "1", "Cache-Control": "no-store"}


@router.get("/analysis", response_model=MeasuresShape, name="measures")
def measures() -> MeasuresShape:
    """The measures there are, with what they mean and what counts as a link."""
    return analysing.measures()


@router.get("/analysis/runs/{run_id}", responses=_RUN, response_class=JSONResponse, name="run")
async def run(request: Request, service: ServiceDep, run_id: str) -> Response:
    """How far an analysis is, and where its answer is once it is done."""
    found = service.analyses.runs.one(run_id)
    headers = _AGAIN if found.state is State.RUNNING else {"Cache-Control": "no-store"}
    return _told(request, found, HTTPStatus.OK, headers)


@router.delete(
    "/analysis/runs/{run_id}", responses=_RUN, response_class=JSONResponse, name="cancel_run"
)
async def cancel(request: Request, service: ServiceDep, run_id: str) -> Response:
    """Cancel an analysis; of one that is over, what became of it. It ends for all who asked."""
    found = await service.analyses.runs.cancel(run_id)
    return _told(request, found, HTTPStatus.OK, {"Cache-Control": "no-store"})


@router.get(
    "/analysis/{measure}", response_model=AnalysisShape, responses=_RUNNING, dependencies=[TURN],
    name="analysis",
)  # fmt: skip
async def analysis(
    request: Request,
    service: ServiceDep,
    measure: Measure,
    keep: FilterDep,
    opinions: Annotated[bool, Query(description="statements and opinions are links, too")] = False,
    entity: Annotated[list[str], Query(description="only entries of these entities")] = _ENTITIES,
    a: Annotated[str | None, Query(description="of common-neighbours: an entity")] = None,
    b: Annotated[str | None, Query(description="of common-neighbours: another entity")] = None,
    format: Annotated[str | None, Query(description="json or csv; before Accept")] = None,
    cursor: Annotated[str | None, Query(description="`next` of the page before")] = None,
    limit: Annotated[int | None, Query(gt=0, description="entries of the page")] = None,
) -> Response:
    """A measure over the links that the filter allows, each entry with the claims it rests on, and
    in which documents it is true. What takes over KG_ANALYSIS_WAIT_SECONDS answers 202. As CSV all
    entries up to KG_MAX_ROWS, unless a limit is given."""
    as_csv = wants_csv(request, format, "an analysis")
    question = Question.of(measure, keep, entity, (a, b), opinions=opinions)
    listing = Listing.of(service.knowledge.version, "analysis", *question.words)
    start = listing.start(cursor)
    size = service.settings.max_rows if as_csv and limit is None else page_size(service, limit)
    ground = await run_in_threadpool(Ground.of, question, service.knowledge)
    order = Order(ground.index, ground.selection, measure, service.settings.analysis_sources)
    key = (str(ground.index.path), ground.index.version, measure, keep.key, opinions)
    address = f"{request.url.path}?{request.url.query}".rstrip("?")
    found = await service.analyses.answer(key, order, address)
    if isinstance(found, Run):
        where = {"Location": _address(request, found), **_AGAIN}
        return _told(request, found, HTTPStatus.ACCEPTED, where)
    entries = await run_in_threadpool(page, question, ground, found, start, start + size)
    more = listing.cursor(start + size) if start + size < entries.total else None
    return await run_in_threadpool(
        _written, request, service, question, found, entries, more, as_csv
    )


def _written(
    request: Request,
    service: Service,
    question: Question,
    result: Result,
    entries: Page,
    more: str | None,
    as_csv: bool,
) -> Response:
    knowledge = service.knowledge
    shape = analysing.analysis(
        result, entries.entries, entries.total, more, question.keep, knowledge
    )
    if not as_csv:
        return Response(shape.model_dump_json(), media_type=JSON)
    text = analysis_table.as_csv(shape, entries.entries, knowledge)
    return csv_response(request, text, shape.total, more)


def _told(request: Request, run: Run, status: HTTPStatus, headers: dict[str, str]) -> Response:
    shape = RunShape(
        id=run.id,
        measure=run.measure,
        state=run.state,
        done=run.done,
        total=run.total,
        seconds=round(run.seconds, 3),
        address=_address(request, run),
        result=run.address if run.state is State.DONE else None,
        detail=run.error.detail if run.error else None,
    )
    return JSONResponse(shape.model_dump(mode="json"), status, headers)


def _address(request: Request, run: Run) -> str:
    return request.url_for("run", run_id=run.id).path
