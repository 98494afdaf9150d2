"""Conflicts: claims side by side, and what they are to each other. Nobody wins.

The side index tells which claims could be compared at all, so that a graph is not read for a few.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from kg.answers.claim_list import ClaimList
from kg.answers.claims import Claims, SeenClaim
from kg.answers.comparer import Comparer, Comparison, Relation
from kg.answers.entity import Entities, mentioned
from kg.answers.expansion import check
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge
from kg.answers.wording import Wording
from kg.errors import NotFound
from kg.model.claim import Rank
from kg.store.claim_index import Index

MOST = 100  # claims of one subject and property that are compared with one another


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Every pair that somebody might set side by side, conflicts first.

    `left_out` has how many claims were not looked at, because their subject has too many claims of
    their property.
    """

    found: tuple[Comparison, ...]
    left_out: int

    def one(self, name: str) -> Comparison:
        """The comparison of this id; raise NotFound."""
        for each in self.found:
            if each.id == name:
                return each
        raise NotFound(f"no comparison '{name[:40]}'. There are: /conflicts or `kg conflicts`.")

    @property
    def standing(self) -> "Standing":
        return Standing.of(self.found)


@dataclass(frozen=True, slots=True)
class Standing:
    """In which comparisons each claim stands, by its id, and how many conflicts an entity has."""

    claims: Mapping[str, tuple[Comparison, ...]]
    conflicts: Mapping[str, int]

    @classmethod
    def of(cls, found: Iterable[Comparison]) -> "Standing":
        claims: defaultdict[str, tuple[Comparison, ...]] = defaultdict(tuple)
        conflicts: defaultdict[str, int] = defaultdict(int)
        for each in found:
            for seen in (each.first, each.second):
                claims[seen.claim.id] += (each,)
            if each.relation is Relation.CONFLICT:
                conflicts[each.first.claim.subject] += 1
        return cls(dict(claims), dict(conflicts))


def comparisons(
    knowledge: Knowledge, subjects: Collection[str] | None = None, *, most: int = MOST
) -> SideBySide:
    """Compare the claims of each subject, or of these. Raise BrokenGraph.

    Of one subject and property at most `most` claims are compared with one another.
    """
    groups, left_out = _candidates(knowledge, subjects, most)
    wanted = {name for group in groups for name in group}
    read = {
        seen.claim.id: seen
        for seen in Claims(knowledge).some(wanted) if seen.claim.rank is not Rank.DEPRECATED
    }  # fmt: skip
    named = {slug for seen in read.values() for slug in mentioned(seen, knowledge)}
    words = Wording(knowledge.ontology, Entities(knowledge).cards(named))
    comparer = Comparer(knowledge.ontology, words)
    found: dict[str, Comparison] = {}
    for group in groups:
        there = [read[name] for name in group if name in read]
        for one, other in combinations(there, 2):
            compared = comparer.compare(one, other)
            if compared is not None:
                found[compared.id] = compared
    order = list(Relation)
    return SideBySide(
        tuple(sorted(found.values(), key=lambda each: (order.index(each.relation), _ids(each)))),
        left_out,
    )


def some(
    found: Iterable[Comparison],
    keep: ClaimFilter,
    knowledge: Knowledge,
    *,
    entities: Collection[str] = (),
    relations: Collection[Relation] = (),
) -> tuple[Comparison, ...]:
    """Those of these relations, about these entities, of which the filter allows both claims.

    An entity is one that they are about where it is subject or object.
    """
    wanted = [
        each for each in found
        if (not relations or each.relation in relations)
        and (not entities or not _ends(each).isdisjoint(entities))
    ]  # fmt: skip
    if keep.is_plain:
        return tuple(wanted)
    ids = {seen.claim.id for each in wanted for seen in (each.first, each.second)}
    allowed = ClaimList(knowledge).allowed(ids, keep)
    return tuple(
        each for each in wanted
        if each.first.claim.id in allowed and each.second.claim.id in allowed
    )  # fmt: skip


def standing(knowledge: Knowledge, claims: Iterable[SeenClaim]) -> Standing:
    """In which comparisons these claims stand."""
    return comparisons(knowledge, {seen.claim.subject for seen in claims}).standing


def _ends(each: Comparison) -> set[str]:
    found = {each.first.claim.subject}
    return found | {seen.claim.object for seen in (each.first, each.second) if seen.claim.object}


def _ids(each: Comparison) -> tuple[str, str, str, str]:
    first, second = each.first.claim, each.second.claim
    return first.subject, first.property, first.id, second.id


def _candidates(
    knowledge: Knowledge, subjects: Collection[str] | None, most: int
) -> tuple[list[list[str]], int]:
    """The ids of claims that may be compared with one another, group by group."""
    index = knowledge.index
    check(index, subjects)
    groups: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for name, *key in _rows(index, knowledge, subjects):
        groups[tuple(key)].append(name)
    several = [sorted(group) for group in groups.values() if len(group) > 1]
    left_out = sum(max(0, len(group) - most) for group in several)
    return [group[:most] for group in several], left_out


def _rows(
    index: Index, knowledge: Knowledge, subjects: Collection[str] | None
) -> list[tuple[Any, ...]]:
    """Claims with a value by subject and property; others by their object, too."""
    properties = knowledge.ontology.properties.values()
    valued = [p.name for p in properties if p.is_measure or p.range == "EDTF"]
    values = {"valued": json.dumps(valued), "states": json.dumps(_states(knowledge))}
    here = "1"
    if subjects is not None:
        values["subjects"] = json.dumps(sorted(subjects))
        here = f"subject IN ({_NAMED.format('subjects')})"
    return index.select(_GROUPED.format(here=here), values)


def _states(knowledge: Knowledge) -> list[str]:
    return [p.name for p in knowledge.ontology.properties.values() if p.leads_to_state]


_NAMED = "SELECT id FROM name WHERE text IN (SELECT value FROM json_each(:{}))"
# a value is compared with others of its property; what has no value only with a denial of the same,
# or where it is told to begin on another day
_GROUPED = """
    WITH here AS MATERIALIZED (SELECT name, subject, property, object, negative, from_earliest,
      from_latest FROM claim WHERE {here} AND NOT statement),
    valued AS (SELECT subject, property FROM here
      WHERE property IN (SELECT id FROM name WHERE text IN (SELECT value FROM json_each(:valued)))
      GROUP BY 1, 2 HAVING COUNT(*) > 1),
    same AS (SELECT subject, property, object FROM here WHERE object IS NOT NULL
      GROUP BY 1, 2, 3 HAVING COUNT(*) > 1 AND (MAX(negative) > MIN(negative)
        OR MAX(from_earliest) > MIN(from_latest)
        OR (COUNT(from_earliest) > 1 AND property IN (
          SELECT id FROM name WHERE text IN (SELECT value FROM json_each(:states)))))),
    told AS (SELECT subject, property FROM here WHERE object IS NULL
      GROUP BY 1, 2 HAVING MAX(negative) > MIN(negative))
    SELECT name, subject, property, NULL FROM here JOIN valued USING (subject, property)
    UNION
    SELECT name, subject, property, object FROM here JOIN same USING (subject, property, object)
    UNION
    SELECT name, subject, property, NULL FROM here JOIN told USING (subject, property)
    ORDER BY 1"""
