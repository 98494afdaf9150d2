"""What two figures are to each other."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answers.claims import SeenClaim
from kg.answers.comparer import Comparer, Relation
from kg.answers.differences import difference, told
from kg.answers.entity import Entities
from kg.answers.knowledge import Knowledge
from kg.answers.wording import Wording
from kg.model.claim import Claim, Kind, Modality, Polarity, Qualifier, Quote, content_id
from kg.model.ontology import Ontology
from kg.model.period import Period, Validity
from kg.model.quantity import Interval, Quantifier, Quantity
from kg.model.sentence import Span

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
    assert found is not None
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
    assert "land / floors" in because or "floors / land" in because


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


def event(day: str, as_of: str | None = None, modality: Modality = Modality.ASSERTED) -> Claim:
    """A claim on the date of an opening."""
    return Claim(
        document="harbour-weekly-12", subject="opening", property="date", value=Period.parse(day),
        validity=Validity(as_of=Period.parse(as_of) if as_of else None), modality=modality,
        evidence=(Quote("opened", Span(0, 6)),),
    )  # fmt: skip


def begun(start: str, state: str = "state-opened", scope: str | None = None) -> Claim:
    """A claim that the port is in a state from a day on."""
    return Claim(
        document="harbour-weekly-12", subject="east-port", property="status", object=state,
        validity=Validity(valid_from=Period.parse(start)),
        qualifiers=(Qualifier("scope", (scope,)),) if scope else (),
        evidence=(Quote("opened", Span(0, 6)),),
    )  # fmt: skip


def test_two_dates_of_one_event_conflict_where_no_day_lies_in_both(comparer: Comparer) -> None:
    assert related(comparer, event("2025-12-22"), event("2025-12-23"))[0] is Relation.CONFLICT
    assert related(comparer, event("2025-12"), event("2025-12-23"))[0] is Relation.AGREEMENT
    assert related(comparer, event("../2025"), event("2025-12-23"))[0] is Relation.AGREEMENT


def test_a_planned_date_is_not_compared_with_what_happened(comparer: Comparer) -> None:
    planned = event("2026", modality=Modality.PLANNED)
    assert related(comparer, planned, event("2027"))[0] is Relation.NOT_COMPARABLE


def test_a_plan_that_was_put_off_is_a_series(comparer: Comparer) -> None:
    before = event("2026", "2024", Modality.PLANNED)
    after = event("2027", "2025", Modality.PLANNED)
    assert related(comparer, before, after)[0] is Relation.SERIES
    assert related(comparer, before, event("2027", "2024", Modality.PLANNED))[0] is (
        Relation.CONFLICT
    )


def test_what_opens_once_opens_on_one_day_and_a_delay_may_come_again(comparer: Comparer) -> None:
    assert related(comparer, begun("2024"), begun("2025"))[0] is Relation.CONFLICT
    assert related(comparer, begun("2025"), begun("2025-12"))[0] is Relation.AGREEMENT
    delayed = begun("2024", "state-delayed"), begun("2025", "state-delayed")
    assert related(comparer, *delayed)[0] is Relation.SERIES
    again = begun("2025", scope="newly refurbished")
    assert related(comparer, begun("2007"), again)[0] is Relation.NOT_COMPARABLE


def test_a_denial_conflicts_with_what_it_denies_at_the_same_time(comparer: Comparer) -> None:
    said = replace(begun("2024"), object=None, value="open to all", validity=Validity())
    denied = replace(said, polarity=Polarity.NEGATIVE)
    assert related(comparer, said, denied)[0] is Relation.CONFLICT
    of_2020, of_2025 = (Validity(as_of=Period.parse(year)) for year in ("2020", "2025"))
    earlier, later = replace(said, validity=of_2020), replace(denied, validity=of_2025)
    assert related(comparer, earlier, later) == (
        Relation.SERIES, "said of 2020, denied of 2025",
    )  # fmt: skip
    assert related(comparer, earlier, denied)[0] is Relation.NOT_COMPARABLE
    through = Validity(valid_from=Period.parse("2019"), valid_to=Period.parse("2030"))
    assert related(comparer, replace(said, validity=through), later)[0] is Relation.CONFLICT


def test_claims_that_say_different_things_are_not_set_side_by_side(comparer: Comparer) -> None:
    one, other = (SeenClaim(each, Kind.FACT) for each in (begun("2024"), event("2024")))
    assert comparer.compare(one, other) is None
    denied = replace(area("2"), polarity=Polarity.NEGATIVE)
    assert comparer.compare(SeenClaim(area("3"), Kind.FACT), SeenClaim(denied, Kind.DENIED)) is None


def apart(comparer: Comparer, a: Claim, b: Claim) -> tuple[str, str | None]:
    found = comparer.compare(SeenClaim(a, Kind.FACT), SeenClaim(b, Kind.FACT))
    assert found is not None
    told_so = difference(found, comparer.ontology.units)
    return found.relation, told(told_so, comparer.ontology.units) if told_so else None


def test_a_difference_is_told_only_where_it_means_something(comparer: Comparer) -> None:
    year = area("2", as_of="2010")
    assert apart(comparer, year, area("3", as_of="2021"))[1] == "1 ha more (+50.0 %)"
    in_metres = area("25000", "squareMetres", as_of="2021")
    assert apart(comparer, year, in_metres)[1] == "0.5 ha more (+25.0 %)"
    hedge = replace(area("3", as_of="2021"), value=Quantity(
        Decimal(3), "hectares", Quantifier.ABOUT
    ))  # fmt: skip
    assert apart(comparer, year, hedge)[1] == "about 1 ha more (+50.0 %)"
    assert apart(comparer, area("2", scope="land"), area("3", scope="floors"))[1] is None
    restated = area("20001", "squareMetres", restates="2 hectares")
    assert apart(comparer, area("2"), restated) == ("restated", None)
    part = area("2", as_of=None, period="2024-12"), area("3", as_of=None, period="2024")
    assert apart(comparer, *part) == ("series", None)


def test_of_a_bound_only_the_gap_is_told(comparer: Comparer) -> None:
    assert apart(comparer, area("2"), hedged("5", Quantifier.MORE_THAN)) == (
        "conflict", "at least 3 ha apart",
    )  # fmt: skip
    assert apart(comparer, area("2"), hedged("1", Quantifier.MORE_THAN)) == ("agreement", None)


def test_dates_that_differ_are_so_many_days_apart(comparer: Comparer) -> None:
    assert apart(comparer, event("2025-12-22"), event("2025-12-24"))[1] == "2 days apart"
    assert apart(comparer, begun("2024"), begun("2025"))[1] == "1 day apart"
    assert apart(comparer, event("2025-12"), event("2025-12-24"))[1] is None


def test_the_id_is_that_of_the_two_claims_whichever_comes_first(comparer: Comparer) -> None:
    one, other = SeenClaim(area("2"), Kind.FACT), SeenClaim(area("3"), Kind.FACT)
    found = comparer.compare(one, other), comparer.compare(other, one)
    assert found[0] == found[1]
    assert found[0] is not None
    assert found[0].id == content_id(*sorted((one.claim.id, other.claim.id)))


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


def test_open_identities_are_told_once_with_the_reason(knowledge: Knowledge) -> None:
    pairs = Entities(knowledge).open_identities()
    assert len(pairs) == len({(each.first, each.second) for each in pairs}) > 0
    assert all(each.first < each.second and each.reason for each in pairs)
