"""Results in JSON, however they are cut into pieces: whole ones are read, others are told apart."""

import json
import string
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BrokenGraph
from kg.model.term import Iri, Text
from kg.store.solutions import BrokenAnswer, Solution, SolutionsReader, row
from kg.store.transcoding import SolutionsTranscoder, TriplesTranscoder
from kg.vocab import RDF_LANG_STRING, XSD_BOOLEAN, XSD_INTEGER

NAMES = ("s", "p", "o")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
TERMS = st.one_of(
    st.builds(lambda text: {"type": "uri", "value": f"http://x/{text}"},
              st.text(string.ascii_letters, max_size=9)),
    st.builds(lambda text: {"type": "literal", "value": text}, TEXTS),
    st.builds(lambda text: {"type": "literal", "value": text, "xml:lang": "en"}, TEXTS),
)  # fmt: skip
ROWS = st.lists(st.dictionaries(st.sampled_from(NAMES), TERMS), max_size=8)
BEFORE_OR_AFTER = st.sampled_from(["", '"link":[1,true,null],', '"x":{"y":[]},'])


def document(
    rows: list[dict[str, dict[str, str]]], extra: str = "", indent: int | None = None
) -> bytes:
    text = json.dumps({"head": {"vars": NAMES}, "results": {"bindings": rows}}, indent=indent)
    return text.replace('"results": {', '"results": {' + extra).encode()


def pieces(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


def read(data: bytes, size: int) -> list[Solution]:
    reader, found = SolutionsReader(), list[Solution]()
    for piece in pieces(data, size):
        found += reader.feed(piece)
    return found + reader.end()


@given(ROWS, BEFORE_OR_AFTER, st.sampled_from([None, 1]), st.integers(1, 50))
def test_rows_are_the_same_in_whatever_pieces_they_come(
    rows: list[dict[str, dict[str, str]]], extra: str, indent: int | None, size: int
) -> None:
    found = read(document(rows, extra, indent), size)
    assert [each.bindings for each in found] == rows
    assert [json.loads(each.source) for each in found] == rows


@given(ROWS, st.data(), st.integers(1, 50))
def test_a_beginning_is_never_taken_for_the_whole(
    rows: list[dict[str, dict[str, str]]], data: st.DataObject, size: int
) -> None:
    whole = document(rows)
    end = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(BrokenAnswer):
        read(whole[:end], size)


@given(ROWS, st.data(), st.sampled_from([b"cancelled", b"Error: no", b"HTTP/1.1 500", b"<html>"]))
def test_an_error_glued_to_any_part_is_told(
    rows: list[dict[str, dict[str, str]]], data: st.DataObject, error: bytes
) -> None:
    whole = document(rows)
    end = data.draw(st.integers(0, len(whole)))
    with pytest.raises(BrokenAnswer):
        read(whole[:end] + error, 16)


@given(st.binary(max_size=60), st.integers(1, 9))
def test_anything_is_read_or_told_and_nothing_else_is_raised(data: bytes, size: int) -> None:
    with suppress(BrokenAnswer):
        read(data, size)


@given(ROWS, st.integers(0, 9), st.integers(1, 90))
def test_every_format_has_the_rows_up_to_the_limit(
    rows: list[dict[str, dict[str, str]]], most: int, size: int
) -> None:
    written = {}
    for media_type in ("application/sparql-results+json", "text/tab-separated-values"):
        transcoder = SolutionsTranscoder(media_type, most)
        body = b"".join(transcoder.feed(piece) for piece in pieces(document(rows), size))
        written[media_type] = (body + transcoder.end(is_cut=False)).decode()
        assert transcoder.cut == (most if len(rows) > most else None)
        assert transcoder.count == min(len(rows), most)
    found = json.loads(written["application/sparql-results+json"])
    assert found["results"]["bindings"] == rows[:most]
    assert found.get("cut") == ({"rows": most} if len(rows) > most else None)
    lines = written["text/tab-separated-values"].split("\n")
    assert lines[0] == "?s\t?p\t?o"
    assert len(lines) == min(len(rows), most) + 2


def test_rows_come_as_soon_as_they_are_whole() -> None:
    reader = SolutionsReader()
    assert reader.feed(b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":') == []
    assert reader.variables == ("a",)
    assert len(reader.feed(b'{"type":"uri","value":"http://x/"}},{}')) == 2


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ({"type": "uri", "value": "http://x/"}, Iri("http://x/")),
        ({"type": "literal", "value": "a"}, Text("a")),
        (
            {"type": "literal", "value": "a", "xml:lang": "zh-Hant"},
            Text("a", "zh-hant", RDF_LANG_STRING),
        ),
        (
            {"type": "typed-literal", "value": "7", "datatype": XSD_INTEGER},
            Text("7", None, XSD_INTEGER),
        ),
        (
            {"type": "typed-literal", "value": "1", "datatype": XSD_BOOLEAN},
            Text("true", None, XSD_BOOLEAN),
        ),
    ],
)  # fmt: skip
def test_terms_are_read_as_the_embedded_store_gives_them(
    term: dict[str, str], expected: Iri | Text
) -> None:
    assert row(Solution("", {"a": term})) == {"a": expected}


@pytest.mark.parametrize("kind", ["bnode", "triple"])
def test_a_term_without_a_name_is_the_fault_of_the_graph(kind: str) -> None:
    with pytest.raises(BrokenGraph, match="blank node or triple"):
        row(Solution("", {"a": {"type": kind, "value": "b"}}))


@pytest.mark.parametrize("term", [{"type": "uri"}, {"type": "?", "value": "b"}, "x", None])
def test_a_term_that_our_graph_cannot_have_is_told(term: object) -> None:
    with pytest.raises(BrokenAnswer, match="term"):
        row(Solution("", {"a": term}))


@pytest.mark.parametrize(
    "text",
    [
        b'{"results":{"bindings":[{}]},"head":{"vars":["a"]}}', b'{"head":{"vars":"a"}}', b"[]",
        b'{"head":{"vars":["a"]},"results":{"bindings":[1]}}', b'{"head":{},"boolean":"yes"}',
    ],
)  # fmt: skip
def test_what_has_another_shape_is_told(text: bytes) -> None:
    with pytest.raises(BrokenAnswer):
        read(text, 7)


def test_a_row_that_no_engine_should_send_is_told_by_the_transcoder() -> None:
    bad = b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"uri","value":"no iri"}}]}}'
    with pytest.raises(BrokenAnswer, match="cannot be read"):
        SolutionsTranscoder("text/csv", 9).feed(bad)


LINES = b"".join(b'<http://x/s> <http://x/p> "%d" .\n' % number for number in range(9))


@pytest.mark.parametrize("media_type", ["application/n-triples", "text/turtle", "application/trig"])
@pytest.mark.parametrize("size", [1, 13, 4_000])
def test_triples_are_written_up_to_the_limit(media_type: str, size: int) -> None:
    for most, cut in ((9, None), (4, 4)):
        transcoder = TriplesTranscoder(media_type, most, {"x": "http://x/"})
        body = b"".join(transcoder.feed(piece) for piece in pieces(LINES, size))
        body += transcoder.end(is_cut=False)
        assert transcoder.cut == cut
        assert body.count(b'"') == 2 * most
        assert (b"# cut after 4 triples\n" in body) is (cut is not None)


@pytest.mark.parametrize(
    "rest", [b"The operation has been cancelled", b'<http://x/s> <http://x/p> "']
)
def test_an_error_or_a_gap_among_triples_is_told(rest: bytes) -> None:
    transcoder = TriplesTranscoder("application/n-triples", 99, None)
    transcoder.feed(LINES + rest)
    with pytest.raises(BrokenAnswer):
        transcoder.end(is_cut=False)
