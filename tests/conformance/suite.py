"""The W3C suites over HTTP against `kg serve --empty --strict-dataset`.

The suites and their runner are not part of this repository: they are looked for in KG_SHARED, by
default the folder `shared` beside the checkout. What only the semantics of the engine fail is
listed in known-failures.txt, each with its reason.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.api_client import real_server
from tests.conftest import ROOT

SHARED = Path(os.environ.get("KG_SHARED", ROOT.parent / "shared")) / "conformance"
KNOWN_FAILURES = Path(__file__).parent / "known-failures.txt"
TOKEN = "conformance"  # of a server that forgets everything
LONGEST_SECONDS = 900
MISSING = f"the W3C suites are not at {SHARED} (KG_SHARED)"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the runner found; `groups` are (run, passed) by name of the group."""

    statuses: dict[str, str]
    groups: dict[str, tuple[int, int]]
    said: str
    finished: bool

    @property
    def failures(self) -> list[str]:
        """Tests that fail and are not listed."""
        return [name for name, status in self.statuses.items() if status == "fail"]

    @property
    def unexpected(self) -> list[str]:
        """Listed failures that pass now, or that no test has the name of."""
        return [name for name in known_failures() if self.statuses.get(name) != "known"]


def known_failures() -> dict[str, str]:
    """The listed tests, each with its reason."""
    found = {}
    for line in KNOWN_FAILURES.read_text(encoding="utf-8").splitlines():
        name, _, reason = line.partition(" # ")
        if name.strip() and not line.startswith("#"):
            found[name.strip()] = reason.strip()
    return found


@contextmanager
def server() -> Iterator[str]:
    """An empty strict store that may be changed; SERVICE reaches the stub of the runner."""
    with tempfile.TemporaryDirectory() as nothing, real_server(
        Path(nothing), "--empty", "--strict-dataset", write_token=TOKEN,
        allowed_targets="http://127.0.0.1:*/",
    ) as running:  # fmt: skip
        yield f"http://127.0.0.1:{running.port}"


def run(parts: str = "sparql10,sparql11", only: str = "") -> Outcome:
    """Run the suites."""
    with server() as address, tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "results.json"
        command = [
            sys.executable, str(SHARED / "sparql_conformance.py"), "--suite", str(SHARED / "suite"),
            "--query-url", f"{address}/sparql", "--update-url", f"{address}/update",
            "--gsp-url", f"{address}/graphs", "--header", f"Authorization: Bearer {TOKEN}",
            "--federation", "--known-failures", str(KNOWN_FAILURES), "--json", str(results),
            "--parts", parts, "--only", only,
        ]  # fmt: skip
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False
        )
        found = (
            json.loads(results.read_text()) if results.exists() else {"tests": [], "summary": []}
        )
    return Outcome(
        statuses={each["id"]: each["status"] for each in found["tests"]},
        groups={each["category"].strip(): (each["run"], each["pass"]) for each in found["summary"]},
        said=done.stdout + done.stderr,
        finished=done.returncode in (0, 1) and bool(found["tests"]),
    )
