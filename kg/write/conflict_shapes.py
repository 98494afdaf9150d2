"""What claims side by side look like as JSON."""

from pydantic import Field

from kg.write.shapes import ClaimShape, EntityRef, PropertyRef, Shape


class SourceShape(Shape):
    """Who says a claim, and how many others say the same."""

    document: str
    title: str
    publisher: str | None
    issued: str
    speaker: EntityRef | None = Field(description="null: the document itself")
    origin: str = Field(description="what it cites, else the wire, the publisher, the document")
    sources: int = Field(description="independent origins that say the same, this one among them")


class DifferenceShape(Shape):
    """How far the second lies from the first; numbers are texts so that no digit is lost."""

    text: str = Field(description="in our words")
    unit: str | None = Field(description="of absolute and gap: that of the first")
    absolute: str | None = Field(description="second less first; null where a bound says no number")
    relative: str | None = Field(description="percent of the first; null of ratios")
    rough: bool = Field(description="one of the two is hedged: about, almost")
    gap: str | None = Field(description="between the intervals in which they may lie")
    days: int | None = Field(description="the fewest days between two dates")


class ComparisonShape(Shape):
    """Two claims of one subject and property, side by side; nobody wins."""

    id: str = Field(description="the same for the same two claims, in any version of the data")
    relation: str = Field(description="conflict, series, restated, not comparable or agreement")
    about: str = Field(description="figure, date, start or denial: in what they are compared")
    subject: EntityRef
    property: PropertyRef
    sentence: str = Field(description="what they are to each other, in our words")
    because: str
    difference: DifferenceShape | None = Field(description="null where it means nothing")
    first: ClaimShape = Field(description="the earlier one")
    second: ClaimShape
    first_source: SourceShape
    second_source: SourceShape


class RelationCountShape(Shape):
    """How many pairs of one relation there are."""

    relation: str
    total: int


class UnsettledShape(Shape):
    """Two entities that may be one thing, and why no document settles it."""

    first: EntityRef
    second: EntityRef
    reason: str


class ConflictsShape(Shape):
    """A page of claims side by side, conflicts first; and identities that are open."""

    counts: list[RelationCountShape] = Field(description="of all relations, whatever is asked for")
    total: int = Field(description="pairs of the relations that are asked for")
    left_out: int = Field(
        description="claims not compared: their subject has too many (KG_MAX_COMPARED)"
    )
    comparisons: list[ComparisonShape]
    identities: list[UnsettledShape] = Field(description="on the first page only")
    next: str | None


class ClaimSidesShape(ClaimShape):
    """A claim with what is said beside it."""

    source: SourceShape
    says_so: list[ClaimShape] = Field(description="other claims that say the same")
    says_otherwise: list[ClaimShape] = Field(description="claims that conflict with it")
    side_by_side: list[ComparisonShape] = Field(description="every comparison in which it stands")
