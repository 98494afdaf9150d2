"""Rows of labels in one block of bytes: read from a file without loading it.

count | end of each row, 4 bytes each | the rows, one after the other, as UTF-8
"""

import mmap
import struct
from collections.abc import Iterable
from pathlib import Path

from kg.store.labels import LabelRow

_FIELD, _KEY = "\x1f", "\x1e"
_NUMBER = struct.Struct("<I")


def pack(rows: Iterable[LabelRow]) -> bytes:
    """The block of these rows."""
    ends, body = [], bytearray()
    for row in rows:
        fields = (row.entity, row.lang, row.kind, _KEY.join(row.keys), row.text)
        body += _FIELD.join(fields).encode()
        ends.append(len(body))
    return _NUMBER.pack(len(ends)) + struct.pack(f"<{len(ends)}I", *ends) + body


class Rows:
    """A block of rows by number."""

    def __init__(self, block: bytes | mmap.mmap) -> None:
        self._block = block
        self._count = int(_NUMBER.unpack_from(block, 0)[0])
        self._start = _NUMBER.size * (1 + self._count)

    @classmethod
    def open(cls, path: Path) -> "Rows":
        """The rows of a file, which stays where it is and is shared between processes."""
        with path.open("rb") as file:
            return cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> LabelRow:
        begin = _NUMBER.unpack_from(self._block, _NUMBER.size * number)[0] if number else 0
        end = _NUMBER.unpack_from(self._block, _NUMBER.size * (number + 1))[0]
        text = self._block[self._start + begin : self._start + end].decode()
        entity, lang, kind, keys, label = text.split(_FIELD, 4)
        return LabelRow(entity, lang, kind, tuple(keys.split(_KEY)), label)
