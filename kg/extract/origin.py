"""Origin: a clean text, and where each stretch of it stands in the file that it was made from."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kg.model.sentence import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the clean text from `at`, and the characters of the file it was made from."""

    at: int
    size: int
    origin: Span


@dataclass(frozen=True)
class Source:
    """A document as text. `pieces` are given of a page of HTML, `pages` (where each opens in the
    text) of a PDF; of a plain text both are empty, for it is the file itself."""

    text: str
    pieces: Sequence[Piece] = ()
    pages: Sequence[int] = ()
    issued: date | None = None

    @property
    def plain(self) -> bool:
        """Whether the text is the file itself."""
        return not self.pieces and not self.pages

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.at for piece in self.pieces]

    def original(self, span: Span) -> Span | None:
        """The characters of the HTML behind a stretch of the text; None where there are none."""
        if not self.pieces:
            return None
        return Span(self._place(span.start, 0), self._place(span.end - 1, 1))

    def page(self, at: int) -> int | None:
        """The page of a PDF, from 1, on which the text has `at`."""
        return bisect_right(self.pages, at) or None if self.pages else None

    def _place(self, at: int, beyond: int) -> int:
        piece = self.pieces[max(0, bisect_right(self._starts, at) - 1)]
        inside = at - piece.at
        if piece.size == piece.origin.end - piece.origin.start and inside < piece.size:
            return piece.origin.start + inside + beyond
        return piece.origin.end if beyond or inside >= piece.size else piece.origin.start
