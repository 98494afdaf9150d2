"""Renaming and merging entities: every file that names one is rewritten, a redirect stays."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.curate import curation, entities, reference, uses, yaml_edit, yaml_places
from kg.curate.change import Change, editing
from kg.curate.curation import Curation
from kg.curate.uses import Uses
from kg.curate.yaml_write import Given
from kg.errors import InvalidRequest, NotFound
from kg.model.entity import Entity, LabelKind
from kg.vocab import SLUG


@dataclass(frozen=True, slots=True)
class Renamed:
    """How many places were rewritten, by file."""

    places: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.places.values())


def rename(root: Path, old: str, new: str) -> Renamed:
    """Give the entity another slug. Raise NotFound, InvalidRequest; InvalidData where `kg check`
    would refuse what comes out."""
    with editing(root) as change:
        known = curation.read(root)
        _entity(known, old)
        if not SLUG.match(new):
            raise InvalidRequest(f"'{new[:80]}' is no slug: lower case, digits, single hyphens.")
        if new in known.entities:
            raise InvalidRequest(
                f"'{new}' is an entity already; `kg merge {old} {new}` joins them."
            )
        if new in known.redirects:
            raise InvalidRequest(f"'{new}' was the slug of another entity; a slug is never reused.")
        text = change.text(entities.FILE)
        if old in yaml_places.content(text):  # else it is an event of a claims file
            change.put(entities.FILE, yaml_edit.move(text, old, new))
        return _finish(change, known, old, new, 1 if change.files else 0)


def merge(root: Path, old: str, into: str) -> Renamed:
    """Join two entities: `into` takes over labels and claims of `old`. Raise as `rename` does."""
    with editing(root) as change:
        known = curation.read(root)
        _merge_blocks(change, _entity(known, old), _entity(known, into))
        return _finish(change, known, old, into, 1)


def _entity(known: Curation, slug: str) -> Entity:
    if slug in known.entities:
        return known.entities[slug]
    moved = f"; it is '{known.redirects[slug]}' now" if slug in known.redirects else ""
    raise NotFound(f"no entity '{slug[:80]}' in the curated files{moved}.")


def _merge_blocks(change: Change, old: Entity, into: Entity) -> None:
    if old.slug == into.slug:
        raise InvalidRequest(f"'{old.slug}' cannot be merged with itself.")
    if not (old.named and into.named):
        raise InvalidRequest("a thing without a name is valid in its document, and never merged.")
    text = change.text(entities.FILE)
    there = yaml_places.content(text)
    for slug in (old.slug, into.slug):
        if slug not in there:
            raise InvalidRequest(
                f"'{slug}' is an event that a claims file defines; give it a block in "
                f"{entities.FILE} before it is merged."
            )
    text = _without_identity(text, into.slug, old.slug)
    labels = {label.text: set(label.documents) for label in into.labels}
    for label in old.labels:
        if label.kind is LabelKind.REFERENCE:
            continue
        path = (into.slug, "labels")
        if label.text not in labels:
            text = yaml_edit.add_field(text, path, label.text, list(label.documents))
        else:
            for document in label.documents:
                if document not in labels[label.text]:
                    text = yaml_edit.add_to_list(text, (*path, label.text), document)
    change.put(entities.FILE, yaml_edit.drop(text, old.slug))


def _without_identity(text: str, slug: str, other: str) -> str:
    """The text without the doubt whether the two are one."""
    block = yaml_places.content(text)[slug]
    same = block.get("possibly_same_as", []) if isinstance(block, Mapping) else []
    kept = [each for each in same if isinstance(each, Mapping) and each.get("entity") != other]
    if len(kept) == len(same):
        return text
    text = yaml_edit.take_field(text, (slug, "possibly_same_as"))
    more: Given = kept
    return yaml_edit.add_field(text, (slug,), "possibly_same_as", more) if kept else text


def _finish(change: Change, known: Curation, old: str, new: str, places: int) -> Renamed:
    counts = {entities.FILE: places} if places else {}
    finder = Uses(known.ontology)
    for name in uses.files(change.root):
        text = change.text(name)
        spots = [(each.start, each.end, new) for each in finder.of(old, name, text)]
        if spots:
            change.put(name, yaml_edit.replaced(text, spots))
            counts[name] = counts.get(name, 0) + len(spots)
    text = change.text(reference.REDIRECTS)
    separator = "" if not text or text.endswith("\n") else "\n"
    change.put(reference.REDIRECTS, f"{text}{separator}{old}: {new}\n")
    change.check()
    change.commit()
    return Renamed(counts)
