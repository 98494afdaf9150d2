"""What the page at / needs once: words, looks, where to start."""

from fastapi import APIRouter

from api.deps import TURN, Service, ServiceDep
from kg.answers.entity import EntityCard
from kg.answers.projection import graph
from kg.write import start as shapes
from kg.write.start import StartShape

router = APIRouter(tags=["page"], dependencies=[TURN])
EXAMPLES = 6
# of which classes examples are shown, as far as the graph has them
CLASSES = ("Zone", "Port", "Project", "GovernmentBody", "Territory", "Event", "Person", "Facility")
# what a newcomer may ask first
QUESTIONS = (
    "promised-and-delivered", "planned", "participants", "figures-side-by-side", "open-questions",
    "stale-plans",
)  # fmt: skip


@router.get("/start", response_model=StartShape, name="start")
def start(service: ServiceDep) -> StartShape:
    """Labels and looks of classes, kinds and properties, example entities, questions, sizes."""
    known = {query.name: query for query in service.queries}
    newest = max((str(card.issued) for card in service.documents.values()), default=None)
    return shapes.start(
        service.knowledge, service.looks, _examples(service),
        [known[name] for name in QUESTIONS if name in known], newest,
    )  # fmt: skip


def _examples(service: Service) -> list[EntityCard]:
    """Of each class the named entity with the most neighbours, then whatever else has many."""
    around = graph(service.knowledge).to_undirected(as_view=True)
    linked = sorted(
        (card for card in service.cards.values() if card.named and card.slug in around),
        key=lambda card: (-len(set(around[card.slug])), card.slug),
    )
    best = {card.type: card for card in reversed(linked)}
    chosen = [best[name] for name in CLASSES if name in best]
    chosen += [card for card in linked if card not in chosen]
    return chosen[:EXAMPLES]
