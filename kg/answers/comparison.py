"""Comparison: two entities side by side, what is said of both and what of one of them alone.

Rows are made of what the side index tells, with the few things of a claim that it does not; what
the claims of a page say is read for the page.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.answers.entity import Entities
from kg.answers.expansion import Expander
from kg.answers.filter import ClaimFilter
from kg.answers.indexed import IndexedClaim, at, within
from kg.answers.knowledge import Knowledge
from kg.errors import InvalidRequest
from kg.model.claim import Kind
from kg.model.term import Iri
from kg.model.term import Row as ResultRow
from kg.sparql.binding import serialise
from kg.vocab import Names


class Part(StrEnum):
    """What a row of a comparison is about, in the order in which the rows come."""

    BETWEEN = "between"
    FACTS = "facts"
    FIGURES = "figures"
    EVENTS = "events"
    STATEMENTS = "statements"
    NEIGHBOURS = "neighbours"


class Where(StrEnum):
    """Of which of the two entities it is said."""

    BOTH = "both"
    A = "a"
    B = "b"


@dataclass(frozen=True, slots=True)
class Row:
    """Claims of `a` and claims of `b` that say the same of each.

    `name` of the property is None where claims of several properties meet, and `direction`, out or
    in seen from the two, also where the property goes both ways. `other` is the entity at the far
    end, if there is one. `held` is the kind of the claims, a report counting as a fact; None where
    claims of several kinds meet. Claims between the two stand under the one that is their subject.
    """

    part: Part
    name: str | None
    direction: str | None
    other: str | None
    held: Kind | None
    key: str
    a: tuple[IndexedClaim, ...]
    b: tuple[IndexedClaim, ...]

    @property
    def where(self) -> Where:
        if self.part is Part.BETWEEN or (self.a and self.b):
            return Where.BOTH
        return Where.A if self.a else Where.B


@dataclass(frozen=True, slots=True)
class Compared:
    """Every row about two entities, and how many of each part and place."""

    a: str
    b: str
    rows: tuple[Row, ...]

    @property
    def counts(self) -> Counter[tuple[Part, Where]]:
        return Counter((row.part, row.where) for row in self.rows)

    def some(self, parts: Collection[Part], where: Collection[Where]) -> tuple[Row, ...]:
        """The rows of these parts and places; of all where none is named."""
        return tuple(
            row for row in self.rows
            if (not parts or row.part in parts) and (not where or row.where in where)
        )  # fmt: skip


_Key = tuple[Part, str | None, str | None, str | None, Kind | None, str]


def compare(knowledge: Knowledge, a: str, b: str, keep: ClaimFilter) -> Compared:
    """What the filter allows of each, in one order: by part, in common first, then by name.

    Raise NotFound; Moved where one was merged or renamed; InvalidRequest for one entity twice.
    """
    entities = Entities(knowledge)
    for slug in (a, b):
        entities.card(slug)
    if a == b:
        raise InvalidRequest(f"'{a}' is compared with itself; name two entities.")
    with Expander(knowledge).index([a, b]) as index:
        said = {slug: at(index, knowledge, slug, keep) for slug in (a, b)}
        ends = {end for each in said.values() for seen in each for end in _ends(seen)}
        events = within(index, knowledge, "Event", ends)
    told = {slug: _told(knowledge, slug, said[slug]) for slug in (a, b)}
    found: dict[_Key, tuple[list[IndexedClaim], list[IndexedClaim]]] = defaultdict(lambda: ([], []))
    for side, slug in enumerate((a, b)):
        sorting = _Sorting(knowledge, events, (a, b), told[slug])
        for seen in said[slug]:
            for key in sorting.keys(seen, slug):
                found[key][side].append(seen)
    return Compared(a, b, tuple(sorted(_rows(found.items()), key=_place)))


def _ends(claim: IndexedClaim) -> Iterator[str]:
    yield claim.subject
    if claim.at_entity and claim.object is not None:
        yield claim.object


@dataclass(frozen=True, slots=True)
class _Told:
    """Statements, units and values of the claims at an entity, by the id of the claim."""

    statements: dict[str, str]
    units: dict[str, str]
    values: dict[str, str]


def _told(knowledge: Knowledge, slug: str, claims: tuple[IndexedClaim, ...]) -> _Told:
    """What the index has not, in one query at most."""
    names = knowledge.names
    entity = serialise(Iri(names.entity(slug)))
    subject, target, statement, unit, value = (
        f"<{names.term(name)}>" for name in ("subject", "object", "statement", "unit", "value")
    )
    parts = []
    if any(claim.is_statement for claim in claims):
        parts += [
            f"{{ ?claim {subject} {entity} ; {statement} ?s }}",
            f"{{ ?claim {target} {entity} ; {statement} ?s }}",
        ]
    if any(claim.object is None for claim in claims):
        parts += [
            f"{{ ?claim {subject} {entity} ; {unit} ?u }}",
            f"{{ ?claim {subject} {entity} ; {value} ?v }}",
        ]
    rows: list[ResultRow] = []
    if parts:
        pattern = " UNION ".join(parts)
        rows = knowledge.store.select(
            f"SELECT ?claim ?s ?u ?v WHERE {{ GRAPH ?g {{ {pattern} }} }}"
        )
    found = _Told({}, {}, {})
    for row in rows:
        claim = _id(names, str(row["claim"]))
        if "s" in row:
            found.statements[claim] = names.local(str(row["s"]))
        elif "u" in row:
            found.units[claim] = str(row["u"]).rsplit("#", 1)[-1]
        else:
            found.values[claim] = str(row["v"])
    return found


def _id(names: Names, iri: str) -> str:
    return iri.removeprefix(names.claim(""))


class _Sorting:
    """Tells to which rows a claim belongs."""

    def __init__(
        self, knowledge: Knowledge, events: frozenset[str], pair: tuple[str, str], told: _Told
    ) -> None:
        self.ontology = knowledge.ontology
        self.events = events
        self.pair = frozenset(pair)
        self.told = told

    def keys(self, claim: IndexedClaim, focus: str) -> Iterator[_Key]:
        """The rows of a claim of which `focus` is subject or object."""
        direction = "out" if claim.subject == focus else "in"
        held = Kind.FACT if claim.kind is Kind.REPORTED else claim.kind
        statement = self.told.statements.get(claim.id, "")
        if {claim.subject, claim.object} == self.pair:
            if direction == "out":  # else it would come again from its object
                yield Part.BETWEEN, claim.property, None, None, held, statement
            return
        if claim.is_statement:
            yield Part.STATEMENTS, claim.property, direction, None, held, statement
            return
        if claim.id in self.told.units:
            unit = self.told.units[claim.id]
            yield Part.FIGURES, claim.property, direction, None, None, unit
            return
        if not claim.at_entity:  # a state or a text
            text = claim.object or self.told.values.get(claim.id, "")
            yield Part.FACTS, claim.property, direction, None, held, text
            return
        other = str(claim.object) if direction == "out" else claim.subject
        if other in self.events:
            yield Part.EVENTS, None, None, other, held, ""
            return
        way = None if self.ontology.properties[claim.property].symmetric else direction
        yield Part.FACTS, claim.property, way, other, held, ""
        if claim.kind is not Kind.DENIED:
            yield Part.NEIGHBOURS, None, None, other, None, ""


def _rows(
    found: Iterable[tuple[_Key, tuple[list[IndexedClaim], list[IndexedClaim]]]],
) -> Iterator[Row]:
    for (part, name, direction, other, held, key), (a, b) in found:
        yield Row(part, name, direction, other, held, key, tuple(a), tuple(b))


def _place(row: Row) -> tuple[object, ...]:
    held = -1 if row.held is None else _KIND_PLACE[row.held]
    names = (row.name or "", row.direction or "", row.other or "", row.key)
    return (_PART_PLACE[row.part], _WHERE_PLACE[row.where], *names, held)


# a hub has ten thousand rows, and asking an enumeration for its order each time is most of the work
_PART_PLACE = {part: place for place, part in enumerate(Part)}
_WHERE_PLACE = {where: place for place, where in enumerate(Where)}
_KIND_PLACE = {kind: place for place, kind in enumerate(Kind)}
