"""What running a query takes and gives, whoever runs it."""

import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Protocol

from kg.store.engine import Answer, Download


@dataclass(frozen=True, slots=True)
class Conditions:
    """Under which conditions a query runs.

    `received` is the monotonic time of its receipt, from which `seconds` count; at most `rows`
    rows or triples are answered. `client` is whoever asks, to tell one from another.
    """

    seconds: float
    rows: int
    client: str = ""
    received: float = field(default_factory=time.monotonic)

    @property
    def deadline(self) -> float:
        return self.received + self.seconds


class Result(Protocol):
    """An answer in pieces; `whole` is all of a small one. `aclose` stops what still runs.

    `length` is the number of bytes, where it is known before the last of them. `cut` is after how
    many rows or triples the answer was cut; before the last piece it is known only with `length`.
    What fails on the way raises out of the iteration: the receiver must then not look as if it had
    everything.
    """

    @property
    def whole(self) -> bytes | None: ...

    @property
    def length(self) -> int | None: ...

    @property
    def cut(self) -> int | None: ...

    @property
    def version(self) -> str | None: ...

    def __aiter__(self) -> AsyncIterator[bytes]: ...

    async def aclose(self) -> None: ...


class Runner(Protocol):
    """What answers queries: a pool of workers over a store here, or a relay to one elsewhere."""

    async def run(self, wanted: Answer, conditions: Conditions) -> Result:
        """The answer to a query; raise a KgError before the first byte of what fails early."""
        ...

    async def download(self, wanted: Download, conditions: Conditions) -> Result:
        """A stored graph; raise NotFound, and what `run` raises."""
        ...


async def read_all(result: Result) -> bytes:
    """All of an answer."""
    try:
        return b"".join([piece async for piece in result])
    finally:
        await result.aclose()
