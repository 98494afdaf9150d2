"""Scene: a sentence with all that was read of it."""

from dataclasses import dataclass

from kg.extract.clause import Group
from kg.extract.crowds import Crowd
from kg.extract.figure import Figure
from kg.extract.foci import Focus
from kg.extract.item import FIGURE
from kg.extract.items import Row
from kg.extract.mention import Referent
from kg.extract.parse import Parse
from kg.extract.speech import Speech
from kg.model.sentence import Span

_DATED = ("Event", "Plan", "Programme", "Agreement")  # whose names may have a year


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with all that was read of it."""

    row: Row
    groups: tuple[Group, ...]
    speeches: tuple[Speech, ...]
    ours: Referent | None  # whom "we" of the speaker stands for
    event: Referent | None = None  # the last event that was named before or here
    parse: Parse | None = None  # word for item; None where clauses are read by rules
    crowds: tuple[Crowd, ...] = ()  # groups that it only describes
    foci: tuple[Focus, ...] = ()  # what it says that somebody works on

    def item_of(self, figure: Figure) -> int | None:
        """The place of the item that a figure is; None of one that is a part of a word."""
        return next(
            (at for at, item in enumerate(self.row.items)
             if item.kind == FIGURE and item.span.start == figure.span.start), None
        )  # fmt: skip

    def names_year(self, span: Span) -> bool:
        """Whether a year belongs to a name: "the 2025 Tea Summit", "Tea Report 2025"."""
        return any(
            m.referent.cls in _DATED and m.referent.named
            and 1 in (m.span.start - span.end, span.start - m.span.end)
            for m in self.row.sentence.mentions
        )  # fmt: skip
