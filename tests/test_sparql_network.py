"""Workers are cut off from the network, where the kernel allows it."""

import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kg.config import Isolation, Settings
from kg.errors import RefusedQuery
from kg.sparql.pool import Pool
from kg.store.engine import Answer

JSON = "application/sparql-results+json"
PROBE = "from kg.sparql.network import leave; print(leave())"
POSSIBLE = subprocess.run(
    [sys.executable, "-c", PROBE], capture_output=True, text=True, check=True
).stdout.strip() == "True"  # fmt: skip
needs_namespaces = pytest.mark.skipif(not POSSIBLE, reason="this kernel forbids unshare(2)")


def reached(store: Path, isolation: Isolation) -> bool:
    """Whether a SERVICE that slipped past the gate reaches a server on loopback."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(3)
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
        pool = Pool(store, Settings(isolation=isolation, query_seconds=5))
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        try:
            with pytest.raises(RefusedQuery):
                list(
                    pool.run(
                        Answer(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}", JSON, True)
                    )
                )
            assert pool.isolated is (isolation is not Isolation.OFF)
        finally:
            pool.close()
            thread.join()
    return bool(heard)


@needs_namespaces
def test_a_worker_that_was_cut_off_reaches_nobody_not_even_loopback(
    knowledge_database: Path,
) -> None:
    assert not reached(knowledge_database, Isolation.REQUIRED)


@needs_namespaces
def test_the_default_cuts_off_where_it_can(knowledge_database: Path) -> None:
    assert not reached(knowledge_database, Settings().isolation)


def test_the_test_would_see_a_worker_that_is_not_cut_off(knowledge_database: Path) -> None:
    assert reached(knowledge_database, Isolation.OFF)


@pytest.fixture
def knowledge_database(store_folder: Path) -> Path:
    return store_folder / "current" / "oxigraph"
