"""Workers are cut off from the network, where the kernel allows it."""

import asyncio
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kg.config import Isolation, Settings
from kg.errors import NotEvaluated
from kg.sparql.pool import Pool
from kg.sparql.result import Conditions
from kg.sparql.source import Release
from kg.store.engine import Answer

pytestmark = [pytest.mark.anyio, pytest.mark.slow]  # processes of its own
JSON = "application/sparql-results+json"
PROBE = "from kg.sparql.network import leave; print(leave())"
POSSIBLE = subprocess.run(
    [sys.executable, "-c", PROBE], capture_output=True, text=True, check=True
).stdout.strip() == "True"  # fmt: skip
needs_namespaces = pytest.mark.skipif(not POSSIBLE, reason="this kernel forbids unshare(2)")


async def reached(store: Path, isolation: Isolation) -> bool:
    """Whether a SERVICE that slipped past the gate reaches a server on loopback."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(1)
        heard: list[bool] = []

        def listen() -> None:
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                return
            heard.append(True)
            connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        wanted = Answer(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}", JSON, union=True)
        settings = Settings(isolation=isolation, workers=1, spare_workers=0)
        async with Pool(Release(store, "v"), settings) as pool:
            with pytest.raises(NotEvaluated):
                await pool.run(wanted, Conditions(5, 10))
            assert await pool.ready() is (isolation is not Isolation.OFF)
        await asyncio.to_thread(thread.join)
    return bool(heard)


@needs_namespaces
async def test_a_worker_that_was_cut_off_reaches_nobody_not_even_loopback(
    knowledge_database: Path,
) -> None:
    assert not await reached(knowledge_database, Isolation.REQUIRED)


@needs_namespaces
async def test_the_default_cuts_off_where_it_can(knowledge_database: Path) -> None:
    assert not await reached(knowledge_database, Settings().isolation)


async def test_the_test_would_see_a_worker_that_is_not_cut_off(knowledge_database: Path) -> None:
    assert await reached(knowledge_database, Isolation.OFF)


@pytest.fixture
def knowledge_database(store_folder: Path) -> Path:
    return store_folder / "current" / "oxigraph"
