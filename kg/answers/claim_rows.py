"""Rows of the store read as claims: the one place where what they say is checked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.answers.reading import reading
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
from kg.model.ontology import Ontology
from kg.model.period import Period, Validity
from kg.model.quantity import Quantifier, Quantity, decimal
from kg.model.sentence import Span
from kg.model.term import Row, Term, Text
from kg.vocab import EDTF, Names, expand


class _Parts:
    """The rows of one claim: its own, its quotes, and those of its citation and statement."""

    def __init__(self) -> None:
        self.own: dict[str, list[Term]] = {}
        self.nodes: dict[str, list[Term]] = {}
        self.quotes: set[tuple[str, str]] = set()


class ClaimRows:
    """Reads rows `claim, p, o`, with `node` where something that belongs to the claim says it."""

    def __init__(self, ontology: Ontology, names: Names) -> None:
        self._ontology = ontology
        self._local = names.local
        self._prefix = names.term("")
        self._exact = expand("oa:exact")

    def read(self, rows: Iterable[Row]) -> Iterator[tuple[Claim, Kind]]:
        """The claims and their kinds; raise BrokenGraph for one that is none of the ontology."""
        parts: dict[str, _Parts] = defaultdict(_Parts)
        for row in rows:
            part, predicate = parts[row["claim"].value], row["p"].value
            node = row.get("node")
            if node is None:
                part.own.setdefault(predicate.removeprefix(self._prefix), []).append(row["o"])
            elif predicate == self._exact:
                part.quotes.add((node.value, row["o"].value))
            else:
                part.nodes.setdefault(predicate.removeprefix(self._prefix), []).append(row["o"])
        for iri, part in parts.items():
            with reading(iri, "a claim"):
                found = self._claim(part)
                self._check(found)
                kind = Kind(self._word(part.own, "kind").removeprefix("kind-"))
            yield found, kind

    def _claim(self, part: _Parts) -> Claim:
        own = part.own

        def maybe(name: str) -> str | None:
            return self._word(own, name) if name in own else None

        def period(name: str) -> Period | None:
            return Period.parse(str(_one(own, name))) if name in own else None

        basis = maybe("dateBasis")
        return Claim(
            document=self._word(own, "document"),
            subject=self._word(own, "subject"),
            property=self._word(own, "property"),
            object=maybe("object"),
            value=_value(own),
            qualifiers=tuple(self._qualifiers(own)),
            modality=Modality(self._word(own, "modality")),
            polarity=Polarity(self._word(own, "polarity")),
            attributed_to=maybe("attributedTo"),
            validity=Validity(period("validFrom"), period("validTo"), period("asOf")),
            date_basis=DateBasis(basis) if basis else None,
            reason=str(_one(own, "reason")) if "reason" in own else None,
            cited=self._citation(part.nodes),
            rank=Rank(self._word(own, "rank")),
            statement=self._statement(part),
            evidence=tuple(_quotes(part.quotes, str(_one(own, "mainEvidence")))),
        )

    def _word(self, rows: dict[str, list[Term]], name: str) -> str:
        return self._local(str(_one(rows, name)))

    def _qualifiers(self, own: dict[str, list[Term]]) -> Iterator[Qualifier]:
        known = self._ontology.qualifiers
        for key in sorted(known.keys() & own.keys()):
            term = known[key]
            found = own[key] if term.repeatable else [_one(own, key)]
            values = sorted(self._local(str(v)) if term.takes_entities else str(v) for v in found)
            if term.range == "EDTF":
                Period.parse(values[0])  # as it will be
            yield Qualifier(key, tuple(values))

    def _citation(self, nodes: dict[str, list[Term]]) -> Citation | None:
        if "citedOutlet" not in nodes:
            return None
        return Citation(
            self._word(nodes, "citedOutlet"),
            Period.parse(str(_one(nodes, "citedDate"))) if "citedDate" in nodes else None,
            str(_one(nodes, "citedPage")) if "citedPage" in nodes else None,
        )

    def _statement(self, part: _Parts) -> StatementRef | None:
        if "statement" not in part.own:
            return None
        kind = self._word(part.nodes, "statementKind").removeprefix("statement-")
        return StatementRef(self._word(part.own, "statement"), StatementKind(kind))

    def _check(self, claim: Claim) -> None:
        """Raise ValueError for what the ontology does not know, or would not have so."""
        ontology, value = self._ontology, claim.value
        term = ontology.properties.get(claim.property)
        if term is None:
            raise ValueError(f"'{claim.property}', which is no property")
        if term.is_relation != (claim.object is not None):
            raise ValueError(f"{'a value' if term.is_relation else 'an object'} of {term.name}")
        if term.is_measure != isinstance(value, Quantity):
            raise ValueError(f"{term.name} {'without' if term.is_measure else 'with'} a unit")
        if isinstance(value, Quantity) and value.unit not in ontology.units:
            raise ValueError(f"'{value.unit}', which is no unit")
        if term.leads_to_state:
            state = str(claim.object).removeprefix("state-")
            if state not in ontology.concepts["lifecycleStates"]:
                raise ValueError(f"'{claim.object}', which is no lifecycle state")


def _one(rows: dict[str, list[Term]], name: str) -> Term:
    """The one value; raise KeyError where there is none, ValueError where there are several."""
    values = rows[name]
    if len(values) > 1:
        raise ValueError(f"{name} {len(values)} times")
    return values[0]


def _value(own: dict[str, list[Term]]) -> Value | None:
    if "unit" in own or "quantifier" in own:
        unit, quantifier = (str(_one(own, n)).rsplit("#", 1)[-1] for n in ("unit", "quantifier"))
        low, high = (
            decimal(str(_one(own, name))) if name in own else None for name in ("value", "valueMax")
        )
        return Quantity(low, unit, Quantifier(quantifier), high)
    if "value" not in own:
        return None
    value = _one(own, "value")
    if isinstance(value, Text) and value.datatype == EDTF:
        return Period.parse(value.value)
    return str(value)


def _quotes(found: Iterable[tuple[str, str]], main: str) -> list[Quote]:
    """The quotes, the main one first, then by place; the offsets are in the IRI."""
    quotes = []
    for evidence, words in found:
        start, _, end = evidence.rsplit("/", 1)[-1].partition("-")
        quotes.append((evidence != main, Quote(words, Span(int(start), int(end)))))
    quotes.sort(key=lambda each: (each[0], each[1].span))
    if not quotes or quotes[0][0]:
        raise KeyError("oa:exact of its main evidence")
    return [quote for _, quote in quotes]
