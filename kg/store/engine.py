"""The engine as a child process uses it: any query, any format, straight into a sink."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO, Protocol, cast

import pyoxigraph as ox

RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "application/trig": ox.RdfFormat.TRIG,
}
# What the engine raises for what it cannot read, and for what it can read and not evaluate.
MALFORMED = (SyntaxError, ValueError)
UNEVALUATED = (RuntimeError, OSError)


class Sink(Protocol):
    """Where an answer goes."""

    def write(self, data: bytes, /) -> int: ...

    def flush(self) -> None: ...


class Malformed(Exception):
    """The engine cannot read what it was given; the text says why."""


class Unevaluated(Exception):
    """The engine can read what it was given, and not evaluate it; the text says why."""


class NoGraph(Exception):
    """There is no such graph in the store."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is asked for: the query, how to write the answer, and over which graphs.

    `union` makes the default graph the union of all named graphs. It must be False as soon as the
    query or the protocol names a dataset: the engine's own flag would not switch itself off.
    `bounded` is whether a long answer may be sent from its first row on; None where that is to be
    found out from the query, whose prologue ends at `body` (kg.sparql.linkage). `base` is what
    relative IRIs of the query start from.
    """

    query: str
    media_type: str
    union: bool
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    prefixes: dict[str, str] | None = None
    base: str | None = None
    bounded: bool | None = False
    body: int = 0


@dataclass(frozen=True, slots=True)
class Download:
    """A stored graph, or with `all_graphs` the whole dataset; `graph` None is the default one."""

    graph: str | None
    media_type: str
    all_graphs: bool = False
    prefixes: dict[str, str] | None = None


def projected(query: str) -> tuple[str, ...] | None:
    """The columns of a query; None where it answers with a graph.

    For our own queries only. Raise Malformed for what cannot be parsed, or is an ASK.
    """
    try:
        found = ox.Store().query(query)
    except MALFORMED as error:
        raise Malformed(str(error)) from None
    if isinstance(found, ox.QueryBoolean):
        raise Malformed("an ASK has neither columns nor a graph; write a SELECT")
    if isinstance(found, ox.QuerySolutions):
        return tuple(variable.value for variable in found.variables)
    return None


class Engine:
    """A read-only database."""

    def __init__(self, path: str) -> None:
        self._store = ox.Store.read_only(path)

    def answer(self, wanted: Answer, sink: Sink, triples: int, cut: Callable[[], None]) -> None:
        """Write the answer into `sink`; raise Malformed or Unevaluated.

        Of a graph at most `triples` are written; `cut` is called where there are more. Rows are
        counted by the sink: the engine writes them in one go.
        """
        try:
            found = self._store.query(
                wanted.query,
                base_iri=wanted.base,
                use_default_graph_as_union=wanted.union,
                default_graph=_default(wanted.default_graphs),
                named_graphs=_named(wanted.named_graphs),
            )
            output = cast("IO[bytes]", sink)  # the engine only writes
            if isinstance(found, ox.QueryTriples):
                graph = GRAPHS[wanted.media_type]
                some = _at_most(triples, found, cut)
                ox.serialize(some, output, format=graph, prefixes=wanted.prefixes)
            else:
                found.serialize(output, format=RESULTS[wanted.media_type])
        except MALFORMED as error:
            raise Malformed(str(error)) from None
        except UNEVALUATED as error:
            raise Unevaluated(str(error)) from None

    def count(self, query: str) -> int:
        """How many rows or triples a query of ours has over the union of all graphs.

        Raise Malformed or Unevaluated.
        """
        try:
            found = self._store.query(query, use_default_graph_as_union=True)
            if isinstance(found, ox.QueryBoolean):
                return 1
            return sum(1 for _ in found)
        except MALFORMED as error:
            raise Malformed(str(error)) from None
        except UNEVALUATED as error:
            raise Unevaluated(str(error)) from None

    def download(self, wanted: Download, sink: Sink) -> None:
        """Write stored quads into `sink`; raise NoGraph."""
        store, chosen = self._store, GRAPHS[wanted.media_type]
        output = cast("IO[bytes]", sink)
        if wanted.all_graphs:
            store.dump(output, format=chosen, prefixes=wanted.prefixes)
            return
        name = graph_name(wanted.graph)
        if isinstance(name, ox.NamedNode) and not store.contains_named_graph(name):
            raise NoGraph(wanted.graph)
        store.dump(output, format=chosen, from_graph=name, prefixes=wanted.prefixes)


def graph_name(iri: str | None) -> ox.NamedNode | ox.DefaultGraph:
    """The graph of an IRI; None is the default graph. Raise Malformed for what is no IRI."""
    try:
        return ox.DefaultGraph() if iri is None else ox.NamedNode(iri)
    except ValueError as error:
        raise Malformed(f"<{iri}> is no IRI: {error}") from None


def _at_most(
    limit: int, triples: Iterable[ox.Triple], cut: Callable[[], None]
) -> Iterator[ox.Triple]:
    remaining = iter(triples)
    yield from islice(remaining, limit)
    if next(remaining, None) is not None:
        cut()


def _default(
    iris: tuple[str, ...] | None,
) -> list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None:
    return None if iris is None else [ox.NamedNode(iri) for iri in iris]


def _named(iris: tuple[str, ...] | None) -> list[ox.NamedNode | ox.BlankNode] | None:
    return None if iris is None else [ox.NamedNode(iri) for iri in iris]
