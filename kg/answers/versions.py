"""Versions: the claims of a release, of an N-Quads file or of the curated files, to be compared."""

import hashlib
from pathlib import Path

from kg import resources
from kg.answers.claims import Claims
from kg.answers.knowledge import Knowledge, of_release
from kg.config import Settings, scratch
from kg.curate import curation
from kg.errors import InvalidRequest, KgError, NotFound
from kg.model.claim import Claim
from kg.publish import release as releases
from kg.publish.release import Release

FILES, CURRENT = "files", "current"


def claims_of(version: str, settings: Settings) -> tuple[Claim, ...]:
    """The claims of `version`: `files`, `current`, the beginning of a release's version, the
    folder of a release, or an N-Quads file (`kg export graph --format nquads`).

    Raise NotFound; InvalidData of the curated files; InvalidRequest of an unreadable file.
    """
    if version == FILES:
        return curation.read(resources.find().curated()).claims
    return tuple(seen.claim for seen in Claims(_knowledge(version, settings)).all())


def _knowledge(version: str, settings: Settings) -> Knowledge:
    path = Path(version)
    if path.is_dir() and (path / releases.ABOUT).is_file():
        return of_release(path, releases.read_about(path))
    if path.is_file():
        return _loaded(path, settings)
    store = settings.store_path
    if version == CURRENT:
        found = releases.current(store)
        if found:
            return of_release(*found)
    near = [each for each in (store / releases.RELEASES).glob(f"{version}*") if _is_release(each)]
    if len(near) == 1 and version:
        return of_release(near[0], releases.read_about(near[0]))
    known = sorted(each.name[:12] for each in (store / releases.RELEASES).glob("*"))
    raise NotFound(
        f"'{version[:80]}' is no version. There are: {FILES}, {CURRENT}, an N-Quads file, and the "
        f"releases {', '.join(known) or 'of which none is built'} of {store}."
    )


def _is_release(folder: Path) -> bool:
    return (folder / releases.ABOUT).is_file()


def _loaded(path: Path, settings: Settings) -> Knowledge:
    """The graph of a file, loaded aside."""
    try:
        text = path.read_text(encoding="utf-8")
        lines = sum(1 for line in text.splitlines() if line.strip() and not line.startswith("#"))
        digest = hashlib.sha256(text.encode()).hexdigest()
        about = Release(digest, settings.base, 0, 0, 0, 0, lines)
        return of_release(releases.publish(text, about, scratch()), about)
    except (ValueError, SyntaxError, KgError) as error:
        raise InvalidRequest(f"{path} is no N-Quads file of this graph: {error}") from None
