"""The JSON of a review, for the page and whoever else decides over HTTP."""

from typing import Any

from pydantic import Field

from kg.review.comparing import Beside
from kg.review.decisions import Act
from kg.review.proposal import Form
from kg.review.state import Status
from kg.write.article_shapes import NoiseSpanShape
from kg.write.shapes import Shape

_ENTRY = "as the claims file would have it; `@t3` is a thing of which nobody has said who it is"


class WaitingShape(Shape):
    """A document of the inbox."""

    id: str
    title: str
    issued: str
    publisher: str | None
    counts: dict[Status, int]
    reviewers: list[str]


class InboxShape(Shape):
    """Every document that has candidates."""

    items: list[WaitingShape]


class FindingShape(Shape):
    """An accepted claim beside a candidate."""

    what: Beside
    because: str
    claim: str = Field(description="id")
    candidate: str | None = Field(description="the one of this review that says it, if one does")
    document: str
    quote: str


class DecisionShape(Shape):
    """Who decided what, and when. `undone` decisions count no more."""

    number: int
    at: str
    by: str
    act: Act
    of: str = Field(description="a candidate, a thing, or the number of the undone decision")
    undone: bool
    reason: str | None


class CandidateShape(Shape):
    """A candidate with everything that one looks at before deciding."""

    id: str
    form: Form
    status: Status
    score: float
    rule: str
    start: int = Field(description="first code point of the sentence that says it")
    end: int
    entry: dict[str, Any] = Field(description=_ENTRY)
    sentences: list[str] = Field(description="what it would claim, in our words")
    things: list[str]
    missing: list[str] = Field(description="things of it that are no entities yet")
    problems: dict[str, str] = Field(description="why it cannot be accepted as it is, by field")
    beside: list[FindingShape]
    decision: int | None = Field(description="number of the decision that holds")
    written: bool = Field(description="whether it stands in the claims file")
    due: bool = Field(description="whether the next writing adds, changes or takes out its entry")
    outline: str | None = Field(
        description="what it is about, in our words, where it claims nothing as it is"
    )


class OptionShape(Shape):
    """A known entity that a thing may be."""

    id: str
    label: str
    type: str


class NewEntityShape(Shape):
    """An entity that a thing would be or is to be."""

    slug: str
    types: list[str]
    labels: list[str]
    named: bool
    note: str | None = None


class ThingShape(Shape):
    """What the document speaks of, and which entity that is."""

    id: str
    name: str
    type: str | None = Field(description="class of the ontology, as the extractor reads it")
    named: bool
    forms: list[str]
    spans: list[tuple[int, int]]
    entity: OptionShape | None = Field(description="which one it is, as far as is known")
    new: bool = Field(description="whether that one is made by this review")
    other: bool = Field(description="whether the text names it and no candidate of the extractor")
    into: str | None = Field(description="the thing that it was merged into")
    decision: int | None
    suggestions: list[OptionShape] = Field(description="known ones with a like name")
    proposed: NewEntityShape = Field(description="the new one that it would be")
    newcomer: bool = Field(
        description="whether it has no entity yet and nothing known has a like name: accepting a "
        "candidate may bring `proposed` along"
    )


class LeftShape(Shape):
    """Words that no claim is to cite."""

    id: str
    text: str
    start: int
    end: int
    reason: str
    written: bool = Field(description="whether data/catalogue.yaml says so")


class ReviewShape(Shape):
    """A document under review, at the decision of this `number`."""

    id: str
    title: str
    issued: str
    publisher: str | None
    text: str = Field(description="offsets are code points")
    noise: list[NoiseSpanShape]
    number: int
    candidates: list[CandidateShape] = Field(description="in the order of the text")
    things: list[ThingShape]
    left: list[LeftShape]
    decisions: list[DecisionShape] = Field(description="the newest first")
    unwritten: int = Field(
        description="candidates, and words that are left out, of which the files do not yet have "
        "what was decided"
    )


class OptionsShape(Shape):
    """Entities whose names have what was typed."""

    items: list[OptionShape]


class GapShape(Shape):
    """Words of the content that no claim cites."""

    signal: str
    text: str
    start: int
    end: int
    reason: str | None = Field(description="why a candidate of that sentence was rejected")


class WrittenShape(Shape):
    """What a writing changed."""

    added: list[str] = Field(description="candidates whose entries are new in the file")
    removed: list[str]
    by_hand: list[str] = Field(description="those that somebody changed in the file; they stay so")
    entities: list[str]
    dropped: list[str]
    left: list[str] = Field(description="words that data/catalogue.yaml leaves out now")
    gaps: list[GapShape] = Field(description="what `kg check --coverage` names now")
    left_out: str = Field(
        description="gaps with a reason, as lines for data/catalogue.yaml; empty for none"
    )
    review: ReviewShape


class DecideShape(Shape):
    """A decision to take."""

    by: str = Field(description="name of who decides")
    act: Act
    of: str = Field(
        "", description="candidate, thing or number; empty for add and introduce; undo: your last"
    )
    data: dict[str, Any] = Field(
        default_factory=dict,
        description="accept: new (entities by thing, that are made with it) · correct: entry, new "
        "· add: entry, form, instead, new · reject: reason · link: entity, labels · new: slug, "
        "types, labels, named, note · introduce: the same, spans · merge: into · split: spans · "
        "leave: text, start, reason",
    )
    seen: int | None = Field(None, description="`number` of the review that you looked at")


class WriteShape(Shape):
    """Who writes."""

    by: str
