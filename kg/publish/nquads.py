"""Canonical N-Quads: the same graph is the same bytes.

Source: RDF 1.1 N-Quads, and the canonical form of RDF 1.2 N-Quads section 3; there are no blank
nodes, so sorting the lines by code point is all that canonicalisation (RDFC-1.0) asks for.
"""

import re
from collections.abc import Iterable

from rdflib import Literal

from kg.publish.terms import Quad
from kg.vocab import XSD_STRING

_SPECIAL = re.compile(r'[\x00-\x1f"\\\x7f]')
_SHORT = {"\b": r"\b", "\t": r"\t", "\n": r"\n", "\f": r"\f", "\r": r"\r", '"': r"\"", "\\": r"\\"}


def canonical(quads: Iterable[Quad]) -> str:
    """Every quad once, a line each, in code point order."""
    return "".join(sorted({line(quad) for quad in quads}))


def line(quad: Quad) -> str:
    subject, predicate, value, graph = quad
    return f"<{subject}> <{predicate}> {_object(value)} <{graph}> .\n"


def _object(value: object) -> str:
    if not isinstance(value, Literal):
        return f"<{value}>"
    text = f'"{_SPECIAL.sub(_escape, str(value))}"'
    if value.language:
        return f"{text}@{value.language.lower()}"
    if value.datatype is None or str(value.datatype) == XSD_STRING:
        return text
    return f"{text}^^<{value.datatype}>"


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    return _SHORT.get(character) or f"\\u{ord(character):04X}"
