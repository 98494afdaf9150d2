"""Figures of a text: value, unit, quantifier and what is counted."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.dates import dates
from kg.extract.figure import Figure
from kg.extract.numbers import ordinal
from kg.extract.quantities import quantities
from kg.extract.tokens import tokens
from kg.model.quantity import Quantifier


def found(text: str) -> tuple[Figure, ...]:
    return quantities(tokens(text), [each.span for each in dates(text, None)])


def only(text: str) -> Figure:
    (figure,) = found(text)
    return figure


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("more than 60 hectares", 60, "hectares"),
        ("120.56 square kilometers", "120.56", "squareKilometres"),
        ("500,000 sq m", 500_000, "squareMetres"),
        ("500,000 sq. m of land", 500_000, "squareMetres"),
        ("HK$3.7 billion", 3_700_000_000, "hongKongDollars"),
        ("US$5 million", 5_000_000, "usDollars"),
        ("846.14 billion yuan", 846_140_000_000, "yuan"),
        ("20 million patacas", 20_000_000, "patacas"),
        ("30%", 30, "percent"),
        ("eighty per cent", 80, "percent"),
        ("the 100-kilometre bay", 100, "kilometres"),
        ("a 40-year-old man", 40, "years"),
        ("the one-year scheme", 1, "years"),
        ("twenty-seven minutes", 27, "minutes"),
        ("one-third of the plot", "0.333333", "fraction"),
        ("six-thousand vouchers", 6000, None),
        ("one and a half million people", 1_500_000, None),
        ("almost two and half million people", 2_500_000, None),
        ("the 70th anniversary", 70, None),
        ("a three-nation visit", 3, None),
        ("two-thirds of the members", "0.666667", "fraction"),
        ("almost half of the town", "0.5", "fraction"),
        ("one hundred and twenty people", 120, None),
        ("ten million residents", 10_000_000, None),
        ("a dozen firms", 12, None),
        ("1.2 million passenger trips", 1_200_000, None),
        ("some 50 000 flats", 50_000, None),
        ("in 2023 360 hectares", 360, "hectares"),
        ("HK$3.5bn", 3_500_000_000, "hongKongDollars"),
        ("US$20m", 20_000_000, "usDollars"),
        ("a 230km race", 230, "kilometres"),
        ("30m high", 30, "metres"),
        ("drones of 150kg", 150, None),
        ("12 km² of land", 12, "squareKilometres"),
        ("500sqm", 500, "squareMetres"),
        ("€5 million", 5_000_000, None),
        ("half a million people", 500_000, None),
        ("a quarter of a million people", 250_000, None),
        ("half an hour", "0.5", "hours"),
        ("half a kilometre", "0.5", "kilometres"),
        ("one and a half hours", "1.5", "hours"),
        ("a year and a half", "1.5", "years"),
        ("about an hour", 1, "hours"),
        ("within a week", 1, "weeks"),
        ("a decade or so", 1, None),
        ("a huge market: 87 million people", 87_000_000, None),
        ("3,000-plus firms", 3000, None),
        ("two million-plus people", 2_000_000, None),
        ("the 8-million-strong city", 8_000_000, None),
        ("6.9m people", 6_900_000, None),
        ("a HK$30-billion fund", 30_000_000_000, "hongKongDollars"),
        ("HKD300m", 300_000_000, "hongKongDollars"),
        ("CNY 3 billion", 3_000_000_000, "yuan"),
        ("MOP500 million", 500_000_000, "patacas"),
        ("5 million USD", 5_000_000, "usDollars"),
        ("6.4 billion U.S. dollars", 6_400_000_000, "usDollars"),
        ("a 200-million-yuan fund", 200_000_000, "yuan"),
        ("nearly 80 pct", 80, "percent"),
        ("35 percent-owned", 35, "percent"),
        ("10 km-long", 10, "kilometres"),
        ("350 km/h", 350, None),
        ("100,000 m2 of floor", 100_000, "squareMetres"),
        ("a 12,000-square-metre hall", 12_000, "squareMetres"),
        ("a 500 square-metre hall", 500, "squareMetres"),
        ("20,000 sq ft", 20_000, None),
        ("one in five residents", "0.2", "fraction"),
        ("four out of five members", "0.8", "fraction"),
        ("a 10-fold increase", 10, "fraction"),
    ],
)
def test_a_figure_has_its_value_and_unit(text: str, value: int | str, unit: str | None) -> None:
    figure = only(text)
    assert figure.value == Decimal(value)
    assert figure.unit == unit


@pytest.mark.parametrize(
    ("text", "quantifier"),
    [
        ("nearly 300 hectares", Quantifier.ALMOST), ("about 60 people", Quantifier.ABOUT),
        ("some 20 hectares", Quantifier.ABOUT), ("over ten patents", Quantifier.MORE_THAN),
        ("at least 5 ports", Quantifier.AT_LEAST), ("up to 8 trips", Quantifier.AT_MOST),
        ("fewer than 9 ships", Quantifier.LESS_THAN), ("60 people", Quantifier.EXACT),
        ("no fewer than 7 ships", Quantifier.AT_LEAST), ("60 or more", Quantifier.AT_LEAST),
        ("3,000-plus firms", Quantifier.AT_LEAST), ("100,000+ users", Quantifier.AT_LEAST),
        ("200-odd firms", Quantifier.ABOUT), ("a week or so", Quantifier.ABOUT),
    ],
)  # fmt: skip
def test_the_words_before_a_figure_bound_it(text: str, quantifier: Quantifier) -> None:
    assert only(text).quantifier is quantifier


def test_a_range_may_be_joined_to_its_unit() -> None:
    figure = only("three- to five-year plans")
    assert [figure.value, figure.value_max, figure.unit] == [Decimal(3), Decimal(5), "years"]


def test_the_unit_of_a_list_is_that_of_its_last_figure() -> None:
    figures = found("20, 30 and 40 hectares")
    assert [(each.value, each.unit) for each in figures] == [
        (Decimal(20), "hectares"), (Decimal(30), "hectares"), (Decimal(40), "hectares"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["20 to 30 ports", "between 20 and 30 ports", "20-30 ports"])
def test_a_range_has_two_ends(text: str) -> None:
    figure = only(text)
    assert [figure.value, figure.value_max] == [Decimal(20), Decimal(30)]
    assert figure.quantifier is Quantifier.RANGE


def test_the_scale_of_a_range_is_that_of_its_end() -> None:
    figure = only("20 to 30 million people")
    assert [figure.value, figure.value_max] == [Decimal(20_000_000), Decimal(30_000_000)]


def test_the_noun_that_is_counted_stands_with_its_words() -> None:
    figure = only("More than sixty overseas and local enterprises signed leases")
    assert figure.quantifier is Quantifier.MORE_THAN
    figure = only("the first three new buildings in the park")
    assert (figure.words, figure.counted) == ("buildings", "new buildings")
    assert only("double the funds raised by the bank").words == "funds"
    assert only("€5 million").words == "euros"


@pytest.mark.parametrize(
    "text",
    [
        "one of them", "no one", "at 11am", "Terminal 4", "phase two", "No 8", "in 2027",
        "one day", "an hour", "more than a year ago", "a year and a half later", "from 9:30 on",
        "a 5G network", "5 to 7 May", "in 2024-25", "the 2026-2030 plan",
    ],
)  # fmt: skip
def test_what_is_no_figure_is_none(text: str) -> None:
    assert [each for each in found(text) if each.unit != "days"] == []


def test_ordinals_are_read() -> None:
    assert [ordinal(word) for word in ("third", "27th", "1st", "north")] == [3, 27, 1, None]


@given(
    st.text(alphabet=st.sampled_from("0123456789,.-$% abcHKone two half million to–"), max_size=60)
)
def test_any_text_has_figures_or_none_and_never_breaks(text: str) -> None:
    for figure in found(text):
        assert 0 <= figure.span.start < figure.span.end <= len(text)
        assert figure.value_max is None or figure.value_max > figure.value
