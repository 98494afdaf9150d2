"""What the evidence of some claims looks like as JSON."""

from pydantic import Field

from kg.write.conflict_shapes import ComparisonShape, SourceShape
from kg.write.shapes import ClaimShape, Shape


class PassageShape(Shape):
    """Words of the document within the sentences in which they stand, all verbatim."""

    quote: str
    start: int = Field(description="first code point of the quote")
    end: int
    main: bool = Field(
        description="whether these words say it; else they only help to understand those that do"
    )
    before: str = Field(description="of the same sentences; empty where the text is not here")
    after: str
    paragraph: int | None = Field(description="counted from 1; null where the text is not here")


class ShownClaimShape(Shape):
    """A claim as people read it."""

    claim: ClaimShape
    stance: str = Field(
        description="asked: asked for; same: another that says the same; against: it conflicts "
        "with one that is asked for, or denies it"
    )
    sentences: dict[str, str] = Field(
        description="the claim in our words by language: en, zh-Hant, zh-Hans; the Chinese ones "
        "are machine-drafted"
    )
    qualifiers: list[str] = Field(description="in our words")
    source: SourceShape
    passages: list[PassageShape] = Field(
        description="the main one first, then support in the order of the text; no one saying"
    )
    citation: str = Field(description="to copy")
    report: str = Field(description="prepared words to report an error; nothing is sent")


class EvidenceOfShape(Shape):
    """Claims with all that they rest on and all that stands beside them."""

    claims: list[ShownClaimShape] = Field(description="newest document first")
    pairs: list[ComparisonShape] = Field(
        description="comparisons in which a claim that is asked for stands, conflicts first"
    )
    missing: list[str] = Field(description="ids that this graph has not")


class FactGroupShape(Shape):
    """What an entity is said to be, by one property."""

    property: str
    labels: dict[str, str] = Field(description="of the property, by language")
    lines: list[ShownClaimShape]


class FactsShape(Shape):
    """Figures, dates, states and offices of an entity: what is no edge of the graph, or more."""

    entity: str
    groups: list[FactGroupShape]
    pairs: list[ComparisonShape] = Field(description="of its claims, conflicts first")
    left_out: int = Field(description="claims beyond the bound")
