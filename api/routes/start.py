"""What the page at / needs once: words, looks, where to start."""

from fastapi import APIRouter

from api.deps import TURN, Service, ServiceDep
from kg.sparql.saved import SavedQuery
from kg.write import start as shapes
from kg.write.start import StartShape

router = APIRouter(tags=["page"], dependencies=[TURN])
# what a newcomer may ask first
QUESTIONS = (
    "planned-in-zone", "participants", "figures-side-by-side", "promised-and-delivered",
    "stale-plans", "open-questions",
)  # fmt: skip


def first_questions(service: Service) -> list[SavedQuery]:
    """Those of them that this graph has."""
    known = {query.name: query for query in service.queries}
    return [known[name] for name in QUESTIONS if name in known]


@router.get("/start", response_model=StartShape, name="start")
def start(service: ServiceDep) -> StartShape:
    """Labels and looks of classes, kinds and properties, example entities, questions, sizes."""
    newest = max((str(card.issued) for card in service.documents.values()), default=None)
    return shapes.start(
        service.knowledge, service.looks, service.examples, first_questions(service), newest,
    )  # fmt: skip
