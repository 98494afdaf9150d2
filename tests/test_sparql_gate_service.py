"""The gate: SERVICE and LOAD are refused wherever the engine would see them, and nowhere else."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.config import Settings
from kg.errors import Forbidden, KgError, RefusedQuery
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
