"""The graph for other programs: each reads back what we wrote."""

import io
import json
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest

from kg.answers.knowledge import Knowledge
from kg.answers.projection import graph
from kg.write.network import FORMATS, network


@pytest.fixture(scope="module")
def projected(knowledge: Knowledge) -> "nx.MultiDiGraph":
    found = graph(knowledge)
    assert found.number_of_edges() > 20
    return found


def read(name: str, text: str, folder: Path) -> "nx.MultiDiGraph":
    if name == "graphml":
        return nx.read_graphml(io.BytesIO(text.encode()), force_multigraph=True)
    if name == "gexf":
        (folder / "graph.gexf").write_text(text, encoding="utf-8")
        return nx.read_gexf(folder / "graph.gexf", version="1.2draft")
    return nx.cytoscape_graph(json.loads(text))


@pytest.mark.parametrize("name", FORMATS)
def test_networkx_reads_the_same_nodes_and_edges_back(
    name: str, projected: "nx.MultiDiGraph", tmp_path: Path
) -> None:
    found = read(name, network(projected, name), tmp_path)
    assert found.is_directed()
    assert set(found) == set(projected)
    assert found.number_of_edges() == projected.number_of_edges()
    assert sorted(found.edges()) == sorted(projected.edges())


@pytest.mark.parametrize("name", FORMATS)
def test_labels_kinds_and_quotes_are_read_back(
    name: str, projected: "nx.MultiDiGraph", tmp_path: Path
) -> None:
    found = read(name, network(projected, name), tmp_path)
    for slug, data in projected.nodes(data=True):
        assert found.nodes[slug]["label"] == data["label"]
        assert found.nodes[slug]["type"] == data["type"]

    def rows(of: "nx.MultiDiGraph") -> list[tuple[str, ...]]:
        keys = ("property", "kind", "document", "quote")
        return sorted((a, b, *(data[key] for key in keys)) for a, b, data in of.edges(data=True))

    assert rows(found) == rows(projected)


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_xml_is_well_formed(name: str, projected: "nx.MultiDiGraph") -> None:
    assert ElementTree.fromstring(network(projected, name)).tag.endswith(name)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_graph_gives_the_same_bytes_and_no_day(
    name: str, projected: "nx.MultiDiGraph", knowledge: Knowledge
) -> None:
    text = network(projected, name)
    assert text == network(graph(knowledge), name)
    assert "lastmodifieddate" not in text


@pytest.mark.parametrize("name", FORMATS)
def test_markup_in_labels_and_quotes_is_escaped(name: str, tmp_path: Path) -> None:
    hostile = "</node><script>alert(1)</script> & \" ' ]]> 東"
    small: nx.MultiDiGraph = nx.MultiDiGraph()
    small.add_node("a", label=hostile, type="Port")
    small.add_node("b", label="b", type="Port")
    small.add_edge(
        "a", "b", key="k", property="p", label=hostile, kind="fact", document="d", quote=hostile
    )
    found = read(name, network(small, name), tmp_path)
    assert set(found) == {"a", "b"}
    assert found.nodes["a"]["label"] == hostile
    assert next(data["quote"] for *_, data in found.edges(data=True)) == hostile


@pytest.mark.parametrize("name", FORMATS)
def test_a_graph_without_edges_is_written_and_read(name: str, tmp_path: Path) -> None:
    lonely: nx.MultiDiGraph = nx.MultiDiGraph()
    lonely.add_node("a", label="A", type="Port")
    found = read(name, network(lonely, name), tmp_path)
    assert list(found) == ["a"]
    assert not found.number_of_edges()
