"""A penalty for queries that kill their workers over and over.

A new worker takes tens of milliseconds of both processors, so that whoever loops a query that kills
one would slow down everybody. A text that has killed a worker waits before it may try again, twice
as long each time. Whoever has killed several with different texts may try, for a while, one new
kind of text a second; what has answered before goes through, so that an honest neighbour behind the
same address is served.
"""

import re
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from kg.errors import Penalised

FIRST_SECONDS, LONGEST_SECONDS = 2.0, 60.0
WINDOW_SECONDS = 60.0
DEATHS = 3  # of different texts, before a client is on probation
TRIAL_SECONDS = 1.0
REMEMBERED = 4_096
SHAPE_LENGTH = 2_000  # characters of a text that tell its shape
UNREAD = 1_024  # answered texts whose shapes are yet to be looked at: ten milliseconds
_VARYING = re.compile(r"\"[^\"]*\"|'[^']*'|<[^>]*>|#[^\n]*|[\s\d]+")

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


@dataclass(slots=True)
class _Killer:
    """A text that killed workers."""

    deaths: int
    until: float


@dataclass(slots=True)
class _Suspect:
    """A client whose queries killed workers."""

    deaths: list[float] = field(default_factory=list)
    next_trial: float = 0.0


class Penalties:
    """Who has to wait. Everything is forgotten after a minute, or when there is too much of it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._killers: OrderedDict[int, _Killer] = OrderedDict()
        self._suspects: OrderedDict[str, _Suspect] = OrderedDict()
        self._good: OrderedDict[int, None] = OrderedDict()
        self._answered: deque[str] = deque(maxlen=UNREAD)

    def check(self, client: str, text: str) -> None:
        """Raise Penalised where the query has to wait."""
        if not self._killers and not self._suspects:
            return
        now = self._clock()
        killer = self._killers.get(hash(text))
        if killer and now < killer.until:
            raise Penalised(
                f"this query killed its worker ({killer.deaths} times); it may be tried again in "
                f"{killer.until - now:.0f} s.",
                killer.until - now,
            )
        suspect = self._suspects.get(client)
        if suspect is None or self._is_good(text):
            return
        suspect.deaths = [each for each in suspect.deaths if now - each < WINDOW_SECONDS]
        if len(suspect.deaths) < DEATHS:
            return
        if now < suspect.next_trial:
            raise Penalised(
                f"{len(suspect.deaths)} queries from {client} killed their workers within "
                f"{WINDOW_SECONDS:.0f} s; new ones may be tried one a second for a while.",
                max(TRIAL_SECONDS, suspect.next_trial - now),
            )
        suspect.next_trial = now + TRIAL_SECONDS

    def died(self, client: str, text: str) -> None:
        """The query killed its worker."""
        now = self._clock()
        key = hash(text)
        known = self._killers.get(key)
        deaths = known.deaths + 1 if known and now < known.until + WINDOW_SECONDS else 1
        wait = min(FIRST_SECONDS * 2 ** (deaths - 1), LONGEST_SECONDS)
        _remember(self._killers, key, _Killer(deaths, now + wait))
        suspect = self._suspects.get(client) or _Suspect()
        suspect.deaths.append(now)
        _remember(self._suspects, client, suspect)
        self._bad_shape(text)

    def answered(self, text: str) -> None:
        """The query was answered: others of its shape may be expected to be, too.

        Its shape is looked at when there is a suspect; here it would cost every query.
        """
        self._answered.append(text[:SHAPE_LENGTH])

    def _is_good(self, text: str) -> bool:
        self._read_answered()
        return self._shape(text) in self._good

    def _bad_shape(self, text: str) -> None:
        self._read_answered()
        self._good.pop(self._shape(text), None)

    def _read_answered(self) -> None:
        while self._answered:
            _remember(self._good, self._shape(self._answered.popleft()), None)

    @staticmethod
    def _shape(text: str) -> int:
        """The text without what varies from one call to the next: strings, IRIs, numbers, space."""
        return hash(_VARYING.sub("", text[:SHAPE_LENGTH]))


def _remember(known: OrderedDict[_Key, _Value], key: _Key, value: _Value) -> None:
    known[key] = value
    known.move_to_end(key)
    if len(known) > REMEMBERED:
        known.popitem(last=False)
