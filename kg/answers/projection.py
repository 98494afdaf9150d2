"""Projection: the claims between entities as a networkx graph."""

import networkx as nx

from kg.answers.claims import Claims
from kg.answers.entity import Entities
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge


def graph(knowledge: Knowledge, keep: ClaimFilter = ClaimFilter()) -> "nx.MultiDiGraph":  # noqa: B008
    """Entities as nodes, one edge for each claim that the filter allows, keyed by its id.

    Nodes have `label` and `type`; edges `property`, `label`, `kind`, `document`, `quote`.
    Statements are edges, too (commentsOn); evidence, documents and classes are not nodes.
    """
    found = nx.MultiDiGraph()
    cards = Entities(knowledge).all()
    for slug, card in cards.items():
        found.add_node(slug, label=card.label, type=card.type)
    for seen in Entities(knowledge).kept(Claims(knowledge).all(), keep):
        claim = seen.claim
        if claim.object in cards:
            found.add_edge(
                cards[claim.subject].slug, claim.object, key=claim.id, property=claim.property,
                label=knowledge.ontology.properties[claim.property].label, kind=seen.kind.value,
                document=claim.document, quote=claim.evidence[0].text,
            )  # fmt: skip
    return found
