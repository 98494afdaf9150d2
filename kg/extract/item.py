"""Item: one unit of a sentence, and an office as a text joins it to a person."""

from dataclasses import dataclass

from kg.extract.mention import Mention, Referent
from kg.model.sentence import Span

ENTITY, WORD, MARK, DATE, FIGURE = "entity", "word", "mark", "date", "figure"


@dataclass(frozen=True, slots=True)
class Item:
    """One unit of a sentence; `mention` is given of an entity; `figure` is its place in the row;
    `body` is what the office behind a person is of, where "which" may follow it."""

    kind: str
    text: str
    lower: str
    span: Span
    mention: Mention | None = None
    figure: int | None = None
    body: Mention | None = None

    @property
    def referent(self) -> Referent | None:
        return self.mention.referent if self.mention else None

    @property
    def possessive(self) -> bool:
        return self.mention is not None and self.lower in ("his", "her", "its", "my")


@dataclass(frozen=True, slots=True)
class Office:
    """A person and an office, as a text joins them; `body` is None where it names none."""

    person: Referent
    post: str
    body: Referent | None
    span: Span
    former: bool
    rule: str
