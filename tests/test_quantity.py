"""Figures, their quantifiers and their canonical text."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.quantity import DIGITS, Quantifier, Quantity, decimal, plain

NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=4)
ONE = Decimal(1)


@pytest.mark.parametrize(
    "text",
    ["", "40,000", "40 000", "1e5", ".5", "5.", "0x10", "1_000", "NaN", "inf", "１２", "12%", "--1",
     "1\n", "½"],
)  # fmt: skip
def test_what_is_not_a_plain_decimal_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a plain decimal"):
        decimal(text)


def test_more_digits_than_engines_keep_are_refused() -> None:
    assert plain(decimal("9" * DIGITS)) == "9" * DIGITS
    with pytest.raises(ValueError, match=f"more than {DIGITS} digits"):
        decimal("9" * (DIGITS + 1))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("7.50", "7.5"), ("7.00", "7"), ("100", "100"), ("0.0", "0"), ("-0.00", "0"),
        ("-0.10", "-0.1"), ("+5", "5"), ("007", "7"),
    ],
)  # fmt: skip
def test_a_decimal_has_one_canonical_text(number: str, text: str) -> None:
    assert plain(decimal(number)) == text


@given(NUMBERS)
def test_canonical_text_keeps_the_number_and_is_its_own_canonical_text(number: Decimal) -> None:
    text = plain(number)
    assert Decimal(text) == number
    assert plain(decimal(text)) == text
    assert re.fullmatch(r"-?(0|[1-9]\d*)(\.\d*[1-9])?", text)


@given(NUMBERS, st.integers(0, 3))
def test_trailing_zeros_never_make_another_text(number: Decimal, zeros: int) -> None:
    padded = number.quantize(Decimal(10) ** -(4 + zeros))
    assert plain(padded) == plain(number)


@pytest.mark.parametrize("quantifier", sorted(set(Quantifier) - {Quantifier.UNSPECIFIED}))
def test_a_figure_without_a_value_is_refused(quantifier: Quantifier) -> None:
    with pytest.raises(ValueError, match="has a value unless"):
        Quantity(None, "people", quantifier)


def test_an_unspecified_figure_has_no_value() -> None:
    assert Quantity(None, "people", Quantifier.UNSPECIFIED).value is None
    with pytest.raises(ValueError, match="has a value unless"):
        Quantity(ONE, "people", Quantifier.UNSPECIFIED)


@pytest.mark.parametrize(
    "quantifier", sorted(set(Quantifier) - {Quantifier.UNSPECIFIED, Quantifier.RANGE})
)
def test_only_a_range_has_an_upper_value(quantifier: Quantifier) -> None:
    assert Quantity(ONE, "people", quantifier).value_max is None
    with pytest.raises(ValueError, match="value_max belongs to"):
        Quantity(ONE, "people", quantifier, Decimal(2))


@pytest.mark.parametrize("upper", [None, Decimal(0), ONE])
def test_the_upper_value_of_a_range_lies_above_the_lower(upper: Decimal | None) -> None:
    with pytest.raises(ValueError, match="value_max"):
        Quantity(ONE, "people", Quantifier.RANGE, upper)


def test_figures_that_differ_in_trailing_zeros_are_equal() -> None:
    assert Quantity(Decimal("7.50"), "percent") == Quantity(Decimal("7.5"), "percent")
