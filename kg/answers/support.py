"""Support: what the claims of an entity say of the properties that a table gives with its name."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from functools import cached_property, lru_cache

from kg.answers.claims import Claims, SeenClaim
from kg.answers.folding import fold, simple
from kg.answers.knowledge import Knowledge
from kg.answers.search import Search
from kg.answers.sureness import sureness
from kg.answers.wish import Given, GivenValue, Link
from kg.model.claim import Kind, Rank
from kg.model.period import Period
from kg.model.quantity import Interval, Quantity
from kg.store import deadline
from kg.vocab import FACTS

_WITHIN = ("locatedIn", "partOf")  # what is in a thing that is in another is in that, too
_NOT_HELD = (Kind.DENIED, Kind.OPINION)
_LOOKED_AT = 10  # hits of a name that is given as a value
_REMEMBERED = 2_000  # such names


class Says(StrEnum):
    """What the claims of an entity say of a property that is given."""

    THIS = "this"
    OTHER = "other"  # only something else
    NOTHING = "nothing"  # or nothing that can be compared


class Support:
    """Compares what tables give with the claims of one release."""

    def __init__(self, knowledge: Knowledge, search: Search) -> None:
        self._knowledge = knowledge
        self._search = search
        # a column has the same few values again and again
        self._named = lru_cache(_REMEMBERED)(self._read)

    def of(
        self, asked: Mapping[str, tuple[tuple[Given, ...], Collection[str]]]
    ) -> dict[str, dict[str, dict[str, Says]]]:
        """For each key its entities, and of each what its claims say, by property.

        `asked` has, for each key, what is given and the slugs of the entities.
        """
        claims = self._claims(asked.values())
        return {
            key: {
                slug: {
                    each.link.id: self._says(each, slug, claims[each.link.id, slug])
                    for each in given
                }
                for slug in slugs
            }
            for key, (given, slugs) in asked.items()
        }

    def subjects(self, given: tuple[Given, ...]) -> list[str]:
        """The entities of which claims say a relation that is given, most claims first."""
        found: defaultdict[str, int] = defaultdict(int)
        for each in given:
            far = "subject" if each.link.inverted else "object"
            wanted = self._entities(each.values)
            for seen in Claims(self._knowledge).by_ends(far, wanted, [each.link.term.name]):
                near = seen.claim.object if each.link.inverted else seen.claim.subject
                if near and seen.kind not in _NOT_HELD:
                    found[near] += 1
        return sorted(found, key=lambda slug: (-found[slug], slug))

    def _claims(
        self, asked: Iterable[tuple[tuple[Given, ...], Collection[str]]]
    ) -> dict[tuple[str, str], list[SeenClaim]]:
        """The claims of all of them, from one query an end."""
        wanted: defaultdict[str, set[str]] = defaultdict(set)
        names: defaultdict[str, set[str]] = defaultdict(set)
        links: dict[str, Link] = {}
        for given, slugs in asked:
            for each in given:
                for end in ends_of(each.link):
                    wanted[end] |= set(slugs)
                    names[end].add(each.link.term.name)
                links[each.link.id] = each.link
        found: defaultdict[tuple[str, str], list[SeenClaim]] = defaultdict(list)
        for end, slugs in wanted.items():
            for seen in Claims(self._knowledge).by_ends(end, slugs, names[end]):
                if seen.claim.rank is Rank.DEPRECATED:
                    continue
                slug = seen.claim.subject if end == "subject" else seen.claim.object
                for link in links.values():
                    if link.term.name == seen.claim.property and end in ends_of(link):
                        found[link.id, str(slug)].append(seen)
        return found

    def _says(self, given: Given, slug: str, claims: list[SeenClaim]) -> Says:
        held = [seen for seen in claims if seen.kind not in _NOT_HELD]
        term = given.link.term
        if term.is_measure:
            figures = (seen.claim.value for seen in held)
            return _this(any(_is_figure(each, given.values) for each in figures))
        if term.range == "EDTF":
            return _date(held, given.values)
        if not term.is_relation or term.leads_to_state:
            words = {simple(fold(self._word(seen))) for seen in held}
            return _this(any(simple(fold(each.text)) in words for each in given.values))
        told = {far_end(given.link, seen, slug) for seen in held}
        denied = {far_end(given.link, seen, slug) for seen in claims if seen.kind is Kind.DENIED}
        return self._relation(given, told, denied)

    def _relation(self, given: Given, told: set[str], denied: set[str]) -> Says:
        wanted = self._entities(given.values)
        if wanted & denied and not wanted & told:
            return Says.OTHER
        if not wanted or not told:  # a value that the graph has no entity for contradicts nothing
            return Says.NOTHING
        if any(wanted & {slug, *self._around(slug)} for slug in told):
            return Says.THIS
        if any(told & set(self._around(slug)) for slug in wanted):  # it may lie there, or beside
            return Says.NOTHING
        return Says.OTHER

    def _entities(self, values: Iterable[GivenValue]) -> set[str]:
        """The entities that the values may name."""
        found: set[str] = set()
        for value in values:
            if value.entity:
                found.add(value.entity)
                continue
            found |= self._named(value.text)
        return found

    def _read(self, name: str) -> frozenset[str]:
        deadline.check()
        cards = [hit.card for hit in self._search.suggest(name, limit=_LOOKED_AT)]
        return frozenset(card.slug for card in cards if sureness(name, card, cards))

    def _word(self, seen: SeenClaim) -> str:
        claim = seen.claim
        if claim.object is None:
            return str(claim.value)
        states = self._knowledge.ontology.concepts["lifecycleStates"]
        return states[claim.object.removeprefix("state-")].label

    def _around(self, slug: str) -> set[str]:
        """Everything that the entity lies in, or is a part of."""
        found: set[str] = set()
        waiting = [slug]
        while waiting:
            for wider in self._within.get(waiting.pop(), ()):
                if wider not in found:
                    found.add(wider)
                    waiting.append(wider)
        return found

    @cached_property
    def _within(self) -> dict[str, list[str]]:
        names = self._knowledge.names
        terms = " ".join(f"<{names.term(each)}>" for each in _WITHIN)
        rows = self._knowledge.store.select(
            f"SELECT ?s ?o WHERE {{ VALUES ?p {{ {terms} }} "
            f"GRAPH <{names.graph(FACTS)}> {{ ?s ?p ?o }} }}"
        )
        found: defaultdict[str, list[str]] = defaultdict(list)
        for row in rows:
            found[names.local(str(row["s"]))].append(names.local(str(row["o"])))
        return dict(found)


def ends_of(link: Link) -> tuple[str, ...]:
    return ("subject", "object") if link.term.symmetric else (link.near,)


def far_end(link: Link, seen: SeenClaim, slug: str) -> str:
    """The other end of a claim of the entity."""
    claim = seen.claim
    at_object = link.inverted or (link.term.symmetric and claim.subject != slug)
    return claim.subject if at_object else str(claim.object)


def _this(found: bool) -> Says:
    return Says.THIS if found else Says.NOTHING


def _is_figure(value: object, given: Iterable[GivenValue]) -> bool:
    """Whether a given number, in the unit of the claim, lies within its figure."""
    if not isinstance(value, Quantity) or value.value is None:
        return False
    numbers = (each.number for each in given)
    return any(
        number is not None and value.interval.meets(Interval(number, number)) for number in numbers
    )


def _date(held: list[SeenClaim], given: Iterable[GivenValue]) -> Says:
    told = [seen.claim.value for seen in held if isinstance(seen.claim.value, Period)]
    days = [day for each in given if (day := _period(each.text))]
    if not told or not days:
        return Says.NOTHING
    return Says.THIS if any(_meet(one, other) for one in told for other in days) else Says.OTHER


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text.strip().partition("T")[0])
    except ValueError:
        return None


def _meet(one: Period, other: Period) -> bool:
    return not (
        (one.latest and other.earliest and one.latest < other.earliest)
        or (other.latest and one.earliest and other.latest < one.earliest)
    )
