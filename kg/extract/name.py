"""Name: a proposed name of a text."""

from dataclasses import dataclass

from kg.model.sentence import Span


@dataclass(frozen=True, slots=True)
class Name:
    """A proposed name; `cls` is None where form and context do not tell, `title` precedes it."""

    span: Span
    text: str
    cls: str | None
    title: Span | None = None
