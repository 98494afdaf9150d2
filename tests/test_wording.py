"""Wording: a claim in words of ours says everything that the claim says, and no more."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answers.claims import Claims, SeenClaim
from kg.answers.entity import Entities
from kg.answers.knowledge import Knowledge
from kg.answers.wording import Wording, shortened
from kg.model.claim import Kind
from kg.model.ontology import Ontology
from kg.model.quantity import Quantifier, Quantity


@pytest.fixture(scope="module")
def words(knowledge: Knowledge) -> Wording:
    return Wording(knowledge.ontology, Entities(knowledge).all())


@pytest.fixture(scope="module")
def sentences(knowledge: Knowledge, words: Wording) -> Mapping[str, SeenClaim]:
    """Every claim of the world, by its sentence."""
    found = {words.sentence(seen): seen for seen in Claims(knowledge).all()}
    assert len(found) > 30
    return found


@pytest.mark.parametrize(
    "sentence",
    [
        "East Port – located in: Harbour City",
        "expected: East Port – daily capacity: about 40,000 travellers per day; "
        "as of 2026 (resolved)",
        "planned: East Port – funded by: Harbour City Government; jointly with: Island Government",
        "planned: East Port – status: completed; from 2027",
        "denied: Harbour Office – operates: Old Ferry",
        "formerly: Old Ferry – located in: Harbour City; until 2021",
        "East Port – serves: Island Market; according to Harbour Office",
        "proposed: [a foreign company] – builds: Island Bridge",
        "East Port – opening hours: from 07:00 to 23:00",
    ],
)
def test_a_claim_is_worded_so(sentence: str, sentences: Mapping[str, SeenClaim]) -> None:
    assert sentence in sentences, "\n".join(sentences)


def test_every_sentence_names_the_subject_the_property_and_the_object(
    sentences: Mapping[str, SeenClaim], words: Wording, knowledge: Knowledge
) -> None:
    for sentence, seen in sentences.items():
        claim = seen.claim
        assert words.label(claim.subject) in sentence
        if claim.statement:
            kinds = knowledge.ontology.concepts["statementKinds"]
            assert sentence.startswith(f"{kinds[claim.statement.kind].label} by ")
        else:
            assert knowledge.ontology.properties[claim.property].label in sentence
        if claim.object is not None and claim.object in words.cards:
            assert words.label(claim.object) in sentence


def test_every_qualifier_date_and_speaker_is_in_the_sentence(
    sentences: Mapping[str, SeenClaim], words: Wording
) -> None:
    for sentence, seen in sentences.items():
        claim, validity = seen.claim, seen.claim.validity
        for qualifier in claim.qualifiers:
            assert words.qualifier(qualifier) in sentence
        for period in (validity.valid_from, validity.valid_to, validity.as_of):
            assert period is None or str(period) in sentence
        if claim.attributed_to and not claim.statement:
            told = "in the judgement of" if seen.kind is Kind.OPINION else "according to"
            assert f"{told} {words.label(claim.attributed_to)}" in sentence


def test_an_opinion_is_told_as_somebodys(
    sentences: Mapping[str, SeenClaim], words: Wording
) -> None:
    """What a document judges in its own voice is its author's, not nobody's."""
    claim = sentences["East Port – located in: Harbour City"].claim
    assert words.sentence(SeenClaim(claim, Kind.OPINION)) == (
        "in the document's own judgement: East Port – located in: Harbour City"
    )
    theirs = SeenClaim(replace(claim, attributed_to="lee-mei"), Kind.OPINION)
    assert words.sentence(theirs) == (
        f"in the judgement of {words.label('lee-mei')}: East Port – located in: Harbour City"
    )


def test_what_is_no_fact_says_so_at_its_start(sentences: Mapping[str, SeenClaim]) -> None:
    marks = {
        Kind.PLANNED: "planned: ", Kind.PROJECTED: "expected: ", Kind.PROPOSED: "proposed: ",
        Kind.OPINION: "in the ", Kind.DENIED: "denied: ",
        Kind.ENDED: "formerly: ",
    }  # fmt: skip
    assert {seen.kind for seen in sentences.values()} == set(Kind)
    for sentence, seen in sentences.items():
        if seen.claim.statement:
            continue  # its kind of statement says it
        mark = marks.get(seen.kind)
        assert sentence.startswith(mark) if mark else not sentence.startswith(tuple(marks.values()))


def test_our_words_are_never_in_quotation_marks(sentences: Mapping[str, SeenClaim]) -> None:
    for sentence, seen in sentences.items():
        assert not sentence.startswith(("“", '"', "'", "‘"))
        assert seen.claim.evidence[0].text not in sentence or len(seen.claim.evidence[0].text) < 40


def test_a_date_that_was_worked_out_is_marked(words: Wording, knowledge: Knowledge) -> None:
    for seen in Claims(knowledge).all():
        when = words.when(seen.claim)
        assert ("resolved" in when) is (seen.claim.date_basis == "resolved" and bool(when))
        assert ("inferred" in when) is (seen.claim.date_basis == "inferred" and bool(when))
        assert "stated" not in when


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (Quantity(Decimal("40000"), "travellersPerDay", Quantifier.ABOUT, None), "about 40,000 "),
        (Quantity(Decimal("1234567.5"), "people", Quantifier.EXACT, None), "1,234,567.5 people"),
        (Quantity(Decimal("3"), "percent", Quantifier.RANGE, Decimal("5")), "3 to 5 %"),
        (Quantity(Decimal("0.5"), "percent", Quantifier.MORE_THAN, None), "more than 0.5 %"),
        (Quantity(None, "items", Quantifier.UNSPECIFIED, None), "an unspecified number of "),
        (Quantity(Decimal("-2"), "percent", Quantifier.EXACT, None), "-2 %"),
        (Quantity(Decimal("1E+3"), "people", Quantifier.EXACT, None), "1,000 people"),
    ],
)
def test_a_figure_has_its_hedge_its_number_and_its_unit(
    quantity: Quantity, text: str, words: Wording
) -> None:
    assert words.figure(quantity).startswith(text)


def test_every_unit_and_every_quantifier_can_be_worded(words: Wording, terms: Ontology) -> None:
    for unit in terms.units:
        for quantifier in Quantifier:
            low = None if quantifier is Quantifier.UNSPECIFIED else Decimal(3)
            high = Decimal(5) if quantifier is Quantifier.RANGE else None
            found = words.figure(Quantity(low, unit, quantifier, high))
            assert found == found.strip()
            assert "None" not in found


def test_an_entity_that_is_not_known_is_named_by_its_slug(words: Wording) -> None:
    assert words.label("nobody-knows") == "nobody-knows"


@given(st.text(), st.integers(1, 60))
def test_a_shortened_text_is_never_longer_than_allowed(text: str, most: int) -> None:
    short = shortened(text, most)
    assert len(short) <= most
    assert short == text or short.endswith("…")
    assert text.startswith(short.removesuffix("…").rstrip())


def test_a_text_is_cut_at_a_word_where_there_is_one() -> None:
    assert shortened("Harbour City Government", 16) == "Harbour City …"
    assert shortened("Harbour", 7) == "Harbour"
    assert shortened("Harbourcitygovernment", 8) == "Harbour…"


def test_an_entity_whose_slug_looks_like_a_state_is_no_state(
    sentences: Mapping[str, SeenClaim], words: Wording
) -> None:
    claim = next(seen.claim for seen in sentences.values() if seen.claim.property == "locatedIn")
    assert words.object(replace(claim, object="state-council")) == "state-council"


def test_one_of_a_unit_is_not_said_as_many(words: Wording) -> None:
    year = Quantity(Decimal(1), "years", Quantifier.MORE_THAN)
    assert words.figure(year) == "more than 1 year"
    assert words.figure(replace(year, value=Decimal(2))) == "more than 2 years"
    assert words.figure(Quantity(Decimal(1), "people", Quantifier.EXACT)) == "1 person"
