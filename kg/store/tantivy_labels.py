"""The label index on tantivy: in a folder that many may read, or in memory."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable
from functools import lru_cache, partial
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from kg.store.label_rows import Rows, pack
from kg.store.labels import ANY, Asked, Choice, LabelEntry, LabelRow

ROWS, MANIFEST = "rows.bin", "manifest.json"
LAYOUT = "1"  # of the files; another layout is built anew
_HEAP_BYTES = 15_000_000  # the least that tantivy takes
_BYTES_PER_TERM = 24  # what a term takes in the heap, so that one segment holds them all
_LEAST_TERMS = 8
_REMEMBERED = 100_000  # terms whose frequency is remembered
_SURE = 1_000.0  # outweighs every sum of shared terms


class Damaged(Exception):
    """The files are not as they were written, are of another layout, or are not there."""


class TantivyLabels:
    """Rows in the order in which they were given, and tantivy's lists of the terms they have."""

    def __init__(self, index: tantivy.Index, rows: Rows) -> None:
        index.config_reader(reload_policy="manual")
        index.reload()
        self._schema = index.schema
        self._searcher = index.searcher()
        self._rows = rows
        self._frequency = lru_cache(_REMEMBERED)(partial(self._searcher.doc_freq, "terms"))

    def __len__(self) -> int:
        return len(self._rows)

    def near(self, asked: Asked, choice: Choice = ANY) -> list[LabelRow]:
        """The rows that share terms, those that share most and rarest first."""
        wanted = [(Occur.Should, self._term("terms", term)) for term in self._rarest(asked)]
        wanted += [
            (Occur.Should, Query.boost_query(self._term("terms", term), _SURE))
            for term in asked.sure
        ]
        if not wanted:
            return []
        query = self._chosen(Query.boolean_query(wanted), choice)
        found = self._searcher.search(query, asked.limit, count=False).hits
        numbers = self._searcher.fast_field_values("number", [place for _, place in found])
        return [self._rows[int(number)] for number in numbers if number is not None]

    def _rarest(self, asked: Asked) -> list[str]:
        """The terms worth following; one that stands nowhere is a wrong letter."""
        known = sorted((rows, term) for term in asked.terms if (rows := self._frequency(term)))
        kept: list[str] = []
        effort = asked.effort
        for rows, term in known:
            effort -= rows
            if effort < 0 and len(kept) >= _LEAST_TERMS:
                break
            kept.append(term)
        return kept

    def _chosen(self, query: Query, choice: Choice) -> Query:
        must = [Query.term_set_query(self._schema, "marks", sorted(any_)) for any_ in choice.marks]
        if choice.entities is not None:
            entities = sorted(choice.entities)
            must.append(Query.term_set_query(self._schema, "entity", entities))
        if not must:
            return query
        unscored = [(Occur.Must, Query.const_score_query(each, 0.0)) for each in must]
        return Query.boolean_query([(Occur.Must, query), *unscored])

    def _term(self, field: str, value: str) -> Query:
        return Query.term_query(self._schema, field, value, index_option="freq")


def build(entries: Iterable[LabelEntry], tag: str, folder: Path | None = None) -> TantivyLabels:
    """Index the entries in memory, or in `folder`, which is put in its place in one step.

    `tag` says of what they are the labels; `opened` asks for it. Raise OSError or Damaged where the
    folder cannot be written and nobody else has put the same there.
    """
    kept = list(entries)
    block = pack(entry.row for entry in kept)
    if folder is None:
        return TantivyLabels(_filled(tantivy.Index(_schema()), kept), Rows(block))
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        staging.chmod(0o755)
        _filled(tantivy.Index(_schema(), path=str(staging)), kept)
        (staging / ROWS).write_bytes(block)
        files = {path.name: _digest(path) for path in _files(staging)}
        manifest = {"layout": LAYOUT, "tag": tag, "files": files}
        (staging / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        staging.rename(folder)  # fails where another process has put the same there meanwhile
    except (OSError, ValueError):  # what tantivy cannot write is a ValueError
        shutil.rmtree(staging, ignore_errors=True)
    return opened(folder, tag)


def opened(folder: Path, tag: str) -> TantivyLabels:
    """The index in `folder`; raise Damaged, also for one of another `tag`."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if (manifest["layout"], manifest["tag"]) != (LAYOUT, tag):
            raise Damaged(f"{folder} is of another graph or version")
        for name, digest in manifest["files"].items():
            if _digest(folder / name) != digest:
                raise Damaged(f"{folder / name} is not as it was written")
        return TantivyLabels(tantivy.Index.open(str(folder)), Rows.open(folder / ROWS))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Damaged(f"{folder}: {error}") from None


def _schema() -> tantivy.Schema:
    """Terms are ready-made: each is a value of its own."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("terms", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("marks", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("entity", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("number", fast=True)
    return builder.build()


def _filled(index: tantivy.Index, entries: list[LabelEntry]) -> tantivy.Index:
    terms = sum(len(entry.terms) for entry in entries)
    writer = index.writer(_HEAP_BYTES + _BYTES_PER_TERM * terms, 1)
    for number, entry in enumerate(entries):
        document = tantivy.Document()
        document.add_text("terms", " ".join(entry.terms))
        document.add_text("entity", entry.row.entity)
        for mark in entry.marks:
            document.add_text("marks", mark)
        document.add_unsigned("number", number)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    return index


def _files(folder: Path) -> Iterable[Path]:
    """What an index consists of, without its locks."""
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
