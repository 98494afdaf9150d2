"""Attacks that parse and plan in no time and then compute, stream or allocate without end."""

from bench.synthetic import RELATIONS, TERMS

PREFIXES = f"""PREFIX : <{TERMS}> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX dct: <http://purl.org/dc/terms/>
"""
_CROSS = "?a ?b ?c . ?d ?e ?f"
_NUMBERS = " ".join(map(str, range(200)))
_ANY = "|".join(f":{name}" for name in RELATIONS)
COUNT = f"SELECT (COUNT(*) AS ?n) WHERE {{ {_CROSS} . ?g ?h ?i }}"
DOUBLING = (
    "SELECT (STRLEN(?x34) AS ?n) WHERE { BIND('aaaaaaaaaaaaaaaa' AS ?x0) "
    + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(34))
    + " }"
)

JOINS = {
    "cross join, counted": COUNT,
    "cross join, streamed": f"SELECT * WHERE {{ {_CROSS} }}",
    "cross join, no match": f"SELECT * WHERE {{ {_CROSS} FILTER(?a = <urn:x> && ?d = <urn:y> "
    "|| ?c = 'zz' && ?f = 'yy') }",
    "cross join, sorted": f"SELECT * WHERE {{ {_CROSS} }} ORDER BY ?c ?f",
    "cross join, distinct": f"SELECT DISTINCT ?a ?d WHERE {{ {_CROSS} }}",
    "cross join, distinct counted": f"SELECT (COUNT(DISTINCT *) AS ?n) WHERE {{ {_CROSS} }}",
    "cross join, asked": f"ASK {{ {_CROSS} FILTER(CONCAT(STR(?c), STR(?f)) = 'nothing') }}",
    "cross join, random order": f"SELECT * WHERE {{ {_CROSS} BIND(RAND() AS ?r) }} "
    "ORDER BY ?r LIMIT 1",
    "cross join, order by RAND": f"SELECT ?a WHERE {{ {_CROSS} }} ORDER BY RAND() LIMIT 1",
    "cross join, huge limit and offset": f"SELECT * WHERE {{ {_CROSS} }} "
    "LIMIT 9223372036854775807 OFFSET 9223372036854775000",
    "cross join, grouped by everything": f"SELECT ?a ?b ?c (COUNT(*) AS ?n) WHERE {{ {_CROSS} }} "
    "GROUP BY ?a ?b ?c ?d ?e ?f HAVING (COUNT(*) > 1)",
    "cross join of graphs": "SELECT * WHERE { GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f } "
    "FILTER(?g = ?h && ?c = 'none') }",
    "cross join by OPTIONAL": "SELECT (COUNT(?f) AS ?n) WHERE { ?a ?b ?c OPTIONAL { ?d ?e ?f } }",
    "cross join in UNIONs": "SELECT * WHERE { "
    + " UNION ".join([f"{{ {_CROSS} }}"] * 50) + " } ORDER BY ?f",
    "cross join, reduced": f"SELECT REDUCED ?b WHERE {{ {_CROSS} FILTER(?b != ?b) }}",
    "cross join, constructed": f"CONSTRUCT {{ ?a ?b ?f . ?d ?e ?c }} WHERE {{ {_CROSS} }}",
    "cross join, huge template": "CONSTRUCT { "
    + " ".join(f"?a <urn:{n}> [ <urn:q> ?f ] ." for n in range(90)) + f" }} WHERE {{ {_CROSS} }}",
    "cross join, described": f"DESCRIBE * WHERE {{ {_CROSS} }}",
    "describe everything": "DESCRIBE ?s WHERE { ?s ?p ?o }",
    "many to many by class": "SELECT * WHERE { ?a a ?t . ?b a ?t . ?c a ?t }",
    "many to many by class, counted": "SELECT (COUNT(*) AS ?n) WHERE "
    "{ ?a a ?t . ?b a ?t . ?c a ?t . ?d a ?t }",
    "many to many by predicate": "SELECT * WHERE { ?a ?p ?b . ?c ?p ?d . ?e ?p ?f }",
    "object to object": "SELECT * WHERE { ?a ?p ?o . ?b ?q ?o . ?c ?r ?o . ?d ?s ?o }",
    "object to object, sorted": "SELECT ?o WHERE { ?a ?p ?o . ?b ?q ?o } ORDER BY DESC(?o)",
    "product of VALUES": "SELECT (COUNT(*) AS ?n) WHERE { "
    + " ".join(f"VALUES ?v{n} {{ {_NUMBERS} }}" for n in range(6)) + " }",
    "product of VALUES, streamed": "SELECT * WHERE { "
    + " ".join(f"VALUES ?v{n} {{ {_NUMBERS} }}" for n in range(6)) + " }",
    "MINUS of everything": "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c "
    "MINUS { ?a ?d ?e . ?f ?g ?h . ?i ?j ?k FILTER(?k = ?e) } }",
    "NOT EXISTS in NOT EXISTS": "SELECT * WHERE { ?a ?b ?c FILTER NOT EXISTS { ?d ?e ?c "
    "FILTER NOT EXISTS { ?f ?g ?d FILTER NOT EXISTS { ?h ?i ?f FILTER(?h != ?a) } } } }",
    "EXISTS in EXISTS": "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c FILTER EXISTS { ?d ?e ?f "
    "FILTER(?f != ?c) FILTER EXISTS { ?g ?h ?i FILTER(?i = CONCAT(STR(?c), STR(?f))) } } }",
    "a row a second": PREFIXES + "SELECT ?zone WHERE { ?zone a :Zone FILTER NOT EXISTS { "
    "?a ?b ?c . ?c ?d ?e FILTER(CONCAT(SHA512(STR(?e)), STR(?zone)) = 'none') } }",
    "sub-selects of cross joins": f"SELECT (SUM(?n) AS ?m) WHERE {{ ?s ?p ?o {{ "
    f"SELECT (COUNT(*) AS ?n) WHERE {{ {_CROSS} }} GROUP BY ?a ?d }} }}",
    "aggregates in aggregates": "SELECT (MAX(?m) AS ?x) WHERE { { SELECT ?a (SUM(?n) AS ?m) WHERE "
    "{ { SELECT ?a ?b ?d (COUNT(DISTINCT ?f) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f } "
    "GROUP BY ?a ?b ?d } } GROUP BY ?a } }",
}  # fmt: skip

PATHS = {
    "closure of all pairs": PREFIXES + f"SELECT (COUNT(*) AS ?n) WHERE {{ ?x ({_ANY})+ ?y }}",
    "closure of all pairs, streamed": PREFIXES + f"SELECT * WHERE {{ ?x ({_ANY})* ?y }}",
    "closure of what is not a label": PREFIXES
    + "SELECT * WHERE { ?x (!rdfs:label|^!rdfs:label)* ?y . ?y :none ?z }",
    "closures one after another": PREFIXES
    + f"SELECT (COUNT(*) AS ?n) WHERE {{ ?x ({_ANY})*/({_ANY})*/({_ANY})*/({_ANY})* ?y }}",
    "closure of closures": PREFIXES + f"SELECT (COUNT(*) AS ?n) WHERE {{ ?x ((({_ANY})+)*)+ ?y }}",
    "closures of variables both ways": PREFIXES
    + "SELECT * WHERE { ?x (:directs|^:directs)* ?y . ?y (:worksFor|^:worksFor)* ?z "
    ". ?z (:investsIn|^:investsIn)* ?x FILTER(?x != ?z && ?y = <urn:none>) }",
    "negated sets in sequence": PREFIXES + "SELECT (COUNT(*) AS ?n) WHERE "
    "{ ?x !(:none)/^!(:none)/!(:none)/^!(:none) ?y }",
    "alternatives to the power of eight": PREFIXES
    + f"SELECT (COUNT(*) AS ?n) WHERE {{ ?x {'/'.join([f'({_ANY})'] * 8)} ?y }}",
    "zero or one, forty times": PREFIXES
    + f"SELECT (COUNT(*) AS ?n) WHERE {{ ?x {'/'.join(['(:directs|:worksFor)?'] * 40)} ?y }}",
    "paths in every graph": PREFIXES
    + f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH ?g {{ ?x ({_ANY}|!:none)* ?y }} }}",
}  # fmt: skip

STRINGS = {
    "string doubled by CONCAT": DOUBLING,
    "string doubled by REPLACE": "SELECT (STRLEN(?x30) AS ?n) WHERE { BIND('aaaa' AS ?x0) "
    + " ".join(f"BIND(REPLACE(?x{n}, 'a', 'aa') AS ?x{n + 1})" for n in range(30)) + " }",
    "string grown by ENCODE_FOR_URI": "SELECT (STRLEN(?x40) AS ?n) WHERE { BIND('%%%%' AS ?x0) "
    + " ".join(f"BIND(ENCODE_FOR_URI(CONCAT(?x{n}, ?x{n})) AS ?x{n + 1})" for n in range(40))
    + " }",
    "string doubled, cut and doubled": "SELECT ?x26 WHERE { BIND('ab' AS ?x0) "
    + " ".join(f"BIND(STRBEFORE(CONCAT(?x{n}, ?x{n}, 'z'), 'z') AS ?x{n + 1})" for n in range(26))
    + " }",
    "one literal of 64 MB": "SELECT ?x22 WHERE { BIND('aaaaaaaaaaaaaaaa' AS ?x0) "
    + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(22)) + " }",
    "a literal of 1 MB in every row": "SELECT ?s ?x16 WHERE { BIND('aaaaaaaaaaaaaaaa' AS ?x0) "
    + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(16)) + " ?s ?p ?o }",
    "GROUP_CONCAT of everything": "SELECT (GROUP_CONCAT(?o; SEPARATOR=' and ') AS ?all) "
    "WHERE { ?s ?p ?o . ?s ?q ?r }",
    "GROUP_CONCAT of a cross join": f"SELECT (GROUP_CONCAT(?c) AS ?n) WHERE {{ {_CROSS} }}",
    "size of a regular expression":
        "SELECT * WHERE { ?a ?b ?c FILTER(REGEX(STR(?c), '((a{200}){200}){200}')) }",
    "size of a replacement":
        "SELECT (REPLACE(STR(?c), '((a{0,90}){0,90}){0,90}', 'x') AS ?r) WHERE { ?a ?b ?c }",
    "backtracking": "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f "
    "FILTER(REGEX(CONCAT(STR(?c), STR(?f)), '(x+x+)+y|(.*)*b$')) }",
    "a regular expression a row": "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f "
    "FILTER(REGEX(STR(?c), CONCAT('(', STR(?f), '.*){1,20}$'), 'i')) }",
    "classes of Unicode": "SELECT * WHERE { ?a ?b ?c FILTER(REGEX(STR(?c), "
    r"'(\\p{L}{1,80}\\P{Han}{1,80}\\w{1,80}){1,20}$', 'i')) }",
    "thousand alternatives": "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(STR(?f), '"
    + "|".join(f"x{n}.*y{n}" for n in range(1_000)) + "')) }",
    "hashes without end": f"SELECT (COUNT(*) AS ?n) WHERE {{ {_CROSS} "
    "FILTER(SHA512(CONCAT(SHA384(STR(?c)), SHA256(STR(?f)))) = 'x') }",
    "UUIDs without end":
        f"SELECT (COUNT(DISTINCT ?u) AS ?n) WHERE {{ {_CROSS} BIND(UUID() AS ?u) }}",
    "blank nodes without end":
        f"SELECT DISTINCT ?u WHERE {{ {_CROSS} BIND(BNODE() AS ?u) }} ORDER BY ?u",
    "STRUUID in every row, sorted": f"SELECT * WHERE {{ {_CROSS} }} ORDER BY STRUUID()",
    "list of ten thousand for IN": "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f FILTER(?c IN ("
    + ", ".join(f"'{n}'" for n in range(10_000)) + ") && ?c = ?f) }",
    "numbers that grow": "SELECT ?x60 WHERE { BIND(7.1 AS ?x0) "
    + " ".join(f"BIND(?x{n} * ?x{n} AS ?x{n + 1})" for n in range(60)) + " }",
}  # fmt: skip
