"""Withdrawing: a document and all that it says leave the curated files, and the log says why."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg.answers.claims import SeenClaim
from kg.answers.wording import Wording
from kg.curate import (
    catalogue,
    claim_file,
    corrections,
    curation,
    entities,
    uses,
    yaml_edit,
    yaml_places,
)
from kg.curate.change import Change, editing
from kg.curate.corrections import CorrectionKind
from kg.curate.curation import Curation
from kg.curate.difference import Difference, difference
from kg.curate.uses import Uses
from kg.curate.yaml_write import Given
from kg.errors import InvalidRequest, NotFound
from kg.model.claim import Claim
from kg.review import decisions, inbox


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a withdrawal changes: claims, and the entities that nothing else names. `inbox` are the
    files in which its candidates and decisions are kept."""

    difference: Difference
    entities: tuple[str, ...]
    inbox: tuple[str, ...]


def withdraw(
    root: Path,
    slug: str,
    reason: str,
    by: str,
    today: date,
    *,
    replaced_by: str | None = None,
    dry_run: bool = False,
) -> Withdrawn:
    """Take the document out of the files; with `dry_run` only say what that would change.

    Its claims are superseded by those of `replaced_by` where these are about the same. Raise
    NotFound; InvalidRequest without a reason; InvalidData where another file needs the document.
    """
    if not reason.strip():
        raise InvalidRequest("a withdrawal needs its reason: --reason TEXT.")
    with editing(root) as change:
        known = curation.read(root)
        for name in filter(None, (slug, replaced_by)):
            if name not in known.documents:
                raise NotFound(f"no document '{name[:80]}' in {catalogue.FILE}.")
        if slug == replaced_by:
            raise InvalidRequest(f"'{slug}' cannot take its own place.")
        gone = [claim for claim in known.claims if claim.document == slug]
        instead = [claim for claim in known.claims if claim.document == replaced_by]
        found = difference(gone, instead)
        found = Difference((), found.withdrawn, found.superseded)
        dropped = _take_out(change, known, slug)
        entry = _entry(known, slug, reason, by, today, replaced_by, found)
        text = change.text(corrections.FILE) or corrections.HEAD
        change.put(corrections.FILE, yaml_edit.append(text, "corrections", entry))
        with _deciding(change, slug):
            kept = _put_aside(change, slug, today)
            change.check()
            if not dry_run:
                change.commit()
    return Withdrawn(found, dropped, kept)


@contextmanager
def _deciding(change: Change, slug: str) -> Iterator[None]:
    """Nobody decides meanwhile on what goes away."""
    if decisions.name_of(slug) not in change:
        yield
        return
    with decisions.deciding(change.root, slug):
        yield


def _put_aside(change: Change, slug: str, today: date) -> tuple[str, ...]:
    """Move the candidates and decisions to where they block nothing; the names they get."""
    number, kept = 1, []
    while inbox.withdrawn_name(slug, today.isoformat(), number) in change:
        number += 1
    aside = inbox.withdrawn_name(slug, today.isoformat(), number)
    for name, to in (
        (inbox.name_of(slug), aside),
        (decisions.name_of(slug), f"{aside.removesuffix('.jsonl')}.decisions.jsonl"),
    ):
        if name in change:
            change.put(to, change.text(name))
            change.remove(name)
            kept.append(to)
    return tuple(kept)


def _take_out(change: Change, known: Curation, slug: str) -> tuple[str, ...]:
    change.remove(f"{catalogue.FOLDER}/{slug}.txt")
    change.remove(f"{claim_file.FOLDER}/{slug}.yaml")
    change.put(catalogue.FILE, yaml_edit.drop(change.text(catalogue.FILE), slug))
    text = change.text(entities.FILE)
    dropped: list[str] = []
    for name, block in yaml_places.content(text).items():
        labels = block.get("labels", {}) if isinstance(block, Mapping) else {}
        if not isinstance(labels, Mapping):
            continue
        text, is_left = _without_document(text, name, labels, slug)
        if not is_left:
            text = yaml_edit.drop(text, name)
            dropped.append(name)
    change.put(entities.FILE, text)
    _refuse_needed(change, known, dropped)
    return tuple(dropped)


def _without_document(
    text: str, entity: str, labels: Mapping[str, Given], slug: str
) -> tuple[str, bool]:
    """The text without the document among the labels of the entity; whether a label is left."""
    own = [label for label, found in labels.items() if slug in _documents(found)]
    bare = [label for label in own if len(_documents(labels[label])) == 1]
    if len(bare) == len(labels):
        return text, False
    for label in own:
        path = (entity, "labels", label)
        if label in bare:
            text = yaml_edit.take_field(text, path)
        else:
            text = yaml_edit.take_from_list(text, path, slug)
    return text, True


def _documents(given: Given) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(map(str, given))


def _refuse_needed(change: Change, known: Curation, dropped: list[str]) -> None:
    """Raise InvalidRequest where what stays names an entity that only the document told of."""
    finder = Uses(known.ontology)
    for slug in dropped:
        for name in uses.files(change.root):
            text = change.text(name) if name in change else ""
            for place in finder.of(slug, name, text):
                line = text[: place.start].count("\n") + 1
                raise InvalidRequest(
                    f"{name}:{line} names '{slug}', of which only this document tells. Mend that "
                    "first: give the entity a label of another document, or take the line out."
                )


def _entry(
    known: Curation,
    slug: str,
    reason: str,
    by: str,
    today: date,
    replaced_by: str | None,
    found: Difference,
) -> Mapping[str, Given]:
    kind = CorrectionKind.REPLACED if replaced_by else CorrectionKind.WITHDRAWN
    entry: dict[str, Given] = {
        "date": today.isoformat(), "kind": kind.value, "of": slug,
        "title": known.documents[slug].title,
    }  # fmt: skip
    if replaced_by:
        entry["into"] = replaced_by
    entry |= {"reason": " ".join(reason.split()), "by": by}
    claims: list[Given] = [
        {"id": claim.id, "said": sentence(known, claim)} for claim in found.withdrawn
    ]
    claims += [
        {"id": pair.old.id, "said": sentence(known, pair.old), "superseded_by": pair.new.id}
        for pair in found.superseded
    ]
    return entry | ({"claims": claims} if claims else {})


def sentence(known: Curation, claim: Claim) -> str:
    """The claim in our words."""
    issued = known.documents[claim.document].issued
    words = Wording(known.ontology, known.entities)
    return words.sentence(SeenClaim(claim, claim.kind(issued)))
