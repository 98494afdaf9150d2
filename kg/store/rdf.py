"""Triples that are not in a store, written in any format."""

from collections.abc import Iterable

import pyoxigraph as ox

from kg.model.term import Iri, Term
from kg.store.engine import GRAPHS

Triple = tuple[Iri, Iri, Term]


def write(triples: Iterable[Triple], media_type: str, prefixes: dict[str, str]) -> bytes:
    """The triples as a document of this media type."""
    found = [
        ox.Triple(ox.NamedNode(s.value), ox.NamedNode(p.value), _object(o)) for s, p, o in triples
    ]
    written = ox.serialize(found, format=GRAPHS[media_type], prefixes=prefixes)
    return written or b""


def _object(term: Term) -> ox.NamedNode | ox.Literal:
    if isinstance(term, Iri):
        return ox.NamedNode(term.value)
    if term.lang:
        return ox.Literal(term.value, language=term.lang)
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype))
