"""Sentences of a text, as spans of code points."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A stop, its closing marks, then space and something that can open a sentence.
_STOP = re.compile(
    r"[.!?…]+[”’\"')\]]*(?=\s+[“‘\"'(\[]?[A-Z0-9\u3400-\u9fff])|[。！？]+[”’」』）]*"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sr|Jr|St|No|Nos|p|pp|vs|cf|al|e\.g|i\.e|a\.m|p\.m|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)|\b[A-Z])\.$"
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text: code points from `start` up to, not including, `end`."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def within(self, other: "Span") -> bool:
        return other.start <= self.start and self.end <= other.end


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of `text` in order; a line break always ends one, white space is left out."""
    return tuple(_split(text))


def _split(text: str) -> Iterator[Span]:
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for stop in _STOP.finditer(text, line.start(), line.end()):
            if _ABBREVIATION.search(text, start, stop.end()) and stop.group() == ".":
                continue
            yield from _trimmed(text, start, stop.end())
            start = stop.end()
        yield from _trimmed(text, start, line.end())


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    if piece.strip():
        yield Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
