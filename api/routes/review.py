"""The review: the page at /review and what it asks. Reading it needs the token as well.

The texts of the inbox are not published, and whoever decides changes the curated files: the token
goes in the header Authorization, never in an address or a cookie, so that no other site can use it.
"""

from http import HTTPStatus
from typing import Annotated, TypeVar
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, ValidationError

from api.deps import ServiceDep
from api.negotiation import prefers_html
from api.pages import render
from api.problems import PROBLEM
from api.protocol import authority
from api.protocol import request as requests
from api.protocol.request import MediaType
from kg.errors import InvalidParameters, Unsupported
from kg.review import shaping, writing
from kg.review.desk import Desk
from kg.review.shapes import (
    DecideShape,
    InboxShape,
    OptionsShape,
    ReviewShape,
    WriteShape,
    WrittenShape,
)
from kg.review.vocabulary import VocabularyShape
from kg.review.vocabulary import vocabulary as vocabulary_of


def _never_kept(response: Response) -> None:
    response.headers["Cache-Control"] = "no-store"


router = APIRouter(
    tags=["review"],
    dependencies=[Depends(_never_kept)],
    responses=dict.fromkeys((401, 403), PROBLEM),
)
_NO_STORE = {"Cache-Control": "no-store"}
_JSON = "application/json"
Asked = TypeVar("Asked", bound=BaseModel)
_FOUND = 8  # entities that are offered for what is typed


def _desk(request: Request, service: ServiceDep) -> Desk:
    """Where the caller may decide; raise ReadOnly, Unauthorised."""
    desk = service.desk
    authority.check_reviewer(request.scope, service.settings, desk is not None)
    if desk is None:
        raise RuntimeError("a review without curated files was let in")
    return desk


DeskDep = Annotated[Desk, Depends(_desk)]


def _view(
    doc: Annotated[str | None, Query(description="of the page: the document it opens")] = None,
    lang: Annotated[str | None, Query(description="of the page: its language")] = None,
) -> None:
    """What the page keeps in its address, and reads itself."""


@router.get("/review", response_model=InboxShape, dependencies=[Depends(_view)])
def inbox(request: Request, service: ServiceDep) -> InboxShape | Response:
    """Documents with candidates, for who has the token; for a browser the page."""
    if prefers_html(request):
        closed = authority.why_no_review(service.settings, service.desk is not None)
        return HTMLResponse(render(request, "review.html", closed=closed), headers=_NO_STORE)
    return shaping.inbox(_desk(request, service).waiting())


@router.get("/review/{slug}", response_model=ReviewShape)
def review(request: Request, service: ServiceDep, slug: str) -> ReviewShape | Response:
    """A document under review: its text, candidates, things and decisions."""
    if prefers_html(request):
        page = request.url_for("inbox").path
        return RedirectResponse(f"{page}?doc={quote(slug)}", HTTPStatus.SEE_OTHER)
    return shaping.review(_desk(request, service).review(slug))


@router.get("/review/{slug}/entities", response_model=OptionsShape)
def options(
    desk: DeskDep, slug: str, q: Annotated[str, Query(description="part of a name", min_length=1)]
) -> OptionsShape:
    """Entities of the curated files and of this review, whose names have what was typed."""
    found = desk.review(slug).find(q, _FOUND)
    return OptionsShape(items=[shaping.option(each) for each in found])


@router.get("/review/{slug}/vocabulary", response_model=VocabularyShape)
def vocabulary(desk: DeskDep, slug: str) -> VocabularyShape:
    """The fields of entries and what they may hold, by the ontology as the checkout has it."""
    return vocabulary_of(desk.review(slug).curation.ontology)


@router.post(
    "/review/{slug}/decisions", response_model=ReviewShape,
    openapi_extra={"requestBody": {"required": True, "content": {
        _JSON: {"schema": DecideShape.model_json_schema()}}}},
)  # fmt: skip
async def decide(request: Request, service: ServiceDep, desk: DeskDep, slug: str) -> ReviewShape:
    """Take a decision. 400 for what could not stand in the files, 409 where somebody else has
    decided on the same since you looked."""
    asked = await _body(request, service.settings.max_decision_bytes, DecideShape)

    def decided() -> ReviewShape:
        desk.decide(slug, asked.by, asked.act, asked.of, asked.data, asked.seen)
        return shaping.review(desk.review(slug))

    return await run_in_threadpool(decided)


@router.post(
    "/review/{slug}/write", response_model=WrittenShape,
    openapi_extra={"requestBody": {"required": True, "content": {
        _JSON: {"schema": WriteShape.model_json_schema()}}}},
)  # fmt: skip
async def write(request: Request, service: ServiceDep, desk: DeskDep, slug: str) -> WrittenShape:
    """Put what was accepted into data/claims and data/entities.yaml, if `kg check` takes it."""
    asked = await _body(request, service.settings.max_decision_bytes, WriteShape)

    def done() -> WrittenShape:
        return shaping.written(writing.write(desk, slug, asked.by), desk.review(slug))

    return await run_in_threadpool(done)


async def _body(request: Request, most: int, shape: type[Asked]) -> Asked:
    """The body; another type than JSON is refused, which no form of another site can send."""
    kind = MediaType.of(request.scope)
    if kind.name != _JSON:
        raise Unsupported(f"Content-Type '{kind.name[:80]}' is not {_JSON}.")
    raw = await requests.body(request.receive, most, "KG_MAX_DECISION_BYTES")
    try:
        return shape.model_validate_json(raw)
    except ValidationError as error:
        wrong = {".".join(map(str, each["loc"])) or "body": each["msg"] for each in error.errors()}
        raise InvalidParameters("the body cannot be read", wrong) from None
