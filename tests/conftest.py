"""What tests share: a small, complete, invented project, and a store built from it once."""

import gc
import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings as hypothesis_settings

from kg.answers.knowledge import Knowledge, open_knowledge
from kg.config import ExtractReader, Settings
from kg.curate import curation, ontology
from kg.curate.curation import Curation
from kg.errors import InvalidData
from kg.model.ontology import Ontology
from kg.model.problem import Problem
from kg.publish import release
from kg.vocab import Names
from tests.random_stores import engine, made

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from tests.command import Kg
    from tests.reviewing import Reviewer

__all__ = ["engine", "made"]  # fixtures: pytest finds them here
ROOT = Path(__file__).parent.parent
SOURCE = Path(__file__).parent / "world"

# The same examples in every run, and no deadline that a busy machine would miss.
hypothesis_settings.register_profile("house", derandomize=True, deadline=None, max_examples=60)
hypothesis_settings.load_profile("house")


@dataclass(frozen=True, slots=True)
class World:
    """A curated project in `root`; a name is a path below it such as `data/entities.yaml`."""

    root: Path

    @classmethod
    def at(cls, root: Path) -> "World":
        """The invented harbour, copied to `root`, under the real ontology."""
        shutil.copytree(SOURCE, root, dirs_exist_ok=True)
        (root / "ontology").symlink_to(ROOT / "ontology")
        return cls(root)

    def text(self, name: str) -> str:
        return (self.root / name).read_bytes().decode("utf-8")

    def write(self, name: str, text: str) -> None:
        """Write a file, exactly."""
        (self.root / name).write_bytes(text.encode("utf-8"))

    def replace(self, name: str, old: str, new: str) -> None:
        """Change words that stand once in a file."""
        text = self.text(name)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def append(self, name: str, text: str) -> None:
        """Add to the end of a file."""
        self.write(name, self.text(name) + text)

    def pin(self, slug: str) -> None:
        """Pin the text of a document as it is now."""
        content = (self.root / "data/documents" / f"{slug}.txt").read_bytes()
        before, after = self.text("data/catalogue.yaml").split(f"\n{slug}:\n")
        head, tail = after.split("  sha256: ", 1)
        pinned = f"{head}  sha256: {hashlib.sha256(content).hexdigest()}{tail[64:]}"
        self.write("data/catalogue.yaml", f"{before}\n{slug}:\n{pinned}")

    def read(self) -> Curation:
        """What the files say; raise InvalidData."""
        return curation.read(self.root)

    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong with the files."""
        with pytest.raises(InvalidData) as refused:
            self.read()
        return refused.value.problems

    def problem(self) -> Problem:
        """The one thing that is wrong with the files."""
        found = self.problems()
        assert len(found) == 1, "\n".join(map(str, found))
        return found[0]


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A project that a test may change."""
    return World.at(tmp_path / "world")


@pytest.fixture(scope="session")
def shared_world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The same project for tests that only read it."""
    return World.at(tmp_path_factory.mktemp("shared") / "world")


@pytest.fixture(scope="session")
def curated(shared_world: World) -> Curation:
    """What the unchanged project says."""
    return shared_world.read()


@pytest.fixture(scope="session")
def terms() -> Ontology:
    """The real ontology."""
    return ontology.read(ROOT / "ontology")


@pytest.fixture(scope="session")
def store_folder(shared_world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the unchanged project."""
    store = tmp_path_factory.mktemp("built") / "store"
    release.build(shared_world.root, store, Names(), lambda _: None)
    return store


@pytest.fixture(scope="session")
def release_folder(store_folder: Path) -> Path:
    """The published release in that store."""
    return (store_folder / release.CURRENT).resolve()


@pytest.fixture(scope="session")
def settings(store_folder: Path) -> Settings:
    """Settings of a service over that store."""
    return Settings(store=store_folder, query_seconds=2)


@pytest.fixture(scope="session")
def knowledge(settings: Settings) -> Knowledge:
    """The store, open."""
    return open_knowledge(settings)


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Tests that are coroutines run on asyncio, as the server does."""
    return "asyncio"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest: its processes would else work alone at the end."""
    items.sort(
        key=lambda item: (
            item.get_closest_marker("long") is None,
            item.get_closest_marker("browser") is None,
        )
    )


def pytest_collection_finish() -> None:
    """What was imported stays: to look at it again and again takes time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a test that is left out is a failure; elsewhere pytest names it."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("KG_NOTHING_LEFT_OUT") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(params=["rules", "parser"])
def each_reader(request: pytest.FixtureRequest) -> Iterator[None]:
    """Both ways in which the extractor reads clauses."""
    from tests.extraction import reading_by  # it loads much

    with reading_by(ExtractReader(request.param)):
        yield


@pytest.fixture
def kg(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], store_folder: Path
) -> "Kg":
    """The command line, over the store of the unchanged project."""
    from tests.command import Kg  # it loads much

    return Kg(monkeypatch, capsys, store_folder)


@pytest.fixture(scope="module")
def client(settings: Settings, knowledge: Knowledge) -> Iterator["TestClient"]:
    """A client of the service over the unchanged project."""
    from tests.api_client import client_of  # it loads much

    with client_of(settings, knowledge) as found:
        yield found


@pytest.fixture(scope="module")
def empty_service() -> Iterator["TestClient"]:
    """A client of a service that takes changes, begun with nothing."""
    from tests.writer import empty_graph  # it loads much

    with empty_graph() as found:
        yield found


@pytest.fixture
def empty(empty_service: "TestClient") -> "TestClient":
    """The same, with nothing in its graph."""
    from tests.writer import update

    assert update(empty_service, "DROP ALL").status_code == 204
    return empty_service


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """The graph of the repository."""
    from tests.api_client import real_store  # it loads much

    return open_knowledge(Settings(store=real_store(tmp_path_factory)))


@pytest.fixture
def added(world: World) -> World:
    """The harbour with the article, whose candidates nobody has looked at."""
    from tests.reviewing import place  # it loads the extractor

    place(world)
    return world


@pytest.fixture
def ann(added: World) -> "Reviewer":
    """Who reviews that article."""
    from tests.reviewing import Reviewer

    return Reviewer(added)
