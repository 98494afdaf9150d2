"""Reads data/corrections.yaml: what was withdrawn or changed after it was published, and why."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kg.curate.record import Record, read
from kg.model.period import Period
from kg.model.problem import Problems

FILE = "data/corrections.yaml"
HEAD = (
    "# What was withdrawn or changed after it was published, and why; the newest last. "
    "docs/review.md has the form.\n"
)


class CorrectionKind(StrEnum):
    """What happened."""

    WITHDRAWN = "withdrawn"  # the document is no more
    REPLACED = "replaced"  # another document has taken its place
    CORRECTED = "corrected"  # some of its claims are other ones


@dataclass(frozen=True, slots=True)
class GoneClaim:
    """A claim that is no more: its id, what it said in our words, and which one says it now."""

    id: str
    said: str
    superseded_by: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """An entry. `of` is the slug of a document, `into` of the one that took its place."""

    date: Period
    kind: CorrectionKind
    of: str
    reason: str
    by: str
    title: str | None = None
    into: str | None = None
    claims: tuple[GoneClaim, ...] = ()


def read_corrections(root: Path, problems: Problems) -> tuple[Correction, ...]:
    """Every sound entry; none where there is no file."""
    if not (root / FILE).exists():
        return ()
    record = read(root / FILE, FILE, problems)
    if record is None:
        return ()
    found = tuple(filter(None, map(_correction, record.records("corrections"))))
    record.finish()
    return found


def _correction(item: Record) -> Correction | None:
    date, kind = item.period("date"), item.choice("kind", [each.value for each in CorrectionKind])
    of, reason = item.word("of", required=True), item.text("reason", required=True)
    by, title, into = item.text("by", required=True), item.text("title"), item.word("into")
    for name in ("date", "kind"):
        if name not in item:
            item.problem(name, "the field is missing", "Add it; docs/review.md has the form.")
    claims = tuple(filter(None, map(_gone, item.records("claims"))))
    item.finish()
    if not (date and kind and of and reason and by):
        return None
    return Correction(date, CorrectionKind(kind), of, reason, by, title, into, claims)


def _gone(item: Record) -> GoneClaim | None:
    name, said = item.word("id", required=True), item.text("said", required=True)
    now = item.word("superseded_by")
    item.finish()
    return GoneClaim(name, said, now) if name and said else None
