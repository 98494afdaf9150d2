"""Stores of random graphs: embedded, and in an engine behind a URL."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.answers.documents import documents
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge, at
from kg.config import Settings
from kg.model.ontology import Ontology
from kg.store.embedded import load
from kg.store.profile import EngineProfile
from kg.store.remote import RemoteStore
from tests.engines import Oxigraph
from tests.random_graph import RandomGraph

Make = Callable[[RandomGraph], Knowledge]


@pytest.fixture
def made(knowledge: Knowledge, terms: Ontology, tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Makes an embedded store of a random graph."""

    def make(graph: RandomGraph) -> Knowledge:
        folder = tmp_path_factory.mktemp("random") / "store"
        load(folder, graph.nquads(terms).encode())
        return at(knowledge, folder, f"random {folder}")

    return make


@pytest.fixture(scope="module")
def engine(release_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Oxigraph]:
    folder = tmp_path_factory.mktemp("engine")
    with Oxigraph(release_folder / "graph.nq", folder, command="serve") as found:
        yield found


def asked(words: dict[str, list[str]], known: Knowledge) -> ClaimFilter:
    """The filter of these words, less the publishers that the graph does not have."""
    catalogue = documents(known)
    there = {card.publisher for card in catalogue.values()}
    publishers = [name for name in words.get("publisher", ()) if name in there]
    return ClaimFilter.parse({**words, "publisher": publishers}, known.ontology, catalogue)


def at_url(engine: Oxigraph, like: Knowledge) -> Knowledge:
    """The graph of the engine, which may have no claim: what opening it would refuse."""
    told = Settings(store=engine.url)
    store = RemoteStore(EngineProfile.of(told), told)
    return replace(like, store=store, folder=None, index_file=None)


def as_update(text: str) -> str:
    """N-Quads as the data of an update."""
    lines = []
    for line in text.splitlines():
        triple, _, graph = line.removesuffix(" .").rpartition(" ")
        lines.append(f"GRAPH {graph} {{ {triple} }}")
    return "\n".join(lines)
