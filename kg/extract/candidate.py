"""Candidate: a claim that a rule proposes; it is nobody's until a curator accepts it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kg.extract.mention import Referent
from kg.model.claim import Modality, Polarity, StatementKind
from kg.model.period import Period
from kg.model.quantity import Quantifier
from kg.model.sentence import Span


class Shape(StrEnum):
    """What a candidate proposes."""

    RELATION = "relation"
    FIGURE = "figure"
    EVENT = "event"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Relation:
    """Subject, property, object. `post` has the words of an office, whose object is its body;
    `state` the lifecycle state of a status; `open` tells that the predicate is no property of the
    ontology but the verb of the text; `says` has the words of the text: of a saying about the
    object, or from the verb to it."""

    subject: Referent
    predicate: str
    object: Referent | None
    post: str | None = None
    state: str | None = None
    open: bool = False
    says: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of a subject; `unit` is the ontology's, `words` and `counted` are the text's."""

    subject: Referent
    measure: str
    value: Decimal
    value_max: Decimal | None
    unit: str | None
    words: str
    counted: str
    quantifier: Quantifier


@dataclass(frozen=True, slots=True)
class Happening:
    """An event; `referent` is given where the text names it."""

    label: str
    referent: Referent | None
    participants: tuple[Referent, ...]
    concerns: tuple[Referent, ...] = ()
    place: Referent | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a speaker says about things."""

    speaker: Referent
    about: tuple[Referent, ...]
    kind: StatementKind


Content = Relation | Measured | Happening | Said


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposal: content, how it is held, who holds it, when, where the text says so, by which
    rule, and how sure (0 to 1)."""

    content: Content
    evidence: Span
    rule: str
    score: float
    modality: Modality = Modality.ASSERTED
    polarity: Polarity = Polarity.POSITIVE
    attributed_to: Referent | None = None
    when: Period | None = None

    @property
    def shape(self) -> Shape:
        return _SHAPES[type(self.content)]


_SHAPES: dict[type, Shape] = {
    Relation: Shape.RELATION,
    Measured: Shape.FIGURE,
    Happening: Shape.EVENT,
    Said: Shape.STATEMENT,
}
