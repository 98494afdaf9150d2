"""Soundness: whether an entry may stand in a claims file, told before anybody accepts it."""

from collections.abc import Mapping

from kg.curate import yaml_write
from kg.curate.claim_file import claims_of, events_of
from kg.curate.entities import entities_of
from kg.curate.record import Record, read_text
from kg.errors import InvalidParameters
from kg.model.claim import Claim
from kg.model.document import Document
from kg.model.entity import Entity
from kg.model.ontology import Ontology
from kg.model.problem import Problems, told
from kg.review.proposal import Entry, Form
from kg.review.state import NewEntity

_ENTRY = "the entry"


def claims(
    form: Form,
    entry: Entry,
    document: Document,
    entities: Mapping[str, Entity],
    ontology: Ontology,
) -> tuple[Claim, ...]:
    """The claims that `entry` says; raise InvalidParameters with what is wrong by field."""
    problems = Problems()
    text = f"{form}:\n{yaml_write.item(entry)}"
    record = _read(text, problems)
    events = events_of(record, document, entities)
    known = {**entities, **{event.slug: event for event in events}}
    found = claims_of(record, document, known, ontology)
    if len(problems):
        raise _refusal("the entry cannot stand like this", problems, f"{form}[1].")
    return found


def entity(
    new: NewEntity,
    document: Document,
    entities: Mapping[str, Entity],
    ontology: Ontology,
) -> Entity:
    """The entity that `new` would be; raise InvalidParameters with what is wrong by field."""
    if new.slug in entities:
        raise InvalidParameters(
            "the entity cannot stand like this",
            {"slug": f"'{new.slug}' is an entity already. Link to it, or choose another slug."},
        )
    problems = Problems()
    record = _read(yaml_write.block(new.slug, new.block(document.slug)), problems)
    found = entities_of(record, ontology, {document.slug: document}, entities)
    if len(problems) or new.slug not in found:
        raise _refusal("the entity cannot stand like this", problems, f"{new.slug}.")
    return found[new.slug]


def _read(text: str, problems: Problems) -> Record:
    record = read_text(text, _ENTRY, problems)
    if record is None:
        raise _refusal("the entry cannot be written", problems, "")
    return record


def _refusal(lead: str, problems: Problems, prefix: str) -> InvalidParameters:
    return InvalidParameters(
        lead, told(problems, lambda each: each.field.removeprefix(prefix) or "entry")
    )
