"""The spool: whole answers in files, on their way to whoever asked.

An answer that is not streamed is written to a file by its worker, which is then free: how fast the
client reads is no matter of the worker any more. All files together have a limit, and each has to
be read at a reasonable pace.
"""

import itertools
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from kg.errors import Busy, TooLong
from kg.sparql.frames import CHUNK

PACE = 1_000_000  # bytes a second that a reader has to take, on top of the seconds of a query


class Spool:
    """Files below a folder of our own, `most` bytes of them at a time."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._numbers = itertools.count()
        self.size = 0

    @cached_property
    def _folder(self) -> str:
        return tempfile.mkdtemp(prefix="gba-kg-spool-")

    def path(self) -> str:
        """Where the next answer may go; few do, so that this is text alone."""
        return f"{self._folder}/{next(self._numbers)}"

    def take(self, path: str, length: int, seconds: float) -> "Spooled":
        """The answer that a worker has written there; raise Busy where there are too many."""
        with suppress(FileNotFoundError):
            file = Path(path).open("rb")  # noqa: SIM115
            Path(path).unlink()  # it stays until it is closed
            if os.fstat(file.fileno()).st_size != length:
                file.close()
                raise Busy("the folder for temporary files is full; try again in a moment.")
            if self.size + length > self._most:
                file.close()
                raise Busy(
                    f"answers of {self.size:,} bytes are on their way, and KG_MAX_SPOOL_BYTES "
                    f"allows {self._most:,}; try again in a moment, or ask for less (LIMIT)."
                )
            self.size += length
            return Spooled(self, file, length, seconds + length / PACE)
        raise Busy("the answer was lost with the folder for temporary files; ask again.")

    @staticmethod
    def forget(path: str) -> None:
        """The answer is not wanted any more, if it was ever begun."""
        Path(path).unlink(missing_ok=True)

    def close(self) -> None:
        """Remove the folder and what is left in it."""
        shutil.rmtree(self._folder, ignore_errors=True)


class Spooled:
    """A whole answer; iterate once, and close it."""

    def __init__(self, spool: Spool, file: BinaryIO, length: int, seconds: float) -> None:
        self._spool = spool
        self._file = file
        self._length = length
        self._seconds = seconds
        self._until = time.monotonic() + seconds

    def __iter__(self) -> Iterator[bytes]:
        while piece := self._file.read(CHUNK):
            if time.monotonic() > self._until:
                raise TooLong(
                    f"the answer was not read within {self._seconds:.0f} s (KG_QUERY_SECONDS, and "
                    f"a second for each {PACE:,} bytes)."
                )
            yield piece

    def close(self) -> None:
        """The file goes, and makes room for others."""
        if not self._file.closed:
            self._file.close()
            self._spool.size -= self._length
