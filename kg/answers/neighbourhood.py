"""Neighbourhood: the entities around one, each edge with the claims behind it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kg.answers.claims import Claims, SeenClaim
from kg.answers.entity import Cards, Entities
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge
from kg.model.claim import Kind

# In words: what is stated comes before what is planned, and that before what is only said of it.
FEW = 2  # edges of one property that come before the next ones of another
_WEIGHT = {kind: weight for weight, kind in enumerate(Kind)}


@dataclass(frozen=True)
class Edge:
    """All claims with one subject, property and object."""

    subject: str
    property: str
    object: str
    claims: tuple[SeenClaim, ...]

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds among its claims, the firmest first."""
        return tuple(sorted({seen.kind for seen in self.claims}, key=_WEIGHT.__getitem__))

    @cached_property
    def documents(self) -> tuple[str, ...]:
        return tuple(sorted({seen.claim.document for seen in self.claims}))

    @cached_property
    def is_statement(self) -> bool:
        """Whether it only says that one speaks about the other."""
        return all(seen.claim.statement for seen in self.claims)

    def other(self, slug: str) -> str:
        """The end that is not `slug`."""
        return self.object if self.subject == slug else self.subject


@dataclass(frozen=True, slots=True)
class Count:
    """How many edges leave (`out`) or reach (`in`) the entity by one property."""

    property: str
    direction: str
    edges: int


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """One page of edges around `focus`; `following` is the place of the next page, if any."""

    focus: str
    edges: tuple[Edge, ...]
    cards: Cards
    counts: tuple[Count, ...]
    total: int
    following: int | None


def neighbourhood(
    knowledge: Knowledge, slug: str, keep: ClaimFilter, *, start: int, size: int
) -> Neighbourhood:
    """Edges `start` to `start + size` around the entity, in a stable rank; raise NotFound.

    Rank: relations before statements, then a few edges of each property at a time, so that no one
    property fills the first page; within these more documents, more claims, firmer kind, the names.
    """
    entities = Entities(knowledge)
    focus = entities.card(slug)
    grouped: dict[tuple[str, str, str], list[SeenClaim]] = defaultdict(list)
    for seen in entities.kept(Claims(knowledge).between(slug), keep, focus=slug):
        claim = seen.claim
        relation = knowledge.ontology.properties[claim.property]
        if not relation.is_relation or relation.leads_to_state or not claim.object:
            continue
        grouped[claim.subject, claim.property, claim.object].append(seen)
    edges = _varied(Edge(*key, tuple(claims)) for key, claims in grouped.items())
    counted = Counter((edge.property, "out" if edge.subject == slug else "in") for edge in edges)
    page = tuple(edges[start : start + size])
    more = start + size
    return Neighbourhood(
        focus=slug,
        edges=page,
        cards=Cards({slug: focus, **entities.cards(edge.other(slug) for edge in page)}),
        counts=tuple(Count(*key, number) for key, number in sorted(counted.items())),
        total=len(edges),
        following=more if more < len(edges) else None,
    )


def _varied(edges: Iterable[Edge]) -> list[Edge]:
    """The edges by rank, the first few of each property before the next few of any."""
    seen: Counter[tuple[bool, str]] = Counter()
    rounds: list[tuple[bool, int, int, Edge]] = []
    for edge in sorted(edges, key=_rank):
        group = edge.is_statement, edge.property
        rounds.append((edge.is_statement, seen[group] // FEW, len(rounds), edge))
        seen[group] += 1
    return [edge for *_, edge in sorted(rounds, key=lambda each: each[:3])]


def _rank(edge: Edge) -> tuple[bool, int, int, int, str, str, str]:
    firmest = _WEIGHT[edge.kinds[0]]
    return (
        edge.is_statement,
        -len(edge.documents), -len(edge.claims), firmest,
        edge.property, edge.subject, edge.object,
    )  # fmt: skip
