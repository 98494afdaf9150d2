"""What is said of paths and trees: how many, why this one, what would give one."""

from collections.abc import Sequence

from kg.answers.course import Search, Weight
from kg.answers.expansion import Edge
from kg.answers.joining import Joined
from kg.answers.overlap import Together
from kg.answers.paths import Paths
from kg.model.period import Holds

WHOSE = (
    "Sentences are ours, made from claims by templates (the Chinese ones machine-drafted); "
    "the words of the documents are the quotes in the footnotes."
)
_PARTIAL = " The search ran out of time or edges; there may be others."
_WHY = {
    Weight.HOPS: "each hop weighs 1",
    Weight.SUPPORT: "each hop weighs 1 + 1 / independent sources",
    Weight.AVOID_HUBS: "each hop weighs 1 + log2(edges at the entity that it reaches)",
}
_TOGETHER = {
    Holds.YES: "the dates say that all hold on one day",
    Holds.UNKNOWN: "whether all hold on one day is unknown",
    Holds.NO: "the dates rule out that all hold on one day",
}


def why(edges: Sequence[Edge], weakest: int, weight: float, by: Weight, together: Together) -> str:
    """What it weighs, which hop is the weakest, and whether all hold together."""
    edge, hops = edges[weakest], _counted(len(edges), "hop")
    told = (
        f"{hops} weigh{'s' if len(edges) == 1 else ''} {weight:g} ({_WHY[by]}); the weakest is "
        f"no. {weakest + 1}: {_counted(edge.sources, 'source')}, {edge.kinds[0].value}"
    )
    return told if len(edges) == 1 else f"{told}; {_TOGETHER[together.holds]}"


def answer(found: Paths, search: Search) -> str:
    """The answer to a question about two, in a sentence or two."""
    rest = _PARTIAL if found.is_partial else ""
    if found.paths:
        return f"{_counted(len(found.paths), 'path')} found.{rest}"
    told = f"No path of at most {_counted(search.course.hops, 'hop')} under this filter."
    if found.relaxations:
        told += f" One change would give one: {'; or '.join(found.relaxations)}."
    elif not found.is_partial:
        told += " No single change of the question gives one."
    return told + rest


def joining(found: Joined, search: Search, labels: Sequence[str]) -> str:
    """The answer to a question about several; `labels` name those that are apart."""
    rest = _PARTIAL if found.is_partial else ""
    hops = _counted(search.course.hops, "hop")
    if not found.trees:
        return f"No two of the {len(found.ends)} are joined by at most {hops}.{rest}"
    if not found.apart and len(found.trees) == 1:
        told = f"All {len(found.ends)} are joined by {_counted(len(found.trees[0].pairs), 'edge')}"
    else:
        parts = " and ".join(f"{len(tree.ends)}" for tree in found.trees)
        told = f"Of {len(found.ends)} entities {parts} are joined"
        if len(found.trees) > 1:
            told += ", each group by itself"
    told += ". This is an approximation: the lightest subgraph may be up to half as heavy."
    if found.apart:
        told += f" Not joined by paths of at most {hops}: {', '.join(labels)}."
    return told + rest


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
