"""The fitting of weights."""

from bench.regression import choosing, logistic
from kg.extract.weights import BIAS, Weights

CASES = [({"heavy": 1.0}, True), ({"light": 1.0}, False)] * 40


def test_a_feature_of_what_is_noted_weighs_more_than_one_of_what_is_not() -> None:
    found = logistic(CASES)
    assert found.likely({"heavy": 1.0}) > 0.8
    assert found.likely({"light": 1.0}) < 0.2
    assert logistic(CASES) == found


def test_a_rare_feature_has_no_weight() -> None:
    rare = [({"seldom": 1.0}, True)] * 29
    assert set(logistic([*CASES, *rare]).of) == {BIAS, "heavy", "light"}


def test_of_several_the_noted_one_is_likelier() -> None:
    rows = [{"heavy": 1.0}, {"light": 1.0}, {"light": 1.0}]
    found = choosing([(rows, [True, False, False])] * 40)
    assert found.odds(rows[0]) > found.odds(rows[1])
    assert isinstance(found, Weights)
