"""Unknowns: what these documents leave open. Only who, where and how often; a page reads claims."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kg.answers.claim_list import ClaimList
from kg.answers.condition import Condition
from kg.answers.entity import Entities
from kg.answers.expansion import check
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge
from kg.answers.stale import stale_plans
from kg.errors import InvalidRequest
from kg.model.claim import StatementKind
from kg.model.period import Period
from kg.vocab import ENTITIES


class Part(StrEnum):
    """What is not known, in the order in which it is told."""

    STALE_PLANS = "stale-plans"
    OPEN_QUESTIONS = "open-questions"
    POSSIBLY_SAME = "possibly-same"
    SINGLE_SOURCE = "single-source"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Unknown:
    """One thing that is not known, about these entities.

    `claims` are ids of claims that show it, of `count` there are. `date` is the promised one of a
    plan, `reason` why an identity is open.
    """

    part: Part
    entities: tuple[str, ...]
    claims: tuple[str, ...] = ()
    count: int = 0
    date: Period | None = None
    reason: str | None = None


class Unknowns:
    """Finds what is not known under one filter, part by part, each in one order.

    `entities` keeps what is about any of them; none is all.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        keep: ClaimFilter,
        *,
        on: date | None = None,
        entities: Collection[str] = (),
    ) -> None:
        self.knowledge = knowledge
        self.keep = keep
        self.on = on
        self.entities = frozenset(entities)
        self._condition = Condition(keep, knowledge.ontology)

    def all(self) -> Mapping[Part, tuple[Unknown, ...] | None]:
        """Every part; None for stale plans where no day is given: there is no clock. Raise
        BrokenGraph."""
        check(self.knowledge.index)
        finders: dict[Part, Callable[[], Iterable[Unknown]]] = {
            Part.STALE_PLANS: self._stale,
            Part.OPEN_QUESTIONS: self._questions,
            Part.POSSIBLY_SAME: self._identities,
            Part.SINGLE_SOURCE: self._single,
            Part.UNDATED: self._undated,
        }
        return {
            part: None
            if part is Part.STALE_PLANS and self.on is None
            else tuple(each for each in find() if self._is_about(each))
            for part, find in finders.items()
        }

    def _is_about(self, each: Unknown) -> bool:
        return not self.entities or not self.entities.isdisjoint(each.entities)

    def _stale(self) -> Iterable[Unknown]:
        if self.on is None:
            return
        for plan in stale_plans(self.knowledge, self.keep, self.on):
            ends: dict[str, None] = {}
            for claim in (seen.claim for seen in plan.claims):
                ends[claim.subject] = None
                term = self.knowledge.ontology.properties[claim.property]
                if claim.object and not term.leads_to_state:
                    ends[claim.object] = None
            ids = tuple(seen.claim.id for seen in plan.claims)
            yield Unknown(Part.STALE_PLANS, tuple(ends), ids, len(ids), plan.date)

    def _questions(self) -> Iterable[Unknown]:
        """Statements that call something open, each once."""
        term, local = self.knowledge.names.term, self.knowledge.names.local
        kind = f"statement-{StatementKind.OPEN_QUESTION}"
        rows = self.knowledge.store.select(f"""
            SELECT ?claim ?statement ?about WHERE {{ GRAPH ?g {{
              ?claim <{term("statement")}> ?statement ; <{term("object")}> ?about .
              ?statement <{term("statementKind")}> <{term(kind)}> }} }}""")
        found = {
            local(str(row["claim"])): (local(str(row["statement"])), local(str(row["about"])))
            for row in rows
        }
        kept = ClaimList(self.knowledge).allowed(found, self.keep)
        statements: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name in sorted(kept):
            statement, about = found[name]
            statements[statement].append((name, about))
        for _, claims in sorted(statements.items()):
            ends = tuple(sorted({end for _, end in claims}))
            ids = tuple(name for name, _ in claims)
            yield Unknown(Part.OPEN_QUESTIONS, ends, ids, len(ids))

    def _identities(self) -> Iterable[Unknown]:
        """Pairs of which the filter allows a claim of both."""
        there = None if self.keep.is_plain else {row[0] for row in self._entities()}
        for pair in Entities(self.knowledge).open_identities():
            if there is None or {pair.first, pair.second} <= there:
                ends = pair.first, pair.second
                yield Unknown(Part.POSSIBLY_SAME, ends, reason=pair.reason)

    def _single(self) -> Iterable[Unknown]:
        """Named entities of which all claims are of one origin: unnamed ones never have two."""
        named = self._named()
        for slug, claims, origins, example in self._entities():
            if origins == 1 and slug in named:
                yield Unknown(Part.SINGLE_SOURCE, (slug,), (example,), claims)

    def _undated(self) -> Iterable[Unknown]:
        rows = self.knowledge.index.select(
            _UNDATED.format(claim=self._condition.claim), self._condition.values
        )
        for name, *ends in rows:
            about = tuple(end for end in ends if end is not None)
            yield Unknown(Part.UNDATED, about, (name,), 1)

    def _entities(self) -> list[tuple[str, int, int, str]]:
        """Each entity with its claims and origins counted, and one claim."""
        return self.knowledge.index.select(
            _COUNTED.format(claim=self._condition.claim), self._condition.values
        )

    def _named(self) -> frozenset[str]:
        names = self.knowledge.names
        rows = self.knowledge.store.select(
            f"SELECT ?e WHERE {{ GRAPH <{names.graph(ENTITIES)}> "
            f"{{ ?e <{names.term('named')}> true }} }}"
        )
        return frozenset(names.local(str(row["e"])) for row in rows)


def chosen(
    found: Mapping[Part, tuple[Unknown, ...] | None], parts: Collection[Part]
) -> tuple[Unknown, ...]:
    """The unknowns of these parts, or of all; raise InvalidRequest where a part needs a day."""
    for part in parts:
        if found[part] is None:
            raise InvalidRequest(f"{part} asks about a day; give on, such as on=2027-01-01.")
    return tuple(
        each for part, some in found.items() if not parts or part in parts for each in some or ()
    )


_COUNTED = """
    WITH kept AS (SELECT c.* FROM claim c WHERE {claim}),
    ends AS (SELECT subject AS entity, name, origin FROM kept
      UNION SELECT object, name, origin FROM kept WHERE edge IS NOT NULL)
    SELECT n.text, COUNT(*), COUNT(DISTINCT e.origin), MIN(e.name)
    FROM ends e JOIN name n ON n.id = e.entity GROUP BY e.entity ORDER BY n.text"""
_UNDATED = """
    SELECT c.name, s.text, CASE WHEN c.edge IS NULL THEN NULL ELSE o.text END
    FROM claim c JOIN name s ON s.id = c.subject LEFT JOIN name o ON o.id = c.object
    JOIN name d ON d.id = c.document
    WHERE c.earliest IS NULL AND NOT c.statement AND {claim} ORDER BY d.text, c.name"""
