"""Transcoding: what an engine elsewhere sends, checked and in the format that was asked for.

Engines are only asked for results in JSON and for N-Triples, which all of them have and in which
an error in the middle can be told from data (in CSV it cannot). Each batch of rows goes through the
embedded engine's own parser and serialiser, so that answers look alike wherever they come from.
"""

from collections.abc import Sequence
from itertools import islice
from typing import Protocol

import pyoxigraph as ox

from kg.store.engine import GRAPHS, RESULTS
from kg.store.solutions import BrokenAnswer, Solution, SolutionsReader
from kg.store.table import written

_TAILS = {
    ox.QueryResultsFormat.JSON: b"]}}",
    ox.QueryResultsFormat.XML: b"</results></sparql>",
}
_LINES = (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS)
_COMMENTED = (*_LINES, ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG)


class Transcoder(Protocol):
    """Takes what comes, gives what goes.

    `count` is the number of rows or triples so far, `cut` after how many of them it was cut.
    """

    count: int
    cut: int | None

    def feed(self, data: bytes) -> bytes:
        """What can go on after these bytes; raise BrokenAnswer."""
        ...

    def end(self, *, is_cut: bool) -> bytes:
        """The rest; `is_cut` is whether the engine left something out. Raise BrokenAnswer."""
        ...


class SolutionsTranscoder:
    """From results in JSON to any format of results; after `most` rows it is cut."""

    def __init__(self, media_type: str, most: int) -> None:
        self.cut: int | None = None
        self._format = RESULTS[media_type]
        self._tail = _TAILS.get(self._format, b"")
        self._reader = SolutionsReader()
        self._most = most
        self.count = 0
        self._head: bytes | None = None

    def feed(self, data: bytes) -> bytes:
        """Rows that became whole."""
        return self._written(self._reader.feed(data))

    def end(self, *, is_cut: bool) -> bytes:
        """The last rows and what closes the document."""
        if self.cut is not None:
            return self._closing()
        last = self._written(self._reader.end())
        if self._reader.boolean is not None:
            return _boolean(self._reader.boolean, self._format)
        if is_cut and self.cut is None:
            self.cut = self.count
        return last + self._closing()

    def _closing(self) -> bytes:
        if self.cut is None:
            return self._tail
        if self._format is ox.QueryResultsFormat.JSON:
            return b']},"cut":{"rows":%d}}' % self.cut
        if self._format is ox.QueryResultsFormat.XML:
            return b"</results><!-- cut after %d rows --></sparql>" % self.cut
        return b""

    def _written(self, rows: Sequence[Solution]) -> bytes:
        if self._reader.variables is None or self.cut is not None:
            return b""
        if self._reader.boolean is not None:
            return b""
        opening = b""
        if self._head is None:
            if not (rows or self._reader.has_results):
                return b""
            empty = self._document(())
            self._head = opening = empty[: len(empty) - len(self._tail)]
        if self.count + len(rows) > self._most:
            rows, self.cut = rows[: self._most - self.count], self._most
        if not rows:
            return opening
        whole = self._document(rows)
        body = whole[len(self._head) : len(whole) - len(self._tail)]
        between = b"," if self.count and self._format is ox.QueryResultsFormat.JSON else b""
        self.count += len(rows)
        return opening + between + body

    def _document(self, rows: Sequence[Solution]) -> bytes:
        return written(self._reader.variables or (), rows, self._format)


class TriplesTranscoder:
    """From N-Triples to any format of graphs; after `most` triples it is cut."""

    def __init__(self, media_type: str, most: int, prefixes: dict[str, str] | None) -> None:
        self.cut: int | None = None
        self._format = GRAPHS[media_type]
        self._prefixes = prefixes
        self._most = most
        self.count = 0
        self._rest = b""
        self._kept = bytearray()

    def feed(self, data: bytes) -> bytes:
        """Lines that became whole, where the format has lines."""
        whole, newline, self._rest = (self._rest + data).rpartition(b"\n")
        return self._written(whole + newline)

    def end(self, *, is_cut: bool) -> bytes:
        """The last line; of the other formats everything. May take a second: use a thread."""
        last = self._written(self._rest)
        if is_cut and self.cut is None:
            self.cut = self.count
        if self._format not in _LINES:
            triples = ox.parse(bytes(self._kept), ox.RdfFormat.N_TRIPLES)
            last = ox.serialize(triples, format=self._format, prefixes=self._prefixes) or b""
        if self.cut is not None and self._format in _COMMENTED:
            last += b"# cut after %d triples\n" % self.cut
        return last

    def _written(self, lines: bytes) -> bytes:
        if self.cut is not None or not lines.strip():
            return b""
        left = self._most - self.count
        try:
            triples = list(islice(ox.parse(lines, ox.RdfFormat.N_TRIPLES), left + 1))
        except (SyntaxError, ValueError) as error:
            raise BrokenAnswer(f"triples that cannot be read: {error}") from None
        if len(triples) > left:
            triples, self.cut = triples[:left], self._most
        self.count += len(triples)
        written = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
        if self._format in _LINES:
            return written
        self._kept += written
        return b""


def _boolean(value: bool, chosen: ox.QueryResultsFormat) -> bytes:
    text = b'{"head":{},"boolean":%s}' % (b"true" if value else b"false")
    return ox.parse_query_results(text, ox.QueryResultsFormat.JSON).serialize(format=chosen) or b""
