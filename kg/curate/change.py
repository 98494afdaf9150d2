"""Change: several curated files changed together, all or none, checked before anything is touched.

data/inbox/.lock          whoever changes curated files holds it
data/inbox/.staged-*/     the new contents, before they are put in place
data/inbox/.change.json   written when all are staged: from then on the change is finished, by the
                          next one who looks where this process was killed
"""

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.curate import curation
from kg.curate.curation import Curation

INBOX = "data/inbox"
_RECORD, _LOCK, _STAGED = ".change.json", ".lock", ".staged-"


class Change:
    """New texts of files below `root`, by name; nothing is written before `commit`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: dict[str, str | None] = {}

    def __contains__(self, name: str) -> bool:
        """Whether the file will be there."""
        return self.files[name] is not None if name in self.files else (self.root / name).exists()

    def text(self, name: str) -> str:
        """The text of a file as this change has it; empty where there is none."""
        if name in self.files:
            return self.files[name] or ""
        try:
            return (self.root / name).read_bytes().decode("utf-8")
        except FileNotFoundError:
            return ""

    def put(self, name: str, text: str) -> None:
        """Write this file, exactly."""
        self.files[name] = text

    def remove(self, name: str) -> None:
        """Take this file away."""
        self.files[name] = None

    def check(self) -> Curation:
        """What the files will say; raise InvalidData with every problem that they would have."""
        with tempfile.TemporaryDirectory(prefix="kg-change-") as folder:
            self._overlay(Path(folder))
            return curation.read(Path(folder))

    def _overlay(self, folder: Path) -> None:
        """The project as it will be: links to what stays, and the files that are new."""
        source = self.root.resolve()
        (folder / "ontology").symlink_to((source / "ontology").resolve())
        for name in ("data", "data/documents", "data/claims"):
            (folder / name).mkdir()
            for path in (source / name).glob("*"):
                if path.is_file() and f"{name}/{path.name}" not in self.files:
                    (folder / name / path.name).symlink_to(path)
        for name, text in self.files.items():
            if text is not None and not name.startswith(INBOX):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(text.encode("utf-8"))

    def commit(self) -> None:
        """Put every file in place. A process that is killed meanwhile leaves all or nothing."""
        inbox = self.root / INBOX
        staged = Path(tempfile.mkdtemp(prefix=_STAGED, dir=inbox))
        record: list[list[str | None]] = []
        for number, (name, text) in enumerate(self.files.items()):
            if text is not None:
                write(staged / str(number), text)
            record.append([name, None if text is None else f"{staged.name}/{number}"])
        whole = inbox / f"{_RECORD}.new"
        write(whole, json.dumps(record))
        whole.replace(inbox / _RECORD)
        _sync(inbox)
        settle(self.root)


@contextmanager
def editing(root: Path) -> Iterator[Change]:
    """A change of the files below `root`, which nobody else changes meanwhile."""
    inbox = root / INBOX
    inbox.mkdir(parents=True, exist_ok=True)
    with (inbox / _LOCK).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        settle(root)
        for rest in inbox.glob(f"{_STAGED}*"):  # of a process that was killed before its record
            shutil.rmtree(rest, ignore_errors=True)
        yield Change(root)


def settle(root: Path) -> None:
    """Finish the change of a process that was killed in the middle of it, if there is one."""
    inbox = root / INBOX
    try:
        record = json.loads((inbox / _RECORD).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return
    for name, staged in record:
        if staged is None:
            (root / name).unlink(missing_ok=True)
        elif (inbox / staged).exists():  # else it has been put there already
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (inbox / staged).replace(root / name)
    for folder in {(root / name).parent for name, _ in record}:
        _sync(folder)
    (inbox / _RECORD).unlink(missing_ok=True)
    for folder in {(inbox / staged).parent for _, staged in record if staged}:
        shutil.rmtree(folder, ignore_errors=True)


def write(path: Path, text: str) -> None:
    """Write a file and wait until the disk has it."""
    with path.open("wb") as stream:
        stream.write(text.encode("utf-8"))
        stream.flush()
        os.fsync(stream.fileno())


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
