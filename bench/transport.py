"""Attacks below SPARQL: what a client can do with sockets, heads and bodies.

Each is a function from the port to a sentence about how it ended. Nothing is demanded of that but
that the server lives and answers a good query afterwards, and during the slow ones.
"""

import gzip
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from http import HTTPStatus

from bench import processes, wire
from bench.attacks import DIRECT, FORM, PATH
from bench.queries import LARGE, target
from bench.report import Bar, at_most, table
from bench.servers import Server

SLOW_CLIENTS, SLOW_SECONDS, DRIP_SECONDS = 200, 3.0, 0.2
PATIENCE_SECONDS = 20.0
ANSWER_SECONDS = 1.0  # for the good query
_HOST = b"Host: localhost\r\n"
_GET = f"GET {target(PATH, 'ASK {}')} HTTP/1.1\r\n".encode()


def _ended(reply: wire.Reply) -> str:
    what = str(reply.status) if reply.status else f"closed ({reply.fault})"
    return f"{what} in {reply.seconds:.2f} s" + ("" if reply.whole or not reply.status else ", cut")


def _sent(port: int, request: bytes) -> str:
    return _ended(wire.ask(port, request, PATIENCE_SECONDS))


def _dripping(port: int, start: bytes, drop: bytes) -> str:
    """Many clients that send a little now and then; how many the server has put up with."""
    with ExitStack() as clients:
        found = [clients.enter_context(wire.connect(port, 1.0)) for _ in range(SLOW_CLIENTS)]
        for each in found:
            each.sendall(start)
        until = time.monotonic() + SLOW_SECONDS
        slowest = 0.0
        while time.monotonic() < until:
            for each in found:
                with suppress(OSError):
                    each.sendall(drop)
            reply = wire.ask(port, _GET + _HOST + b"\r\n", PATIENCE_SECONDS)
            slowest = max(slowest, reply.seconds if reply.status == HTTPStatus.OK else 99.0)
            time.sleep(DRIP_SECONDS)
    return f"{SLOW_CLIENTS} clients; others waited {slowest:.2f} s at most meanwhile"


def slow_heads(port: int) -> str:
    return _dripping(port, _GET, b"X: y\r\n")


def slow_bodies(port: int) -> str:
    head = f"POST {PATH} HTTP/1.1\r\nContent-Type: {DIRECT}\r\nContent-Length: 90000\r\n".encode()
    return _dripping(port, head + _HOST + b"\r\n", b"#")


def silent_clients(port: int) -> str:
    return _dripping(port, b"", b"")


def large_header(port: int) -> str:
    return _sent(port, _GET + _HOST + b"X: " + b"y" * 1_000_000 + b"\r\n\r\n")


def many_headers(port: int) -> str:
    return _sent(port, _GET + _HOST + b"X: y\r\n" * 100_000 + b"\r\n")


def long_address(port: int) -> str:
    return _sent(
        port, b"GET /sparql?query=" + b"x" * 1_000_000 + b" HTTP/1.1\r\n" + _HOST + b"\r\n"
    )


def compressed_bomb(port: int) -> str:
    body = gzip.compress(b" " * 200_000_000)
    return _sent(port, wire.post(PATH, body, DIRECT, "Content-Encoding: gzip\r\n"))


def many_parameters(port: int) -> str:
    found = "&".join(f"default-graph-uri=urn:{number}" for number in range(10_000))
    return _sent(port, wire.post(PATH, f"query=ASK%20%7B%7D&{found}".encode(), FORM))


def many_parameters_in_the_address(port: int) -> str:
    found = "&".join(f"a{number}=1" for number in range(5_000))
    return _sent(port, wire.get(f"{PATH}?query=ASK%20%7B%7D&{found}"))


def many_parts(port: int) -> str:
    part = '--x\r\nContent-Disposition: form-data; name="query"; filename="f"\r\n\r\nASK {}\r\n'
    body = (part * 10_000 + "--x--\r\n").encode()
    return _sent(port, wire.post(PATH, body, "multipart/form-data; boundary=x"))


def odd_accept(port: int) -> str:
    accept = ",".join(f"a/b{number};q=0.{number % 9}" for number in range(3_000))
    return _sent(port, wire.get(target(PATH, "ASK {}"), accept))


def endless_chunks(port: int) -> str:
    """A body without a length that goes on until the server has had enough."""
    head = f"POST {PATH} HTTP/1.1\r\nContent-Type: {DIRECT}\r\nTransfer-Encoding: chunked\r\n"
    began, sent = time.perf_counter(), 0
    with wire.connect(port, PATIENCE_SECONDS) as client:
        client.sendall(head.encode() + _HOST + b"\r\n")
        with suppress(OSError):
            while sent < 200 * 2**20:
                client.sendall(b"10000\r\n" + b"#" * 0x10000 + b"\r\n")
                sent += 0x10000
        return f"{_ended(wire.read(client, began))} after {sent / 2**20:.1f} MB"


def broken_chunks(port: int) -> str:
    head = f"POST {PATH} HTTP/1.1\r\nContent-Type: {DIRECT}\r\nTransfer-Encoding: chunked\r\n"
    return _sent(port, head.encode() + _HOST + b"\r\nffffffffffffffffff\r\nASK {}\r\n0\r\n\r\n")


def two_lengths(port: int) -> str:
    head = f"POST {PATH} HTTP/1.1\r\nContent-Type: {DIRECT}\r\nContent-Length: 6\r\n"
    more = "Content-Length: 60\r\nTransfer-Encoding: chunked\r\n"
    return _sent(port, (head + more).encode() + _HOST + b"\r\nASK {}")


def short_body(port: int) -> str:
    """A client that promises more than it sends and closes its side."""
    with wire.connect(port, PATIENCE_SECONDS) as client:
        began = time.perf_counter()
        head = f"POST {PATH} HTTP/1.1\r\nContent-Type: {DIRECT}\r\nContent-Length: 60\r\n"
        client.sendall(head.encode() + _HOST + b"\r\nASK {}")
        client.shutdown(socket.SHUT_WR)
        return _ended(wire.read(client, began))


def half_closed(port: int) -> str:
    """A client that closes its side after a whole request and waits for the answer."""
    with wire.connect(port, PATIENCE_SECONDS) as client:
        began = time.perf_counter()
        client.sendall(_GET + _HOST + b"\r\n")
        client.shutdown(socket.SHUT_WR)
        return _ended(wire.read(client, began))


def never_reads(port: int) -> str:
    """Clients that ask for 20 MB and read nothing of it."""
    with ExitStack() as clients:
        for _ in range(16):
            client = clients.enter_context(wire.connect(port, PATIENCE_SECONDS))
            client.sendall(wire.get(target(PATH, LARGE)))
        began, waited = time.monotonic(), []
        while time.monotonic() < began + SLOW_SECONDS:
            reply = wire.ask(port, _GET + _HOST + b"\r\n", PATIENCE_SECONDS)
            waited.append(reply.seconds if reply.status == HTTPStatus.OK else 99.0)
            time.sleep(DRIP_SECONDS)
    lost = sum(each == 99.0 for each in waited)
    return (
        f"16 clients; meanwhile others waited {min(waited):.2f} to {max(waited):.2f} s, {lost} lost"
    )


def reads_slowly(port: int) -> str:
    """A client that takes its 20 MB at 64 KB a second is cut off, or gets them."""
    with wire.connect(port, PATIENCE_SECONDS) as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        client.sendall(wire.get(target(PATH, LARGE)))
        began, got = time.monotonic(), 0
        with suppress(OSError):
            while time.monotonic() < began + 2 * SLOW_SECONDS and (piece := client.recv(6_400)):
                got += len(piece)
                time.sleep(0.1)
    return f"{got / 1e3:,.0f} KB in {time.monotonic() - began:.1f} s"


def pipelined(port: int) -> str:
    """Requests sent before the answers are read: all are answered, in order."""
    with wire.connect(port, 3.0) as client:
        client.sendall((_GET + _HOST + b"\r\n") * 100)
        got = b""
        with suppress(OSError):
            while got.count(b"HTTP/1.1 200") < 100 and (piece := client.recv(65_536)):
                got += piece
    return f"{got.count(b'HTTP/1.1 200')} of 100 answered"


def old_http(port: int) -> str:
    return _sent(port, _GET.replace(b"HTTP/1.1", b"HTTP/1.0") + b"\r\n")


def oldest_http(port: int) -> str:
    return _ended(wire.ask(port, b"GET /sparql\r\n", SLOW_SECONDS))


def absolute_address(port: int) -> str:
    return _sent(port, _GET.replace(b"GET /", b"GET http://localhost/") + _HOST + b"\r\n")


def no_host(port: int) -> str:
    return _sent(port, _GET + b"\r\n")


def odd_method(port: int) -> str:
    return _sent(port, b"BREW /sparql HTTP/1.1\r\n" + _HOST + b"\r\n")


def upgrade(port: int) -> str:
    more = b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    return _sent(port, _GET + _HOST + more + b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")


def encrypted(port: int) -> str:
    return _sent(port, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500))


def noise(port: int) -> str:
    return _sent(port, bytes(range(256)) * 400 + b"\r\n\r\n")


def control_characters(port: int) -> str:
    return _sent(port, _GET + _HOST + b"X: a\x00b\x07\r\nX : y\r\n folded\r\n\r\n")


def many_connections(port: int) -> str:
    """Opened and closed at once, a thousand times."""
    for _ in range(1_000):
        wire.connect(port, PATIENCE_SECONDS).close()
    return "1,000 connections"


Trial = Callable[[int], str]
TRIALS: tuple[Trial, ...] = (
    slow_heads, slow_bodies, silent_clients, large_header, many_headers, long_address,
    compressed_bomb, many_parameters, many_parameters_in_the_address, many_parts, odd_accept,
    endless_chunks, broken_chunks, two_lengths, short_body, half_closed, never_reads, reads_slowly,
    pipelined, old_http, oldest_http, absolute_address, no_host, odd_method, upgrade, encrypted,
    noise, control_characters, many_connections,
)  # fmt: skip


def try_all(server: Server, good: bytes, trials: Sequence[Trial] = TRIALS) -> list[Bar]:
    """Print how each ended; the bar is what came after it."""
    rows, harmed = [], 0
    for trial in trials:
        try:
            ended = trial(server.port)
        except OSError as error:
            ended = f"closed ({type(error).__name__})"
        reply = wire.ask(server.port, good, PATIENCE_SECONDS)
        well = (
            processes.is_alive(server.pid) and reply.status == HTTPStatus.OK and reply.whole
            and reply.seconds <= ANSWER_SECONDS
        )  # fmt: skip
        harmed += not well
        rows.append(
            (trial.__name__.replace("_", " "), ended, _ended(reply), "" if well else "FAIL")
        )
    table(("transport", "ended", "the next good query", ""), rows)
    return [at_most("transport attacks that did harm", harmed, 0, "")]
