"""RDF terms as frozen values, for wings that must not know an RDF library."""

from dataclasses import dataclass

from kg.vocab import XSD_STRING


@dataclass(frozen=True, slots=True, order=True)
class Iri:
    """An IRI."""

    value: str

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """A literal: lexical form, language tag (lower case) or datatype IRI."""

    value: str
    lang: str | None = None
    datatype: str = XSD_STRING

    def __str__(self) -> str:
        return self.value


Term = Iri | Text
Row = dict[str, Term]
