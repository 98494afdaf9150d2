"""The relay: queries that somebody else wrote, sent to the engine behind the store's URL.

The answer goes on as it comes, under the limits of this service. A client that leaves, and a
deadline that passes, close the connection; whether the engine then stops is its own affair.
"""

import asyncio
import sys
import time
from typing import Self

from kg.config import Settings
from kg.errors import Busy, NotEvaluated, NotFound, RefusedQuery, RemoteTooLong
from kg.sparql import gate
from kg.sparql.events import Events, Silent, outcome_of
from kg.sparql.gate import Form
from kg.sparql.relayed import Ending, Relayed
from kg.sparql.result import Conditions
from kg.store.engine import Answer, Download
from kg.store.exchange import N_TRIPLES, RESULTS_JSON, Dataset, Exchange
from kg.store.profile import EngineProfile
from kg.store.transcoding import SolutionsTranscoder, Transcoder, TriplesTranscoder

EVERY = sys.maxsize - 1  # triple; one more can still be counted
READY_SECONDS = 2.0  # in which an engine answers the least that can be asked
WAIT = "It may be busy, or hang; look into its log."
MOST_BYTES = 65_536  # of an answer that says yes


class Relay:
    """Runs queries elsewhere, `settings.workers` at a time; `settings.queue` more may wait."""

    def __init__(
        self, profile: EngineProfile, settings: Settings, events: Events | None = None
    ) -> None:
        self._settings = settings
        self._events = events or Silent()
        self._exchange = Exchange(profile, settings.store_token, settings.workers + 2)
        self._places = asyncio.Semaphore(settings.workers)
        self._waiting = 0

    @classmethod
    def of(cls, settings: Settings, events: Events | None = None) -> Self:
        """The relay to KG_STORE; raise InvalidRequest for a profile or token of no use."""
        return cls(EngineProfile.of(settings), settings, events)

    async def run(self, wanted: Answer, conditions: Conditions) -> Relayed:
        """The answer, its beginning at hand.

        Raise RefusedQuery, TooLarge, Busy, RemoteFailed or RemoteTooLong. What fails later raises
        out of the result: its receiver must then not look as if it had everything.
        """
        form = gate.examine(wanted.query, self._settings).form
        transcoder = _transcoder(wanted, form, conditions.rows)
        ending = Ending(self._events, self._settings.slow_query_seconds, conditions, wanted.query)
        try:
            return await self._relayed(wanted, transcoder, conditions.deadline, ending)
        except BaseException as error:
            ending.told(outcome_of(error))
            raise

    async def _relayed(
        self, wanted: Answer, transcoder: Transcoder, deadline: float, ending: Ending | None = None
    ) -> Relayed:
        accept = N_TRIPLES if isinstance(transcoder, TriplesTranscoder) else RESULTS_JSON
        await self._take_place(deadline)
        result: Relayed | None = None
        try:
            dataset = await self._dataset(wanted, deadline)
            reply = await self._exchange.ask(wanted.query, accept, deadline, dataset)
            most = self._settings.max_result_bytes
            result = Relayed(reply, transcoder, self._exchange, most, self._places, ending)
            await result.begin()
            return result
        except BaseException:
            if result:
                await result.aclose()
            else:
                self._places.release()
            raise

    async def download(self, wanted: Download, conditions: Conditions) -> Relayed:
        """A named graph, all of it; raise NotFound, NotEvaluated for others, and what `run` raises.

        Not every engine keeps a graph without triples: one that is empty is not found.
        """
        if wanted.graph is None:
            raise NotEvaluated(
                "only named graphs can be had from a store elsewhere; ask it for its dataset, or "
                "query its default graph."
            )
        everything = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
        media_type, graphs = wanted.media_type, (wanted.graph,)
        transcoder = TriplesTranscoder(media_type, EVERY, wanted.prefixes)
        answer = Answer(everything, media_type, False, graphs, (), wanted.prefixes)
        result = await self._relayed(answer, transcoder, conditions.deadline)
        if transcoder.count == 0:
            await result.aclose()
            raise NotFound(f"there is no graph <{wanted.graph}>.")
        return result

    async def ready(self) -> str:
        """The address of the engine, which answers; raise RemoteFailed where it does not."""
        seconds = min(READY_SECONDS, self._settings.query_seconds)
        deadline = time.monotonic() + seconds
        try:
            await self._exchange.solutions("ASK {}", deadline, MOST_BYTES)
        except RemoteTooLong:
            faults = self._exchange.faults
            raise faults.failed(f"does not answer within {seconds:g} s", WAIT) from None
        return self._exchange.profile.shown

    async def _dataset(self, wanted: Answer, deadline: float) -> Dataset:
        if wanted.union:
            return await self._exchange.union(deadline)
        by_query = wanted.default_graphs is None and wanted.named_graphs is None
        if by_query and not await self._exchange.heeds_from(deadline):
            raise RefusedQuery(
                f"the store at {self._exchange.profile.shown} ignores FROM, so that the answer "
                "would be about something else. Name the graphs by default-graph-uri and "
                "named-graph-uri, or start the store without its union (--union-default-graph)."
            )
        return Dataset(wanted.default_graphs or (), wanted.named_graphs or ())

    async def _take_place(self, deadline: float) -> None:
        settings = self._settings
        if self._places.locked() and self._waiting >= settings.queue:
            raise Busy(
                f"{settings.workers} queries run and {settings.queue} wait; try again in a moment "
                "(KG_WORKERS, KG_QUEUE)."
            )
        self._waiting += 1
        try:
            async with asyncio.timeout(deadline - time.monotonic()):
                await self._places.acquire()
        except TimeoutError:
            raise Busy("the store was busy with other queries until the deadline.") from None
        finally:
            self._waiting -= 1

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close all connections to the engine."""
        await self._exchange.aclose()


def _transcoder(wanted: Answer, form: Form, rows: int) -> Transcoder:
    if form is Form.GRAPH:
        return TriplesTranscoder(wanted.media_type, rows, wanted.prefixes)
    return SolutionsTranscoder(wanted.media_type, rows)
