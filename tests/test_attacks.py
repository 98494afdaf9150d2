"""A loop of hostile queries leaves nothing behind; how long each takes, `bench` measures."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.rounds import SOAKING

pytestmark = [pytest.mark.slow, pytest.mark.soak, pytest.mark.long]
ATTACKS = 1_000 if SOAKING else 100
LONGEST_SECONDS = 900
KEPT = ("children more", "threads more", "handles more", "megabytes more", "the server lives")


def test_hostile_queries_leave_no_child_thread_handle_or_memory_behind() -> None:
    command = [sys.executable, "-m", "bench.attack", "--parts", "leaks", "--count", str(ATTACKS)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False
    )
    bars = [
        line for line in done.stdout.splitlines() if line.startswith(tuple(f"| {k}" for k in KEPT))
    ]
    assert len(bars) == len(KEPT), done.stdout[-2_000:] + done.stderr[-2_000:]
    assert [line for line in bars if "pass" not in line] == []
