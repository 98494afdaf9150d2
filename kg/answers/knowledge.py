"""Knowledge: one opened release, from which every answer comes."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from kg import resources
from kg.config import Settings, scratch
from kg.curate import ontology as ontology_files
from kg.errors import NoStore
from kg.model.ontology import Ontology
from kg.publish import release as releases
from kg.publish.release import Release
from kg.store.embedded import EmbeddedStore
from kg.vocab import Names


@dataclass(frozen=True)
class Knowledge:
    """A release, open for reading. Safe to share between threads."""

    release: Release
    folder: Path
    store: EmbeddedStore
    ontology: Ontology
    names: Names

    @property
    def version(self) -> str:
        return self.release.version

    @property
    def database(self) -> Path:
        """The folder that a query worker opens."""
        return self.folder / releases.ENGINE

    @property
    def canonical(self) -> Path:
        """The file of canonical N-Quads whose hash is the version."""
        return self.folder / releases.GRAPH


def open_knowledge(settings: Settings) -> Knowledge:
    """Open the release in `settings.store`, or the one that the package carries.

    Raise NoStore where there is neither, and where a store was asked for by name and is not there.
    """
    here = resources.find()
    found = releases.current(settings.store)
    if found is None and here.graph and "store" not in settings.model_fields_set:
        found = _unpacked(here.graph, settings)
    if found is None:
        raise NoStore(f"there is no built graph in {settings.store}. Run `kg build`.")
    folder, release = found
    return Knowledge(
        release=release,
        folder=folder,
        store=EmbeddedStore(folder / releases.ENGINE),
        ontology=ontology_files.read(here.ontology),
        names=Names(release.base),
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
    found = releases.current(settings.store)
    if found is None:
        raise NoStore(f"there is no built graph in {settings.store}. Run `kg build`.")
    target.mkdir(parents=True, exist_ok=True)
    for name in (releases.GRAPH, releases.ABOUT):
        shutil.copyfile(found[0] / name, target / name)
