"""Knowledge: one opened release, or a graph elsewhere, from which every answer comes."""

import hashlib
import io
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TypeVar

from kg import resources
from kg.config import Settings
from kg.curate import ontology as ontology_files
from kg.errors import NoStore
from kg.model.ontology import Ontology
from kg.publish import release as releases
from kg.publish.release import Release
from kg.store import indexing
from kg.store.claim_index import ClaimIndex
from kg.store.embedded import EmbeddedStore
from kg.store.port import Store
from kg.store.profile import EngineProfile
from kg.store.remote import RemoteStore
from kg.store.scratch import scratch
from kg.vocab import ENTITIES, FACTS, Names

T = TypeVar("T")
REMOTE = "remote"  # the version of what may change at any time


@dataclass(frozen=True)
class Knowledge:
    """A graph, open for reading. Safe to share between threads.

    `folder` is where the release lies; None where the graph lies behind a URL, and `release` then
    has the counts that it had when it was opened. `index_file` is the side index of a release.
    """

    release: Release
    folder: Path | None
    store: Store
    ontology: Ontology
    names: Names
    index_file: Path | None = None
    _kept: dict[type, object] = field(default_factory=dict, init=False, repr=False, compare=False)
    _lock: RLock = field(default_factory=RLock, init=False, repr=False, compare=False)

    @cached_property
    def index(self) -> ClaimIndex:
        """The side index of the whole graph, made now where there is none.

        Of a graph behind a URL it is the state of when it was first asked for.
        """
        return indexing.opened(self.store, self.names, self.version, self.index_file)

    def kept(self, kind: type[T], make: Callable[[], T]) -> T:
        """The one thing of its kind that answers keep of this state of the graph, made once."""
        with self._lock:
            if kind not in self._kept:
                self._kept[kind] = make()
            found = self._kept[kind]
        if not isinstance(found, kind):
            raise TypeError(f"{found!r} is no {kind.__name__}")
        return found

    @property
    def version(self) -> str:
        return self.release.version

    @property
    def versioned(self) -> bool:
        """Whether the version tells one state of the graph from another, as an ETag must."""
        return self.folder is not None

    @property
    def database(self) -> Path:
        """The folder that a query worker opens; raise NoStore where there is none."""
        return self._folder() / releases.ENGINE

    @property
    def canonical(self) -> Path:
        """The file of canonical N-Quads whose hash is the version; raise NoStore."""
        return self._folder() / releases.GRAPH

    def nquads(self) -> str:
        """The canonical N-Quads: every quad once, in code point order."""
        if self.folder is not None:
            return self.canonical.read_text(encoding="utf-8")
        buffer = io.BytesIO()
        self.store.dump(buffer, "nquads", {})
        return buffer.getvalue().decode()

    def _folder(self) -> Path:
        if self.folder is None:
            raise NoStore("a graph behind a URL has no folder here. Set KG_STORE to a folder.")
        return self.folder


def open_knowledge(settings: Settings) -> Knowledge:
    """Open the graph at the URL or the release in the folder that `settings.store` names.

    Without a name it may also be the release that the package carries. Raise NoStore where there
    is none; RemoteFailed or RemoteTooLong where the URL does not answer as it should.
    """
    here = resources.find()
    if settings.is_remote:
        return _remote(settings, ontology_files.read(here.ontology))
    found = _empty(settings) if settings.empty else releases.current(settings.store_path)
    if found is None and here.graph and "store" not in settings.model_fields_set:
        found = _unpacked(here.graph, settings)
    if found is None:
        raise NoStore(
            f"there is no built graph in {settings.store}. Run `kg build` in a checkout, or set "
            "KG_STORE to the folder or URL of a graph."
        )
    return of_release(*found)


def of_release(folder: Path, release: Release) -> Knowledge:
    """The release that lies in the folder, published or not."""
    return Knowledge(
        release=release,
        folder=folder,
        store=EmbeddedStore(folder / releases.ENGINE),
        ontology=ontology_files.read(resources.find().ontology),
        names=Names(release.base),
        index_file=folder / releases.INDEX,
    )


def at(known: Knowledge, database: Path, version: str) -> Knowledge:
    """The same knowledge over a later state of its data."""
    store = EmbeddedStore(database)
    return replace(
        known, release=replace(known.release, version=version, quads=len(store)), store=store,
        index_file=None,
    )  # fmt: skip


def _empty(settings: Settings) -> tuple[Path, Release]:
    """A release without anything in it."""
    nothing = Release(hashlib.sha256(b"").hexdigest(), settings.base, 0, 0, 0, 0, 0)
    return releases.publish("", nothing, scratch()), nothing


def _remote(settings: Settings, ontology: Ontology) -> Knowledge:
    """The graph at the URL, which must have entities and claims under our base."""
    profile = EngineProfile.of(settings)
    store, names = RemoteStore(profile, settings), Names(settings.base)
    release = _counted(store, names)
    if not (release.entities and release.claims):
        raise NoStore(
            f"the store at {profile.shown} has no graph under {names.base}: "
            f"{release.entities} entities, {release.claims} claims, {release.quads:,} quads. "
            "Load the graph.nq of a build into it, or set KG_BASE to the base of what it has."
        )
    return Knowledge(release, None, store, ontology, names)


def _counted(store: Store, names: Names) -> Release:
    """What a graph has that comes without a description."""

    def count(what: str, pattern: str) -> int:
        (row,) = store.select(f"SELECT (COUNT({what}) AS ?n) WHERE {{ {pattern} }}")
        return int(str(row["n"]))

    def instances(name: str) -> int:
        return count("DISTINCT ?s", f"GRAPH ?g {{ ?s a <{names.term(name)}> }}")

    entities, facts = names.graph(ENTITIES), names.graph(FACTS)
    return Release(
        version=REMOTE,
        base=names.base,
        documents=instances("Document"),
        entities=count(
            "DISTINCT ?s", f"GRAPH <{entities}> {{ ?s <{names.term('firstType')}> ?t }}"
        ),
        claims=instances("Claim"),
        facts=count("*", f"GRAPH <{facts}> {{ ?s ?p ?o }}"),
        quads=len(store),
    )


def _unpacked(shipped: Path, settings: Settings) -> tuple[Path, Release]:
    """Load the graph that the package carries, once, into the cache."""
    version = releases.read_about(shipped)
    cache = settings.cache
    try:
        cache.mkdir(parents=True, exist_ok=True)
        writable = os.access(cache, os.W_OK)
    except OSError:
        writable = False
    folder = cache if writable else scratch()
    text = (shipped / releases.GRAPH).read_text(encoding="utf-8")
    return releases.publish(text, version, folder), version


def ship(settings: Settings, target: Path) -> None:
    """Copy the published graph to where the package is made from."""
    found = releases.current(settings.store_path)
    if found is None:
        raise NoStore(f"there is no built graph in {settings.store}. Run `kg build`.")
    target.mkdir(parents=True, exist_ok=True)
    for name in (releases.GRAPH, releases.ABOUT):
        shutil.copyfile(found[0] / name, target / name)
