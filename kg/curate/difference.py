"""Difference: which claims were added, withdrawn and superseded between two sets of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.model.claim import Claim, value_key


@dataclass(frozen=True, slots=True)
class Superseded:
    """A claim that is gone, and the one that says of the same thing what it said."""

    old: Claim
    new: Claim


@dataclass(frozen=True, slots=True)
class Difference:
    """Every claim that is only in one of the two sets stands in exactly one of these."""

    added: tuple[Claim, ...]
    withdrawn: tuple[Claim, ...]
    superseded: tuple[Superseded, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.withdrawn or self.superseded)


def difference(old: Iterable[Claim], new: Iterable[Claim]) -> Difference:
    """Compare by id. A claim is superseded by one of the same subject and property, and, of a
    relation, the same object: how it is held, when, or its value has changed. In the same document
    first; of several the likest."""
    before = {claim.id: claim for claim in old}
    after = {claim.id: claim for claim in new}
    gone = sorted((before[name] for name in before.keys() - after.keys()), key=_order)
    come = sorted((after[name] for name in after.keys() - before.keys()), key=_order)
    waiting: defaultdict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in come:
        waiting[_of(claim)].append(claim)
    pairs: list[Superseded] = []
    withdrawn: list[Claim] = []
    for claim in gone:
        others = waiting[_of(claim)]
        if others:
            best = max(others, key=lambda other: (_likeness(claim, other), other.id))
            others.remove(best)
            pairs.append(Superseded(claim, best))
        else:
            withdrawn.append(claim)
    taken = {pair.new.id for pair in pairs}
    added = tuple(claim for claim in come if claim.id not in taken)
    return Difference(added, tuple(withdrawn), tuple(pairs))


def _of(claim: Claim) -> tuple[object, ...]:
    kind = claim.statement.kind if claim.statement else None
    counted = [each.values for each in claim.qualifiers if each.key in ("counted", "of")]
    return claim.subject, claim.property, claim.object, kind, tuple(counted)


def _likeness(one: Claim, other: Claim) -> int:
    """In how many respects the two are alike, the document first of all."""
    pairs: Sequence[tuple[object, object]] = (
        (value_key(one.value), value_key(other.value)),
        (one.validity, other.validity),
        (one.modality, other.modality),
        (one.polarity, other.polarity),
        (one.attributed_to, other.attributed_to),
        (one.qualifiers, other.qualifiers),
        (one.evidence[0].text, other.evidence[0].text),
    )
    return 8 * (one.document == other.document) + sum(a == b for a, b in pairs)


def _order(claim: Claim) -> tuple[str, int, str]:
    return claim.document, claim.evidence[0].span.start, claim.id
