"""The embedded store: an Oxigraph database, opened read-only.

Product queries run here, in the process; text that a user wrote runs in a worker (kg.sparql).
"""

import fcntl
import os
import weakref
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from kg.errors import EngineFailed, NoStore
from kg.model.term import Iri, Row, Term, Text

MARK = "release.json"  # locked while a release is in use


def load(path: Path, nquads: bytes) -> None:
    """Make a database at `path` from N-Quads."""
    store = ox.Store(str(path))
    store.bulk_load(input=nquads, format=ox.RdfFormat.N_QUADS)
    store.optimize()
    store.flush()


def hold(folder: Path) -> int | None:
    """Mark the release in `folder` as in use until the descriptor is closed."""
    try:
        mark = os.open(folder / MARK, os.O_RDONLY)
    except OSError:
        return None  # a folder of another kind
    try:
        fcntl.flock(mark, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:  # a build looks at it just now, and will find the store open or gone
        os.close(mark)
        return None
    return mark


def is_held(folder: Path) -> bool:
    """Whether somebody uses the release in `folder`."""
    try:
        with (folder / MARK).open("rb") as mark:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


class EmbeddedStore:
    """A release on disk. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        try:
            self._store = ox.Store.read_only(str(path))
        except OSError as error:
            raise NoStore(f"no store can be opened at {path}: {error}. Run `kg build`.") from None
        self.path = path
        mark = hold(path.parent)
        if mark is not None:
            weakref.finalize(self, os.close, mark)

    def select(self, query: str) -> list[Row]:
        """The rows of a SELECT that names its graphs; an unbound variable is absent."""
        solutions = self._store.query(query)
        if not isinstance(solutions, ox.QuerySolutions):
            raise EngineFailed("a product query that is not a SELECT")
        names = [variable.value for variable in solutions.variables]
        return [_row(names, solution) for solution in solutions]

    def table(self, query: str) -> tuple[list[str], list[list[str]]]:
        """Columns and rows of a SELECT over the union of all graphs; unbound is empty."""
        solutions = self._store.query(query, use_default_graph_as_union=True)
        if not isinstance(solutions, ox.QuerySolutions):
            raise EngineFailed("a table of what is not a SELECT")
        names = [variable.value for variable in solutions.variables]
        rows = [[str(_row(names, each).get(name, "")) for name in names] for each in solutions]
        return names, rows

    def dump(self, sink: IO[bytes], name: str, prefixes: dict[str, str]) -> None:
        """Write everything as `trig`, or as `turtle` or `jsonld`, where graphs are merged."""
        if name == "trig":
            self._store.dump(sink, format=ox.RdfFormat.TRIG, prefixes=prefixes)
            return
        merged = sorted({str(quad.triple): quad.triple for quad in self._store}.items())
        chosen = {"turtle": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD}[name]
        ox.serialize((triple for _, triple in merged), sink, format=chosen, prefixes=prefixes)

    def __len__(self) -> int:
        return len(self._store)


def _row(names: list[str], solution: ox.QuerySolution) -> Row:
    return {name: _term(solution[name]) for name in names if solution[name] is not None}


def _term(term: object) -> Term:
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if isinstance(term, ox.Literal):
        return Text(term.value, term.language, term.datatype.value)
    raise EngineFailed(f"a term that the graph cannot have: {term}")
