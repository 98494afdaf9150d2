"""RDF terms under one base IRI, made once and kept."""

from functools import cache

from rdflib import Literal, URIRef

from kg.model.claim import DateBasis, Kind, Modality, Polarity, Rank, StatementKind
from kg.model.period import Period
from kg.model.quantity import Quantifier
from kg.vocab import EDTF, XSD_DATE, XSD_DECIMAL, Names, expand

Quad = tuple[URIRef, URIRef, URIRef | Literal, URIRef]
Coded = Modality | Polarity | Quantifier | DateBasis | Rank


@cache
def iri(curie: str) -> URIRef:
    """A term of somebody else's vocabulary."""
    return URIRef(expand(curie))


class Terms:
    """Mints terms; `names` has the base."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def term(self, name: str) -> URIRef:
        return URIRef(self.names.term(name))

    def entity(self, slug: str) -> URIRef:
        return URIRef(self.names.entity(slug))

    def graph(self, name: str) -> URIRef:
        return URIRef(self.names.graph(name))

    def document(self, slug: str) -> URIRef:
        return URIRef(self.names.document(slug))

    def concept(self, word: Coded | Kind | StatementKind) -> URIRef:
        """The SKOS concept of a closed word."""
        prefix = {Kind: "kind-", StatementKind: "statement-"}.get(type(word), "")
        return self.term(f"{prefix}{word.value}")

    @staticmethod
    def period(period: Period) -> Literal:
        return Literal(period.text, datatype=URIRef(EDTF))

    @staticmethod
    def day(text: str) -> Literal:
        return Literal(text, datatype=URIRef(XSD_DATE))

    @staticmethod
    def number(text: str) -> Literal:
        return Literal(text, datatype=URIRef(XSD_DECIMAL), normalize=False)
