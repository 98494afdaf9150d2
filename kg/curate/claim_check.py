"""Checks a claim's words against the ontology and the known entities."""

import re
from collections.abc import Mapping

from kg.curate.record import Record, closest
from kg.model.claim import Qualifier, Value
from kg.model.entity import Entity
from kg.model.ontology import Ontology, PropertyTerm, QualifierTerm
from kg.model.period import Period
from kg.model.quantity import Quantifier, Quantity, decimal, plain

STATES = "LifecycleState"
UNWRITTEN = {
    "commentsOn": "Write an entry under statements.",
    "possiblySameAs": "Write possibly_same_as in data/entities.yaml.",
}


def snake(name: str) -> str:
    """The form of a qualifier's name in the files: rankScope is rank_scope there."""
    return re.sub(r"(?<=[a-z])([A-Z])", lambda match: f"_{match[1].lower()}", name)


class ClaimCheck:
    """Knows the ontology and the entities; reports what does not fit."""

    def __init__(
        self, ontology: Ontology, entities: Mapping[str, Entity], document: str | None = None
    ) -> None:
        self.ontology = ontology
        self.entities = entities
        self.document = document
        self.qualifier_of = {snake(name): term for name, term in ontology.qualifiers.items()}

    def entity(self, item: Record, name: str, slug: str | None, wanted: str) -> str | None:
        """The slug if it is a known entity of the wanted class."""
        if slug is None:
            return None
        entity = self.entities.get(slug)
        if entity is None:
            item.problem(name, f"unknown entity '{slug}'", closest(slug, self.entities))
            return None
        if not entity.named and self.document and self.document not in entity.documents:
            item.problem(
                name, f"'{slug}' is an unnamed thing of {', '.join(entity.documents)}",
                "An unnamed thing is valid in its document only: make one for this document.",
            )  # fmt: skip
            return None
        if not self.ontology.is_a(entity.types, wanted):
            types = " and ".join(entity.types)
            item.problem(
                name, f"'{slug}' is a {types}, where a {wanted} is wanted",
                "Choose another property or entity, or mend the type in data/entities.yaml.",
            )  # fmt: skip
            return None
        return slug

    def claim(
        self, item: Record, subject: str, name: str, target: str | None, value: Value | None
    ) -> bool:
        """Whether subject, property and object or value fit together."""
        term = self._property(item, name)
        if term is None:
            self.entity(item, "s", subject, "Entity")
            if target is not None and not target.startswith("state-"):
                self.entity(item, "o", target, "Entity")
            return False
        fits = self.entity(item, "s", subject, term.domain) is not None
        if not term.is_relation:
            if target is not None:
                item.problem("o", f"'{name}' takes a value", "Write value: instead of o:.")
            return fits and target is None and value is not None
        if target is None:
            item.problem("o", "the field is missing", f"'{name}' takes a {term.range}.")
            return False
        if term.leads_to_state:
            states = [f"state-{state}" for state in self.ontology.concepts["lifecycleStates"]]
            if target not in states:
                item.problem("o", f"unknown state '{target}'", closest(target, states))
                return False
            return fits
        if target == subject:
            item.problem("o", f"'{subject}' related to itself", "Mend the subject or the object.")
            return False
        return self.entity(item, "o", target, term.range) is not None and fits

    def _property(self, item: Record, name: str) -> PropertyTerm | None:
        if name in UNWRITTEN:
            item.problem("p", f"'{name}' is not written as a claim", UNWRITTEN[name])
            return None
        if name in self.ontology.inverses:
            forward = self.ontology.inverses[name]
            item.problem(
                "p", f"'{name}' is an inverse", f"Swap subject and object and write {forward}."
            )
            return None
        if name not in self.ontology.properties:
            item.problem("p", f"unknown property '{name}'", closest(name, self.ontology.properties))
            return None
        return self.ontology.properties[name]

    def figure(
        self, item: Record, term: PropertyTerm, unit: str | None, quantifier: Quantifier | None
    ) -> Quantity | None:
        """The figure of a measure, with a unit that the measure takes."""
        if unit is None:
            item.problem("unit", "a figure without a unit", f"'{term.name}' needs one.")
            return None
        fitting = [n for n, u in self.ontology.units.items() if u.kind in term.unit_kinds]
        if unit not in fitting:
            known = "does not fit" if unit in self.ontology.units else "is unknown"
            item.problem("unit", f"unit '{unit}' {known}", closest(unit, fitting))
            return None
        low, high = item.number("value"), item.number("value_max")
        if "value" in item and low is None:
            return None
        try:
            return Quantity(low, unit, quantifier or Quantifier.EXACT, high)
        except ValueError as error:
            item.problem("value", str(error), "See quantifier in docs/curation.md.")
            return None

    def qualifiers(
        self, item: Record, given: Record | None, name: str | None
    ) -> tuple[Qualifier, ...]:
        """The qualifiers in canonical order and text."""
        term = self.ontology.properties.get(name or "")
        found = []
        for key in given.fields if given else ():
            qualifier = self.qualifier_of.get(key)
            if given is None or qualifier is None:
                item.problem(
                    "qualifiers", f"unknown qualifier '{key}'", closest(key, self.qualifier_of)
                )
                continue
            if term and not self._goes_with(qualifier, term):
                given.problem(
                    key, f"'{key}' does not go with '{term.name}'",
                    f"It qualifies {qualifier.qualifies}: {qualifier.definition}",
                )  # fmt: skip
            values = given.words(key, text=qualifier.range == "string")
            if len(values) > 1 and not qualifier.repeatable:
                given.problem(key, f"'{key}' takes one value", "Write one claim for each.")
            texts = [t for v in values if (t := self._text(given, key, qualifier, v)) is not None]
            if texts:
                found.append(Qualifier(qualifier.name, tuple(sorted(set(texts)))))
        for required in term.requires if term else ():
            if required not in {qualifier.key for qualifier in found}:
                item.problem(
                    "qualifiers", f"'{name}' needs '{snake(required)}'",
                    self.ontology.qualifiers[required].definition,
                )  # fmt: skip
        return tuple(sorted(found, key=lambda qualifier: qualifier.key))

    @staticmethod
    def _goes_with(qualifier: QualifierTerm, term: PropertyTerm) -> bool:
        wanted = qualifier.qualifies
        return wanted is None or wanted == term.name or (wanted == "Measure" and term.is_measure)

    def _text(self, given: Record, key: str, qualifier: QualifierTerm, text: str) -> str | None:
        if qualifier.takes_entities:
            return self.entity(given, key, text, qualifier.range)
        try:
            if qualifier.range == "decimal":
                return plain(decimal(text))
            if qualifier.range == "EDTF":
                return Period.parse(text).text
        except ValueError as error:
            given.problem(key, str(error), qualifier.definition)
            return None
        if qualifier.range == "boolean" and text not in ("true", "false"):
            given.problem(key, f"'{text}' is not true or false", "Write true.")
            return None
        return text
