"""Assets: scripts and styles of the page, each read and compressed once and not for every request.

The page is some eighty small files: whoever opens it first asks for all of them.
"""

import gzip
import os
from dataclasses import dataclass
from pathlib import Path

from fastapi.staticfiles import StaticFiles
from starlette.datastructures import MutableHeaders
from starlette.responses import FileResponse, Response
from starlette.types import Scope

from api.compression import MINIMUM, is_compressible, takes_gzip
from api.headers import header_of

_BEST = 9  # the level of what is compressed once


@dataclass(frozen=True, slots=True)
class _Kept:
    """The content of a file as it was at `stamp`; `packed` is None where that does not pay."""

    stamp: tuple[int, int]
    content: bytes
    packed: bytes | None


class Assets(StaticFiles):
    """The files of a folder. One that is changed is read anew; parts of one come from the disk."""

    def __init__(self, directory: Path, *, check_dir: bool = True) -> None:
        super().__init__(directory=directory, check_dir=check_dir)
        self._kept: dict[str, _Kept] = {}

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """The file, or that it is the one the client has."""
        found = super().file_response(full_path, stat_result, scope, status_code)
        if not isinstance(found, FileResponse) or header_of(scope, b"range"):
            return found
        kept = self._of(str(full_path), stat_result, found.headers["content-type"])
        headers = MutableHeaders(raw=[*found.headers.raw])
        body = kept.content
        if kept.packed is not None and takes_gzip(header_of(scope, b"accept-encoding")):
            body = kept.packed
            headers["content-encoding"] = "gzip"
            headers["etag"] = f"W/{headers['etag']}"  # as api.compression has it
            headers.add_vary_header("Accept-Encoding")
        headers["content-length"] = str(len(body))
        answer = Response(body, status_code)
        answer.raw_headers = headers.raw
        return answer

    def _of(self, path: str, now: os.stat_result, content_type: str) -> _Kept:
        stamp = now.st_mtime_ns, now.st_size
        kept = self._kept.get(path)
        if kept is None or kept.stamp != stamp:
            content = Path(path).read_bytes()
            pays = len(content) >= MINIMUM and is_compressible(content_type.encode("latin-1"))
            packed = gzip.compress(content, _BEST, mtime=0) if pays else None
            kept = self._kept[path] = _Kept(stamp, content, packed)
        return kept
