"""What a child process says of a request that failed, and what the server makes of it."""

import errno
import io
import json
import os

import pytest

from kg.errors import DiskFull, KgError, NotEvaluated, NotFound, RefusedQuery, TooLarge
from kg.sparql import failure, frames
from kg.sparql.outlet import TooManyBytes
from kg.store.engine import Malformed, NoGraph, Unevaluated

FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/tmp/spool/1")
ENGINE_FULL = Unevaluated("IO error: No space left on device: While appending to file")


@pytest.mark.parametrize(
    ("error", "meant", "words"),
    [
        (Malformed("error at 1:1"), RefusedQuery, "error at 1:1"),
        (Unevaluated("no such function"), NotEvaluated, "no such function"),
        (OSError(errno.EACCES, "Permission denied"), NotEvaluated, "Permission denied"),
        (NoGraph("https://a/b"), NotFound, "no graph <https://a/b>"),
        (TooManyBytes(), TooLarge, r"KG_MAX_RESULT_BYTES allows \(1,234\)"),
        (FULL, DiskFull, "TMPDIR"),
        (ENGINE_FULL, DiskFull, "KG_STATE"),
        (OSError(errno.EDQUOT, os.strerror(errno.EDQUOT)), DiskFull, "when there is room"),
    ],
)
def test_a_failure_means_the_same_on_both_ends(
    error: Exception, meant: type[KgError], words: str
) -> None:
    assert isinstance(error, failure.FAILURES)
    sent = io.BytesIO()
    failure.tell(sent, error)
    sent.seek(0)
    frame = frames.read(sent)
    assert frame is not None
    assert frame[0] == frames.FAILED
    found = failure.meaning(json.loads(frame[1]), 1234)
    assert type(found) is meant
    with pytest.raises(meant, match=words):
        raise found
