"""Entities: who they are, and every claim that has to do with one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.answers.claim_list import ClaimList
from kg.answers.claims import Claims, SeenClaim
from kg.answers.documents import documents
from kg.answers.filter import ClaimFilter, Direction
from kg.answers.knowledge import Knowledge
from kg.answers.reading import Shelf, reading, slug_of
from kg.errors import InvalidRequest, KgError, NotFound
from kg.model.claim import Claim, Rank
from kg.model.entity import LabelKind, PossibleIdentity
from kg.model.term import Iri, Row, Text
from kg.sparql.binding import serialise
from kg.vocab import ENTITIES, PREFIXES, RDF_TYPE, REFERENCE, SLUG


class Moved(KgError):
    """The entity was merged or renamed; `slug` is where it is now."""

    def __init__(self, old: str, slug: str) -> None:
        super().__init__(f"'{old}' is now '{slug}'.")
        self.old = old
        self.slug = slug


class NoEntity(NotFound):
    """No entity has this slug; who has the search at hand says which were meant."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"no entity '{slug[:80]}'. Search: /entities?q=… or `kg search …`.")
        self.slug = slug


@dataclass(frozen=True, slots=True)
class Name:
    """One label as stored; `from_documents` is False for reference data."""

    text: str
    lang: str
    preferred: bool
    from_documents: bool


@dataclass(frozen=True, slots=True)
class EntityCard:
    """What is needed to show an entity: slug, class, labels, documents."""

    slug: str
    type: str
    types: tuple[str, ...]
    label: str
    names: tuple[Name, ...]
    named: bool
    label_is_ours: bool
    documents: tuple[str, ...]
    note: str | None = None


def label_kind(card: EntityCard, name: Name) -> LabelKind:
    """Where a label comes from."""
    if not name.from_documents:
        return LabelKind.REFERENCE
    if card.label_is_ours or not card.named:
        return LabelKind.OURS
    return LabelKind.PREFERRED if name.preferred else LabelKind.ALIAS


class Cards(Shelf[EntityCard]):
    """Entities by slug."""

    noun = "entity"


@dataclass(frozen=True, slots=True)
class EntityPage:
    """An entity with all its claims, in the order of the documents."""

    card: EntityCard
    claims: tuple[SeenClaim, ...]
    identities: tuple[PossibleIdentity, ...]
    others: Cards


@dataclass(frozen=True, slots=True)
class OpenIdentity:
    """Two entities that may be one thing, and why no document settles it."""

    first: str
    second: str
    reason: str


class Entities:
    """Reads entities of one release."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.names = knowledge.names

    def card(self, slug: str) -> EntityCard:
        """The card of one entity; raise NotFound, or Moved where it was merged or renamed."""
        found = self.cards([slug])
        if slug not in found:
            if SLUG.match(slug):
                self._moved(slug)
            raise NoEntity(slug)
        return found[slug]

    def cards(self, slugs: Iterable[str]) -> Cards:
        """The cards of these entities; what is not an entity is left out.

        One query, or as many as the engine needs for so many names.
        """
        wanted = sorted(slug for slug in set(slugs) if SLUG.match(slug))
        most = self.knowledge.store.max_values
        found = Cards()
        for start in range(0, len(wanted), most):
            some = (self.names.entity(slug) for slug in wanted[start : start + most])
            terms = " ".join(serialise(Iri(entity)) for entity in some)
            found |= self._cards(f"VALUES ?entity {{ {terms} }}")
        return found

    def check(self, keep: ClaimFilter) -> ClaimFilter:
        """The filter, whose subjects and objects there are; raise InvalidRequest naming others."""
        wanted = keep.subjects | keep.objects
        if not wanted:
            return keep
        concepts = self.knowledge.ontology.concepts.values()
        known = self.cards(wanted).keys() | {
            term.name for some in concepts for term in some.values()
        }
        wrong = [
            f"{name} '{slug[:80]}' is unknown"
            for name, slugs in (("subject", keep.subjects), ("object", keep.objects))
            for slug in sorted(slugs - known)
        ]
        if wrong:
            raise InvalidRequest(f"{'; '.join(wrong)}. Search: /entities?q=… or `kg search …`.")
        return keep

    def all(self) -> Cards:
        """Every card, by slug."""
        return self._cards("")

    def page(self, slug: str, keep: ClaimFilter = ClaimFilter()) -> EntityPage:  # noqa: B008
        """An entity, its claims that the filter allows, and the cards of all they name."""
        card = self.card(slug)
        claims = self.kept(Claims(self.knowledge).of_entity(slug), keep, focus=slug)
        identities = self._identities(slug)
        named = {name for seen in claims for name in mentioned(seen, self.knowledge)}
        named |= {identity.entity for identity in identities}
        return EntityPage(card, claims, identities, self.cards(named | {slug}))

    def kept(
        self, claims: tuple[SeenClaim, ...], keep: ClaimFilter, *, focus: str | None = None
    ) -> tuple[SeenClaim, ...]:
        """The claims that the filter allows, seen from `focus` where it asks for a direction."""
        if keep.is_plain:
            return tuple(seen for seen in claims if seen.claim.rank is not Rank.DEPRECATED)
        if focus is not None:
            claims = self._towards(claims, keep, focus)
        known = documents(self.knowledge)
        found = tuple(
            seen for seen in claims
            if keep.allows(seen.claim, seen.kind, known[seen.claim.document])
        )  # fmt: skip
        if keep.min_sources == 1:
            return found
        # who else says the same may stand anywhere in the graph
        said = ClaimList(self.knowledge).allowed((seen.claim.id for seen in found), keep)
        return tuple(seen for seen in found if seen.claim.id in said)

    def _towards(
        self, claims: tuple[SeenClaim, ...], keep: ClaimFilter, focus: str
    ) -> tuple[SeenClaim, ...]:
        """The claims whose subject or object `focus` is, as the filter says, and its neighbour."""
        if keep.direction is Direction.BOTH and not keep.neighbour_types:
            return claims
        cards = self.cards(end for seen in claims for end in ends(seen.claim))

        def wanted(other: str | None) -> bool:
            types = cards[other].types if other and other in cards else ()
            return not keep.neighbour_types or not keep.neighbour_types.isdisjoint(types)

        return tuple(
            seen for seen in claims
            if (
                seen.claim.subject == focus
                and keep.direction is not Direction.IN
                and wanted(seen.claim.object)
            )
            or (
                seen.claim.object == focus
                and keep.direction is not Direction.OUT
                and wanted(seen.claim.subject)
            )
        )  # fmt: skip

    def open_identities(self) -> tuple[OpenIdentity, ...]:
        """Every pair that may be one thing."""
        term = self.names.term
        rows = self.knowledge.store.select(f"""
            SELECT ?first ?second ?reason WHERE {{ GRAPH <{self.names.graph(ENTITIES)}> {{
              ?identity <{term("possibleOf")}> ?first , ?second ; <{term("reason")}> ?reason .
              FILTER (STR(?first) < STR(?second)) }} }} ORDER BY STR(?first) STR(?second)""")
        local = self.names.local
        return tuple(
            OpenIdentity(local(str(row["first"])), local(str(row["second"])), str(row["reason"]))
            for row in rows
        )

    def _cards(self, restriction: str) -> Cards:
        term, graphs = self.names.term, (ENTITIES, REFERENCE)
        # graphs by name and a filter on the properties: Oxigraph joins the entities with lists of
        # both as one big product (51 entities: 38 ms instead of 6)
        parts = " UNION ".join(
            f"{{ GRAPH <{self.names.graph(name)}> {{ ?entity ?p ?o }} "
            f"BIND(<{self.names.graph(name)}> AS ?g) }}"
            for name in graphs
        )
        rows = self.knowledge.store.select(f"""
            PREFIX rdfs: <{PREFIXES["rdfs"]}> PREFIX skos: <{PREFIXES["skos"]}>
            SELECT ?entity ?g ?p ?o WHERE {{
              {restriction} {parts}
              FILTER (?p IN (<{term("firstType")}>, <{term("named")}>, <{term("mentionedIn")}>,
                <{term("labelIsOurs")}>, <{RDF_TYPE}>, rdfs:label, skos:altLabel, skos:note))
            }}""")
        by_entity: dict[str, list[Row]] = {}
        for row in rows:
            by_entity.setdefault(str(row["entity"]), []).append(row)
        cards = Cards()
        for entity, found in sorted(by_entity.items()):
            with reading(entity, "an entity"):
                if card := self._card(entity, found):
                    cards[card.slug] = card
        return cards

    def _card(self, entity: str, rows: list[Row]) -> EntityCard | None:
        local = self.names.local
        found: dict[str, list[str]] = {}
        labels = []
        for row in rows:
            key, value = local(str(row["p"])), row["o"]
            found.setdefault(key, []).append(str(value))
            if key in ("label", "altLabel") and isinstance(value, Text):
                stands = local(str(row["g"])) == ENTITIES
                labels.append(Name(value.value, value.lang or "en", key == "label", stands))
        if "firstType" not in found or not labels:
            return None
        kind = local(found["firstType"][0])
        declared = {local(name) for name in found["type"]}
        if unknown := sorted(({kind} | declared) - self.knowledge.ontology.classes.keys()):
            raise ValueError(f"{unknown}, which are no classes")
        labels.sort(key=lambda name: (not name.preferred, name.lang, name.text))
        return EntityCard(
            slug=slug_of(entity, self.names.entity("")),
            type=kind,
            types=self.knowledge.ontology.with_ancestors([kind, *sorted(declared)]),
            label=labels[0].text,
            names=tuple(labels),
            named=found["named"][0] == "true",
            label_is_ours="labelIsOurs" in found,
            documents=tuple(sorted(map(local, found.get("mentionedIn", ())))),
            note=found.get("note", [None])[0],
        )

    def _identities(self, slug: str) -> tuple[PossibleIdentity, ...]:
        entity, term = serialise(Iri(self.names.entity(slug))), self.names.term
        rows = self.knowledge.store.select(f"""
            SELECT ?other ?reason WHERE {{ GRAPH <{self.names.graph(ENTITIES)}> {{
              ?identity <{term("possibleOf")}> {entity} , ?other ; <{term("reason")}> ?reason .
              FILTER (?other != {entity}) }} }} ORDER BY STR(?other)""")
        return tuple(
            PossibleIdentity(self.names.local(str(row["other"])), str(row["reason"]))
            for row in rows
        )

    def _moved(self, slug: str) -> None:
        old = serialise(Iri(self.names.entity(slug)))
        rows = self.knowledge.store.select(f"""
            SELECT ?new WHERE {{ GRAPH <{self.names.graph(ENTITIES)}> {{
              {old} <{PREFIXES["dcterms"]}isReplacedBy> ?new }} }}""")
        if rows:
            with reading(self.names.entity(slug), "an entity that was moved"):
                target = slug_of(str(rows[0]["new"]), self.names.entity(""))
            raise Moved(slug, target)


def ends(claim: Claim) -> Iterator[str]:
    """Subject and object of a claim, as far as they may be entities."""
    yield claim.subject
    if claim.object is not None:
        yield claim.object


def mentioned(seen: SeenClaim, knowledge: Knowledge) -> set[str]:
    """The slugs of every entity that the claim names."""
    claim, ontology = seen.claim, knowledge.ontology
    found = {claim.subject, claim.attributed_to, claim.cited.outlet if claim.cited else None}
    if not ontology.properties[claim.property].leads_to_state:
        found.add(claim.object)
    for qualifier in claim.qualifiers:
        if ontology.qualifiers[qualifier.key].takes_entities:
            found.update(qualifier.values)
    return {slug for slug in found if slug}
