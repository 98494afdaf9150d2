"""The gate: the form and the dataset of a query, told by its tokens; updates are refused."""

from contextlib import suppress

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.config import Settings
from kg.errors import KgError, RefusedQuery
from kg.sparql import gate
from kg.sparql.gate import Form

SETTINGS = Settings()


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * { ?s ?p ?o }", Form.SOLUTIONS),
        ("select(1 AS ?x){}", Form.SOLUTIONS),
        ("ASK {}", Form.BOOLEAN),
        ("aSk{}", Form.BOOLEAN),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", Form.GRAPH),
        ("CONSTRUCT WHERE { ?s ?p ?o }", Form.GRAPH),
        ("DESCRIBE <http://e/>", Form.GRAPH),
        ("CONSTRUCT {} WHERE { { SELECT ?s { ?s ?p ?o } } }", Form.GRAPH),
        ("# ASK\nBASE <http://ask/> PREFIX ask: <http://select/>\nDESCRIBE ask:it", Form.GRAPH),
    ],
)
def test_the_form_of_a_query_is_its_first_form_word(query: str, form: Form) -> None:
    assert gate.examine(query, SETTINGS).form is form


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <http://e/> <http://e/> 1 }",
        "delete where { ?s ?p ?o }",
        "PREFIX ex: <http://e/> CLEAR ALL",
        "DROP GRAPH <http://e/>",
        "CREATE GRAPH <http://e/>",
        "ADD DEFAULT TO <http://e/>",
        "MOVE DEFAULT TO <http://e/>",
        "COPY DEFAULT TO <http://e/>",
        "WITH <http://e/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "INSERT { ?s ?p ?o } WHERE { SELECT * { ?s ?p ?o } }",
    ],
)
def test_an_update_is_refused_and_told_how_the_graph_changes(update: str) -> None:
    with pytest.raises(RefusedQuery, match=r"is an update; .*kg build"):
        gate.examine(update, SETTINGS)


@pytest.mark.parametrize(
    "text", ["", " \n", "# SELECT", "hello", "?select", "PREFIX a: <http://b/>"]
)
def test_a_text_without_a_form_is_refused_and_told_the_forms(text: str) -> None:
    with pytest.raises(RefusedQuery, match="no SELECT, ASK, CONSTRUCT or DESCRIBE"):
        gate.examine(text, SETTINGS)


@pytest.mark.parametrize("string", ["'x", '"\\q"', "'''x''", "'\\uD800'"])
def test_a_string_without_end_is_refused(string: str) -> None:
    with pytest.raises(RefusedQuery, match="string does not end"):
        gate.examine(f"ASK {{ ?s ?p {string} }}", SETTINGS)


@pytest.mark.parametrize(
    "pattern",
    [
        "?s <urn:x#y> ?o , <#z> . <it's> ?p <urn:a(b)>",
        "FILTER(?s = <urn:x#y>) FILTER(?s IN (<#a>, <#b>)) FILTER(COALESCE(<#a>, <#b>))",
        "FILTER(1 < 2 && ?a<?b&&?c>?d)",
        "FILTER EXISTS { ?s <#p> <#o> } FILTER(EXISTS { ?s <#p> <#o> })",
        "VALUES ?x { <#a> <#b> } VALUES (?x ?y) { (<#a> <#b>) }",
        "?s ?p <<( ?a <#p> <#o> )>>",
        "?s (<http://e/#a>|^<http://e/#b>)* ?o",
    ],
)
def test_an_iri_is_not_taken_for_a_comparison(pattern: str) -> None:
    query = f"BASE <http://e/> PREFIX ex: <http://e/> SELECT * {{ {pattern} }}"
    assert gate.examine(query, SETTINGS).form is Form.SOLUTIONS
    ox.Store().query(query)


@pytest.mark.parametrize(
    ("query", "has_dataset"),
    [
        ("SELECT * { ?from ?p ?o }", False),
        ("SELECT * FROM <http://e/g> { ?s ?p ?o }", True),
        ("SELECT * from named <http://e/g> { ?s ?p ?o }", True),
        ("SELECT *FROM<http://e/g>{ ?s ?p ?o }", True),
        ("PREFIX e: <http://e/> ASK { ?s e:from 'FROM' } # FROM", False),
        ("CONSTRUCT { ?s ?p ?o } FROM <http://e/g> WHERE { ?s ?p ?o }", True),
        ("CONSTRUCT FROM <http://e/g> WHERE { ?s ?p ?o }", True),
        ("DESCRIBE ?s FROM <http://e/g> WHERE { ?s ?p ?o }", True),
        ("SELECT (EXISTS { ?a ?b ?c } AS ?x) FROM <http://e/g> { ?s ?p ?o }", True),
        ("PREFIX from: <http://e/> SELECT * { ?s from:a ?o }", False),
        ("PREFIX : <http://e/> SELECT * FROM:g { ?s ?p ?o }", True),
        ("PREFIX : <http://e/> SELECT * FROMNAMED:g { ?s ?p ?o }", True),
        ("PREFIX ex: <http://e/> SELECT * FROMex:g { ?s ?p ?o }", True),
        ("PREFIX from: <http://e/> DESCRIBE from:a", False),
        ("PREFIX from: <http://e/> CONSTRUCT { ?s from:a ?o } WHERE { ?s from:a ?o }", False),
        ("PREFIX from: <http://e/> SELECT * { ?s ?p ?o } GROUP BY from:a(?s)", False),
        ("BASE <http://from/> SELECT * { ?s <FROM> ?o FILTER(?s != 'FROM <http://e/>') }", False),
        ("CONSTRUCT{}FROM<http://e/g>{}", True),
    ],
)
def test_a_dataset_clause_is_seen(query: str, has_dataset: bool) -> None:
    """Where it is overlooked, the union stays on, and FROM means nothing."""
    assert gate.examine(query, SETTINGS).has_dataset is has_dataset


PIECES = st.lists(
    st.sampled_from([
        "SELECT", "ASK", "CONSTRUCT", "FROM", "SERVICE", "LOAD", "INSERT", "PREFIX", "{", "}", "(",
        ")", "ex:", ":a", "<http://e/>", '"', "'", '"""', "\\u0022", "\\", "#", "\n", " ", "?x",
        "*", "\ud800", "\x00", "\U0001f6a2", "@", "1e5",
    ])
).map("".join)  # fmt: skip


@given(st.text(alphabet=st.characters()) | PIECES)
def test_no_text_makes_the_gate_fail_otherwise_than_by_refusing(text: str) -> None:
    with suppress(KgError):
        assert gate.examine(text, SETTINGS).text == text
