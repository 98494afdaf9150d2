"""Measures: what can be asked of the graph as a whole, and what each answer means."""

from dataclasses import dataclass
from enum import StrEnum


class Measure(StrEnum):
    """A measure, by its word in addresses and commands."""

    DEGREE = "degree"
    BETWEENNESS = "betweenness"
    CLOSENESS = "closeness"
    PAGERANK = "pagerank"
    COMMUNITIES = "communities"
    BRIDGES = "bridges"
    ARTICULATION_POINTS = "articulation-points"
    COMMON_NEIGHBOURS = "common-neighbours"


@dataclass(frozen=True, slots=True)
class About:
    """What a measure means, and what it makes of direction, parallel claims and components."""

    meaning: str
    direction: str
    parallel: str
    components: str


_BOTH = "a claim links both ways"
_ONCE = "any number of claims between two entities is one link"
ABOUT = {
    Measure.DEGREE: About(
        "With how many other entities the documents link it.",
        _BOTH, _ONCE + "; `made_of` counts the claims", "has no part in it",
    ),
    Measure.BETWEENNESS: About(
        "Which share of the shortest paths between two others leads through it (0 to 1).",
        _BOTH, _ONCE, "entities of different components have no path, which counts as none",
    ),
    Measure.CLOSENESS: About(
        "How near the others are: 1 / mean hops, times the share of entities that it reaches.",
        _BOTH, _ONCE, "who reaches few scores low, however near they are (Wasserman and Faust)",
    ),
    Measure.PAGERANK: About(
        "How much is said to lead to it, by entities to which much leads (all add up to 1).",
        "from subject to object; a symmetric property leads both ways",
        "any number of claims from one entity to another is one link",
        "who leads nowhere passes on to all alike, so that every component takes part",
    ),
    Measure.COMMUNITIES: About(
        "Groups with many links inside and few outside (Louvain, modularity).",
        _BOTH, _ONCE, "a community never reaches over two components",
    ),
    Measure.BRIDGES: About(
        "Pairs of entities whose link alone holds two parts of the graph together.",
        _BOTH, "all claims between the two are the one link, and fall or stay together",
        "each is looked at by itself; a pair that is all of its component counts, too",
    ),
    Measure.ARTICULATION_POINTS: About(
        "Entities without which their component falls into parts.",
        _BOTH, _ONCE, "each is looked at by itself",
    ),
    Measure.COMMON_NEIGHBOURS: About(
        "Entities that are linked with both `a` and `b`, and by which claims.",
        _BOTH, _ONCE + "; those with more claims on the weaker side come first",
        "two of different components have none",
    ),
}  # fmt: skip
