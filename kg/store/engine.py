"""The engine as a worker uses it: any query, any format, straight into a sink."""

from dataclasses import dataclass
from typing import IO, Protocol, cast

import pyoxigraph as ox

_RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
_GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "application/trig": ox.RdfFormat.TRIG,
}


class Sink(Protocol):
    """Where an answer goes."""

    def write(self, data: bytes, /) -> int: ...

    def flush(self) -> None: ...


class Refused(Exception):
    """The engine cannot parse or evaluate the query; the text says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is asked for: the query, how to write the answer, and over which graphs.

    `union` makes the default graph the union of all named graphs. It must be False as soon as the
    query or the protocol names a dataset: the engine's own flag would not switch itself off.
    """

    query: str
    media_type: str
    union: bool
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    prefixes: dict[str, str] | None = None


def syntax_error(query: str) -> str | None:
    """What the engine has against the query; None if it can be parsed. For our own queries only."""
    try:
        ox.Store().query(query)
    except (SyntaxError, ValueError) as error:
        return str(error)
    return None


class Engine:
    """A read-only database."""

    def __init__(self, path: str) -> None:
        self._store = ox.Store.read_only(path)

    def answer(self, wanted: Answer, sink: Sink) -> None:
        """Write the answer into `sink`; raise Refused."""
        try:
            found = self._store.query(
                wanted.query,
                use_default_graph_as_union=wanted.union,
                default_graph=_default(wanted.default_graphs),
                named_graphs=_named(wanted.named_graphs),
            )
            output = cast("IO[bytes]", sink)  # the engine only writes
            if isinstance(found, ox.QueryTriples):
                graph = _GRAPHS[wanted.media_type]
                ox.serialize(found, output, format=graph, prefixes=wanted.prefixes)
            else:
                found.serialize(output, format=_RESULTS[wanted.media_type])
        except (SyntaxError, ValueError, RuntimeError, OSError) as error:
            raise Refused(str(error)) from None


def _default(
    iris: tuple[str, ...] | None,
) -> list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None:
    return None if iris is None else [ox.NamedNode(iri) for iri in iris]


def _named(iris: tuple[str, ...] | None) -> list[ox.NamedNode | ox.BlankNode] | None:
    return None if iris is None else [ox.NamedNode(iri) for iri in iris]
