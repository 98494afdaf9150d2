"""Knowledge graph of the Greater Bay Area: sourced claims in, RDF and answers out.

>>> import kg
>>> network = kg.graph(kind="fact")
>>> edges = kg.open().expand("qianhai", min_sources=2)
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

    from kg.answers.filter import ClaimFilter
    from kg.notebook import Graph, Word

__version__ = "0.1.0"


def open(store: str | None = None) -> "Graph":
    """The graph in a folder or at a URL, by default that of the settings (KG_STORE)."""
    from kg import notebook  # the commands that only print a version must not load all this

    return notebook.opened(store)


def graph(keep: "ClaimFilter | None" = None, **words: "Word") -> "nx.MultiDiGraph":
    """The claims between entities as a networkx graph, an edge a claim, for notebooks.

    Words of a filter narrow it: `kg.graph(kind=["fact", "reported"], valid_on="2025-12-22")`.
    """
    return open().network(keep, **words)
