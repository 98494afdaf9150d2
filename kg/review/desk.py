"""Desk: where reviewers decide, one at a time in the terminal or several over HTTP.

Whatever is decided is examined first: what stands in the decisions could stand in the files.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kg.curate import claim_file, curation
from kg.curate.curation import Curation
from kg.errors import InvalidRequest, NotFound, Outdated
from kg.model.document import Document
from kg.review import decisions, inbox
from kg.review.comparing import Accepted
from kg.review.decisions import Act, Decision, deciding
from kg.review.examining import examined
from kg.review.inbox import Proposed
from kg.review.newcomers import brought, naming
from kg.review.review import Review
from kg.review.state import State, Status, state

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document of the inbox and how far its review is."""

    document: Document
    counts: Mapping[Status, int]
    reviewers: tuple[str, ...]


class Desk:
    """The inbox of the project in `root`."""

    def __init__(self, root: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.root = root
        self.now = now
        self._read: tuple[Stamp, Curation, Accepted] | None = None

    def waiting(self) -> tuple[Waiting, ...]:
        """Every document of the inbox that is in the catalogue; raise InvalidData."""
        known, _ = self._curated()
        found = []
        for slug in inbox.documents(self.root):
            if slug in known.documents:
                now = state(inbox.read(self.root, slug), decisions.read(self.root, slug))
                names = tuple(dict.fromkeys(each.by for each in now.decisions))
                found.append(Waiting(known.documents[slug], now.counts(), names))
        return tuple(found)

    def review(self, slug: str) -> Review:
        """The review of a document as it is now; raise NotFound, InvalidData."""
        proposed = inbox.read(self.root, slug)
        return self._review(proposed, decisions.read(self.root, slug))

    def decide(
        self, slug: str, by: str, act: Act, of: str, data: Mapping[str, Any], seen: int | None
    ) -> Decision:
        """Take a decision, after the new entities that come with it; all of them or none.

        `seen` is the number of the last decision that the reviewer knew. Raise NotFound;
        InvalidParameters for what could not stand in the files; Outdated where somebody else has
        decided on the same meanwhile.
        """
        proposed = inbox.read(self.root, slug)
        with deciding(self.root, slug) as ledger:

            def take(act: Act, of: str, data: Mapping[str, Any]) -> Decision:
                review = self._review(proposed, ledger.decisions)
                name, checked = examined(review, act, of, data, by)
                _refuse_outdated(review.state, act, str(checked.get("instead", name)), seen, by)
                return ledger.add(by, act, name, checked, self.now)

            for thing, entity in brought(act, data):
                with naming(thing):
                    take(Act.NEW, thing, entity)
            taken = take(act, of, data)
            ledger.keep()
            return taken

    def _review(self, proposed: Proposed, taken: tuple[Decision, ...]) -> Review:
        known, accepted = self._curated()
        document = known.documents.get(proposed.document)
        if document is None:
            raise NotFound(f"'{proposed.document}' is in the inbox and not in the catalogue.")
        if document.sha256 != proposed.sha256:
            raise InvalidRequest(
                f"the candidates of '{document.slug}' are of another text than the catalogue has. "
                f"Remove {inbox.name_of(document.slug)} and run `kg add --again {document.slug}`."
            )
        path = self.root / claim_file.FOLDER / f"{document.slug}.yaml"
        text = path.read_text(encoding="utf-8")
        return Review(known, document, state(proposed, taken), text, accepted)

    def _curated(self) -> tuple[Curation, Accepted]:
        """The curated files, read again only when one of them has changed; raise InvalidData."""
        stamp = _stamp(self.root)
        if self._read is None or self._read[0] != stamp:
            known = curation.read(self.root)
            self._read = stamp, known, Accepted.of(known)
        return self._read[1], self._read[2]


def _refuse_outdated(now: State, act: Act, of: str, seen: int | None, by: str) -> None:
    if act is Act.UNDO or seen is None:
        return
    last = now.verdicts.get(of) or now.touched.get(of)
    if last and last.number > seen and last.by != by:
        raise Outdated(
            f"{last.by} has decided on this at {last.at} ({last.act}); look at it again, then "
            "decide."
        )


def _stamp(root: Path) -> Stamp:
    """What changes with the curated files: name, nanoseconds of the last change, bytes."""
    found = []
    for pattern in ("*.yaml", "claims/*.yaml", "documents/*.txt"):
        for path in sorted((root / "data").glob(pattern)):
            about = path.stat()
            found.append((path.name, about.st_mtime_ns, about.st_size))
    return tuple(found)
