"""Overlap: whether claims hold on one day, may, or cannot."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kg.answers.claims import Claims, SeenClaim
from kg.answers.course import Overlap
from kg.answers.expansion import Edge
from kg.answers.knowledge import Knowledge
from kg.model.period import Holds, Validity

Days = tuple[int, int]  # first and last
Holding = Callable[[Validity], list[Days]]
_EVER: Days = (date.min.toordinal(), date.max.toordinal())


@dataclass(frozen=True, slots=True)
class Together:
    """Whether all hops of a path hold on one day: surely, perhaps, or on none.

    `first` and `last` are of the longest time in which nothing rules it out; None is open, and
    both are None where there is no such day.
    """

    holds: Holds
    first: date | None = None
    last: date | None = None


class Times:
    """When edges hold. Their claims are read as they are asked about, and kept in `seen`."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge, self._claims = knowledge, Claims(knowledge)
        self.seen: dict[str, SeenClaim] = {}

    def read(self, hops: Iterable[Sequence[Edge]]) -> None:
        """Read the dates of these edges, in one query."""
        wanted = {each for hop in hops for edge in hop for each in edge.claims}
        new = wanted - self.seen.keys()
        if new:
            self.seen |= {each.claim.id: each for each in self._claims.some(new)}

    def together(self, hops: Sequence[Sequence[Edge]]) -> Together:
        """Whether the hops hold on one day; any edge of a hop will do."""
        self.read(hops)
        possible = self._common(hops, may_hold)
        if not possible:
            return Together(Holds.NO)
        sure = self._common(hops, surely_hold)
        first, last = max(sure or possible, key=lambda days: (days[1] - days[0], days))
        return Together(
            Holds.YES if sure else Holds.UNKNOWN,
            None if first == _EVER[0] else date.fromordinal(first),
            None if last == _EVER[1] else date.fromordinal(last),
        )

    def fitting(self, hops: Sequence[Sequence[Edge]], overlap: Overlap) -> int | None:
        """How many of the first hops hold on one day, as asked; None for all of them."""
        self.read(hops)
        holding = surely_hold if overlap is Overlap.SURELY else may_hold
        for count in range(1, len(hops) + 1):
            if not self._common(hops[:count], holding):
                return count - 1
        return None

    def _common(self, hops: Sequence[Sequence[Edge]], holding: Holding) -> list[Days]:
        """The days on which every hop holds, as spans that do not meet."""
        found = [_EVER]
        for hop in hops:
            claims = (self.seen[each].claim for edge in hop for each in edge.claims)
            spans = _merged(span for claim in claims for span in holding(claim.validity))
            found = [
                (max(one[0], other[0]), min(one[1], other[1]))
                for one in found for other in spans
                if one[0] <= other[1] and other[0] <= one[1]
            ]  # fmt: skip
        return found


def may_hold(validity: Validity) -> list[Days]:
    """The days on which it is not ruled out: see Validity.holds_on."""
    start = validity.valid_from.earliest if validity.valid_from else None
    end = validity.valid_to.latest if validity.valid_to else None
    return [(_EVER[0] if start is None else start.toordinal(),
             _EVER[1] if end is None else end.toordinal())]  # fmt: skip


def surely_hold(validity: Validity) -> list[Days]:
    """The days on which its dates settle that it holds."""
    found: list[Days] = []
    seen, start, end = validity.as_of, validity.valid_from, validity.valid_to
    if seen and seen.earliest and seen.earliest == seen.latest:
        found.append((seen.earliest.toordinal(), seen.earliest.toordinal()))
    if start and start.latest and end and end.earliest and start.latest <= end.earliest:
        found.append((start.latest.toordinal(), end.earliest.toordinal()))
    ((first, last),) = may_hold(validity)
    return [each for each in found if first <= each[0] and each[1] <= last]


def _merged(spans: Iterable[Days]) -> list[Days]:
    found: list[Days] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found
