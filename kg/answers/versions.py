"""Versions: the claims of a release, of an N-Quads file or of the curated files, to be compared."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg import resources
from kg.answers.claims import Claims
from kg.answers.entity import Entities
from kg.answers.knowledge import Knowledge, of_release
from kg.answers.wording import Labelled
from kg.config import Settings
from kg.curate import curation
from kg.errors import InvalidRequest, KgError, NotFound
from kg.model.claim import Claim
from kg.publish import release as releases
from kg.publish.release import Release
from kg.store.scratch import scratch

FILES, CURRENT = "files", "current"


@dataclass(frozen=True, slots=True)
class Version:
    """The claims of a version; `cards` finds the entities of claims by their slugs."""

    claims: tuple[Claim, ...]
    cards: Callable[[Iterable[Claim]], Mapping[str, Labelled]]


def read(version: str, settings: Settings) -> Version:
    """What `version` says: `files`, `current`, the beginning of a release's version, the folder
    of a release, or an N-Quads file (`kg export graph --format nquads`).

    Raise NotFound; InvalidData of the curated files; InvalidRequest of an unreadable file.
    """
    if version == FILES:
        known = curation.read(resources.find().curated())
        return Version(known.claims, lambda _: known.entities)
    knowledge = _knowledge(version, settings)
    claims = tuple(seen.claim for seen in Claims(knowledge).all())
    return Version(claims, lambda some: Entities(knowledge).cards(_slugs(some)))


def _slugs(claims: Iterable[Claim]) -> Iterable[str]:
    """What the claims name; texts among qualifiers are no entities, and none is found for them."""
    for claim in claims:
        yield from filter(None, (claim.subject, claim.object, claim.attributed_to))
        for qualifier in claim.qualifiers:
            yield from qualifier.values


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
