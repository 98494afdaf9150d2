"""Claims side by side in the five documents: every pair was read by somebody."""

import pytest

from kg.answers.comparer import Comparison, Relation
from kg.answers.conflicts import comparisons
from kg.answers.knowledge import Knowledge


@pytest.fixture(scope="module")
def told(real: Knowledge) -> tuple[Comparison, ...]:
    return comparisons(real).found


def pairs(told: tuple[Comparison, ...], relation: Relation) -> set[tuple[str, ...]]:
    """Subject, property and both values or objects."""
    return {
        (
            each.first.claim.subject, each.first.claim.property,
            *sorted(_value(seen.claim.value or seen.claim.object)
                    for seen in (each.first, each.second)),
        )
        for each in told if each.relation is relation
    }  # fmt: skip


def _value(value: object) -> str:
    return str(getattr(value, "value", value))


def test_the_five_documents_hold_no_two_figures_that_conflict(
    told: tuple[Comparison, ...],
) -> None:
    """Read one by one: whatever differs was counted, dated or held in another way."""
    assert pairs(told, Relation.CONFLICT) == set()


def test_the_growth_of_qianhai_is_a_series(told: tuple[Comparison, ...]) -> None:
    assert pairs(told, Relation.SERIES) == {("qianhai", "area", "120.56", "15")}


def test_the_dollars_in_brackets_restate_the_yuan(told: tuple[Comparison, ...]) -> None:
    assert pairs(told, Relation.RESTATED) == {
        ("qianhai", "registeredCapital", "120140000000", "846140000000")
    }


def test_a_month_and_a_day_in_it_are_one_start(told: tuple[Comparison, ...]) -> None:
    assert pairs(told, Relation.AGREEMENT) == {
        ("qianhai-plan", "status", "state-launched", "state-launched"),
        ("hong-kong-park", "status", "state-opened", "state-opened"),
    }


@pytest.mark.parametrize(
    ("subject", "measure", "one", "other", "why"),
    [
        ("qianhai", "count", "10577", "9055", "Hong Kong enterprises / Hong Kong-funded"),
        ("qianhai", "registeredCapital", "846140000000", "946947000000", "registered Hong Kong"),
        ("qianhai", "count", "10000", "10577", "scope differs"),
        ("hong-kong-park", "count", "60", "60", "signed leases for the two wet laboratory"),
        ("huanggang-port", "processingTime", "0.5", "5", "one is asserted, the other projected"),
        ("qianhai-court", "count", "199", "49", "origin differs: Hong Kong"),
        ("qianhai-youth-hub", "count", "1195", "691", "origin differs: Hong Kong"),
        ("hetao-institute", "count", "17", "50", "one is planned, the other asserted"),
    ],
)
def test_what_is_counted_in_another_way_is_not_comparable(
    told: tuple[Comparison, ...], subject: str, measure: str, one: str, other: str, why: str
) -> None:
    reasons = [
        each.because
        for each in told
        if each.relation is Relation.NOT_COMPARABLE
        and pairs((each,), each.relation) == {(subject, measure, one, other)}
    ]
    assert any(why in reason for reason in reasons), reasons


def test_every_pair_of_the_five_documents_was_read(told: tuple[Comparison, ...]) -> None:
    """A new pair fails here, so that somebody looks at it before it is published."""
    subjects = {
        each.first.claim.subject for each in told if each.relation is Relation.NOT_COMPARABLE
    }
    assert subjects == {
        "qianhai", "hong-kong-park", "huanggang-port", "qianhai-court", "qianhai-youth-hub",
        "hetao-institute",
    }  # fmt: skip
    assert len(told) == 24
