"""Request ids, metrics and the log."""

import hashlib
import io
import json
import logging
import re
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from fastapi import Request
from fastapi.responses import StreamingResponse
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from api.app import create_app
from api.measures import Measures
from kg import journal
from kg.answers.knowledge import Knowledge
from kg.config import LogFormat, LogLevel, Settings
from kg.errors import Busy, EngineFailed, RefusedQuery, TooLarge, TooLong, WorkersDown
from kg.sparql.events import Events, Outcome, Silent, outcome_of
from tests.api_client import SLOW
from tests.conftest import ROOT

pytestmark = pytest.mark.slow  # services of its own

SECRET = "open-sesame-17"


@pytest.fixture
def client(settings: Settings, knowledge: Knowledge) -> Iterator[TestClient]:
    with TestClient(create_app(settings, knowledge), raise_server_exceptions=False) as client:
        yield client


class Log:
    """What was logged since the last look."""

    def __init__(self, stream: io.StringIO) -> None:
        self.stream = stream

    def text(self) -> str:
        """Every line; the log is written by a thread of its own."""
        journal.close()
        return self.stream.getvalue()

    def events(self, name: str) -> list[dict[str, object]]:
        found = [json.loads(line) for line in self.text().splitlines()]
        return [each for each in found if each["event"] == name]


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    journal.configure(LogFormat.JSON, LogLevel.DEBUG, secrets=(SECRET,))
    yield Log(stream)
    journal.close()


def sample(client: TestClient, name: str, **labels: str) -> float:
    """The value of a metric, 0 where there is none yet."""
    text = client.get("/metrics").text
    for family in text_string_to_metric_families(text):
        for each in family.samples:
            if each.name == name and labels.items() <= each.labels.items():
                return float(each.value)
    return 0.0


def test_every_answer_has_an_id_of_its_own(client: TestClient) -> None:
    paths = ["/healthz", "/missing", "/entities", "/sparql", "/metrics"]
    ids = [client.get(path).headers["x-request-id"] for path in paths * 2]
    assert len(set(ids)) == len(ids)
    assert client.head("/entities").headers["x-request-id"] not in ids


@pytest.mark.parametrize("sane", ["a", "Trace-1.2_3", "x" * 64])
def test_a_sane_id_is_taken_over(client: TestClient, sane: str) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": sane}).headers["x-request-id"] == sane


@pytest.mark.parametrize("odd", ["", "x" * 65, "a b", 'a"', "a;b", "\u00e4", "a\x1b[31m"])
def test_an_odd_id_is_not(client: TestClient, odd: str) -> None:
    got = client.get("/healthz", headers={b"X-Request-ID": odd.encode()}).headers["x-request-id"]
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{6,}", got)


def test_requests_are_counted_by_route_and_never_by_address(client: TestClient) -> None:
    for slug in ("east-port", "island-bridge", "nobody"):
        client.get(f"/entities/{slug}")
    client.head("/entities/east-port")
    for number in range(3):
        client.get(f"/no/such/page/{number}")
    client.request("BREW", "/entities")
    counted = "kg_http_requests_total"
    route = "/entities/{slug}"
    assert sample(client, counted, route=route, method="GET", status="2xx") == 2
    assert sample(client, counted, route=route, method="GET", status="4xx") == 1
    assert sample(client, counted, route=route, method="HEAD", status="2xx") == 1
    assert sample(client, counted, route="none", method="GET", status="4xx") == 3
    assert sample(client, counted, method="other") == 1
    assert sample(client, "kg_http_request_seconds_count", route=route, method="GET") == 3
    assert sample(client, "kg_http_requests_in_flight") == 1  # this one
    assert "no/such" not in client.get("/metrics").text
    assert client.get("/metrics").headers["content-type"].startswith("text/plain; version=")
    assert "etag" not in client.get("/metrics").headers


def test_two_applications_in_one_process_count_apart(
    settings: Settings, knowledge: Knowledge, client: TestClient
) -> None:
    with TestClient(create_app(settings, knowledge)) as other:
        other.get("/entities")
        assert sample(other, "kg_http_requests_total", route="/entities") == 1
        assert sample(client, "kg_http_requests_total", route="/entities") == 0
        text = other.get("/metrics").text
    assert f'version="{knowledge.version}"' in text


def test_queries_and_workers_are_counted(client: TestClient) -> None:
    before = {
        name: sample(client, "kg_queries_total", outcome=name) for name in ("answered", "refused")
    }
    assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200
    assert client.get("/sparql", params={"query": "ASK { ?s }"}).status_code == 400
    for name, count in before.items():
        assert sample(client, "kg_queries_total", outcome=name) == count + 1
    assert sample(client, "kg_query_workers_started_total") > 0
    assert sample(client, "kg_query_workers", state="busy") == 0
    assert sample(client, "kg_query_workers", state="idle") > 0
    assert sample(client, "kg_queries_waiting") == 0


def test_a_worker_that_met_its_deadline_is_counted(client: TestClient) -> None:
    died = sample(client, "kg_query_worker_deaths_total", reason="deadline")
    slow = {"query": SLOW, "timeout": "0.5"}
    assert client.get("/sparql", params=slow).status_code == 503
    assert sample(client, "kg_query_worker_deaths_total", reason="deadline") == died + 1
    assert sample(client, "kg_queries_total", outcome="too_long") > 0


def test_counting_from_many_threads_loses_nothing() -> None:
    measures = Measures()

    def count() -> None:
        for _ in range(1_000):
            measures.query_finished(Outcome.ANSWERED, 0.01)

    threads = [threading.Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert measures.registry.get_sample_value("kg_query_seconds_count") == 8_000


def test_every_error_has_its_outcome() -> None:
    assert [outcome_of(kind("")) for kind in (
        RefusedQuery, TooLong, TooLarge, Busy, EngineFailed, WorkersDown,
    )] == ["refused", "too_long", "too_large", "busy", "engine_failed", "workers_down"]  # fmt: skip
    assert outcome_of(GeneratorExit()) == "client_left"
    assert outcome_of(RuntimeError()) == "failed"
    silent: Events = Silent()
    silent.worker_died("crash")


def test_a_request_is_one_line_with_its_id(client: TestClient, log: Log) -> None:
    headers = {"X-Request-ID": "mine", "Accept-Encoding": "identity"}
    got = client.get("/entities?limit=2", headers=headers)
    assert got.status_code == 200
    (event,) = log.events("request")
    assert event["request_id"] == "mine"
    assert (event["method"], event["path"], event["status"]) == ("GET", "/entities", 200)
    assert event["level"] == "debug"
    assert event["bytes"] == len(got.content) > 0
    assert isinstance(event["seconds"], float)


def test_what_failed_is_logged_louder(settings: Settings, knowledge: Knowledge, log: Log) -> None:
    app = create_app(settings.model_copy(update={"slow_query_seconds": 0.05}), knowledge)

    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError(f"with {SECRET} inside\nand a forged line")

    @app.get("/cut")
    def cut() -> StreamingResponse:
        def pieces() -> Iterator[bytes]:
            yield b"x"
            raise RuntimeError("in the midst")

        return StreamingResponse(pieces())

    @app.get("/slow")
    def slow(request: Request) -> None:
        threading.Event().wait(0.1)

    with TestClient(app, raise_server_exceptions=False) as client:
        for path in ("/broken", "/slow", "/missing", "/healthz", "/cut"):
            client.get(path)
    events = {event["path"]: event for event in log.events("request")}
    levels = {path: event["level"] for path, event in events.items()}
    assert levels == {
        "/broken": "warning", "/slow": "info", "/missing": "info", "/healthz": "debug",
        "/cut": "warning",
    }  # fmt: skip
    assert events["/cut"]["cut"] is True
    faults = [each for each in map(json.loads, log.text().splitlines()) if "exception" in each]
    fault = next(each for each in faults if each["event"] == "GET /broken")
    assert fault["request_id"] == events["/broken"]["request_id"]
    assert "RuntimeError" in str(fault["exception"])
    assert SECRET not in log.text()


def test_a_slow_query_is_logged_with_its_hash(log: Log) -> None:
    journal.bind("r1")
    text = "SELECT *\n" + "x" * 1_000
    journal.slow_query(text, 2.5, Outcome.ANSWERED, threshold=1.0, rows=7, size=80)
    journal.slow_query(text, 0.5, Outcome.ANSWERED, threshold=1.0)
    (event,) = log.events("slow_query")
    assert event["hash"] == hashlib.sha256(text.encode()).hexdigest()[:16]
    assert (event["seconds"], event["outcome"]) == (2.5, "answered")
    assert (event["rows"], event["bytes"], event["request_id"]) == (7, 80, "r1")
    assert event["query"] == text[:200]


def test_no_secret_is_logged(log: Log) -> None:
    said = journal.logger("test")
    said.info("one", authorization="Bearer abcdefghijk", token="t0ps3cret", other=f"-{SECRET}-")
    said.info(f"two {SECRET}", headers=[("Authorization", "Bearer abcdefghijk")])
    logging.getLogger("uvicorn.error").warning("three %s", f"authorization: bearer {SECRET}")
    text = log.text()
    assert len(text.splitlines()) == 3
    for secret in (SECRET, "abcdefghijk", "t0ps3cret"):
        assert secret not in text


@pytest.mark.parametrize("format", [LogFormat.JSON, LogFormat.TEXT])
@given(words=st.text(max_size=60))
def test_nothing_logged_begins_a_line_of_its_own(format: LogFormat, words: str) -> None:
    stream, stderr = io.StringIO(), sys.stderr
    sys.stderr = stream
    try:
        journal.configure(format, LogLevel.INFO)
        journal.logger("test").info(f"x{words}", value=words, other=[words])
        logging.getLogger("other").warning("%s", f"x{words}")
    finally:
        journal.close()
        sys.stderr = stderr
    lines = stream.getvalue().split("\n")
    assert len(lines) == 3
    assert all(line.isprintable() for line in lines)


def test_a_traceback_forges_no_line_of_text(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    journal.configure(LogFormat.TEXT, LogLevel.INFO)
    try:
        raise ValueError("a\n2026-01-01 [info] all is well\r\x1b[2K")
    except ValueError:
        journal.logger("test").exception("failed")
    journal.close()
    first, *others = stream.getvalue().splitlines()
    assert "failed" in first
    assert others
    assert all(line.startswith("    ") and line.isprintable() for line in others)


@pytest.mark.slow
def test_a_log_that_nobody_reads_holds_up_nobody() -> None:
    """A pipe holds 64 KB; this writes ten times as much and must still end."""
    code = (
        "from kg import journal\nfrom kg.config import LogFormat, LogLevel\n"
        "journal.configure(LogFormat.JSON, LogLevel.INFO)\n"
        "for number in range(6000): journal.logger('x').info('word ' * 20, number=number)\n"
        "print('done', flush=True)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"done\n"
        assert process.wait(timeout=120) == 0
    finally:
        process.kill()
        process.communicate()
