"""Names: every IRI of the project is spelled here and nowhere else."""

import re
from dataclasses import dataclass

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")  # of an entity or a document
DEFAULT_BASE = "https://gba.example/"

PREFIXES: dict[str, str] = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "gbo": f"{DEFAULT_BASE}ontology#",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "unit": "http://qudt.org/vocab/unit/",
    "wgs84": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def expand(curie: str) -> str:
    """The IRI of `prefix:name`; raise KeyError for an unknown prefix."""
    prefix, _, name = curie.partition(":")
    return PREFIXES[prefix] + name


SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
SH = expand("sh:")
RDF_TYPE = expand("rdf:type")
RDF_LANG_STRING = expand("rdf:langString")
RDFS_COMMENT = expand("rdfs:comment")
RDFS_LABEL = expand("rdfs:label")
SKOS_ALT_LABEL = expand("skos:altLabel")
SKOS_NOTE = expand("skos:note")
XSD_BOOLEAN = expand("xsd:boolean")
XSD_DATE = expand("xsd:date")
XSD_DECIMAL = expand("xsd:decimal")
XSD_INTEGER = expand("xsd:integer")
XSD_STRING = expand("xsd:string")
EDTF = expand("edtf:EDTF")
WAS_DERIVED_FROM = expand("prov:wasDerivedFrom")


@dataclass(frozen=True, slots=True)
class Names:
    """Mints and reads the IRIs under one base, which ends with a slash."""

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not self.base.endswith("/"):
            raise ValueError(f"the base IRI '{self.base}' must end with a slash")

    def prefixes(self) -> dict[str, str]:
        """The prefixes under this base, with `id:`, `doc:` and `claim:`."""
        ours = {name: f"{self.base}{part}" for name, part in _PARTS.items()}
        return dict(sorted({**PREFIXES, **ours}.items()))

    def term(self, name: str) -> str:
        return f"{self.base}ontology#{name}"

    def entity(self, slug: str) -> str:
        return f"{self.base}id/{slug}"

    def claim(self, claim_id: str) -> str:
        return f"{self.base}claim/{claim_id}"

    def statement(self, statement_id: str) -> str:
        return f"{self.base}statement/{statement_id}"

    def citation(self, citation_id: str) -> str:
        return f"{self.base}citation/{citation_id}"

    def identity(self, identity_id: str) -> str:
        return f"{self.base}identity/{identity_id}"

    def document(self, slug: str) -> str:
        return f"{self.base}document/{slug}"

    def evidence(self, slug: str, start: int, end: int) -> str:
        return f"{self.base}evidence/{slug}/{start}-{end}"

    @staticmethod
    def words(evidence: str) -> str:
        """The selector that has the words of an evidence."""
        return f"{evidence}#words"

    def graph(self, name: str) -> str:
        """A named graph: `facts`, `entities`, `reference`, `ontology`, or a document's slug."""
        return f"{self.base}graph/{name}"

    def shorten(self, text: str) -> str:
        """The CURIE of an IRI under a known prefix; any other text as it is."""
        for name, start in self.prefixes().items():
            local = text.removeprefix(start)
            if local != text and local and not set(local) & set("/#? "):
                return f"{name}:{local}"
        return text

    def local(self, iri: str) -> str:
        """What follows the last slash or hash: the slug, id or term name."""
        return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


_PARTS = {
    "claim": "claim/",
    "doc": "document/",
    "gbo": "ontology#",
    "graph": "graph/",
    "id": "id/",
    "statement": "statement/",
}
FACTS, ENTITIES, REFERENCE, ONTOLOGY = "facts", "entities", "reference", "ontology"
