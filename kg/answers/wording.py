"""Wording: claims in words of ours. Never put in quotation marks; the quote is the document's."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Protocol

from kg.answers.claims import SeenClaim
from kg.model.claim import Claim, DateBasis, Kind, Qualifier
from kg.model.ontology import Ontology
from kg.model.period import Period
from kg.model.quantity import Quantifier, Quantity

_HEDGES = {
    Quantifier.EXACT: "",
    Quantifier.RANGE: "",
    Quantifier.UNSPECIFIED: "an unspecified number of ",
}
_KINDS = {
    Kind.FACT: "",
    Kind.REPORTED: "",
    Kind.PLANNED: "planned: ",
    Kind.PROJECTED: "expected: ",
    Kind.PROPOSED: "proposed: ",
    Kind.OPINION: "in the document's own judgement: ",
    Kind.DENIED: "denied: ",
    Kind.ENDED: "formerly: ",
}


# one of it; what is counted in units of many, such as passengers per hour, stays as it is labelled
_SINGULAR = {
    "buildings": "building", "categories": "category", "enterprises": "enterprise",
    "institutions": "institution", "items": "item", "months": "month", "patents": "patent",
    "people": "person", "proposals": "proposal", "teams": "team", "vehicles": "vehicle",
    "weeks": "week", "years": "year",
}  # fmt: skip


class Labelled(Protocol):
    """An entity as far as words need it."""

    @property
    def label(self) -> str: ...


class Wording:
    """Words claims of one ontology in English; `cards` name the entities."""

    def __init__(self, ontology: Ontology, cards: Mapping[str, Labelled]) -> None:
        self.ontology = ontology
        self.cards = cards

    def label(self, slug: str) -> str:
        """The label of an entity."""
        return self.cards[slug].label if slug in self.cards else slug

    def sentence(self, seen: SeenClaim) -> str:
        """The whole claim: who, what, how firmly, according to whom, when."""
        claim = seen.claim
        if claim.statement:
            kind = self.ontology.concepts["statementKinds"][claim.statement.kind].label
            denied = _KINDS[Kind.DENIED] if seen.kind is Kind.DENIED else ""
            parts = [f"{denied}{kind} by {self.label(claim.subject)} about {self.object(claim)}"]
            return "; ".join([*parts, *filter(None, [self.when(claim)])])
        name = self.ontology.properties[claim.property].label
        judged = seen.kind is Kind.OPINION and claim.attributed_to
        start = f"in the judgement of {self.label(judged)}: " if judged else _KINDS[seen.kind]
        parts = [f"{start}{self.label(claim.subject)} – {name}: {self.object(claim)}"]
        parts += [self.qualifier(qualifier) for qualifier in claim.qualifiers]
        if when := self.when(claim):
            parts.append(when)
        if claim.attributed_to and not judged:
            parts.append(f"according to {self.label(claim.attributed_to)}")
        return "; ".join(parts)

    def object(self, claim: Claim) -> str:
        """The object's label, or the value in words."""
        if claim.object is not None:
            if self.ontology.properties[claim.property].leads_to_state:
                state = claim.object.removeprefix("state-")
                return self.ontology.concepts["lifecycleStates"][state].label
            return self.label(claim.object)
        if isinstance(claim.value, Quantity):
            return self.figure(claim.value)
        return str(claim.value)

    def figure(self, quantity: Quantity) -> str:
        """A figure with its quantifier and unit."""
        unit = self.ontology.units[quantity.unit]
        hedge = _HEDGES.get(quantity.quantifier)
        if hedge is None:
            hedge = f"{self.ontology.concepts['quantifiers'][quantity.quantifier].label} "
        if quantity.value is None:
            return f"{hedge}{unit.label}"
        number = _number(quantity.value)
        if quantity.value_max is not None:
            number = f"{number} to {_number(quantity.value_max)}"
        if unit.kind == "unit-kind-rank":
            return f"{hedge}no. {number}"
        label = _SINGULAR.get(unit.name, unit.label) if number == "1" else unit.label
        return f"{hedge}{number} {unit.symbol or label}"

    def qualifier(self, qualifier: Qualifier) -> str:
        """A qualifier as 'label value'."""
        term = self.ontology.qualifiers[qualifier.key]
        if term.range == "boolean":
            return term.label
        values = map(self.label, qualifier.values) if term.takes_entities else qualifier.values
        return f"{term.label}: {', '.join(values)}"

    def when(self, claim: Claim) -> str:
        """The dates of the claim; resolved and inferred ones are marked."""
        validity = claim.validity
        dates: list[tuple[str, Period | None]] = [
            ("from", validity.valid_from), ("until", validity.valid_to), ("as of", validity.as_of),
        ]  # fmt: skip
        words = " ".join(f"{word} {period}" for word, period in dates if period)
        if words and claim.date_basis in (DateBasis.RESOLVED, DateBasis.INFERRED):
            words += f" ({claim.date_basis})"
        return words


def _number(number: Decimal) -> str:
    return f"{number:,f}"


def shortened(text: str, most: int) -> str:
    """The text in at most `most` characters, cut at a word and marked where it is cut."""
    if len(text) <= most:
        return text
    cut, space, _ = text[: most - 1].rpartition(" ")
    return f"{cut} …" if space and len(cut) > most // 3 else f"{text[: most - 1]}…"
