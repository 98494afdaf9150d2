"""What tests of the analysis share: questions to the service, and the graph for networkx."""

from typing import Any

import networkx as nx
from starlette.testclient import TestClient

from kg.answers.analysis_links import STATEMENT
from kg.answers.claims import Claims
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge
from kg.answers.projection import graph
from kg.model.claim import Kind, Modality

PAIR = "common-neighbours?a=east-port&b=harbour-office"
MEASURES = (
    "degree", "betweenness", "closeness", "pagerank", "communities", "bridges",
    "articulation-points",
)  # fmt: skip


def answered(client: TestClient, address: str) -> dict[str, Any]:
    answer = client.get(f"/analysis/{address}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def projected(known: Knowledge, keep: ClaimFilter, *, opinions: bool) -> "nx.MultiDiGraph[str]":
    """The projection of kg.graph without what is no link."""
    found = graph(known, keep)
    asked = opinions or Kind.OPINION in keep.kinds or Modality.OPINION in keep.modalities
    asked = asked or STATEMENT in keep.properties
    statements = {s.claim.id for s in Claims(known).all() if s.claim.statement}
    for a, b, key, data in list(found.edges(keys=True, data=True)):
        spoken = key in statements or data["kind"] == "opinion"
        if data["kind"] == "denied" or a == b or (spoken and not asked):
            found.remove_edge(a, b, key)
    found.remove_nodes_from(list(nx.isolates(found)))
    return found
