"""Claims read back from the store, as the values that they were written from."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kg.answers.claim_rows import ClaimRows
from kg.answers.knowledge import Knowledge
from kg.errors import NotFound
from kg.model.claim import Claim, Kind
from kg.model.sentence import Span
from kg.model.term import Iri
from kg.sparql.binding import serialise
from kg.vocab import PREFIXES, SLUG

_DETAILS = """
    {{ ?claim ?p ?o }}
    UNION {{ ?claim prov:wasDerivedFrom ?node . ?node oa:hasSelector ?words . ?words oa:exact ?o .
             BIND(oa:exact AS ?p) }}
    UNION {{ ?claim <{cited}> ?node . ?node ?p ?o }}
    UNION {{ ?claim <{statement}> ?node . ?node <{kind}> ?o . BIND(<{kind}> AS ?p) }}
"""


@dataclass(frozen=True, slots=True)
class SeenClaim:
    """A claim and the kind under which it is shown."""

    claim: Claim
    kind: Kind


class Claims:
    """Reads claims of one release."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.names = knowledge.names

    def of_entity(self, slug: str) -> tuple[SeenClaim, ...]:
        """Every claim in which the entity has any part: subject, object, speaker, qualifier."""
        entity = serialise(Iri(self.names.entity(slug)))
        return self._select(f"?claim a <{self.names.term('Claim')}> ; ?link {entity} .")

    def between(self, slug: str) -> tuple[SeenClaim, ...]:
        """Every claim of which the entity is subject or object."""
        entity = serialise(Iri(self.names.entity(slug)))
        subject, target = (f"<{self.names.term(name)}>" for name in ("subject", "object"))
        return self._select(f"{{ ?claim {subject} {entity} }} UNION {{ ?claim {target} {entity} }}")

    def by_ends(
        self, end: str, slugs: Collection[str], properties: Collection[str]
    ) -> tuple[SeenClaim, ...]:
        """Every claim of these properties whose `end`, subject or object, is one of the entities.

        One query, or as many as the engine needs for so many names.
        """
        term = self.names.term
        names = " ".join(f"<{term(each)}>" for each in sorted(properties))
        wanted, found = sorted(filter(SLUG.match, slugs)), list[SeenClaim]()
        most = max(1, self.knowledge.store.max_values - len(properties))
        for start in range(0, len(wanted) if names else 0, most):
            some = (self.names.entity(slug) for slug in wanted[start : start + most])
            ends = " ".join(serialise(Iri(entity)) for entity in some)
            found += self._select(
                f"VALUES ?end {{ {ends} }} VALUES ?property {{ {names} }} "
                f"?claim <{term(end)}> ?end ; <{term('property')}> ?property ."
            )
        return tuple(sorted(found, key=_place))

    def of_document(self, slug: str) -> tuple[SeenClaim, ...]:
        """Every claim of the document."""
        document = serialise(Iri(self.names.document(slug)))
        claim, belongs = self.names.term("Claim"), self.names.term("document")
        return self._select(f"?claim a <{claim}> ; <{belongs}> {document} .")

    def some(self, ids: Iterable[str]) -> tuple[SeenClaim, ...]:
        """The claims of these ids; what is no claim is left out. One query for many of them."""
        wanted = sorted(each for each in set(ids) if each.isascii() and each.isalnum())
        subject, most = self.names.term("subject"), self.knowledge.store.max_values
        found: list[SeenClaim] = []
        for start in range(0, len(wanted), most):
            listed = " ".join(f"<{self.names.claim(i)}>" for i in wanted[start : start + most])
            found += self._select(f"VALUES ?claim {{ {listed} }} ?claim <{subject}> ?any .")
        return tuple(sorted(found, key=_place))

    def all(self) -> tuple[SeenClaim, ...]:
        """Every claim there is."""
        return self._select(f"?claim a <{self.names.term('Claim')}> .")

    def one(self, claim_id: str) -> SeenClaim:
        """The claim of this id; raise NotFound."""
        if not claim_id.isalnum():
            raise NotFound(f"no claim '{claim_id[:40]}'.")
        subject = self.names.term("subject")
        claim = serialise(Iri(self.names.claim(claim_id)))
        found = self._select(f"VALUES ?claim {{ {claim} }} ?claim <{subject}> ?any .")
        if not found:
            raise NotFound(f"no claim '{claim_id[:40]}' in version {self.knowledge.version[:12]}.")
        return found[0]

    def these(self, claim_ids: Collection[str]) -> dict[str, SeenClaim]:
        """The claims of these ids, by id; those that there are not are left out."""
        return {seen.claim.id: seen for seen in self.some(claim_ids)}

    def _select(self, pattern: str) -> tuple[SeenClaim, ...]:
        details = _DETAILS.format(
            cited=self.names.term("cited"),
            statement=self.names.term("statement"),
            kind=self.names.term("statementKind"),
        )
        rows = self.knowledge.store.select(
            f"PREFIX oa: <{PREFIXES['oa']}> PREFIX prov: <{PREFIXES['prov']}>"
            f"SELECT DISTINCT ?claim ?node ?p ?o WHERE {{ GRAPH ?g {{ {pattern} {details} }} }}"
        )
        found = ClaimRows(self.knowledge.ontology, self.names).read(rows)
        return tuple(sorted((SeenClaim(*each) for each in found), key=_place))


def _place(seen: SeenClaim) -> tuple[str, Span, str, str, str]:
    claim = seen.claim
    return claim.document, claim.evidence[0].span, claim.subject, claim.property, claim.id
