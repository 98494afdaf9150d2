"""Difference: how far two compared claims lie apart, told only where that means something."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kg.answers.comparer import About, Comparison, Relation, time_of
from kg.model.claim import Claim
from kg.model.ontology import UnitTerm
from kg.model.period import Period
from kg.model.quantity import Interval, Quantifier, Quantity, plain

_POINTS = frozenset({Quantifier.EXACT, Quantifier.ABOUT, Quantifier.ALMOST})
_RATIO, _RANK = "unit-kind-ratio", "unit-kind-rank"
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Difference:
    """The second less the first, in the unit of the first.

    `relative` is percent of the first; None of ratios and of nothing. `rough`: a hedge such as
    about. `gap` is the distance between the intervals in which the two may lie, and `days` that of
    two dates; None where they meet, or where there is no such thing.
    """

    unit: str | None = None
    absolute: Decimal | None = None
    relative: Decimal | None = None
    rough: bool = False
    gap: Decimal | None = None
    days: int | None = None


def difference(each: Comparison, units: Mapping[str, UnitTerm]) -> Difference | None:
    """How far the two lie apart; None where it means nothing.

    It means nothing between figures that measure different things, that restate one another, or
    that are ranks; and between sums over periods of unlike length.
    """
    a, b = each.first.claim, each.second.claim
    if each.relation in (Relation.NOT_COMPARABLE, Relation.RESTATED):
        return None
    if each.about is About.DATE:
        return _apart(a.value, b.value)
    if each.about is About.START:
        return _apart(a.validity.valid_from, b.validity.valid_from)
    if each.about is About.FIGURE and _sums_alike(a, b):
        return _between(a.value, b.value, units)
    return None


def _between(a: object, b: object, units: Mapping[str, UnitTerm]) -> Difference | None:
    if not isinstance(a, Quantity) or not isinstance(b, Quantity):
        return None
    ours, theirs = units[a.unit], units[b.unit]
    if ours.kind == _RANK or a.value is None or b.value is None:
        return None
    factor = Decimal(1)
    if a.unit != b.unit:
        if ours.factor is None or theirs.factor is None:
            return None
        factor = theirs.factor / ours.factor
    absolute = relative = None
    if a.quantifier in _POINTS and b.quantifier in _POINTS:
        absolute = b.value * factor - a.value
        if a.value and ours.kind != _RATIO:
            relative = (absolute / abs(a.value) * 100).quantize(_TENTH)
    gap = _gap(a.interval, b.interval.times(factor))
    if absolute is None and gap is None:
        return None
    rough = absolute is not None and {a.quantifier, b.quantifier} != {Quantifier.EXACT}
    return Difference(a.unit, absolute, relative, rough, gap)


def _gap(one: Interval, other: Interval) -> Decimal | None:
    if one.meets(other):
        return None
    for lower, upper in ((one, other), (other, one)):
        if lower.high is not None and upper.low is not None and lower.high <= upper.low:
            return upper.low - lower.high
    return None


def _apart(a: object, b: object) -> Difference | None:
    """The fewest days between two dates that do not meet."""
    if not isinstance(a, Period) or not isinstance(b, Period):
        return None
    for before, after in ((a, b), (b, a)):
        if before.latest and after.earliest and before.latest < after.earliest:
            return Difference(days=(after.earliest - before.latest).days)
    return None


def _sums_alike(a: Claim, b: Claim) -> bool:
    """Whether the two are given for a time, or are sums over periods of one length."""
    periods = [
        time_of(claim)
        for claim in (a, b) if any(qualifier.key == "period" for qualifier in claim.qualifiers)
    ]  # fmt: skip
    if not periods:
        return True
    texts = [period.text if period else "" for period in periods]
    return len(texts) == 2 and "/" not in "".join(texts) and len(texts[0]) == len(texts[1])


def told(found: Difference, units: Mapping[str, UnitTerm]) -> str:
    """In words of ours."""
    if found.days is not None:
        return f"{found.days:,} day{'s' if found.days != 1 else ''} apart"
    unit = units[found.unit or ""]
    name = "percentage points" if unit.name == "percent" else unit.symbol or unit.label
    if found.absolute is None:
        return f"at least {_grouped(found.gap or Decimal(0))} {name} apart"
    if not found.absolute:
        return "no difference"
    rough = "about " if found.rough else ""
    more = "more" if found.absolute > 0 else "less"
    share = f" ({found.relative:+f} %)" if found.relative is not None else ""
    return f"{rough}{_grouped(abs(found.absolute))} {name} {more}{share}"


def _grouped(number: Decimal) -> str:
    whole, point, rest = plain(number).partition(".")
    return f"{int(whole):,}{point}{rest}"
