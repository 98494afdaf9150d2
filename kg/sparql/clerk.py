"""A clerk: the child process that writes, one change after another, each whole or not at all.

Run as `python -m kg.sparql.clerk STORE MEGABYTES ISOLATION`, with a socket as standard input.
"""

import json
import sys
from typing import Any, BinaryIO

from kg.sparql import child, failure, frames
from kg.store.editor import Editor, Part
from kg.store.engine import Unevaluated


def serve(editor: Editor, requests: BinaryIO, answers: BinaryIO) -> None:
    """Write until the socket closes."""
    while (frame := frames.read(requests)) is not None:
        kind, payload = frame
        request = json.loads(payload)
        try:
            done = _do(editor, kind, request, requests)
        except failure.FAILURES as error:
            failure.tell(answers, error)
        else:
            frames.write_json(answers, frames.DONE, done)


def _do(
    editor: Editor, kind: bytes, request: dict[str, Any], requests: BinaryIO
) -> dict[str, bool]:
    if kind == frames.SNAPSHOT:
        editor.snapshot(request["path"])
    elif kind == frames.DELETE:
        editor.delete(request["graph"])
    else:
        data = frames.read_payload(requests)
        if data is None:
            raise Unevaluated("the server went away")
        if kind == frames.UPDATE:
            editor.update(data.decode(), request["base"])
        else:
            change = editor.put if request["method"] == "PUT" else editor.post
            return {"new": change(request["graph"], _parts(request["parts"], data))}
    return {}


def _parts(described: list[dict[str, Any]], data: bytes) -> list[Part]:
    parts, start = [], 0
    for each in described:
        end = start + each["length"]
        parts.append(Part(each["media_type"], data[start:end], each["base"]))
        start = end
    return parts


def main() -> None:
    store, megabytes, isolation = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    isolated = child.settle(megabytes, isolation)
    requests, answers = child.line()
    editor = Editor(store)
    frames.write_json(answers, frames.READY, {"isolated": isolated})
    serve(editor, requests, answers)


if __name__ == "__main__":
    main()
