"""The first page."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.deps import ServiceDep
from api.pages import render
from kg.answers.filter import ClaimFilter
from kg.answers.neighbourhood import neighbourhood
from kg.write.picture import MOST, neighbourhood_svg

router = APIRouter(include_in_schema=False)
SHOWN = 8


@router.get("/", response_class=HTMLResponse)
def home(request: Request, service: ServiceDep) -> HTMLResponse:
    """What this is, a search, the best documented entities and the saved queries."""
    cards = [card for card in service.search.cards if card.named]
    cards.sort(key=lambda card: (-len(card.documents), card.label))
    focus = service.most_linked
    found = neighbourhood(service.knowledge, focus, ClaimFilter(), start=0, size=MOST)
    root = request.scope.get("root_path", "")
    picture = neighbourhood_svg(found, service.knowledge, service.looks, link=f"{root}/entities/")
    return HTMLResponse(
        render(
            request, "home.html", cards=cards[:SHOWN], queries=list(service.queries),
            picture=picture, focus=service.cards[focus],
        )
    )  # fmt: skip
