"""What two figures are to each other."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answers.claims import SeenClaim
from kg.answers.conflicts import Comparer, Relation, comparisons
from kg.answers.entity import Entities
from kg.answers.knowledge import Knowledge, open_knowledge
from kg.answers.wording import Wording
from kg.config import Settings
from kg.model.claim import Claim, Kind, Modality, Qualifier, Quote
from kg.model.ontology import Ontology
from kg.model.period import Period, Validity
from kg.model.quantity import Interval, Quantifier, Quantity
from kg.model.sentence import Span
from kg.publish import release
from kg.vocab import Names

ROOT = Path(__file__).parents[1]


def area(
    value: str, unit: str = "hectares", as_of: str | None = "2025", **qualifiers: str
) -> Claim:
    """A claim on the area of a port."""
    return Claim(
        document="harbour-weekly-12", subject="east-port", property="area",
        value=Quantity(Decimal(value), unit),
        validity=Validity(as_of=Period.parse(as_of) if as_of else None),
        qualifiers=tuple(Qualifier(key, (text,)) for key, text in sorted(qualifiers.items())),
        evidence=(Quote("covers 2 hectares", Span(0, 17)),),
    )  # fmt: skip


def hedged(value: str, quantifier: Quantifier) -> Claim:
    return replace(area(value), value=Quantity(Decimal(value), "hectares", quantifier))


@pytest.fixture
def comparer(terms: Ontology) -> Comparer:
    return Comparer(terms, Wording(terms, {}))


def related(comparer: Comparer, a: Claim, b: Claim) -> tuple[Relation, str]:
    found = comparer.compare(SeenClaim(a, Kind.FACT), SeenClaim(b, Kind.FACT))
    return found.relation, found.because


def test_two_figures_of_one_day_that_cannot_both_be_right_conflict(comparer: Comparer) -> None:
    assert related(comparer, area("2"), area("3"))[0] is Relation.CONFLICT


def test_a_figure_in_another_unit_of_the_kind_is_compared(comparer: Comparer) -> None:
    assert related(comparer, area("2"), area("20000", "squareMetres"))[0] is Relation.AGREEMENT
    assert related(comparer, area("2"), area("2", "squareMetres"))[0] is Relation.CONFLICT


@pytest.mark.parametrize(
    ("value", "quantifier", "expected"),
    [
        ("2.1", Quantifier.ABOUT, Relation.AGREEMENT),
        ("3", Quantifier.ABOUT, Relation.CONFLICT),
        ("2", Quantifier.MORE_THAN, Relation.CONFLICT),
        ("1", Quantifier.MORE_THAN, Relation.AGREEMENT),
        ("2", Quantifier.AT_LEAST, Relation.AGREEMENT),
        ("2", Quantifier.LESS_THAN, Relation.CONFLICT),
        ("2", Quantifier.AT_MOST, Relation.AGREEMENT),
        ("2", Quantifier.ALMOST, Relation.CONFLICT),
    ],
)
def test_the_hedge_decides_whether_both_can_be_right(
    comparer: Comparer, value: str, quantifier: Quantifier, expected: Relation
) -> None:
    assert related(comparer, area("2"), hedged(value, quantifier))[0] is expected


def test_the_same_measure_at_two_dates_is_a_series(comparer: Comparer) -> None:
    relation, because = related(comparer, area("2", as_of="2010"), area("3", as_of="2021"))
    assert relation is Relation.SERIES
    assert "2010" in because
    assert "2021" in because


def test_a_period_within_which_the_other_day_lies_is_the_same_time(comparer: Comparer) -> None:
    assert related(comparer, area("2", as_of="2025"), area("3", as_of="2025-06-01"))[0] is (
        Relation.CONFLICT
    )


def test_a_figure_without_a_date_cannot_be_compared_with_one_that_has_one(
    comparer: Comparer,
) -> None:
    assert related(comparer, area("2", as_of=None), area("3"))[0] is Relation.NOT_COMPARABLE


def test_what_is_counted_differently_is_not_comparable_and_says_how(comparer: Comparer) -> None:
    relation, because = related(comparer, area("2", scope="land"), area("3", scope="floors"))
    assert relation is Relation.NOT_COMPARABLE
    assert "land / floors" in because


def test_a_plan_is_not_compared_with_what_is(comparer: Comparer) -> None:
    planned = replace(area("3"), modality=Modality.PLANNED)
    relation, because = related(comparer, area("2"), planned)
    assert relation is Relation.NOT_COMPARABLE
    assert "planned" in because


def test_a_conversion_in_brackets_restates_and_is_no_conflict(comparer: Comparer) -> None:
    converted = area("20001", "squareMetres", restates="2 hectares")
    assert related(comparer, area("2"), converted)[0] is Relation.RESTATED
    elsewhere = replace(converted, document="island-post-3")
    assert related(comparer, area("2"), elsewhere)[0] is not Relation.RESTATED


def test_a_part_of_a_period_is_no_conflict_with_the_whole(comparer: Comparer) -> None:
    month, year = area("2", as_of=None, period="2024-12"), area("3", as_of=None, period="2024")
    assert related(comparer, month, year)[0] is not Relation.CONFLICT
    assert related(comparer, year, area("2", as_of=None, period="2024"))[0] is Relation.CONFLICT


BOUND = st.none() | st.decimals(-1000, 1000, places=1)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = draw(BOUND), draw(BOUND)
    if low is not None and high is not None and low > high:
        low, high = high, low
    closed = low == high
    return Interval(
        low, high, not closed and draw(st.booleans()), not closed and draw(st.booleans())
    )


def contains(interval: Interval, number: Decimal) -> bool:
    above = interval.low is None or number > interval.low or (
        number == interval.low and not interval.low_open
    )  # fmt: skip
    below = interval.high is None or number < interval.high or (
        number == interval.high and not interval.high_open
    )  # fmt: skip
    return above and below


@given(intervals(), intervals(), st.decimals(-1000, 1000, places=2))
def test_intervals_with_a_number_in_common_meet(a: Interval, b: Interval, number: Decimal) -> None:
    assert a.meets(b) is b.meets(a)
    if contains(a, number) and contains(b, number):
        assert a.meets(b)


@given(intervals(), intervals())
def test_intervals_that_meet_have_a_number_in_common(a: Interval, b: Interval) -> None:
    lows = [each.low for each in (a, b) if each.low is not None]
    highs = [each.high for each in (a, b) if each.high is not None]
    low = max(lows, default=min(highs, default=Decimal(0)) - 1)
    high = min(highs, default=low + 1)
    candidates = (low, high, (low + high) / 2)
    assert a.meets(b) is any(contains(a, n) and contains(b, n) for n in candidates)


@pytest.mark.slow
def test_the_five_documents_tell_series_restatement_and_what_cannot_be_compared(
    tmp_path: Path,
) -> None:
    release.build(ROOT, tmp_path / "store", Names(), lambda _: None)
    known = open_knowledge(Settings(store=tmp_path / "store"))
    found = {
        (each.relation, each.first.claim.subject, each.first.claim.property)
        for each in comparisons(known, Entities(known).all())
    }
    assert (Relation.SERIES, "qianhai", "area") in found
    assert (Relation.RESTATED, "qianhai", "registeredCapital") in found
    assert (Relation.NOT_COMPARABLE, "qianhai", "registeredCapital") in found
    assert (Relation.NOT_COMPARABLE, "huanggang-port", "processingTime") in found


def test_open_identities_are_told_once_with_the_reason(knowledge: Knowledge) -> None:
    pairs = Entities(knowledge).open_identities()
    assert len(pairs) == len({(each.first, each.second) for each in pairs}) > 0
    assert all(each.first < each.second and each.reason for each in pairs)
