"""A table: the solutions of a query, whole, to be narrowed, cut into pages and written.

Rows stay as the engine wrote them in JSON; its own parser and serialiser make the other formats.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import EngineFailed
from kg.store.engine import RESULTS
from kg.store.solutions import BrokenAnswer, Solution, SolutionsReader

Row = Solution
JSON = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; `cut` is after how many rows the engine's answer was cut.

    The answer to an ASK has neither, and is the `boolean`.
    """

    variables: tuple[str, ...]
    rows: tuple[Solution, ...]
    cut: int | None = None
    boolean: bool | None = None

    @classmethod
    def read(cls, data: bytes, cut: int | None = None) -> "Table":
        """Read a SPARQL result in JSON; raise EngineFailed for what is none."""
        reader = SolutionsReader()
        try:
            rows = [*reader.feed(data), *reader.end()]
        except BrokenAnswer as error:
            raise EngineFailed(f"the engine's answer cannot be read: {error}") from None
        return cls(reader.variables or (), tuple(rows), cut, reader.boolean)

    def part(self, start: int, size: int) -> "Table":
        """So many rows, from this one on."""
        return Table(self.variables, self.rows[start : start + size], self.cut)

    def values(self, column: str) -> Iterator[str]:
        """The text of each row in this column, empty where it is unbound."""
        for row in self.rows:
            yield text_of(row, column)

    def write(self, media_type: str) -> bytes:
        """The table in a format of SPARQL results."""
        return written(self.variables, self.rows, RESULTS[media_type])


def text_of(row: Solution, column: str) -> str:
    """The text of a cell, empty where it is unbound."""
    term = row.bindings.get(column)
    return str(term.get("value", "")) if isinstance(term, dict) else ""


def with_text(row: Solution, column: str, text: str) -> Solution:
    """The row with a plain text in one more column."""
    bindings = {**row.bindings, column: {"type": "literal", "value": text}}
    return Solution(json.dumps(bindings, ensure_ascii=False), bindings)


def written(
    variables: Sequence[str], rows: Sequence[Solution], chosen: ox.QueryResultsFormat
) -> bytes:
    """A whole document of these rows; raise BrokenAnswer for what cannot be read."""
    bindings = ",".join(row.source for row in rows)
    text = f'{{"head":{{"vars":{json.dumps(variables)}}},"results":{{"bindings":[{bindings}]}}}}'
    try:
        found = ox.parse_query_results(text.encode(), ox.QueryResultsFormat.JSON)
        return found.serialize(format=chosen) or b""
    except (SyntaxError, ValueError) as error:
        raise BrokenAnswer(f"rows that cannot be read: {error}") from None
