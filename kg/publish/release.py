"""Release: the graph built beside the published one and put in its place in one step.

<store>/releases/<version>/graph.nq       canonical N-Quads, whose sha256 is the version
<store>/releases/<version>/oxigraph/      the same, loaded
<store>/releases/<version>/claims.sqlite  the side index, made from the database
<store>/releases/<version>/release.json   version and counts
<store>/current                           a link to the release that is served
"""

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.curate import curation as curated
from kg.errors import KgError, NoStore
from kg.publish import gate, nquads
from kg.publish.quads import is_fact, quads
from kg.store import embedded, index_writer
from kg.store.embedded import EmbeddedStore
from kg.vocab import Names

GRAPH, ENGINE, INDEX, ABOUT, CURRENT, RELEASES = (
    "graph.nq", "oxigraph", "claims.sqlite", embedded.MARK, "current", "releases",
)  # fmt: skip
STAGING, STALE_SECONDS = ".staging-", 3_600
KEPT = 2  # the current release and the one before it
Progress = Callable[[str], None]
Check = Callable[[Path, "Release"], None]  # of a release and the folder in which it lies


@dataclass(frozen=True, slots=True)
class Release:
    """What was built; `version` is the sha256 of the canonical N-Quads."""

    version: str
    base: str
    documents: int
    entities: int
    claims: int
    facts: int
    quads: int


def build(
    root: Path, store: Path, names: Names, progress: Progress, check: Check | None = None
) -> Release:
    """Read `root`, pass the gate and `check`, and publish into `store`.

    Raise InvalidData with all problems; the published release is then as it was.
    """
    progress("reading the curated files")
    curation = curated.read(root)
    progress("writing quads")
    found = list(quads(curation, names, root / "ontology"))
    text = nquads.canonical(found)
    progress("checking the shapes")
    gate.check(found, root / "ontology" / "shapes.ttl", names.base)
    release = Release(
        version=hashlib.sha256(text.encode()).hexdigest(),
        base=names.base,
        documents=len(curation.documents),
        entities=len(curation.entities),
        claims=len(curation.claims),
        facts=len({
            (claim.subject, claim.property, claim.object)
            for claim in curation.claims if is_fact(claim, curation)
        }),
        quads=text.count("\n"),
    )  # fmt: skip
    progress("loading the store")
    publish(text, release, store, check)
    return release


def publish(text: str, release: Release, store: Path, check: Check | None = None) -> Path:
    """Load the N-Quads beside the published release, then put the new one in its place.

    `check` may look at the new one before that, and raise: then it is not published.
    """
    releases = store / RELEASES
    releases.mkdir(parents=True, exist_ok=True)
    target = releases / release.version
    if not _is_whole(target, release):
        staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=releases))
        try:
            staging.chmod(0o755)
            (staging / GRAPH).write_text(text, encoding="utf-8")
            embedded.load(staging / ENGINE, text.encode())
            loaded = EmbeddedStore(staging / ENGINE)
            names = Names(release.base)
            index_writer.write(loaded, names, staging / INDEX, release.version)
            about = json.dumps(asdict(release), indent=2) + "\n"
            (staging / ABOUT).write_text(about, encoding="utf-8")
            _put(staging, target)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    if check:
        check(target, release)
    _point(store / CURRENT, target)
    _forget(releases, target)
    return target


def _is_whole(target: Path, release: Release) -> bool:
    """Whether the release stands there undamaged, so that it need not be loaded again."""
    try:
        return (
            read_about(target) == release and len(EmbeddedStore(target / ENGINE)) == release.quads
        )
    except (OSError, ValueError, TypeError, KgError):
        return False


def _put(staging: Path, target: Path) -> None:
    """Rename into place; what stands there is damaged, or the rest of a killed build."""
    if target.exists():
        shutil.rmtree(target)
    try:
        staging.rename(target)
    except OSError:
        if not (target / ABOUT).exists():  # not the same release, put there by another build
            raise


def _point(link: Path, target: Path) -> None:
    fresh = link.with_name(f".{link.name}-{os.getpid()}")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(Path(RELEASES) / target.name)
    fresh.replace(link)


def _forget(releases: Path, current: Path) -> None:
    """Remove old releases, and what killed builds left behind an hour ago or more."""
    for path in releases.glob(f"{STAGING}*"):
        if time.time() - path.stat().st_mtime > STALE_SECONDS:
            shutil.rmtree(path, ignore_errors=True)
    whole = [path for path in releases.iterdir() if (path / ABOUT).exists() and path != current]
    whole.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in whole[KEPT - 1 :]:
        if not embedded.is_held(path):  # a server may still answer from it
            shutil.rmtree(path, ignore_errors=True)


def current(store: Path) -> tuple[Path, Release] | None:
    """The published release and its folder; None where nothing has been built."""
    folder = (store / CURRENT).resolve()
    if not (folder / ABOUT).exists():
        return None
    try:
        return folder, read_about(folder)
    except (ValueError, TypeError):
        raise NoStore(f"{folder / ABOUT} is damaged. Run `kg build`.") from None


def read_about(folder: Path) -> Release:
    """The description of a release in `folder`."""
    return Release(**json.loads((folder / ABOUT).read_text(encoding="utf-8")))
