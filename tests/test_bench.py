"""The measuring commands: what they measure with must itself be right."""

import asyncio
import os
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import attacks, hostile, load, processes, synthetic, transport, wire
from bench.load import Plan
from bench.queries import LARGE, MEDIUM, descriptions
from kg.cli.benching import NAMES
from kg.store import embedded
from kg.store.embedded import EmbeddedStore
from tests.conftest import ROOT

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n"
PROBLEM = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/problem+json\r\n"
    b"Content-Length: 2\r\n\r\n{}"
)

pytestmark = pytest.mark.slow  # servers and engines of its own
CUT = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}"
CUT_CHUNKS = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{}"
NOISE = b"SSH-2.0-OpenSSH\r\n\r\n"


@contextmanager
def answering(answer: bytes, then_closes: bool = False) -> Iterator[int]:
    """A server that gives every request the same bytes; the port."""

    def serve(client: socket.socket) -> None:
        with client, suppress(OSError):
            while client.recv(65_536):
                client.sendall(answer)
                if then_closes:
                    return

    def listen() -> None:
        with suppress(OSError):  # closed in the end
            while True:
                client, _ = listener.accept()
                threading.Thread(target=serve, args=(client,), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=listen, daemon=True).start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)


@settings(max_examples=25, deadline=None)
@given(triples=st.integers(1, 3_000), seed=st.integers(0, 9))
def test_the_synthetic_graph_has_exactly_as_many_triples_as_asked(triples: int, seed: int) -> None:
    graph = synthetic.generate(triples, seed)
    assert len({quad.triple for quad in graph.quads}) == len(graph.quads) == triples
    assert graph.nquads().count("\n") == graph.ntriples().count("\n") == triples


def test_the_synthetic_graph_is_the_same_for_a_seed() -> None:
    graph = synthetic.generate(5_000)
    assert graph.nquads() == synthetic.generate(5_000).nquads()
    assert graph.nquads() != synthetic.generate(5_000, seed=8).nquads()


def test_the_engine_reads_every_quad_of_the_synthetic_graph(tmp_path: Path) -> None:
    graph = synthetic.generate(5_000)
    embedded.load(tmp_path / "store", graph.nquads().encode())
    assert len(EmbeddedStore(tmp_path / "store")) == 5_000


def test_a_few_entities_have_most_of_the_relations() -> None:
    quads = synthetic.generate(50_000).quads
    facts = [quad.object for quad in quads if quad.graph.endswith("graph/facts>")]
    most = sorted((facts.count(each) for each in set(facts)), reverse=True)
    assert sum(most[: len(most) // 20]) > len(facts) / 4


def test_the_descriptions_are_of_different_entities() -> None:
    found = descriptions(synthetic.generate(100_000))
    assert len(set(found)) == 500


@pytest.mark.parametrize("answer", [OK, CHUNKED])
def test_good_answers_are_counted_as_requests(answer: bytes) -> None:
    with answering(answer) as port:
        found = load.measure(Plan(port, ["/a", "/b"], concurrency=3, seconds=0.3))
    assert found.requests > 10
    assert found.errors == 0
    assert 0 < found.p50 <= found.p95 <= found.p99


@pytest.mark.parametrize(
    ("answer", "closes"),
    [(PROBLEM, False), (CUT, True), (CUT_CHUNKS, True), (NOISE, False), (b"", True)],
    ids=["status", "cut", "cut chunks", "noise", "nothing"],
)
def test_other_answers_are_counted_as_errors(answer: bytes, closes: bool) -> None:
    with answering(answer, closes) as port:
        plan = Plan(port, ["/"], concurrency=2, seconds=0.2)
        load_patience, load.PATIENCE_SECONDS = load.PATIENCE_SECONDS, 0.2
        try:
            found = asyncio.run(load.run(plan))
        finally:
            load.PATIENCE_SECONDS = load_patience
    assert found.requests == 0
    assert found.errors > 1


def test_a_request_that_is_never_answered_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "PATIENCE_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        plan = Plan(silent.getsockname()[1], ["/"], concurrency=3, seconds=0.1, finish=True)
        found = asyncio.run(load.run(plan))
    assert (found.requests, found.errors) == (0, 3)


@pytest.mark.parametrize(
    ("answer", "closes", "faults"),
    [
        (PROBLEM, False, []),
        (OK, False, []),
        (CHUNKED, False, []),
        (CUT, True, ["200, cut (IncompleteRead)"]),
        (CUT_CHUNKS, True, ["200, cut (IncompleteRead)"]),
        (b"", True, ["no answer (RemoteDisconnected)"]),
        (PROBLEM.replace(b"503", b"500"), False, ["status 500"]),
        (
            PROBLEM.replace(b"problem+json", b"json"), False,
            ["503 as application/json, not application/problem+json"],
        ),
    ],
)  # fmt: skip
def test_an_attack_must_end_in_a_problem_or_a_whole_answer(
    answer: bytes, closes: bool, faults: list[str]
) -> None:
    with answering(answer, closes) as port:
        reply = wire.ask(port, wire.get("/"), patience=5.0)
    assert list(hostile.faults_of(reply, limit=5.0)) == faults


def test_an_attack_that_ends_after_the_limit_is_late() -> None:
    reply = wire.Reply(503, True, 1.2, 1.2, headers={"content-type": hostile.PROBLEM})
    assert list(hostile.faults_of(reply, limit=1.0)) == ["late, 1.20 s"]
    assert list(hostile.faults_of(reply, limit=1.2)) == []


def test_every_attack_and_transport_trial_has_its_name_once() -> None:
    found = attacks.all_attacks("http://127.0.0.1:1/")
    names = [each.name for each in found]
    assert len(names) == len(set(names)) > 100
    assert all(each.request().partition(b"\r\n")[0].endswith(b"HTTP/1.1") for each in found)
    assert len(transport.TRIALS) == len(set(transport.TRIALS)) > 20


def test_who_reaches_out_is_seen() -> None:
    with hostile.outside() as there:
        port = int(there.address.rstrip("/").rpartition(":")[2])
        reply = wire.ask(port, wire.get("/"), patience=5.0)
    assert there.visits == 1
    assert reply.status == 0


def test_what_a_process_holds_is_seen() -> None:
    before = processes.holdings(os.getpid())
    with socket.create_server(("127.0.0.1", 0)):
        after = processes.holdings(os.getpid())
    assert after.handles == before.handles + 1
    assert before.megabytes > 1


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_measurement_that_kg_bench_names_is_a_module_with_a_main(name: str) -> None:
    package = ROOT / "bench" / name
    path = package / "__main__.py" if package.is_dir() else package.with_suffix(".py")
    text = path.read_text(encoding="utf-8")
    assert re.search(r"^def main\(", text, re.MULTILINE)
    assert "__main__" in text


def test_the_measured_queries_name_what_the_graph_has() -> None:
    text = synthetic.generate(100_000).nquads()
    for term in re.findall(r"(?<= ):(\w+)", MEDIUM):
        assert f"{synthetic.TERMS}{term}>" in text
    assert "LIMIT" not in LARGE
