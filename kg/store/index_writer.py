"""Writes the side index: into a file, or into memory for the length of one answer."""

import os
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from kg.model.claim import Kind, Modality
from kg.model.period import Period
from kg.store.claim_index import FEW, FORMAT, INDEXES, SCHEMA, PassingIndex, Value
from kg.store.index_parts import PartReader, Parts
from kg.store.index_rows import BrokenClaim, IndexedClaim, IndexRows
from kg.store.port import Store
from kg.vocab import Names

FIRST, LAST = 0, 9_999_999  # days before and after all others: an end that is open
KINDS = {kind: number for number, kind in enumerate(Kind)}
MODALITIES = {modality: number for number, modality in enumerate(Modality)}

_EDGES = """
INSERT INTO edge SELECT edge, subject, property, object, MIN(statement),
  MAX(negative) AND NOT MIN(negative) FROM claim WHERE edge IS NOT NULL GROUP BY edge;
CREATE TEMP TABLE weighed AS SELECT edge, subject, property, object, MIN(statement) AS statement,
  COUNT(DISTINCT CASE WHEN negative THEN NULL ELSE origin END) AS sources,
  COUNT(DISTINCT document) AS documents, COUNT(*) AS claims, MIN(kind) AS kind,
  MAX(issued_latest) AS seen FROM claim WHERE edge IS NOT NULL GROUP BY edge;
CREATE TEMP TABLE both AS
  SELECT subject AS entity, object AS other, 0 AS incoming, * FROM weighed
  UNION ALL
  SELECT object, subject, 1, * FROM weighed WHERE subject <> object;
CREATE TEMP TABLE rounds AS SELECT both.*, (ROW_NUMBER() OVER (
    PARTITION BY entity, statement, property, incoming, type
    ORDER BY sources DESC, documents DESC, claims DESC, kind, seen DESC, other
  ) - 1) / {few} AS round
  FROM both LEFT JOIN entity ON entity.id = other;
INSERT INTO half SELECT entity, ROW_NUMBER() OVER (
    PARTITION BY entity
    ORDER BY statement, round, sources DESC, documents DESC, claims DESC, kind, seen DESC,
      property, subject, object) - 1, edge, other, property, incoming
  FROM rounds ORDER BY 1, 2;
INSERT INTO tally SELECT entity, property, incoming, -1, COUNT(*) FROM both GROUP BY 1, 2, 3;
INSERT INTO tally SELECT entity, both.property, incoming, claim.kind, COUNT(DISTINCT claim.edge)
  FROM both JOIN claim USING (edge) GROUP BY 1, 2, 3, 4;
"""


def write(store: Store, names: Names, path: Path, version: str) -> None:
    """Make the index of the whole store at `path`, in one step: others see all of it or nothing."""
    made, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    os.close(made)
    staged = Path(name)
    try:
        with closing(sqlite3.connect(staged)) as connection:
            # whatever a crash leaves half-written is never put in place
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            _fill(connection, PartReader(store, names).whole(), names, version)
            connection.executescript(INDEXES)
        staged.chmod(0o644)
        staged.replace(path)
    finally:
        staged.unlink(missing_ok=True)


@contextmanager
def around(store: Store, names: Names, entities: Iterable[str]) -> Iterator[PassingIndex]:
    """The index of the claims at these entities (slugs), read from the store just now."""
    parts = PartReader(store, names).around(set(entities))
    with closing(sqlite3.connect(":memory:")) as connection:
        _fill(connection, parts, names, "")
        connection.executescript(INDEXES)
        yield PassingIndex(connection)


def _fill(connection: sqlite3.Connection, parts: Parts, names: Names, version: str) -> None:
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.executescript(SCHEMA)
    read = list(IndexRows(parts, names).read())
    claims = [each for each in read if isinstance(each, IndexedClaim)]
    numbers = _numbers(claims, parts, names)
    connection.execute("INSERT INTO about VALUES (?, ?)", (version, FORMAT))
    connection.executemany("INSERT INTO name VALUES (?, ?)", ((n, t) for t, n in numbers.items()))
    connection.executemany("INSERT INTO class VALUES (?, ?)", _classes(parts, names, numbers))
    connection.executemany("INSERT INTO entity VALUES (?, ?)", _types(parts, names, numbers))
    keys = {(each.subject, each.property, each.object or "") for each in claims if each.is_edge}
    edges = {key: number for number, key in enumerate(sorted(keys))}
    said: dict[str, int] = {}
    columns = ", ".join("?" * 24)
    connection.executemany(
        f"INSERT INTO claim VALUES ({columns})",
        (
            _row(number, claim, numbers, edges, said.setdefault(claim.said, len(said)))
            for number, claim in enumerate(claims)
        ),
    )
    connection.executescript(_EDGES.format(few=FEW))
    connection.executemany("INSERT INTO broken VALUES (?, ?, ?, ?)", _broken(read))
    connection.commit()


def _numbers(claims: list[IndexedClaim], parts: Parts, names: Names) -> dict[str, int]:
    """A number for each name, in the order of the names: so numbers sort as names do."""
    found: set[str] = set()
    for claim in claims:
        found |= {claim.subject, claim.property, claim.document, claim.origin}
        found |= {name for name in (claim.object, claim.publisher) if name is not None}
    for iri, classes in parts.types.items():
        found |= {names.local(iri), *classes}
    found |= set(parts.first_types.values()) | {names.local(iri) for iri in parts.first_types}
    return {name: number for number, name in enumerate(sorted(found))}


def _classes(parts: Parts, names: Names, numbers: dict[str, int]) -> set[tuple[int, int]]:
    return {
        (numbers[names.local(iri)], numbers[name])
        for iri, classes in parts.types.items() for name in classes
    }  # fmt: skip


def _types(parts: Parts, names: Names, numbers: dict[str, int]) -> Iterator[tuple[int, int]]:
    for iri, name in sorted(parts.first_types.items()):
        if iri.startswith(names.entity("")):
            yield numbers[names.local(iri)], numbers[name]


def _row(
    number: int,
    claim: IndexedClaim,
    numbers: dict[str, int],
    edges: dict[tuple[str, str, str], int],
    said: int,
) -> tuple[Value, ...]:
    validity, issued = claim.validity, claim.issued
    earliest, latest = claim.dates
    undated = earliest is None and latest is None
    return (
        number, claim.id, numbers[claim.subject], numbers[claim.property],
        None if claim.object is None else numbers[claim.object],
        edges[claim.subject, claim.property, claim.object or ""] if claim.is_edge else None,
        numbers[claim.document],
        None if claim.publisher is None else numbers[claim.publisher],
        numbers[claim.origin], said,
        KINDS[claim.kind], MODALITIES[claim.modality], int(claim.negative),
        int(claim.is_statement),
        *_bounds(validity.valid_from), *_bounds(validity.valid_to), *_bounds(validity.as_of),
        None if undated else day(earliest, FIRST), None if undated else day(latest, LAST),
        day(issued.earliest, FIRST), day(issued.latest, LAST),
    )  # fmt: skip


def day(told: date | None, otherwise: int) -> int:
    """A day as a number."""
    return otherwise if told is None else told.toordinal()


def _bounds(period: Period | None) -> tuple[int | None, int | None]:
    """First and last day; an open end is no day, as is the end of no period."""
    ends = (period.earliest, period.latest) if period else (None, None)
    return tuple(None if end is None else end.toordinal() for end in ends)  # type: ignore[return-value]


def _broken(read: Iterable[IndexedClaim | BrokenClaim]) -> Iterator[tuple[str, ...]]:
    found = defaultdict[str, list[BrokenClaim]](list)
    for each in read:
        if isinstance(each, BrokenClaim):
            for end in dict.fromkeys(each.ends or ("",)):
                found[end].append(each)
    for end, broken in found.items():
        for each in broken:
            yield end, each.iri, each.missing or "", each.wrong or ""
