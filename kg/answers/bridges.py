"""Bridges: an event or an office between two entities, folded into one edge between these two."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from kg.answers.expansion import Edge, Expander
from kg.answers.filter import ClaimFilter, Direction
from kg.model.claim import Kind


class Bridges(StrEnum):
    """How events and offices are shown."""

    NODES = "nodes"
    FOLDED = "folded"


@dataclass(frozen=True, slots=True)
class Bridge:
    """Two entities that one event or office joins: `source` → `via` → `target`.

    `name` says how, in a word for programs: attended-together or office. The claims are those of
    the two `edges`, each of which is there by itself; that the two ends met is our reading.
    """

    name: str
    source: str
    via: str
    target: str
    edges: tuple[Edge, Edge]

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of both edges, the firmest first."""
        found = {kind for edge in self.edges for kind in edge.kinds}
        return tuple(kind for kind in Kind if kind in found)

    @property
    def documents(self) -> tuple[str, ...]:
        return tuple(sorted({name for edge in self.edges for name in edge.documents}))


ATTENDED, OFFICE = "attended-together", "office"
# Of a property: where on its edge the bridge stands, and how the other end is joined to it.
_SPANS = {
    "hasParticipant": (ATTENDED, "subject", "hasParticipant"),
    "holdsPost": (OFFICE, "object", "postIn"),
    "postIn": (OFFICE, "subject", "holdsPost"),
}


def is_span(edge: Edge, focus: str) -> bool:
    """Whether a bridge may begin with this edge, seen from the focus."""
    return edge.property in _SPANS and _via(edge) == edge.other(focus) != focus


def bridges(
    edges: Iterable[Edge], focus: str, expander: Expander, keep: ClaimFilter
) -> tuple[Bridge, ...]:
    """What the events and offices among `edges` join the focus to, in the order of these edges.

    One expansion, of all of them together. A denied edge joins nothing.
    """
    near = [edge for edge in edges if is_span(edge, focus) and edge.kinds != (Kind.DENIED,)]
    if not near:
        return ()
    free = replace(
        keep, direction=Direction.BOTH, neighbour_types=frozenset(), properties=frozenset()
    )
    far: dict[str, list[Edge]] = defaultdict(list)
    for edge in expander.expand({_via(edge) for edge in near}, free):
        if edge.property in _SPANS and edge.kinds != (Kind.DENIED,):
            far[_via(edge)].append(edge)
    return tuple(
        Bridge(name, focus, _via(first), second.other(_via(first)), (first, second))
        for first in near
        for name, _, wanted in [_SPANS[first.property]]
        for second in far[_via(first)]
        if second.property == wanted and second.other(_via(first)) != focus
    )


def _via(edge: Edge) -> str:
    return edge.subject if _SPANS[edge.property][1] == "subject" else edge.object
