"""The editor: the one handle that writes to a store.

Every change is one transaction of the engine: an update or upload happens whole or not at all,
also when the process that runs it is killed.
Source: SPARQL 1.1 Update, section 2.2 (atomicity); SPARQL 1.1 Graph Store HTTP Protocol, section 5.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.store.engine import (
    GRAPHS,
    MALFORMED,
    UNEVALUATED,
    Malformed,
    NoGraph,
    Unevaluated,
    graph_name,
)

_READABLE = {
    **GRAPHS,
    "text/n3": ox.RdfFormat.N3,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "application/xml": ox.RdfFormat.RDF_XML,
    "application/json": ox.RdfFormat.JSON_LD,
    "text/plain": ox.RdfFormat.N_TRIPLES,
}


def readable(media_type: str) -> bool:
    """Whether an upload of this media type can be read."""
    return media_type in _READABLE


@dataclass(frozen=True, slots=True)
class Part:
    """One document of an upload, and what its relative IRIs start from."""

    media_type: str
    data: bytes
    base: str | None


class Editor:
    """A store that is open for writing; there is one at a time."""

    def __init__(self, path: str) -> None:
        self._store = ox.Store(path)

    def update(self, text: str, base: str | None) -> None:
        """Run an update request; raise Malformed or Unevaluated, and nothing has happened."""
        try:
            self._store.update(text, base_iri=base)
        except MALFORMED as error:
            raise Malformed(str(error)) from None
        except UNEVALUATED as error:
            raise Unevaluated(str(error)) from None

    def put(self, graph: str | None, parts: Iterable[Part]) -> bool:
        """Replace a graph; return whether it was new. Raise Malformed."""
        return self._write(graph, parts, replace=True)

    def post(self, graph: str | None, parts: Iterable[Part]) -> bool:
        """Add to a graph; return whether it was new. Raise Malformed."""
        return self._write(graph, parts, replace=False)

    def delete(self, graph: str | None) -> None:
        """Remove a graph, or empty the default graph; raise NoGraph."""
        if not self._exists(graph):
            raise NoGraph(graph)
        self._store.update("DROP DEFAULT" if graph is None else f"DROP GRAPH {graph_name(graph)}")

    def snapshot(self, path: str) -> None:
        """Make a copy that no later change touches: files are linked, not copied.

        Raise Unevaluated where the disk takes none.
        """
        try:
            self._store.backup(path)
        except UNEVALUATED as error:
            raise Unevaluated(f"no snapshot can be made: {error}") from None

    def __len__(self) -> int:
        return len(self._store)

    def _exists(self, graph: str | None) -> bool:
        name = graph_name(graph)
        return not isinstance(name, ox.NamedNode) or self._store.contains_named_graph(name)

    def _write(self, graph: str | None, parts: Iterable[Part], *, replace: bool) -> bool:
        triples = "".join(f"{triple} .\n" for part in parts for triple in _triples(part))
        new = not self._exists(graph)
        if graph is None:
            prepare, insert = "DROP DEFAULT;\n" if replace else "", f"INSERT DATA {{\n{triples}}}"
        else:
            name = graph_name(graph)
            drop = f"DROP SILENT GRAPH {name};\n" if replace else ""
            prepare = f"{drop}CREATE SILENT GRAPH {name};\n"  # so that it is there when empty
            insert = f"INSERT DATA {{ GRAPH {name} {{\n{triples}}} }}"
        self.update(prepare + insert, None)
        return new


def _triples(part: Part) -> Iterable[ox.Triple]:
    """What an upload says, whatever graph it says it in; no blank node is shared with another."""
    try:
        for quad in ox.parse(
            part.data, format=_READABLE[part.media_type], base_iri=part.base,
            rename_blank_nodes=True,
        ):  # fmt: skip
            yield quad.triple
    except (*MALFORMED, *UNEVALUATED) as error:
        raise Malformed(str(error)) from None
