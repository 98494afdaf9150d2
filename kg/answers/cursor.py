"""Cursors: where the next page of a list begins, as a word that means nothing to others."""

import base64
import binascii

from kg.errors import InvalidRequest
from kg.model.claim import content_id

_MARK = 10  # hexadecimal digits that tell one list from another


def encode(start: int, *question: object) -> str:
    """The cursor of the entry `start` of the list that answers this question."""
    return base64.urlsafe_b64encode(f"{start}.{_mark(question)}".encode()).decode().rstrip("=")


def decode(cursor: str | None, *question: object) -> int:
    """Where the page begins; raise InvalidRequest for the cursor of another list, or of none."""
    if cursor is None:
        return 0
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        text = base64.b64decode(padded, b"-_", validate=True).decode("ascii")
    except (binascii.Error, UnicodeError):
        text = ""
    start, _, mark = text.partition(".")
    if not (start.isdigit() and len(start) < 10 and mark):
        raise InvalidRequest("cursor is not one of ours; take it from `next`.")
    if mark != _mark(question):
        raise InvalidRequest(
            "cursor belongs to another question, or the data have changed since; start without it."
        )
    return int(start)


def _mark(question: tuple[object, ...]) -> str:
    return content_id(*question)[:_MARK]
