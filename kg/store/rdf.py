"""Triples that are not in a store, read and written."""

from collections.abc import Iterable

import pyoxigraph as ox

from kg.model.term import Iri, Term, Text
from kg.store.engine import GRAPHS

Triple = tuple[Iri, Iri, Term]


def write(triples: Iterable[Triple], media_type: str, prefixes: dict[str, str]) -> bytes:
    """The triples as a document of this media type."""
    found = [
        ox.Triple(ox.NamedNode(s.value), ox.NamedNode(p.value), _object(o)) for s, p, o in triples
    ]
    written = ox.serialize(found, format=GRAPHS[media_type], prefixes=prefixes)
    return written or b""


def read(data: bytes) -> list[Triple]:
    """The triples of a document of N-Triples; those with a blank node are left out."""
    found = ox.parse(data, ox.RdfFormat.N_TRIPLES)
    return [
        (Iri(each.subject.value), Iri(each.predicate.value), _term(each.object))
        for each in found
        if isinstance(each.subject, ox.NamedNode)
        and isinstance(each.object, ox.NamedNode | ox.Literal)
    ]


def _term(term: ox.NamedNode | ox.Literal) -> Term:
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    return Text(term.value, term.language, term.datatype.value)


def _object(term: Term) -> ox.NamedNode | ox.Literal:
    if isinstance(term, Iri):
        return ox.NamedNode(term.value)
    if term.lang:
        return ox.Literal(term.value, language=term.lang)
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype))
