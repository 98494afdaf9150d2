"""Curated files change together: all or none, whatever happens to the process."""

import json
import os
import signal
import subprocess
import sys
import textwrap

import pytest

from kg.curate import change
from kg.errors import InvalidData
from tests.conftest import ROOT, World

CATALOGUE, TEXT = "data/catalogue.yaml", "data/documents/harbour-notice.txt"
MORE = "\nnew: {title: x}\n"


def test_nothing_is_written_before_the_commit_and_everything_by_it(world: World) -> None:
    before = world.text(CATALOGUE)
    with change.editing(world.root) as made:
        made.put(CATALOGUE, before + MORE)
        made.put("data/documents/new.txt", "é🚢\r\n")
        made.remove(TEXT)
        assert (world.text(CATALOGUE), made.text(CATALOGUE)) == (before, before + MORE)
        assert "data/documents/new.txt" in made
        assert TEXT not in made
        made.commit()
    assert world.text(CATALOGUE) == before + MORE
    assert world.text("data/documents/new.txt") == "é🚢\r\n"
    assert not (world.root / TEXT).exists()
    assert [path.name for path in (world.root / change.INBOX).iterdir()] == [".lock"]


def test_a_change_is_checked_as_if_it_had_been_made(world: World) -> None:
    with change.editing(world.root) as made:
        assert len(made.check().documents) == 3
        made.put(CATALOGUE, world.text(CATALOGUE).replace("kind: column", "kind: poem"))
        with pytest.raises(InvalidData) as refused:
            made.check()
    (problem,) = refused.value.problems
    assert (problem.file, problem.field) == (CATALOGUE, "island-post-3.kind")
    assert len(world.read().documents) == 3


def test_a_change_that_was_cut_off_is_finished_by_the_next_one(world: World) -> None:
    inbox = world.root / change.INBOX
    (inbox / ".staged-x").mkdir(parents=True)
    (inbox / ".staged-x/0").write_text("new", encoding="utf-8")
    record = [[CATALOGUE, ".staged-x/0"], [TEXT, None], ["data/entities.yaml", ".staged-x/1"]]
    (inbox / ".change.json").write_text(json.dumps(record), encoding="utf-8")
    entities = world.text("data/entities.yaml")  # was put in place before the end came
    with change.editing(world.root):
        pass
    assert world.text(CATALOGUE) == "new"
    assert world.text("data/entities.yaml") == entities
    assert not (world.root / TEXT).exists()
    assert [path.name for path in inbox.iterdir()] == [".lock"]


@pytest.mark.slow
@pytest.mark.parametrize("call", ["mkdtemp", "fsync", "replace", "unlink", "rmtree"])
def test_a_process_that_is_killed_at_any_step_leaves_all_or_nothing(
    world: World, call: str
) -> None:
    program = textwrap.dedent(f"""
        import os, shutil, signal, tempfile
        from pathlib import Path
        from kg.curate import change

        def dies(*arguments, **options):
            os.kill(os.getpid(), signal.SIGKILL)

        root = Path({str(world.root)!r})
        with change.editing(root) as made:
            made.put({CATALOGUE!r}, "new catalogue")
            made.put("data/entities.yaml", "new entities")
            owner = {{"mkdtemp": tempfile, "fsync": os, "rmtree": shutil}}.get({call!r}, Path)
            setattr(owner, {call!r}, dies)
            made.commit()
    """)
    before = world.text(CATALOGUE), world.text("data/entities.yaml")
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=os.environ, check=False)
    assert done.returncode == -signal.SIGKILL
    with change.editing(world.root):
        found = world.text(CATALOGUE), world.text("data/entities.yaml")
    assert found in (before, ("new catalogue", "new entities"))
