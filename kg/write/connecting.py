"""Paths as JSON: each an argument with footnotes."""

from collections.abc import Iterable

from kg.answers.claims import SeenClaim
from kg.answers.course import Search, Weight
from kg.answers.entity import Cards, Entities
from kg.answers.expansion import Edge
from kg.answers.knowledge import Knowledge
from kg.answers.paths import Path, Paths
from kg.answers.wording import Wording
from kg.write.path_shapes import (
    FootnoteShape,
    HopShape,
    PathSentenceShape,
    PathShape,
    PathsShape,
)
from kg.write.shaping import Shaping

MOST = 3  # claims of a hop that are cited; `claim_ids` has all
_WHY = {
    Weight.HOPS: "each hop weighs 1",
    Weight.SUPPORT: "each hop weighs 1 + 1 / independent sources",
    Weight.AVOID_HUBS: "each hop weighs 1 + log2(edges at the entity that it reaches)",
}


def paths(found: Paths, search: Search, knowledge: Knowledge) -> PathsShape:
    """The paths with the claims that they rest on; one reading of claims for all."""
    ids = {each for path in found.paths for hop in path.hops for each in hop[0].claims[:MOST]}
    claims = {each: found.claims[each] for each in ids}
    more = _named(claims.values()) - found.cards.keys()
    cards = Cards(found.cards | Entities(knowledge).cards(more))
    arguing = _Arguing(Shaping(knowledge, cards), Wording(knowledge.ontology, cards), claims)
    return PathsShape(
        source=arguing.shaping.ref(found.source),
        target=arguing.shaping.ref(found.target),
        paths=[arguing.path(each, search.weight) for each in found.paths],
        partial=found.is_partial,
        told=_told(found, search),
        relaxations=list(found.relaxations),
    )


def _named(claims: Iterable[SeenClaim]) -> set[str]:
    found: set[str] = set()
    for seen in claims:
        claim = seen.claim
        found |= {each for each in (claim.subject, claim.object, claim.attributed_to) if each}
        found |= {value for each in claim.qualifiers for value in each.values}
    return found


def _told(found: Paths, search: Search) -> str:
    rest = " The search ran out of time or edges; there may be others." if found.is_partial else ""
    count = len(found.paths)
    if count:
        return f"{count} {'path' if count == 1 else 'paths'} found.{rest}"
    told = f"No path of at most {search.course.hops} hops under this filter."
    if found.relaxations:
        told += f" One change would give one: {'; or '.join(found.relaxations)}."
    elif not found.is_partial:
        told += " No single change of the question gives one."
    return told + rest


class _Arguing:
    """Words paths."""

    def __init__(self, shaping: Shaping, wording: Wording, claims: dict[str, SeenClaim]) -> None:
        self.shaping = shaping
        self.wording = wording
        self.claims = claims

    def path(self, path: Path, weight: Weight) -> PathShape:
        footnotes: list[FootnoteShape] = []
        sentences: list[PathSentenceShape] = []
        for number, hop in enumerate(path.hops, 1):
            seen = [self.claims[each] for each in hop[0].claims[:MOST]]
            numbers = range(len(footnotes) + 1, len(footnotes) + len(seen) + 1)
            footnotes += map(_footnote, numbers, seen)
            text = self.wording.sentence(seen[0])
            sentences.append(PathSentenceShape(number=number, text=text, footnotes=list(numbers)))
        weakest = path.hops[path.weakest][0]
        told = "source" if weakest.sources == 1 else "sources"
        return PathShape(
            nodes=[self.shaping.ref(slug) for slug in path.nodes],
            edges=[self.hop(h, path.nodes[n]) for n, h in enumerate(path.hops)],
            sentences=sentences,
            footnotes=footnotes,
            weight=path.weight,
            weakest=path.weakest + 1,
            why=(
                f"{len(path.hops)} hops weigh {path.weight:g} ({_WHY[weight]}); the weakest is "
                f"no. {path.weakest + 1}: {weakest.sources} {told}, {weakest.kinds[0].value}"
            ),
        )

    def hop(self, edges: tuple[Edge, ...], start: str) -> HopShape:
        edge = edges[0]
        return HopShape(
            source=edge.subject,
            target=edge.object,
            property=self.shaping.property(edge.property),
            forward=edge.subject == start,
            kinds=[kind.value for kind in edge.kinds],
            holds=edge.holds,
            sources=edge.sources,
            contested=edge.contested,
            documents=list(edge.documents),
            claim_ids=list(edge.claims),
            others=len(edges) - 1,
        )


def _footnote(number: int, seen: SeenClaim) -> FootnoteShape:
    return FootnoteShape(
        number=number,
        claim=seen.claim.id,
        quote=seen.claim.evidence[0].text,
        document=seen.claim.document,
    )
