"""Solutions as they come over the wire: SPARQL results in JSON, read piece by piece.

Source: SPARQL 1.1 Query Results JSON Format. Nothing here waits for the whole answer, and an
answer that ends early, or goes on with something else, is told from a whole one.
"""

import codecs
import json
from collections.abc import Generator
from dataclasses import dataclass

from kg.model.term import Iri, Row, Term, Text
from kg.store.port import nameless
from kg.vocab import RDF_LANG_STRING, XSD_BOOLEAN, XSD_STRING

MOST_CHARACTERS = 32_000_000  # of one row; what is longer is no row
_SPACE = " \t\r\n"
_BOOLEANS = {"1": "true", "0": "false"}
_DECODE = json.JSONDecoder()


class BrokenAnswer(Exception):
    """What the engine sent is not what it promised; the text says how."""


@dataclass(frozen=True, slots=True)
class Solution:
    """One row: as its JSON was written, and as variables with their terms."""

    source: str
    bindings: dict[str, object]


class SolutionsReader:
    """Takes bytes, gives rows.

    `variables` are known before the first row; `has_results` as soon as rows may come, and
    `boolean` at the end where the answer is one.
    """

    def __init__(self) -> None:
        self.variables: tuple[str, ...] | None = None
        self.boolean: bool | None = None
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._text = ""
        self._at = 0
        self._source = ""
        self._rows: list[Solution] = []
        self.has_results = False
        self._document = self._read()
        self._done = False
        self._last = False

    def feed(self, data: bytes) -> list[Solution]:
        """The rows that became whole with these bytes; raise BrokenAnswer."""
        try:
            self._text = self._text[self._at :] + self._decoder.decode(data)
        except UnicodeDecodeError:
            raise BrokenAnswer("bytes that are not UTF-8") from None
        self._at = 0
        return self._go_on()

    def end(self) -> list[Solution]:
        """The last rows, there being no more bytes; raise BrokenAnswer if some are missing."""
        self._last = True
        rows = self._go_on()
        if not self._done:
            tail = self._text[max(self._at, len(self._text) - 100) :]
            raise BrokenAnswer(f"an end in the middle: '…{_excerpt(tail)}'")
        return rows

    def _go_on(self) -> list[Solution]:
        if not self._done:
            self._done = next(self._document, self) is self
        if self._done and (rest := self._text[self._at :].strip(_SPACE)):
            raise BrokenAnswer(f"more after its end: '{_excerpt(rest)}'")
        rows, self._rows = self._rows, []
        return rows

    def _read(self) -> Generator[None, None, None]:
        """The document, as a generator that waits wherever the text ends."""
        yield from self._expect("{")
        if (yield from self._peek()) != "}":
            yield from self._member()
            while (yield from self._next()) == ",":
                yield from self._member()
            self._at -= 1
        yield from self._expect("}")
        if self.boolean is None and not (self.has_results and self.variables is not None):
            raise BrokenAnswer("JSON that is no SPARQL result")

    def _member(self) -> Generator[None, None, None]:
        name = yield from self._value()
        yield from self._expect(":")
        if name == "results":
            yield from self._results()
            return
        value = yield from self._value()
        if name == "head":
            self.variables = _variables(value)
        elif name == "boolean":
            if not isinstance(value, bool):
                raise BrokenAnswer("a boolean that is none")
            self.boolean = value

    def _results(self) -> Generator[None, None, None]:
        if self.variables is None:
            raise BrokenAnswer("rows before the head that names their columns")
        yield from self._expect("{")
        while True:
            name = yield from self._value()
            yield from self._expect(":")
            if name == "bindings":
                self.has_results = True
                yield from self._bindings()
            else:
                yield from self._value()
            if (yield from self._next()) != ",":
                break
        self._at -= 1
        yield from self._expect("}")

    def _bindings(self) -> Generator[None, None, None]:
        yield from self._expect("[")
        if (yield from self._peek()) != "]":
            yield from self._row()
            while (yield from self._next()) == ",":
                yield from self._row()
            self._at -= 1
        yield from self._expect("]")

    def _row(self) -> Generator[None, None, None]:
        value = yield from self._value()
        if not isinstance(value, dict):
            raise BrokenAnswer("a row that is no object")
        self._rows.append(Solution(self._source, value))

    def _peek(self) -> Generator[None, None, str]:
        """The next character that is not space."""
        while True:
            text, at, size = self._text, self._at, len(self._text)
            while at < size and text[at] in _SPACE:
                at += 1
            self._at = at
            if at < size:
                return text[at]
            yield

    def _next(self) -> Generator[None, None, str]:
        character = yield from self._peek()
        self._at += 1
        return character

    def _expect(self, wanted: str) -> Generator[None, None, None]:
        if (yield from self._peek()) != wanted:
            found = _excerpt(self._text[self._at :])
            raise BrokenAnswer(f"'{found}' where '{wanted}' of a SPARQL result was due")
        self._at += 1

    def _value(self) -> Generator[None, None, object]:
        """The next value, as soon as it is whole; `_source` is how it was written."""
        if (yield from self._peek()) not in '{["-0123456789tfn':
            raise BrokenAnswer(f"'{_excerpt(self._text[self._at :])}' where JSON was due")
        tried = 0
        while True:
            left = len(self._text) - self._at
            if left > MOST_CHARACTERS:
                raise BrokenAnswer(f"a row of more than {MOST_CHARACTERS:,} characters")
            if self._last or left >= 2 * tried:  # not after every piece of something long
                try:
                    value, end = _DECODE.raw_decode(self._text, self._at)
                except RecursionError:
                    raise BrokenAnswer("JSON nested too deep") from None
                except json.JSONDecodeError:
                    tried = left
                else:
                    if end < len(self._text) or isinstance(value, (str, dict, list)):
                        self._source = self._text[self._at : end]
                        self._at = end
                        return value
            yield


def _variables(head: object) -> tuple[str, ...]:
    names = head.get("vars", []) if isinstance(head, dict) else None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise BrokenAnswer("a head without variables")
    return tuple(names)


def row(solution: Solution) -> Row:
    """The terms of a solution; raise BrokenGraph for what ours never has, or BrokenAnswer."""
    return {name: _term(value) for name, value in solution.bindings.items()}


def _term(value: object) -> Term:
    if isinstance(value, dict) and isinstance(text := value.get("value"), str):
        kind = value.get("type")
        if kind == "uri":
            return Iri(text)
        if kind in ("literal", "typed-literal"):
            lang, datatype = value.get("xml:lang"), value.get("datatype") or XSD_STRING
            if lang:
                return Text(text, str(lang).lower(), RDF_LANG_STRING)
            if datatype == XSD_BOOLEAN:  # Virtuoso writes 1
                text = _BOOLEANS.get(text, text)
            return Text(text, None, str(datatype))
    if isinstance(value, dict) and value.get("type") in ("bnode", "triple"):
        raise nameless(_excerpt(str(value.get("value"))))
    raise BrokenAnswer(f"a term that the graph cannot have: '{_excerpt(str(value))}'")


def _excerpt(text: str) -> str:
    """The beginning of a text, on one line."""
    return " ".join(text[:200].split())
