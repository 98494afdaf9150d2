"""Mention: a span that names something, and the thing that it names in its document."""

from dataclasses import dataclass, field
from enum import StrEnum

from kg.model.sentence import Span


class MentionKind(StrEnum):
    """How a span names."""

    NAME = "name"
    SHORT = "short"  # a family name, an acronym, a part of the name
    NOMINAL = "nominal"  # "the zone"
    DESCRIBED = "described"  # "a hospital with 300 beds"
    PRONOUN = "pronoun"


@dataclass(eq=False, slots=True)
class Referent:
    """What a document speaks of. `slug` is None of a thing that the graph does not have.

    `cls` is a class of the ontology or None where nothing tells; `named` is False of a thing
    without a name. It is built while the document is read and not changed afterwards.
    """

    name: str
    cls: str | None
    slug: str | None = None
    named: bool = True
    sure: bool = True
    names: list[str] = field(default_factory=list)
    known_as: tuple[str, ...] = ()
    coming: bool = False  # the text calls it new, planned or under construction
    rivals: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The fullest form of the name that the document itself uses."""
        if self.slug and self.names:
            return max(self.names, key=lambda name: (len(name), not name.isupper()))
        head = self.name.split()[-1]
        same = [name for name in self.names if name.split()[-1] == head]
        return self.name if self.named else max((self.name, *same), key=len)

    def call(self, text: str) -> None:
        """Keep another form of the name."""
        if text not in self.names:
            self.names.append(text)


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of the text and its referent; `title` stands before it ("Director")."""

    span: Span
    text: str
    referent: Referent
    kind: MentionKind
    title: Span | None = None
