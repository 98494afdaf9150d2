"""What tests of the review share: an invented article that was added to the invented harbour."""

import atexit
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from kg.config import Settings
from kg.review import adding
from kg.review.adding import Added, Details
from kg.review.decisions import Act, Decision
from kg.review.desk import Desk
from tests.conftest import ROOT, World

SLUG = "east-pier-opens-in-harbour-city"
ARTICLE = """East Pier opens in Harbour City

Mon, 09 Mar 2026 09:14:00 +0800

Harbour City opened the East Pier on Friday, and the Harbour Office will operate the pier.

“The East Pier will connect Harbour City with Island Town,” said Lee Mei, Director of the \
Harbour Office. The pier covers 3.5 hectares.

The Blue Lantern Company will invest HK$20 million in the East Pier. The company does not \
operate the Old Ferry.

East Port is in Harbour City. Island Town and Harbour City cooperate in shipping.

Contact the writer at pier@weekly.example
"""
PIER = {"slug": "east-pier", "types": ["Facility"], "labels": ["East Pier"]}
COMPANY = {
    "slug": "blue-lantern-company", "types": ["Company"], "labels": ["Blue Lantern Company"]
}  # fmt: skip


def at_noon() -> datetime:
    return datetime(2026, 3, 10, 12, tzinfo=UTC)


def article(folder: Path, text: str = ARTICLE) -> Path:
    """The article as a file."""
    path = folder / "pier.txt"
    path.write_bytes(text.encode("utf-8"))
    return path


def add(world: World, text: str = ARTICLE, details: Details | None = None) -> Added:
    """Add the article to a project."""
    path = article(world.root.parent, text)
    return adding.add(world.root, path, details or Details(publisher="Harbour Weekly"), Settings())


def place(world: World) -> None:
    """The same, from a copy that is made once: adding reads everything twice."""
    shutil.copytree(_added(), world.root / "data", dirs_exist_ok=True)


@cache
def _added() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="kg-added-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made = World.at(folder / "world")
    add(made)
    return made.root / "data"


class Reviewer:
    """Somebody at a desk of their own, as another process has one."""

    def __init__(self, world: World, name: str = "ann", slug: str = SLUG) -> None:
        self.name, self.slug = name, slug
        self.desk = Desk(world.root, at_noon)

    def do(self, act: str, of: str, seen: int | None = None, /, **data: object) -> Decision:
        """Decide."""
        return self.desk.decide(self.slug, self.name, Act(act), of, data, seen)

    def proposal(self, name: str, /, **fields: str) -> str:
        """The id of the one candidate whose entry has these fields, things told by their names."""
        review = self.desk.review(self.slug)
        names = {thing.name: f"@{thing.id}" for thing in review.state.things.values()}
        wanted = {key: names.get(value, value) for key, value in fields.items()}
        (found,) = [
            each.id for each in review.state.proposals.values()
            if each.form == name and wanted.items() <= each.entry.items()
        ]  # fmt: skip
        return found

    def thing(self, name: str) -> str:
        """The id of the thing of this name."""
        things = self.desk.review(self.slug).state.things.values()
        (found,) = [thing.id for thing in things if thing.name == name]
        return found


def area(ann: Reviewer) -> str:
    return ann.proposal("claims", p="area")


def accepted_area(ann: Reviewer) -> str:
    """The claim on the pier's area, accepted, with the pier as a new entity."""
    ann.do("new", ann.thing("East Pier"), **PIER)
    name = area(ann)
    ann.do("accept", name)
    return name


def killed_at(call: str) -> Callable[[World], None]:
    """Write in a process of its own that is killed at the first call of this function."""

    def run(world: World) -> None:
        program = (
            "import os, signal; from pathlib import Path; from kg.curate import change\n"
            "from kg.review.desk import Desk; from kg.review import writing\n"
            f"change.{call} = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)\n"
            f"writing.write(Desk(Path({str(world.root)!r})), {SLUG!r}, 'ann')\n"
        )
        done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)
        assert done.returncode == -9

    return run
