"""Ground: the edges of a whole graph that a filter allows, as sets of numbers in memory.

It is made of the side index in one reading and kept with it: a search that looks at thousands of
entities would wait for the index at each. Numbers are those of the index: they sort as slugs do.
"""

import json
from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any

from kg.answers.condition import Condition
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge
from kg.answers.routes import Ways
from kg.model.ontology import Ontology
from kg.store.claim_index import Index

KEPT = 4  # grounds of different filters at once

_ALL = "SELECT c.subject, c.object FROM edge c WHERE c.subject <> c.object {without}"
_SOME = """SELECT c.subject, c.object FROM claim c
    WHERE c.edge IS NOT NULL AND c.subject <> c.object AND {claim} {without} GROUP BY c.edge"""
_WITHOUT = """AND c.property NOT IN
    (SELECT id FROM name WHERE text IN (SELECT value FROM json_each(:without)))"""
_SOURCES = """
    SELECT c.subject, c.object, IFNULL(NULLIF(
        COUNT(DISTINCT CASE WHEN c.negative THEN NULL ELSE c.origin END), 0),
        COUNT(DISTINCT c.origin)) AS sources FROM claim c
    WHERE c.edge IS NOT NULL AND c.subject <> c.object AND {claim} {without}
    GROUP BY c.edge HAVING COUNT(DISTINCT c.origin) > 1"""
_DEGREES = "SELECT h.entity, COUNT(*) FROM half h WHERE {edge} GROUP BY h.entity"
_TALLIED = "SELECT entity, SUM(edges) FROM tally WHERE kind = -1 GROUP BY entity"
_OF_CLASSES = """SELECT entity FROM class WHERE class IN
    (SELECT id FROM name WHERE text IN (SELECT value FROM json_each(:classes)))"""
_EDGES = """SELECT h.entity, h.other, h.edge FROM json_each(:pairs) p CROSS JOIN half h
    ON h.entity = json_extract(p.value, '$[0]') AND h.other = json_extract(p.value, '$[1]')"""


@dataclass(frozen=True)
class Ground:
    """The edges that `keep` allows, less those of the properties `without`."""

    index: Index
    ontology: Ontology
    keep: ClaimFilter
    without: frozenset[str]

    @cached_property
    def both(self) -> Ways:
        """Hops along an edge and against it."""
        found = defaultdict[int, set[int]](set)
        for one, other in self._pairs():
            found[one].add(other)
            found[other].add(one)
        either = dict(found)
        return Ways(either, either)

    @cached_property
    def along(self) -> Ways:
        """Hops from subject to object only."""
        forth, back = defaultdict[int, set[int]](set), defaultdict[int, set[int]](set)
        for one, other in self._pairs():
            forth[one].add(other)
            back[other].add(one)
        return Ways(dict(forth), dict(back))

    @cached_property
    def degrees(self) -> Mapping[int, int]:
        """How many edges there are at each, those of the properties `without` too."""
        condition = self._condition
        if condition.plain:
            return dict(self.index.select(_TALLIED))
        return dict(self.index.select(_DEGREES.format(edge=condition.edge), condition.values))

    @cached_property
    def sources(self) -> Mapping[tuple[int, int], int]:
        """The most sources of an edge along a pair, where it is more than one."""
        found: dict[tuple[int, int], int] = {}
        for one, other, sources in self._select(_SOURCES):
            found[one, other] = max(sources, found.get((one, other), 1))
        return found

    def of_classes(self, classes: Collection[str]) -> Set[int]:
        """What is of one of these classes, broader ones not counted."""
        values = {"classes": json.dumps(sorted(classes))}
        return {entity for (entity,) in self.index.select(_OF_CLASSES, values)}

    def numbers(self, slugs: Iterable[str]) -> dict[str, int]:
        """The numbers of these names; what has none has no edge either."""
        query = "SELECT text, id FROM name WHERE text IN (SELECT value FROM json_each(:names))"
        return dict(self.index.select(query, {"names": json.dumps(sorted(slugs))}))

    def names(self, numbers: Iterable[int]) -> dict[int, str]:
        """The names of these numbers."""
        query = "SELECT id, text FROM name WHERE id IN (SELECT value FROM json_each(:ids))"
        return dict(self.index.select(query, {"ids": json.dumps(sorted(numbers))}))

    def edges(self, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], set[int]]:
        """The numbers of all edges between two, whichever way; allowed or not."""
        ways = self.both.forth
        asked = {
            (one, other): (one, other) if len(ways[one]) < len(ways[other]) else (other, one)
            for one, other in pairs
        }
        found = defaultdict[tuple[int, int], set[int]](set)
        values = {"pairs": json.dumps(sorted(set(asked.values())))}
        for one, other, edge in self.index.select(_EDGES, values):
            found[one, other].add(edge)
        return {pair: found[near] for pair, near in asked.items()}

    @cached_property
    def _condition(self) -> Condition:
        return Condition(self.keep, self.ontology)

    def _pairs(self) -> list[tuple[Any, ...]]:
        return self._select(_ALL if self._condition.plain else _SOME)

    def _select(self, query: str) -> list[tuple[Any, ...]]:
        condition, without = self._condition, _WITHOUT if self.without else ""
        return self.index.select(
            query.format(claim=condition.claim, without=without),
            condition.values | {"without": json.dumps(sorted(self.without))},
        )


class Grounds:
    """The grounds of one index, the last few that were asked for. Safe for several threads."""

    def __init__(self, index: Index, ontology: Ontology) -> None:
        self._index, self._ontology = index, ontology
        self._made: OrderedDict[tuple[ClaimFilter, frozenset[str]], Ground] = OrderedDict()
        self._lock = Lock()

    @cached_property
    def edges(self) -> int:
        """How many edges there are in all."""
        ((found,),) = self._index.select("SELECT COUNT(*) FROM edge")
        return int(found)

    def of(self, keep: ClaimFilter, without: frozenset[str]) -> Ground:
        """The ground of a filter and properties to avoid."""
        key = keep, without
        with self._lock:
            if key not in self._made:
                self._made[key] = Ground(self._index, self._ontology, keep, without)
                if len(self._made) > KEPT:
                    self._made.popitem(last=False)
            self._made.move_to_end(key)
            return self._made[key]


def grounds(knowledge: Knowledge) -> Grounds:
    """Those of a graph that does not change."""
    return knowledge.kept(Grounds, lambda: Grounds(knowledge.index, knowledge.ontology))
