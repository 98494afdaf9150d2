"""Reads data/catalogue.yaml and the texts it pins."""

import hashlib
from pathlib import Path

from kg.curate.quotes import Levelled
from kg.curate.record import Record, read
from kg.model.document import Document, Noise
from kg.model.period import Period
from kg.model.problem import Problems
from kg.model.sentence import Span
from kg.vocab import SLUG

FILE = "data/catalogue.yaml"
FOLDER = "data/documents"
KINDS = ("news", "press-release", "column", "official-document", "report")
SOME_DAY = Period.parse("1000/2999")  # stands in for a day of issue that cannot be read


def read_catalogue(root: Path, problems: Problems) -> dict[str, Document]:
    """Every document with a sound block and an unchanged text, by slug."""
    record = read(root / FILE, FILE, problems)
    if record is None:
        return {}
    found = {}
    for slug, entry in record.entries():
        if not SLUG.match(slug):
            record.problem(slug, "not a slug", "Use lower case, digits and single hyphens.")
        if entry is not None and (document := _document(root, slug, entry)):
            found[slug] = document
    for path in sorted((root / FOLDER).glob("*")):
        if path.stem not in record.fields or path.suffix != ".txt":
            problems.add(
                f"{FOLDER}/{path.name}", 0, "", "the catalogue does not know this file",
                f"Add a block '{path.stem}:' to {FILE}.",
            )  # fmt: skip
    return found


def _document(root: Path, slug: str, entry: Record) -> Document | None:
    pinned = entry.word("sha256", required=True)
    text = _text(root, slug, entry, pinned)
    title = entry.text("title", required=True)
    issued = entry.period("issued")
    if "issued" not in entry:
        entry.problem("issued", "the field is missing", "Give the day, or the interval it lies in.")
    issued_reason = entry.text("issued_reason")
    if issued and issued.earliest != issued.latest and not issued_reason:
        entry.problem("issued", "an interval without a reason", "Add issued_reason.")
    if issued and not (issued.earliest and issued.latest):
        entry.problem("issued", "an open interval", "Give both ends, and why in issued_reason.")
        issued = None
    kind = entry.choice("kind", KINDS)
    if "kind" not in entry:
        entry.problem("kind", "the field is missing", f"One of {', '.join(KINDS)}.")
    rights = entry.text("rights", required=True)
    publisher, author, wire = (entry.text(name) for name in ("publisher", "author", "wire"))
    url = entry.text("url", required=True)
    title_is_ours = entry.flag("title_is_ours", False)
    levelled = Levelled.of(text) if text else None
    noise, left_out = (_spans(levelled, entry, name) for name in ("noise", "left_out"))
    entry.finish()
    if text is None:
        return None
    if not text.strip():
        entry.problem("", "the text is empty", "Put the text there, or remove the block.")
    # What is missing has been told and stops the build; the claims are read all the same, so that
    # their problems are told as well.
    return Document(
        slug=slug, title=title or slug, text=text, sha256=pinned or "", kind=kind or KINDS[0],
        issued=issued or SOME_DAY, rights=rights or "",
        publisher=publisher, author=author, wire=wire, url=None if url == "none known" else url,
        title_is_ours=title_is_ours, issued_reason=issued_reason, noise=noise, left_out=left_out,
    )  # fmt: skip


def _text(root: Path, slug: str, entry: Record, pinned: str | None) -> str | None:
    name = f"{FOLDER}/{slug}.txt"
    try:
        content = (root / name).read_bytes()
    except FileNotFoundError:
        entry.problem("", f"{name} is missing", "Put the text there, or remove the block.")
        return None
    digest = hashlib.sha256(content).hexdigest()
    if pinned and digest != pinned:
        entry.problem(
            "sha256", f"{name} has changed: its sha256 is {digest}",
            "A text is never edited: restore it (git checkout), or add it as a new document.",
        )  # fmt: skip
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        entry.problems.add(
            name, line, "", f"not UTF-8 (byte {error.start})", "Save the text as UTF-8 again."
        )
        return None


def _spans(levelled: Levelled | None, entry: Record, name: str) -> tuple[Noise, ...]:
    found = []
    for item in entry.records(name):
        reason = item.text("reason", required=True)
        whole, first, last = (item.text(name) for name in ("text", "from", "to"))
        start = item.integer("start")
        item.finish()
        if (whole is None) == (first is None) or (first is None) != (last is None):
            item.problem("text", "neither one span nor two ends", "Give text, or from and to.")
            continue
        if levelled is None or reason is None:
            continue
        if whole is not None:
            span = _once(levelled, item, "text", whole, start)
        else:
            opening, end = _once(levelled, item, "from", first), _once(levelled, item, "to", last)
            span = Span(opening.start, end.end) if opening and end else None
        if span and span.start >= span.end:
            item.problem("to", "the end stands before the beginning", "Swap from and to.")
        elif span:
            found.append(Noise(span, reason))
    return tuple(sorted(found, key=lambda noise: noise.span))


def _once(
    levelled: Levelled, item: Record, name: str, words: str | None, start: int | None = None
) -> Span | None:
    places = levelled.find(words or "")
    if start is not None:
        places = tuple(place for place in places if place.start == start)
    if len(places) == 1:
        return places[0]
    item.problem(
        name, f"the words stand {len(places)} times in the document",
        "Copy them from the text." if not places else "Lengthen them, or say which with start.",
    )  # fmt: skip
    return None
