"""A worker: a child process that parses, plans and answers one query after another.

It may be killed at any time, or die of a query that overflows the stack; the server may not.
Run as `python -m kg.sparql.worker STORE MEGABYTES ISOLATION`, with a socket as standard input;
STORE may be empty.
"""

import json
import sys
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Any, BinaryIO

from kg.sparql import child, failure, frames
from kg.sparql.outlet import EnoughRows, Outlet
from kg.sparql.rows import RowLimit
from kg.store.engine import Answer, Download, Engine

# A graph in one of these takes a comment behind its last triple.
_COMMENTED = {"text/turtle", "application/n-triples", "application/n-quads", "application/trig"}


@dataclass(slots=True)
class _Reader:
    """The store of the last request, which is mostly that of the next one too."""

    path: str = ""
    engine: Engine | None = None

    def at(self, path: str) -> Engine:
        if self.engine is None or path != self.path:
            self.engine, self.path = Engine(path), path
        return self.engine


def serve(reader: _Reader, requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer until the socket closes."""
    while (frame := frames.read(requests)) is not None:
        kind, payload = frame
        request = json.loads(payload)
        try:
            engine = reader.at(request.pop("store"))
            if kind == frames.QUERY:
                _query(engine, answers, request)
            else:
                _download(engine, answers, request)
        except failure.FAILURES as error:
            failure.tell(answers, error)


def _query(engine: Engine, answers: BinaryIO, request: dict[str, Any]) -> None:
    most, setting = request.pop("rows"), request.pop("setting")
    size, spool = request.pop("bytes"), request.pop("spool")
    wanted = Answer(**request)
    limit = RowLimit.of(wanted.media_type, most, setting)
    more: list[bool] = []
    with closing(Outlet(answers, spool, size, limit, lambda: _streams(wanted))) as outlet:
        with suppress(EnoughRows):
            engine.answer(wanted, outlet, most, lambda: more.append(True))
        mark = b""
        if more and wanted.media_type in _COMMENTED:
            mark = f"# cut after {most} triples ({setting})\n".encode()
        outlet.finish(most if more else 0, mark)


def _streams(wanted: Answer) -> bool:
    """Whether its long answer is sent from its first row on."""
    if wanted.bounded is not None:
        return wanted.bounded
    # here, because a worker has to start quickly, and few answers are long
    from kg.sparql.linkage import is_bounded

    return is_bounded(wanted.query[wanted.body :])


def _download(engine: Engine, answers: BinaryIO, request: dict[str, Any]) -> None:
    size, spool = request.pop("bytes"), request.pop("spool")
    wanted = Download(**request)
    with closing(Outlet(answers, spool, size, None, lambda: False)) as outlet:
        engine.download(wanted, outlet)
        outlet.finish(0)


def main() -> None:
    store, megabytes, isolation = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    isolated = child.settle(megabytes, isolation)
    requests, answers = child.line()
    reader = _Reader()
    if store:
        reader.at(store)
    frames.write_json(answers, frames.READY, {"isolated": isolated})
    serve(reader, requests, answers)


if __name__ == "__main__":
    main()
