"""The description of a SPARQL service as RDF: what it can do, and every limit with its setting.

Source: SPARQL 1.1 Service Description; VoID for the sizes; schema.org PropertyValue for the limits.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.config import Settings
from kg.model.term import Iri, Text
from kg.sparql.formats import FORMATS
from kg.store import rdf
from kg.store.rdf import Triple
from kg.vocab import (
    RDF_TYPE,
    RDFS_COMMENT,
    RDFS_LABEL,
    SD,
    SH,
    VOID,
    XSD_DECIMAL,
    XSD_INTEGER,
    expand,
)

_LIMITS = (
    "query_seconds", "max_rows", "max_result_bytes", "max_spool_bytes", "max_query_bytes",
    "max_query_depth", "max_query_operators", "max_query_terms", "worker_megabytes", "workers",
    "queue", "max_parameters", "max_header_bytes", "request_seconds",
)  # fmt: skip
_WRITING_LIMITS = ("update_seconds", "max_update_bytes", "max_update_operations")
_PREFIXES = {"sd": SD, "sh": SH, "void": VOID, "schema": expand("schema:")}
_FORMAT = "http://www.w3.org/ns/formats/"
_FORMATS = {
    "json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV", "turtle": "Turtle", "jsonld": "JSON-LD", "ntriples": "N-Triples",
    "rdfxml": "RDF_XML", "nquads": "N-Quads", "trig": "TriG",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limit:
    """What a service allows, and the setting that says so."""

    setting: str
    value: int | float
    description: str


def limits(settings: Settings, names: Sequence[str] | None = None) -> list[Limit]:
    """Every limit that a client of the service can meet; or those of these names."""
    if names is None:
        names = _LIMITS + (_WRITING_LIMITS if settings.writable or settings.empty else ())
    fields = Settings.model_fields
    return [
        Limit(f"KG_{name.upper()}", getattr(settings, name), fields[name].description or "")
        for name in names
    ]


@dataclass(frozen=True, slots=True)
class Example:
    """A saved query with the defaults of its parameters."""

    name: str
    summary: str
    keywords: tuple[str, ...]
    text: str
    is_graph: bool


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What is described; `graphs` are the named graphs with their number of triples."""

    address: str
    settings: Settings
    graphs: dict[str, int]
    examples: Sequence[Example] = ()


def service_description(endpoint: Endpoint, media_type: str) -> bytes:
    """The description in this media type."""
    found: dict[Iri, list[Triple]] = {}
    for triple in _triples(endpoint):  # what is said of one thing stands together
        found.setdefault(triple[0], []).append(triple)
    return rdf.write((each for group in found.values() for each in group), media_type, _PREFIXES)


def _triples(endpoint: Endpoint) -> Iterator[Triple]:
    service, settings = Iri(endpoint.address), endpoint.settings
    writable = settings.writable or settings.empty
    yield service, Iri(RDF_TYPE), _sd("Service")
    yield service, _sd("endpoint"), service
    yield service, _sd("supportedLanguage"), _sd("SPARQL10Query")
    yield service, _sd("supportedLanguage"), _sd("SPARQL11Query")
    if writable:
        yield service, _sd("supportedLanguage"), _sd("SPARQL11Update")
    if not settings.strict_dataset:
        yield service, _sd("feature"), _sd("UnionDefaultGraph")
    if settings.allowed_targets:
        yield service, _sd("feature"), _sd("BasicFederatedQuery")
    yield service, _sd("feature"), _sd("EmptyGraphs")
    for each in FORMATS:
        yield service, _sd("resultFormat"), Iri(_FORMAT + _FORMATS[each.name])
        if writable and each.form == "graph":
            yield service, _sd("inputFormat"), Iri(_FORMAT + _FORMATS[each.name])
    for limit in limits(settings):
        yield from _limit(endpoint, limit)
    for example in endpoint.examples:
        yield from _example(endpoint, example)
    yield from _dataset(endpoint)


def _limit(endpoint: Endpoint, limit: Limit) -> Iterator[Triple]:
    """A limit, named as the setting that changes it."""
    here = Iri(f"{endpoint.address}#{limit.setting}")
    kind = XSD_INTEGER if isinstance(limit.value, int) else XSD_DECIMAL
    yield Iri(endpoint.address), Iri(expand("schema:additionalProperty")), here
    yield here, Iri(RDF_TYPE), Iri(expand("schema:PropertyValue"))
    yield here, Iri(expand("schema:name")), Text(limit.setting)
    yield here, Iri(expand("schema:value")), Text(str(limit.value), None, kind)
    yield here, Iri(expand("schema:description")), Text(limit.description, "en")


def _example(endpoint: Endpoint, example: Example) -> Iterator[Triple]:
    """A query that can be run here, as query editors look for it.

    Source: SHACL, section 5 (executables); the SPARQL examples of the SIB (schema:target).
    """
    here = Iri(f"{endpoint.address.rpartition('/')[0]}/queries/{example.name}")
    kind, text = ("Construct", "construct") if example.is_graph else ("Select", "select")
    yield here, Iri(RDF_TYPE), Iri(f"{SH}SPARQLExecutable")
    yield here, Iri(RDF_TYPE), Iri(f"{SH}SPARQL{kind}Executable")
    yield here, Iri(f"{SH}{text}"), Text(example.text)
    yield here, Iri(RDFS_COMMENT), Text(example.summary, "en")
    yield here, Iri(expand("schema:target")), Iri(endpoint.address)
    for keyword in example.keywords:
        yield here, Iri(expand("schema:keywords")), Text(keyword)


def _dataset(endpoint: Endpoint) -> Iterator[Triple]:
    dataset, default = Iri(f"{endpoint.address}#dataset"), Iri(f"{endpoint.address}#default")
    yield Iri(endpoint.address), _sd("defaultDataset"), dataset
    yield dataset, Iri(RDF_TYPE), _sd("Dataset")
    yield dataset, _sd("defaultGraph"), default
    yield default, Iri(RDF_TYPE), _sd("Graph")
    union = not endpoint.settings.strict_dataset
    label = "the union of all named graphs" if union else "the unnamed graph"
    yield default, Iri(RDFS_LABEL), Text(label, "en")
    for number, (name, triples) in enumerate(endpoint.graphs.items(), 1):
        named, graph = (Iri(f"{endpoint.address}#{kind}-{number}") for kind in ("named", "graph"))
        yield dataset, _sd("namedGraph"), named
        yield named, Iri(RDF_TYPE), _sd("NamedGraph")
        yield named, _sd("name"), Iri(name)
        yield named, _sd("graph"), graph
        yield graph, Iri(RDF_TYPE), _sd("Graph")
        yield graph, Iri(f"{VOID}triples"), Text(str(triples), None, XSD_INTEGER)


def _sd(name: str) -> Iri:
    return Iri(SD + name)
