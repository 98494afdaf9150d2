"""Neighbourhood: the entities around one, a page at a time, each edge with the claims behind it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.answers.bridges import Bridge, Bridges, bridges, is_span
from kg.answers.entity import Cards, Entities
from kg.answers.expansion import Count, Edge, Expander
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge
from kg.config import Settings

ALIKE = 3  # so many neighbours that differ in nothing are a group


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a neighbourhood goes: `depth` steps, from at most `entities` in each further one.

    Each of these adds its `branch` best edges.
    """

    depth: int = 1
    entities: int = 200
    branch: int = 20

    @classmethod
    def of(cls, settings: Settings, depth: int) -> "Reach":
        return cls(depth, settings.max_expanded, settings.max_branch)


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbours of one class whose edges to the focus differ in nothing but their end."""

    type: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """One page of edges around `focus`; `following` is the place of the next page, if any.

    `counts` and `total` are of all edges at the focus, whatever the page; from the second step on
    `total` is of all edges that were found, and `is_cut` says whether a bound hid others.
    `degrees` has how many edges there are at each entity of the page, so that what is not shown
    can be told. `bridges` stand for events and offices that are then not among the edges.
    """

    focus: str
    edges: tuple[Edge, ...]
    cards: Cards
    counts: tuple[Count, ...]
    total: int
    following: int | None
    degrees: dict[str, int] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    bridges: tuple[Bridge, ...] = ()
    steps: dict[str, int] = field(default_factory=dict)
    is_cut: bool = False

    @property
    def shown(self) -> tuple[Edge, ...]:
        """The edges of the page and those in its bridges, each once."""
        spans = (edge for bridge in self.bridges for edge in bridge.edges)
        return tuple(dict.fromkeys([*self.edges, *spans]))

    @property
    def hidden(self) -> dict[str, int]:
        """How many edges at each entity of the page are not on it."""
        shown = Counter(end for edge in self.shown for end in {edge.subject, edge.object})
        return {slug: max(self.degrees.get(slug, 0) - shown[slug], 0) for slug in self.cards}


def neighbourhood(
    knowledge: Knowledge,
    slug: str,
    keep: ClaimFilter,
    *,
    start: int,
    size: int,
    reach: Reach = Reach(),
    shown: Bridges = Bridges.NODES,
) -> Neighbourhood:
    """Edges `start` to `start + size` around the entity, nearer ones first, in a stable rank.

    Raise NotFound, or Moved where the entity was merged or renamed. The rank is told at Ranked.
    """
    entities, expander = Entities(knowledge), Expander(knowledge)
    focus = entities.card(slug)
    if reach.depth == 1:
        ranked = expander.ranked(slug, keep, start=start, size=size)
        page, counts, total, cut = ranked.edges, ranked.counts, ranked.total, False
    else:
        found, counts, cut = _further(expander, slug, keep, reach)
        page, total = found[start : start + size], len(found)
    joined = bridges(page, slug, expander, keep) if shown is Bridges.FOLDED else ()
    folded = {bridge.via for bridge in joined}
    page = tuple(e for e in page if not (is_span(e, slug) and e.other(slug) in folded))
    ends = {end for edge in page for end in (edge.subject, edge.object)}
    ends |= {bridge.target for bridge in joined} | folded
    cards = Cards({slug: focus, **entities.cards(ends - {slug})})
    more = start + size
    return Neighbourhood(
        focus=slug,
        edges=page,
        cards=cards,
        counts=counts,
        total=total,
        following=more if more < total else None,
        degrees=expander.degrees(sorted({slug, *ends}), keep),
        groups=tuple(_groups(page, slug, cards)),
        bridges=joined,
        steps=_steps(page, slug) if reach.depth > 1 else {},
        is_cut=cut,
    )


def _further(
    expander: Expander, slug: str, keep: ClaimFilter, reach: Reach
) -> tuple[tuple[Edge, ...], tuple[Count, ...], bool]:
    """Every edge that the reach allows, step by step; counts at the focus; whether any is hidden.

    Each step is one expansion.
    """
    most = reach.entities * reach.branch
    first = expander.ranked(slug, keep, start=0, size=most)
    found = dict.fromkeys(first.edges)
    cut = len(first.edges) < first.total
    seen, edge_of = {slug}, list(first.edges)
    for _ in range(reach.depth - 1):
        frontier = _ends(edge_of, seen)
        cut |= len(frontier) > reach.entities
        wanted = frontier[: reach.entities]
        seen.update(wanted)
        if not wanted:
            break
        best = expander.best(wanted, keep, most=reach.branch)
        cut |= best.is_cut
        edge_of = [edge for edge in best.edges if edge not in found]
        found |= dict.fromkeys(edge_of)
    return tuple(found), first.counts, cut


def _ends(edges: Iterable[Edge], seen: set[str]) -> list[str]:
    """Where these edges lead that was not seen, in their order."""
    both = (end for edge in edges for end in (edge.subject, edge.object))
    return list(dict.fromkeys(end for end in both if end not in seen))


def _steps(edges: Iterable[Edge], focus: str) -> dict[str, int]:
    """How many of these edges away each entity is; nothing of one that they do not reach."""
    around: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        around[edge.subject].add(edge.object)
        around[edge.object].add(edge.subject)
    steps, front, step = {focus: 0}, {focus}, 0
    while front:
        step += 1
        front = {other for slug in front for other in around[slug]} - steps.keys()
        steps |= dict.fromkeys(sorted(front), step)
    return steps


def _groups(edges: Iterable[Edge], focus: str, cards: Cards) -> Iterable[Group]:
    """Neighbours that no reader of this page can tell apart but by their names."""
    views: dict[str, list[object]] = defaultdict(list)
    leading: set[str] = set()  # they have edges to others than the focus
    for edge in edges:
        if focus not in (edge.subject, edge.object):
            leading |= {edge.subject, edge.object}
            continue
        views[edge.other(focus)].append(
            (
                edge.property, edge.subject == focus, edge.kinds, edge.documents, edge.sources,
                edge.holds, edge.contested, edge.is_statement, len(edge.claims),
            )
        )  # fmt: skip
    alike: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for slug, view in views.items():
        if slug not in leading and slug != focus:
            card = cards[slug]
            alike[card.type, card.named, *sorted(view, key=repr)].append(slug)
    for (kind, *_), members in alike.items():
        if len(members) >= ALIKE:
            yield Group(str(kind), tuple(members))
