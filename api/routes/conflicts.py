"""Conflicts: figures side by side, and identities that no document settles."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from api.deps import TURN, ServiceDep
from api.negotiation import prefers_html
from api.pages import render
from kg.answers.conflicts import comparisons
from kg.answers.entity import Entities
from kg.write import conflicts as writing
from kg.write.shapes import ConflictsShape

router = APIRouter(tags=["conflicts"], dependencies=[TURN])


@router.get("/conflicts", response_model=ConflictsShape)
def conflicts(request: Request, service: ServiceDep) -> ConflictsShape | Response:
    """Pairs of figures that conflict, restate, form a series or cannot be compared; and why."""
    found = comparisons(service.knowledge, service.cards)
    identities = Entities(service.knowledge).open_identities()
    shape = writing.conflicts(found, identities, service.knowledge, service.cards)
    if prefers_html(request):
        titles = service.documents.titles
        return HTMLResponse(render(request, "conflicts.html", conflicts=shape, titles=titles))
    return shape
