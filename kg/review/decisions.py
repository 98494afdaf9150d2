"""Decisions: data/inbox/<slug>.decisions.jsonl, to which reviewers only ever add.

A line is a decision: its number `n`, when (`at`), who (`by`), what (`act`) and of what. It is on
the disk before anybody is told that it was taken; a line that a killed process left half written
was not taken, and is cut off by the next one.
"""

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

from kg.curate.change import INBOX
from kg.errors import InvalidRequest, NotFound

LONGEST_NAME = 80


class Act(StrEnum):
    """What a reviewer does."""

    ACCEPT = "accept"
    CORRECT = "correct"  # accept another entry in place of the proposed one
    REJECT = "reject"
    ADD = "add"  # a claim that the extractor did not find; may take the place of a candidate
    LINK = "link"  # a thing is this known entity
    NEW = "new"  # a thing is a new entity
    MERGE = "merge"  # a thing is the same as another one of the document
    SPLIT = "split"  # some of its mentions are another thing
    INTRODUCE = "introduce"  # a thing that the extractor did not find, with its new entity
    LEAVE = "leave"  # words that no claim is to cite, and why
    UNDO = "undo"
    WRITE = "write"  # what was accepted is about to go into the files
    WRITTEN = "written"  # and has gone there


@dataclass(frozen=True, slots=True)
class Decision:
    """One line. `of` is the proposal or thing, for an undo the number of a decision."""

    number: int
    at: str
    by: str
    act: Act
    of: str
    data: Mapping[str, Any]

    def line(self) -> bytes:
        """The line of the file."""
        row = {"n": self.number, "at": self.at, "by": self.by, "act": self.act, "of": self.of}
        if self.data:
            row["data"] = dict(self.data)
        return f"{json.dumps(row, ensure_ascii=False)}\n".encode()


def name_of(slug: str) -> str:
    """The file of a document, as a name below the root."""
    return f"{INBOX}/{slug}.decisions.jsonl"


def read(root: Path, slug: str) -> tuple[Decision, ...]:
    """Every decision so far, the oldest first; raise InvalidRequest where the file is damaged."""
    try:
        content = (root / name_of(slug)).read_bytes()
    except FileNotFoundError:
        return ()
    return tuple(_parsed(content, slug))


@contextmanager
def deciding(root: Path, slug: str) -> Iterator["Ledger"]:
    """The decisions so far, and the right to add to them, which nobody else has meanwhile.

    Raise NotFound where the file went away while somebody else had that right.
    """
    path = root / name_of(slug)
    with path.open("a+b") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        if not path.exists() or path.stat().st_ino != os.fstat(stream.fileno()).st_ino:
            raise NotFound(f"'{slug}' was withdrawn meanwhile.")
        stream.seek(0)
        yield Ledger(stream, slug, stream.read())


class Ledger:
    """The open file."""

    def __init__(self, stream: BinaryIO, slug: str, content: bytes) -> None:
        self._stream = stream
        self._whole = content.rfind(b"\n") + 1
        self._unkept = b""
        self.decisions = tuple(_parsed(content, slug))

    def add(
        self, by: str, act: Act, of: str, data: Mapping[str, Any], now: Callable[[], datetime]
    ) -> Decision:
        """One more, which counts as taken when it is kept. Raise InvalidRequest for no name."""
        name = " ".join(by.split())
        if not name or len(name) > LONGEST_NAME or not name.isprintable():
            raise InvalidRequest(
                f"a decision needs the name of who decides, up to {LONGEST_NAME} letters "
                "(--as NAME, KG_REVIEWER, or the field 'by')."
            )
        number = self.decisions[-1].number + 1 if self.decisions else 1
        at = now().astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        decision = Decision(number, at, name, act, of, data)
        self._unkept += decision.line()
        self.decisions += (decision,)
        return decision

    def keep(self) -> None:
        """Write what was added; all of it is on the disk when this returns."""
        self._stream.truncate(self._whole)
        self._stream.write(self._unkept)
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self._whole += len(self._unkept)
        self._unkept = b""


def _parsed(content: bytes, slug: str) -> Iterator[Decision]:
    for number, line in enumerate(content[: content.rfind(b"\n") + 1].splitlines(), 1):
        try:
            row = json.loads(line)
            yield Decision(
                int(row["n"]), row["at"], row["by"], Act(row["act"]), row["of"],
                row.get("data", {}),
            )  # fmt: skip
        except (ValueError, KeyError, TypeError) as error:
            raise InvalidRequest(
                f"{name_of(slug)}:{number} is no decision ({error}). Mend or remove the line; "
                "what was decided after it stays."
            ) from None
