"""The graph of entities for other programs: GraphML, GEXF, Cytoscape JSON."""

import io
import json
import re
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Callable

_WRITTEN_ON = re.compile(r' lastmodifieddate="[^"]*"')
FORMATS = ("graphml", "gexf", "cytoscape")


def network(graph: "nx.MultiDiGraph", name: str) -> str:
    """The graph in the format of that name."""
    writers: dict[str, Callable[[nx.MultiDiGraph], str]] = {
        "graphml": _graphml, "gexf": _gexf, "cytoscape": _cytoscape,
    }  # fmt: skip
    return writers[name](graph)


def _graphml(graph: "nx.MultiDiGraph") -> str:
    buffer = io.BytesIO()
    nx.write_graphml(graph, buffer, named_key_ids=True)
    return buffer.getvalue().decode()


def _gexf(graph: "nx.MultiDiGraph") -> str:
    """GEXF as networkx writes it, without the day on which it was written."""
    text = "\n".join(nx.generate_gexf(graph, version="1.2draft")) + "\n"
    return _WRITTEN_ON.sub("", text)


def _cytoscape(graph: "nx.MultiDiGraph") -> str:
    return json.dumps(nx.cytoscape_data(graph), ensure_ascii=False, indent=1) + "\n"
