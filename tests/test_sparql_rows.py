"""The first rows of an answer, exactly, whatever stands in them and however it is cut in pieces."""

import csv
import io
import json
import random
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from functools import partial

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.sparql.rows import RowLimit

SETTING = "KG_MAX_ROWS"
NAMESPACE = "{http://www.w3.org/2005/sparql-results#}"
FORMATS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
HOSTILE = st.one_of(
    st.sampled_from(
        ["}},{", "},{", "},{}", "{}", '"', '\\"', "\\", "\\\\", "a\r\nb", "\n", "\r", '""', "<!--",
         "<result>", "</results>", "\t", "]}", '},{"x":', "", "é𝄞", "'"]
    ),
    st.text(alphabet='{}[],:"\\\r\n\t<>&;aé', max_size=12),
)  # fmt: skip
TERMS = st.one_of(
    st.none(),
    HOSTILE,
    st.integers().map(lambda n: f"integer:{n}"),
    st.just("iri:"),
    st.just("triple:"),
)


def solutions(rows: Sequence[tuple[str | None, str | None]]) -> ox.QuerySolutions:
    """Rows of a real engine."""
    values = " ".join(f"({_term(x)} {_term(y)})" for x, y in rows)
    found = ox.Store().query(f"SELECT ?x ?y {{ VALUES (?x ?y) {{ {values} }} }}")
    assert isinstance(found, ox.QuerySolutions)
    return found


def _term(text: str | None) -> str:
    if text is None:
        return "UNDEF"
    if text == "iri:":
        return "<urn:x,y>"
    if text == "triple:":
        return '<<( <urn:a> <urn:b> "}},{" )>>'
    if text.startswith("integer:"):
        return text.removeprefix("integer:")
    return str(ox.Literal(text))


def limited(document: bytes, media_type: str, limit: int, sizes: Callable[[], int]) -> bytes:
    """What passes of the document in pieces of these sizes."""
    rows = RowLimit.of(media_type, limit, SETTING)
    assert rows
    passed, start = bytearray(), 0
    while start < len(document) and not rows.cut:
        end = start + sizes()
        passed += rows.feed(document[start:end])
        start = end
    return bytes(passed + rows.end())


def parsed(document: bytes, media_type: str) -> list[object]:
    """The rows of a document, which must be well-formed."""
    if media_type.endswith("json"):
        bindings: list[object] = json.loads(document)["results"]["bindings"]
        return bindings
    if media_type.endswith("xml"):
        text = document.decode().replace("\r", "&#13;")
        return [ET.tostring(row) for row in ET.fromstring(text).iter(f"{NAMESPACE}result")]
    text = document.decode()
    if media_type == "text/csv":
        return [*csv.reader(io.StringIO(text, newline=""), strict=True)][1:]
    assert text.endswith("\n")
    return list(text.split("\n")[1:-1])


@pytest.mark.slow
@pytest.mark.parametrize("media_type", FORMATS)
@given(
    st.lists(st.tuples(TERMS, TERMS), max_size=9),
    st.integers(1, 10),
    st.randoms(use_true_random=False),
)
def test_the_first_rows_pass_and_no_other(
    media_type: str, rows: list[tuple[str | None, str | None]], limit: int, chance: random.Random
) -> None:
    whole = solutions(rows).serialize(format=FORMATS[media_type])
    assert whole
    expected = parsed(whole, media_type)
    for most in (1, 5, 40, len(whole)):
        passed = limited(whole, media_type, limit, partial(chance.randint, 1, most))
        assert parsed(passed, media_type) == expected[:limit]
        if len(expected) <= limit:
            assert passed == whole


@pytest.mark.parametrize("media_type", FORMATS)
@pytest.mark.parametrize(("rows", "cut"), [(2, False), (3, True), (4, True)])
def test_more_than_the_limit_is_cut_and_just_the_limit_is_not(
    media_type: str, rows: int, cut: bool
) -> None:
    limit = RowLimit.of(media_type, 2, SETTING)
    assert limit
    found = solutions([("a", "b")] * rows).serialize(format=FORMATS[media_type])
    assert found
    limit.feed(found)
    assert limit.cut is cut


@pytest.mark.parametrize("media_type", FORMATS)
@pytest.mark.parametrize("query", ["SELECT * {}", "SELECT ?x {}", "SELECT ?x { FILTER(false) }"])
def test_rows_without_anything_in_them_are_whole(media_type: str, query: str) -> None:
    found = ox.Store().query(query)
    assert isinstance(found, ox.QuerySolutions)
    whole = found.serialize(format=FORMATS[media_type])
    assert whole
    assert limited(whole, media_type, 1, lambda: 1) == whole


@pytest.mark.parametrize("media_type", list(FORMATS)[:2])
def test_a_boolean_passes(media_type: str) -> None:
    found = ox.Store().query("ASK {}")
    assert isinstance(found, ox.QueryBoolean)
    whole = found.serialize(format=FORMATS[media_type])
    assert whole
    assert limited(whole, media_type, 1, lambda: 3) == whole


def test_a_document_that_was_cut_says_so_where_it_can() -> None:
    rows = [("a", "b")] * 3
    cut = {
        media_type: limited(solutions(rows).serialize(format=form) or b"", media_type, 2, lambda: 9)
        for media_type, form in FORMATS.items()
    }
    said = json.loads(cut["application/sparql-results+json"])
    assert said["cut"] == {"rows": 2, "setting": SETTING}
    assert b"<!-- cut after 2 rows (KG_MAX_ROWS) -->" in cut["application/sparql-results+xml"]
    assert cut["text/csv"] == b"x,y\r\na,b\r\na,b\r\n"


def test_a_graph_has_no_rows() -> None:
    assert RowLimit.of("text/turtle", 1, SETTING) is None
