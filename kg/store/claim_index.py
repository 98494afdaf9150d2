"""The side index: claims by entity, document and day, in a file of SQLite beside the store.

Oxigraph has no range index and no top-k, and a hub has more edges than can be ranked for each page.
The store stays the truth: this is made from it, holds nothing to show, and can be made again.
"""

import queue
import sqlite3
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kg.errors import NoStore

FORMAT = 1  # another format is another index, which is made anew
Value = int | str | None
SCHEMA = """
CREATE TABLE about (version TEXT, format INTEGER);
CREATE TABLE name (id INTEGER PRIMARY KEY, text TEXT);
CREATE TABLE entity (id INTEGER PRIMARY KEY, type INTEGER);
CREATE TABLE class (entity INTEGER, class INTEGER, PRIMARY KEY (class, entity)) WITHOUT ROWID;
CREATE TABLE claim (
  id INTEGER PRIMARY KEY, name TEXT, subject INTEGER, property INTEGER, object INTEGER,
  edge INTEGER, document INTEGER, publisher INTEGER, origin INTEGER, said INTEGER,
  kind INTEGER, modality INTEGER, negative INTEGER, statement INTEGER,
  from_earliest INTEGER, from_latest INTEGER, to_earliest INTEGER, to_latest INTEGER,
  seen_earliest INTEGER, seen_latest INTEGER,
  earliest INTEGER, latest INTEGER, issued_earliest INTEGER, issued_latest INTEGER);
CREATE TABLE edge (
  id INTEGER PRIMARY KEY, subject INTEGER, property INTEGER, object INTEGER,
  statement INTEGER, contested INTEGER);
CREATE TABLE half (
  entity INTEGER, place INTEGER, edge INTEGER, other INTEGER, property INTEGER, incoming INTEGER,
  PRIMARY KEY (entity, place)) WITHOUT ROWID;
CREATE TABLE tally (
  entity INTEGER, property INTEGER, incoming INTEGER, kind INTEGER, edges INTEGER,
  PRIMARY KEY (entity, property, incoming, kind)) WITHOUT ROWID;
CREATE TABLE broken (entity TEXT, iri TEXT, missing TEXT, wrong TEXT);
"""
# after everything is in: SQLite sorts once instead of at every row
INDEXES = """
CREATE UNIQUE INDEX name_text ON name (text);
CREATE INDEX claim_edge ON claim (edge, id) WHERE edge IS NOT NULL;
CREATE INDEX claim_subject ON claim (subject);
CREATE INDEX claim_object ON claim (object) WHERE object IS NOT NULL;
CREATE INDEX claim_name ON claim (name);
CREATE INDEX claim_document ON claim (document);
CREATE INDEX claim_said ON claim (said);
CREATE INDEX claim_day ON claim (earliest DESC, id, latest) WHERE earliest IS NOT NULL;
CREATE INDEX claim_issued ON claim (issued_latest DESC, id, issued_earliest);
ANALYZE;
"""
FEW = 2  # edges of one property, direction and type that come before the next ones of another


class ClaimIndex:
    """An index open for reading. Safe to use from several threads."""

    def __init__(self, path: Path, version: str) -> None:
        """Open the index of that version at `path`; raise NoStore for any other file."""
        self.path, self.version = path, version
        self._address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._idle: queue.SimpleQueue[sqlite3.Connection] = queue.SimpleQueue()
        weakref.finalize(self, _close, self._idle)
        try:
            found = self.select("SELECT version, format FROM about")
        except sqlite3.DatabaseError as error:
            raise NoStore(f"no index can be opened at {path}: {error}.") from None
        if found != [(version, FORMAT)]:
            raise NoStore(f"{path} is the index of something else.")

    def select(
        self, query: str, values: Mapping[str, Value] | Sequence[Value] = ()
    ) -> list[tuple[Any, ...]]:
        """The rows of a query of ours."""
        with self._connection() as connection:
            return connection.execute(query, values).fetchall()

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """A connection that no other thread uses meanwhile."""
        try:
            connection = self._idle.get_nowait()
        except queue.Empty:
            connection = sqlite3.connect(self._address, uri=True, check_same_thread=False)
            connection.execute("PRAGMA mmap_size = 1073741824")
            connection.execute("PRAGMA temp_store = MEMORY")
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        self._idle.put(connection)


class PassingIndex:
    """An index in memory, for the thread that made it, while it is asked."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def select(
        self, query: str, values: Mapping[str, Value] | Sequence[Value] = ()
    ) -> list[tuple[Any, ...]]:
        """The rows of a query of ours."""
        return self._connection.execute(query, values).fetchall()


Index = ClaimIndex | PassingIndex


def _close(idle: "queue.SimpleQueue[sqlite3.Connection]") -> None:
    while not idle.empty():
        idle.get().close()
