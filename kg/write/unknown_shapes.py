"""What is not known, as JSON."""

from pydantic import Field

from kg.write.shapes import ClaimShape, EntityRef, Shape


class UnknownShape(Shape):
    """One thing that is not known, with claims that show it."""

    part: str = Field(
        description="stale-plans, open-questions, possibly-same, single-source or undated"
    )
    text: str = Field(description="what is not known, in our words: in these documents only")
    entities: list[EntityRef] = Field(description="whom it is about")
    date: str | None = Field(description="of a plan: for when it was promised")
    reason: str | None = Field(description="of an identity: why it is open")
    claim_count: int = Field(description="how many claims show it")
    claims: list[ClaimShape] = Field(description="some of them: of a single-source entity one")


class UnknownCountShape(Shape):
    """How much of one part there is."""

    part: str
    total: int | None = Field(description="null: stale plans need a day, `on`")


class UnknownsShape(Shape):
    """A page of what these documents leave open."""

    on: str | None
    documents: int = Field(description="how many documents this is about")
    counts: list[UnknownCountShape] = Field(description="of all parts, whatever is asked for")
    total: int = Field(description="entries of the parts that are asked for")
    items: list[UnknownShape]
    next: str | None
