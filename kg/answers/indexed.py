"""Indexed claims: what the side index knows of them, enough to sort and count, nothing to show.

Of a hub with 10,000 claims a page shows 50; only these are read from the store.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kg.answers.claims import Claims, SeenClaim
from kg.answers.condition import Condition
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge
from kg.model.claim import Kind, Modality
from kg.store.claim_index import Index, Value

_KINDS, _MODALITIES = tuple(Kind), tuple(Modality)
_DATES = (
    "from_earliest",
    "from_latest",
    "to_earliest",
    "to_latest",
    "seen_earliest",
    "seen_latest",
)


@dataclass(frozen=True, slots=True)
class IndexedClaim:
    """A claim as the index has it; `at_entity` says whether its object is an entity.

    `days` are first and last day of valid_from, valid_to and as_of.
    """

    id: str
    subject: str
    property: str
    object: str | None
    at_entity: bool
    kind: Kind
    modality: Modality
    is_statement: bool
    days: tuple[int | None, ...]

    def other(self, entity: str) -> str:
        """The end of an edge that is not the entity."""
        return str(self.object) if self.subject == entity else self.subject

    def has_date(self) -> bool:
        """Whether it tells when it holds."""
        return any(day is not None for day in self.days)

    def has_term(self) -> bool:
        """Whether it tells a start or an end."""
        return any(day is not None for day in self.days[:4])

    def time(self) -> tuple[date | None, date | None]:
        """The bounds of its start, else of the day it is given for, else of its end."""
        for first, last in (self.days[0:2], self.days[4:6], self.days[2:4]):
            if first is not None or last is not None:
                return _day(first), _day(last)
        return None, None


def at(
    index: Index, knowledge: Knowledge, entity: str, keep: ClaimFilter
) -> tuple[IndexedClaim, ...]:
    """The claims of which the entity is subject or object, edge by edge."""
    condition = Condition(keep, knowledge.ontology)
    return _read(index, _AT, condition, {"entity": entity})


def these(index: Index, knowledge: Knowledge, keep: ClaimFilter) -> tuple[IndexedClaim, ...]:
    """All claims that the filter allows, edge by edge."""
    return _read(index, "1", Condition(keep, knowledge.ontology), {})


def within(index: Index, knowledge: Knowledge, name: str, slugs: Iterable[str]) -> frozenset[str]:
    """Those of the entities that are of the class or a narrower one."""
    classes = [
        term.name for term in knowledge.ontology.classes.values()
        if name in (term.name, *term.ancestors)
    ]  # fmt: skip
    values = {"classes": json.dumps(classes), "slugs": json.dumps(sorted(set(slugs)))}
    return frozenset(slug for (slug,) in index.select(_WITHIN, values))


def read(knowledge: Knowledge, ids: Iterable[str]) -> dict[str, SeenClaim]:
    """The claims of these ids in the order of their documents; those that are gone left out."""
    return {seen.claim.id: seen for seen in Claims(knowledge).some(ids)}


def some(found: Mapping[str, SeenClaim], ids: Collection[str]) -> tuple[SeenClaim, ...]:
    """Those of the claims that were read, in the order in which they were."""
    if len(ids) == 1:
        return tuple(found[name] for name in ids if name in found)
    wanted = set(ids)
    return tuple(seen for name, seen in found.items() if name in wanted)


def undated(keep: ClaimFilter) -> ClaimFilter:
    """The filter without what asks for ends, properties and days of a claim."""
    return replace(
        keep, subjects=frozenset(), properties=frozenset(), objects=frozenset(),
        valid_on=None, valid_in=None,
    )  # fmt: skip


def _read(
    index: Index, where: str, condition: Condition, values: dict[str, Value]
) -> tuple[IndexedClaim, ...]:
    days = ", ".join(f"c.{name}" for name in _DATES)
    rows = index.select(
        _CLAIMS.format(days=days, where=where, claim=condition.claim), condition.values | values
    )
    return tuple(
        IndexedClaim(
            name,
            subject,
            term,
            target,
            bool(at_entity),
            _KINDS[kind],
            _MODALITIES[modality],
            bool(statement),
            tuple(days),
        )
        for name, subject, term, target, at_entity, kind, modality, statement, *days in rows
    )


def _day(number: int | None) -> date | None:
    return None if number is None else date.fromordinal(number)


_AT = """c.id IN (
    SELECT id FROM claim WHERE subject IN (SELECT id FROM name WHERE text = :entity)
    UNION SELECT id FROM claim WHERE object IN (SELECT id FROM name WHERE text = :entity))"""
_CLAIMS = """
    SELECT c.name, s.text, p.text, o.text, c.edge IS NOT NULL, c.kind, c.modality,
      c.statement, {days}
    FROM claim c JOIN name s ON s.id = c.subject JOIN name p ON p.id = c.property
      LEFT JOIN name o ON o.id = c.object
    WHERE {where} AND {claim} ORDER BY c.edge, c.id"""
_WITHIN = """
    SELECT DISTINCT n.text FROM class k JOIN name n ON n.id = k.entity
    WHERE k.class IN (SELECT id FROM name WHERE text IN (SELECT value FROM json_each(:classes)))
      AND n.text IN (SELECT value FROM json_each(:slugs))"""
