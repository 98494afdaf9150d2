"""`make serve`, as the README says it."""

import os
import signal
import subprocess
from pathlib import Path

import httpx2
import pytest

from tests.servers import free_port, wait_until_ready

ROOT = Path(__file__).parents[1]


@pytest.mark.slow
def test_make_serve_builds_the_graph_serves_it_and_ends_on_a_signal(tmp_path: Path) -> None:
    port = free_port()
    env = {**os.environ, "KG_STORE": str(tmp_path / "store")}
    process = subprocess.Popen(["make", "serve", f"PORT={port}"], cwd=ROOT, env=env)
    try:
        wait_until_ready(port, process)
        answer = httpx2.get(f"http://127.0.0.1:{port}/entities/hetao-bridge")
        assert answer.status_code == 200
        quotes = [
            piece["quote"] for claim in answer.json()["claims"] for piece in claim["evidence"]
        ]
        assert any("shared between Hong Kong and Shenzhen" in quote for quote in quotes)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)
    with pytest.raises(httpx2.TransportError):
        httpx2.get(f"http://127.0.0.1:{port}/readyz")
