"""What timelines, lives, promises and figures look like as JSON."""

from pydantic import Field

from kg.write.shapes import ClaimShape, EntityRef, Shape

_FIRST = "first day that the date may mean; null where it is open or unknown"


class EntryShape(Shape):
    """One thing of one date, with every claim that tells it so."""

    what: str = Field(description="event, status, promise or figure")
    kind: str = Field(description="kind of its claims")
    entity: EntityRef
    text: str = Field(description="in our words")
    date: str | None = Field(description="as precise as the documents are; null: none is told")
    meaning: str | None = Field(description="on, from, as of, until or for the date")
    earliest: str | None = Field(description=_FIRST)
    latest: str | None
    claims: list[ClaimShape]
    part: list[ClaimShape] = Field(
        description="claims that join an event to the entity whose timeline this is"
    )
    holds: str | None = Field(
        None, description="on the day of valid_on: the best answer among its claims"
    )


class TimelineShape(Shape):
    """A page of a timeline: of what is dated, or with undated=true of what is not."""

    entity: EntityRef | None = Field(description="null: of all entities")
    dated: int = Field(description="entries with a date")
    undated: int = Field(description="entries of which no claim gives a date; they stand apart")
    total: int = Field(description="entries of the list that this is a page of")
    items: list[EntryShape]
    next: str | None


class PromiseShape(Shape):
    """What was planned, expected or proposed, and what documents say came of it."""

    entity: EntityRef
    text: str = Field(description="the promise in our words")
    told: str = Field(description="what came of it, in our words: in these documents only")
    kind: str
    date: str | None
    outcome: str = Field(description="delivered, denied, or open: no claim says either")
    timing: str | None = Field(description="of what is delivered: earlier, in time, later, unknown")
    past_due: bool | None = Field(
        description="open, and its deadline is before the day of `on`; null without on, and where "
        "nothing is to be reached: a relation that is to hold from a day on has no deadline"
    )
    promised: list[ClaimShape]
    delivered: list[ClaimShape]
    denied: list[ClaimShape]
    similar: list[ClaimShape] = Field(
        description="the same but for qualifiers; maybe about something else"
    )
    setbacks: list[ClaimShape] = Field(
        description="claims that its subject is delayed, suspended or cancelled"
    )


class PromisesShape(Shape):
    """A page of promises, the first promised first; those without a date last."""

    total: int
    items: list[PromiseShape]
    next: str | None


class LifeShape(Shape):
    """The life of an entity: its states, and those promised against those delivered."""

    entity: EntityRef
    states: list[EntryShape] = Field(description="dated, in order")
    undated: list[EntryShape]
    promises: list[PromiseShape] = Field(description="promised states only")


class FigureShape(Shape):
    """A figure, its time and its source."""

    date: str | None
    meaning: str | None = Field(description="as of, from, until or for the date")
    claim: ClaimShape


class FiguresShape(Shape):
    """A page of figures, by entity, measure, unit and time; undated ones last."""

    total: int
    items: list[FigureShape]
    next: str | None
