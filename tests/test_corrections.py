"""Corrections of what was published: differences of versions, the commands and the feed."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from kg import resources
from kg.answers import versions
from kg.answers.claims import Claims
from kg.answers.knowledge import Knowledge
from kg.cli import app
from kg.config import Settings
from kg.curate.difference import difference
from kg.errors import InvalidRequest, NotFound
from kg.publish import release
from kg.resources import Resources
from tests.api_client import client_of
from tests.conftest import ROOT, World
from tests.reviewing import SLUG
from tests.withdrawals import gone, reviewed

# -- differences


def test_the_difference_of_two_versions_is_exact(world: World) -> None:
    before = world.read().claims
    reviewed(world)
    after = world.read().claims
    found = difference(before, after)
    assert {claim.document for claim in found.added} == {SLUG}
    assert (len(found.added), found.withdrawn, found.superseded) == (2, (), ())
    back = difference(after, before)
    assert {claim.id for claim in back.withdrawn} == {claim.id for claim in found.added}
    assert difference(after, after).is_empty


def test_a_changed_claim_is_superseded_and_not_withdrawn(world: World) -> None:
    before = world.read().claims
    world.replace("data/claims/harbour-weekly-12.yaml", "value: 40000", "value: 41000")
    found = difference(before, world.read().claims)
    ((pair,), added, withdrawn) = found.superseded, found.added, found.withdrawn
    assert (pair.old.property, pair.new.property) == ("dailyCapacity", "dailyCapacity")
    assert (added, withdrawn) == ((), ())


def test_releases_and_n_quads_are_compared_alike(
    release_folder: Path, knowledge: Knowledge, settings: Settings
) -> None:
    known = {seen.claim.id for seen in Claims(knowledge).all()}
    for version in (str(release_folder), str(release_folder / release.GRAPH), "current",
                    release_folder.name[:10]):  # fmt: skip
        assert {claim.id for claim in versions.read(version, settings).claims} == known
    with pytest.raises(NotFound, match="is no version"):
        versions.read("nothing", settings)


def test_what_is_loaded_aside_is_gone_when_the_program_ends(
    release_folder: Path, tmp_path: Path
) -> None:
    graph = str(release_folder / release.GRAPH)
    subprocess.run(
        [sys.executable, "-m", "kg", "diff", graph, graph],
        cwd=ROOT, env=os.environ | {"TMPDIR": str(tmp_path)}, check=True, capture_output=True,
    )  # fmt: skip
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_no_graph_is_refused(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "x.nq"
    path.write_text("hello\n")
    with pytest.raises(InvalidRequest, match="no N-Quads file"):
        versions.read(str(path), settings)


# -- commands and the feed


@pytest.fixture
def here(world: World, monkeypatch: pytest.MonkeyPatch, store_folder: Path) -> World:
    found = Resources(ROOT / "ontology", world.root / "queries", ROOT / "web", None, world.root)
    monkeypatch.setattr(resources, "find", lambda: found)
    monkeypatch.setenv("KG_STORE", str(store_folder))
    return world


def test_the_commands_say_what_changes(here: World) -> None:
    def run(*arguments: str) -> str:
        done = CliRunner().invoke(app, arguments)
        assert done.exit_code == 0, (done.output, done.exception)
        return done.stdout

    assert "0 added, 0 withdrawn, 0 superseded" in run("diff", "current")
    reviewed(here)
    assert "East Pier – area: 3.5 ha" in run("diff", "current", "files")  # names, and no slugs
    assert "East Pier – area: 3.5 ha" in run("diff", "files", "current")
    assert json.loads(run("diff", "current", "--format", "json"))["added"][0]["document"] == SLUG
    said = run("withdraw", SLUG, "--reason", "wrong", "--as", "ann", "--dry-run")
    assert "2 withdrawn" in said
    assert f"kept in data/inbox/withdrawn/{SLUG}" in said
    assert "Nothing was changed" in said
    made = run("withdraw", SLUG, "--reason", "wrong", "--as", "ann", "--format", "json")
    assert json.loads(made)["entities"] == ["east-pier"]
    assert "places in" in run("rename", "old-ferry", "ferry")
    assert "places in" in run("merge", "blue-lantern", "ferry")
    assert "migrated: 0 places" in run("migrate")  # the mapping of the repository is empty


@pytest.fixture
def client(world: World, settings: Settings, knowledge: Knowledge) -> Iterator[TestClient]:
    reviewed(world)
    gone(world)
    own = settings.model_copy(update={"texts": str(world.root)})
    with client_of(own, knowledge) as found:
        yield found


def test_the_feed_has_every_correction_in_both_formats(client: TestClient) -> None:
    feed = client.get("/changes")
    assert feed.headers["content-type"].startswith("application/feed+json")
    (item,) = feed.json()["items"]
    assert item["date_published"] == "2026-03-12T00:00:00Z"
    assert "wrong figures" in item["content_text"]
    answer = client.get("/changes", headers={"Accept": "application/atom+xml"})
    assert answer.headers["content-type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(answer.text)
    name = "{http://www.w3.org/2005/Atom}"
    (entry,) = root.findall(f"{name}entry")
    assert entry.findtext(f"{name}id") == item["id"]
    assert root.findtext(f"{name}updated") == entry.findtext(f"{name}updated")
    assert client.get("/changes?format=atom").text == answer.text
    assert client.get("/changes?format=rss").status_code == 406


def test_a_server_without_curated_files_has_no_feed(
    settings: Settings, knowledge: Knowledge
) -> None:
    own = settings.model_copy(update={"texts": "none"})
    with client_of(own, knowledge) as client:
        assert client.get("/changes").status_code == 404
