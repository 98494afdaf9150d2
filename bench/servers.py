"""Starts and stops the servers that are measured: on loopback, on free ports, always stopped."""

import hashlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from bench import processes
from bench.queries import target
from bench.synthetic import BASE, Synthetic
from kg.publish import release
from kg.publish.release import Release
from kg.vocab import Names

ROOT = Path(__file__).parents[1]
PATIENCE_SECONDS = 90.0
STOP_SECONDS = 10.0
OURS, NATIVE, RDFLIB = "kg serve", "oxigraph serve", "rdflib-endpoint"
UNION = "kg serve, union of graphs"


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; `path` is that of its SPARQL endpoint, `log` has what it said."""

    name: str
    port: int
    path: str
    pid: int
    log: Path

    def target(self, query: str) -> str:
        """Path and query string of the request for a query."""
        return target(self.path, query)


@contextmanager
def all_of_them(graph: Synthetic) -> Iterator[dict[str, Server]]:
    """Ours and its peers over the same triples, by name."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as running:
        folder = Path(name)
        yield {
            OURS: running.enter_context(one_graph(graph, folder)),
            UNION: running.enter_context(ours(graph, folder)),
            NATIVE: running.enter_context(native(graph, folder)),
            RDFLIB: running.enter_context(rdflib_endpoint(graph, folder)),
        }


@contextmanager
def ours(graph: Synthetic, folder: Path, **settings: str) -> Iterator[Server]:
    """`kg serve` on a release of the graph; a setting is written without its `KG_`.

    The quads lie in named graphs, as those of a release do, and are asked as their union: that is
    what our users do. It costs the engine more than the one graph that the peers have.
    """
    store = folder / "store"
    _publish(graph, graph.nquads(), store)
    with _serving(UNION, store, folder, settings) as server:
        yield server


@contextmanager
def of_repository(folder: Path) -> Iterator[Server]:
    """`kg serve` on the graph that the files of the repository make."""
    store = folder / "store"
    release.build(ROOT, store, Names(), lambda _: None)
    with _serving(OURS, store, folder, {}) as server:
        yield server


@contextmanager
def one_graph(graph: Synthetic, folder: Path) -> Iterator[Server]:
    """`kg serve` on the same triples in the unnamed graph alone, as the peers have them."""
    store = folder / "one-graph"
    _publish(graph, graph.ntriples(), store)
    with _serving(OURS, store, folder, {"strict_dataset": "true"}) as server:
        yield server


@contextmanager
def _serving(name: str, store: Path, folder: Path, settings: Mapping[str, str]) -> Iterator[Server]:
    given = {f"KG_{each.upper()}": value for each, value in settings.items()}
    port = free_port()
    command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", str(port)]
    with _running(name, command, port, "/sparql", folder, given) as server:
        yield server


@contextmanager
def native(graph: Synthetic, folder: Path) -> Iterator[Server]:
    """The server of Oxigraph itself, read-only, the triples in its default graph."""
    program, location = Path(sys.executable).parent / "oxigraph", folder / "native"
    if not program.exists():
        raise SystemExit(f"{program} is missing; `make bench` installs requirements-test.txt.")
    subprocess.run(
        [program, "load", "--location", location, "--file", _triples(graph, folder)],
        check=True, capture_output=True,
    )  # fmt: skip
    port = free_port()
    where = ["--location", str(location), "--bind", f"127.0.0.1:{port}"]
    command = [str(program), "serve-read-only", *where]
    with _running(NATIVE, command, port, "/query", folder, {}) as server:
        yield server


@contextmanager
def rdflib_endpoint(graph: Synthetic, folder: Path) -> Iterator[Server]:
    """rdflib-endpoint as its documentation runs it, over a graph in memory."""
    port = free_port()
    command = [
        sys.executable, "-m", "uvicorn", "bench.rdflib_peer:app", "--port", str(port),
        "--no-access-log", "--log-level", "warning",
    ]  # fmt: skip
    given = {"PEER_FILE": str(_triples(graph, folder))}
    with _running(RDFLIB, command, port, "/sparql", folder, given) as server:
        yield server


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _publish(graph: Synthetic, text: str, store: Path) -> None:
    about = Release(
        version=hashlib.sha256(text.encode()).hexdigest(),
        base=BASE,
        documents=graph.documents,
        entities=len(graph.entities),
        claims=graph.claims,
        facts=graph.claims,
        quads=len(graph.quads),
    )
    release.publish(text, about, store)


def _triples(graph: Synthetic, folder: Path) -> Path:
    path = folder / "graph.nt"
    if not path.exists():
        path.write_text(graph.ntriples(), encoding="utf-8")
    return path


@contextmanager
def _running(
    name: str, command: list[str], port: int, path: str, folder: Path, given: dict[str, str]
) -> Iterator[Server]:
    """The process, ready; stopped with all its descendants in the end."""
    inherited = {each: v for each, v in os.environ.items() if not each.startswith("KG_")}
    log = folder / f"{name.replace(' ', '-')}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=inherited | given, stdin=subprocess.DEVNULL, stdout=output,
            stderr=output,
        )  # fmt: skip
    server = Server(name, port, path, process.pid, log)
    try:
        _wait_until_ready(server, process)
        yield server
    finally:
        _stop(process)


def _wait_until_ready(server: Server, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise SystemExit(
                f"{server.name} ended with {process.returncode}:\n"
                f"{server.log.read_text(errors='replace')[-2_000:]}"
            )
        connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request("GET", server.target("ASK {}"))
            if connection.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    raise SystemExit(f"{server.name} gave no answer within {PATIENCE_SECONDS:g} s.")


def _stop(process: subprocess.Popen[bytes]) -> None:
    descendants = processes.tree(process.pid)[1:] if process.poll() is None else []
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for pid in descendants:  # none is left of a server that stops well
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
