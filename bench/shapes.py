"""Attacks on whatever reads and plans a query: depth, length, number; large and, as small, inside
what a gate may let pass."""

from bench.floods import PREFIXES

_ALL = "?a ?b ?c"


def _filter(condition: str) -> str:
    return f"SELECT * WHERE {{ {_ALL} FILTER({condition}) }}"


def _nested(start: str, end: str, times: int, inner: str = _ALL) -> str:
    return f"SELECT * WHERE {{ {start * times}{inner}{end * times} }}"


LARGE = {
    "20,000 parentheses": _filter("(" * 20_000 + "1" + ")" * 20_000),
    "20,000 groups": "SELECT * WHERE " + "{" * 20_000 + "}" * 20_000,
    "200,000 NOT": _filter("!" * 200_000 + "true"),
    "path of 50,000 steps":
        f"{PREFIXES}SELECT * WHERE {{ ?a {'/'.join([':directs'] * 50_000)} ?c }}",
    "path nested 5,000 deep":
        f"{PREFIXES}SELECT * WHERE {{ ?a {'(' * 5_000}:directs{')*' * 5_000} ?c }}",
    "20,000 UNION": "SELECT * WHERE { " + " UNION ".join([f"{{ {_ALL} }}"] * 20_000) + " }",
    "sum of 100,000": "SELECT (1" + "+1" * 100_000 + " AS ?x) WHERE {}",
    "5,000 OR": _filter(" || ".join(f"?a = <urn:{n}>" for n in range(5_000))),
    "20,000 semicolons": "SELECT * WHERE { ?a ?b ?c " + ";" * 20_000 + " }",
    "10,000 objects": "SELECT * WHERE { ?a ?b " + ", ".join(f"?v{n}" for n in range(10_000)) + " }",
    "5,000 variables projected": "SELECT " + " ".join(f"?v{n}" for n in range(5_000))
    + f" WHERE {{ {_ALL} }}",
    "5,000 columns": "SELECT " + " ".join(f"(?a AS ?v{n})" for n in range(5_000))
    + f" WHERE {{ {_ALL} }}",
    "5,000 columns of VALUES": "SELECT * WHERE { VALUES ("
    + " ".join(f"?v{n}" for n in range(5_000)) + ") { (" + "1 " * 5_000 + ") } ?a ?b ?c }",
    "5,000 prefixes": "".join(f"PREFIX p{n}: <urn:{n}:> " for n in range(5_000)) + "ASK {}",
    "20,000 rows of VALUES": "SELECT * WHERE { VALUES ?v { " + "1 " * 20_000 + "} }",
    "5,000 BIND": "SELECT * WHERE { BIND(1 AS ?v0) "
    + " ".join(f"BIND(?v{n} + 1 AS ?v{n + 1})" for n in range(5_000)) + " }",
    "5,000 unary minuses": "SELECT (" + "- " * 5_000 + "1 AS ?x) WHERE {}",
    "IRI of 90 KB": f"SELECT * WHERE {{ <urn:{'x' * 90_000}> ?p ?o }}",
    "variable of 90 KB": f"SELECT ?{'x' * 90_000} WHERE {{ {_ALL} }}",
    "prefix of 40 KB": f"PREFIX {'x' * 40_000}: <urn:> SELECT * WHERE {{ {'x' * 40_000}:y ?p ?o }}",
    "literal of 90 KB": f"SELECT ('{'x' * 90_000}' AS ?x) WHERE {{}}",
    "string of 90 KB, not ended": f"SELECT ('{'x' * 90_000}",
    "quotation marks": "SELECT (" + "'" * 90_000,
    "less than, 90,000 times": _filter("?a" + " <?a" * 22_000),
    "10 MB": "SELECT * WHERE { " + f"{_ALL} . " * 900_000 + "}",
}  # fmt: skip

SMALL = {
    "6 KB of {": "SELECT * WHERE " + "{" * 3_000 + "}" * 3_000,
    "10 KB of !": _filter("!" * 10_000 + "true"),
    "300 triple patterns": "SELECT * WHERE { " + f"{_ALL} . " * 300 + "}",
    "300 nested blank nodes": f"SELECT * WHERE {{ {'[ ?p ' * 300}?o{' ]' * 300} ?q ?r }}",
    "list of 300": "SELECT * WHERE { (" + "1 " * 300 + ") ?p ?o }",
    "1,000 OPTIONAL": f"SELECT * WHERE {{ {_ALL} " + "OPTIONAL { ?a ?d ?e } " * 1_000 + "}",
    "path of 1,000 steps": f"{PREFIXES}SELECT * WHERE {{ ?a {'/'.join([':directs'] * 1_000)} ?c }}",
    "90 groups": _nested("{ ", " }", 90),
    "90 OPTIONAL in one another": _nested("?a ?b ?c OPTIONAL { ", " }", 90),
    "90 NOT EXISTS in one another": _nested("?a ?b ?c FILTER NOT EXISTS { ", " }", 90),
    "40 sub-selects in one another": _nested("{ SELECT * WHERE { ?d ?e ?f ", " } }", 40),
    "90 GRAPH in one another": _nested("GRAPH ?g { ", " }", 90),
    "45 UNION in one another": _nested("{ ?a ?b ?c } UNION { ", " }", 90),
    "90 MINUS in one another": _nested("?a ?b ?c MINUS { ", " }", 90),
    "90 parentheses": _filter("(" * 90 + "true" + ")" * 90),
    "90 CONCAT in one another": _filter("CONCAT(" * 90 + "'a'" + ", STR(?c))" * 90 + " = 'b'"),
    "90 IF in one another": _filter("IF(?a = ?c, true, " * 90 + "false" + ")" * 90),
    "90 COALESCE of errors": _filter("COALESCE(1/0, " * 90 + "false" + ")" * 90),
    "90 nested blank nodes": f"SELECT * WHERE {{ {'[ ?p ' * 90}?o{' ]' * 90} ?q ?r }}",
    "list of 90": "SELECT * WHERE { (" + "?x " * 90 + ") ?p ?o }",
    "lists in lists": "SELECT * WHERE { " + "(" * 90 + ")" * 90 + " ?p ?o }",
    "circle of 90 patterns": "SELECT * WHERE { "
    + " ".join(f"?v{n} ?p{n} ?v{(n + 1) % 90} ." for n in range(90)) + " }",
    "star of 90 patterns": "SELECT * WHERE { " + " ".join(f"?s ?p{n} ?o{n} ." for n in range(90))
    + " }",
    "clique of 14": "SELECT * WHERE { "
    + " ".join(f"?v{n} ?p{n}x{m} ?v{m} ." for n in range(14) for m in range(n)) + " }",
    "150 disconnected patterns": "SELECT (COUNT(*) AS ?n) WHERE { "
    + " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(150)) + " }",
    "path nested 90 deep": f"{PREFIXES}SELECT * WHERE {{ ?a {'(' * 90}:directs{')*' * 90} ?c }}",
    "path of 200 alternatives and steps":
        f"{PREFIXES}SELECT * WHERE {{ ?a {'/'.join(['(:directs|:worksFor)'] * 100)} ?c }}",
    "900 conditions": f"SELECT * WHERE {{ {_ALL} " + "FILTER(?a != ?c) " * 900 + "}",
    "300 BIND": "SELECT * WHERE { BIND(1 AS ?v0) "
    + " ".join(f"BIND(?v{n} + ?v{n} AS ?v{n + 1})" for n in range(300)) + " }",
    "300 EXISTS beside one another": f"SELECT * WHERE {{ {_ALL} "
    + "FILTER EXISTS { ?c ?d ?e } " * 300 + "}",
    "300 UNION": "SELECT * WHERE { " + " UNION ".join([f"{{ {_ALL} }}"] * 300) + " }",
    "500 aggregates": "SELECT " + " ".join(f"(COUNT(DISTINCT ?c) AS ?n{n})" for n in range(500))
    + f" WHERE {{ {_ALL} }}",
    "triple terms 200 deep": "SELECT * WHERE { ?s ?p " + "<<( ?a ?b " * 200 + "?c" + " )>>" * 200
    + " }",
    "triple terms 45 deep": "SELECT * WHERE { ?s ?p " + "<<( ?a ?b " * 45 + "?c" + " )>>" * 45
    + " }",
    "triple terms built without end": "SELECT ?x30 WHERE { BIND(<urn:a> AS ?x0) "
    + " ".join(f"BIND(TRIPLE(<urn:s>, <urn:p>, ?x{n}) AS ?x{n + 1})" for n in range(30)) + " }",
    "reifiers 90 deep": "SELECT * WHERE { " + "<< " * 90 + _ALL + " >> ?b ?c" * 90 + " }",
    "annotations 90 deep": "SELECT * WHERE { ?a ?b ?c " + "{| ?d ?e " * 90 + "|} " * 90 + "}",
}  # fmt: skip
