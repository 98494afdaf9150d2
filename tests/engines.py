"""Engines behind a URL: a real Oxigraph server, and servers that misbehave; always stopped."""

import os
import signal
import socket
import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import parse_qs

import httpx2

from tests.servers import PATIENCE_SECONDS, free_port

BINARY = Path(sys.executable).parent / "oxigraph"


class Oxigraph:
    """A real engine, which a test may kill, start again, and let hang. Use as a context."""

    def __init__(self, graph: Path, folder: Path, *flags: str, command: str) -> None:
        """Over the N-Quads in `graph`, loaded into `folder`."""
        load = [str(BINARY), "load", "--location", str(folder), "--file", str(graph)]
        subprocess.run(load, check=True, capture_output=True)
        address = f"127.0.0.1:{free_port()}"
        self.url = f"http://{address}/query"
        self._command = [
            str(BINARY), command, "--location", str(folder), "--bind", address, *flags,
        ]  # fmt: skip
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self) -> None:
        """Return when it answers."""
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(self._command, stdout=quiet, stderr=quiet)
        until = time.monotonic() + PATIENCE_SECONDS
        while not _answers(self.url):
            assert self._process.poll() is None, "oxigraph has ended"
            assert time.monotonic() < until, "oxigraph does not answer"
            time.sleep(0.02)

    def kill(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """It takes connections meanwhile, and says nothing."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)
        # Other threads go on until the one that takes the signal has had its turn of the processor.
        os.waitpid(self._process.pid, os.WUNTRACED)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)

    @contextmanager
    def dead(self) -> Iterator[None]:
        """It is killed, and started again at the end."""
        self.kill()
        try:
            yield
        finally:
            self.start()

    def update(self, text: str) -> None:
        """Change the graph of an engine that was started for that (`command="serve"`)."""
        url = f"{self.url.removesuffix('query')}update"
        answer = httpx2.post(url, data={"update": text}, timeout=PATIENCE_SECONDS)
        assert answer.status_code == 204, answer.text


@contextmanager
def oxigraph(graph: Path, folder: Path, *flags: str) -> Iterator[str]:
    """The URL of `oxigraph serve-read-only` over the N-Quads in `graph`, loaded into `folder`."""
    with Oxigraph(graph, folder, *flags, command="serve-read-only") as engine:
        yield engine.url


def _answers(url: str) -> bool:
    try:
        return httpx2.get(url, params={"query": "ASK {}"}).status_code == 200
    except httpx2.TransportError:
        return False


@dataclass(frozen=True, slots=True)
class Heard:
    """A request, as it arrived."""

    head: str
    form: dict[str, list[str]]

    def header(self, name: str) -> str | None:
        for line in self.head.splitlines()[1:]:
            key, _, value = line.partition(":")
            if key.lower() == name:
                return value.strip()
        return None


@dataclass
class Connection:
    """What a script answers on; `over` is set when the test is."""

    socket: socket.socket
    over: threading.Event
    heard: Heard

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def drip(self, data: bytes, seconds: float = 0.05) -> None:
        """Send byte for byte, without end."""
        while not self.over.wait(seconds):
            self.socket.sendall(data)


Script = Callable[[Connection], None]


@dataclass
class Fake:
    """A server that answers every request by its script."""

    url: str
    heard: list[Heard] = field(default_factory=list)
    left: threading.Event = field(default_factory=threading.Event)  # a client hung up on a script


@contextmanager
def fake(script: Script) -> Iterator[Fake]:
    """A TCP server on loopback that reads a request, does what the script says, and hangs up."""
    over = threading.Event()

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.settimeout(PATIENCE_SECONDS)
            heard = _read(self.request)
            if heard is None:
                return
            found.heard.append(heard)
            try:
                script(Connection(self.request, over, heard))
            except OSError:
                found.left.set()

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = False
        block_on_close = True

    with Server(("127.0.0.1", 0), Handler) as server:
        found = Fake(f"http://127.0.0.1:{server.server_address[1]}/sparql")
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield found
        finally:
            over.set()
            server.shutdown()
            thread.join()


def _read(connection: socket.socket) -> Heard | None:
    """A POST with its form; None where the client hangs up."""
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65_536)
        if not piece:
            return None
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    heard = Heard(head.decode("latin-1"), {})
    length = int(heard.header("content-length") or 0)
    while len(body) < length:
        body += connection.recv(65_536)
    return Heard(heard.head, parse_qs(body.decode()))


def response(
    body: bytes,
    kind: str = "application/sparql-results+json",
    status: str = "200 OK",
    headers: str = "",
    length: int | None = None,
) -> bytes:
    """A whole HTTP response; `length` may lie."""
    size = len(body) if length is None else length
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {size}\r\n{headers}"
    return f"{head}Connection: close\r\n\r\n".encode() + body


def rows(count: int) -> bytes:
    """A result of so many rows with one column, `n`."""
    each = b'{"n":{"type":"literal","value":"1"}}'
    return b'{"head":{"vars":["n"]},"results":{"bindings":[%s]}}' % b",".join([each] * count)
