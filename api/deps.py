"""What handlers are given: the open release, its search, the pool, the saved queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from fastapi import Depends, Query, Request

from kg.answers.documents import DocumentCard, documents
from kg.answers.entity import EntityCard
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge
from kg.answers.projection import graph
from kg.answers.search import Search
from kg.config import Settings
from kg.errors import InvalidRequest
from kg.sparql.pool import Pool
from kg.sparql.saved import SavedQueries
from kg.write.picture import Looks

_STARTS = ("Zone", "Port", "Project")


@dataclass(frozen=True)
class Service:
    """Everything that lives as long as the server."""

    settings: Settings
    knowledge: Knowledge
    search: Search
    pool: Pool
    queries: SavedQueries
    looks: Looks

    @cached_property
    def cards(self) -> Mapping[str, EntityCard]:
        """Every entity by slug."""
        return {card.slug: card for card in self.search.cards}

    @cached_property
    def documents(self) -> Mapping[str, DocumentCard]:
        """Every document by slug."""
        return documents(self.knowledge)

    @cached_property
    def most_linked(self) -> str:
        """The named zone, port or project with the most neighbours: a place to start."""
        known = graph(self.knowledge)
        starts = [
            slug for slug, card in self.cards.items() if card.named and card.type in _STARTS
        ] or list(self.cards)
        return max(starts, key=lambda slug: len(set(known.to_undirected(as_view=True)[slug])))


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


ServiceDep = Annotated[Service, Depends(_service)]


def _filter(
    service: ServiceDep,
    kind: Annotated[list[str], Query(description="only claims of these kinds")] = [],  # noqa: B006
    property: Annotated[list[str], Query(description="only these properties")] = [],  # noqa: B006
    document: Annotated[list[str], Query(description="only these documents")] = [],  # noqa: B006
    valid_on: Annotated[str | None, Query(description="only what holds that day, or may")] = None,
) -> ClaimFilter:
    given = {"kind": kind, "property": property, "document": document}
    if valid_on is not None:
        given["valid_on"] = [valid_on]
    return ClaimFilter.parse(given, service.knowledge.ontology, service.documents)


FilterDep = Annotated[ClaimFilter, Depends(_filter)]


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is wanted."""

    start: int
    size: int

    def next(self, total: int) -> str | None:
        """The cursor of the next page."""
        end = self.start + self.size
        return str(end) if end < total else None


def _page(
    service: ServiceDep,
    cursor: Annotated[str | None, Query(description="`next` of the page before")] = None,
    limit: Annotated[int | None, Query(gt=0, description="entries of the page")] = None,
) -> Page:
    settings = service.settings
    size = settings.page_size if limit is None else limit
    if size > settings.max_page_size:
        raise InvalidRequest(
            f"limit {size} is over KG_MAX_PAGE_SIZE ({settings.max_page_size}); ask for less."
        )
    if cursor is not None and not (cursor.isascii() and cursor.isdigit() and len(cursor) < 10):
        raise InvalidRequest("cursor is not one of ours; take it from `next`.")
    return Page(int(cursor or 0), size)


PageDep = Annotated[Page, Depends(_page)]
