"""The embedded store: an Oxigraph database, opened read-only.

Product queries run here, in the process; text that a user wrote runs in a worker (kg.sparql).
"""

from pathlib import Path

import pyoxigraph as ox

from kg.errors import EngineFailed, NoStore
from kg.model.term import Iri, Row, Term, Text


def load(path: Path, nquads: bytes) -> None:
    """Make a database at `path` from N-Quads."""
    store = ox.Store(str(path))
    store.bulk_load(input=nquads, format=ox.RdfFormat.N_QUADS)
    store.optimize()
    store.flush()


class EmbeddedStore:
    """A release on disk. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        try:
            self._store = ox.Store.read_only(str(path))
        except OSError as error:
            raise NoStore(f"no store can be opened at {path}: {error}. Run `kg build`.") from None
        self.path = path

    def select(self, query: str) -> list[Row]:
        """The rows of a SELECT that names its graphs; an unbound variable is absent."""
        solutions = self._store.query(query)
        if not isinstance(solutions, ox.QuerySolutions):
            raise EngineFailed("a product query that is not a SELECT")
        names = [variable.value for variable in solutions.variables]
        return [_row(names, solution) for solution in solutions]

    def nquads(self) -> bytes:
        """The whole graph as N-Quads, in no order."""
        content = self._store.dump(format=ox.RdfFormat.N_QUADS)
        return content if content is not None else b""

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
