"""What paths look like as JSON."""

from pydantic import Field

from kg.write.shapes import EntityRef, PropertyRef, Shape


class HopShape(Shape):
    """One step of a path: its best edge, and how many others join the same two."""

    source: str = Field(description="subject of the claim")
    target: str = Field(description="object of the claim")
    property: PropertyRef
    forward: bool = Field(description="whether the path goes from subject to object")
    kinds: list[str] = Field(description="the firmest first")
    holds: str | None
    sources: int = Field(description="independent origins that say so")
    contested: bool
    documents: list[str]
    claim_ids: list[str]
    others: int = Field(description="other edges between the same two that the filter allows")


class PathSentenceShape(Shape):
    """A step in our words; the words of the documents are in the footnotes."""

    number: int
    text: str
    footnotes: list[int]


class FootnoteShape(Shape):
    """What a sentence rests on."""

    number: int
    claim: str
    quote: str = Field(description="words of the document")
    document: str


class PathShape(Shape):
    """One path, which is also an argument."""

    nodes: list[EntityRef]
    edges: list[HopShape]
    sentences: list[PathSentenceShape]
    footnotes: list[FootnoteShape]
    weight: float
    weakest: int = Field(description="number of the sentence that is supported least")
    why: str = Field(description="why the path has its rank")


class PathsShape(Shape):
    """How two entities are connected."""

    source: EntityRef
    target: EntityRef
    paths: list[PathShape]
    partial: bool = Field(description="time or the limit of edges ran out: there may be others")
    told: str = Field(description="the answer in one sentence")
    relaxations: list[str] = Field(description="single changes that would give a path")
