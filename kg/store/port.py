"""The port: what everything above the store asks of it, wherever the graph lies."""

from typing import IO, Protocol

from kg.errors import BrokenGraph
from kg.model.term import Row


class Store(Protocol):
    """A graph open for reading. Safe to use from several threads.

    Queries are ours and stay in the portable subset: they name their graphs (GRAPH), compare
    STR(), use no `+` or `*` in paths, no OFFSET, and at most `max_values` terms in a VALUES block.
    """

    @property
    def max_values(self) -> int:
        """How many terms a VALUES block of one query may have."""
        ...

    def select(self, query: str) -> list[Row]:
        """The rows of a SELECT that names its graphs; an unbound variable is absent.

        Raise BrokenGraph for a term that is neither IRI nor literal.
        """
        ...

    def table(self, query: str) -> tuple[list[str], list[list[str]]]:
        """Columns and rows of a SELECT over the union of all graphs; unbound is empty."""
        ...

    def dump(self, sink: IO[bytes], name: str, prefixes: dict[str, str]) -> None:
        """Write everything as `nquads` (canonical) or `trig`, or merged as `turtle`, `jsonld`."""
        ...

    def __len__(self) -> int:
        """The number of quads in named graphs."""
        ...


def nameless(term: str) -> BrokenGraph:
    """The graph has a term of a kind that ours never has."""
    return BrokenGraph(
        f"the graph has {term[:200]}, a blank node or triple, where an IRI or a literal is due. "
        "Give it a name there. SPARQL still answers."
    )
