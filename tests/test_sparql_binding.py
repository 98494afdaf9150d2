"""Binding: whatever a parameter holds is one term for the engine, wherever it stands."""

from collections.abc import Mapping

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import InvalidRequest
from kg.model.term import Iri, Term, Text
from kg.sparql.binding import bind, rebase, serialise, subselects
from kg.vocab import XSD_BOOLEAN, XSD_DATE, XSD_DECIMAL, XSD_INTEGER

A, B, C = (f"http://e/{name}" for name in "abc")
PREFIXES = "PREFIX e: <http://e/> "


def rows(query: str, values: Mapping[str, Term], store: ox.Store | None = None) -> list[list[str]]:
    """The bound query's answer as text."""
    found = (store or ox.Store()).query(bind(query, values))
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    return sorted([str(row[name]) for name in names] for row in found)


@pytest.fixture(scope="module")
def people() -> ox.Store:
    """a knows b and c, b knows c; a and c are liked by b."""
    store = ox.Store()
    for line in ("a knows b", "a knows c", "b knows c", "b likes a", "b likes c"):
        subject, predicate, target = (ox.NamedNode(f"http://e/{name}") for name in line.split())
        store.add(ox.Quad(subject, predicate, target))
        store.add(ox.Quad(subject, predicate, target, ox.NamedNode("http://e/graph")))
    return store


HOSTILE = st.lists(
    st.sampled_from([
        '"', "'", '"""', "'''", "\\", "\\u0022", "\\U00000022", "\\n", "\n", "\r", "\t", "{", "}",
        "} UNION {", "?x", "#", "<http://e/>", "^^", "@en", " . ", ";", "SERVICE", "東",
        "\U0001f6a2", "\u2028", "\x85", "\x0b", "\x7f", "\x01", "a",
    ])
).map("".join)  # fmt: skip
VALUES = HOSTILE | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


@given(VALUES)
@example('"} UNION { ?s ?p ?o } #')
@example("\\u0022 } #")
@example('"""')
@example("\\")
@example("")
def test_any_text_comes_back_from_the_engine_as_it_went_in(value: str) -> None:
    store = ox.Store()
    found = store.query(bind("SELECT ?_v ?x { FILTER (BOUND(?_v)) }", {"_v": Text(value)}))
    assert isinstance(found, ox.QuerySolutions)
    (row,) = found
    assert row["_v"] == ox.Literal(value)
    assert row["x"] is None


@given(VALUES)
def test_any_text_matches_only_itself_in_the_store(value: str) -> None:
    store = ox.Store()
    subject, predicate = ox.NamedNode(A), ox.NamedNode(B)
    store.add(ox.Quad(subject, predicate, ox.Literal(value)))
    store.add(ox.Quad(subject, predicate, ox.Literal(value + "!")))
    store.add(ox.Quad(subject, predicate, ox.Literal(value, language="en")))
    found = store.query(bind("SELECT ?s ?_v { ?s ?p ?_v }", {"_v": Text(value)}))
    assert isinstance(found, ox.QuerySolutions)
    assert [row["_v"] for row in found] == [ox.Literal(value)]


@given(VALUES, st.sampled_from(["en", "zh-hant", "pt-br", "x-a1"]))
def test_a_language_tag_stays_with_its_text(value: str, lang: str) -> None:
    found = ox.Store().query(bind("SELECT ?_v { FILTER (BOUND(?_v)) }", {"_v": Text(value, lang)}))
    assert isinstance(found, ox.QuerySolutions)
    assert [row["_v"] for row in found] == [ox.Literal(value, language=lang)]


@pytest.mark.parametrize(
    ("lexical", "datatype"),
    [("5", XSD_INTEGER), ("1.5", XSD_DECIMAL), ("2025-12-22", XSD_DATE), ("true", XSD_BOOLEAN)],
)
def test_a_datatype_stays_with_its_text(lexical: str, datatype: str) -> None:
    value = Text(lexical, datatype=datatype)
    assert rows("SELECT ?_v { FILTER (BOUND(?_v)) }", {"_v": value}) == [
        [f'"{lexical}"^^<{datatype}>']
    ]


@pytest.mark.parametrize(
    "iri",
    [
        "", "qianhai", "http://e/ a", "http://e/>", "http://e/<a", 'http://e/"', "http://e/{",
        "http://e/}", "http://e/|", "http://e/^", "http://e/`", "http://e/\\", "http://e/\n",
        "http://e/\x00", "http://e/> } UNION { ?s ?p ?o", "http://e/\\u003E",
    ],
)  # fmt: skip
def test_a_hostile_iri_is_refused(iri: str) -> None:
    with pytest.raises(InvalidRequest, match="is not an absolute IRI"):
        bind("SELECT ?_v { ?s ?p ?_v }", {"_v": Iri(iri)})


@pytest.mark.parametrize("lang", ["en fr", "en>", "1", "en-", '"', "en\n", "en . ?s ?p ?o"])
def test_a_hostile_language_tag_is_refused(lang: str) -> None:
    with pytest.raises(InvalidRequest, match="is not a language tag"):
        serialise(Text("a", lang))


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="lone surrogate"):
        serialise(Text("a\ud800"))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_an_iri_is_refused_or_comes_back_as_it_went_in(text: str) -> None:
    try:
        query = bind("SELECT ?_v { FILTER (BOUND(?_v)) }", {"_v": Iri(f"http://e/{text}")})
    except InvalidRequest:
        return
    try:
        found = ox.Store().query(query)
    except SyntaxError:
        return  # no IRI after all, and the engine says so
    assert isinstance(found, ox.QuerySolutions)
    assert [row["_v"] for row in found] == [ox.NamedNode(f"http://e/{text}")]


KNOWS = [[f"<{B}>"], [f"<{C}>"]]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("?_who e:knows ?x", KNOWS),
        ("{ ?_who e:knows ?x }", KNOWS),
        ("{ ?_who e:knows ?x } UNION { ?x e:likes ?_who }", [[f"<{B}>"], [f"<{B}>"], [f"<{C}>"]]),
        ("?x e:knows ?any OPTIONAL { ?_who e:likes ?y } FILTER (!BOUND(?y))",
         [[f"<{A}>"], [f"<{A}>"], [f"<{B}>"]]),
        ("?s e:knows ?x FILTER EXISTS { ?_who e:knows ?x FILTER (?_who = ?s) }", KNOWS),
        ("?s e:knows ?x FILTER NOT EXISTS { ?_who e:knows ?x FILTER (?_who = ?s) }",
         [[f"<{C}>"]]),
        ("?s e:knows ?x MINUS { ?s e:knows ?x FILTER (?s = ?_who) }", [[f"<{C}>"]]),
        ("?y e:knows ?x FILTER (?y = ?_who)", KNOWS),
        ("?y e:knows ?x FILTER(e:a=?_who&&?y=?_who)", KNOWS),
        ("?y e:knows ?x FILTER (?y IN (e:none,?_who))", KNOWS),
        ("GRAPH ?g { ?_who e:knows ?x }", KNOWS),
        ("GRAPH e:graph { GRAPH e:graph { ?_who e:knows ?x } }", KNOWS),
        ("BIND (?_who AS ?y) ?y e:knows ?x", KNOWS),
        ("{ SELECT ?x ?_who { ?_who e:knows ?x } }", KNOWS),
        ("{ SELECT DISTINCT ?_who ?x WHERE { ?_who e:knows ?x } ORDER BY ?x LIMIT 5 }", KNOWS),
        ("?x ?p ?o { SELECT ?_who (COUNT(*) AS ?n) { ?_who e:knows ?y } GROUP BY ?_who }"
         " FILTER (?n = 2 && ?x = ?_who)", [[f"<{A}>"]] * 2),
        ("{ SELECT * { ?_who e:knows ?x } }", KNOWS),
        ("$_who e:knows ?x", KNOWS),
        ("e:a e:knows ?x . e:b e:likes e:a,?_who", KNOWS),
    ],
)  # fmt: skip
def test_a_parameter_is_bound_wherever_it_stands(
    pattern: str, expected: list[list[str]], people: ox.Store
) -> None:
    """A free variable would give other rows: b knows somebody, too."""
    query = f"{PREFIXES}SELECT ?x {{ {pattern} }}"
    assert rows(query, {"_who": Iri(A)}, people) == expected


def test_several_parameters_are_bound_each_to_its_own(people: ox.Store) -> None:
    query = f"{PREFIXES}SELECT ?_one ?_two {{ ?_one e:knows ?x . ?_two e:likes ?x }}"
    assert rows(query, {"_one": Iri(A), "_two": Iri(B)}, people) == [[f"<{A}>", f"<{B}>"]]


def test_a_value_that_looks_like_another_parameter_is_not_bound_again() -> None:
    values: dict[str, Term] = {"_a": Text("?_b"), "_b": Text("?_a")}
    assert rows("SELECT ?_a ?_b { FILTER (BOUND(?_a) && BOUND(?_b)) }", values) == [
        ['"?_b"', '"?_a"']
    ]


def test_a_longer_variable_is_another_variable(people: ox.Store) -> None:
    query = f"{PREFIXES}SELECT ?_whom {{ ?_who e:knows ?_whom }}"
    assert rows(query, {"_who": Iri(A)}, people) == KNOWS


def test_names_in_strings_comments_and_iris_are_left_alone() -> None:
    query = 'SELECT ?x { BIND ("{ ?_v" AS ?x) # ?_v }\n }'
    assert bind(query, {"_v": Text("no")}) == query


@pytest.mark.parametrize("dataset", ["", "FROM <http://e/graph> "])
def test_the_template_of_a_construct_is_left_alone(dataset: str, people: ox.Store) -> None:
    query = (
        f"{PREFIXES}CONSTRUCT {{ ?x e:known ?_who . ?_who e:is e:known }} {dataset}"
        "WHERE { ?_who e:knows ?x }"
    )
    found = people.query(bind(query, {"_who": Iri(A)}))
    assert isinstance(found, ox.QueryTriples)
    assert sorted(map(str, found)) == [
        f"<{A}> <http://e/is> <http://e/known>",
        f"<{B}> <http://e/known> <{A}>",
        f"<{C}> <http://e/known> <{A}>",
    ]


def test_the_short_form_of_a_construct_is_bound(people: ox.Store) -> None:
    query = f"{PREFIXES}CONSTRUCT WHERE {{ ?_who e:knows ?x }}"
    found = people.query(bind(query, {"_who": Iri(A)}))
    assert isinstance(found, ox.QueryTriples)
    assert sorted(map(str, found)) == [f"<{A}> <http://e/knows> <{x}>" for x in (B, C)]


@pytest.mark.parametrize(
    "data",
    [
        "VALUES ?x { e:b e:c }",
        "VALUES (?x ?y) { (e:b UNDEF) (e:c e:b) }",
        "VALUES (?x) {(e:b)(e:c)}",
    ],
)
def test_a_block_of_data_is_left_alone(data: str, people: ox.Store) -> None:
    query = f"{PREFIXES}SELECT ?x {{ {data} {{ ?_who e:knows ?x }} }}"
    assert data in bind(query, {"_who": Iri(A)})
    assert rows(query, {"_who": Iri(A)}, people) == KNOWS


def test_a_query_without_the_parameter_is_left_as_it_is() -> None:
    query = "SELECT * { ?s ?p ?o OPTIONAL { ?o ?q ?r } }"
    assert bind(query, {"_v": Text("a")}) == query


def test_subselects_are_found_with_what_they_project_and_what_stands_in_them() -> None:
    query = (
        "SELECT ?a { { SELECT ?b (COUNT(?c) AS ?n) { ?b ?p ?c } GROUP BY ?b }"
        " { SELECT * { ?d ?e ?f } } }"
    )
    assert subselects(query) == [({"b"}, {"b", "p", "c"}), (None, {"d", "e", "f"})]


def test_rebase_moves_our_iris_and_nothing_else() -> None:
    query = (
        "PREFIX gbo: <https://gba.example/ontology#> # <https://gba.example/>\n"
        'SELECT * { <https://gba.example/id/a> gbo:b "<https://gba.example/id/a>" ;'
        " ?p <https://gba.example.org/> }"
    )
    assert rebase(query, "http://other/") == (
        "PREFIX gbo: <http://other/ontology#> # <https://gba.example/>\n"
        'SELECT * { <http://other/id/a> gbo:b "<https://gba.example/id/a>" ;'
        " ?p <https://gba.example.org/> }"
    )


def test_rebase_to_the_default_base_changes_nothing() -> None:
    query = "SELECT * { <https://gba.example/id/a> ?p ?o }"
    assert rebase(query, "https://gba.example/") == query
