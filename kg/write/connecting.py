"""Paths, and what joins several, as JSON: each an argument with footnotes."""

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kg.answers import path_wording
from kg.answers.argument import Argument
from kg.answers.argument_zh import SIMPLIFIED, TRADITIONAL, ChineseArgument
from kg.answers.claims import SeenClaim
from kg.answers.conflicts import Standing, comparisons
from kg.answers.course import Search, Weight
from kg.answers.entity import Cards, Entities, mentioned
from kg.answers.expansion import Edge
from kg.answers.joining import Joined, Tree
from kg.answers.knowledge import Knowledge
from kg.answers.overlap import Together
from kg.answers.paths import Path, Paths, weakest
from kg.write.path_shapes import (
    ArgumentShape,
    FootnoteShape,
    HopShape,
    PathNodeShape,
    PathSentenceShape,
    PathShape,
    PathsShape,
    TogetherShape,
    TreeShape,
)
from kg.write.shapes import EntityRef
from kg.write.shaping import Shaping
from kg.write.surroundings import edge_shape

MOST = 3  # claims of a hop that are cited; `claim_ids` has all


def paths(
    found: Paths, search: Search, knowledge: Knowledge, standing: Standing | None = None
) -> PathsShape:
    """The paths with the claims that they rest on.

    `standing` is that of their entities at least; it is looked for where it is not given.
    """
    hops = [hop for path in found.paths for hop in path.hops]
    arguing = _Arguing.of(hops, found.claims, found.cards, knowledge, standing)
    told = [arguing.path(each, search.weight) for each in found.paths]
    return PathsShape(
        source=arguing.ref(found.source),
        target=arguing.ref(found.target),
        targets=[arguing.ref(found.target)],
        paths=told,
        trees=[],
        apart=[],
        without=arguing.refs(search.course.without),
        nodes=arguing.nodes(told, found.source, [found.target], found.degrees),
        edges=_each_once(told),
        partial=found.is_partial,
        told=path_wording.answer(found, search),
        wording=path_wording.WHOSE,
        relaxations=list(found.relaxations),
    )


def joined(
    found: Joined, search: Search, knowledge: Knowledge, standing: Standing | None = None
) -> PathsShape:
    """What joins several entities; `standing` as with paths."""
    hops = [hop for tree in found.trees for hop in tree.hops]
    arguing = _Arguing.of(hops, found.claims, found.cards, knowledge, standing)
    told = [arguing.tree(each, search.weight) for each in found.trees]
    source, *targets = found.ends
    apart = [arguing.ref(each).label for each in found.apart]
    return PathsShape(
        source=arguing.ref(source),
        target=arguing.ref(targets[0]),
        targets=[arguing.ref(each) for each in targets],
        paths=[],
        trees=told,
        apart=list(found.apart),
        without=arguing.refs(search.course.without),
        nodes=arguing.nodes(told, source, targets, found.degrees),
        edges=_each_once(told),
        partial=found.is_partial,
        told=path_wording.joining(found, search, apart),
        wording=path_wording.WHOSE,
        relaxations=[],
    )


class _Arguing:
    """Words hops."""

    def __init__(self, shaping: Shaping, claims: Mapping[str, SeenClaim]) -> None:
        self.shaping, self.claims = shaping, claims
        ontology, cards = shaping.knowledge.ontology, shaping.cards
        self.english = Argument(shaping.words)
        self.traditional, self.simplified = (
            ChineseArgument(ontology, cards, each) for each in (TRADITIONAL, SIMPLIFIED)
        )

    @classmethod
    def of(
        cls, hops: Sequence[Sequence[Edge]], claims: Mapping[str, SeenClaim], cards: Cards,
        knowledge: Knowledge, standing: Standing | None,
    ) -> "_Arguing":  # fmt: skip
        """With the cards of all that the cited claims name."""
        cited = {each: claims[each] for hop in hops for each in hop[0].claims[:MOST]}
        named = {slug for seen in cited.values() for slug in mentioned(seen, knowledge)}
        more = Entities(knowledge).cards(named - cards.keys())
        if standing is None:
            standing = comparisons(knowledge, {hop[0].subject for hop in hops}).standing
        return cls(Shaping(knowledge, Cards(cards | more), standing), cited)

    def ref(self, slug: str) -> EntityRef:
        return self.shaping.ref(slug)

    def refs(self, slugs: Iterable[str]) -> list[EntityRef]:
        return [self.ref(slug) for slug in sorted(slugs)]

    def path(self, path: Path, weight: Weight) -> PathShape:
        hops = [(edges, edges[0].subject == path.nodes[n]) for n, edges in enumerate(path.hops)]
        shape = self._argument(path.nodes, hops, path.weight, weight, path.together)
        return PathShape(**dict(shape))

    def tree(self, tree: Tree, weight: Weight) -> TreeShape:
        hops = [(edges, True) for edges in tree.hops]
        shape = self._argument(tree.nodes, hops, tree.weight, weight, tree.together)
        return TreeShape(**dict(shape), ends=list(tree.ends))

    def _argument(
        self, nodes: Sequence[str], hops: Sequence[tuple[Sequence[Edge], bool]], weight: float,
        by: Weight, together: Together,
    ) -> ArgumentShape:  # fmt: skip
        footnotes: list[FootnoteShape] = []
        sentences: list[PathSentenceShape] = []
        for number, (edges, _) in enumerate(hops, 1):
            seen = [self.claims[each] for each in edges[0].claims[:MOST]]
            first = min(seen, key=lambda each: edges[0].kinds.index(each.kind))
            numbers = range(len(footnotes) + 1, len(footnotes) + len(seen) + 1)
            footnotes += map(_footnote, numbers, seen)
            sentences.append(self._sentence(number, first, numbers))
        best = [edges[0] for edges, _ in hops]
        weak = weakest(best)
        return ArgumentShape(
            nodes=[self.ref(slug) for slug in nodes],
            edges=[self.hop(edges, forward=forward) for edges, forward in hops],
            sentences=sentences,
            footnotes=footnotes,
            weight=round(weight, 6),
            weakest=weak + 1,
            together=TogetherShape(
                holds=together.holds, first=_day(together.first), last=_day(together.last)
            ),
            why=path_wording.why(best, weak, weight, by, together),
        )

    def _sentence(self, number: int, seen: SeenClaim, footnotes: range) -> PathSentenceShape:
        return PathSentenceShape(
            number=number,
            text=self.english.sentence(seen),
            text_zh_hant=self.traditional.sentence(seen),
            text_zh_hans=self.simplified.sentence(seen),
            footnotes=list(footnotes),
        )

    def hop(self, edges: Sequence[Edge], *, forward: bool) -> HopShape:
        best = edge_shape(edges[0], self.shaping)
        known = self.shaping.knowledge.ontology.properties[edges[0].property]
        return HopShape(
            **dict(best), property_labels=dict(known.labels), forward=forward,
            others=len(edges) - 1,
        )  # fmt: skip

    def nodes(
        self, found: Iterable[ArgumentShape], source: str, targets: Sequence[str],
        degrees: Mapping[str, int],
    ) -> list[PathNodeShape]:  # fmt: skip
        """Every entity once, nearest to the source first."""
        near: dict[str, set[str]] = {each: set() for each in (source, *targets)}
        edges = _each_once(found)
        for edge in edges:
            near.setdefault(edge.source, set()).add(edge.target)
            near.setdefault(edge.target, set()).add(edge.source)
        shown = Counter(end for edge in edges for end in (edge.source, edge.target))
        gone, coming = _distances(near, [source]), _distances(near, targets)
        ordered = sorted(near, key=lambda slug: (gone.get(slug, len(near)), slug))
        return [
            PathNodeShape(
                **self.ref(slug).model_dump(),
                edges=degrees.get(slug, 0),
                hidden=max(degrees.get(slug, 0) - shown[slug], 0),
                from_source=gone.get(slug),
                to_target=coming.get(slug),
            )
            for slug in ordered
        ]


def _distances(near: Mapping[str, set[str]], starts: Sequence[str]) -> dict[str, int]:
    """Hops from the nearest of the starts."""
    found, queue = dict.fromkeys(starts, 0), deque(starts)
    while queue:
        here = queue.popleft()
        for other in near[here] - found.keys():
            found[other] = found[here] + 1
            queue.append(other)
    return found


def _each_once(found: Iterable[ArgumentShape]) -> list[HopShape]:
    """The edges of all; in the way in which the first path goes along each."""
    once: dict[str, HopShape] = {}
    for argument in found:
        for edge in argument.edges:
            once.setdefault(edge.id, edge)
    return list(once.values())


def _day(told: date | None) -> str | None:
    return told.isoformat() if told else None


def _footnote(number: int, seen: SeenClaim) -> FootnoteShape:
    return FootnoteShape(
        number=number,
        claim=seen.claim.id,
        quote=seen.claim.evidence[0].text,
        document=seen.claim.document,
    )
