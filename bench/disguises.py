"""Attacks by what a text looks like: ways out of the machine in disguise, and odd bytes."""

from collections.abc import Mapping


def _escaped(word: str) -> str:
    return "".join(f"\\u{ord(letter):04x}" for letter in word)


def ways_out(address: str) -> Mapping[str, str]:
    """Queries that reach for the address, an http URL with a slash in the end."""
    inside = "{ ?s ?p ?o }"
    select = "SELECT * WHERE "
    return {
        "SERVICE": f"{select}{{ SERVICE <{address}> {inside} }}",
        "service": f"{select}{{ sErViCe <{address}> {inside} }}",
        "SERVICE SILENT": f"{select}{{ SERVICE SILENT <{address}> {inside} }}",
        "SERVICE, silent and without space": f"{select}{{SERVICE silent<{address}>{inside}}}",
        "SERVICE after a name":
            f"PREFIX a: <urn:> {select}{{ a:b a:c a:d.SERVICE<{address}>{inside} }}",
        "SERVICE in escapes": f"{select}{{ {_escaped('SERVICE')} <{address}> {inside} }}",
        "SERVICE in escapes, in part":
            f"{select}{{ S\\U00000045RV\\u0049CE <{address}> {inside} }}",
        "SERVICE after a comment": f"{select}{{ #'\n SERVICE #\"\n <{address}> {inside} }}",
        "SERVICE after a false string":
            f"{select}{{ FILTER(1 <'a') SERVICE <{address}> {inside} FILTER('>'='b') }}",
        "SERVICE after an escaped quotation mark":
            f"{select}{{ BIND('\\\\\\u0027 AS ?x) SERVICE <{address}> {inside} BIND('' AS ?y) }}",
        "SERVICE by a prefix": f"PREFIX x: <{address}> {select}{{ SERVICE x: {inside} }}",
        "SERVICE by a prefix called service":
            f"PREFIX service: <{address}> {select}{{ SERVICE service: {inside} }}",
        "SERVICE against the base": f"BASE <{address}> {select}{{ SERVICE <sparql> {inside} }}",
        "SERVICE by a variable":
            f"{select}{{ VALUES ?there {{ <{address}> }} SERVICE ?there {inside} }}",
        "SERVICE by a variable that is bound":
            f"{select}{{ BIND(IRI('{address}') AS ?there) SERVICE SILENT ?there {inside} }}",
        "SERVICE in EXISTS": f"ASK {{ FILTER EXISTS {{ SERVICE <{address}> {inside} }} }}",
        "SERVICE in a sub-select":
            f"{select}{{ {{ {select}{{ SERVICE <{address}> {inside} }} }} }}",
        "SERVICE in CONSTRUCT": f"CONSTRUCT {inside} WHERE {{ SERVICE <{address}> {inside} }}",
        "SERVICE after a word-like tag": f"{select}{{ ?a ?b 'c'@en SERVICE<{address}>{inside} }}",
        "LOAD": f"LOAD <{address}>",
        "LOAD after a query": f"{select}{inside} ; LOAD <{address}>",
        "FROM": f"SELECT * FROM <{address}> WHERE {inside}",
        "FROM NAMED": f"SELECT * FROM NAMED <{address}> WHERE {{ GRAPH ?g {inside} }}",
        "FROM a file": f"SELECT * FROM <file:///etc/passwd> WHERE {inside}",
    }  # fmt: skip


_LONG = 99_000

TEXTS: Mapping[str, str | bytes] = {
    "100 KB of comments": "#" + "x" * _LONG + "\nASK {}",
    "49,000 comments": "#\n" * 49_000 + "ASK {}",
    "100 KB of spaces": " " * _LONG + "ASK {}",
    "100 KB of newlines": "ASK {" + "\r\n" * 49_000 + "}",
    "60 KB of escapes": "ASK { FILTER('" + "\\u0061" * 10_000 + "' = '') }",
    "a query in escapes": _escaped("SELECT * WHERE {?s ?p ?o} LIMIT 1"),
    "escapes of escapes": "SELECT * WHERE { ?s ?p '\\u005cu0027 . ?a ?b ?c' }",
    "escaped brackets": "SELECT * WHERE " + "\\u007b" * 3_000 + "\\u007d" * 3_000,
    "NUL": "SELECT * WHERE { ?s\x00?p ?o } LIMIT 1",
    "NUL in a string": "SELECT ('a\x00b' AS ?x) WHERE {}",
    "escaped NUL": "SELECT ('a\\u0000b' AS ?x) WHERE {}",
    "lone surrogate, escaped": "SELECT ('\\ud800' AS ?x) WHERE {}",
    "lone surrogate in bytes": b"SELECT ('\xed\xa0\x80' AS ?x) WHERE {}",
    "beyond Unicode": "SELECT ('\\UFFFFFFFF' AS ?x) WHERE {}",
    "not UTF-8": b"SELECT ('\xff\xfe' AS ?x) WHERE {}",
    "overlong UTF-8": b"SELECT ('\xc0\xa7' AS ?x) WHERE {}",
    "UTF-16": "SELECT * WHERE { ?s ?p ?o } LIMIT 1".encode("utf-16"),
    "byte order mark": b"\xef\xbb\xbfASK {}",
    "right to left": "SELECT ?\u202ex WHERE { ?s ?p ?\u202ex } LIMIT 1",
    "full-width keyword": "ＳＥＬＥＣＴ * WHERE { ?s ?p ?o }",
    "nothing": "",
    "only a comment": "# SELECT * WHERE { ?s ?p ?o }",
    "string not ended": "SELECT ('abc WHERE {}",
    "long string not ended": 'SELECT ("""abc" "" \\""" WHERE {}',
    "IRI not ended": "SELECT * WHERE { <urn:a ?p ?o }",
    "braces not ended": "SELECT * WHERE { ?s ?p ?o",
    "braces ended twice": "SELECT * WHERE { ?s ?p ?o } } }",
    "two queries": "ASK {} ASK {}",
    "query and update": "ASK {} ; DROP ALL",
    "update": "DELETE WHERE { ?s ?p ?o }",
    "CLEAR in disguise": _escaped("CLEAR") + " ALL",
    "VERSION": 'VERSION "1.2" ASK {}',
    "VERSION unknown": 'VERSION "9.9" ASK {}',
    "LATERAL": "SELECT * WHERE { ?s ?p ?o LATERAL { SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } } }",
    "reused variable": "SELECT (1 AS ?x) (2 AS ?x) WHERE {}",
    "aggregate out of place": "SELECT * WHERE { ?s ?p ?o FILTER(COUNT(?s) > 1) }",
    "unknown function": "SELECT (<urn:function>(1) AS ?x) WHERE {}",
    "number too large": "SELECT (99999999999999999999999999999999999999 + 1 AS ?x) WHERE {}",
    "limit too large": "SELECT * WHERE { ?s ?p ?o } LIMIT 99999999999999999999999999",
    "limit below zero": "SELECT * WHERE { ?s ?p ?o } LIMIT -1",
    "date out of range": "SELECT ('99999999999-01-01'^^<http://www.w3.org/2001/XMLSchema#date> "
    "+ 'P99999999999Y'^^<http://www.w3.org/2001/XMLSchema#duration> AS ?x) WHERE {}",
    "bomb in a pattern of REPLACE": "SELECT (REPLACE('a', '(', '$9999999999') AS ?x) WHERE {}",
    "SUBSTR out of bounds": "SELECT (SUBSTR('äöü', -9e99, 9e99) AS ?x) WHERE {}",
    "division of the smallest": "SELECT (-9223372036854775808 / -1 AS ?x) WHERE {}",
}  # fmt: skip
