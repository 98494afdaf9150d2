"""A worker: a child process that parses, plans and answers one query after another.

It may be killed at any time, or die of a query that overflows the stack; the server may not.
Run as `python -m kg.sparql.worker STORE MEGABYTES ISOLATION`.
"""

import json
import os
import resource
import sys
import threading
import time
from typing import BinaryIO

from kg.sparql import frames
from kg.sparql.network import leave
from kg.store.engine import Answer, Engine, Refused


class _Chunks:
    """A sink that sends what is written to it in frames."""

    def __init__(self, pipe: BinaryIO) -> None:
        self.pipe = pipe
        self.pending = bytearray()

    def write(self, data: bytes, /) -> int:
        self.pending += data
        if len(self.pending) >= frames.CHUNK:
            self.send()
        return len(data)

    def flush(self) -> None:
        """Nothing to do: frames are sent when they are full, and at the end."""

    def send(self) -> None:
        if self.pending:
            frames.write(self.pipe, frames.DATA, bytes(self.pending))
            self.pending.clear()


def serve(engine: Engine, requests: BinaryIO, answers: BinaryIO, *, isolated: bool) -> None:
    """Say that it is ready, and whether it is cut off; then answer until the pipe closes."""
    frames.write_json(answers, frames.READY, {"isolated": isolated})
    while (frame := frames.read(requests)) is not None:
        chunks = _Chunks(answers)
        try:
            engine.answer(Answer(**json.loads(frame[1])), chunks)
            chunks.send()
            frames.write(answers, frames.END)
        except Refused as refused:
            frames.write_json(answers, frames.FAILED, {"detail": str(refused)})


def _end_with(parent: int) -> None:
    """End as soon as the server is gone, however it went: nobody waits for the answer."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def main() -> None:
    store, megabytes, isolation = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    isolated = isolation != "off" and leave()  # first of all, before any thread
    if isolation == "required" and not isolated:
        sys.exit("this kernel lets no worker leave the network (KG_ISOLATION=required)")
    threading.Thread(target=_end_with, args=[os.getppid()], daemon=True).start()
    limit = megabytes << 20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    serve(Engine(store), sys.stdin.buffer, sys.stdout.buffer, isolated=isolated)


if __name__ == "__main__":
    main()
