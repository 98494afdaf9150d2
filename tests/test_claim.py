"""The claim: its id, its kind, and what cannot be one."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model.claim import (
    ID_LENGTH,
    Citation,
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
    content_id,
)
from kg.model.period import Period, Validity
from kg.model.quantity import Quantifier, Quantity
from kg.model.sentence import Span

QUOTE = Quote("East Port is in Harbour City", Span(0, 28))
PLAIN = Claim("harbour-weekly-12", "east-port", "locatedIn", "harbour-city", evidence=(QUOTE,))
ISSUED = Period.parse("2026-03-05")
PERIODS = st.sampled_from([None, *map(Period.parse, ("2020", "2020-01", "2020-01-01", "../2020"))])
WORDS = st.sampled_from(["a", "b", "a,b", 'a","b', "東"])
QUANTITIES = st.builds(
    Quantity,
    st.sampled_from([Decimal(n) for n in ("1", "1.0", "10", "-1")]),
    st.sampled_from(["people", "items"]),
    st.sampled_from([Quantifier.EXACT, Quantifier.ABOUT]),
) | st.just(Quantity(Decimal(1), "people", Quantifier.RANGE, Decimal(10)))


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """Claims that often differ in one field only."""
    target, value = draw(st.tuples(st.none(), WORDS | QUANTITIES) | st.tuples(WORDS, st.none()))
    start = draw(st.integers(0, 3))
    return Claim(
        document=draw(st.sampled_from(["one", "two"])),
        subject=draw(st.sampled_from(["a", "b"])),
        property=draw(st.sampled_from(["p", "q"])),
        object=target,
        value=value,
        qualifiers=draw(
            st.sampled_from([
                (), (Qualifier("k", ("a",)),), (Qualifier("k", ("a", "b")),),
                (Qualifier("k", ("a",)), Qualifier("l", ("b",))),
            ])
        ),
        modality=draw(st.sampled_from(Modality)),
        polarity=draw(st.sampled_from(Polarity)),
        attributed_to=draw(st.sampled_from([None, "a"])),
        validity=Validity(draw(PERIODS), None, draw(PERIODS)),
        date_basis=draw(st.sampled_from(DateBasis)),
        reason=draw(st.none() | WORDS),
        cited=draw(st.none() | st.just(Citation("paper"))),
        rank=draw(st.sampled_from(Rank)),
        statement=draw(st.none() | st.just(StatementRef("s", StatementKind.HOPE))),
        evidence=(Quote("word", Span(start, start + 4)),),
    )  # fmt: skip


def _identity(claim: Claim) -> tuple[object, ...]:
    return (
        claim.document, claim.subject, claim.property, claim.object, claim.value, claim.qualifiers,
        claim.modality, claim.polarity, claim.attributed_to, claim.validity, claim.statement,
    )  # fmt: skip


@given(claims(), claims())
def test_two_claims_share_an_id_exactly_when_they_claim_the_same(one: Claim, two: Claim) -> None:
    assert (one.id == two.id) is (_identity(one) == _identity(two))


CHANGES: dict[str, Callable[[Claim], Claim]] = {
    "document": lambda c: replace(c, document=c.document + "x"),
    "subject": lambda c: replace(c, subject=c.subject + "x"),
    "property": lambda c: replace(c, property=c.property + "x"),
    "object or value": lambda c: replace(c, object="other", value=None),
    "quantifier": lambda c: replace(
        c, object=None, value=Quantity(Decimal(1), "u", Quantifier.AT_LEAST)
    ),
    "qualifiers": lambda c: replace(c, qualifiers=(*c.qualifiers, Qualifier("z", ("z",)))),
    "modality": lambda c: replace(
        c, modality=Modality.PLANNED if c.modality is not Modality.PLANNED else Modality.OPINION
    ),
    "polarity": lambda c: replace(
        c, polarity=next(p for p in Polarity if p is not c.polarity)
    ),
    "attributed_to": lambda c: replace(c, attributed_to=(c.attributed_to or "") + "x"),
    "valid_from": lambda c: replace(
        c, validity=replace(c.validity, valid_from=Period.parse("1999"))
    ),
    "valid_to": lambda c: replace(c, validity=replace(c.validity, valid_to=Period.parse("2050"))),
    "as_of": lambda c: replace(
        c, validity=replace(c.validity, as_of=Period.parse("2999"), valid_to=None)
    ),
    "statement": lambda c: replace(c, statement=StatementRef("t", StatementKind.HOPE)),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
@settings(max_examples=20)
@given(claim=claims())
def test_the_id_changes_with_every_field_of_the_identity(name: str, claim: Claim) -> None:
    assert CHANGES[name](claim).id != claim.id


@given(
    claims(), st.sampled_from(Rank), st.none() | st.text(max_size=9), st.integers(0, 9),
    st.sampled_from(DateBasis),
)  # fmt: skip
def test_the_id_never_changes_with_rank_reason_offsets_citation_or_basis(
    claim: Claim, rank: Rank, reason: str | None, start: int, basis: DateBasis
) -> None:
    moved = (Quote("other words", Span(start, start + 11)),)
    other = replace(
        claim, rank=rank, reason=reason, evidence=moved, date_basis=basis, cited=Citation("weekly")
    )
    assert other.id == claim.id


def test_an_id_is_twenty_hexadecimal_digits_that_never_change() -> None:
    assert len(PLAIN.id) == ID_LENGTH == 20
    # another value here means that every claim IRI that anybody has cited is lost
    assert PLAIN.id == "5788290cbc6a87a280a5"


def test_a_separator_inside_a_value_makes_no_other_claim() -> None:
    assert content_id("a", "b,c") != content_id("a,b", "c")
    assert content_id("a", ["b"], "c") != content_id("a", ["b", "c"])


def test_figures_that_differ_in_trailing_zeros_are_one_claim() -> None:
    ids = {
        replace(PLAIN, object=None, value=Quantity(Decimal(text), "percent")).id
        for text in ("7.5", "7.50", "7.500")
    }
    assert len(ids) == 1


def test_a_claim_without_evidence_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="a claim without evidence"):
        replace(PLAIN, evidence=())


@pytest.mark.parametrize(("target", "value"), [(None, None), ("harbour-city", "a text")])
def test_a_claim_has_either_an_object_or_a_value(target: str | None, value: str | None) -> None:
    with pytest.raises(ValueError, match="either an object or a value"):
        replace(PLAIN, object=target, value=value)


@pytest.mark.parametrize(
    ("expected", "changes"),
    [
        (Kind.FACT, {}),
        (Kind.FACT, {"validity": Validity(as_of=ISSUED)}),
        (Kind.FACT, {"rank": Rank.DEPRECATED}),
        (Kind.FACT, {"validity": Validity(valid_to=Period.parse("2027"))}),
        (Kind.FACT, {"validity": Validity(valid_to=Period.parse("2021/.."))}),
        (Kind.REPORTED, {"attributed_to": "lee-mei"}),
        (Kind.PLANNED, {"modality": Modality.PLANNED}),
        (Kind.PLANNED, {"modality": Modality.PLANNED, "attributed_to": "lee-mei"}),
        (Kind.PROJECTED, {"modality": Modality.PROJECTED}),
        (Kind.PROPOSED, {"modality": Modality.PROPOSED}),
        (Kind.OPINION, {"modality": Modality.OPINION, "attributed_to": "lee-mei"}),
        (Kind.ENDED, {"validity": Validity(valid_to=Period.parse("2021"))}),
        (Kind.ENDED, {"validity": Validity(valid_to=Period.parse("../2025-12"))}),
        (Kind.ENDED, {"validity": Validity(valid_to=ISSUED), "attributed_to": "lee-mei"}),
        (Kind.DENIED, {"polarity": Polarity.NEGATIVE}),
        (Kind.DENIED, {"polarity": Polarity.NEGATIVE, "modality": Modality.PLANNED}),
        (
            Kind.DENIED,
            {"polarity": Polarity.NEGATIVE, "validity": Validity(valid_to=Period.parse("2021"))},
        ),
    ],
)
def test_a_claim_is_shown_under_one_kind(expected: Kind, changes: dict[str, object]) -> None:
    assert replace(PLAIN, **changes).kind(ISSUED) is expected  # type: ignore[arg-type]


def test_every_kind_is_reached() -> None:
    table = test_a_claim_is_shown_under_one_kind.pytestmark[0].args[1]  # type: ignore[attr-defined]
    assert {row[0] for row in table} == set(Kind)


@given(claims())
def test_the_kind_never_hides_what_is_held(claim: Claim) -> None:
    kind = claim.kind(ISSUED)
    if claim.polarity is Polarity.NEGATIVE:
        assert kind is Kind.DENIED
    elif claim.modality is not Modality.ASSERTED:
        assert kind.value == claim.modality.value
    elif claim.attributed_to:
        assert kind in (Kind.REPORTED, Kind.ENDED)
    else:
        assert kind in (Kind.FACT, Kind.ENDED)


def test_a_direct_triple_stands_only_for_an_undisputed_claim_in_the_documents_voice() -> None:
    combinations = product(
        Polarity, Modality, (None, "lee-mei"), Rank, (None, Period.parse("2027")),
        (None, StatementRef("s", StatementKind.REPORT)),
    )  # fmt: skip
    direct = []
    for polarity, modality, by, rank, end, statement in combinations:
        claim = replace(
            PLAIN, polarity=polarity, modality=modality, attributed_to=by, rank=rank,
            validity=Validity(valid_to=end), statement=statement,
        )  # fmt: skip
        if claim.is_direct:
            direct.append((polarity, modality, by, rank, end, statement))
    undisputed = Polarity.POSITIVE, Modality.ASSERTED, None
    assert direct == [(*undisputed, rank, None, None) for rank in (Rank.PREFERRED, Rank.NORMAL)]


def test_a_figure_never_has_a_direct_triple() -> None:
    assert not replace(PLAIN, object=None, value=Quantity(Decimal(1), "people")).is_direct


@pytest.mark.parametrize("kind", StatementKind)
def test_every_statement_kind_says_what_is_held(kind: StatementKind) -> None:
    expected = {
        StatementKind.FORECAST: Modality.PROJECTED,
        StatementKind.RECOMMENDATION: Modality.PROPOSED,
        StatementKind.COMMITMENT: Modality.PLANNED,
        StatementKind.OPEN_QUESTION: Modality.PROPOSED,
        StatementKind.REPORT: Modality.ASSERTED,
    }
    assert kind.modality is expected.get(kind, Modality.OPINION)
