"""The first page."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.deps import TURN, Service, ServiceDep
from api.pages import render
from api.routes.start import first_questions
from kg.answers.filter import ClaimFilter
from kg.answers.neighbourhood import neighbourhood
from kg.write.picture import MOST, neighbourhood_svg

router = APIRouter(include_in_schema=False, dependencies=[TURN])


@router.get("/", response_class=HTMLResponse)
def home(request: Request, service: ServiceDep) -> HTMLResponse:
    """What this is, a search, where to begin and what to ask first: as the page with scripts."""
    focus = service.most_linked
    return HTMLResponse(
        render(
            request, "home.html", cards=service.examples,
            queries=first_questions(service), queries_count=len(list(service.queries)),
            picture=_picture(request, service, focus) if focus else None,
            focus=service.cards[focus] if focus else None,
        )
    )  # fmt: skip


def _picture(request: Request, service: Service, focus: str) -> str:
    found = neighbourhood(service.knowledge, focus, ClaimFilter(), start=0, size=MOST)
    link = f"{request.scope.get('root_path', '')}/entities/"
    return neighbourhood_svg(found, service.knowledge, service.looks, link=link)
