"""What `import kg` gives to a notebook: the graph, open for questions in Python."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from kg.answers.documents import documents
from kg.answers.entity import Entities
from kg.answers.expansion import Edge, Expander
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge, open_knowledge
from kg.answers.projection import graph
from kg.config import load

if TYPE_CHECKING:
    import networkx as nx

Word = str | int | date | Iterable[str]


class Graph:
    """The graph that the settings name (KG_STORE, a folder or a URL), open for reading.

    A filter is told in the words of HTTP and the command line: `kind="fact"`,
    `property=["locatedIn", "fundedBy"]`, `valid_on="2025-12-22"`, `min_sources=2`.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def filter(self, **words: Word) -> ClaimFilter:
        """The filter of these words; raise InvalidRequest naming every wrong one."""
        given = {name: _texts(value) for name, value in words.items()}
        keep = ClaimFilter.parse(given, self.knowledge.ontology, documents(self.knowledge))
        return Entities(self.knowledge).check(keep)

    def network(self, keep: ClaimFilter | None = None, **words: Word) -> "nx.MultiDiGraph":
        """The claims between entities as a networkx graph, an edge a claim: see projection."""
        return graph(self.knowledge, self.filter(**words) if keep is None else keep)

    def expand(self, *entities: str, **words: Word) -> tuple[Edge, ...]:
        """Every edge at any of these entities (slugs)."""
        return Expander(self.knowledge).expand(entities, self.filter(**words))


def opened(store: str | None = None) -> Graph:
    """The graph in a folder or at a URL, by default that of the settings; raise NoStore."""
    return Graph(open_knowledge(load(store=store)))


def _texts(value: Word) -> list[str]:
    if isinstance(value, str | int | date):
        return [str(value)]
    return [str(each) for each in value]
