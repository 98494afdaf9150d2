"""What a document's text and its marks look like as JSON."""

from pydantic import Field

from kg.write.shapes import EntityRef, Shape

_START = "first code point; JavaScript counts other units: Array.from(text) has code points"


class NoiseSpanShape(Shape):
    """A stretch that is no content and yields no claim."""

    start: int = Field(description=_START)
    end: int
    reason: str = Field(description="menu, teaser, footer …")


class MentionSpanShape(Shape):
    """Where a name stands; found by its spelling, so it may be meant for another thing."""

    start: int
    end: int
    entities: list[EntityRef] = Field(
        description="several where the document uses one name for several things"
    )


class ClaimSpanShape(Shape):
    """A piece of evidence of a claim."""

    start: int
    end: int
    claim: str = Field(description="id")
    kind: str
    sentence: str = Field(description="the claim in our words, not a quote")
    subject: EntityRef
    property: str
    object: EntityRef | None
    object_text: str = Field(description="object or value in our words")
    quote: str
    main: bool = Field(
        description="whether these words say it; else they only help to understand those that do"
    )


class TextShape(Shape):
    """A document's text with its marks; all offsets are code points."""

    document: str
    text: str | None = Field(description="null where it is not on this server; the quotes are")
    missing: str | None = Field(description="why there is no text")
    noise: list[NoiseSpanShape]
    mentions: list[MentionSpanShape] = Field(description="none without a text")
    claims: list[ClaimSpanShape] = Field(description="in the order of the text")
