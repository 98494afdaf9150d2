"""What a comparison of two entities looks like as JSON."""

from pydantic import Field

from kg.write.shapes import ClaimShape, EntityRef, PropertyRef, Shape


class ComparedRowShape(Shape):
    """What is said of both entities or of one of them, with the claims that say it."""

    part: str = Field(description="between, facts, figures, events, statements or neighbours")
    where: str = Field(description="both, a or b: of whom it is said")
    text: str = Field(description="what the row is about, in our words")
    text_zh_hant: str = Field(description="the same in Chinese, traditional characters")
    property: PropertyRef | None = Field(description="null where several properties meet")
    direction: str | None = Field(description="out or in, seen from the two entities")
    other: EntityRef | None = Field(description="the entity at the far end")
    held: str | None = Field(description="kind of the claims; a report counts as a fact")
    a: list[ClaimShape]
    b: list[ClaimShape]
    holds: str | None = Field(
        None, description="on the day of valid_on: the best answer among its claims"
    )


class PartCountShape(Shape):
    """How many rows of one part there are."""

    part: str
    both: int
    a: int
    b: int


class ComparedShape(Shape):
    """Two entities side by side; `next` is the cursor of the next page."""

    a: EntityRef
    b: EntityRef
    counts: list[PartCountShape] = Field(description="of all rows, whatever is asked for")
    total: int = Field(description="rows of the parts and places that are asked for")
    items: list[ComparedRowShape]
    next: str | None
