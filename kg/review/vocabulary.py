"""Vocabulary: the fields of entries and the words that they may have, for a form to fill in."""

from collections.abc import Iterable, Mapping

from pydantic import Field

from kg.curate.claim_check import UNWRITTEN, snake
from kg.model.claim import DateBasis, Modality, Polarity, Rank, StatementKind
from kg.model.ontology import Ontology, PropertyTerm, Term
from kg.model.quantity import Quantifier
from kg.review.proposal import Form
from kg.write.shapes import Shape

# Field: what it holds, with * where an entry cannot do without it, and what is meant without it.
_QUOTED = {"quote": "quote*"}
_HOW = {"modality": "modalities=asserted", "polarity": "polarities=positive", "by": "entity"}
_DATED = {"date_basis": "dateBases=stated", "reason": "text"}
_MORE = {"cited": "mapping", "rank": "ranks=normal"}
_FIELDS: Mapping[Form, Mapping[str, str]] = {
    Form.CLAIM: {
        "s": "entity*", "p": "property*", "o": "target", "value": "text", "value_max": "text",
        "unit": "unit", "quantifier": "quantifiers=exact", "qualifiers": "mapping", **_HOW,
        "as_of": "date", "valid_from": "date", "valid_to": "date", **_DATED, **_MORE, **_QUOTED,
    },
    Form.STATEMENT: {
        "by": "entity*", "kind": "statementKinds*", "about": "entities*",
        "modality": "modalities", "polarity": "polarities=positive", "as_of": "date", **_DATED,
        **_MORE, **_QUOTED,
    },
    Form.EVENT: {
        "id": "entity*", "label": "text", "date": "date", "held_in": "entity", "hosts": "entities",
        "concerns": "entities", "participants": "participants", **_HOW, **_DATED, **_MORE,
        **_QUOTED,
    },
    Form.OFFICE: {
        "person": "entity*", "post": "entity*", "of": "entity", "acting": "flag", "as_of": "date",
        "from": "date", "to": "date", **_HOW, **_DATED, **_MORE, **_QUOTED,
    },
}  # fmt: skip
_LISTS = {
    "modalities": Modality, "polarities": Polarity, "quantifiers": Quantifier,
    "dateBases": DateBasis, "statementKinds": StatementKind, "ranks": Rank,
}  # fmt: skip
_TAKES = {"decimal": "figure", "EDTF": "date", "string": "text", "LifecycleState": "state"}


class FieldShape(Shape):
    """A field of an entry: its name in the file, and what it holds."""

    name: str
    kind: str = Field(
        description="entity, entities, participants, property, target (an entity, or a state of "
        "that property), unit, date, flag, mapping, text, quote, or the name of a list in `words`"
    )
    required: bool
    default: str | None = Field(description="what is meant where the field is missing")


class TermShape(Shape):
    """A word as the file has it, with its labels by language."""

    name: str
    labels: dict[str, str]


class PropertyShape(TermShape):
    """A property that a claim may have."""

    domain: str = Field(description="class of its subject")
    range: str
    takes: str = Field(description="entity, state, figure, date or text")
    units: list[str]
    requires: list[str] = Field(description="qualifiers that it cannot do without")


class VocabularyShape(Shape):
    """Everything that the form of an entry offers; nothing that a claim cannot have is in it."""

    fields: dict[Form, list[FieldShape]]
    words: dict[str, list[TermShape]] = Field(description="closed lists, by the kind of field")
    properties: list[PropertyShape]
    classes: list[TermShape] = Field(description="what an entity may be")
    units: list[TermShape]
    qualifiers: list[TermShape]


def vocabulary(ontology: Ontology) -> VocabularyShape:
    """The vocabulary of claims; terms in the order of their English labels."""
    written = {name: t for name, t in ontology.properties.items() if name not in UNWRITTEN}
    things = {name: t for name, t in ontology.classes.items() if "Entity" in t.ancestors}
    states = {f"state-{name}": t for name, t in ontology.concepts["lifecycleStates"].items()}
    return VocabularyShape(
        fields={form: list(_fields(form)) for form in Form},
        words={
            **{name: _choices(ontology.concepts[name], each) for name, each in _LISTS.items()},
            "lifecycleStates": _terms(states),
        },
        properties=[_property(ontology, name, written[name]) for name in _ordered(written)],
        classes=_terms(things),
        units=_terms(ontology.units),
        qualifiers=_terms({snake(name): t for name, t in ontology.qualifiers.items()}),
    )


def _fields(form: Form) -> Iterable[FieldShape]:
    for name, kind in _FIELDS[form].items():
        held, _, default = kind.removesuffix("*").partition("=")
        required = kind.endswith("*")
        yield FieldShape(name=name, kind=held, required=required, default=default or None)


def _property(ontology: Ontology, name: str, term: PropertyTerm) -> PropertyShape:
    units = [unit for unit, found in ontology.units.items() if found.kind in term.unit_kinds]
    return PropertyShape(
        name=name, labels=dict(term.labels), domain=term.domain, range=term.range,
        takes=_TAKES.get(term.range, "entity"), units=units,
        requires=[snake(each) for each in term.requires],
    )  # fmt: skip


def _terms(terms: Mapping[str, Term]) -> list[TermShape]:
    return [TermShape(name=name, labels=dict(terms[name].labels)) for name in _ordered(terms)]


def _choices(terms: Mapping[str, Term], words: Iterable[str]) -> list[TermShape]:
    return [TermShape(name=str(word), labels=dict(terms[word].labels)) for word in words]


def _ordered(terms: Mapping[str, Term]) -> list[str]:
    return sorted(terms, key=lambda name: (terms[name].label.casefold(), name))
