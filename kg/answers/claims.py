"""Claims read back from the store, as the values that they were written from."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.answers.knowledge import Knowledge
from kg.errors import NotFound
from kg.model.claim import (
    Citation,
    Claim,
    DateBasis,
    Kind,
    Modality,
    Polarity,
    Qualifier,
    Quote,
    Rank,
    StatementKind,
    StatementRef,
    Value,
)
from kg.model.period import Period, Validity
from kg.model.quantity import Quantifier, Quantity
from kg.model.sentence import Span
from kg.model.term import Iri, Row, Term, Text
from kg.sparql.binding import serialise
from kg.vocab import EDTF, PREFIXES, expand

_DETAILS = """
    {{ ?claim ?p ?o . BIND(?claim AS ?node) }}
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

    def of_document(self, slug: str) -> tuple[SeenClaim, ...]:
        """Every claim of the document."""
        document = serialise(Iri(self.names.document(slug)))
        claim, belongs = self.names.term("Claim"), self.names.term("document")
        return self._select(f"?claim a <{claim}> ; <{belongs}> {document} .")

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
        return tuple(sorted(self._decoded(rows), key=_place))

    def _decoded(self, rows: Iterable[Row]) -> Iterator[SeenClaim]:
        parts: dict[Term, _Parts] = defaultdict(_Parts)
        for row in rows:
            claim, node, predicate, value = (row[name] for name in ("claim", "node", "p", "o"))
            part = parts[claim]
            if node == claim:
                part.own[self._name(predicate)].append(value)
            elif str(predicate) == expand("oa:exact"):
                part.quotes.append((str(node), str(value)))
            else:
                part.nodes[self._name(predicate)] = value
        for part in parts.values():
            yield self._claim(part)

    def _name(self, predicate: Term) -> str:
        text = str(predicate)
        prefix = self.names.term("")
        return text.removeprefix(prefix) if text.startswith(prefix) else text

    def _claim(self, part: "_Parts") -> SeenClaim:
        own, local = part.own, self.names.local

        def word(name: str) -> str | None:
            return local(str(own[name][0])) if name in own else None

        def period(name: str) -> Period | None:
            return Period.parse(str(own[name][0])) if name in own else None

        basis = word("dateBasis")
        claim = Claim(
            document=local(str(own["document"][0])),
            subject=local(str(own["subject"][0])),
            property=local(str(own["property"][0])),
            object=word("object"),
            value=_value(own),
            qualifiers=self._qualifiers(own),
            modality=Modality(word("modality") or ""),
            polarity=Polarity(word("polarity") or ""),
            attributed_to=word("attributedTo"),
            validity=Validity(period("validFrom"), period("validTo"), period("asOf")),
            date_basis=DateBasis(basis) if basis else None,
            reason=str(own["reason"][0]) if "reason" in own else None,
            cited=self._citation(part),
            rank=Rank(word("rank") or ""),
            statement=self._statement(part),
            evidence=tuple(_quotes(part.quotes, str(own["mainEvidence"][0]))),
        )
        return SeenClaim(claim, Kind((word("kind") or "").removeprefix("kind-")))

    def _qualifiers(self, own: dict[str, list[Term]]) -> tuple[Qualifier, ...]:
        known = self.knowledge.ontology.qualifiers
        return tuple(
            Qualifier(
                key,
                tuple(
                    sorted(
                        self.names.local(str(value)) if known[key].takes_entities else str(value)
                        for value in own[key]
                    )
                ),
            )
            for key in sorted(known.keys() & own.keys())
        )

    def _citation(self, part: "_Parts") -> Citation | None:
        if "citedOutlet" not in part.nodes:
            return None
        date, page = part.nodes.get("citedDate"), part.nodes.get("citedPage")
        return Citation(
            self.names.local(str(part.nodes["citedOutlet"])),
            Period.parse(str(date)) if date else None,
            str(page) if page else None,
        )

    def _statement(self, part: "_Parts") -> StatementRef | None:
        if "statement" not in part.own:
            return None
        kind = self.names.local(str(part.nodes["statementKind"])).removeprefix("statement-")
        return StatementRef(self.names.local(str(part.own["statement"][0])), StatementKind(kind))


class _Parts:
    """The rows of one claim: its own, its quotes, and those of its citation and statement."""

    def __init__(self) -> None:
        self.own: dict[str, list[Term]] = defaultdict(list)
        self.nodes: dict[str, Term] = {}
        self.quotes: list[tuple[str, str]] = []


def _value(own: dict[str, list[Term]]) -> Value | None:
    if "unit" in own:
        unit, quantifier = (str(own[name][0]).rsplit("#", 1)[-1] for name in ("unit", "quantifier"))
        low, high = (
            Decimal(str(own[name][0])) if name in own else None for name in ("value", "valueMax")
        )
        return Quantity(low, unit, Quantifier(quantifier), high)
    if "value" not in own:
        return None
    value = own["value"][0]
    if isinstance(value, Text) and value.datatype == EDTF:
        return Period.parse(value.value)
    return str(value)


def _quotes(found: Iterable[tuple[str, str]], main: str) -> list[Quote]:
    """The quotes, the main one first, then by place; the offsets are in the IRI."""
    quotes = []
    for evidence, words in set(found):
        start, _, end = evidence.rsplit("/", 1)[-1].partition("-")
        quotes.append((evidence != main, Quote(words, Span(int(start), int(end)))))
    return [quote for _, quote in sorted(quotes, key=lambda each: (each[0], each[1].span))]


def _place(seen: SeenClaim) -> tuple[str, Span, str, str, str]:
    claim = seen.claim
    return claim.document, claim.evidence[0].span, claim.subject, claim.property, claim.id
