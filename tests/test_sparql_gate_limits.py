"""The gate: limits of depth, operators, terms and bytes, and what does not count."""

import pytest

from kg.config import Settings
from kg.errors import RefusedQuery, TooLarge
from kg.sparql import gate
from kg.sparql.gate import Form

SETTINGS = Settings()


@pytest.mark.parametrize("brackets", ["{}", "()", "[]"])
def test_deeper_nesting_than_the_setting_is_refused_and_the_setting_named(brackets: str) -> None:
    settings = Settings(max_query_depth=7)
    opening, closing = brackets[0], brackets[1]
    allowed = f"ASK {opening * 7}{closing * 7}"
    assert gate.examine(allowed, settings).form is Form.BOOLEAN
    with pytest.raises(RefusedQuery, match=r"KG_MAX_QUERY_DEPTH allows \(7\)"):
        gate.examine(f"ASK {opening * 8}{closing * 8}", settings)


@pytest.mark.parametrize(
    ("opening", "closing"), [("<< ?a ?b ", ">> "), ("{| ?a ", "|} "), ("<<( ?a ?b ", ")>>")]
)
def test_triples_in_triples_count_as_depth(opening: str, closing: str) -> None:
    def query(times: int) -> str:
        return f"ASK {{ ?a ?b ?c {opening * times}?d ?e ?f{closing * times} }}"

    assert gate.examine(query(40), SETTINGS).form is Form.BOOLEAN
    with pytest.raises(RefusedQuery, match="KG_MAX_QUERY_DEPTH"):
        gate.examine(query(101), SETTINGS)


OPERATORS = {
    "sums": ("BIND(1*AS ?x)", "+1"),
    "differences": ("BIND(1*AS ?x)", " -1 "),
    "negations": ("FILTER(*true)", "!"),
    "signs": ("FILTER(*1)", "- "),
    "alternatives": ("FILTER(?a*)", " || ?a"),
    "comparisons": ("FILTER(?a*)", "&&?a<?b"),
    "comparisons that look like IRIs": ("FILTER(0<*?a&&1>0)", "1+"),
    "paths": ("?a ex:p* ?b", "/ex:p"),
    "inverse paths": ("?a ex:p* ?b", "/^ex:p"),
    "unions": ("{}*", "UNION{}"),
    "options": ("*", "OPTIONAL{}"),
    "options, small": ("*", "optional {}"),
}


@pytest.mark.parametrize(("frame", "operator"), OPERATORS.values(), ids=OPERATORS.keys())
def test_more_operators_than_the_setting_are_refused_and_the_setting_named(
    frame: str, operator: str
) -> None:
    def query(times: int) -> str:
        pattern = frame.replace("*", operator * times)
        return f"PREFIX ex: <http://e/> BASE <x:> ASK {{ {pattern} }}"

    settings = Settings(max_query_operators=50)
    assert gate.examine(query(15), settings).form is Form.BOOLEAN
    with pytest.raises(RefusedQuery, match=r"KG_MAX_QUERY_OPERATORS allows \(50\)"):
        gate.examine(query(60), settings)


@pytest.mark.parametrize(
    "data",
    [
        "VALUES ?x { -1 +2 -1.5e-3 'a+b' <http://e/a+b-c> ex:a-b 'x'@en-GB '1'^^ex:t-u UNDEF }",
        "VALUES (?x ?y) { (-1 <urn:a-b>) # +-*/\n ('|' UNDEF) }",
        "FILTER(?x IN (-1, 'a+b', <http://e/a+b>, ex:a-b, true))",
        "?s ex:a-b <http://e/a+b-c*d/e> , 'a || b' , 1 . # + + +\n",
    ],
)
def test_data_are_no_operators(data: str) -> None:
    query = f"PREFIX ex: <http://e/> SELECT * {{ {data * 20} }}"
    assert gate.examine(query, Settings(max_query_operators=22)).form is Form.SOLUTIONS


@pytest.mark.parametrize(
    ("frame", "row", "joint"),
    [
        ("SELECT * { VALUES ?x { * } }", "*", " "),
        ("SELECT * { VALUES (?x) { * } }", "(*)", ""),
        ("SELECT * { ?s ?p ?x FILTER(?x NOT IN (*)) }", "*", ", "),
    ],
)
def test_a_long_list_of_data_is_one_term(frame: str, row: str, joint: str) -> None:
    kinds = ["<http://e/{}>", "'{}'@en", "ex:v{}", "-{}.5", "'''{}'''^^ex:t"]
    data = joint.join(row.replace("*", kinds[n % 5].format(n)) for n in range(4_000))
    start, _, end = frame.rpartition("*")
    query = f"PREFIX ex: <http://e/> {start}{data}{end}"
    assert gate.examine(query, SETTINGS).form is Form.SOLUTIONS


TERMS = {
    "objects": ("SELECT * { ?s ?p 1@ }", ",1"),
    "properties": ("SELECT * { ?s ?p 1@ }", ";?p 1"),
    "triples": ("SELECT * { @ }", "?s ?p ?o."),
    "constant triples that look like data": ("ASK { GRAPH VALUES:x { @ } }", "<a:a><a:a>1."),
    "items": ("SELECT * { ?s ?p (@) }", "true "),
    "empty lists": ("SELECT * { ?s ?p (@) }", "()"),
    "blank nodes": ("SELECT * { ?s ?p ?o@ }", ",[]"),
    "reifiers": ("SELECT * { ?s ?p ?o @ }", "~"),
    "annotations": ("SELECT * { ?s ?p ?o @ }", "{|?a ?b|}"),
    "groups": ("SELECT * { @ }", "{}"),
    "columns": ("SELECT @ {}", "(1 AS ?x)"),
    "resources": ("DESCRIBE @", "<a:a>"),
    "group conditions": ("SELECT (1 AS ?x) {} GROUP BY @", "(1)"),
    "order conditions": ("SELECT * {} ORDER BY @", "(1)"),
}


@pytest.mark.parametrize(("frame", "term"), TERMS.values(), ids=TERMS.keys())
def test_more_terms_than_the_setting_are_refused_and_the_setting_named(
    frame: str, term: str
) -> None:
    """Of most of these, some thousands side by side overflow the stack of the engine."""
    with pytest.raises(RefusedQuery, match=r"KG_MAX_QUERY_TERMS allows \(1,500\)"):
        gate.examine(frame.replace("@", term * 1_501), SETTINGS)


def test_brackets_side_by_side_do_not_count_as_depth() -> None:
    filters = " ".join("FILTER (?s IN (ex:a,ex:b)) FILTER (?s != ex:c)" for _ in range(200))
    query = f"PREFIX ex: <http://e/> SELECT * {{ ?s ?p ?o {filters} }}"
    assert gate.examine(query, SETTINGS).form is Form.SOLUTIONS


def test_nested_calls_of_functions_count_as_depth() -> None:
    query = f"PREFIX ex: <http://e/> ASK {{ FILTER {'ex:f(' * 200}1{')' * 200} }}"
    with pytest.raises(RefusedQuery, match="KG_MAX_QUERY_DEPTH"):
        gate.examine(query, SETTINGS)


def test_brackets_in_strings_iris_and_comments_do_not_count_as_depth() -> None:
    query = f'ASK {{ ?s ?p "{"{" * 200}" }} # {"(" * 200}'
    assert gate.examine(query, SETTINGS).form is Form.BOOLEAN


def test_a_longer_query_than_the_setting_is_refused_counted_in_bytes() -> None:
    settings = Settings(max_query_bytes=40)
    assert gate.examine("ASK {}" + " " * 34, settings).form is Form.BOOLEAN
    for text in ("ASK {}" + " " * 35, "ASK {} #" + "東" * 11):
        with pytest.raises(TooLarge, match=r"41 bytes, and KG_MAX_QUERY_BYTES allows 40"):
            gate.examine(text, settings)
