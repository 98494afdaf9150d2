"""The whole curation as quads: a graph a document, and facts, entities, reference, ontology."""

from collections.abc import Iterator
from pathlib import Path

from rdflib import BNode, Graph, Literal, URIRef

from kg.curate import ontology as ontology_files
from kg.curate.curation import Curation
from kg.curate.reference import Reference
from kg.model.claim import Claim, content_id
from kg.model.document import Document
from kg.model.entity import Entity, LabelKind
from kg.model.ontology import Ontology
from kg.model.quantity import plain
from kg.publish.claim_quads import ClaimQuads
from kg.publish.terms import Quad, Terms, iri
from kg.vocab import DEFAULT_BASE, ENTITIES, FACTS, ONTOLOGY, REFERENCE, Names


def quads(curation: Curation, names: Names, ontology_folder: Path) -> Iterator[Quad]:
    """Every quad of the graph, in no particular order; a quad may come more than once."""
    terms = Terms(names)
    writer = ClaimQuads(terms, curation.ontology)
    for document in curation.documents.values():
        yield from document_quads(document, terms)
    for claim in curation.claims:
        yield from writer.quads(claim, curation.documents[claim.document])
        if is_fact(claim, curation):
            yield (
                terms.entity(claim.subject), terms.term(claim.property),
                terms.entity(claim.object or ""), terms.graph(FACTS),
            )  # fmt: skip
    for entity in curation.entities.values():
        yield from entity_quads(entity, curation.ontology, terms)
    for old, new in curation.redirects.items():
        replaced = iri("dcterms:isReplacedBy")
        yield terms.entity(old), replaced, terms.entity(new), terms.graph(ENTITIES)
    yield from _reference(curation.reference, terms)
    yield from _ontology(ontology_files.graph(ontology_folder), terms)


def is_fact(claim: Claim, curation: Curation) -> bool:
    """Whether a direct triple stands for the claim: its object must be an entity, not a state."""
    return claim.is_direct and claim.object in curation.entities


def document_quads(document: Document, terms: Terms) -> Iterator[Quad]:
    """What the catalogue says of a document, in the graph of the document."""
    subject, graph, term = terms.document(document.slug), terms.graph(document.slug), terms.term
    yield subject, iri("rdf:type"), term("Document"), graph
    yield subject, iri("rdf:type"), iri("prov:Entity"), graph
    yield subject, iri("dcterms:identifier"), Literal(document.slug), graph
    yield subject, iri("dcterms:title"), Literal(document.title, lang="en"), graph
    yield subject, term("issued"), terms.period(document.issued), graph
    for name, day in (("earliest", document.issued.earliest), ("latest", document.issued.latest)):
        if day:
            yield subject, term(name), terms.day(day.isoformat()), graph
    texts = {
        term("documentKind"): document.kind,
        term("sha256"): document.sha256,
        term("wire"): document.wire,
        term("reason"): document.issued_reason,
        iri("dc:publisher"): document.publisher,
        iri("dc:creator"): document.author,
        iri("dc:rights"): document.rights,
    }
    for name, text in texts.items():
        if text:
            yield subject, name, Literal(text), graph
    if document.url:
        yield subject, iri("dcterms:source"), URIRef(document.url), graph


def entity_quads(entity: Entity, ontology: Ontology, terms: Terms) -> Iterator[Quad]:
    """Classes, names and possible identities of an entity, in the graph of the entities."""
    subject, graph = terms.entity(entity.slug), terms.graph(ENTITIES)
    for name in ontology.with_ancestors(entity.types):
        yield subject, iri("rdf:type"), terms.term(name), graph
    yield subject, terms.term("firstType"), terms.term(entity.types[0]), graph
    yield subject, iri("rdfs:label"), Literal(entity.label, lang=entity.labels[0].lang), graph
    for label in entity.labels[1:]:
        yield subject, iri("skos:altLabel"), Literal(label.text, lang=label.lang), graph
    if any(label.kind is LabelKind.OURS for label in entity.labels[:1]) and entity.named:
        yield subject, terms.term("labelIsOurs"), _true(), graph
    named = Literal(str(entity.named).lower(), datatype=iri("xsd:boolean"))
    yield subject, terms.term("named"), named, graph
    if entity.note:
        yield subject, iri("skos:note"), Literal(entity.note, lang="en"), graph
    for slug in entity.documents:
        yield subject, terms.term("mentionedIn"), terms.document(slug), graph
    for other in entity.possibly_same_as:
        pair = sorted((entity.slug, other.entity))
        identity = URIRef(terms.names.identity(content_id(*pair)))
        yield subject, terms.term("possiblySameAs"), terms.entity(other.entity), graph
        yield terms.entity(other.entity), terms.term("possiblySameAs"), subject, graph
        yield identity, iri("rdf:type"), terms.term("Identity"), graph
        for slug in pair:
            yield identity, terms.term("possibleOf"), terms.entity(slug), graph
        yield identity, terms.term("reason"), Literal(other.reason), graph


def _true() -> Literal:
    return Literal("true", datatype=iri("xsd:boolean"))


def _reference(reference: Reference, terms: Terms) -> Iterator[Quad]:
    graph = terms.graph(REFERENCE)
    for label in reference.labels:
        subject = terms.entity(label.entity)
        text = Literal(label.text, lang=label.lang.lower())
        yield subject, iri("skos:altLabel"), text, graph
        yield subject, terms.term("checkedAgainst"), Literal(label.checked), graph
    for variant in reference.variants:
        subject = terms.entity(variant.entity)
        # the form itself is a label of the documents already; here is why it was joined
        why = Literal(f"{variant.text}: {variant.reason}")
        yield subject, terms.term("reason"), why, graph
    for point in reference.points:
        subject = terms.entity(point.entity)
        yield subject, iri("wgs84:lat"), terms.number(plain(point.latitude)), graph
        yield subject, iri("wgs84:long"), terms.number(plain(point.longitude)), graph
        radius = terms.number(plain(point.radius_kilometres))
        yield subject, terms.term("radiusKilometres"), radius, graph
        yield subject, terms.term("checkedAgainst"), Literal(point.checked), graph


def _ontology(source: Graph, terms: Terms) -> Iterator[Quad]:
    """The ontology under our base; it has no blank nodes, so that every engine keeps its names."""
    graph, base = terms.graph(ONTOLOGY), terms.names.base
    for triple in source:
        if any(isinstance(part, BNode) for part in triple):
            raise ValueError(f"a blank node in the ontology: {triple}")
        subject, predicate, value = (_rebased(part, base) for part in triple)
        if isinstance(subject, URIRef) and isinstance(predicate, URIRef):
            yield subject, predicate, value, graph


def _rebased(part: object, base: str) -> URIRef | Literal:
    if isinstance(part, Literal):
        lang = part.language
        return Literal(str(part), lang=lang.lower()) if lang else part
    text = str(part)
    if base != DEFAULT_BASE and text.startswith(DEFAULT_BASE):
        return URIRef(base + text.removeprefix(DEFAULT_BASE))
    return URIRef(text)
