"""Comparison: two entities side by side, what is said of both and what of one of them alone."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.answers.claims import Claims, SeenClaim
from kg.answers.entity import Cards, Entities, ends
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge
from kg.errors import InvalidRequest
from kg.model.claim import Kind
from kg.model.quantity import Quantity


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
    a: tuple[SeenClaim, ...]
    b: tuple[SeenClaim, ...]

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
    entities, claims = Entities(knowledge), Claims(knowledge)
    for slug in (a, b):
        entities.card(slug)
    if a == b:
        raise InvalidRequest(f"'{a}' is compared with itself; name two entities.")
    said = {slug: entities.kept(claims.between(slug), keep) for slug in (a, b)}
    others = {end for each in said.values() for seen in each for end in ends(seen.claim)}
    sorting = _Sorting(knowledge, entities.cards(others), (a, b))
    found: dict[_Key, tuple[list[SeenClaim], list[SeenClaim]]] = defaultdict(lambda: ([], []))
    for side, slug in enumerate((a, b)):
        for seen in said[slug]:
            for key in sorting.keys(seen, slug):
                found[key][side].append(seen)
    return Compared(a, b, tuple(sorted(_rows(found.items()), key=_place)))


class _Sorting:
    """Tells to which rows a claim belongs."""

    def __init__(self, knowledge: Knowledge, cards: Cards, pair: tuple[str, str]) -> None:
        self.ontology = knowledge.ontology
        self.cards = cards
        self.pair = frozenset(pair)

    def keys(self, seen: SeenClaim, focus: str) -> Iterator[_Key]:
        """The rows of a claim of which `focus` is subject or object."""
        claim = seen.claim
        direction = "out" if claim.subject == focus else "in"
        held = Kind.FACT if seen.kind is Kind.REPORTED else seen.kind
        if {claim.subject, claim.object} == self.pair:
            if direction == "out":  # else it would come again from its object
                yield (
                    Part.BETWEEN,
                    claim.property,
                    None,
                    None,
                    held,
                    claim.statement.id if claim.statement else "",
                )
            return
        if claim.statement:
            yield Part.STATEMENTS, claim.property, direction, None, held, claim.statement.id
            return
        if isinstance(claim.value, Quantity):
            yield Part.FIGURES, claim.property, direction, None, None, claim.value.unit
            return
        other = claim.object if direction == "out" else claim.subject
        if other is None or other not in self.cards:  # a state or a text
            yield Part.FACTS, claim.property, direction, None, held, str(other or claim.value)
            return
        if self.ontology.is_a(self.cards[other].types, "Event"):
            yield Part.EVENTS, None, None, other, held, ""
            return
        way = None if self.ontology.properties[claim.property].symmetric else direction
        yield Part.FACTS, claim.property, way, other, held, ""
        if seen.kind is not Kind.DENIED:
            yield Part.NEIGHBOURS, None, None, other, None, ""


def _rows(
    found: Iterable[tuple[_Key, tuple[list[SeenClaim], list[SeenClaim]]]],
) -> Iterator[Row]:
    for (part, name, direction, other, held, key), (a, b) in found:
        yield Row(part, name, direction, other, held, key, tuple(a), tuple(b))


def _place(row: Row) -> tuple[object, ...]:
    where, kinds = list(Where).index(row.where), list(Kind)
    held = -1 if row.held is None else kinds.index(row.held)
    names = (row.name or "", row.direction or "", row.other or "", row.key)
    return (list(Part).index(row.part), where, *names, held)
