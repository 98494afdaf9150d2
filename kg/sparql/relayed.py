"""An answer of an engine elsewhere on its way to the client, checked and limited as it comes."""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress

from kg import journal
from kg.errors import TooLarge
from kg.sparql.events import Events, Outcome, outcome_of
from kg.sparql.result import Conditions
from kg.store.exchange import Exchange, Reply
from kg.store.solutions import BrokenAnswer
from kg.store.transcoding import Transcoder, TriplesTranscoder

FIRST = 1 << 16  # bytes held back, so that a small answer fails cleanly or not at all


class Ending:
    """Tells once how a query ended, and logs it where it was slow."""

    def __init__(
        self, events: Events, slow_seconds: float, conditions: Conditions, text: str
    ) -> None:
        self._events = events
        self._slow_seconds = slow_seconds
        self._conditions = conditions
        self._text = text
        self._done = False

    def told(self, outcome: Outcome) -> None:
        """What comes first counts: what follows an end is not another one."""
        if not self._done:
            self._done = True
            seconds = time.monotonic() - self._conditions.received
            self._events.query_finished(outcome, seconds)
            journal.slow_query(self._text, seconds, outcome, threshold=self._slow_seconds)


class Relayed:
    """An answer in pieces. `aclose` leaves the engine and frees the place at once.

    `length` is the number of bytes, where it is known before the last of them; `cut` is after how
    many rows or triples the answer was cut, and before the last piece known only with `length`.
    """

    version: str | None = None  # what lies elsewhere has none

    def __init__(
        self,
        reply: Reply,
        transcoder: Transcoder,
        exchange: Exchange,
        most_bytes: int,
        places: asyncio.Semaphore,
        ending: Ending | None,
    ) -> None:
        """`places` is where a place was taken that is given back at the end."""
        self.length: int | None = None
        self._reply = reply
        self._transcoder = transcoder
        self._exchange = exchange
        self._most_bytes = most_bytes
        self._ending = ending
        self._places: asyncio.Semaphore | None = places
        self._held = b""
        self._pieces = self._limited()

    @property
    def cut(self) -> int | None:
        return self._transcoder.cut

    async def begin(self) -> None:
        """Wait for the beginning: the whole of a small answer."""
        held = bytearray()
        while len(held) < FIRST:
            piece = await anext(self._pieces, None)
            if piece is None:
                self.length = len(held)
                break
            held += piece
        self._held = bytes(held)

    @property
    def whole(self) -> bytes | None:
        """All of a small answer."""
        return None if self.length is None else self._held

    def __aiter__(self) -> "Relayed":
        return self

    async def __anext__(self) -> bytes:
        held, self._held = self._held, b""
        return held or await anext(self._pieces)

    async def aclose(self) -> None:
        """Stop, wherever it is."""
        places, self._places = self._places, None
        if places:
            places.release()
            with suppress(RuntimeError):  # somebody waits for the next piece, and will be told
                await self._pieces.aclose()
            await self._reply.aclose()

    async def _limited(self) -> AsyncGenerator[bytes, None]:
        most, size = self._most_bytes, 0
        try:
            async with aclosing(self._transcoded()) as pieces:
                async for piece in pieces:
                    size += len(piece)
                    if size > most:
                        raise TooLarge(
                            f"the result is longer than KG_MAX_RESULT_BYTES allows ({most:,}). "
                            "Ask for less (LIMIT), or raise it."
                        )
                    yield piece
        except BrokenAnswer as broken:
            failed = self._exchange.faults.broken(broken)
            self._end(outcome_of(failed))
            raise failed from None
        except BaseException as error:
            self._end(outcome_of(error))
            raise
        else:
            self._end(Outcome.ANSWERED if self.cut is None else Outcome.CUT)
        finally:
            await self._reply.aclose()

    def _end(self, outcome: Outcome) -> None:
        if self._ending:
            self._ending.told(outcome)

    async def _transcoded(self) -> AsyncGenerator[bytes, None]:
        # what is kept until the last triple is there may not be longer than what may be sent
        kept = isinstance(self._transcoder, TriplesTranscoder)
        most = self._most_bytes if kept else None
        async with aclosing(self._reply.pieces(most)) as pieces:
            async for piece in pieces:
                if written := self._transcoder.feed(piece):
                    yield written
                if self._transcoder.cut is not None:
                    break  # the rest need not be sent
        at_cap = self._transcoder.count == self._exchange.profile.row_cap
        is_cut = self._reply.is_cut or at_cap
        last = await asyncio.to_thread(self._transcoder.end, is_cut=is_cut)
        if last:
            yield last
