"""What analyses look like as JSON."""

from pydantic import Field

from kg.write.shapes import ClaimShape, EntityRef, PropertyRef, Shape


class MeasureShape(Shape):
    """A measure that can be asked for, and what its answer means."""

    measure: str
    address: str
    meaning: str
    direction: str = Field(description="what it makes of the direction of claims")
    parallel: str = Field(description="what it makes of several claims between two entities")
    components: str = Field(description="what it makes of parts that nothing links")


class MeasuresShape(Shape):
    """All measures."""

    told: str = Field(description="what counts as a link")
    items: list[MeasureShape]


class BasisShape(Shape):
    """What an answer rests on."""

    told: str = Field(description="the same in a sentence, to be shown with the answer")
    filter: str = Field(description="the filter in its own words; empty: none")
    documents: int = Field(description="documents whose claims make the links")
    of_documents: int = Field(description="documents that have claims")
    claims: int
    kinds: dict[str, int] = Field(description="the claims by kind")
    entities: int = Field(description="those that have a link")
    links: int = Field(description="pairs of entities that claims link")
    components: int = Field(description="parts that no link joins")
    denied: int = Field(description="claims left out: what they deny joins nobody")
    opinions: int = Field(description="statements and opinions left out; see opinions=true")
    loops: int = Field(description="claims left out: of an entity about itself")
    isolated: int = Field(description="entities left out, without a link")
    events: int = Field(description="of the entities: events and offices")


class LinkShape(Shape):
    """All claims that link two entities, whichever way they go."""

    a: EntityRef
    b: EntityRef
    documents: list[str]
    claim_count: int
    claim_ids: list[str]
    claims: list[ClaimShape] = Field(description="the first of them, with their quotes")


class ShareShape(Shape):
    """The links of an entity by one property and direction."""

    property: PropertyRef
    direction: str = Field(description="out or in, seen from the entity")
    neighbours: int
    claim_count: int
    example: ClaimShape | None = Field(description="one of the claims; of the first shares only")


class GivenShape(Shape):
    """A part of a PageRank that comes over one link."""

    share: float = Field(description="of the score, 0 to 1")
    link: LinkShape


class RankedShape(Shape):
    """An entity with its score. Equal scores have one rank."""

    rank: int
    entity: EntityRef
    score: float
    told: str = Field(description="what it means, and in which documents; never shown without")
    claim_count: int
    documents: list[str]
    made_of: list[ShareShape] = Field(description="its links by property, the most first")
    cut_off: int | None = Field(
        description="of betweenness: entities cut off from the largest part without it"
    )
    given_by: list[GivenShape] = Field(description="of PageRank: who gives most to it")


class MemberShape(Shape):
    """An entity of a community."""

    entity: EntityRef
    inside: int = Field(description="its links to others of the community")
    outside: int = Field(description="its links to others")


class CommunityShape(Shape):
    """A group with many links inside and few outside."""

    number: int
    told: str
    size: int
    inside: int = Field(description="links between its members")
    outside: int = Field(description="links to others")
    members: list[MemberShape] = Field(
        description="those asked for, then the best connected ones; ten in all, or more asked for"
    )
    links: list[LinkShape] = Field(description="the best supported ones between these members")


class CutLinkShape(Shape):
    """A link that alone holds two parts together."""

    told: str
    cut_off: int = Field(description="entities of the smaller part, that of b")
    component: int = Field(description="entities of both parts")
    side: list[EntityRef] = Field(description="some of the smaller part, five at most, b first")
    link: LinkShape


class CutPartShape(Shape):
    """A part that hangs on an entity."""

    told: str
    size: int
    tied: int = Field(description="entities of it that are linked with the one that holds it")
    ties: list[LinkShape] = Field(description="these links; of many, five")


class CutPointShape(Shape):
    """An entity without which its component falls into parts."""

    entity: EntityRef
    told: str
    cut_off: int = Field(description="entities outside of the largest part")
    parts: list[CutPartShape] = Field(description="the largest first; of many, ten")
    part_count: int


class CommonShape(Shape):
    """An entity that is linked with both."""

    entity: EntityRef
    told: str
    a: LinkShape
    b: LinkShape


class AnalysisShape(Shape):
    """A page of an answer; `next` is the cursor of the next page."""

    measure: str
    meaning: str
    approximate: str | None = Field(description="what is sampled; null where all is counted")
    basis: BasisShape
    total: int
    items: (
        list[RankedShape]
        | list[CommunityShape]
        | list[CutLinkShape]
        | list[CutPointShape]
        | list[CommonShape]
    )
    next: str | None


class RunShape(Shape):
    """An analysis in a process of its own."""

    id: str
    measure: str
    state: str = Field(description="running, done, failed or cancelled")
    done: int = Field(description="how much is done")
    total: int | None = Field(description="of how much; null where nobody knows")
    seconds: float
    address: str = Field(description="where this is told; DELETE cancels")
    result: str | None = Field(description="where the answer is, once it is done")
    detail: str | None = Field(description="why there is none")
