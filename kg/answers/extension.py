"""Extension: more columns for a table whose names are reconciled, each cell from claims."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from kg.answers.claims import Claims, SeenClaim
from kg.answers.entity import Entities, EntityCard, Moved
from kg.answers.knowledge import Knowledge
from kg.answers.support import ends_of, far_end
from kg.answers.wish import Link, links
from kg.answers.wording import Wording
from kg.errors import NotFound
from kg.model.claim import Kind, Rank
from kg.model.period import Period
from kg.model.quantity import Quantity


class Show(StrEnum):
    """What a cell shows of a claim."""

    VALUE = "value"  # the entity; a figure in words with its unit and dates; a date; a text
    NUMBER = "number"  # the bare number of a figure; `about` and the like are lost
    UNIT = "unit"
    WHEN = "when"  # the dates of the claim
    KIND = "kind"  # fact, reported, planned …
    QUOTE = "quote"  # the sentence of the document
    DOCUMENT = "document"


class Kinds(StrEnum):
    """Which claims make cells."""

    HELD = "held"  # what documents say is so, themselves or by somebody's mouth
    ALL = "all"  # also plans, forecasts, proposals, opinions, denials and what has ended

    def allow(self, kind: Kind) -> bool:
        return self is Kinds.ALL or kind in (Kind.FACT, Kind.REPORTED)


@dataclass(frozen=True, slots=True)
class Column:
    """A property, and how it is wanted; `limit` cells of an entity at most, 0 for all."""

    link: Link
    show: Show = Show.VALUE
    kinds: Kinds = Kinds.HELD
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell that is an entity; `kind` is that of the claim."""

    slug: str
    label: str
    kind: Kind


Cell = Reference | Decimal | date | str | None  # None where a claim has nothing of what is shown


class Extension:
    """Reads the cells of columns for entities of one release."""

    def __init__(self, knowledge: Knowledge, cards: Mapping[str, EntityCard]) -> None:
        self._knowledge = knowledge
        self._cards = cards
        self._words = Wording(knowledge.ontology, cards)

    def rows(
        self, slugs: Collection[str], columns: Collection[Column]
    ) -> dict[str, dict[str, list[Cell]]]:
        """For each slug, as given, and each property its cells, in the order of the documents.

        What several documents claim alike is one cell. An entity that was merged or renamed has
        the cells of what it is now; one that there is not has none.
        """
        now = {slug: self._now(slug) for slug in slugs}
        claims = self._claims(set(filter(None, now.values())), columns)
        return {
            slug: {
                column.link.id: self._cells(column, entity, claims[column.link.id, entity])
                for column in columns
            }
            for slug, entity in ((slug, found or "") for slug, found in now.items())
        }

    def _now(self, slug: str) -> str | None:
        if slug in self._cards:
            return slug
        try:
            return Entities(self._knowledge).card(slug).slug
        except Moved as moved:
            return moved.slug
        except NotFound:
            return None

    def _claims(
        self, slugs: set[str], columns: Iterable[Column]
    ) -> dict[tuple[str, str], list[SeenClaim]]:
        by_end: defaultdict[str, list[Link]] = defaultdict(list)
        for column in columns:
            for end in ends_of(column.link):
                by_end[end].append(column.link)
        found: defaultdict[tuple[str, str], list[SeenClaim]] = defaultdict(list)
        for end, some in by_end.items():
            names = {link.term.name for link in some}
            for seen in Claims(self._knowledge).by_ends(end, slugs, names):
                slug = seen.claim.subject if end == "subject" else str(seen.claim.object)
                for link in some:
                    if link.term.name == seen.claim.property:
                        found[link.id, slug].append(seen)
        return found

    def _cells(self, column: Column, slug: str, claims: Iterable[SeenClaim]) -> list[Cell]:
        distinct: dict[object, SeenClaim] = {}
        for seen in claims:
            claim = seen.claim
            if claim.rank is not Rank.DEPRECATED and column.kinds.allow(seen.kind):
                said = (claim.subject, claim.object, claim.value, claim.qualifiers, claim.validity)
                distinct.setdefault((*said, seen.kind), seen)
        cells = [self._cell(column, slug, seen) for seen in distinct.values()]
        return cells[: column.limit] if column.limit else cells

    def _cell(self, column: Column, slug: str, seen: SeenClaim) -> Cell:
        claim, value = seen.claim, seen.claim.value
        match column.show:
            case Show.QUOTE:
                return claim.evidence[0].text
            case Show.DOCUMENT:
                return claim.document
            case Show.KIND:
                return seen.kind.value
            case Show.WHEN:
                return self._words.when(claim) or None
            case Show.UNIT:
                units = self._knowledge.ontology.units
                return units[value.unit].label if isinstance(value, Quantity) else None
            case Show.NUMBER:
                one = isinstance(value, Quantity) and value.value_max is None
                return value.value if one and isinstance(value, Quantity) else None
        return self._value(column.link, slug, seen)

    def _value(self, link: Link, slug: str, seen: SeenClaim) -> Cell:
        claim, value = seen.claim, seen.claim.value
        far = far_end(link, seen, slug)
        if far in self._cards:
            return Reference(far, self._cards[far].label, seen.kind)
        if isinstance(value, Period):
            day = value.earliest
            return day if day and day == value.latest else str(value)
        words = [f"{self._kind(seen)}{self._words.object(claim)}"]
        if isinstance(value, Quantity):
            words += [self._words.qualifier(each) for each in claim.qualifiers]
            words += filter(None, [self._words.when(claim)])
        return "; ".join(words)

    @staticmethod
    def _kind(seen: SeenClaim) -> str:
        """The kind, for a cell that shows what no document says is so."""
        return "" if Kinds.HELD.allow(seen.kind) else f"{seen.kind}: "

    def proposed(self, entity_class: str | None) -> list[Link]:
        """The properties that claims of entities of this class have, of most entities first."""
        having = {
            name: sum(not entity_class or entity_class in self._cards[slug].types for slug in slugs)
            for name, slugs in self._uses.items()
        }
        names = sorted(filter(having.__getitem__, having), key=lambda name: (-having[name], name))
        known = {each.id: each for each in links(self._knowledge.ontology)}
        return [known[name] for name in names if name in known]

    @cached_property
    def _uses(self) -> dict[str, set[str]]:
        """The entities that have claims of each property, or of its inverse."""
        names, ontology = self._knowledge.names, self._knowledge.ontology
        term = names.term
        rows = self._knowledge.store.select(
            f"SELECT DISTINCT ?p ?s ?o WHERE {{ GRAPH ?g {{ ?c a <{term('Claim')}> ; "
            f"<{term('property')}> ?p ; <{term('subject')}> ?s . "
            f"OPTIONAL {{ ?c <{term('object')}> ?o }} }} }}"
        )
        inverses = {name: inverse for inverse, name in ontology.inverses.items()}
        found: defaultdict[str, set[str]] = defaultdict(set)
        for row in rows:
            name, ends = names.local(str(row["p"])), {names.local(str(row["s"]))}
            if "o" in row and name in ontology.properties:
                far = names.local(str(row["o"]))
                if ontology.properties[name].symmetric:
                    ends.add(far)
                elif name in inverses:
                    found[inverses[name]] |= {far} & self._cards.keys()
            found[name] |= ends & self._cards.keys()
        return dict(found)
