"""Claims as a graph: with their evidence, and the entities that they link."""

from collections.abc import Iterable

from kg.answers.claims import SeenClaim
from kg.answers.excerpt import excerpt_of_claims
from kg.answers.knowledge import Knowledge
from kg.store import rdf

# by the name that format= takes
MEDIA_TYPES = {"turtle": "text/turtle", "jsonld": "application/ld+json"}


def claim_graph(found: Iterable[SeenClaim], knowledge: Knowledge, media_type: str) -> str:
    """The claims, their quotes, citations and statements, and what names the entities."""
    triples = excerpt_of_claims(knowledge, (seen.claim for seen in found))
    return rdf.write(triples, media_type, knowledge.names.prefixes()).decode()
