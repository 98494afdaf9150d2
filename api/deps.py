"""What handlers are given: the open release, its search, the pool, the saved queries."""

import inspect
import time
from collections.abc import AsyncIterator, Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated

from fastapi import Depends, Query, Request

from api.analyses import Analyses
from api.kept import Kept
from api.measures import Measures
from api.turns import Turns
from kg.answers import articles
from kg.answers.articles import Articles
from kg.answers.choices import Choices
from kg.answers.conflicts import SideBySide, Standing, comparisons
from kg.answers.documents import Documents, documents
from kg.answers.entity import Cards, Entities, EntityCard
from kg.answers.extension import Extension
from kg.answers.filter import ABOUT, FROM_AN_ENTITY, WORDS, ClaimFilter
from kg.answers.knowledge import Knowledge
from kg.answers.projection import graph
from kg.answers.reconciliation import Reconciliation
from kg.answers.search import Search
from kg.answers.vocabulary import Word, words
from kg.config import Settings
from kg.errors import InvalidRequest, ReadOnly
from kg.review.desk import Desk
from kg.sparql.pool import Pool
from kg.sparql.result import Conditions, Runner
from kg.sparql.saved import SavedQueries
from kg.sparql.writer import Writer
from kg.store.deadline import until
from kg.store.table import Table
from kg.write.picture import Looks

_STARTS = ("Zone", "Port", "Project")
# of which classes a newcomer is shown an example, as far as the graph has them
_EXAMPLES = (
    "Zone",
    "Port",
    "Project",
    "GovernmentBody",
    "Event",
    "Person",
    "Territory",
    "Facility",
)
_SHOWN = 6


@dataclass(frozen=True)
class Service:
    """Everything that lives as long as the server."""

    settings: Settings
    knowledge: Knowledge
    pool: Pool | None
    runner: Runner
    writer: Writer | None
    queries: SavedQueries
    looks: Looks
    measures: Measures
    turns: Turns
    kept: Kept[Table]
    analyses: Analyses

    @property
    def version(self) -> str:
        """The version of the data that a query sees now."""
        return self.pool.source.version if self.pool else self.knowledge.version

    @cached_property
    def articles(self) -> Articles:
        """The texts that this server may show."""
        return Articles.of(self.settings, self.knowledge.ontology)

    @property
    def writing(self) -> Writer:
        """What takes changes; raise ReadOnly."""
        if self.writer is None:
            raise ReadOnly("the published graph is read-only; it changes by `kg build`.")
        return self.writer

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """Prefixes for graphs that are written."""
        return self.knowledge.names.prefixes()

    def conditions(self, request: Request) -> Conditions:
        """Under which conditions a query of ours runs for this client."""
        client = request.client.host if request.client else ""
        return Conditions(self.settings.query_seconds, self.settings.max_rows, client)

    @cached_property
    def search(self) -> Search:
        """The search through all labels, which it reads when it is first asked for."""
        return Search(self.knowledge)

    @cached_property
    def cards(self) -> Cards:
        """Every entity by slug."""
        return Cards({card.slug: card for card in self.search.cards})

    @property
    def compared(self) -> SideBySide:
        """Claims side by side: kept for one version of the data, else compared anew."""
        return self._compared if self.knowledge.versioned else self._compare()

    @cached_property
    def _compared(self) -> SideBySide:
        return self._compare()

    def standing(self, subjects: Collection[str]) -> Standing:
        """In which comparisons claims of these subjects, at least, stand."""
        if self.knowledge.versioned:
            return self._standing
        return comparisons(self.knowledge, subjects, most=self.settings.max_compared).standing

    @cached_property
    def _standing(self) -> Standing:
        return self._compared.standing

    def _compare(self) -> SideBySide:
        return comparisons(self.knowledge, most=self.settings.max_compared)

    @cached_property
    def reconciliation(self) -> Reconciliation:
        """What matches names of tables with entities."""
        return Reconciliation(self.knowledge, self.search)

    @cached_property
    def extension(self) -> Extension:
        """What fills columns of tables from claims."""
        return Extension(self.knowledge, self.cards)

    @cached_property
    def choices(self) -> Choices:
        """What the parameters of the saved queries may take."""
        return Choices(self.knowledge, self.queries, lambda: self.cards)

    @cached_property
    def words(self) -> list[Word]:
        """The terms of the ontology, as queries name them."""
        return words(self.knowledge, self.cards)

    @cached_property
    def desk(self) -> Desk | None:
        """Where candidates are reviewed; None where this server has no curated files."""
        root = articles.folder(self.settings)
        return Desk(root) if root and (root / "ontology").is_dir() else None

    @cached_property
    def documents(self) -> Documents:
        """Every document by slug."""
        return documents(self.knowledge)

    @cached_property
    def newest(self) -> str | None:
        """When the newest document came out, as precisely as is known; None without documents."""
        issued = [card.issued for card in self.documents.values()]
        newest = max(issued, key=lambda each: each.latest or date.max, default=None)
        return str(newest) if newest else None

    @cached_property
    def most_linked(self) -> str | None:
        """The named zone, port or project with the most neighbours: a place to start.

        None where the graph has no entity.
        """
        known = graph(self.knowledge)
        starts = [
            slug
            for slug, card in self.cards.items()
            if card.named and card.type in _STARTS and slug in known
        ] or list(known)
        everything = known.to_undirected(as_view=True)
        return max(starts, key=lambda slug: len(set(everything[slug])), default=None)

    @cached_property
    def examples(self) -> tuple[EntityCard, ...]:
        """Of each class the named entity with the most neighbours, then what else has many."""
        around = graph(self.knowledge).to_undirected(as_view=True)
        linked = sorted(
            (card for card in self.cards.values() if card.named and card.slug in around),
            key=lambda card: (-len(set(around[card.slug])), card.slug),
        )
        best = {card.type: card for card in reversed(linked)}
        chosen = [best[name] for name in _EXAMPLES if name in best]
        chosen += [card for card in linked if card not in chosen]
        return tuple(chosen[:_SHOWN])


async def _service(request: Request) -> AsyncIterator[Service]:
    """The service over the newest data, under the deadline of this request."""
    views = request.app.state.views
    with until(time.monotonic() + views.service.settings.query_seconds):
        yield await views.current()


ServiceDep = Annotated[Service, Depends(_service)]


async def _turn(service: ServiceDep) -> AsyncIterator[None]:
    async with service.turns.one():
        yield


# for routes that read the graph in a thread: it ends before the answer is sent
TURN = Depends(_turn, scope="function")


def _filter_by(words: Iterable[str]) -> Callable[..., ClaimFilter]:
    """The dependency that reads these words; the words are a part of the filter, not of this."""

    def read(service: ServiceDep, **given: list[str]) -> ClaimFilter:
        keep = ClaimFilter.parse(given, service.knowledge.ontology, service.documents)
        return Entities(service.knowledge).check(keep)

    kind = inspect.Parameter.KEYWORD_ONLY
    parameters = [
        inspect.Parameter("service", kind, annotation=ServiceDep),
        *(
            inspect.Parameter(
                word, kind, default=[],
                annotation=Annotated[list[str], Query(description=ABOUT[word])],
            )
            for word in words
        ),
    ]  # fmt: skip
    read.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return read


FilterDep = Annotated[
    ClaimFilter, Depends(_filter_by(word for word in WORDS if word not in FROM_AN_ENTITY))
]
# for what is seen from one entity
AroundDep = Annotated[ClaimFilter, Depends(_filter_by(WORDS))]


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is wanted."""

    start: int
    size: int

    def next(self, total: int) -> str | None:
        """The cursor of the next page."""
        end = self.start + self.size
        return str(end) if end < total else None


def page_size(service: Service, limit: int | None) -> int:
    """How many entries a page has; raise InvalidRequest for more than there may be."""
    settings = service.settings
    size = settings.page_size if limit is None else limit
    if size > settings.max_page_size:
        raise InvalidRequest(
            f"limit {size} is over KG_MAX_PAGE_SIZE ({settings.max_page_size}); ask for less."
        )
    return size


def _page(
    service: ServiceDep,
    cursor: Annotated[str | None, Query(description="`next` of the page before")] = None,
    limit: Annotated[int | None, Query(gt=0, description="entries of the page")] = None,
) -> Page:
    size = page_size(service, limit)
    if cursor is not None and not (cursor.isascii() and cursor.isdigit() and len(cursor) < 10):
        raise InvalidRequest("cursor is not one of ours; take it from `next`.")
    return Page(int(cursor or 0), size)


PageDep = Annotated[Page, Depends(_page)]
