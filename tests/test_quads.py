"""Claims become quads: each stands in its graph, and the facts graph has its rule."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest
from rdflib import BNode, Literal, URIRef

from kg.answers.claims import Claims
from kg.answers.knowledge import Knowledge
from kg.curate.curation import Curation
from kg.model.claim import Claim, Kind, Modality, Polarity, Quote, Rank, StatementKind, StatementRef
from kg.model.ontology import Ontology
from kg.model.period import Period, Validity
from kg.model.quantity import Quantity
from kg.model.sentence import Span
from kg.publish.quads import quads
from kg.publish.terms import Quad
from kg.vocab import FACTS, Names
from tests.conftest import ROOT

ONTOLOGY = ROOT / "ontology"


@pytest.fixture(scope="module")
def written(curated: Curation) -> list[Quad]:
    return list(quads(curated, Names(), ONTOLOGY))


def test_the_iri_of_a_claim_is_its_id(curated: Curation, knowledge: Knowledge) -> None:
    for claim in curated.claims:
        assert Claims(knowledge).one(claim.id).claim == claim


def test_the_kind_is_written_as_the_model_computes_it(
    curated: Curation, knowledge: Knowledge
) -> None:
    kinds = {seen.claim.id: seen.kind for seen in Claims(knowledge).all()}
    assert kinds == {
        claim.id: claim.kind(curated.documents[claim.document].issued) for claim in curated.claims
    }
    assert set(kinds.values()) == set(Kind)


def _facts(found: Iterable[Quad]) -> set[tuple[str, str, str]]:
    graph = Names().graph(FACTS)
    return {(str(s), str(p), str(o)) for s, p, o, g in found if str(g) == graph}


def test_the_facts_graph_has_exactly_what_the_rule_says(
    curated: Curation, written: list[Quad]
) -> None:
    names = Names()
    expected = {
        (names.entity(claim.subject), names.term(claim.property), names.entity(claim.object or ""))
        for claim in curated.claims
        if claim.object in curated.entities
        and claim.polarity is Polarity.POSITIVE
        and claim.modality is Modality.ASSERTED
        and claim.attributed_to is None
        and claim.rank is not Rank.DEPRECATED
        and claim.validity.valid_to is None
        and claim.statement is None
    }
    assert _facts(written) == expected
    assert len(expected) > 5


PLAIN = Claim(
    "harbour-notice", "harbour-office", "locatedIn", "hill-town",
    evidence=(Quote("Notice", Span(0, 6)),),
)  # fmt: skip
UNFACTUAL = {
    "reported": replace(PLAIN, attributed_to="lee-mei"),
    "planned": replace(PLAIN, modality=Modality.PLANNED),
    "projected": replace(PLAIN, modality=Modality.PROJECTED),
    "proposed": replace(PLAIN, modality=Modality.PROPOSED),
    "opinion": replace(PLAIN, modality=Modality.OPINION),
    "denied": replace(PLAIN, polarity=Polarity.NEGATIVE),
    "deprecated": replace(PLAIN, rank=Rank.DEPRECATED, reason="wrong"),
    "ended": replace(PLAIN, validity=Validity(valid_to=Period.parse("2020"))),
    "ending": replace(PLAIN, validity=Validity(valid_to=Period.parse("2099"))),
    "statement": replace(PLAIN, statement=StatementRef("0", StatementKind.REPORT)),
    "figure": replace(PLAIN, property="area", object=None, value=Quantity(Decimal(1), "hectares")),
    "state": replace(PLAIN, property="status", object="state-opened"),
}


def test_a_plain_claim_is_a_fact(curated: Curation) -> None:
    names = Names()
    fact = (names.entity("harbour-office"), names.term("locatedIn"), names.entity("hill-town"))
    assert _facts(quads(replace(curated, claims=(PLAIN,)), names, ONTOLOGY)) == {fact}


def test_no_other_claim_is_a_fact(curated: Curation) -> None:
    others = replace(curated, claims=tuple(UNFACTUAL.values()))
    assert len(UNFACTUAL) == 12
    assert _facts(quads(others, Names(), ONTOLOGY)) == set()


def test_a_fact_of_two_documents_is_one_triple_and_two_claims(
    curated: Curation, written: list[Quad]
) -> None:
    said = [
        c for c in curated.claims if (c.subject, c.property) == ("east-port", "locatedIn")
    ]  # fmt: skip
    assert len({claim.id for claim in said}) == 2
    assert sum(s.endswith("/east-port") and p.endswith("locatedIn") for s, p, _ in
               _facts(written)) == 1  # fmt: skip


def test_there_is_a_graph_a_document_and_four_more(curated: Curation, written: list[Quad]) -> None:
    names = Names()
    expected = {*curated.documents, "facts", "entities", "reference", "ontology"}
    assert {str(graph) for *_, graph in written} == {names.graph(name) for name in expected}


def test_a_claim_and_its_evidence_stand_in_the_graph_of_their_document(
    curated: Curation, written: list[Quad]
) -> None:
    names = Names()
    for claim in curated.claims:
        subject, graphs = names.claim(claim.id), set()
        graphs = {str(graph) for s, _, _, graph in written if str(s) == subject}
        assert graphs == {names.graph(claim.document)}


def test_there_are_no_blank_nodes(written: list[Quad]) -> None:
    assert not [part for quad in written for part in quad if isinstance(part, BNode)]


def test_every_term_of_ours_that_is_written_is_declared(
    written: list[Quad], terms: Ontology
) -> None:
    ours = Names().term("")
    ontology = Names().graph("ontology")
    declared = {str(s) for s, *_, graph in written if str(graph) == ontology}
    used = {
        str(part)
        for quad in written
        for part in quad[:3]
        if isinstance(part, URIRef) and str(part).startswith(ours)
    }
    assert used - declared == set()
    assert len(used) > 150


def test_the_article_texts_stay_out_of_the_graph(curated: Curation, written: list[Quad]) -> None:
    longest = max(len(str(value)) for *_, value, _ in written if isinstance(value, Literal))
    assert longest < min(len(document.text) for document in curated.documents.values())
