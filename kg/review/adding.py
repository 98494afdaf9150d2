"""Adding: a text becomes a document of the catalogue, with its candidates in the inbox."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.config import Settings
from kg.curate import catalogue, change, claim_file, curation, ontology, yaml_write
from kg.curate.change import Change
from kg.curate.curation import Curation
from kg.curate.quotes import Levelled
from kg.curate.slugs import slug_of
from kg.curate.yaml_write import Given
from kg.errors import InvalidRequest, NotFound
from kg.extract.checking import checked
from kg.extract.engine import engine
from kg.extract.extractor import Extraction
from kg.extract.gazetteer import of_curation
from kg.extract.lexicon import Lexicon
from kg.extract.origin import Source
from kg.extract.source import open_source
from kg.model.document import Noise
from kg.model.period import Period
from kg.review import decisions, inbox
from kg.review.addressing import address_of
from kg.review.drafting import draft
from kg.review.inbox import Proposed
from kg.vocab import SLUG

NO_URL = "none known"
HEAD = (
    "# What {slug} says. The forms are explained in docs/curation.md; "
    "entries stand in the order of the text.\n"
)


@dataclass(frozen=True, slots=True)
class Details:
    """What the curator knows of the document; what is None is read from the text, or unknown."""

    slug: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    wire: str | None = None
    kind: str = "news"
    issued: str | None = None
    issued_reason: str | None = None
    url: str | None = None
    rights: str | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What was made of a text."""

    slug: str
    title: str
    issued: str
    noise: int
    url: str
    proposed: Proposed


def add(root: Path, path: Path, details: Details, settings: Settings) -> Added:
    """Read `path` and put it into the curated files, all at once or not at all.

    Raise what `open_source` and the extractor raise; InvalidRequest where the document is there
    already or something that must be known is not; InvalidData where `kg check` would refuse.
    """
    source = open_source(path, settings.max_document_bytes, settings.extract_seconds,
                         settings.max_document_pages)  # fmt: skip
    text = source.text
    with change.editing(root) as made:
        known = curation.read(root)
        digest = hashlib.sha256(text.encode()).hexdigest()
        _new(known, digest, path)
        extraction = _extract(root, known, text, _day(details.issued) or _told(source), settings)
        block = _block(extraction, details, digest, path)
        slug = _slug(made, known, details, str(block["title"]))
        made.put(f"{catalogue.FOLDER}/{slug}.txt", text)
        files = made.text(catalogue.FILE)
        made.put(catalogue.FILE, f"{files.rstrip()}\n\n{yaml_write.block(slug, block)}")
        made.put(f"{claim_file.FOLDER}/{slug}.yaml", HEAD.format(slug=slug))
        made.check()
        proposed = Proposed(slug, digest, *draft(extraction, known.ontology))
        made.put(inbox.name_of(slug), proposed.lines())
        made.commit()
    noise = extraction.reading.noise
    return Added(
        slug, str(block["title"]), str(block["issued"]), len(noise), str(block["url"]), proposed
    )


def again(root: Path, slug: str, settings: Settings) -> Added:
    """Look for candidates of a document that is in the catalogue already.

    Raise NotFound, or InvalidRequest where somebody has decided on the candidates that there are.
    """
    with change.editing(root) as made:
        known = curation.read(root)
        document = known.documents.get(slug)
        if document is None:
            raise NotFound(f"no document '{slug[:80]}' in {catalogue.FILE}.")
        if decisions.name_of(slug) in made:
            raise InvalidRequest(
                f"'{slug}' is under review: its decisions name the candidates that there are. "
                f"Finish the review, or remove {decisions.name_of(slug)} to begin anew."
            )
        extraction = _extract(root, known, document.text, document.issued, settings)
        proposed = Proposed(slug, document.sha256, *draft(extraction, known.ontology))
        made.put(inbox.name_of(slug), proposed.lines())
        made.commit()
    url = document.url or NO_URL
    return Added(slug, document.title, document.issued.text, len(document.noise), url, proposed)


def _new(known: Curation, digest: str, path: Path) -> None:
    for other in known.documents.values():
        if other.sha256 == digest:
            raise InvalidRequest(
                f"{path} is in the catalogue already, as '{other.slug}', word for word. "
                f"`kg add --again {other.slug}` looks for candidates in it."
            )


def _extract(
    root: Path, known: Curation, text: str, day: Period | None, settings: Settings
) -> Extraction:
    lexicon = Lexicon(known.ontology, ontology.phrases((root / "ontology").resolve()))
    extractor = engine(lexicon, of_curation(known), settings.extract_reader)
    exact = day.earliest if day and day.earliest == day.latest else None
    return checked(text, extractor.extract(text, exact, settings.extract_seconds))


def _told(source: Source) -> Period | None:
    """The day that a page of HTML tells of itself."""
    return Period.parse(source.issued.isoformat()) if source.issued else None


def _day(issued: str | None) -> Period | None:
    try:
        return Period.parse(issued) if issued else None
    except ValueError as error:
        raise InvalidRequest(f"--issued: {error}.") from None


def _slug(made: Change, known: Curation, details: Details, title: str) -> str:
    slug = details.slug or slug_of(title)
    if not SLUG.match(slug):
        raise InvalidRequest(
            f"'{slug}' is no slug: lower case, digits and single hyphens. Give one with --slug."
        )
    if slug in known.documents:
        raise InvalidRequest(f"there is a document '{slug}' already; give another name by --slug.")
    for name in (
        f"{catalogue.FOLDER}/{slug}.txt", f"{claim_file.FOLDER}/{slug}.yaml",
        inbox.name_of(slug), decisions.name_of(slug),
    ):  # fmt: skip
        if made.text(name):
            raise InvalidRequest(
                f"{name} is there, of a document that the catalogue does not have. Remove it, or "
                "give another name by --slug."
            )
    return slug


def _block(
    extraction: Extraction, details: Details, digest: str, path: Path
) -> Mapping[str, Given]:
    """The block of the catalogue, in the order in which the others have it."""
    reading = extraction.reading
    levelled = Levelled.of(reading.text)
    title = details.title or reading.title
    if not title:
        raise InvalidRequest(f"{path} opens without a title; give one with --title.")
    issued = details.issued or (reading.issued.isoformat() if reading.issued else None)
    if not issued:
        raise InvalidRequest(
            f"{path} does not say when it was issued; give the day with --issued 2026-03-05, or "
            "the interval in which it lies, 2026-01/2026-03, with --issued-reason."
        )
    whose = details.publisher or "the publisher, who is not named in the text"
    given: dict[str, Given | None] = {
        "title": title,
        "title_is_ours": None if levelled.find(title) else "true",
        "publisher": details.publisher,
        "author": details.author,
        "wire": details.wire,
        "kind": details.kind,
        "issued": issued,
        "issued_reason": details.issued_reason,
        "url": details.url or address_of(reading) or NO_URL,
        "rights": details.rights
        or f"Copyright of {whose}; kept as evidence, not covered by the code licence.",
        "sha256": digest,
        "noise": [_noise(each, reading.text, levelled) for each in reading.noise] or None,
    }
    return {name: value for name, value in given.items() if value is not None}


def _noise(noise: Noise, text: str, levelled: Levelled) -> Mapping[str, Given]:
    words = text[noise.span.start : noise.span.end]
    entry: dict[str, Given] = {"text": words}
    if len(levelled.find(words)) > 1:
        entry["start"] = str(noise.span.start)
    return entry | {"reason": noise.reason}
