"""Marking: a text with marks that may overlap, as pieces that lie within one another."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.model.sentence import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text and what is to be known of it.

    Of two marks of one span the lower `rank` lies outside. A mark that is not `whole` is cut
    wherever a whole one begins or ends, so that it never has one within it.
    """

    span: Span
    rank: int
    about: object
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, with the mark that covers it or none; `within` is all of it again.

    A mark that reaches over the end of another is told in several pieces; `first` and `last` say
    which of them begins and ends it. `height` is how many whole marks lie in one another within.
    """

    text: str
    mark: Mark | None = None
    within: tuple["Piece", ...] = ()
    first: bool = True
    last: bool = True

    @property
    def about(self) -> object:
        return self.mark.about if self.mark else None

    @property
    def height(self) -> int:
        return max((each.height + 1 for each in self.within if _is_whole(each)), default=0)


def _is_whole(piece: Piece) -> bool:
    return piece.mark is not None and piece.mark.whole


@dataclass(frozen=True, slots=True)
class _Part:
    """What is left of a mark."""

    span: Span
    mark: Mark
    first: bool
    last: bool


def paragraphs(text: str, marks: Iterable[Mark]) -> tuple[tuple[Piece, ...], ...]:
    """The pieces of each line that is not empty; they are all of its text."""
    parts = [part for mark in _cut(list(marks)) for part in mark if part.span.start < part.span.end]
    found, start = [], 0
    for line in text.split("\n"):
        span = Span(start, start + len(line))
        inside = [_clipped(part, span) for part in parts if part.span.overlaps(span)]
        if line.strip():
            found.append(tuple(_nested(text, span, inside)))
        start = span.end + 1
    return tuple(found)


def _cut(marks: Sequence[Mark]) -> Iterator[list[_Part]]:
    edges = sorted(
        {edge for mark in marks if mark.whole for edge in (mark.span.start, mark.span.end)}
    )
    for mark in marks:
        start, end = mark.span.start, mark.span.end
        inner = [] if mark.whole else edges[bisect_left(edges, start + 1) : bisect_left(edges, end)]
        stops = [start, *inner, end]
        yield [_Part(Span(a, b), mark, a == start, b == end) for a, b in pairwise(stops)]


def _clipped(part: _Part, span: Span) -> _Part:
    start, end = max(part.span.start, span.start), min(part.span.end, span.end)
    first = part.first and start == part.span.start
    last = part.last and end == part.span.end
    return replace(part, span=Span(start, end), first=first, last=last)


def _nested(text: str, span: Span, parts: Iterable[_Part]) -> Iterator[Piece]:
    """Pieces that cover the span; all parts lie within it."""
    waiting, at = sorted(parts, key=_place), span.start
    while waiting:
        outer, waiting = waiting[0], waiting[1:]
        if at < outer.span.start:
            yield Piece(text[at : outer.span.start])
        inner = [each for each in waiting if each.span.overlaps(outer.span)]
        inside = [_clipped(each, outer.span) for each in inner]
        beyond = Span(outer.span.end, span.end)
        after = [_clipped(each, beyond) for each in inner if each.span.overlaps(beyond)]
        waiting = sorted([each for each in waiting if each not in inner] + after, key=_place)
        yield Piece(
            text[outer.span.start : outer.span.end], outer.mark,
            tuple(_nested(text, outer.span, inside)), outer.first, outer.last,
        )  # fmt: skip
        at = outer.span.end
    if at < span.end:
        yield Piece(text[at : span.end])


def _place(part: _Part) -> tuple[int, int, int]:
    return part.span.start, -part.span.end, part.mark.rank
