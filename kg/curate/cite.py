"""Cite: find words in the documents and write the YAML that quotes them."""

import json
from collections.abc import Iterator
from pathlib import Path

from kg.curate.catalogue import read_catalogue
from kg.curate.quotes import Levelled
from kg.errors import InvalidData
from kg.model.document import Document
from kg.model.problem import Problems
from kg.model.sentence import Span


def find(root: Path, words: str) -> tuple[str, ...]:
    """Ready YAML for each place at which the words stand; raise InvalidData."""
    problems = Problems()
    documents = read_catalogue(root, problems)
    if len(problems):
        raise InvalidData(tuple(problems))
    return tuple(each for document in documents.values() for each in _in(document, words))


def _in(document: Document, words: str) -> Iterator[str]:
    places = Levelled.of(document.text).find(words)
    for span in places:
        exact = document.text[span.start : span.end]
        quoted = json.dumps(exact, ensure_ascii=False)
        if document.text.count(exact) > 1:
            quoted = f"{{text: {quoted}, start: {span.start}}}"
        noise = document.noise_at(span)
        lines = [
            f"# {document.slug}, {span.start}–{span.end}" + _warnings(document, span),
            f"quote: {quoted}",
        ]
        if noise:
            lines.insert(1, f"# noise ({noise.reason}): it yields no claim")
        yield "\n".join(lines)


def _warnings(document: Document, span: Span) -> str:
    touched = len(document.sentences_of(span))
    return f", {touched} sentences" if touched > 1 else ""
