"""What paths look like as JSON."""

from pydantic import Field

from kg.write.shapes import EdgeShape, EntityRef, NodeShape, Shape


class HopShape(EdgeShape):
    """One step of a path: its best edge, and how many others join the same two."""

    property_labels: dict[str, str] = Field(description="by language")
    forward: bool = Field(description="whether the path goes from subject to object")
    others: int = Field(description="other edges between the same two that the filter allows")


class PathSentenceShape(Shape):
    """A step in our words; the words of the documents are in the footnotes."""

    number: int
    text: str = Field(description="English")
    text_zh_hant: str = Field(description="the same in Chinese, traditional characters")
    text_zh_hans: str = Field(description="the same in simplified characters")
    footnotes: list[int]


class FootnoteShape(Shape):
    """What a sentence rests on."""

    number: int
    claim: str
    quote: str = Field(description="words of the document")
    document: str


class TogetherShape(Shape):
    """Whether all hops hold on one day, as far as their dates tell."""

    holds: str = Field(description="yes, unknown, or no where the dates rule it out")
    first: str | None = Field(description="of the days on which it is so; null is open")
    last: str | None


class ArgumentShape(Shape):
    """Hops with their sentences and footnotes; `edges[n]` is told by sentence n + 1."""

    nodes: list[EntityRef]
    edges: list[HopShape]
    sentences: list[PathSentenceShape]
    footnotes: list[FootnoteShape]
    weight: float
    weakest: int = Field(description="number of the sentence that is supported least")
    together: TogetherShape
    why: str = Field(description="what it weighs, and which hop is the weakest")


class PathShape(ArgumentShape):
    """One path, which is also an argument."""


class TreeShape(ArgumentShape):
    """What joins several entities."""

    ends: list[str] = Field(description="those of the entities asked for that it joins")


class PathNodeShape(NodeShape):
    """An entity of the picture of all paths."""

    from_source: int | None = Field(description="fewest hops from the source on what was found")
    to_target: int | None = Field(description="fewest hops to the target on what was found")


class PathsShape(Shape):
    """How two entities are connected, or what joins several.

    `nodes` and `edges` have everything in `paths` and `trees` once, for a picture.
    """

    source: EntityRef
    target: EntityRef = Field(description="the first target")
    targets: list[EntityRef]
    paths: list[PathShape] = Field(description="between two; empty where several are joined")
    trees: list[TreeShape] = Field(description="where there is more than one target")
    apart: list[str] = Field(description="entities that could not be joined to any other")
    without: list[EntityRef] = Field(description="entities that were to be avoided")
    nodes: list[PathNodeShape]
    edges: list[HopShape]
    partial: bool = Field(description="time or the limit of edges ran out: there may be others")
    told: str = Field(description="the answer in one sentence")
    wording: str = Field(description="whose words the sentences are")
    relaxations: list[str] = Field(description="single changes that would give a path")
