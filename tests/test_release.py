"""Releases: built beside, put in place in one step, and never half."""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.answers.claims import Claims
from kg.answers.knowledge import open_knowledge
from kg.config import Settings
from kg.errors import InvalidData, NoStore
from kg.publish import release
from kg.publish.release import Release
from kg.store.embedded import EmbeddedStore
from kg.vocab import Names
from tests.conftest import ROOT, World

pytestmark = pytest.mark.slow

ENTITIES, REFERENCE = "data/entities.yaml", "data/reference.yaml"


def _build(world: World, store: Path) -> Release:
    return release.build(world.root, store, Names(), lambda _: None)


def _republish(store: Path, number: int) -> Release:
    """Publish another, tiny release, as a build would."""
    line = f"<http://e/{number}> <http://e/p> <http://e/o> <http://e/g> .\n"
    version = hashlib.sha256(line.encode()).hexdigest()
    made = Release(version, Names().base, 0, 0, 0, 0, 1)
    release.publish(line, made, store)
    return made


def _folders(store: Path) -> list[str]:
    return sorted(path.name for path in (store / release.RELEASES).iterdir())


def _bytes(store: Path) -> dict[str, bytes]:
    """Every file of the published release, and where the link leads."""
    folder = (store / release.CURRENT).resolve()
    found = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    return {**found, "link": bytes((store / release.CURRENT).readlink())}


@pytest.fixture
def store(store_folder: Path, tmp_path: Path) -> Path:
    """A copy of the built store that a test may change."""
    return shutil.copytree(store_folder, tmp_path / "store", symlinks=True)


def test_the_version_is_the_hash_of_the_canonical_quads(release_folder: Path) -> None:
    content = (release_folder / release.GRAPH).read_bytes()
    about = release.read_about(release_folder)
    assert about.version == release_folder.name == hashlib.sha256(content).hexdigest()
    assert about.quads == content.count(b"\n")


def test_a_release_says_what_it_holds(store_folder: Path) -> None:
    found = release.current(store_folder)
    assert found is not None
    _, about = found
    assert (about.documents, about.entities, about.claims) == (3, 20, 38)
    graph = (found[0] / release.GRAPH).read_text(encoding="utf-8")
    assert about.facts == graph.count(f" <{Names().graph('facts')}> .\n")


def test_two_builds_make_one_version_and_one_folder(world: World, store: Path) -> None:
    before = _folders(store)
    assert _build(world, store).version == before[0]
    assert _folders(store) == before


def test_a_changed_file_makes_another_version_and_the_link_switches(
    world: World, store: Path
) -> None:
    (before,) = _folders(store)
    world.replace(REFERENCE, "lat: 22.31", "lat: 22.32")
    after = _build(world, store).version
    assert after != before
    assert _folders(store) == sorted([before, after])
    assert (store / release.CURRENT).readlink() == Path(release.RELEASES) / after


def test_curated_files_with_problems_leave_the_published_release_untouched(
    world: World, store: Path
) -> None:
    before, folders = _bytes(store), _folders(store)
    world.replace(ENTITIES, "  type: MediaOutlet\n", "  type: Newspaper\n")
    with pytest.raises(InvalidData):
        _build(world, store)
    assert (_bytes(store), _folders(store)) == (before, folders)


def test_a_violated_shape_leaves_the_published_release_untouched(world: World, store: Path) -> None:
    before, folders = _bytes(store), _folders(store)
    (world.root / "ontology").unlink()
    shutil.copytree(ROOT / "ontology", world.root / "ontology")
    world.replace(
        "ontology/shapes.ttl", "sh:path dc:rights ; sh:minCount 1 ;",
        "sh:path dc:rights ; sh:minCount 2 ;",
    )  # fmt: skip
    with pytest.raises(InvalidData) as refused:
        _build(world, store)
    assert {problem.message for problem in refused.value.problems} == {
        "A document says what may be done with its text"
    }
    assert (_bytes(store), _folders(store)) == (before, folders)


def test_quads_that_the_engine_refuses_leave_the_published_release_untouched(store: Path) -> None:
    before, folders = _bytes(store), _folders(store)
    with pytest.raises(SyntaxError):
        release.publish("no quads", Release("f" * 64, Names().base, 0, 0, 0, 0, 0), store)
    assert (_bytes(store), _folders(store)) == (before, folders)


def test_a_failed_first_build_leaves_nothing_that_could_be_served(
    world: World, tmp_path: Path
) -> None:
    world.replace(ENTITIES, "  type: MediaOutlet\n", "  type: Newspaper\n")
    with pytest.raises(InvalidData):
        _build(world, tmp_path / "fresh")
    assert release.current(tmp_path / "fresh") is None


def test_the_staging_folder_of_a_killed_build_is_ignored(store: Path) -> None:
    staging = store / release.RELEASES / ".staging-killed"
    staging.mkdir()
    (staging / release.GRAPH).write_text("half a li", encoding="utf-8")
    published = release.current(store)
    assert published is not None
    assert release.publish(
        (published[0] / release.GRAPH).read_text("utf-8"), published[1], store
    ) == store / release.RELEASES / published[1].version  # fmt: skip
    assert release.current(store) == published


def test_half_a_release_under_the_right_name_is_built_again(store: Path) -> None:
    published = release.current(store)
    assert published is not None
    folder, about = published
    text = (folder / release.GRAPH).read_text(encoding="utf-8")
    (folder / release.ABOUT).unlink()
    (folder / release.GRAPH).write_text("half a li", encoding="utf-8")
    assert release.current(store) is None
    release.publish(text, about, store)
    assert release.current(store) == published
    assert (folder / release.GRAPH).read_text(encoding="utf-8") == text
    assert len(EmbeddedStore(folder / release.ENGINE)) == about.quads


def test_a_build_killed_before_the_switch_leaves_the_published_release(
    world: World, store: Path
) -> None:
    before = _bytes(store)
    world.replace(REFERENCE, "lat: 22.31", "lat: 22.32")
    script = (
        "import os, sys; from pathlib import Path; from kg.publish import release;"
        "from kg.vocab import Names;"
        "stop = lambda step: os.kill(os.getpid(), 9) if step.startswith('loading') else None;"
        "release.build(Path(sys.argv[1]), Path(sys.argv[2]), Names(), stop)"
    )
    killed = subprocess.run(
        [sys.executable, "-c", script, str(world.root), str(store)], cwd=ROOT, check=False
    )
    assert killed.returncode == -9
    assert _bytes(store) == before


def test_a_reader_keeps_its_release_while_another_is_published(store: Path) -> None:
    settings = Settings(store=store)
    reader = open_knowledge(settings)
    made = _republish(store, 1)
    assert len(Claims(reader).all()) == reader.release.claims
    assert open_knowledge(settings).version == made.version != reader.version


def test_the_release_before_the_current_one_is_kept_and_older_ones_are_not(store: Path) -> None:
    (first,) = _folders(store)
    second, third = (_republish(store, number).version for number in (1, 2))
    assert first not in _folders(store)
    assert _folders(store) == sorted([second, third])


def test_publishing_an_older_release_again_switches_back(store: Path) -> None:
    published = release.current(store)
    assert published is not None
    text = (published[0] / release.GRAPH).read_text(encoding="utf-8")
    _republish(store, 1)
    release.publish(text, published[1], store)
    assert release.current(store) == published


def test_a_store_may_be_moved(store: Path, tmp_path: Path) -> None:
    moved = store.rename(tmp_path / "moved")
    assert open_knowledge(Settings(store=moved)).release.claims == 38


def test_without_a_build_there_is_nothing_to_open(tmp_path: Path) -> None:
    assert release.current(tmp_path / "none") is None
    with pytest.raises(NoStore, match=r"Run `kg build`"):
        open_knowledge(Settings(store=tmp_path / "none"))


def test_a_release_without_its_database_is_told(store: Path) -> None:
    shutil.rmtree((store / release.CURRENT).resolve() / release.ENGINE)
    with pytest.raises(NoStore, match="no store can be opened"):
        open_knowledge(Settings(store=store))


def test_each_step_of_a_build_is_told(world: World, store: Path) -> None:
    steps: list[str] = []
    release.build(world.root, store, Names(), steps.append)
    assert len(steps) == 4
    assert steps[0] == "reading the curated files"


def test_the_description_has_no_clock(release_folder: Path) -> None:
    about = json.loads((release_folder / release.ABOUT).read_text(encoding="utf-8"))
    assert sorted(about) == [
        "base", "claims", "documents", "entities", "facts", "quads", "version",
    ]  # fmt: skip


def test_a_release_that_somebody_reads_outlives_two_more_builds(world: World) -> None:
    store = world.root / "store"
    first = _build(world, store)
    reader = EmbeddedStore((store / "current").resolve() / "oxigraph")
    for number in range(3):
        world.replace("data/catalogue.yaml", "publisher: Harbour Weekly", f"publisher: H{number}")
        _build(world, store)
        world.replace("data/catalogue.yaml", f"publisher: H{number}", "publisher: Harbour Weekly")
    assert (store / "releases" / first.version / "oxigraph").is_dir()
    assert len(reader) == first.quads
    del reader
    world.replace("data/catalogue.yaml", "publisher: Harbour Weekly", "publisher: Last")
    _build(world, store)
    assert not (store / "releases" / first.version).exists()
