"""The ontology is complete, and the Python model knows the same words."""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kg.curate import ontology as files
from kg.curate.claim_check import snake
from kg.model.claim import DateBasis, Kind, Modality, Polarity, Rank, StatementKind
from kg.model.ontology import Ontology
from kg.model.quantity import Quantifier
from kg.publish.terms import Terms
from kg.vocab import EDTF, PREFIXES, Names, expand
from tests.conftest import ROOT

GBO = Namespace(expand("gbo:"))
FILES = sorted((ROOT / "ontology").glob("*.ttl"))
LANGUAGES = ["en", "pt", "zh-Hans", "zh-Hant"]
ENUMS: dict[str, type[StrEnum]] = {
    "modalities": Modality, "polarities": Polarity, "quantifiers": Quantifier,
    "statementKinds": StatementKind, "dateBases": DateBasis, "ranks": Rank, "kinds": Kind,
}  # fmt: skip
DATATYPES = {XSD.decimal, XSD.string, XSD.boolean, XSD.date, XSD.integer, URIRef(EDTF)}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return files.graph(ROOT / "ontology")


@pytest.fixture(scope="module")
def declared(graph: Graph) -> list[URIRef]:
    """Every term of ours that has a type."""
    found = {s for s in graph.subjects(RDF.type) if isinstance(s, URIRef) and s in GBO}
    assert len(found) > 150
    return sorted(found)


def test_there_is_something_to_check() -> None:
    assert len(FILES) >= 10


def test_every_term_has_a_label_in_four_languages(graph: Graph, declared: list[URIRef]) -> None:
    for term in declared:
        labels = [*graph.objects(term, RDFS.label), *graph.objects(term, SKOS.prefLabel)]
        tags = [str(label.language) for label in labels if isinstance(label, Literal)]
        assert sorted(tags) == LANGUAGES, term
        assert all(str(label).strip() for label in labels), term


def test_every_term_has_one_definition_and_says_who_defines_it(
    graph: Graph, declared: list[URIRef]
) -> None:
    for term in declared:
        (definition,) = graph.objects(term, SKOS.definition)
        assert str(definition).strip(), term
        (defined_by,) = graph.objects(term, RDFS.isDefinedBy)
        assert str(defined_by) == "https://gba.example/ontology", term


def test_drafted_labels_are_marked(graph: Graph, declared: list[URIRef]) -> None:
    for term in declared:
        drafted = {str(tag) for tag in graph.objects(term, GBO.draftedLabels)}
        assert drafted <= set(LANGUAGES) - {"en"}, term


def test_blank_nodes_stand_in_shapes_only() -> None:
    for file in FILES:
        if file.name == files.SHAPES:
            continue
        blank = [part for triple in Graph().parse(file) for part in triple if type(part) is BNode]
        assert blank == [], file.name


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_prefixes_are_sorted_and_the_same_as_in_the_vocabulary(file: Path) -> None:
    written = re.findall(r"^@prefix (\w+): <(.+)> \.$", file.read_text("utf-8"), re.MULTILINE)
    assert written == sorted(PREFIXES.items())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_term_is_defined_in_two_files(file: Path) -> None:
    here = set(Graph().parse(file).subjects(SKOS.definition))
    for other in FILES:
        if other > file:
            assert not here & set(Graph().parse(other).subjects(SKOS.definition)), other.name


def _mentioned(graph: Graph) -> Iterator[Node]:
    for triple in graph:
        yield from (part for part in triple if isinstance(part, URIRef) and part in GBO)


def test_every_term_that_is_named_is_declared(graph: Graph, declared: list[URIRef]) -> None:
    everything = graph + Graph().parse(ROOT / "ontology" / files.SHAPES)
    shapes = set(everything.subjects(RDF.type, SH.NodeShape))
    assert set(_mentioned(everything)) - shapes - set(declared) == set()


@pytest.mark.parametrize("scheme", ENUMS)
def test_a_closed_vocabulary_is_the_same_in_python(
    graph: Graph, terms: Ontology, scheme: str
) -> None:
    words = {member.value for member in ENUMS[scheme]}
    assert set(terms.concepts[scheme]) == words
    for member in ENUMS[scheme]:
        concept = Terms(Names()).concept(member)  # type: ignore[arg-type]
        assert (concept, SKOS.inScheme, GBO[scheme]) in graph
        assert str(graph.value(concept, SKOS.notation)) == member.value


def test_every_scheme_is_known(graph: Graph) -> None:
    schemes = {str(s).removeprefix(str(GBO)) for s in graph.subjects(RDF.type, SKOS.ConceptScheme)}
    assert schemes >= {*ENUMS, "lifecycleStates"}
    used = {str(s).removeprefix(str(GBO)) for s in graph.objects(None, SKOS.inScheme)}
    assert used == schemes


def test_every_concept_has_the_class_of_its_scheme(graph: Graph) -> None:
    for term, scheme in graph.subject_objects(SKOS.inScheme):
        classes = set(graph.objects(term, RDF.type)) - {SKOS.Concept}
        assert len(classes) == 1, term
        assert all((each, RDFS.subClassOf, SKOS.Concept) in graph for each in classes), scheme


def test_states_are_named_as_claim_files_write_them(graph: Graph, terms: Ontology) -> None:
    for state in terms.concepts["lifecycleStates"]:
        assert (GBO[f"state-{state}"], SKOS.inScheme, GBO.lifecycleStates) in graph


def _is_known_range(graph: Graph, each: Node) -> bool:
    return (
        each in DATATYPES or (each, RDF.type, OWL.Class) in graph or not str(each).startswith(GBO)
    )


def test_every_property_of_claims_has_one_domain_and_one_range(
    graph: Graph, terms: Ontology
) -> None:
    assert len(terms.properties) > 50
    for name in terms.properties:
        (domain,) = graph.objects(GBO[name], RDFS.domain)
        (wanted,) = graph.objects(GBO[name], RDFS.range)
        assert "Entity" in (str(domain).split("#")[1], *terms.classes[_local(domain)].ancestors)
        assert _is_known_range(graph, wanted), name


def _local(term: Node) -> str:
    return str(term).split("#")[1]


def test_every_term_in_which_claims_are_written_has_a_known_domain_and_range(
    graph: Graph, declared: list[URIRef]
) -> None:
    inverses = set(graph.subjects(OWL.inverseOf)) | set(graph.objects(None, OWL.inverseOf))
    kinds = {OWL.ObjectProperty, OWL.DatatypeProperty, GBO.Qualifier}
    found = [t for t in declared if kinds & set(graph.objects(t, RDF.type)) and t not in inverses]
    assert len(found) > 30
    for term in found:
        for predicate in (RDFS.domain, RDFS.range):
            known = list(graph.objects(term, predicate))
            assert len(known) <= 1, term
            assert all(_is_known_range(graph, each) for each in known), term


def test_every_inverse_is_declared_and_swaps_domain_and_range(
    graph: Graph, terms: Ontology
) -> None:
    assert len(terms.inverses) > 30
    for inverse, forward in terms.inverses.items():
        assert forward in terms.properties, inverse
        assert inverse not in terms.properties
        assert (GBO[inverse], RDF.type, OWL.ObjectProperty) in graph, inverse
        assert sorted(terms.properties[forward].inverse_labels) == LANGUAGES, inverse
        for here, there in ((RDFS.domain, RDFS.range), (RDFS.range, RDFS.domain)):
            for each in graph.objects(GBO[inverse], here):
                assert (GBO[forward], there, each) in graph, inverse


def test_a_relation_has_either_an_inverse_or_reads_the_same_both_ways(terms: Ontology) -> None:
    for term in terms.properties.values():
        if term.symmetric:
            assert term.inverse is None, term.name
            assert term.domain == term.range, term.name


def test_every_measure_has_kinds_of_unit_that_some_unit_has(terms: Ontology) -> None:
    kinds = {unit.kind for unit in terms.units.values()}
    for term in terms.properties.values():
        if term.range == "decimal":
            assert term.is_measure, term.name
        assert set(term.unit_kinds) <= kinds, term.name
    assert kinds <= {kind for term in terms.properties.values() for kind in term.unit_kinds}


def test_every_required_qualifier_exists_and_goes_with_its_property(terms: Ontology) -> None:
    for term in terms.properties.values():
        for name in term.requires:
            assert terms.qualifiers[name].qualifies in (None, term.name, "Measure"), term.name


def test_every_qualifier_ranges_over_a_known_class_or_datatype(terms: Ontology) -> None:
    for qualifier in terms.qualifiers.values():
        known = qualifier.range in ("decimal", "EDTF", "string", "boolean")
        assert known is not qualifier.takes_entities
        if qualifier.takes_entities:
            assert "Entity" in (qualifier.range, *terms.classes[qualifier.range].ancestors)
        if qualifier.qualifies not in (None, "Measure"):
            assert qualifier.qualifies in terms.properties


def _section(start: str, end: str) -> set[str]:
    text = (ROOT / "docs" / "curation.md").read_text(encoding="utf-8")
    return set(re.findall(r"`([a-z_-]+)`", text.split(start)[1].split(end)[0]))


def test_the_guide_lists_the_qualifiers_of_the_ontology(terms: Ontology) -> None:
    assert _section("Qualifiers:", ": see") == {snake(name) for name in terms.qualifiers}


def test_the_guide_lists_the_statement_kinds_of_the_ontology(terms: Ontology) -> None:
    assert _section("Statement kinds:", ". The author") == set(terms.concepts["statementKinds"])


def test_the_broader_classes_end_at_entity_and_have_no_cycle(terms: Ontology) -> None:
    for term in terms.classes.values():
        assert term.name not in term.ancestors
        assert all(parent in terms.classes for parent in term.ancestors), term.name


def test_labels_of_classes_are_not_shared(terms: Ontology) -> None:
    groups: tuple[Mapping[str, object], ...] = (terms.classes, terms.properties, terms.qualifiers)
    for group in groups:
        labels = [getattr(term, "label", "") for term in group.values()]
        assert len(labels) == len(set(labels))
