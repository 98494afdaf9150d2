"""Counting rows in the bytes that the engine writes, so that an answer ends after enough of them.

The engine writes all rows in one go and cannot be told to stop; what it has written can be counted.
Each format has places that only stand between two rows, which C finds quickly:

JSON  `},{` outside strings: within a row an object is followed by a name, never by another object
XML   `<result>`: in texts the bracket is written `&lt;`
TSV   a line end: in terms it is written `\\n`
CSV   a line end outside quotation marks

Source: SPARQL 1.1 Query Results JSON, XML, CSV and TSV Formats; RFC 8259; RFC 4180.
"""

import json
import re
from abc import ABC, abstractmethod

_STRING_OR_ROW = re.compile(rb'"(?:[^"\\]|\\.)*"|\},\{', re.DOTALL)
_REST_OF_STRING = re.compile(rb'(?:[^"\\]|\\.)*"', re.DOTALL)


class RowLimit(ABC):
    """Passes on the first `limit` rows. `cut` is True as soon as there was one more.

    What has been passed on is then a whole document, which says that it was cut where its format
    has a place for that. The last bytes are held until it is known what they are: `end` gives them.
    """

    def __init__(self, limit: int, setting: str) -> None:
        self.limit = limit
        self.setting = setting
        self.cut = False
        self._held = b""

    @classmethod
    def of(cls, media_type: str, limit: int, setting: str) -> "RowLimit | None":
        """The one for this format of solutions; None for a graph."""
        kind = _KINDS.get(media_type)
        return kind(limit, setting) if kind else None

    def feed(self, piece: bytes) -> bytes:
        """What of it may pass, and the end of the document where that was all."""
        if self.cut:
            return b""
        data = self._held + piece
        place = self._cut_at(data)
        if place is None:
            keep = self._kept(data)
            self._held = data[keep:]
            return data[:keep]
        self.cut = True
        self._held = b""
        return data[:place] + self._close()

    def end(self) -> bytes:
        """What is still held."""
        held, self._held = self._held, b""
        return held

    @abstractmethod
    def _cut_at(self, data: bytes) -> int | None:
        """Where the row after the last allowed one begins; None where it has not come yet."""

    def _kept(self, data: bytes) -> int:
        """From where on bytes must be seen again, together with what follows them."""
        return len(data)

    def _close(self) -> bytes:
        return b""


class _Json(RowLimit):
    """`{"head":…,"results":{"bindings":[{…},{…}]}}`"""

    _SEEN_AGAIN = 4  # `},{"`, whose next byte tells whether the quotation mark ends a string

    def __init__(self, limit: int, setting: str) -> None:
        super().__init__(limit, setting)
        self._left = limit - 1  # places between rows
        self._in_string = False

    def _cut_at(self, data: bytes) -> int | None:
        count = self._count(data)
        if count <= self._left:
            self._left -= count
            self._follow(data[: self._kept(data)])
            return None
        start = 0
        if self._in_string and (rest := _REST_OF_STRING.match(data)):
            start = rest.end()
        places = (m.start() for m in _STRING_OR_ROW.finditer(data, start) if m[0][:1] == b"}")
        for _ in range(self._left):
            next(places)
        return next(places) + 1

    def _count(self, data: bytes) -> int:
        """How many places between rows begin before what will be seen again."""
        end = len(data) - self._SEEN_AGAIN
        if data.find(b"{}") >= 0:  # an empty row, or a text like it: look exactly
            outside = _without_escapes(data[: max(end, 0) + 2]).split(b'"')[self._in_string :: 2]
            return b'""'.join(outside).count(b"},{")
        # a quotation mark behind a brace opens a name, or else closes a text that ends in `},{`
        opened = data.count(b'},{"', 0, max(end + 3, 0))
        return opened - data.count(b'},{"}') - data.count(b'},{",')

    def _kept(self, data: bytes) -> int:
        keep = max(len(data) - self._SEEN_AGAIN, 0)
        while keep and data[keep - 1] == ord("\\"):  # an escape is not torn apart
            keep -= 1
        return keep

    def _follow(self, data: bytes) -> None:
        """Whether the end of what passes is inside a string."""
        if _without_escapes(data).count(b'"') % 2:
            self._in_string = not self._in_string

    def _close(self) -> bytes:
        about = json.dumps({"rows": self.limit, "setting": self.setting}, separators=(",", ":"))
        return b']},"cut":' + about.encode() + b"}"


def _without_escapes(data: bytes) -> bytes:
    return data.replace(b"\\\\", b"").replace(b'\\"', b"")


class _Xml(RowLimit):
    """`<results><result>…</result></results>`"""

    _ROW = b"<result>"

    def __init__(self, limit: int, setting: str) -> None:
        super().__init__(limit, setting)
        self._left = limit

    def _cut_at(self, data: bytes) -> int | None:
        count = data.count(self._ROW)
        if count <= self._left:
            self._left -= count
            return None
        place = -1
        for _ in range(self._left + 1):
            place = data.index(self._ROW, place + 1)
        return place

    def _kept(self, data: bytes) -> int:
        """Before the beginning of a tag that is not whole yet."""
        last = data.rfind(b"<", max(len(data) - len(self._ROW) + 1, 0))
        return len(data) if last < 0 or not self._ROW.startswith(data[last:]) else last

    def _close(self) -> bytes:
        mark = f"<!-- cut after {self.limit} rows ({self.setting}) -->"
        return b"</results>" + mark.encode() + b"</sparql>"


class _Lines(RowLimit):
    """A line of names, then a line for each row."""

    _END = b"\n"

    def __init__(self, limit: int, setting: str) -> None:
        super().__init__(limit, setting)
        self._left = limit + 1

    def _cut_at(self, data: bytes) -> int | None:
        if data and not self._left:
            return 0
        count = self._count(data)
        if count < self._left:
            self._left -= count
            return None
        place = self._place(data, self._left)
        if place < len(data):
            return place
        self._left = 0
        return None

    def _count(self, data: bytes) -> int:
        return data.count(self._END)

    def _place(self, data: bytes, number: int) -> int:
        """Behind the line end of this number."""
        place = 0
        for _ in range(number):
            place = data.index(self._END, place) + len(self._END)
        return place


class _Tsv(_Lines):
    """Lines that end in a line feed, which no term has."""


class _Csv(_Lines):
    """Lines that end in CR LF; between quotation marks it is part of a text."""

    _END = b"\r\n"

    def __init__(self, limit: int, setting: str) -> None:
        super().__init__(limit, setting)
        self._quoted = False

    def _cut_at(self, data: bytes) -> int | None:
        place = super()._cut_at(data)
        if place is None and data[: self._kept(data)].count(b'"') % 2:
            self._quoted = not self._quoted
        return place

    def _count(self, data: bytes) -> int:
        if not self._quoted and data.find(b'"') < 0:
            return data.count(self._END)
        return sum(part.count(self._END) for part in data.split(b'"')[self._quoted :: 2])

    def _place(self, data: bytes, number: int) -> int:
        place, quoted = 0, self._quoted
        for part in data.split(b'"'):
            start = 0
            while not quoted and number and (found := part.find(self._END, start)) >= 0:
                start, number = found + len(self._END), number - 1
            if not number:
                return place + start
            place += len(part) + 1
            quoted = not quoted
        return len(data)

    def _kept(self, data: bytes) -> int:
        return len(data) - data.endswith(b"\r")


_KINDS: dict[str, type[RowLimit]] = {
    "application/sparql-results+json": _Json,
    "application/sparql-results+xml": _Xml,
    "text/tab-separated-values": _Tsv,
    "text/csv": _Csv,
}
