"""What tests of the service share: a client in the process, and a real server beside it."""

import fcntl
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from kg.answers.knowledge import Knowledge
from kg.config import Settings
from kg.publish import release
from kg.vocab import Names
from tests.conftest import ROOT

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LONG = "SELECT ?s ?p ?o ?a ?b ?c { ?s ?p ?o . ?a ?b ?c }"  # many megabytes
PATIENCE_SECONDS = 30.0  # for what only ever takes long when something is broken


@contextmanager
def client_of(settings: Settings, knowledge: Knowledge) -> Iterator[TestClient]:
    """A client of the service, which starts and stops with it."""
    with TestClient(create_app(settings, knowledge)) as client:
        yield client


def real_store(factory: pytest.TempPathFactory) -> Path:
    """A store built from the repository, once in a run, whichever of its processes comes first."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    store = shared / "repository-store"
    with (shared / "repository-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if release.current(store) is None:
            release.build(ROOT, store, Names(), lambda _: None)
    return store


@dataclass(frozen=True, slots=True)
class RealServer:
    """A `kg serve` process."""

    port: int
    pid: int


@contextmanager
def real_server(store: Path | str, *flags: str, **settings: str) -> Iterator[RealServer]:
    """`kg serve` on a free port of 127.0.0.1; a setting is written without its `KG_`."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    environment = inherited | {f"KG_{name.upper()}": value for name, value in settings.items()}
    command = [sys.executable, "-m", "kg", "serve", "--port", "0", "--store", str(store), *flags]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    assert process.stderr is not None
    try:
        said = []
        for line in process.stderr:
            said.append(line)
            if found := re.search(r"running on http://127\.0\.0\.1:(\d+)", line):
                yield RealServer(int(found[1]), process.pid)
                break
        else:
            raise AssertionError("the server did not start:\n" + "".join(said))
    finally:
        process.terminate()
        try:
            process.communicate(timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def query_workers(parent: int) -> set[int]:
    """The ids of the query workers that a process has started and that still run."""
    return {pid for pid, command in children(parent) if b"kg.sparql.worker" in command}


def children(parent: int) -> set[tuple[int, bytes]]:
    """The processes that a process has started and that still run, and their command lines."""
    found = set()
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            command = (folder / "cmdline").read_bytes()
            after_name = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # gone in the meantime
            continue
        if command and after_name[1] == str(parent):
            found.add((int(folder.name), command))
    return found


def is_alive(pid: int) -> bool:
    """Whether a process of this id exists."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def eventually_dead(pids: set[int]) -> bool:
    """Whether all of them are gone within our patience."""
    until = time.monotonic() + PATIENCE_SECONDS
    while any(map(is_alive, pids)):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True
