"""Frames: how a child process and the server speak over a socket.

A frame is one byte of kind, four of length (little-endian) and the payload.
"""

import json
import struct
from typing import BinaryIO

HEAD = struct.Struct("<cI")
CHUNK = 1 << 16

# to the child
QUERY = b"Q"  # JSON: store, spool, rows, bytes, setting, and the fields of an Answer
DOWNLOAD = b"G"  # JSON: store, spool, bytes, and the fields of a Download
UPDATE = b"U"  # JSON: base; followed by DATA frames and END
UPLOAD = b"P"  # JSON: method, graph, parts (media type and length); followed by DATA and END
DELETE = b"X"  # JSON: graph
SNAPSHOT = b"S"  # JSON: path
ANALYSE = b"A"  # JSON: index, version, selection, measure, sources
# from the child
READY = b"R"  # JSON: isolated
WHOLE = b"W"  # rows at which it was cut (four bytes, 0: not cut) and all of a small answer
BEGIN = b"B"  # JSON: length and cut of an answer in the spool; or null, then DATA and END
DATA = b"D"
END = b"Z"  # rows at which it was cut, as in WHOLE
DONE = b"O"  # JSON: what a change did, or an analysis found
PROGRESS = b"N"  # JSON: how much is done, and of how much or null
FAILED = b"F"  # JSON: kind and detail

CUT = struct.Struct("<I")


def write(pipe: BinaryIO, kind: bytes, payload: bytes = b"") -> None:
    """Send one frame."""
    pipe.write(HEAD.pack(kind, len(payload)) + payload)
    pipe.flush()


def write_json(pipe: BinaryIO, kind: bytes, value: object) -> None:
    """Send one frame with JSON in it."""
    write(pipe, kind, json.dumps(value).encode())


def read(pipe: BinaryIO) -> tuple[bytes, bytes] | None:
    """The next frame; None where the other side has gone."""
    head = pipe.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    kind, length = HEAD.unpack(head)
    payload = pipe.read(length) if length else b""
    return (kind, payload) if len(payload) == length else None


def pack(kind: bytes, payload: bytes = b"") -> bytes:
    """One frame as bytes."""
    return HEAD.pack(kind, len(payload)) + payload


def read_payload(pipe: BinaryIO) -> bytes | None:
    """What comes in DATA frames up to the END; None where the other side has gone."""
    pieces: list[bytes] = []
    while (frame := read(pipe)) is not None:
        kind, payload = frame
        if kind == END:
            return b"".join(pieces)
        pieces.append(payload)
    return None
