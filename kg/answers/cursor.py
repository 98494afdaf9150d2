"""Cursors: where the next page of a list begins, as text that only we read.

A cursor belongs to one list over one version of the data. Of a list that is another by now, the
page that follows would leave something out or say it twice, and nobody would see it.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from kg.errors import Expired, InvalidRequest

_LENGTH = 12  # characters of a version or digest that tell it from another
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that has pages: what is listed, as text, and the version of the data."""

    version: str
    about: str

    @classmethod
    def of(cls, version: str, *question: object) -> "Listing":
        """The list that answers a question, whose parts tell it from others."""
        return cls(version, "\0".join(map(repr, question)))

    def cursor(self, start: int) -> str:
        """The cursor of the page that begins with this entry, counted from 0."""
        text = f"{start}.{self._digest(self.version)}.{self._digest(self.about)}"
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    def start(self, cursor: str | None) -> int:
        """Where the page begins; raise InvalidRequest, or Expired where the data have changed."""
        if not cursor:
            return 0
        number, version, about = _parts(cursor)
        if about != self._digest(self.about):
            raise InvalidRequest(
                "the cursor is of another list; a page takes the parameters of the page before."
            )
        if version != self._digest(self.version):
            raise Expired(
                "the data have changed since this list was begun; begin again without a cursor."
            )
        return number

    @staticmethod
    def _digest(text: str) -> str:
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def _parts(cursor: str) -> tuple[int, str, str]:
    try:
        if not cursor.isascii() or len(cursor) > _LONGEST:
            raise ValueError
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        number, version, about = text.split(".")
        if not (number.isdigit() and len(number) < 10):
            raise ValueError
    except (ValueError, binascii.Error):
        raise InvalidRequest("cursor is not one of ours; take it from the page before.") from None
    return int(number), version, about
