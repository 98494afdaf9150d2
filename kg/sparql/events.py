"""What happens to queries and workers, told to whoever counts it."""

from enum import StrEnum
from typing import Protocol

from kg.errors import (
    Busy,
    DiskFull,
    EngineFailed,
    InvalidRequest,
    NoStore,
    NotFound,
    Penalised,
    RemoteFailed,
    RemoteTooLong,
    TooLarge,
    TooLong,
    WorkersDown,
)


class Outcome(StrEnum):
    """How a query or a write ended."""

    ANSWERED = "answered"
    CUT = "cut"  # answered up to a limit, and it says so
    REFUSED = "refused"
    TOO_LONG = "too_long"
    TOO_LARGE = "too_large"
    BUSY = "busy"
    PENALISED = "penalised"
    ENGINE_FAILED = "engine_failed"
    WORKERS_DOWN = "workers_down"
    CLIENT_LEFT = "client_left"
    FAILED = "failed"  # a fault of ours


_OF_ERROR: tuple[tuple[type[Exception], Outcome], ...] = (
    (InvalidRequest, Outcome.REFUSED),
    (NotFound, Outcome.REFUSED),
    (Penalised, Outcome.PENALISED),
    (TooLong, Outcome.TOO_LONG),
    (TooLarge, Outcome.TOO_LARGE),
    (Busy, Outcome.BUSY),
    (EngineFailed, Outcome.ENGINE_FAILED),
    (RemoteFailed, Outcome.ENGINE_FAILED),
    (RemoteTooLong, Outcome.TOO_LONG),
    (DiskFull, Outcome.FAILED),
    (NoStore, Outcome.ENGINE_FAILED),
    (WorkersDown, Outcome.WORKERS_DOWN),
)


def outcome_of(error: BaseException) -> Outcome:
    """The outcome that an error stands for; what ends a generator or a task is a client's leave."""
    for kind, outcome in _OF_ERROR:
        if isinstance(error, kind):
            return outcome
    return Outcome.FAILED if isinstance(error, Exception) else Outcome.CLIENT_LEFT


class Events(Protocol):
    """Whom the pool tells. Called from any thread; must be quick and must not raise."""

    def query_finished(self, outcome: Outcome, seconds: float) -> None:
        """A query ended, `seconds` after its receipt."""

    def write_finished(self, outcome: Outcome, seconds: float) -> None:
        """An update or upload ended."""

    def worker_started(self) -> None:
        """A worker is ready for its first query."""

    def worker_died(self, reason: str) -> None:
        """A worker is gone; the reason is one word: deadline, crash, client_left, demoted."""


class Silent:
    """Nobody counts."""

    def query_finished(self, outcome: Outcome, seconds: float) -> None:
        """Pass over it."""

    def write_finished(self, outcome: Outcome, seconds: float) -> None:
        """Pass over it."""

    def worker_started(self) -> None:
        """Pass over it."""

    def worker_died(self, reason: str) -> None:
        """Pass over it."""
