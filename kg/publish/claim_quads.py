"""A claim as quads, in the graph of its document."""

from collections.abc import Iterator

from rdflib import Literal, URIRef

from kg.model.claim import Citation, Claim, Qualifier, Quote, StatementRef, content_id
from kg.model.document import Document
from kg.model.ontology import Ontology
from kg.model.period import Period
from kg.model.quantity import Quantity, plain
from kg.publish.terms import Quad, Terms, iri

Object = URIRef | Literal


class ClaimQuads:
    """Writes claims with their evidence, citations and statements."""

    def __init__(self, terms: Terms, ontology: Ontology) -> None:
        self.terms = terms
        self.ontology = ontology

    def quads(self, claim: Claim, document: Document) -> Iterator[Quad]:
        """Every quad of the claim; statements and evidence may repeat those of other claims."""
        graph = self.terms.graph(document.slug)
        subject = URIRef(self.terms.names.claim(claim.id))
        for name, value in self._core(claim, document):
            yield subject, name, value, graph
        for name, value in self._dates(claim):
            yield subject, name, value, graph
        for qualifier in claim.qualifiers:
            for value in self._qualifier(qualifier):
                yield subject, self.terms.term(qualifier.key), value, graph
        main = self._evidence_iri(document, claim.evidence[0])
        yield subject, self.terms.term("mainEvidence"), main, graph
        for quote in claim.evidence:
            evidence = self._evidence_iri(document, quote)
            yield subject, iri("prov:wasDerivedFrom"), evidence, graph
            yield from self._evidence(evidence, document, quote, graph)
        if claim.cited:
            citation = self._citation_iri(claim.cited)
            yield subject, self.terms.term("cited"), citation, graph
            yield from self._citation(citation, claim.cited, graph)
        if claim.statement:
            statement = URIRef(self.terms.names.statement(claim.statement.id))
            yield subject, self.terms.term("statement"), statement, graph
            yield from self._statement(statement, claim.statement, claim, graph)

    def _core(self, claim: Claim, document: Document) -> Iterator[tuple[URIRef, Object]]:
        term = self.terms.term
        yield iri("rdf:type"), term("Claim")
        yield term("subject"), self.terms.entity(claim.subject)
        yield term("property"), term(claim.property)
        if claim.object is not None:
            concept = self.ontology.properties[claim.property].leads_to_state
            yield term("object"), term(claim.object) if concept else self.terms.entity(claim.object)
        yield from self._value(claim)
        yield term("modality"), self.terms.concept(claim.modality)
        yield term("polarity"), self.terms.concept(claim.polarity)
        yield term("kind"), self.terms.concept(claim.kind(document.issued))
        yield term("rank"), self.terms.concept(claim.rank)
        yield term("document"), self.terms.document(document.slug)
        if claim.attributed_to:
            yield term("attributedTo"), self.terms.entity(claim.attributed_to)
        if claim.reason:
            yield term("reason"), Literal(claim.reason)

    def _value(self, claim: Claim) -> Iterator[tuple[URIRef, Object]]:
        term, value = self.terms.term, claim.value
        if isinstance(value, Quantity):
            if value.value is not None:
                yield term("value"), self.terms.number(plain(value.value))
            if value.value_max is not None:
                yield term("valueMax"), self.terms.number(plain(value.value_max))
            yield term("unit"), term(value.unit)
            yield term("quantifier"), self.terms.concept(value.quantifier)
        elif isinstance(value, Period):
            yield term("value"), self.terms.period(value)
        elif value is not None:
            yield term("value"), Literal(value)

    def _dates(self, claim: Claim) -> Iterator[tuple[URIRef, Object]]:
        term, validity = self.terms.term, claim.validity
        dated = ("validFrom", validity.valid_from), ("validTo", validity.valid_to)
        for name, period in (*dated, ("asOf", validity.as_of)):
            if period:
                yield term(name), self.terms.period(period)
        span = claim.value if isinstance(claim.value, Period) else validity
        for name, day in (("earliest", span.earliest), ("latest", span.latest)):
            if day:
                yield term(name), self.terms.day(day.isoformat())
        if claim.date_basis:
            yield term("dateBasis"), self.terms.concept(claim.date_basis)

    def _qualifier(self, qualifier: Qualifier) -> Iterator[Object]:
        wanted = self.ontology.qualifiers[qualifier.key].range
        for text in qualifier.values:
            if self.ontology.qualifiers[qualifier.key].takes_entities:
                yield self.terms.entity(text)
            elif wanted == "decimal":
                yield self.terms.number(text)
            elif wanted == "EDTF":
                yield self.terms.period(Period.parse(text))
            elif wanted == "boolean":
                yield Literal(text, datatype=iri("xsd:boolean"))
            else:
                yield Literal(text)

    def _evidence_iri(self, document: Document, quote: Quote) -> URIRef:
        span = quote.span
        return URIRef(self.terms.names.evidence(document.slug, span.start, span.end))

    def _evidence(
        self, evidence: URIRef, document: Document, quote: Quote, graph: URIRef
    ) -> Iterator[Quad]:
        words, place = URIRef(self.terms.names.words(evidence)), URIRef(f"{evidence}#place")
        yield evidence, iri("rdf:type"), iri("oa:SpecificResource"), graph
        yield evidence, iri("rdf:type"), self.terms.term("Evidence"), graph
        yield evidence, iri("oa:hasSource"), self.terms.document(document.slug), graph
        yield evidence, iri("oa:hasSelector"), words, graph
        yield evidence, iri("oa:hasSelector"), place, graph
        yield words, iri("rdf:type"), iri("oa:TextQuoteSelector"), graph
        yield words, iri("oa:exact"), Literal(quote.text), graph
        yield place, iri("rdf:type"), iri("oa:TextPositionSelector"), graph
        # oa: asks for xsd:nonNegativeInteger, which Oxigraph keeps as xsd:integer; the published
        # file and the store must be the same
        for name, offset in (("oa:start", quote.span.start), ("oa:end", quote.span.end)):
            yield (
                place,
                iri(name),
                Literal(str(offset), datatype=iri("xsd:integer")),
                graph,
            )

    def _citation_iri(self, cited: Citation) -> URIRef:
        parts = cited.outlet, cited.date.text if cited.date else None, cited.page
        return URIRef(self.terms.names.citation(content_id(*parts)))

    def _citation(self, citation: URIRef, cited: Citation, graph: URIRef) -> Iterator[Quad]:
        term = self.terms.term
        yield citation, iri("rdf:type"), term("Citation"), graph
        yield citation, term("citedOutlet"), self.terms.entity(cited.outlet), graph
        if cited.date:
            yield citation, term("citedDate"), self.terms.period(cited.date), graph
        if cited.page:
            yield citation, term("citedPage"), Literal(cited.page), graph

    def _statement(
        self, statement: URIRef, ref: StatementRef, claim: Claim, graph: URIRef
    ) -> Iterator[Quad]:
        term = self.terms.term
        yield statement, iri("rdf:type"), term("Statement"), graph
        yield statement, term("statementKind"), self.terms.concept(ref.kind), graph
        yield statement, term("speaker"), self.terms.entity(claim.subject), graph
        yield statement, iri("schema:about"), self.terms.entity(claim.object or ""), graph
        yield statement, term("document"), self.terms.document(claim.document), graph
