"""The event loop: whoever asks for little is not kept waiting by who asks for much."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.api_client import PATIENCE_SECONDS, SLOW, RealServer, real_server

pytestmark = pytest.mark.slow  # a server of its own

DEADLINE_SECONDS = 2.0


@pytest.fixture(scope="module")
def server(store_folder: Path) -> Iterator[RealServer]:
    with real_server(store_folder, query_seconds=str(DEADLINE_SECONDS), workers="2") as found:
        yield found


def during(
    server: RealServer, requests: list[httpx2.Request], path: str, status: int = 503
) -> tuple[list[float], float]:
    """How long each answer of `path` took while the requests ran, and how long those took."""
    took: list[float] = []
    finished = threading.Event()
    left = len(requests)
    lock = threading.Lock()

    def ask(request: httpx2.Request) -> None:
        nonlocal left
        started = time.monotonic()
        with httpx2.Client(timeout=PATIENCE_SECONDS) as client:
            assert client.send(request).status_code == status
        took.append(time.monotonic() - started)
        with lock:
            left -= 1
            if not left:
                finished.set()

    threads = [threading.Thread(target=ask, args=(request,)) for request in requests]
    for thread in threads:
        thread.start()
    answers: list[float] = []
    with httpx2.Client(timeout=PATIENCE_SECONDS) as client:
        until = time.monotonic() + PATIENCE_SECONDS
        while not finished.is_set() and time.monotonic() < until:
            started = time.monotonic()
            assert client.get(f"http://127.0.0.1:{server.port}{path}").status_code == 200
            answers.append(time.monotonic() - started)
    for thread in threads:
        thread.join()
    assert len(took) == len(requests)
    return answers, min(took)


def slow(server: RealServer, method: str) -> httpx2.Request:
    address = f"http://127.0.0.1:{server.port}/sparql"
    if method == "GET":
        return httpx2.Request("GET", address, params={"query": SLOW})
    return httpx2.Request("POST", address, data={"query": SLOW})


@pytest.mark.parametrize("path", ["/healthz", "/entities/east-port"])
def test_slow_queries_keep_nobody_else_waiting(path: str, server: RealServer) -> None:
    queries = [slow(server, "GET"), slow(server, "POST")]
    answers, query_seconds = during(server, queries, path)
    assert query_seconds >= DEADLINE_SECONDS * 0.9
    assert len(answers) > 5
    assert max(answers) < query_seconds / 2


def test_reading_a_query_that_will_be_refused_keeps_nobody_else_waiting(
    server: RealServer,
) -> None:
    """A hundred kilobytes without a form: the gate must be done with them soon."""
    address = f"http://127.0.0.1:{server.port}"
    headers = {"Content-Type": "application/sparql-query"}
    with httpx2.Client(timeout=PATIENCE_SECONDS * 4) as client:
        started = time.monotonic()
        response = client.post(f"{address}/sparql", content="a." * 25_000, headers=headers)
        assert response.status_code == 400
        assert time.monotonic() - started < 2 * DEADLINE_SECONDS
        assert client.get(f"{address}/healthz").status_code == 200


def test_a_long_update_keeps_nobody_else_waiting_while_it_is_looked_at(store_folder: Path) -> None:
    data = " . ".join(f"<a:{n}> <a:p> 'text\\u0041 {n}'" for n in range(500_000))
    writable = {"empty": "1", "write_token": "secret"}
    with real_server(store_folder, **writable) as server:
        update = httpx2.Request(
            "POST",
            f"http://127.0.0.1:{server.port}/update",
            content=f"INSERT DATA {{ {data} }} ; NONSENSE",
            headers={
                "Content-Type": "application/sparql-update",
                "Authorization": "Bearer secret",
            },
        )
        answers, update_seconds = during(server, [update], "/healthz", status=400)
    assert len(answers) > 5
    assert max(answers) < update_seconds / 2
