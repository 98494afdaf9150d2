"""The gate: what is refused by a look at the tokens, and what must not be."""

from contextlib import suppress

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.config import Settings
from kg.errors import Forbidden, KgError, RefusedQuery, TooLarge
from kg.sparql import gate
from kg.sparql.gate import Form

SETTINGS = Settings()
ELSEWHERE = "<http://127.0.0.1:9/x>"  # a port that the engine's HTTP client refuses to call
REACHED_OUT = "port 9"


@pytest.mark.parametrize("word", ["SERVICE", "service", "SeRvIcE", "SERVICE SILENT"])
def test_service_is_refused_in_any_case(word: str) -> None:
    with pytest.raises(Forbidden, match="SERVICE reaches out of this machine"):
        gate.examine(f"SELECT * {{ {word} {ELSEWHERE} {{ ?a ?b ?c }} }}", SETTINGS)


@pytest.mark.parametrize("word", ["LOAD", "load", "LOAD SILENT"])
def test_load_is_refused_in_any_case(word: str) -> None:
    with pytest.raises(RefusedQuery, match="LOAD is an update"):
        gate.examine(f"{word} {ELSEWHERE}", SETTINGS)


@pytest.mark.parametrize(
    "written", ["S\\u0045RVICE", "\\u0053\\u0065RVICE", "SERVIC\\U00000045", "\\U00000073ervice"]
)
def test_an_escaped_service_is_refused(written: str) -> None:
    with pytest.raises(KgError, match=r"SERVICE|comparison"):
        gate.examine(f"SELECT * {{ {written} {ELSEWHERE} {{ ?a ?b ?c }} }}", SETTINGS)


PREFIXES = (
    "BASE <http://e/> PREFIX : <http://127.0.0.1:9/> PREFIX ex: <http://e/> "
    "PREFIX port: <http://127.0.0.1:9> PREFIX \ufffd: <http://127.0.0.1:9/> "
    "PREFIX sSERVICE: <http://127.0.0.1:9/>"
)
HIDDEN = {
    "behind a less-than that looks like an IRI": "FILTER(0<?b)SERVICE:x#>\n{?a ?b ?c}",
    "behind a less-than and a false string": 'FILTER(0<?b#>"""\n) '
    'SERVICE <http://127.0.0.1:9/x> {?a ?b ?c} #"""\n',
    "after a list of objects": "ex:s a ex:Zone;SERVICE<http://127.0.0.1:9/x>{?a ?b ?c}",
    "after a comparison": "FILTER(ex:b != ex:a)SERVICE<http://127.0.0.1:9/x>{?a ?b ?c}",
    "after a boolean": "OPTIONAL{ex:s ex:p ?x}VALUES ?x {1}FILTER(?x=1||true)"
    "OPTIONAL{?s ?p trueSERVICE<http://127.0.0.1:9/x>{?a ?b ?c}}",
    "after a double": "OPTIONAL{?s ?p 1e5SERVICE<http://127.0.0.1:9/x>{?a ?b ?c}}",
    "before a prefixed name": "SERVICE:x{?a ?b ?c}",
    "before a prefixed name, small": "service:x{?a ?b ?c}",
    "before a name with a middle dot": "SERVICE:x\u00b7{?a ?b ?c}",
    "before a name with an accent of its own": "SERVICE:x\u0301{?a ?b ?c}",
    "before a name with a tie": "SERVICE:x\u203fy{?a ?b ?c}",
    "before a name with a comma of another script": "SERVICE:x\u3001{?a ?b ?c}",
    "before a name with a sign": "SERVICE:\u2100{?a ?b ?c}",
    "before a name with a joiner": "SERVICE:x\u200c{?a ?b ?c}",
    "before SILENT": "SERVICESILENT<http://127.0.0.1:9/x>{?a ?b ?c}",
    "before SILENT and a prefixed name": "SERVICESILENT:x{?a ?b ?c}",
    "before a variable": "VALUES ?x {<http://127.0.0.1:9/x>} SERVICE?x{?a ?b ?c}",
    "after a comment": "#\nSERVICE#\n<http://127.0.0.1:9/x>{?a ?b ?c}",
    "behind an escaped quotation mark": 'BIND("\\u0022" AS ?q) '
    'SERVICE<http://127.0.0.1:9/x>{?a ?b ?c} #"""\n',
    "behind an escaped apostrophe": "BIND('\\u0027' AS ?q) "
    "SERVICE<http://127.0.0.1:9/x>{?a ?b ?c} #'''\n",
}


HIDDEN |= {
    # The engine reads a local name with one dot only, and falls back where a name makes no IRI.
    "after the second dot of a name": "?s ?p ex:a.b.SERVICE<http://127.0.0.1:9/x>{?a ?b ?c}",
    "in a name that makes no IRI": "?s ?p port:SERVICE <http://127.0.0.1:9/x> {?a ?b ?c}",
    "in a name that makes a triple": "port:a1SERVICE <http://127.0.0.1:9/x> {?a ?b ?c}",
    "in a name with a character of no IRI": "ex:a1SERVICE\ufffd:x{?a ?b ?c}",
    "in a long string with a bad escape": '?s ?p ("""a") . SERVICE <http://127.0.0.1:9/x> '
    '{?a ?b ?c} #\\q"""\n',
    "in a long string with half a character": '?s ?p ("""a") . SERVICE <http://127.0.0.1:9/x> '
    '{?a ?b ?c} #\\uD800"""\n',
    "after an IRI with an escape": "<http://e/\\u0041#> ?p ?o . SERVICE <http://127.0.0.1:9/x> "
    "{?a ?b ?c}\n",
    "behind an operator close to an IRI": "FILTER(1<<(a#>) SERVICE <http://127.0.0.1:9/x> "
    "{?a ?b ?c}\n",
    "behind a reified triple": "<<'a#>' ?p ?o >> ?q ?r . SERVICE <http://127.0.0.1:9/x> "
    "{?a ?b ?c} #'\n",
    "after a value": "?s ?p true.SERVICE:x{?a ?b ?c}",
    "before a name with SERVICE in it": "SERVICE:SERVICE {?a ?b ?c}",
    "before a prefix with SERVICE in it": "SERVICEsSERVICE:x {?a ?b ?c}",
}


@pytest.mark.parametrize("pattern", HIDDEN.values(), ids=HIDDEN.keys())
def test_service_is_refused_where_the_engine_would_see_it(pattern: str) -> None:
    """The engine takes keywords that stand close to their neighbours."""
    with pytest.raises(KgError, match=r"SERVICE|comparison"):
        gate.examine(f"{PREFIXES} SELECT * {{ {pattern} }}", SETTINGS)


GLUE = st.sampled_from([
    "", " ", "\n", "#\n", ".", ";", "ex:s ex:p ex:o.", "ex:s ex:p ex:o;", "VALUES ?x {1}",
    "FILTER(1=1)", "FILTER(ex:a!=ex:b)", "FILTER(1<2)", 'BIND("\\u0022" AS ?q)', "BIND(1 AS ?a)",
    "BIND(ex:a AS ?v)", "{}", "OPTIONAL{}", "MINUS{}", "#'''\n", '#"""\n', 'BIND("x"@en AS ?w)',
    "BIND('''it's''' AS ?y)", "<http://e/>", "?s ?p 1e5", "?s ?p true", "?s ?p ex:a.b", "SELECT",
    "?s ?p ex:a.b.", "?s ?p port:", "port:a1", "FILTER(0<?b#>)", "FILTER(0<'a>')", "<<", "<<(",
    "FILTER(1<<(a#>)", '("""a")', "#", "'", '"""', "\\q", "\\uD800", "<#", "?s ?p <a#>",
    ")", "(", "\n)",
])  # fmt: skip
CALLS = st.sampled_from([
    "SERVICE", "service", "SERVICE SILENT", "SERVICESILENT", "SERVICE#\n", "S\\u0045RVICE",
])  # fmt: skip
TARGETS = st.sampled_from(
    [ELSEWHERE, ":x", " :x", ":x\u00b7", ":", ":%41", ":\\'", " " + ELSEWHERE]
)


def said_by_the_engine(query: str) -> str:
    """What is wrong with the query, if anything."""
    try:
        found = ox.Store().query(query)
        return "" if isinstance(found, ox.QueryBoolean) else str(len(list(found)))
    except (OSError, RuntimeError, SyntaxError) as error:
        return str(error)


@given(st.lists(GLUE, max_size=4).map("".join), CALLS, TARGETS, st.lists(GLUE, max_size=2))
def test_what_passes_the_gate_never_makes_the_engine_reach_out(
    before: str, call: str, target: str, after: list[str]
) -> None:
    query = f"{PREFIXES} SELECT * {{ {before}{call}{target}{{?a ?b ?c}}{''.join(after)} }}"
    try:
        gate.examine(query, SETTINGS)
    except KgError:
        return
    assert REACHED_OUT not in said_by_the_engine(query)


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX ex: <http://e/> SELECT * { ?s ex:service ex:SERVICE , ex:Load }",
        "PREFIX ex: <http://e/> SELECT * { ?s ex:is.service ex:LOAD }",
        "PREFIX ex: <http://e/> SELECT * { ?s ex:customer-service ?o }",
        "PREFIX service: <http://e/> SELECT * { ?s service:of ?o }",
        "PREFIX : <http://e/> SELECT * { ?s :service ?o }",
        'SELECT * { ?s ?p "SERVICE" , \'LOAD\' , """a "SERVICE" b""" , "\\" SERVICE" }',
        "# SERVICE and LOAD\nSELECT * { ?s ?p ?o } # SERVICE",
        "SELECT * { ?s <http://e/SERVICE> <http://e/#LOAD> }",
        "SELECT ?service $LOAD { ?service ?p $LOAD }",
        'SELECT * { ?s ?p "x"@en-service }',
        "SELECT * { ?s ?p _:service }",
    ],
)
def test_service_and_load_in_names_strings_comments_and_iris_are_not_refused(query: str) -> None:
    assert gate.examine(query, SETTINGS).form is Form.SOLUTIONS


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
