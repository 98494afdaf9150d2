"""A well-behaved client in a process of its own: one keep-alive connection, one request at a time.

`python -m bench.witness` asks until its input ends and prints what it saw as JSON.
"""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import cycle

from bench import wire
from bench.load import quantile

PATIENCE_SECONDS = 20.0


@dataclass
class Testimony:
    """Milliseconds of every good answer, in order of size, and what every other one was."""

    latencies: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def p(self, share: float) -> float:
        return quantile(self.latencies, share)


@contextmanager
def witness(port: int, targets: Sequence[str], pause: float = 0.0) -> Iterator[Testimony]:
    """Ask the targets in turn meanwhile; the testimony is complete when the block is left."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.witness"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    found = Testimony()
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(json.dumps({"port": port, "targets": list(targets), "pause": pause}))
        process.stdin.write("\n")
        process.stdin.flush()
        process.stdout.readline()  # its first request is on the way
        yield found
    finally:
        said, _ = process.communicate()
    given = json.loads(said)
    found.latencies += given["latencies"]
    found.lost += given["lost"]


def watch(port: int, targets: Sequence[str], pause: float, stop: threading.Event) -> Testimony:
    """Ask until told to stop, in this process."""
    found = Testimony()
    requests = cycle([wire.get(target) for target in targets])
    connection = None
    while not stop.is_set():
        began = time.perf_counter()
        try:
            if connection is None:
                connection = wire.connect(port, PATIENCE_SECONDS)
            connection.sendall(next(requests))
            reply = wire.read(connection, began, PATIENCE_SECONDS)
        except OSError as error:
            reply = wire.Reply(0, False, 0.0, 0.0, fault=type(error).__name__)
        if reply.status == 200 and reply.whole:
            found.latencies.append(reply.seconds * 1e3)
        else:
            found.lost.append(f"{reply.status} {reply.fault}".strip())
        if connection is not None and (
            not reply.whole or reply.headers.get("connection", "").lower() == "close"
        ):
            connection.close()
            connection = None
        time.sleep(pause)
    found.latencies.sort()
    return found


def main() -> None:
    """Port, targets and pause in a first line; it ends with the input."""
    plan, stop = json.loads(sys.stdin.readline()), threading.Event()

    def wait() -> None:
        sys.stdin.read()
        stop.set()

    threading.Thread(target=wait, daemon=True).start()
    sys.stdout.write("asking\n")
    sys.stdout.flush()
    json.dump(asdict(watch(plan["port"], plan["targets"], plan["pause"], stop)), sys.stdout)


if __name__ == "__main__":
    main()
