"""The gate before an update: its limits, and the dataset that the protocol adds."""

from contextlib import suppress

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.config import Settings
from kg.errors import InvalidRequest, KgError, RefusedQuery, TooLarge
from kg.sparql import gate

SETTINGS = Settings()
G, H = "http://e/g", "http://e/h"


def using(update: str, default: list[str], named: list[str]) -> str:
    return gate.examine_update(update, SETTINGS, default, named).text


@pytest.mark.parametrize(
    "update",
    [
        "",
        " # nothing\n",
        "PREFIX a: <http://a/>",
        "CLEAR ALL;",
        "INSERT DATA { <a:a> <a:a> 1 } ; DELETE DATA { <a:a> <a:a> 1 } ;",
        "insertdata{<a:a><a:a>1}",
        "BASE <http://a/> DELETE WHERE { <x> ?p ?o }",
        "CREATE SILENT GRAPH <a:a>; COPY DEFAULT TO <a:a>; MOVE <a:a> TO <a:b>; ADD <a:b> TO <a:c>",
        "WITH <a:a> DELETE { ?s ?p ?o } INSERT { ?o ?p ?s } USING <a:b> WHERE { ?s ?p ?o }",
        "DROP GRAPH <a:a;b>; INSERT DATA { <a:a> <a:a> ';' }",
    ],
)
def test_an_update_that_the_engine_takes_passes(update: str) -> None:
    assert gate.examine_update(update, SETTINGS).text == update
    with suppress(RuntimeError):  # a graph that is not there
        ox.Store().update(update)


@pytest.mark.parametrize("text", ["SELECT * {}", "ASK {}", "hello", "; ;", "<a:a>", "CLEAR ALL; x"])
def test_what_begins_no_operation_is_refused_and_told_where_queries_go(text: str) -> None:
    with pytest.raises(RefusedQuery, match=r"begins no operation .* /sparql"):
        gate.examine_update(text, SETTINGS)


def test_a_longer_update_than_the_setting_is_too_large() -> None:
    with pytest.raises(TooLarge, match="11 bytes, and KG_MAX_UPDATE_BYTES allows 10"):
        gate.examine_update("CLEAR ALL; ", Settings(max_update_bytes=10))


def test_more_operations_than_the_setting_are_refused() -> None:
    few = Settings(max_update_operations=2)
    assert gate.examine_update("CLEAR ALL; CLEAR ALL;", few)
    with pytest.raises(RefusedQuery, match=r"KG_MAX_UPDATE_OPERATIONS allows \(2\)"):
        gate.examine_update("CLEAR ALL; CLEAR ALL; CLEAR ALL", few)


def test_an_operation_may_be_as_long_as_a_query_beside_its_data() -> None:
    short = Settings(max_query_bytes=300)
    data = " . ".join(f"<a:{n}> <a:p> 'text {n}'" for n in range(100))
    pattern = " . ".join(f"?s <a:p{n}> ?o{n}" for n in range(50))
    assert gate.examine_update(f"INSERT DATA {{ {data} }}", short)
    with pytest.raises(TooLarge, match=r"KG_MAX_QUERY_BYTES allows \(300\)"):
        gate.examine_update(f"INSERT DATA {{ {data} }}; DELETE WHERE {{ {pattern} }}", short)


def test_an_operation_after_data_of_many_stretches_is_looked_at() -> None:
    data = " . ".join(f"<a:{n}> <a:p> '{{;'" for n in range(30_000))
    with pytest.raises(RefusedQuery, match="'HELLO' begins no operation"):
        gate.examine_update(f"INSERT DATA {{ {data} }}; HELLO", SETTINGS)


@pytest.mark.slow
def test_a_list_that_is_too_long_to_be_looked_at_is_told() -> None:
    terms = '"ab" ' * 10_000_000
    with pytest.raises(TooLarge, match="a list of millions of terms"):
        gate.examine_update(
            f"INSERT {{ ?s <a:b> 1 }} WHERE {{ VALUES ?s {{ {terms} }} }}", SETTINGS
        )


def test_data_are_limited_by_their_length_alone() -> None:
    triples = " . ".join(f"<a:{n}> <a:p> -{n} , +1.5e-3 , ex:a-b , 'x'@en-GB" for n in range(3000))
    update = f"PREFIX ex: <http://e/> INSERT DATA {{ {triples} GRAPH <a:g> {{ {triples} }} }}"
    assert gate.examine_update(update, SETTINGS).text == update


@pytest.mark.parametrize(
    "update",
    [
        f"INSERT DATA {{ <a:a> <a:a> {'(' * 100}1{')' * 100} }}",
        f"INSERT DATA {{ <a:a> <a:a> {'[ <a:a> ' * 100}1{']' * 100} }}",
        f"INSERT DATA {{ <a:a> <a:a> {'<<( <a:a> <a:a> ' * 50}1{')>>' * 50} }}",
        f"INSERT {{}} WHERE {'{' * 101}{'}' * 101}",
    ],
)
def test_data_and_patterns_that_nest_deeper_than_the_setting_are_refused(update: str) -> None:
    with pytest.raises(RefusedQuery, match=r"KG_MAX_QUERY_DEPTH allows \(100\)"):
        gate.examine_update(update, SETTINGS)


def test_the_operators_of_each_operation_are_counted() -> None:
    one = f"INSERT {{}} WHERE {{ FILTER(1{'+1' * 600} = 1) }}"
    assert gate.examine_update(f"{one};{one};{one}", SETTINGS)
    with pytest.raises(RefusedQuery, match="KG_MAX_QUERY_OPERATORS"):
        gate.examine_update(one.replace("+1", "+1+1"), SETTINGS)


def test_words_in_names_do_not_make_data_of_a_pattern() -> None:
    sums = "FILTER(1" + "+1" * 1100 + ")"
    for name in ("INSERTDATA:x", "ex:INSERT DATA", "?INSERT DATA", "<INSERT DATA>"):
        with pytest.raises(RefusedQuery):
            gate.examine_update(f"INSERT {{}} WHERE {{ GRAPH {name} {{ {sums} }} }}", SETTINGS)


@pytest.mark.parametrize(
    ("update", "expected"),
    [
        (
            "INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
            "INSERT { ?s ?p 1 }  USING <http://e/g> WHERE { ?s ?p ?o }",
        ),
        (
            "DELETE WHERE { ?s ?p ?o }",
            "DELETE  { ?s ?p ?o }\n USING <http://e/g> WHERE { ?s ?p ?o }",
        ),
        ("CLEAR ALL", "CLEAR ALL"),
        ("INSERT DATA { <a:where> <a:p> 'WHERE' }", "INSERT DATA { <a:where> <a:p> 'WHERE' }"),
    ],
)
def test_the_dataset_of_the_protocol_stands_before_the_pattern(update: str, expected: str) -> None:
    assert using(update, [G], []).split() == expected.split()


def store() -> ox.Store:
    found = ox.Store()
    found.update(
        f"INSERT DATA {{ <a:d> <a:p> 0 GRAPH <{G}> {{ <a:g> <a:p> 1 }} "
        f"GRAPH <{H}> {{ <a:h> <a:p> 2 }} }}"
    )
    return found


def quads(update: str, default: list[str], named: list[str]) -> set[str]:
    """What the store holds afterwards and did not before, or the reverse."""
    before = {str(quad) for quad in store()}
    changed = store()
    changed.update(using(update, default, named))
    return before ^ {str(quad) for quad in changed}


@pytest.mark.parametrize(
    "update",
    [
        "INSERT { ?s <a:new> ?o } WHERE { ?s <a:p> ?o }",
        "PREFIX where: <a:> INSERT{?s where:new ?o}WHERE{?s where:p ?o}",
        "BASE <a:> INSERT { ?s <a:new> ?o } # WHERE\nWHERE { ?s <a:p> ?o FILTER('WHERE' != ?s) } #",
        "CLEAR SILENT GRAPH <a:none>;INSERT{?s <a:new> ?o}WHERE{{SELECT * WHERE {?s <a:p> ?o}}}",
    ],
)
def test_a_pattern_sees_the_dataset_of_the_protocol(update: str) -> None:
    integer = '"{}"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert quads(update, [G], []) == {f"<a:g> <a:new> {integer.format(1)}"}
    assert quads(update, [G, H], []) == {
        f"<a:g> <a:new> {integer.format(1)}", f"<a:h> <a:new> {integer.format(2)}",
    }  # fmt: skip
    assert quads(update, [], [G]) == set()


def test_named_graphs_of_the_protocol_are_seen_by_graph() -> None:
    update = "INSERT { ?s <a:new> 1 } WHERE { GRAPH ?g { ?s <a:p> ?o } }"
    assert len(quads(update, [], [G])) == 1
    assert len(quads(update, [], [G, H])) == 2
    assert len(quads(update, [G], [H])) == 1


@pytest.mark.parametrize("update", ["DELETE WHERE { ?s ?p ?o }", "deletewhere{?s ?p ?o}#c"])
def test_the_short_form_of_delete_is_written_out(update: str) -> None:
    # What matches in g is deleted from the default graph, as section 2.2.3 of the Protocol has it.
    assert quads(update, [G], []) == set()
    with_copy = f"INSERT DATA {{ <a:g> <a:p> 1 , 3 }};{update}"
    assert quads(with_copy, [G], []) == {
        '<a:g> <a:p> "3"^^<http://www.w3.org/2001/XMLSchema#integer>'
    }


def test_each_operation_gets_the_dataset_but_data_do_not() -> None:
    update = (
        "INSERT DATA { <a:x> <a:p> 'USING WITH WHERE' } ; INSERT { ?s <a:new> 1 } "
        "WHERE { ?s <a:p> ?o } ; DELETE { ?s <a:new> 1 } WHERE { ?s <a:p> 5 }"
    )
    text = using(update, [G], [H])
    assert text.count(f"USING <{G}> USING NAMED <{H}>") == 2
    assert quads(update, [G], [H]) == {
        '<a:x> <a:p> "USING WITH WHERE"',
        '<a:g> <a:new> "1"^^<http://www.w3.org/2001/XMLSchema#integer>',
    }


@pytest.mark.parametrize(
    "update",
    [
        f"WITH <{G}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
        f"INSERT {{ ?s ?p ?o }} USING <{G}> WHERE {{ ?s ?p ?o }}",
        f"INSERT {{ ?s ?p ?o }}USING<{G}>WHERE{{ ?s ?p ?o }}",
        f"INSERT {{ ?s ?p ?o }} USING NAMED <{G}> WHERE {{ ?s ?p ?o }}",
        f"PREFIX : <{G}> INSERT {{ ?s ?p ?o }} USING:g WHERE {{ ?s ?p ?o }}",
        f"CLEAR ALL; with <{G}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
    ],
)
def test_two_datasets_are_refused(update: str) -> None:
    """SPARQL 1.1 Protocol, 2.2.3."""
    assert gate.examine_update(update, SETTINGS)
    with pytest.raises(InvalidRequest, match=r"using-graph-uri"):
        using(update, [G], [])
    with pytest.raises(InvalidRequest, match=r"using-graph-uri"):
        using(update, [], [G])


@pytest.mark.parametrize("iri", ["g", "http://e/ g", "http://e/>", "http://e/g> WHERE {} ; CLEAR"])
def test_a_dataset_that_is_no_iri_is_refused(iri: str) -> None:
    with pytest.raises(InvalidRequest, match="not an absolute IRI"):
        using("CLEAR ALL", [iri], [])


PIECES = st.lists(
    st.sampled_from([
        "INSERT", "DELETE", "DATA", "WHERE", "WITH", "USING", "{", "}", ";", " ", "\n", "#", "'",
        '"', "<a:a>", "ex:a", "?x", "PREFIX ex: <a:>", "CLEAR ALL", "(", ")", "<<", ">>", "\\u0041",
        "\\", "<", ">", "DELETE WHERE {}", "INSERT DATA {", "1", ".", "\ud800", "LOAD", "SERVICE",
    ])
).map("".join)  # fmt: skip


@given(st.text() | PIECES)
def test_no_text_makes_the_gate_fail_otherwise_than_by_refusing(text: str) -> None:
    with suppress(KgError):
        assert gate.examine_update(text, SETTINGS).text == text
    with suppress(KgError):
        using(text, [G], [H])
