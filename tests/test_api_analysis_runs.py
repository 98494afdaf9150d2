"""Analyses of a large graph: what takes long is told of, cancelled, limited and ended."""

import hashlib
import os
import signal
import time
from pathlib import Path
from typing import Any

import httpx2
import networkx as nx
import pytest
from starlette.testclient import TestClient

from kg.answers.analysis_runs import WORKER
from kg.answers.knowledge import Knowledge, at
from kg.answers.projection import graph
from kg.config import Settings
from kg.model.ontology import Ontology
from kg.publish import release
from kg.publish.release import Release
from kg.store.embedded import load
from kg.vocab import Names
from tests.analysing import answered
from tests.api_client import PATIENCE_SECONDS, children, client_of, eventually_dead, real_server
from tests.rings import ring

MANY = 800


@pytest.fixture(scope="module")
def hasty(settings: Settings) -> Settings:
    """Settings of a service whose requests wait for less than it takes to start a process."""
    return settings.model_copy(update={"analysis_wait_seconds": 0.1})


@pytest.fixture(scope="module")
def large(
    knowledge: Knowledge, terms: Ontology, tmp_path_factory: pytest.TempPathFactory
) -> Knowledge:
    folder = tmp_path_factory.mktemp("large") / "store"
    load(folder, ring(terms, MANY).encode())
    found = at(knowledge, folder, "large")
    assert found.index.version == "large"  # as a build makes it: no request waits for that
    return found


def waited(client: TestClient, address: str) -> list[dict[str, Any]]:
    """What is told of a run until it is over."""
    told, until = [], time.monotonic() + 4 * PATIENCE_SECONDS
    while time.monotonic() < until:
        told.append(client.get(address).json())
        if told[-1]["state"] != "running":
            return told
        time.sleep(0.05)
    raise AssertionError(f"not over: {told[-1]}")


def workers() -> set[int]:
    return {pid for pid, line in children(os.getpid()) if WORKER.encode() in line}


def begun(client: TestClient, address: str) -> str:
    """Where it is told how far the analysis is."""
    answer = client.get(f"/analysis/{address}")
    assert answer.status_code == 202, answer.text
    assert answer.headers["retry-after"]
    assert "etag" not in answer.headers
    location: str = answer.headers["location"]
    assert answer.json()["address"] == location
    return location


@pytest.mark.slow
def test_what_takes_long_is_told_of_until_it_is_done_and_is_what_networkx_says(
    hasty: Settings, large: Knowledge
) -> None:
    with client_of(hasty, large) as client:
        started = time.monotonic()
        location = begun(client, "betweenness")
        assert time.monotonic() - started < hasty.analysis_wait_seconds + 1.5  # a busy machine
        assert begun(client, "betweenness") == location  # whoever asks the same waits for the same
        assert client.get("/healthz").status_code == 200
        told = waited(client, location)
        assert told[-1]["state"] == "done"
        assert told[-1]["result"] == "/analysis/betweenness"
        counts = [each["done"] for each in told]
        assert counts == sorted(counts)
        assert any(0 < each["done"] < (each["total"] or 0) for each in told)
        assert not workers()
        found = answered(client, "betweenness?limit=500")
        flat = nx.Graph(graph(large))
        theirs = nx.betweenness_centrality(flat)
        for item in found["items"]:
            assert item["score"] == pytest.approx(theirs[item["entity"]["id"]])
        assert found["approximate"] is None


@pytest.mark.slow
def test_a_sample_is_told_as_what_it_is(hasty: Settings, large: Knowledge) -> None:
    few = hasty.model_copy(update={"analysis_sources": 50, "analysis_wait_seconds": 60})
    with client_of(few, large) as client:
        found = answered(client, "betweenness?limit=1")
        assert found["approximate"].startswith("approximate: paths were counted from 50 of 800")
        assert "about" in found["items"][0]["told"]
        assert answered(client, "degree?limit=1")["approximate"] is None


@pytest.mark.slow
def test_an_analysis_that_is_cancelled_is_gone(hasty: Settings, large: Knowledge) -> None:
    with client_of(hasty, large) as client:
        location = begun(client, "betweenness")
        assert workers()
        told = client.delete(location).json()
        assert told["state"] == "cancelled"
        assert not workers()
        assert client.get(location).json()["state"] == "cancelled"
        assert client.delete(location).json()["state"] == "cancelled"
        assert begun(client, "betweenness") != location


@pytest.mark.slow
def test_a_server_that_stops_leaves_no_analysis_behind(hasty: Settings, large: Knowledge) -> None:
    with client_of(hasty, large) as client:
        begun(client, "betweenness")
        assert workers()
    assert not workers()


@pytest.mark.slow
def test_a_process_that_is_killed_by_somebody_else_is_told(
    hasty: Settings, large: Knowledge
) -> None:
    with client_of(hasty, large) as client:
        location = begun(client, "betweenness")
        until = time.monotonic() + 4 * PATIENCE_SECONDS
        while client.get(location).json()["total"] is None and time.monotonic() < until:
            time.sleep(0.05)
        for pid in workers():
            os.kill(pid, signal.SIGKILL)
        told = waited(client, location)[-1]
        assert told["state"] == "failed"
        assert "died" in told["detail"]


@pytest.mark.slow
def test_an_analysis_ends_with_its_server_however_that_ends(
    terms: Ontology, tmp_path: Path
) -> None:
    text = ring(terms, 1500)
    version = hashlib.sha256(text.encode()).hexdigest()
    release.publish(text, Release(version, Names().base, 1, 1500, 3000, 0, 0), tmp_path / "store")
    with real_server(tmp_path / "store") as server:
        answer = httpx2.get(f"http://127.0.0.1:{server.port}/analysis/betweenness", timeout=60)
        assert answer.status_code == 202, answer.text
        running = {pid for pid, line in children(server.pid) if WORKER.encode() in line}
        assert running
        os.kill(server.pid, signal.SIGKILL)
        assert eventually_dead(running)


@pytest.mark.slow
def test_more_analyses_than_there_may_be_are_refused_and_the_setting_is_named(
    hasty: Settings, large: Knowledge
) -> None:
    one = hasty.model_copy(update={"analysis_runs": 1})
    with client_of(one, large) as client:
        begun(client, "betweenness")
        refused = client.get("/analysis/betweenness?kind=fact")
        assert refused.status_code == 503
        assert refused.headers["retry-after"]
        assert "KG_ANALYSIS_RUNS" in refused.json()["detail"]
        assert client.get("/analysis/degree").status_code == 200  # what is small goes on


@pytest.mark.slow
@pytest.mark.parametrize(
    ("setting", "value"), [("analysis_seconds", 0.4), ("analysis_kept_bytes", 1000)]
)
def test_an_analysis_past_a_limit_fails_and_names_it(
    setting: str, value: float, hasty: Settings, large: Knowledge
) -> None:
    with client_of(hasty.model_copy(update={setting: value}), large) as client:
        told = waited(client, begun(client, "closeness"))[-1]
        assert told["state"] == "failed"
        assert f"KG_{setting.upper()}" in told["detail"]
        assert told["result"] is None
        assert not workers()
    patient = hasty.model_copy(update={setting: value, "analysis_wait_seconds": 60})
    with client_of(patient, large) as client:
        answer = client.get("/analysis/closeness")
        assert answer.status_code == (503 if setting == "analysis_seconds" else 413)
        assert f"KG_{setting.upper()}" in answer.json()["detail"]


@pytest.mark.slow
def test_what_is_over_is_forgotten_after_a_while(hasty: Settings, large: Knowledge) -> None:
    short = hasty.model_copy(update={"analysis_keep_seconds": 0.2})
    with client_of(short, large) as client:
        location = begun(client, "betweenness")
        client.delete(location)
        time.sleep(0.3)
        assert client.get(location).status_code == 404
