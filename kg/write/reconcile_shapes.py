"""The JSON of the reconciliation API, version 0.2: what comes in, and what goes out.

Source: Reconciliation Service API 0.2, W3C Entity Reconciliation Community Group.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictFloat, StrictInt, StrictStr

from kg.write.shapes import Shape


class Asked(BaseModel):
    """What comes in is closed, too: a misspelt key is told."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class ReferenceAsked(Asked):
    """A value that is an entity, reconciled before."""

    id: str
    name: str = ""


ValueAsked = StrictBool | StrictInt | StrictFloat | StrictStr | ReferenceAsked


class PropertyAsked(Asked):
    """What the table says of a property: one value, or one of several."""

    pid: str
    v: ValueAsked | list[ValueAsked]


class QueryAsked(Asked):
    """One query of a batch."""

    query: str = ""
    type: str | list[str] = Field(default=[])
    limit: Annotated[int, Field(gt=0)] | None = None
    properties: list[PropertyAsked] = Field(default=[])
    type_strict: Literal["any", "all", "should"] = "any"


class SettingsAsked(Asked):
    """How a property is wanted; OpenRefine sends numbers as text."""

    limit: Annotated[int, Field(ge=0)] = 0
    show: Literal["value", "number", "unit", "when", "kind", "quote", "document"] = "value"
    kinds: Literal["held", "all"] = "held"


class ColumnAsked(Asked):
    """One property of a data extension."""

    id: str
    settings: SettingsAsked = SettingsAsked()


class ExtendAsked(Asked):
    """A data extension."""

    ids: list[str]
    properties: list[ColumnAsked]


class NamedShape(Shape):
    """Something with an id and a name."""

    id: str
    name: str


class FeatureShape(Shape):
    """Something that the score is made of."""

    id: str
    value: bool | float


class CandidateShape(Shape):
    """An entity that may be meant."""

    id: str
    name: str
    description: str
    type: list[NamedShape]
    score: float = Field(description="0 to 100")
    match: bool = Field(description="true for at most one candidate, which is clearly right")
    features: list[FeatureShape] = Field(
        description="name: how well the name fits; sure: 2 a name of the entity, 1 one with a slip "
        "of the pen or a short form, 0 only alike; property:…: 1 its claims say so, 0.5 nothing, "
        "0 something else"
    )


class ResultShape(Shape):
    """The candidates of one query, the best first."""

    result: list[CandidateShape]


class ReferenceCell(NamedShape):
    """A cell that is an entity; the description is the kind of the claim: fact, planned …"""

    description: str


class TextCell(Shape):
    """A cell of text."""

    str: str


class NumberCell(Shape):
    """A cell of a number."""

    float: float


class DateCell(Shape):
    """A cell of a day."""

    date: str = Field(description="midnight of the day, e.g. 2025-12-22T00:00:00")


class EmptyCell(Shape):
    """A cell where the claim has nothing of what is shown, so that columns stay side by side."""


CellShape = ReferenceCell | TextCell | NumberCell | DateCell | EmptyCell


class ColumnShape(NamedShape):
    """A property of the ontology."""


class RelationColumnShape(NamedShape):
    """A property whose values are entities."""

    type: NamedShape


class ExtensionShape(Shape):
    """The cells of each entity and property."""

    meta: list[RelationColumnShape | ColumnShape]
    rows: dict[str, dict[str, list[CellShape]]]


class DescribedShape(NamedShape):
    """Something with words about it."""

    description: str


class TypeShape(DescribedShape):
    """A class, with the next broader ones."""

    broader: list[NamedShape]


class SuggestedEntityShape(DescribedShape):
    """An entity whose name begins or goes so."""

    notable: list[NamedShape]


class SuggestedEntitiesShape(Shape):
    """Entities, the best first."""

    result: list[SuggestedEntityShape]


class SuggestedTypesShape(Shape):
    """Classes."""

    result: list[TypeShape]


class SuggestedPropertiesShape(Shape):
    """Properties."""

    result: list[DescribedShape]


class ProposalShape(Shape):
    """Properties that entities of a type have, most used first."""

    properties: list[DescribedShape]
    type: str
    limit: int


class FlyoutShape(Shape):
    """A few words of HTML."""

    id: str
    html: str
