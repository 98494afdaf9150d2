"""What a connection answers when there is no request that the application could answer."""

import json
from collections.abc import Iterable
from http import HTTPStatus

RETRY_SECONDS = 5


class Refused(Exception):
    """Why a connection ends; may be raised through the parser, which then stops where it is."""

    def __init__(self, status: HTTPStatus, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail

    def answer(self, default_headers: Iterable[tuple[bytes, bytes]]) -> bytes:
        """A whole answer: a problem document (RFC 9457), and the connection ends."""
        status = self.status
        name = "".join(word.capitalize() for word in status.name.split("_"))
        body = json.dumps(
            {
                "type": f"/problems/{name}",
                "title": status.phrase,
                "status": status.value,
                "detail": self.detail,
            }
        ).encode()
        lines = [b"HTTP/1.1 %d %s" % (status.value, status.phrase.encode())]
        lines += [b"%s: %s" % header for header in default_headers]
        if status is HTTPStatus.SERVICE_UNAVAILABLE:
            lines.append(b"retry-after: %d" % RETRY_SECONDS)
        lines += [
            b"content-type: application/problem+json",
            b"content-length: %d" % len(body),
            b"x-content-type-options: nosniff",
            b"connection: close",
        ]
        return b"\r\n".join(lines) + b"\r\n\r\n" + body


def head_too_long(limit: int) -> Refused:
    """More bytes of a head than KG_MAX_HEADER_BYTES."""
    return Refused(
        HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
        f"the head of the request is longer than {limit:,} bytes (KG_MAX_HEADER_BYTES); send fewer "
        "headers, and a long query by POST.",
    )


def too_many_lines(limit: int) -> Refused:
    """More header lines than anyone needs."""
    return Refused(
        HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
        f"the head of the request has more than {limit:,} lines; send fewer headers.",
    )


def too_slow(part: str, seconds: float) -> Refused:
    """A head or body that did not arrive in time."""
    return Refused(
        HTTPStatus.REQUEST_TIMEOUT,
        f"the {part} of the request did not arrive within {seconds:g} s (KG_REQUEST_SECONDS); "
        "send it faster, or less.",
    )


def too_far_ahead(limit: int) -> Refused:
    """More pipelined requests than are queued."""
    return Refused(
        HTTPStatus.SERVICE_UNAVAILABLE,
        f"more than {limit} requests were sent ahead of their answers; wait for some in between.",
    )


def too_many(limit: int) -> Refused:
    """A connection over KG_MAX_CONNECTIONS, all of which have a request under way."""
    return Refused(
        HTTPStatus.SERVICE_UNAVAILABLE,
        f"all {limit:,} connections are busy (KG_MAX_CONNECTIONS); try again in a moment.",
    )


def unreadable(reason: object) -> Refused:
    """What is not HTTP/1.1."""
    return Refused(HTTPStatus.BAD_REQUEST, f"this is not a request in HTTP/1.1: {reason}.")
