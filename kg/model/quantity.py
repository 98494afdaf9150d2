"""Quantity: a figure with its unit and how firmly the text bounds it."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

_DECIMAL = re.compile(r"[+-]?\d+(\.\d+)?\Z", re.ASCII)
DIGITS = 15  # what every engine keeps of an xsd:decimal (Virtuoso cuts there)


class Quantifier(StrEnum):
    """How a figure bounds the quantity; gbo:quantifiers."""

    EXACT = "exact"
    ABOUT = "about"
    ALMOST = "almost"
    MORE_THAN = "more-than"
    AT_LEAST = "at-least"
    LESS_THAN = "less-than"
    AT_MOST = "at-most"
    RANGE = "range"
    UNSPECIFIED = "unspecified"


def decimal(text: str) -> Decimal:
    """Read a plain decimal; raise ValueError for separators, exponents or too many digits."""
    if not _DECIMAL.match(text):
        raise ValueError(f"'{text}' is not a plain decimal such as 40000 or 12.21")
    number = Decimal(text)
    if len(number.as_tuple().digits) > DIGITS:
        raise ValueError(f"'{text}' has more than {DIGITS} digits, which engines do not keep")
    return number


def plain(number: Decimal) -> str:
    """The canonical text of a decimal: no exponent, no trailing zeros, no '-0'."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text.removeprefix("+")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure. `value` is None only for `unspecified`; `value_max` is given only for `range`."""

    value: Decimal | None
    unit: str
    quantifier: Quantifier = Quantifier.EXACT
    value_max: Decimal | None = None

    def __post_init__(self) -> None:
        if (self.value is None) != (self.quantifier is Quantifier.UNSPECIFIED):
            raise ValueError("a figure has a value unless its quantifier is 'unspecified'")
        if (self.value_max is None) == (self.quantifier is Quantifier.RANGE):
            raise ValueError("value_max belongs to the quantifier 'range', and to no other")
        if self.value is not None and self.value_max is not None and self.value_max <= self.value:
            raise ValueError(f"value_max {self.value_max} is not above value {self.value}")
