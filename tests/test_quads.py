"""Values become quads and come back; the facts graph has its rule; the bytes are canonical."""

import hashlib
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Literal, URIRef

from kg.answers.claims import Claims
from kg.answers.knowledge import Knowledge
from kg.curate.curation import Curation
from kg.model.claim import (
    Claim,
    DateBasis,
    Kind,
    Modality,
    Polarity,
    Qualifier,
    Quote,
    Rank,
    StatementKind,
    StatementRef,
)
from kg.model.ontology import Ontology
from kg.model.period import Period, Validity
from kg.model.quantity import Quantity
from kg.model.sentence import Span
from kg.publish import nquads, release
from kg.publish.quads import quads
from kg.publish.terms import Quad
from kg.store import embedded
from kg.store.embedded import EmbeddedStore
from kg.vocab import DEFAULT_BASE, FACTS, Names
from tests.conftest import ROOT, World

ONTOLOGY = ROOT / "ontology"
OTHER = Names("https://graph.example/bay/")
TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)


@pytest.fixture(scope="module")
def written(curated: Curation) -> list[Quad]:
    return list(quads(curated, Names(), ONTOLOGY))


def _by_id(claims: Iterable[Claim]) -> dict[str, Claim]:
    return {claim.id: claim for claim in claims}


def _stored(folder: Path, curation: Curation, names: Names, terms: Ontology) -> Claims:
    """The claims of a store that holds the curation under `names`."""
    text = nquads.canonical(quads(replace(curation, ontology=terms), names, ONTOLOGY))
    embedded.load(folder / "oxigraph", text.encode())
    about = release.Release("0", names.base, 0, 0, 0, 0, 0)
    store = EmbeddedStore(folder / "oxigraph")
    return Claims(Knowledge(about, folder, store, terms, names))


def test_claims_read_back_from_the_store_equal_those_written(
    curated: Curation, knowledge: Knowledge
) -> None:
    found = {seen.claim.id: seen.claim for seen in Claims(knowledge).all()}
    assert len(found) == len(curated.claims)
    assert found == _by_id(curated.claims)


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


@st.composite
def figures(draw: st.DrawFn, number: int) -> Claim:
    """A figure with hostile texts; `number` keeps it apart from others."""
    low = draw(st.decimals(-(10**6), 10**6, places=3))
    text = draw(TEXTS)
    return Claim(
        document="harbour-notice",
        subject="harbour-office",
        property="count",
        value=Quantity(low, "people"),
        qualifiers=(
            Qualifier("counted", (text,)),
            Qualifier("of", (str(number),)),
            Qualifier("scope", (draw(TEXTS),)),
        ),
        modality=draw(st.sampled_from(Modality)),
        polarity=draw(st.sampled_from(Polarity)),
        attributed_to=draw(st.sampled_from([None, "lee-mei"])),
        validity=Validity(as_of=Period.parse("2025-06/2025-07")),
        date_basis=draw(st.sampled_from(DateBasis)),
        reason=draw(TEXTS),
        rank=draw(st.sampled_from(Rank)),
        evidence=(Quote(text, Span(number, number + 9)), Quote("a", Span(0, 1))),
    )


@settings(max_examples=5)
@given(st.tuples(*(figures(number) for number in range(2, 12))))
def test_any_text_survives_the_store(
    curated: Curation,
    terms: Ontology,
    tmp_path_factory: pytest.TempPathFactory,
    claims: tuple[Claim, ...],
) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    found = _stored(folder, replace(curated, claims=claims), Names(), terms).all()
    assert {seen.claim.id: seen.claim for seen in found} == _by_id(claims)


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


# -- bytes


def test_two_builds_are_the_same_bytes(world: World, release_folder: Path) -> None:
    built = (release_folder / "graph.nq").read_bytes()
    again = nquads.canonical(quads(world.read(), Names(), ONTOLOGY))
    assert again.encode() == built
    assert release_folder.name == hashlib.sha256(built).hexdigest()


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_bytes_do_not_depend_on_the_order_of_sets(
    shared_world: World, release_folder: Path, seed: str
) -> None:
    script = (
        "import hashlib, sys; from pathlib import Path; from kg.curate import curation;"
        "from kg.publish import nquads; from kg.publish.quads import quads;"
        "from kg.vocab import Names; root = Path(sys.argv[1]);"
        "text = nquads.canonical(quads(curation.read(root), Names(), root / 'ontology'));"
        "sys.stdout.write(hashlib.sha256(text.encode()).hexdigest())"
    )
    found = subprocess.run(
        [sys.executable, "-c", script, str(shared_world.root)],
        env={"PYTHONHASHSEED": seed, "LC_ALL": "C"},
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert found.stdout == release_folder.name


def test_the_order_of_entities_in_the_file_makes_no_difference(
    world: World, release_folder: Path
) -> None:
    head, *blocks = world.text("data/entities.yaml").rstrip("\n").split("\n\n")
    comment, first = head.split("\n", 1)
    turned = "\n\n".join([*reversed(blocks), first])
    world.write("data/entities.yaml", f"{comment}\n{turned}\n")
    again = nquads.canonical(quads(world.read(), Names(), ONTOLOGY))
    assert again.encode() == (release_folder / "graph.nq").read_bytes()


def _canonical(dataset: ox.Dataset) -> list[str]:
    """The lines of the dataset as the engine writes them, blank nodes named canonically."""
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    content = ox.serialize(dataset, format=ox.RdfFormat.N_QUADS)
    assert content is not None
    return sorted(content.decode().splitlines(keepends=True))


def test_canonical_quads_are_what_the_engine_makes_of_them(release_folder: Path) -> None:
    text = (release_folder / "graph.nq").read_text(encoding="utf-8")
    parsed = ox.Dataset(ox.parse(text, format=ox.RdfFormat.N_QUADS))
    assert "".join(_canonical(parsed)) == text


def test_the_loaded_store_has_the_published_quads(release_folder: Path) -> None:
    text = (release_folder / "graph.nq").read_text(encoding="utf-8")
    store = ox.Store.read_only(str(release_folder / "oxigraph"))
    assert set(_canonical(ox.Dataset(store))) ^ set(text.splitlines(keepends=True)) == set()


def test_the_lines_are_sorted_and_each_stands_once(release_folder: Path) -> None:
    lines = (release_folder / "graph.nq").read_text(encoding="utf-8").split("\n")[:-1]
    assert lines == sorted(set(lines))


@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_any_literal_is_escaped_as_the_engine_reads_it(text: str) -> None:
    one = URIRef("http://e/s")
    line = nquads.line((one, one, Literal(text), one))
    assert line.count("\n") == 1
    (quad,) = ox.parse(line, format=ox.RdfFormat.N_QUADS)
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == text


def test_language_tags_are_lower_case_and_plain_texts_have_no_datatype() -> None:
    one = URIRef("http://e/s")
    text = URIRef("http://www.w3.org/2001/XMLSchema#string")
    assert '"a"@zh-hant ' in nquads.line((one, one, Literal("a", lang="zh-Hant"), one))
    assert '"a" <' in nquads.line((one, one, Literal("a", datatype=text), one))


# -- another base


def test_another_base_leaves_the_claim_ids_the_same(curated: Curation) -> None:
    def ids(names: Names) -> set[str]:
        prefix = names.claim("")
        found = quads(curated, names, ONTOLOGY)
        return {str(s).removeprefix(prefix) for s, *_ in found if str(s).startswith(prefix)}

    assert ids(OTHER) == ids(Names()) == {claim.id for claim in curated.claims}


def test_another_base_leaves_nothing_under_the_default_one(curated: Curation) -> None:
    text = nquads.canonical(quads(curated, OTHER, ONTOLOGY))
    assert DEFAULT_BASE not in text
    back = text.replace(OTHER.base, DEFAULT_BASE)
    lines = sorted(back.splitlines(keepends=True))
    assert "".join(lines) == nquads.canonical(quads(curated, Names(), ONTOLOGY))


def test_claims_under_another_base_are_read_back_equal(
    curated: Curation, terms: Ontology, tmp_path: Path
) -> None:
    found = _stored(tmp_path, curated, OTHER, terms).all()
    assert {seen.claim.id: seen.claim for seen in found} == _by_id(curated.claims)


def test_a_base_ends_with_a_slash() -> None:
    with pytest.raises(ValueError, match="must end with a slash"):
        Names("https://graph.example")
