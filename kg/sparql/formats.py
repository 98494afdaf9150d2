"""Formats of SPARQL answers, by media type and by short name."""

from dataclasses import dataclass

from kg.sparql.gate import Form


@dataclass(frozen=True, slots=True)
class Format:
    """`name` is what `format=` and `--format` take."""

    name: str
    media_type: str
    form: Form
    extension: str

    @property
    def marks_cuts(self) -> bool:
        """Whether an answer in it can say at its end that it was cut."""
        return self.name not in ("csv", "tsv", "jsonld", "rdfxml")


FORMATS = (
    Format("json", "application/sparql-results+json", Form.SOLUTIONS, "srj"),
    Format("xml", "application/sparql-results+xml", Form.SOLUTIONS, "srx"),
    Format("csv", "text/csv", Form.SOLUTIONS, "csv"),
    Format("tsv", "text/tab-separated-values", Form.SOLUTIONS, "tsv"),
    Format("turtle", "text/turtle", Form.GRAPH, "ttl"),
    Format("jsonld", "application/ld+json", Form.GRAPH, "jsonld"),
    Format("ntriples", "application/n-triples", Form.GRAPH, "nt"),
    Format("rdfxml", "application/rdf+xml", Form.GRAPH, "rdf"),
    Format("nquads", "application/n-quads", Form.GRAPH, "nq"),
    Format("trig", "application/trig", Form.GRAPH, "trig"),
)
# What people also send, and what they mean by it.
SYNONYMS = {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/plain": "application/n-triples",
    "text/n3": "text/turtle",
    "application/x-turtle": "text/turtle",
    "ttl": "turtle",
    "nt": "ntriples",
    "rdf": "rdfxml",
    "nq": "nquads",
    "json-ld": "jsonld",
}


def offered(form: Form) -> tuple[Format, ...]:
    """The formats for an answer of this form, the default first; a boolean is JSON or XML."""
    if form is Form.BOOLEAN:
        return FORMATS[:2]
    return tuple(each for each in FORMATS if each.form is form)


def by_name(name: str, form: Form) -> Format | None:
    """The format of a short name or media type; None if the form has no such format."""
    wanted = SYNONYMS.get(name, name)
    return next((f for f in offered(form) if wanted in (f.name, f.media_type)), None)
