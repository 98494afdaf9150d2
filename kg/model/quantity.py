"""Quantity: a figure with its unit and how firmly the text bounds it."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

_DECIMAL = re.compile(r"[+-]?\d+(\.\d+)?\Z", re.ASCII)
TOLERANCE = Decimal("0.1")  # how far "about" and "almost" may be from the figure: our reading
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

    @property
    def interval(self) -> "Interval":
        """Where the quantity may lie, as firmly as the text says it."""
        if self.value is None:
            return Interval(None, None)
        low, high = self.value, self.value if self.value_max is None else self.value_max
        around = abs(self.value) * TOLERANCE
        return {
            Quantifier.ABOUT: Interval(low - around, high + around),
            Quantifier.ALMOST: Interval(low - around, high, high_open=True),
            Quantifier.MORE_THAN: Interval(low, None, low_open=True),
            Quantifier.AT_LEAST: Interval(low, None),
            Quantifier.LESS_THAN: Interval(None, high, high_open=True),
            Quantifier.AT_MOST: Interval(None, high),
        }.get(self.quantifier, Interval(low, high))


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`; None is without bound, an open end is not itself included."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    def meets(self, other: "Interval") -> bool:
        """Whether a quantity may lie in both."""
        return self._reaches(other) and other._reaches(self)

    def _reaches(self, other: "Interval") -> bool:
        """Whether this one does not end before the other begins."""
        if self.high is None or other.low is None or self.high > other.low:
            return True
        return self.high == other.low and not (self.high_open or other.low_open)

    def times(self, factor: Decimal) -> "Interval":
        """The same in another unit."""
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        return Interval(low, high, self.low_open, self.high_open)
