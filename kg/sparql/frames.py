"""Frames: how a worker and the pool speak over a pipe.

A frame is one byte of kind, four of length (little-endian) and the payload.
"""

import json
import struct
from typing import BinaryIO

_HEAD = struct.Struct("<cI")
REQUEST, DATA, FAILED, END = b"Q", b"D", b"F", b"Z"
READY = b"R"
CHUNK = 1 << 16


def write(pipe: BinaryIO, kind: bytes, payload: bytes = b"") -> None:
    pipe.write(_HEAD.pack(kind, len(payload)) + payload)
    pipe.flush()


def write_json(pipe: BinaryIO, kind: bytes, value: object) -> None:
    write(pipe, kind, json.dumps(value).encode())


def read(pipe: BinaryIO) -> tuple[bytes, bytes] | None:
    """The next frame; None where the other side has gone."""
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, length = _HEAD.unpack(head)
    payload = pipe.read(length) if length else b""
    return (kind, payload) if len(payload) == length else None
