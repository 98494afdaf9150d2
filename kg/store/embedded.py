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
from kg.store.dumping import dump
from kg.store.port import nameless

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

    max_values = 100_000

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
        names, found = self._solutions(query, union=False)
        known: dict[object, Term] = {}  # most IRIs of an answer stand in many of its rows
        return [_row(names, solution, known) for solution in found]

    def table(self, query: str) -> tuple[list[str], list[list[str]]]:
        """Columns and rows of a SELECT over the union of all graphs; unbound is empty."""
        names, found = self._solutions(query, union=True)
        known: dict[object, Term] = {}
        rows = [_row(names, solution, known) for solution in found]
        return names, [[str(row.get(name, "")) for name in names] for row in rows]

    def _solutions(self, query: str, *, union: bool) -> tuple[list[str], list[ox.QuerySolution]]:
        """Columns and rows.

        Their iterator must end in the thread in which it began, and would not where the traceback
        of an error took it along.
        """
        solutions = self._store.query(query, use_default_graph_as_union=union)
        try:
            if not isinstance(solutions, ox.QuerySolutions):
                raise EngineFailed("a product query that is not a SELECT")
            return [variable.value for variable in solutions.variables], list(solutions)
        finally:
            del solutions

    def dump(self, sink: IO[bytes], name: str, prefixes: dict[str, str]) -> None:
        """Write everything as `nquads` (canonical) or `trig`, or merged as `turtle`, `jsonld`."""
        dump(self._store, sink, name, prefixes)

    def __len__(self) -> int:
        return len(self._store)


def _row(names: list[str], solution: ox.QuerySolution, known: dict[object, Term]) -> Row:
    row = {}
    for name, term in zip(names, solution, strict=True):
        if term is not None:
            found = known.get(term)
            if found is None:
                found = known[term] = _term(term)
            row[name] = found
    return row


def _term(term: object) -> Term:
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if isinstance(term, ox.Literal):
        return Text(term.value, term.language, term.datatype.value)
    raise nameless(str(term))
