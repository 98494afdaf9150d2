"""The writer: the changes that a server takes, one after another, and the snapshots that it reads.

<folder>/oxigraph/       the store, open for writing in a clerk, a child process of its own
<folder>/snapshots/N/    what queries read: the store after N changes, as links to its files
<folder>/count           N, or one more while a change is on its way

A clerk that is killed in the middle of a change leaves the store as it was before or after it.
"""

import asyncio
import fcntl
import json
import shutil
import time
from collections import Counter
from pathlib import Path
from typing import IO, Any

from kg.config import Settings
from kg.errors import DiskFull, EngineFailed, InvalidRequest, NotFound, TooLong
from kg.sparql import failure, frames
from kg.sparql.channel import Gone
from kg.sparql.events import Events, Outcome, Silent, outcome_of
from kg.sparql.process import Process
from kg.store.editor import Part

CLERK = "kg.sparql.clerk"
STORE, SNAPSHOTS, COUNT, LOCK = "oxigraph", "snapshots", "count", "lock"


class Writer:
    """A store that may be changed; a `kg.sparql.source.Source` of its newest state."""

    def __init__(
        self,
        folder: Path,
        origin: Path,
        build: str,
        settings: Settings,
        *,
        forget: Path | None = None,
        events: Events | None = None,
    ) -> None:
        """`origin` is the database to start from, `build` the version that it has.

        The folder `forget` is removed at the end.
        """
        self._folder = folder
        self._origin = origin
        self._build = build
        self._settings = settings
        self._events = events or Silent()
        self._to_forget = forget
        self._clerk: Process | None = None
        self._one_at_a_time = asyncio.Lock()
        self._users: Counter[Path] = Counter()
        self._newest: Path | None = None
        self._held: IO[bytes] | None = None
        self._count = 0

    @property
    def version(self) -> str:
        """The version of the build, and how many changes have been made to it."""
        return f"{self._build}+{self._count}"

    def version_of(self, path: Path) -> str:
        """The version of a snapshot, which is named by its count."""
        return f"{self._build}+{path.name}"

    @property
    def first(self) -> None:
        """No worker opens a state before it is asked for: there may be a newer one by then."""
        return None

    def open(self) -> None:
        """Take the folder, and copy the origin into it where it is new; raise InvalidRequest.

        Once is enough: a server does it before it starts, to say in one line what is wrong.
        """
        if self._held:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        self._held = (self._folder / LOCK).open("ab")
        try:
            fcntl.flock(self._held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._held.close()
            self._held = None
            raise InvalidRequest(
                f"{self._folder} is written by another server; stop it, or give another folder "
                "(--state, KG_STATE)."
            ) from None
        shutil.rmtree(self._folder / SNAPSHOTS, ignore_errors=True)
        (self._folder / SNAPSHOTS).mkdir()
        store, count = self._folder / STORE, self._folder / COUNT
        if not store.exists():
            self._copy_origin(store)
        self._count = int(count.read_text()) if count.exists() else 0

    def _copy_origin(self, store: Path) -> None:
        fresh = self._folder / f".{STORE}"
        shutil.rmtree(fresh, ignore_errors=True)
        try:
            shutil.copytree(self._origin, fresh, ignore=shutil.ignore_patterns("LOCK"))
            fresh.rename(store)
        except OSError as error:  # of a tree it has all of them; the first says enough
            shutil.rmtree(fresh, ignore_errors=True)
            first = error.args[0][0][2] if isinstance(error, shutil.Error) else error
            raise InvalidRequest(
                f"the graph cannot be copied to {self._folder}: {first}. Make room there, or give "
                "another folder (--state, KG_STATE)."
            ) from None

    async def close(self) -> None:
        """Stop the clerk and let go of the folder; what was to be forgotten is."""
        async with self._one_at_a_time:
            if self._clerk:
                await self._clerk.end()
        if self._held:
            self._held.close()
        if self._to_forget:
            shutil.rmtree(self._to_forget, ignore_errors=True)

    # -- reading

    async def take(self) -> Path:
        """A snapshot of the newest state; it stays until it is given back."""
        wanted = self._folder / SNAPSHOTS / str(self._count)
        if self._newest != wanted:
            async with self._one_at_a_time:
                wanted = self._folder / SNAPSHOTS / str(self._count)
                if self._newest != wanted:
                    await self._snapshot(wanted)
                    stale, self._newest = self._newest, wanted
                    if stale:
                        self._forget(stale)
        self._users[self._newest] += 1
        return self._newest

    async def _snapshot(self, path: Path) -> None:
        """Have it made; once more where the clerk had died since it was last heard."""
        try:
            await self._ask(frames.SNAPSHOT, {"path": str(path)}, None)
        except EngineFailed:
            shutil.rmtree(path, ignore_errors=True)
            await self._ask(frames.SNAPSHOT, {"path": str(path)}, None)

    def give_back(self, path: Path) -> None:
        """Nobody reads here any more."""
        self._users[path] -= 1
        self._forget(path)

    def _forget(self, path: Path) -> None:
        if path != self._newest and self._users[path] <= 0:
            del self._users[path]
            asyncio.get_running_loop().run_in_executor(None, shutil.rmtree, path, True)

    # -- writing

    async def update(self, text: str, base: str | None) -> str:
        """Run an update request; return the new version. Raise RefusedQuery or TooLong."""
        _, version = await self._change(frames.UPDATE, {"base": base}, text.encode())
        return version

    async def upload(self, method: str, graph: str | None, parts: list[Part]) -> tuple[bool, str]:
        """PUT or POST documents into a graph; return whether it was new, and the new version."""
        described = [
            {"media_type": part.media_type, "length": len(part.data), "base": part.base}
            for part in parts
        ]
        request = {"method": method, "graph": graph, "parts": described}
        data = b"".join(part.data for part in parts)
        done, version = await self._change(frames.UPLOAD, request, data)
        return bool(done["new"]), version

    async def delete(self, graph: str | None) -> str:
        """Remove a graph; return the new version. Raise NotFound."""
        _, version = await self._change(frames.DELETE, {"graph": graph}, None)
        return version

    async def _change(
        self, kind: bytes, request: dict[str, Any], data: bytes | None
    ) -> tuple[dict[str, Any], str]:
        received = time.monotonic()
        outcome = Outcome.ANSWERED
        async with self._one_at_a_time:
            self._write_count(self._count + 1)
            try:
                done = await self._ask(kind, request, data)
            except BaseException as error:
                outcome = outcome_of(error)
                if not isinstance(error, InvalidRequest | NotFound):
                    self._count += 1  # it may have happened
                raise
            finally:
                self._events.write_finished(outcome, time.monotonic() - received)
            self._count += 1
            return done, self.version

    def _write_count(self, count: int) -> None:
        fresh = self._folder / f".{COUNT}"
        try:
            fresh.write_text(str(count))
            fresh.replace(self._folder / COUNT)
        except OSError as error:
            raise DiskFull(
                f"nothing can be written to {self._folder} (--state, KG_STATE): {error.strerror}. "
                "Nothing was changed; make room, and try again."
            ) from None

    async def _ask(
        self, kind: bytes, request: dict[str, Any], data: bytes | None
    ) -> dict[str, Any]:
        """What the clerk did; a clerk that dies or is late is replaced by the next request."""
        settings = self._settings
        clerk = await self._ready()
        try:
            async with asyncio.timeout(settings.update_seconds):
                clerk.ask(kind, request, data)
                answer, payload = await clerk.channel.read()
        except TimeoutError:
            await clerk.end()
            raise TooLong(
                f"the change met its deadline of {settings.update_seconds:g} s "
                "(KG_UPDATE_SECONDS) and was stopped. It happened whole or not at all: look "
                "before you repeat it."
            ) from None
        except Gone:
            await clerk.end()
            raise EngineFailed(
                "the engine died of this change: too deep, or more memory than "
                f"KG_WORKER_MEGABYTES allows ({settings.worker_megabytes:,}). It happened whole "
                "or not at all: look before you repeat it."
            ) from None
        except BaseException:  # whoever asked has gone: its answer must not be the next one's
            await clerk.end()
            raise
        said: dict[str, Any] = json.loads(payload)
        if answer == frames.FAILED:
            meant = failure.meaning(said, settings.max_result_bytes)
            if isinstance(meant, DiskFull):  # the engine writes no more until it is opened again
                await clerk.end()
            raise meant
        return said

    async def _ready(self) -> Process:
        if self._clerk is None or not self._clerk.alive:
            if self._clerk:
                await self._clerk.end()  # it died by itself; somebody has to wait for it
            store = str(self._folder / STORE)
            self._clerk = await Process.start(CLERK, [store], self._settings)
        return self._clerk
