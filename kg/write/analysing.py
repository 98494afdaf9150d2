"""Analyses as JSON: a page of an answer, each entry with the claims that it rests on."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kg.answers import analysis_told as telling
from kg.answers.analysis_measures import ABOUT
from kg.answers.analysis_reasons import (
    BridgeWhy,
    Common,
    CommunityWhy,
    Link,
    PointWhy,
    RankedWhy,
    Why,
)
from kg.answers.analysis_rows import Result
from kg.answers.claims import Claims, SeenClaim
from kg.answers.entity import Entities, mentioned
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge
from kg.write import analysis_shapes as shapes
from kg.write.shaping import Shaping

MOST = 3  # claims of a link that are shown, and shares with an example; `claim_ids` has all
PARTS = 10  # parts of an articulation point that are shown
TOLD = (
    "A link is any number of claims between two entities, whichever way they go. What is denied is "
    "no link; statements and opinions are none unless opinions=true, or the filter names them."
)


def measures() -> shapes.MeasuresShape:
    """All measures, in their order."""
    items = [
        shapes.MeasureShape(
            measure=measure, address=f"/analysis/{measure}", meaning=about.meaning,
            direction=about.direction, parallel=about.parallel, components=about.components,
        )
        for measure, about in ABOUT.items()
    ]  # fmt: skip
    return shapes.MeasuresShape(told=TOLD, items=items)


def analysis(
    result: Result,
    page: Sequence[Why],
    total: int,
    following: str | None,
    keep: ClaimFilter,
    knowledge: Knowledge,
) -> shapes.AnalysisShape:
    """A page of `total` entries; claims and names are read once for all of it."""
    links, examples = [], set[str]()
    for why in page:
        links += list(_links(why))
        if isinstance(why, RankedWhy):
            examples |= {share.example for share in why.made_of.shares[:MOST]}
    ids = examples | {claim for link in links for claim in link.claims[:MOST]}
    claims = {seen.claim.id: seen for seen in Claims(knowledge).some(ids)}
    named = {slug for why in page for slug in _named(why)}
    named |= {slug for link in links for slug in (link.a, link.b)}
    named |= {slug for seen in claims.values() for slug in mentioned(seen, knowledge)}
    cards = Entities(knowledge).cards(named)
    shaper = _Shaper(result, Shaping(knowledge, cards), claims)
    return shapes.AnalysisShape(
        measure=result.measure,
        meaning=ABOUT[result.measure].meaning,
        approximate=telling.approximate(result.sources, result.basis),
        basis=basis(result, keep),
        total=total,
        items=[shaper.entry(why) for why in page],
        next=following,
    )


def basis(result: Result, keep: ClaimFilter) -> shapes.BasisShape:
    """What an answer rests on, in numbers and in words."""
    known = result.basis
    counts: dict[str, Any] = {
        name: getattr(known, name) for name in type(known).__dataclass_fields__
    }
    return shapes.BasisShape(
        told=telling.rests(known, keep), filter=telling.filter_words(keep), **counts
    )


def _links(why: Why) -> Iterator[Link]:
    """The links that are shown of an entry."""
    if isinstance(why, RankedWhy):
        yield from why.givers
    elif isinstance(why, CommunityWhy):
        yield from why.links
    elif isinstance(why, BridgeWhy):
        yield why.link
    elif isinstance(why, PointWhy):
        for part in why.parts[:PARTS]:
            yield from part.links
    else:
        yield from (why.a, why.b)


def _named(why: Why) -> Iterable[str]:
    """The entities that an entry names besides those of its links."""
    if isinstance(why, RankedWhy):
        return [why.scored.entity]
    if isinstance(why, CommunityWhy):
        return [member.entity for member in why.shown]
    if isinstance(why, BridgeWhy):
        return why.bridge.side
    return [why.point.entity] if isinstance(why, PointWhy) else [why.entity]


class _Shaper:
    """Shapes the entries of one page."""

    def __init__(self, result: Result, shaping: Shaping, claims: dict[str, SeenClaim]) -> None:
        self.shaping = shaping
        self.claims = claims
        self.telling = telling.Telling(result, shaping.words)

    def entry(self, why: Why) -> Any:  # noqa: ANN401  # the answer's shape checks which it is
        if isinstance(why, RankedWhy):
            return self.ranked(why)
        if isinstance(why, CommunityWhy):
            return self.community(why)
        if isinstance(why, BridgeWhy):
            return self.bridge(why)
        return self.point(why) if isinstance(why, PointWhy) else self.common(why)

    def link(self, link: Link) -> shapes.LinkShape:
        return shapes.LinkShape(
            a=self.shaping.ref(link.a),
            b=self.shaping.ref(link.b),
            documents=list(link.documents),
            claim_count=len(link.claims),
            claim_ids=list(link.claims),
            claims=[self.shaping.claim(self.claims[each]) for each in link.claims[:MOST]],
        )

    def ranked(self, why: RankedWhy) -> shapes.RankedShape:
        givers = zip(why.scored.givers, why.givers, strict=True)
        return shapes.RankedShape(
            rank=why.scored.rank,
            entity=self.shaping.ref(why.scored.entity),
            score=why.scored.score,
            told=self.telling.ranked(why),
            claim_count=why.made_of.claims,
            documents=list(why.made_of.documents),
            cut_off=why.scored.cut_off,
            made_of=[
                shapes.ShareShape(
                    property=self.shaping.property(share.property),
                    direction=share.direction,
                    neighbours=share.neighbours,
                    claim_count=share.claims,
                    example=(
                        self.shaping.claim(self.claims[share.example]) if place < MOST else None
                    ),
                )
                for place, share in enumerate(why.made_of.shares)
            ],
            given_by=[
                shapes.GivenShape(share=share, link=self.link(link)) for (_, share), link in givers
            ],
        )

    def community(self, why: CommunityWhy) -> shapes.CommunityShape:
        found = why.community
        return shapes.CommunityShape(
            number=found.number,
            told=self.telling.community(why),
            size=len(found.members),
            inside=found.inside,
            outside=found.outside,
            members=[
                shapes.MemberShape(
                    entity=self.shaping.ref(each.entity), inside=each.inside, outside=each.outside
                )
                for each in why.shown
            ],
            links=[self.link(each) for each in why.links],
        )

    def bridge(self, why: BridgeWhy) -> shapes.CutLinkShape:
        return shapes.CutLinkShape(
            told=self.telling.bridge(why),
            cut_off=why.bridge.size,
            component=why.bridge.component,
            side=[self.shaping.ref(each) for each in why.bridge.side],
            link=self.link(why.link),
        )

    def point(self, why: PointWhy) -> shapes.CutPointShape:
        return shapes.CutPointShape(
            entity=self.shaping.ref(why.point.entity),
            told=self.telling.point(why),
            cut_off=why.point.cut_off,
            parts=[
                shapes.CutPartShape(
                    told=self.telling.part(part),
                    size=part.part.size,
                    tied=part.part.tied,
                    ties=[self.link(each) for each in part.links],
                )
                for part in why.parts[:PARTS]
            ],
            part_count=len(why.parts),
        )

    def common(self, why: Common) -> shapes.CommonShape:
        return shapes.CommonShape(
            entity=self.shaping.ref(why.entity),
            told=self.telling.common(why),
            a=self.link(why.a),
            b=self.link(why.b),
        )
