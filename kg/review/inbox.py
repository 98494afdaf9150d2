"""Inbox: data/inbox/<slug>.jsonl, what was proposed of a document that waits for its review."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg.curate.change import INBOX
from kg.errors import InvalidRequest, NotFound
from kg.model.sentence import Span
from kg.review.proposal import Form, Proposal, Thing
from kg.vocab import SLUG


@dataclass(frozen=True, slots=True)
class Proposed:
    """Everything that was found in one text, whose sha256 it is; `others` are things that it
    names and no proposal does."""

    document: str
    sha256: str
    things: tuple[Thing, ...]
    proposals: tuple[Proposal, ...]
    others: tuple[Thing, ...] = ()

    def lines(self) -> str:
        """The file: a line for the document, for each thing and for each proposal."""
        head: dict[str, object] = {
            "kind": "document",
            "document": self.document,
            "sha256": self.sha256,
        }
        rows: list[dict[str, object]] = [head]
        rows += [{"kind": "thing", **asdict(thing)} for thing in self.things]
        rows += [{"kind": "proposal", **asdict(proposal)} for proposal in self.proposals]
        rows += [{"kind": "other", **asdict(thing)} for thing in self.others]
        return "".join(f"{json.dumps(_flat(row), ensure_ascii=False)}\n" for row in rows)


def name_of(slug: str) -> str:
    """The file of a document, as a name below the root."""
    return f"{INBOX}/{slug}.jsonl"


def withdrawn_name(slug: str, day: str, number: int) -> str:
    """Where the candidates are kept when the document is withdrawn; nobody reads them there."""
    again = f".{number}" if number > 1 else ""
    return f"{INBOX}/withdrawn/{slug}.{day}{again}.jsonl"


def documents(root: Path) -> tuple[str, ...]:
    """The documents that have candidates."""
    paths = (root / INBOX).glob("*.jsonl")
    return tuple(sorted(path.stem for path in paths if SLUG.match(path.stem)))


def read(root: Path, slug: str) -> Proposed:
    """What was proposed; raise NotFound, or InvalidRequest where the file is damaged."""
    path = root / name_of(slug)
    if not SLUG.match(slug) or not path.is_file():
        waiting = ", ".join(documents(root)) or "none; `kg add FILE` adds one"
        raise NotFound(f"no candidates of '{slug[:80]}'. Documents in the inbox: {waiting}.")
    try:
        with path.open(encoding="utf-8") as stream:
            rows = [json.loads(line) for line in stream]
        return Proposed(
            rows[0]["document"], rows[0]["sha256"], tuple(_things(rows, "thing")),
            tuple(_proposals(rows)), tuple(_things(rows, "other")),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise InvalidRequest(
            f"{name_of(slug)} is damaged ({error}). Remove it and run `kg add --again {slug}`."
        ) from None


def _flat(row: dict[str, Any]) -> dict[str, object]:
    for name in ("span", "spans"):
        if name in row:
            given = row[name]
            pairs = [
                [each["start"], each["end"]] for each in (given if name == "spans" else [given])
            ]
            row[name] = pairs if name == "spans" else pairs[0]
    return row


def _things(rows: list[dict[str, Any]], kind: str) -> Iterator[Thing]:
    for row in rows:
        if row["kind"] == kind:
            yield Thing(
                row["id"], row["name"], row["cls"], row["entity"], row["named"],
                tuple(row["forms"]), tuple(Span(*pair) for pair in row["spans"]),
                tuple(row["rivals"]),
            )  # fmt: skip


def _proposals(rows: list[dict[str, Any]]) -> Iterator[Proposal]:
    for row in rows:
        if row["kind"] == "proposal":
            yield Proposal(
                row["id"], Form(row["form"]), row["entry"], Span(*row["span"]), row["score"],
                row["rule"],
            )  # fmt: skip
