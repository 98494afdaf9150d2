"""A ring of companies with chords: a graph in which it takes long to count shortest paths."""

from kg.model.claim import Claim, Quote
from kg.model.document import Document
from kg.model.entity import Entity, Label, LabelKind
from kg.model.ontology import Ontology
from kg.model.period import Period
from kg.model.sentence import Span
from tests.random_graph import RandomGraph

CHORD = 37


def ring(terms: Ontology, size: int) -> str:
    """N-Quads of so many entities, each linked with the next one and with one further on."""
    entities = {
        f"e{n}": Entity(
            f"e{n}", ("Company",), (Label(f"Company {n}", "en", LabelKind.PREFERRED, ("d0",)),)
        )
        for n in range(size)
    }
    day = Period.parse("2025-01-01")
    paper = Document("d0", "A document", "Words.", "0" * 64, day, "news", "none")
    claims = tuple(
        Claim(
            document="d0", subject=f"e{n}", property="cooperatesWith",
            object=f"e{(n + step) % size}", evidence=(Quote("Words.", Span(0, 6)),),
        )
        for n in range(size) for step in (1, CHORD)
    )  # fmt: skip
    return RandomGraph(entities, {"d0": paper}, claims).nquads(terms)
