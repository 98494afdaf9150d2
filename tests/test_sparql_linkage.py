"""Which answers may be streamed from their first row on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.config import Settings
from kg.sparql import gate
from kg.sparql.linkage import is_bounded

P = "PREFIX ex: <http://e/> "

LINKED = [
    "SELECT * { ?s ?p ?o }",
    "SELECT ?p ?o WHERE { <http://e/13> ?p ?o }",
    "SELECT * { ?s ?p ?o . ?s ex:label ?l }",
    "SELECT * { ?s a ex:C ; ex:label ?l , ?m . }",
    "SELECT * { ?s ex:in ?o . ?o ex:label ?l }",
    "SELECT * { ?s ex:in [ ex:label ?l ; a ex:C ] }",
    "SELECT * { [] ex:in ?x . ?x ex:label ?l }",
    "SELECT * { _:b ex:in ?x ; ex:label ?l }",
    "SELECT * { ?s ex:in/ex:of ?o . ?o ex:label ?l FILTER(?l != 'a . ?x ?y ?z') }",
    "SELECT * { ?s ^ex:in ?o . ?s ex:label ?l }",
    "SELECT * { ?s ex:in* <http://e/top> ; ex:label ?l }",
    "SELECT * { <http://e/top> (ex:in|ex:of)+ ?x }",
    "SELECT * { { ?s a ex:A } UNION { ?s a ex:B } ?s ex:label ?l }",
    "SELECT * { { ?s a ex:A } UNION { ?o a ex:B } }",
    "SELECT * { ?s ?p ?o OPTIONAL { ?s ex:label ?l } OPTIONAL { ?o ex:label ?m } }",
    "SELECT * { ?s a ex:A FILTER NOT EXISTS { ?s ex:of ?o } }",
    "SELECT * { ?s a ex:A FILTER(!EXISTS { ?s ex:of ?o } && 1 < 2) }",
    "SELECT * { ?s a ex:A MINUS { ?s ex:of ex:x } }",
    "SELECT * { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * { GRAPH ?g { ?s ?p ?o } GRAPH ?h { ?s a ?c } }",
    "SELECT * FROM ex:g { ?s ?p ?o }",
    "SELECT * { { SELECT ?s { ?s a ex:C } LIMIT 10 } ?s ex:label ?l }",
    "SELECT * { VALUES ?s { ex:a ex:b } ?s ?p ?o }",
    "SELECT * { ?s ?p ?o } VALUES (?s ?x) { (ex:a 1) (ex:b 2) }",
    "SELECT * { VALUES ?x { 1 } ?s ?p ?o }",
    "SELECT * { VALUES ?x { 1 2 3 } }",
    "SELECT * { ?s ?p ?o . ex:a ex:b ex:c }",
    "SELECT * {}",
    "CONSTRUCT { ?a ?b ?c . ?d ?e ?f } WHERE { ?a ?b ?c }",
    "CONSTRUCT WHERE { ?a ?b ?c }",
    "DESCRIBE ex:a",
    "DESCRIBE ?s { ?s a ex:C }",
    "ASK { ?a ?b ?c . ?d ?e ?f }",  # one word is the answer
    "SELECT * { ?s ex:q 1.5 , -2 , 'x'@en , 'y'^^ex:t . ?s ex:p true }",
]
LOOSE = [
    # what is computed may be larger than anything in the data
    "SELECT * { { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }",
    "SELECT ?c (COUNT(*) AS ?n) { ?s a ?c } GROUP BY ?c HAVING (COUNT(*) > 1) ORDER BY DESC(?n)",
    "SELECT * { BIND(1 AS ?x) ?s ?p ?o BIND(STR(?s) AS ?t) }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f }",
    "SELECT * { ?a ?p ?b . ?c ?p ?d }",
    "SELECT * { ?a ex:p ?b . ?c ex:q ?b }",
    "SELECT * { ?b ^ex:p ?a . ?c ex:q ?b }",
    "SELECT * { ?b ^ex:p ?a . ?b ^ex:q ?c }",
    "SELECT * { ?a a ex:A . ?b a ex:B }",
    "SELECT * { ex:a ?p ?o . ex:b ?q ?r }",
    "SELECT * { ?s ex:in* ?o }",
    "SELECT * { ?s ex:in+ ?o . ?s a ex:C }",
    "SELECT * { ?s (ex:in/ex:of)* ?o }",
    "SELECT * { ?s (ex:in*/ex:of) ?o }",
    "SELECT * { ?s ?p ?o . ?s ?q ?r . ?s ?t ?u }",
    "SELECT * { ?a ex:k ?b . ?b ex:k ?c . ?c ex:k ?d . ?d ex:k ?e . ?e ex:k ?f }",
    "SELECT * { VALUES ?x { 1 2 } VALUES ?y { 1 2 } }",
    "SELECT * { VALUES ?x { 1 2 } ?s ?p ?o }",
    "SELECT * { VALUES ?s { ex:a UNDEF } ?s ?p ?o }",
    "SELECT * { { ?a ?b ?c . ?d ?e ?f } UNION { ?s ?p ?o } }",
    "SELECT * { { ?s a ex:A } UNION { ?t a ex:B } ?s ex:label ?l }",
    "SELECT * { { ?s a ex:A } UNION { } ?x ex:label ?l }",
    "SELECT * { { ?s a ex:A } UNION { } { ?s a ex:A } UNION { ?t a ex:B } }",
    "SELECT * { ?s ?p ?o OPTIONAL { ?a ?b ?c } }",
    "SELECT * { ?s a ex:A OPTIONAL { ?s ex:p ?x } ?y ex:q ?x }",
    "SELECT * { ?s ?p ?o FILTER EXISTS { ?a ?b ?c } }",
    "SELECT * { ?s ?p ?o FILTER(?p = 1 || EXISTS { ?s ?b ?c . ?d ?e ?f }) }",
    "SELECT * { ?s ?p ?o MINUS { ?a ?b ?c } }",
    "SELECT * { GRAPH ?g { ?s a ex:A } GRAPH ?g { ?t a ex:A } }",
    "SELECT * { { SELECT ?s { ?s ?p ?o } } ?x ?y ?z }",
    "SELECT * { { SELECT ?p { ?s ?p ?o } } ?s a ex:C }",
    "SELECT * { { SELECT (1 AS ?x) { ?s ?p ?o } } ?a ?b ?c }",
    "SELECT (EXISTS { ?a ?b ?c . ?d ?e ?f } AS ?x) { ?s ?p ?o }",
    "SELECT * { ?s ?p ?o } VALUES ?x { 1 2 }",
    "SELECT * { ?s ?p ?o LATERAL { ?a ?b ?c } }",
    "SELECT * { << ?s ?p ?o >> ?a ?b }",
    "SELECT * { ?s ?p ?o . { ?a ?b ?c } }",
    "CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c . ?d ?e ?f }",
    "CONSTRUCT WHERE { ?a ?b ?c . ?d ?e ?f }",
    "DESCRIBE ?a ?d { ?a ?b ?c . ?d ?e ?f }",
    "SELECT * { ?s ?p ?o . # ?s ?p ?o\n ?a ?b ?c }",
    "SELECT * { ?s ?p '. ?s ?p' . ?a ?b ?c }",
    "SELECT * { ?s ?p ?o",
]


@pytest.mark.parametrize("query", LINKED)
def test_an_answer_of_linked_patterns_may_be_streamed(query: str) -> None:
    assert gate.examine(P + query, Settings()).bounded


@pytest.mark.parametrize("query", LOOSE)
def test_an_answer_that_may_multiply_is_kept_until_it_is_whole(query: str) -> None:
    assert not gate.examine(P + query, Settings()).bounded


def test_a_long_query_is_not_looked_at() -> None:
    query = "SELECT * { ?s ?p ?o }"
    assert is_bounded(query + " " * 1000)
    assert not is_bounded(query + " " * 20_000)


PIECES = st.lists(
    st.sampled_from([
        "SELECT", "CONSTRUCT", "DESCRIBE", "WHERE", "{", "}", "(", ")", "[", "]", "?x", "?y",
        "ex:a", "a", ".", ";", ",", "OPTIONAL", "UNION", "FILTER", "EXISTS", "VALUES",
        "GRAPH", "BIND", "^",
        "*", "+", "/", "|", "!", "<a:a>", "'x'", "1", "<<", ">>", "{|", "|}", "UNDEF", "AS",
    ])
).map(" ".join)  # fmt: skip


@given(PIECES)
def test_any_text_gets_an_answer(text: str) -> None:
    assert is_bounded(text) in (True, False)
    assert is_bounded("SELECT * { " + text) in (True, False)


@given(PIECES)
def test_a_cross_product_is_loose_whatever_stands_beside_it(text: str) -> None:
    """If the text can be read at all, three patterns of their own in it stay three."""
    assert not is_bounded(f"SELECT * {{ ?k1 ex:p ?k2 . ?k3 ex:q ?k4 . {text} }}")
