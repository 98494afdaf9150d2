"""A process that works on one analysis, tells how far it is, and ends.

networkx keeps the interpreter to itself for as long as it computes: in the server nobody else would
be answered meanwhile, and nobody could stop it.
Run as `python -m kg.answers.analysis_worker MEGABYTES ISOLATION`, with a socket as standard input.
"""

import json
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from kg.answers.analysis import Progress, analyse
from kg.answers.analysis_links import Selection
from kg.answers.analysis_measures import Measure
from kg.errors import KgError, TooLarge
from kg.sparql import child, frames
from kg.store.claim_index import ClaimIndex

_REPORT_SECONDS = 0.1  # between two reports


def _reporter(answers: BinaryIO) -> Progress:
    told = 0.0

    def report(done: int, total: int | None) -> None:
        nonlocal told
        if (now := time.monotonic()) - told >= _REPORT_SECONDS:
            told = now
            frames.write_json(answers, frames.PROGRESS, [done, total])

    return report


def _answered(request: dict[str, Any], answers: BinaryIO) -> bytes:
    index = ClaimIndex(Path(request["index"]), request["version"])
    selection, measure = Selection(**request["selection"]), Measure(request["measure"])
    found = analyse(index, selection, measure, request["sources"], _reporter(answers))
    return json.dumps(asdict(found)).encode()


def main() -> None:
    isolated = child.settle(int(sys.argv[1]), sys.argv[2])
    requests, answers = child.line()
    frames.write_json(answers, frames.READY, {"isolated": isolated})
    frame = frames.read(requests)
    if frame is None:
        return
    try:
        frames.write(answers, frames.DONE, _answered(json.loads(frame[1]), answers))
    except MemoryError:
        frames.write_json(answers, frames.FAILED, {"kind": TooLarge.__name__, "detail": ""})
    except KgError as error:
        kind = type(error).__name__
        frames.write_json(answers, frames.FAILED, {"kind": kind, "detail": error.detail})


if __name__ == "__main__":
    main()
