"""The gate: each shape refuses what breaks it, with a message that a curator understands."""

from collections import defaultdict
from pathlib import Path

import pytest
from rdflib import RDF, SH, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kg.curate.curation import Curation
from kg.errors import InvalidData
from kg.publish import gate
from kg.publish.quads import quads
from kg.publish.terms import Quad, iri
from kg.vocab import DEFAULT_BASE, EDTF, Names
from tests.conftest import ROOT

SHAPES = ROOT / "ontology" / "shapes.ttl"
NAMES = Names()
G = URIRef(NAMES.graph("broken"))
Links = dict[str, list[Node]]


def _term(name: str) -> URIRef:
    return iri(name) if ":" in name else URIRef(NAMES.term(name))


def _entity(slug: str) -> URIRef:
    return URIRef(NAMES.entity(slug))


def _edtf(text: str) -> Literal:
    return Literal(text, datatype=URIRef(EDTF))


def _day(text: str) -> Literal:
    return Literal(text, datatype=XSD.date)


def _number(text: str) -> Literal:
    return Literal(text, datatype=XSD.decimal)


NOTICE = URIRef(NAMES.document("harbour-notice"))
WEEKLY = URIRef(NAMES.document("harbour-weekly-12"))
QUOTE = URIRef(f"{DEFAULT_BASE}evidence/sound")
PLACE = URIRef(f"{DEFAULT_BASE}evidence/sound#place")
CLAIM: Links = {
    "rdf:type": [_term("Claim")],
    "subject": [_entity("east-port")],
    "property": [_term("locatedIn")],
    "object": [_entity("harbour-city")],
    "modality": [_term("asserted")],
    "polarity": [_term("positive")],
    "kind": [_term("kind-fact")],
    "rank": [_term("normal")],
    "document": [NOTICE],
    "prov:wasDerivedFrom": [QUOTE],
}
FIGURE: Links = {
    **{name: values for name, values in CLAIM.items() if name != "object"},
    "property": [_term("area")],
    "value": [_number("1.5")],
    "unit": [_term("hectares")],
    "quantifier": [_term("exact")],
}
DATED: Links = {**CLAIM, "dateBasis": [_term("stated")], "asOf": [_edtf("2025")]}
DOCUMENT: Links = {
    "rdf:type": [_term("Document")],
    "dcterms:title": [Literal("A title", lang="en")],
    "issued": [_edtf("2025")],
    "dc:rights": [Literal("none")],
    "sha256": [Literal("0" * 64)],
}
ENTITY: Links = {
    "rdf:type": [_term("Port"), _term("Entity")],
    "rdfs:label": [Literal("East Port", lang="en")],
    "firstType": [_term("Port")],
    "named": [Literal("true", datatype=XSD.boolean)],
}
EVIDENCE: Links = {
    "rdf:type": [_term("Evidence")],
    "oa:hasSource": [NOTICE],
    "oa:hasSelector": [PLACE],
}
SELECTOR: Links = {
    "oa:exact": [Literal("words")],
    "oa:start": [Literal("0", datatype=XSD.integer)],
    "oa:end": [Literal("5", datatype=XSD.integer)],
}
STATEMENT: Links = {
    "rdf:type": [_term("Statement")],
    "speaker": [_entity("lee-mei")],
    "statementKind": [_term("statement-hope")],
    "schema:about": [_entity("east-port")],
}
SOUND = {"claim": CLAIM, "figure": FIGURE, "dated": DATED, "document": DOCUMENT,
         "entity": ENTITY, "statement": STATEMENT}  # fmt: skip

# What each flaw changes in something sound, and the message for it.
FLAWS: list[tuple[Links, Links, str]] = [
    (CLAIM, {"attributedTo": [_entity("lee-mei"), _entity("chan-wing")]}, "is attributed to at"),
    (CLAIM, {"attributedTo": [_entity("east-port-plan")]}, "is attributed to at"),
    (CLAIM, {"subject": []}, "has one subject"),
    (CLAIM, {"subject": [_entity("east-port"), _entity("lee-mei")]}, "has one subject"),
    (CLAIM, {"subject": [_entity("nobody")]}, "has one subject"),
    (CLAIM, {"property": []}, "states one property"),
    (CLAIM, {"property": [_term("locatedIn"), _term("partOf")]}, "states one property"),
    (CLAIM, {"property": [_term("subject")]}, "states one property"),
    (CLAIM, {"object": []}, "has an object or a value"),
    (CLAIM, {"modality": []}, "has one modality"),
    (CLAIM, {"modality": [_term("asserted"), _term("planned")]}, "has one modality"),
    (CLAIM, {"modality": [_term("positive")]}, "has one modality"),
    (CLAIM, {"polarity": []}, "is either positive or negative"),
    (CLAIM, {"polarity": [_term("asserted")]}, "is either positive or negative"),
    (CLAIM, {"kind": []}, "is shown under one kind"),
    (CLAIM, {"kind": [_term("kind-fact"), _term("kind-ended")]}, "is shown under one kind"),
    (CLAIM, {"rank": []}, "has one rank"),
    (CLAIM, {"rank": [_term("stated")]}, "has one rank"),
    (CLAIM, {"document": []}, "belongs to one document"),
    (CLAIM, {"document": [NOTICE, WEEKLY]}, "belongs to one document"),
    (CLAIM, {"document": [_entity("lee-mei")]}, "belongs to one document"),
    (CLAIM, {"prov:wasDerivedFrom": []}, "has at least one quote"),
    (CLAIM, {"prov:wasDerivedFrom": [_entity("lee-mei")]}, "has at least one quote"),
    (DATED, {"dateBasis": [_term("stated"), _term("inferred")]}, "has one basis"),
    (DATED, {"dateBasis": [_term("asserted")]}, "has one basis"),
    (DATED, {"validFrom": [_edtf("2020"), _edtf("2021")]}, "valid_from is one EDTF date"),
    (DATED, {"validFrom": [Literal("2020")]}, "valid_from is one EDTF date"),
    (DATED, {"validTo": [_edtf("2020"), _edtf("2021")]}, "valid_to is one EDTF date"),
    (DATED, {"validTo": [_day("2020-01-01")]}, "valid_to is one EDTF date"),
    (DATED, {"asOf": [_edtf("2020"), _edtf("2021")]}, "as_of is one EDTF date"),
    (
        DATED,
        {"earliest": [_day("2025-01-02")], "latest": [_day("2025-01-01")]},
        "end before they start",
    ),
    (DOCUMENT, {"dcterms:title": []}, "has one title"),
    (DOCUMENT, {"issued": []}, "has a day of issue"),
    (DOCUMENT, {"issued": [_day("2025-01-01")]}, "has a day of issue"),
    (DOCUMENT, {"dc:rights": []}, "what may be done with its text"),
    (DOCUMENT, {"sha256": []}, "is pinned by its sha-256"),
    (DOCUMENT, {"sha256": [Literal("abc")]}, "is pinned by its sha-256"),
    (ENTITY, {"rdfs:label": []}, "has one preferred label"),
    (ENTITY, {"rdfs:label": [Literal("a"), Literal("b")]}, "has one preferred label"),
    (ENTITY, {"rdfs:label": [Literal("")]}, "has one preferred label"),
    (ENTITY, {"firstType": []}, "is shown under one class"),
    (ENTITY, {"firstType": [_term("locatedIn")]}, "is shown under one class"),
    (ENTITY, {"named": []}, "is either named or not"),
    (ENTITY, {"named": [Literal("true")]}, "is either named or not"),
    (EVIDENCE, {"oa:hasSource": []}, "stands in one document"),
    (EVIDENCE, {"oa:hasSource": [NOTICE, WEEKLY]}, "stands in one document"),
    (SELECTOR, {"oa:exact": []}, "has the words"),
    (SELECTOR, {"oa:exact": [Literal("")]}, "has the words"),
    (SELECTOR, {"oa:start": []}, "where the quote starts"),
    (SELECTOR, {"oa:start": [Literal("-1", datatype=XSD.integer)]}, "where the quote starts"),
    (SELECTOR, {"oa:end": []}, "where the quote ends"),
    (SELECTOR, {"oa:end": [Literal("0", datatype=XSD.integer)]}, "where the quote ends"),
    (FIGURE, {"unit": [_term("hectares"), _term("metres")]}, "has one unit"),
    (FIGURE, {"unit": [_term("exact")]}, "has one unit"),
    (FIGURE, {"quantifier": []}, "has one quantifier"),
    (FIGURE, {"quantifier": [_term("hectares")]}, "has one quantifier"),
    (FIGURE, {"value": [_number("1"), _number("2")]}, "is one decimal; write"),
    (FIGURE, {"value": [Literal("1.5")]}, "is one decimal; write"),
    (FIGURE, {"valueMax": [_number("2"), _number("3")]}, "upper value of a range"),
    (CLAIM, {"object": [_entity("harbour-city"), _entity("hill-town")]}, "has one object"),
    (CLAIM, {"value": [Literal("a text")]}, "has either an object or a value"),
    (FIGURE, {"value": [], "object": [_entity("hill-town")]}, "Only a figure has a unit"),
    (STATEMENT, {"speaker": []}, "has one speaker"),
    (STATEMENT, {"speaker": [_entity("east-port-plan")]}, "has one speaker"),
    (STATEMENT, {"statementKind": []}, "has one kind"),
    (STATEMENT, {"statementKind": [_term("asserted")]}, "has one kind"),
    (STATEMENT, {"schema:about": []}, "is about at least one"),
    (STATEMENT, {"schema:about": [_term("asserted")]}, "is about at least one"),
]  # fmt: skip


def _quads(subject: URIRef, links: Links) -> list[Quad]:
    return [
        (subject, _term(name), value, G)
        for name, values in links.items()
        for value in values
        if isinstance(value, URIRef | Literal)
    ]


def _focus(number: int) -> URIRef:
    return URIRef(f"{DEFAULT_BASE}flaw/{number}")


def _flawed(number: int) -> list[Quad]:
    sound, change, _ = FLAWS[number]
    subject = _focus(number)
    if sound is not SELECTOR:
        return _quads(subject, {**sound, **change})
    place = URIRef(f"{subject}#place")
    return [
        *_quads(subject, {**EVIDENCE, "oa:hasSelector": [place]}),
        *_quads(place, {**SELECTOR, **change}),
    ]


@pytest.fixture(scope="module")
def sound(curated: Curation) -> list[Quad]:
    """The invented harbour, and one sound thing of each sort."""
    found = list(quads(curated, NAMES, ROOT / "ontology"))
    for name, links in SOUND.items():
        found += _quads(URIRef(f"{DEFAULT_BASE}sound/{name}"), links)
    return [*found, *_quads(QUOTE, EVIDENCE), *_quads(PLACE, SELECTOR)]


@pytest.fixture(scope="module")
def told(sound: list[Quad]) -> dict[str, set[str]]:
    """The messages of the gate for each flawed thing: one run over all of them."""
    flawed = [quad for number in range(len(FLAWS)) for quad in _flawed(number)]
    with pytest.raises(InvalidData) as refused:
        gate.check([*sound, *flawed], SHAPES)
    messages: dict[str, set[str]] = defaultdict(set)
    for problem in refused.value.problems:
        messages[problem.file].add(problem.message)
    return messages


def test_a_sound_graph_passes(sound: list[Quad]) -> None:
    gate.check(sound, SHAPES)


@pytest.mark.parametrize(
    "number", range(len(FLAWS)), ids=[f"{n}-{message}" for n, (*_, message) in enumerate(FLAWS)]
)
def test_a_flaw_is_refused_with_the_message_of_its_shape(
    told: dict[str, set[str]], number: int
) -> None:
    messages = told[str(_focus(number))]
    wanted = FLAWS[number][2]
    assert any(wanted in message for message in messages), messages
    assert len(messages) == 1, messages


def test_only_flawed_things_are_refused(told: dict[str, set[str]]) -> None:
    assert set(told) == {str(_focus(number)) for number in range(len(FLAWS))}


def test_every_message_of_every_shape_is_provoked(told: dict[str, set[str]]) -> None:
    shapes = Graph().parse(SHAPES)
    messages = {str(text).rstrip(".") for text in shapes.objects(None, SH.message)}
    assert set().union(*told.values()) == messages
    assert len(messages) > 25


def test_every_constraint_has_a_message_and_every_shape_a_target() -> None:
    shapes = Graph().parse(SHAPES)
    nodes = list(shapes.subjects(RDF.type, SH.NodeShape))
    assert len(nodes) >= 8
    for node in nodes:
        assert (node, SH.targetClass, None) in shapes or (
            node, SH.targetSubjectsOf, None,
        ) in shapes  # fmt: skip
        for constraint in shapes.objects(node, SH.property):
            assert (constraint, SH.message, None) in shapes


def test_all_violations_are_told_at_once_and_in_order(sound: list[Quad]) -> None:
    flawed = [*_flawed(2), *_flawed(9), *_flawed(31)]
    with pytest.raises(InvalidData, match="3 problems") as refused:
        gate.check([*sound, *flawed], SHAPES)
    assert [p.file for p in refused.value.problems] == [str(_focus(n)) for n in (2, 31, 9)]


def test_the_gate_is_as_strict_under_another_base(curated: Curation, tmp_path: Path) -> None:
    names = Names("https://graph.example/bay/")
    found = quads(curated, names, ROOT / "ontology")
    subject = URIRef(names.term("subject"))
    with pytest.raises(InvalidData):
        gate.check([quad for quad in found if quad[1] != subject], SHAPES, names.base)
