"""The deadline of a request: however many queries its answer takes, they share one.

As a context variable it follows the request into whichever thread works on it.
"""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

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
