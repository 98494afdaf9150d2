"""Expansion: the edges at some entities, the one way in which graphs are walked.

Neighbourhood, paths and analysis ask an Expander and nothing else. It is written once, over an
index of claims: the one beside a release, or one made of what the store says at that moment.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from kg.answers.backing import Backing
from kg.answers.condition import HOLDS, Condition
from kg.answers.filter import ClaimFilter, Direction
from kg.answers.knowledge import Knowledge
from kg.answers.reading import reading
from kg.model.claim import Kind
from kg.model.period import Holds, written
from kg.store import index_writer
from kg.store.claim_index import Index, Value
from kg.store.index_writer import FIRST, LAST
from kg.vocab import SLUG


@dataclass(frozen=True, slots=True)
class Edge:
    """All allowed claims with one subject, property and object.

    `claims` are their ids; `Claims(knowledge).some(ids)` reads them. `kinds` are the firmest first.
    `holds` is the best answer among them for `valid_on`; None where no day was asked for.
    `sources` counts the origins that say so, or that deny it where all do. `contested`: some
    claim, allowed or not, denies what another says. `first_seen` and `last_seen` are the first
    and last possible days of issue of the documents; None is not known. `dates` are the first and
    last days that its dated claims may mean, each pair once, None where that end is open; `periods`
    are the same in EDTF, no more precise than the texts; as many as `undated` of its claims have no
    date. `backing` has what each of the claims adds to these.
    """

    subject: str
    property: str
    object: str
    kinds: tuple[Kind, ...]
    documents: tuple[str, ...]
    claims: tuple[str, ...]
    sources: int
    is_statement: bool
    contested: bool
    holds: Holds | None
    first_seen: date | None
    last_seen: date | None
    dates: tuple[tuple[date | None, date | None], ...]
    periods: tuple[str, ...]
    undated: int
    backing: tuple[Backing, ...]

    def other(self, slug: str) -> str:
        """The end that is not `slug`."""
        return self.object if self.subject == slug else self.subject


@dataclass(frozen=True, slots=True)
class Count:
    """How many edges leave (`out`) or reach (`in`) an entity by one property.

    `kinds` has how many of them have a claim of each kind; one edge may count for several.
    """

    property: str
    direction: str
    edges: int
    kinds: tuple[tuple[Kind, int], ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A page of the edges at one entity in their rank, and how many there are in all.

    Rank: relations before statements, then a few edges of each property, direction and type of
    neighbour at a time, so that no one of them fills the first page; within these more origins,
    more documents, more claims, firmer kind, later seen, the names. It is the rank among all
    claims, so that a filter leaves edges out but never turns their order round.
    """

    edges: tuple[Edge, ...]
    counts: tuple[Count, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Best:
    """The first edges of several entities; `is_cut` says whether any of these has more."""

    edges: tuple[Edge, ...]
    is_cut: bool


class Expander:
    """Gives edges of one state of the graph. Safe to use from several threads.

    A graph with a version is asked through its side index. Nobody tells when another changes, so
    it is read anew: once for each expansion, or once for each `max_values` entities.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def expand(self, entities: Collection[str], keep: ClaimFilter) -> tuple[Edge, ...]:
        """Every edge at any of these entities, each once, by subject, property and object.

        `keep.direction` and `keep.neighbour_types` look from each of the entities. What is no
        entity has no edges. Raise BrokenGraph where a claim at one of them cannot be read.
        """
        condition = Condition(keep, self.knowledge.ontology)
        with self.index(entities) as index:
            return self._edges(
                index, condition, f"c.edge IN (SELECT h.edge {_AT} AND {condition.half})", entities
            )

    def numbered(self, numbers: Collection[int], keep: ClaimFilter) -> dict[int, Edge]:
        """Those of the edges with these numbers of the index that the filter allows."""
        condition, listed = Condition(keep, self.knowledge.ontology), ", ".join(map(str, numbers))
        index = self.knowledge.index
        return dict(self._numbered(index, condition, f"c.edge IN ({listed})", ()))

    def ranked(self, entity: str, keep: ClaimFilter, *, start: int, size: int) -> Ranked:
        """The edges `start` to `start + size` at one entity in their rank, and counts of all."""
        condition = Condition(keep, self.knowledge.ontology)
        with self.index([entity]) as index:
            counts = self._counts(index, condition, entity)
            found = index.select(
                f"SELECT h.edge {_AT} AND {condition.half} AND {condition.edge} "
                "ORDER BY h.place LIMIT :size OFFSET :start",
                condition.values | _given([entity]) | {"size": size, "start": start},
            )
            order = {edge: place for place, (edge,) in enumerate(found)}
            listed = ", ".join(map(str, order))
            edges = list(self._numbered(index, condition, f"c.edge IN ({listed})", [entity]))
        page = sorted(edges, key=lambda each: order[each[0]])
        total = sum(count.edges for count in counts)
        return Ranked(tuple(edge for _, edge in page), counts, total)

    def best(self, entities: Sequence[str], keep: ClaimFilter, *, most: int) -> Best:
        """The first edges of each entity in its rank, at most `most`, entity by entity.

        An edge of two of them comes twice.
        """
        condition = Condition(keep, self.knowledge.ontology)
        with self.index(entities) as index:
            rows = index.select(
                _FIRST.format(at=_AT, half=condition.half, edge=condition.edge),
                condition.values | _given(entities) | {"most": most},
            )
            order = {slug: place for place, slug in enumerate(entities)}
            rows.sort(key=lambda row: (order[row[0]], row[2]))
            kept = [edge for _, edge, place in rows if place <= most]
            listed = ", ".join(map(str, sorted(set(kept))))
            found = dict(self._numbered(index, condition, f"c.edge IN ({listed})", entities))
        return Best(tuple(found[edge] for edge in kept), len(kept) < len(rows))

    def counts(self, entity: str, keep: ClaimFilter) -> tuple[Count, ...]:
        """How many edges there are at the entity by property and direction."""
        with self.index([entity]) as index:
            return self._counts(index, Condition(keep, self.knowledge.ontology), entity)

    def degrees(self, entities: Collection[str], keep: ClaimFilter) -> dict[str, int]:
        """How many edges there are at each of the entities."""
        condition = Condition(keep, self.knowledge.ontology)
        values = condition.values | _given(entities)
        if condition.plain and condition.half == "1":
            query = _TALLIED
        else:
            query = (
                "SELECT (SELECT text FROM name WHERE id = h.entity), COUNT(*) "
                f"{_AT} AND {condition.half} AND {condition.edge} GROUP BY h.entity"
            )
        with self.index(entities) as index:
            found = dict(index.select(query, values))
        return {entity: found.get(entity, 0) for entity in entities}

    @contextmanager
    def index(self, entities: Collection[str]) -> Iterator[Index]:
        """The index in which the claims at these entities are; raise BrokenGraph."""
        known = self.knowledge
        if known.versioned:
            check(known.index, entities)
            yield known.index
            return
        wanted = [entity for entity in entities if SLUG.match(entity)]
        with index_writer.around(known.store, known.names, wanted) as index:
            check(index, entities)
            yield index

    def _edges(
        self, index: Index, condition: Condition, wanted: str, entities: Collection[str]
    ) -> tuple[Edge, ...]:
        return tuple(edge for _, edge in self._numbered(index, condition, wanted, entities))

    def _numbered(
        self, index: Index, condition: Condition, wanted: str, entities: Collection[str]
    ) -> Iterator[tuple[int, Edge]]:
        """The edges with their numbers, made of the claims that the condition allows."""
        rows = index.select(
            _CLAIMS.format(holds=condition.holds, wanted=wanted, allowed=condition.claim),
            condition.values | _given(entities),
        )
        for number, group in groupby(rows, key=itemgetter(0)):
            yield number, self._edge(list(group))

    def _edge(self, rows: list[tuple[Any, ...]]) -> Edge:
        _, subject, name, target, contested = rows[0][:5]
        if name not in self.knowledge.ontology.properties:
            with reading(self.knowledge.names.claim(rows[0][11]), "a claim"):
                raise ValueError(f"'{name}', which is no property")
        claims, documents, kinds, statements, negative, origins, holds, first, last, *days = zip(
            *(row[11:] for row in rows), strict=True
        )
        dated = [pair for pair in zip(*days, strict=True) if pair != (None, None)]
        told = _told(zip((row[5:11] for row in rows), zip(*days, strict=True), strict=True))
        saying = {o for o, n in zip(origins, negative, strict=True) if not n} or set(origins)
        return Edge(
            subject, name, target,
            kinds=tuple(_KINDS[number] for number in sorted(set(kinds))),
            documents=tuple(sorted(set(documents))),
            claims=claims,
            sources=len(saying),
            is_statement=all(statements),
            contested=bool(contested),
            holds=None if holds[0] is None else HOLDS[max(holds)],
            first_seen=_day(min(first)),
            last_seen=_day(max(last)),
            dates=tuple((_day(start), _day(end)) for start, end in sorted(set(dated))),
            periods=tuple(told[pair] for pair in sorted(set(dated))),
            undated=len(claims) - len(dated),
            backing=_backing(rows),
        )  # fmt: skip

    def _counts(self, index: Index, condition: Condition, entity: str) -> tuple[Count, ...]:
        query = _TALLY if condition.plain and condition.half == "1" else _COUNTED
        parts = {"half": condition.half, "edge": condition.edge, "claim": condition.claim}
        rows = index.select(query.format(at=_AT, **parts), condition.values | _given([entity]))
        found: dict[tuple[str, int], dict[int, int]] = defaultdict(dict)
        for name, incoming, kind, edges in rows:
            found[name, incoming][kind] = edges
        return tuple(
            Count(
                name,
                (Direction.IN if incoming else Direction.OUT).value,
                kinds.pop(_ANY),
                tuple((_KINDS[kind], kinds[kind]) for kind in sorted(kinds)),
            )
            for (name, incoming), kinds in sorted(found.items())
        )


_Pair = tuple[int | None, int | None]


def _told(rows: Iterable[tuple[tuple[int | None, ...], _Pair]]) -> dict[_Pair, str]:
    """Of each pair of first and last day what the texts say: 2026/.. where one says from 2026.

    Where two texts with one pair are not equally precise, the less precise one.
    """
    found: dict[_Pair, str] = {}
    for bounds, pair in rows:
        begun, ended, seen = (
            (_day(bounds[place]), _day(bounds[place + 1])) for place in (0, 2, 4)
        )  # fmt: skip
        if any(begun) or any(ended):
            start = written(*begun) if any(begun) else written(*seen) if any(seen) else ".."
            end = written(*ended) if any(ended) else ".."
            text = f"{start.partition('/')[0]}/{end.rpartition('/')[2]}"
        else:
            text = written(*seen)
        if pair not in found or len(text) < len(found[pair]):
            found[pair] = text
    return found


def _backing(rows: Iterable[tuple[Any, ...]]) -> tuple[Backing, ...]:
    """What each claim adds; origins are told apart by their numbers within the edge."""
    numbers: dict[Any, int] = {}
    return tuple(
        Backing(
            claim, document, _KINDS[kind], numbers.setdefault(origin, len(numbers)),
            _day(start), _day(end), _day(first), _day(last),
        )
        for *_, claim, document, kind, _, _, origin, _, first, last, start, end in rows
    )  # fmt: skip


def check(index: Index, entities: Collection[str] | None = None) -> None:
    """Raise BrokenGraph for a claim that cannot be read, at one of the entities or anywhere."""
    here = "WHERE entity IN (SELECT value FROM json_each(:entities))" if entities else ""
    for iri, missing, wrong in index.select(
        f"SELECT iri, missing, wrong FROM broken {here} ORDER BY iri LIMIT 1",
        _given(entities or ()),
    ):
        with reading(iri, "a claim"):
            raise KeyError(missing) if missing else ValueError(wrong)


def _given(entities: Collection[str]) -> dict[str, Value]:
    return {"entities": json.dumps(sorted(entities))}


def _day(number: int | None) -> date | None:
    return None if number in (None, FIRST, LAST) else date.fromordinal(number)


_KINDS = tuple(Kind)
_ANY = -1  # counts an edge once, whatever its kinds
_AT = """FROM half h WHERE h.entity IN (SELECT id FROM name
    WHERE text IN (SELECT value FROM json_each(:entities)))"""
_CLAIMS = """
    SELECT c.edge, s.text, p.text, o.text, e.contested,
      c.from_earliest, c.from_latest, c.to_earliest, c.to_latest, c.seen_earliest, c.seen_latest,
      c.name, d.text, c.kind, c.statement,
      c.negative, c.origin, {holds}, c.issued_earliest, c.issued_latest,
      c.earliest, c.latest
    FROM claim c JOIN edge e ON e.id = c.edge JOIN name s ON s.id = c.subject
      JOIN name p ON p.id = c.property JOIN name o ON o.id = c.object
      JOIN name d ON d.id = c.document
    WHERE {wanted} AND {allowed} ORDER BY c.edge, c.id"""
_FIRST = """
    SELECT (SELECT text FROM name WHERE id = entity), edge, n FROM (
      SELECT h.entity, h.edge, ROW_NUMBER() OVER (PARTITION BY h.entity ORDER BY h.place) AS n
      {at} AND {half} AND {edge}) WHERE n <= :most + 1"""
_TALLY = """SELECT p.text, h.incoming, h.kind, h.edges FROM tally h
    JOIN name p ON p.id = h.property WHERE h.entity IN (SELECT id FROM name
      WHERE text IN (SELECT value FROM json_each(:entities)))"""
_TALLIED = """SELECT n.text, SUM(t.edges) FROM tally t JOIN name n ON n.id = t.entity
    WHERE t.kind = -1 AND t.entity IN (SELECT id FROM name
      WHERE text IN (SELECT value FROM json_each(:entities))) GROUP BY t.entity"""
_COUNTED = """
    WITH kept AS (SELECT h.edge, h.property, h.incoming {at} AND {half} AND {edge})
    SELECT p.text, k.incoming, -1, COUNT(*) FROM kept k JOIN name p ON p.id = k.property
      GROUP BY k.property, k.incoming
    UNION ALL
    SELECT p.text, k.incoming, c.kind, COUNT(DISTINCT c.edge) FROM kept k
      JOIN claim c ON c.edge = k.edge JOIN name p ON p.id = k.property WHERE {claim}
      GROUP BY k.property, k.incoming, c.kind"""
