"""A failure: what a child process says of a request that it could not answer, and what it means."""

import errno
from enum import StrEnum
from typing import BinaryIO

from kg.errors import DiskFull, KgError, NotEvaluated, NotFound, RefusedQuery, TooLarge
from kg.sparql import frames
from kg.sparql.outlet import TooManyBytes
from kg.store.engine import Malformed, NoGraph, Unevaluated

_FULL = (errno.ENOSPC, errno.EDQUOT)
_FULL_WORDS = ("no space left on device", "disk quota exceeded")  # of the engine, as text


class Why(StrEnum):
    """Why a request failed."""

    MALFORMED = "malformed"
    UNEVALUATED = "unevaluated"
    NO_GRAPH = "no_graph"
    TOO_LARGE = "too_large"
    DISK_FULL = "disk_full"


# What a child may fail with and live.
FAILURES = (Malformed, Unevaluated, OSError, NoGraph, TooManyBytes)


def tell(answers: BinaryIO, error: Exception) -> None:
    """Send what one of FAILURES means to the server."""
    frames.write_json(answers, frames.FAILED, {"kind": _why(error), "detail": str(error)})


def _why(error: Exception) -> Why:
    if isinstance(error, Malformed):
        return Why.MALFORMED
    if isinstance(error, NoGraph):
        return Why.NO_GRAPH
    if isinstance(error, TooManyBytes):
        return Why.TOO_LARGE
    return Why.DISK_FULL if is_disk_full(error) else Why.UNEVALUATED


def is_disk_full(error: Exception) -> bool:
    """Whether the error says that a disk takes nothing more."""
    number = error.errno if isinstance(error, OSError) else None
    return number in _FULL or any(words in str(error).lower() for words in _FULL_WORDS)


def meaning(said: dict[str, str], most_bytes: int) -> KgError:
    """The error that a told failure stands for; a result may have `most_bytes`."""
    detail = said["detail"]
    match Why(said["kind"]):
        case Why.MALFORMED:
            return RefusedQuery(detail)
        case Why.NO_GRAPH:
            return NotFound(f"there is no graph <{detail}>.")
        case Why.TOO_LARGE:
            return TooLarge(
                f"the result is longer than KG_MAX_RESULT_BYTES allows "
                f"({most_bytes:,}). Ask for less (LIMIT), or raise it."
            )
        case Why.DISK_FULL:
            return DiskFull(
                f"a disk of the server is full ({detail}): there is no room for the answer in the "
                "folder for temporary files (TMPDIR), or for the change in --state (KG_STATE). "
                "Ask for less (LIMIT), or try again when there is room."
            )
        case Why.UNEVALUATED:
            return NotEvaluated(detail)
