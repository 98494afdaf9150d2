"""Where the side index of a graph lies, and that it is made again where it is lost."""

import shutil
import threading
import weakref
from pathlib import Path

from kg.errors import NoStore
from kg.store import index_writer
from kg.store.claim_index import ClaimIndex
from kg.store.port import Store
from kg.store.scratch import scratch
from kg.vocab import Names

_MAKING = threading.Lock()  # two requests of one server must not make the same index twice


def opened(store: Store, names: Names, version: str, file: Path | None) -> ClaimIndex:
    """The index of the store, at `file` where that can be; else in a folder of our own.

    Such a folder goes with the index.
    """
    with _MAKING:
        if file is not None:
            try:
                return ClaimIndex(file, version)
            except NoStore:
                pass  # lost, damaged or of an older format: the store has everything it had
            try:
                index_writer.write(store, names, file, version)
                return ClaimIndex(file, version)
            except OSError:
                pass  # a folder where nothing can be written, as of an installed package
        folder = scratch()
        try:
            index_writer.write(store, names, folder / "claims.sqlite", version)
            found = ClaimIndex(folder / "claims.sqlite", version)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        weakref.finalize(found, shutil.rmtree, folder, ignore_errors=True)
        return found
