"""A neighbourhood for other programs: GraphML, GEXF, Cytoscape JSON, DOT, CSV, RDF, SVG."""

import csv
import io
from dataclasses import dataclass

import networkx as nx

from kg.answers.excerpt import excerpt
from kg.answers.knowledge import Knowledge
from kg.answers.neighbourhood import Neighbourhood
from kg.store import rdf
from kg.write.export import cell
from kg.write.network import network
from kg.write.picture import Looks, neighbourhood_svg
from kg.write.shapes import EdgeShape, NeighbourhoodShape
from kg.write.surroundings import neighbourhood


@dataclass(frozen=True, slots=True)
class SubgraphFormat:
    """`name` is what `format=` and `--format` take."""

    name: str
    media_type: str
    extension: str


FORMATS = (
    SubgraphFormat("json", "application/json", "json"),
    SubgraphFormat("cytoscape", "application/vnd.cytoscape+json", "cyjs"),
    SubgraphFormat("graphml", "application/graphml+xml", "graphml"),
    SubgraphFormat("gexf", "application/gexf+xml", "gexf"),
    SubgraphFormat("dot", "text/vnd.graphviz", "dot"),
    SubgraphFormat("csv", "text/csv", "csv"),
    SubgraphFormat("turtle", "text/turtle", "ttl"),
    SubgraphFormat("jsonld", "application/ld+json", "jsonld"),
    SubgraphFormat("svg", "image/svg+xml", "svg"),
)
COLUMNS = (
    "subject", "subject_label", "property", "property_label", "object", "object_label", "kinds",
    "holds", "sources", "contested", "documents", "first_seen", "last_seen", "claims",
)  # fmt: skip


def as_text(found: Neighbourhood, knowledge: Knowledge, looks: Looks, name: str) -> str:
    """The page in one of these formats but json, which says more."""
    if name == "svg":
        return neighbourhood_svg(found, knowledge, looks)
    if name in ("turtle", "jsonld"):
        (media_type,) = (each.media_type for each in FORMATS if each.name == name)
        triples = excerpt(knowledge, found.cards, found.shown)
        return rdf.write(triples, media_type, knowledge.names.prefixes()).decode()
    shape = neighbourhood(found, knowledge, found.cards, None)
    if name == "dot":
        return dot(shape)
    return table(shape) if name == "csv" else network(graph(shape), name)


def graph(shape: NeighbourhoodShape) -> "nx.MultiDiGraph":
    """Entities as nodes, edges keyed by their id; what is a list is told with commas."""
    found = nx.MultiDiGraph()
    for node in shape.nodes:
        found.add_node(
            node.id, label=node.label, type=node.type, iri=node.iri, edges=node.edges,
            hidden=node.hidden,
        )  # fmt: skip
    for edge in shape.edges:
        found.add_edge(
            edge.source, edge.target, key=edge.id, property=edge.property.id,
            label=edge.property.label, kind=edge.kinds[0], kinds=", ".join(edge.kinds),
            holds=edge.holds or "", sources=edge.sources, contested=edge.contested,
            documents=", ".join(edge.documents), claims=", ".join(edge.claim_ids),
        )  # fmt: skip
    for bridge in shape.bridges:
        found.add_edge(
            bridge.source, bridge.target, key=bridge.id, property=bridge.name, label=bridge.label,
            kind=bridge.kinds[0], kinds=", ".join(bridge.kinds), via=bridge.via.id,
            documents=", ".join(bridge.documents),
            claims=", ".join(each for edge in bridge.edges for each in edge.claim_ids),
        )  # fmt: skip
    return found


def dot(shape: NeighbourhoodShape) -> str:
    """The page for Graphviz; a line that is no plain fact is dashed."""
    lines = [f"digraph {_quoted(shape.focus)} {{", "  node [shape=box];"]
    for node in shape.nodes:
        more = f"\n+{node.hidden}" if node.hidden else ""
        lines.append(f"  {_quoted(node.id)} [label={_quoted(f'{node.label}{more}')}];")
    for edge in shape.edges:
        label = f"{edge.property.label} ({', '.join(edge.kinds)})"
        style = "" if edge.kinds[0] == "fact" else ", style=dashed"
        ends = f"{_quoted(edge.source)} -> {_quoted(edge.target)}"
        lines.append(f"  {ends} [label={_quoted(label)}{style}];")
    for bridge in shape.bridges:
        ends = f"{_quoted(bridge.source)} -> {_quoted(bridge.target)}"
        lines.append(f"  {ends} [label={_quoted(bridge.label)}, dir=none, style=dotted];")
    return "\n".join([*lines, "}", ""])


def table(shape: NeighbourhoodShape) -> str:
    """The edges of the page, a line each (RFC 4180)."""
    labels = {node.id: node.label for node in shape.nodes}
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    spans = [edge for bridge in shape.bridges for edge in bridge.edges]
    for edge in {each.id: each for each in [*shape.edges, *spans]}.values():
        writer.writerow(map(cell, _cells(edge, labels)))
    return buffer.getvalue()


def _cells(edge: EdgeShape, labels: dict[str, str]) -> list[str]:
    return [
        edge.source, labels[edge.source], edge.property.id, edge.property.label, edge.target,
        labels[edge.target], " ".join(edge.kinds), edge.holds or "", str(edge.sources),
        str(edge.contested).lower(), " ".join(edge.documents), edge.first_seen or "",
        edge.last_seen or "", " ".join(edge.claim_ids),
    ]  # fmt: skip


def _quoted(text: str) -> str:
    """A quoted string of DOT: only the quote, the backslash and the line break mean something."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
