"""The outlet of a worker: an answer on its way to the server, with the limits on its length.

Up to one chunk is held back, so that a small answer is sent whole and fails cleanly or not at all.
A longer one is sent as it comes where its size is bounded by the data (kg.sparql.linkage); any
other is written to a file first, because an answer that has begun can no longer become an error,
and what never ends would end as a cut 200. The server then sends the file (kg.sparql.spool).
"""

from collections.abc import Callable
from pathlib import Path
from typing import IO, BinaryIO, Protocol

from kg.sparql import frames


class TooManyBytes(Exception):
    """The answer is longer than it may be."""


class EnoughRows(Exception):
    """The answer was cut at its last allowed row; the rest need not be computed."""


class Rows(Protocol):
    """Counts rows in what the engine writes, and says what may pass (kg.sparql.rows)."""

    limit: int
    cut: bool

    def feed(self, piece: bytes) -> bytes: ...

    def end(self) -> bytes: ...


class Outlet:
    """A sink for the engine; `finish` sends what is left."""

    def __init__(
        self,
        pipe: BinaryIO,
        spool: str,
        most_bytes: int,
        rows: Rows | None,
        streams: Callable[[], bool],
    ) -> None:
        """A long answer goes to the file `spool`, unless `streams`: then it is sent as it comes."""
        self._pipe = pipe
        self._spool = spool
        self._streams = streams
        self._most = most_bytes
        self._rows = rows
        self._pending = bytearray()
        self._sent = 0
        self._begun = False
        self._file: IO[bytes] | None = None

    def write(self, data: bytes, /) -> int:
        """Take a piece from the engine; raise TooManyBytes or EnoughRows."""
        if self._rows and self._rows.cut:  # the engine empties its buffer when it is stopped
            raise EnoughRows
        self._pending += data
        if len(self._pending) >= frames.CHUNK:
            self._pass_on()
        return len(data)

    def flush(self) -> None:
        """Nothing to do: frames are sent when they are full, and at the end."""

    def _pass_on(self) -> None:
        """Send what is pending, or write it to the file, as far as its rows are allowed."""
        self._count()
        if not self._begun and self._file is None:
            if self._rows and self._rows.cut:
                raise EnoughRows  # and what is left is small
            if self._streams():
                self._begun = True
                frames.write_json(self._pipe, frames.BEGIN, {"length": None, "cut": None})
            else:
                self._file = Path(self._spool).open("xb")  # noqa: SIM115
        if self._file is not None:
            self._file.write(self._pending)
        else:
            frames.write(self._pipe, frames.DATA, bytes(self._pending))
        self._sent += len(self._pending)
        self._pending.clear()
        if self._rows and self._rows.cut:
            raise EnoughRows

    def _count(self) -> None:
        """Count what is pending: its bytes, and its rows."""
        if self._rows:
            self._pending = bytearray(self._rows.feed(bytes(self._pending)))
        if self._sent + len(self._pending) > self._most:
            raise TooManyBytes

    def finish(self, triples: int, mark: bytes = b"") -> None:
        """Send the rest. A graph was cut after so many `triples` (0: not), and `mark` says so."""
        rows = self._rows
        # nothing was sent, and every row has a byte: so few bytes have no row too many
        if rows and (self._sent or len(self._pending) > rows.limit):
            if not rows.cut:
                self._count()
            mark = rows.end()
        self._pending += mark
        cut = rows.limit if rows and rows.cut else triples
        if self._sent + len(self._pending) > self._most:
            raise TooManyBytes
        if self._file is not None:
            self._file.write(self._pending)
            self.close()
            about = {"length": self._sent + len(self._pending), "cut": cut or None}
            frames.write_json(self._pipe, frames.BEGIN, about)
        elif self._begun:
            if self._pending:
                frames.write(self._pipe, frames.DATA, bytes(self._pending))
            frames.write(self._pipe, frames.END, frames.CUT.pack(cut))
        else:
            frames.write(self._pipe, frames.WHOLE, frames.CUT.pack(cut) + self._pending)

    def close(self) -> None:
        """Write no more."""
        if self._file is not None:
            self._file.close()
