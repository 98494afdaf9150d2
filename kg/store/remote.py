"""The remote store: a SPARQL 1.1 engine behind a URL, for our own queries.

Callers are synchronous and many; one thread with an event loop does the talking, so that every
deadline is a deadline of the whole exchange, whatever part of it is slow.
"""

import asyncio
import threading
import weakref
from collections.abc import Coroutine
from typing import IO, Any, TypeVar

import pyoxigraph as ox

from kg.config import Settings
from kg.model.term import Iri, Row, Term
from kg.store.deadline import within
from kg.store.dumping import dump
from kg.store.exchange import Exchange
from kg.store.profile import EngineProfile
from kg.store.solutions import BrokenAnswer, Solution, row
from kg.vocab import XSD_STRING

_QUADS = "SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
_COUNT = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
_T = TypeVar("_T")


class RemoteStore:
    """A graph elsewhere. Each query opens no more than one connection.

    It may take KG_QUERY_SECONDS, and as one of several no longer than the request that asks them.
    """

    def __init__(self, profile: EngineProfile, settings: Settings) -> None:
        self.profile = profile
        self.max_values = profile.max_values
        self._settings = settings
        self._talk = _Talk()
        self._exchange = self._talk.run(_opened(profile, settings))
        weakref.finalize(self, self._talk.stop, self._exchange)

    def select(self, query: str) -> list[Row]:
        """The rows of a SELECT that names its graphs; raise RemoteFailed or RemoteTooLong."""
        _, found = self._solutions(query)
        return self._rows(found)

    def table(self, query: str) -> tuple[list[str], list[list[str]]]:
        """Columns and rows of a SELECT over the union of all graphs; unbound is empty."""
        names, found = self._solutions(query, union=True)
        rows = [[str(each.get(name, "")) for name in names] for each in self._rows(found)]
        return list(names), rows

    def dump(self, sink: IO[bytes], name: str, prefixes: dict[str, str]) -> None:
        """Write everything as `nquads` (canonical) or `trig`, or merged as `turtle`, `jsonld`."""
        copy = ox.Store()
        copy.bulk_extend(
            ox.Quad(*(_engine_term(each[name]) for name in ("s", "p", "o", "g")))  # type: ignore[arg-type]
            for each in self.select(_QUADS)
        )
        dump(copy, sink, name, prefixes)

    def __len__(self) -> int:
        return int(str(self.select(_COUNT)[0]["n"]))

    def _solutions(
        self, query: str, *, union: bool = False
    ) -> tuple[tuple[str, ...], list[Solution]]:
        settings = self._settings
        deadline = within(settings.query_seconds)
        asked = self._exchange.solutions(query, deadline, settings.max_result_bytes, union=union)
        return self._talk.run(asked)

    def _rows(self, found: list[Solution]) -> list[Row]:
        try:
            return [row(each) for each in found]
        except BrokenAnswer as broken:
            raise self._exchange.faults.broken(broken) from None


async def _opened(profile: EngineProfile, settings: Settings) -> Exchange:
    return Exchange(profile, settings.store_token, settings.workers)


class _Talk:
    """A thread with an event loop, which does what it is given and waits for more."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(
            target=self._loop.run_forever, name="kg-remote-store", daemon=True
        )
        self._thread.start()

    def run(self, asked: Coroutine[Any, Any, _T]) -> _T:
        """What the coroutine returns or raises; interrupted, it is cancelled."""
        future = asyncio.run_coroutine_threadsafe(asked, self._loop)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    def stop(self, exchange: Exchange) -> None:
        """Close the connections and end the thread."""
        closing = asyncio.run_coroutine_threadsafe(exchange.aclose(), self._loop)
        closing.add_done_callback(lambda _: self._loop.call_soon_threadsafe(self._loop.stop))
        if threading.current_thread() is not self._thread:
            self._thread.join()
            self._loop.close()


def _engine_term(term: Term) -> ox.NamedNode | ox.Literal:
    if isinstance(term, Iri):
        return ox.NamedNode(term.value)
    if term.lang:
        return ox.Literal(term.value, language=term.lang)
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype or XSD_STRING))
