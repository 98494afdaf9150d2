"""Claim: one sourced statement of one document, the heart of the graph."""

import hashlib
import json
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from kg.model.period import Period, Validity
from kg.model.quantity import Quantity, plain
from kg.model.sentence import Span

ID_LENGTH = 20  # hexadecimal digits of the sha256: 80 bits


class Modality(StrEnum):
    """What is held of a claim; gbo:modalities."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    PROJECTED = "projected"
    PROPOSED = "proposed"
    OPINION = "opinion"


class Polarity(StrEnum):
    """Whether a claim is said or denied; gbo:polarities."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class DateBasis(StrEnum):
    """Where the date of a claim comes from; gbo:dateBases."""

    STATED = "stated"
    RESOLVED = "resolved"
    INFERRED = "inferred"


class Rank(StrEnum):
    """Whether a claim is to be preferred among others of its document; gbo:ranks."""

    PREFERRED = "preferred"
    NORMAL = "normal"
    DEPRECATED = "deprecated"


class Kind(StrEnum):
    """The one word under which a claim is shown; gbo:kinds."""

    FACT = "fact"
    REPORTED = "reported"
    PLANNED = "planned"
    PROJECTED = "projected"
    PROPOSED = "proposed"
    OPINION = "opinion"
    DENIED = "denied"
    ENDED = "ended"


class StatementKind(StrEnum):
    """What sort of thing a speaker says; gbo:statementKinds."""

    OPINION = "opinion"
    FORECAST = "forecast"
    RECOMMENDATION = "recommendation"
    HOPE = "hope"
    CRITICISM = "criticism"
    COMMITMENT = "commitment"
    COMPARISON = "comparison"
    OPEN_QUESTION = "open-question"
    REPORT = "report"

    @property
    def modality(self) -> Modality:
        """What is held of something said in this way, unless the curator says otherwise."""
        return _MODALITY_OF.get(self, Modality.OPINION)


_MODALITY_OF = {
    StatementKind.FORECAST: Modality.PROJECTED,
    StatementKind.RECOMMENDATION: Modality.PROPOSED,
    StatementKind.COMMITMENT: Modality.PLANNED,
    StatementKind.OPEN_QUESTION: Modality.PROPOSED,
    StatementKind.REPORT: Modality.ASSERTED,
}


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document, verbatim, and where they stand (code points)."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Citation:
    """What the document itself cites for a claim; `outlet` is the slug of a media outlet."""

    outlet: str
    date: Period | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Qualifier:
    """One entry of the closed map: `values` are slugs, texts, decimals … in canonical text."""

    key: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatementRef:
    """The statement that a commentsOn claim expands, by id and kind."""

    id: str
    kind: StatementKind


Value = Quantity | Period | str
UNDATED = Validity()


@dataclass(frozen=True)
class Claim:
    """Subject, property, and an object (entity slug or concept) or a value.

    `attributed_to` is who says it where the document puts it in somebody's mouth; None is the
    document's own voice. `evidence` is never empty, and its quotes all stand in `document`.
    """

    document: str
    subject: str
    property: str
    object: str | None = None
    value: Value | None = None
    qualifiers: tuple[Qualifier, ...] = ()
    modality: Modality = Modality.ASSERTED
    polarity: Polarity = Polarity.POSITIVE
    attributed_to: str | None = None
    validity: Validity = UNDATED
    date_basis: DateBasis | None = None
    reason: str | None = None
    cited: Citation | None = None
    rank: Rank = Rank.NORMAL
    statement: StatementRef | None = None
    evidence: tuple[Quote, ...] = field(default=())

    def __post_init__(self) -> None:
        if (self.object is None) == (self.value is None):
            raise ValueError(f"{self.subject} {self.property}: either an object or a value")
        if not self.evidence:
            raise ValueError(f"{self.subject} {self.property}: a claim without evidence")

    @cached_property
    def id(self) -> str:
        """A hash of what is claimed and by which document; never of offsets, rank or reason."""
        return content_id(
            self.document,
            self.subject,
            self.property,
            self.object,
            value_key(self.value),
            [[qualifier.key, *qualifier.values] for qualifier in self.qualifiers],
            self.modality,
            self.polarity,
            self.attributed_to,
            [str(period) if period else None for period in self._dates],
            self.statement.id if self.statement else None,
        )

    @cached_property
    def _dates(self) -> tuple[Period | None, ...]:
        return self.validity.valid_from, self.validity.valid_to, self.validity.as_of

    def kind(self, issued: Period) -> Kind:
        """The one word for this claim of a document issued then."""
        if self.polarity is Polarity.NEGATIVE:
            return Kind.DENIED
        if self.modality is not Modality.ASSERTED:
            return Kind(self.modality.value)
        end = self.validity.valid_to
        if end and end.latest and issued.latest and end.latest <= issued.latest:
            return Kind.ENDED
        return Kind.REPORTED if self.attributed_to else Kind.FACT

    @cached_property
    def is_direct(self) -> bool:
        """Whether a direct triple may stand for it; its object must also be an entity."""
        return (
            self.object is not None
            and self.statement is None
            and self.polarity is Polarity.POSITIVE
            and self.modality is Modality.ASSERTED
            and self.attributed_to is None
            and self.rank is not Rank.DEPRECATED
            and self.validity.valid_to is None
        )


def content_id(*parts: object) -> str:
    """A stable name made of content: a JSON array is unambiguous where a separator is not."""
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:ID_LENGTH]


def value_key(value: Value | None) -> list[str | None] | str | None:
    if isinstance(value, Quantity):
        low, high = value.value, value.value_max
        numbers = [None if number is None else plain(number) for number in (low, high)]
        return [*numbers, value.unit, value.quantifier]
    return value.text if isinstance(value, Period) else value
