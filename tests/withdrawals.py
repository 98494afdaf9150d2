"""What tests of corrections share: an article that was reviewed, and its withdrawal."""

import atexit
import shutil
import tempfile
from datetime import date
from functools import cache
from pathlib import Path

from kg.review.withdrawing import Withdrawn, withdraw
from kg.review.writing import write
from tests.conftest import World
from tests.reviewing import PIER, SLUG, Reviewer, place

TODAY = date(2026, 3, 12)
ENTITIES, CATALOGUE = "data/entities.yaml", "data/catalogue.yaml"
NOTICE = "data/claims/harbour-notice.yaml"


def state(world: World) -> dict[str, bytes]:
    found = (path for path in (world.root / "data").rglob("*") if path.is_file())
    return {path.name: path.read_bytes() for path in found if path.name != ".lock"}


def reviewed(world: World) -> Reviewer:
    """The article with two claims of it in the files, from a copy that is made once."""
    shutil.copytree(_reviewed(), world.root / "data", dirs_exist_ok=True)
    return Reviewer(world)


@cache
def _reviewed() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="kg-reviewed-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    world = World.at(folder / "world")
    place(world)
    ann = Reviewer(world)
    ann.do("new", ann.thing("East Pier"), **PIER)
    ann.do("accept", ann.proposal("claims", p="area"))
    ann.do("accept", ann.proposal("claims", p="locatedIn", s="East Port"))
    write(ann.desk, SLUG, "ann")
    return world.root / "data"


def gone(world: World, slug: str = SLUG, **more: object) -> Withdrawn:
    reason = "The publisher took it back: wrong figures."
    return withdraw(world.root, slug, reason, "ann", TODAY, **more)  # type: ignore[arg-type]
