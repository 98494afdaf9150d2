"""The deadline of a request: however many queries its answer takes, they share one.

As a context variable it follows the request into whichever thread works on it.
"""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from kg.errors import TooLong

_MOMENT: ContextVar[float] = ContextVar("deadline", default=math.inf)


@contextmanager
def until(moment: float) -> Iterator[None]:
    """Whatever is asked of a store within has to end by then (monotonic clock)."""
    token = _MOMENT.set(moment)
    try:
        yield
    finally:
        _MOMENT.reset(token)


def within(seconds: float) -> float:
    """When a query has to end that may take `seconds`, as part of the request that asks it."""
    return min(time.monotonic() + seconds, _MOMENT.get())


def check() -> None:
    """Raise TooLong where the moment has passed: for long work that asks no store."""
    if time.monotonic() > _MOMENT.get():
        raise TooLong("the answer took longer than KG_QUERY_SECONDS; ask for less at once.")
