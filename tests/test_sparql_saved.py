"""Saved queries: a header that cannot be used is refused when it is read, and all of ours run."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import InvalidData, InvalidRequest, NotFound
from kg.model.ontology import Ontology
from kg.sparql.parameter import Context
from kg.sparql.saved import SavedQueries
from kg.vocab import Names

SOUND = """#+ summary: Who is near
#+ parameters:
#+   place: {type: entity, class: Place, default: east-port, description: near what}
#+   state: {type: concept, scheme: lifecycleStates, default: completed}
#+   relation: {type: property, default: nearTo}
#+   since: {type: date, default: "2025"}
#+   least: {type: integer, default: 1}
#+   words: {type: text, default: port}
#+   tongue: {type: language, default: en}
#+   when: {type: period, default: 2025-12/2026-03}
#+   share: {type: decimal, default: "0.50", minimum: 0, maximum: "1"}
#+   whole: {type: boolean, default: "yes"}
#+   size: {type: enum, values: [small, large], default: small}
#+   owner: {type: entity, description: "nobody, unless given"}
#+ columns: {_place: "", _state: "", _relation: "", _since: "", _least: "", _words: "", _tongue: "",
#+   _when: "", _when_from: "", _when_to: "", _share: "", _whole: "", _size: "", _owner: ""}
SELECT ?_place ?_state ?_relation ?_since ?_least ?_words ?_tongue ?_when ?_when_from ?_when_to
  ?_share ?_whole ?_size ?_owner
WHERE { FILTER (BOUND(?_place) && BOUND(?_state) && BOUND(?_relation) && BOUND(?_since)
  && BOUND(?_least) && BOUND(?_words) && BOUND(?_tongue) && BOUND(?_when) && BOUND(?_when_from)
  && BOUND(?_when_to) && BOUND(?_share) && BOUND(?_whole) && BOUND(?_size))
  OPTIONAL { FILTER(BOUND(?_owner)) } }
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def read(folder: Path, text: str, ontology: Ontology) -> SavedQueries:
    (folder / "near.rq").write_text(text, encoding="utf-8")
    return SavedQueries(folder, ontology)


def refusals(folder: Path, text: str, ontology: Ontology) -> str:
    """Every problem of the query, as the curator reads them."""
    with pytest.raises(InvalidData) as refused:
        read(folder, text, ontology)
    assert all(problem.file == "queries/near.rq" for problem in refused.value.problems)
    return "\n".join(map(str, refused.value.problems))


def bound(folder: Path, ontology: Ontology, **arguments: str) -> list[str]:
    """The one row of the sound query, as the engine sees it."""
    query = read(folder, SOUND, ontology)["near"].bind(arguments, Context(Names(), ontology))
    found = ox.Store().query(query)
    assert isinstance(found, ox.QuerySolutions)
    (row,) = found
    return [str(row[variable]) for variable in found.variables if row[variable] is not None]


def test_the_defaults_become_terms_of_their_types(folder: Path, terms: Ontology) -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    assert bound(folder, terms) == [
        "<https://gba.example/id/east-port>",
        "<https://gba.example/ontology#state-completed>",
        "<https://gba.example/ontology#nearTo>",
        f'"2025-01-01"^^<{xsd}date>',
        f'"1"^^<{xsd}integer>',
        '"port"',
        '"en"',
        '"2025-12/2026-03"',
        f'"2025-12-01"^^<{xsd}date>',
        f'"2026-03-31"^^<{xsd}date>',
        f'"0.5"^^<{xsd}decimal>',
        f'"true"^^<{xsd}boolean>',
        '"small"',
    ]


@pytest.mark.parametrize(
    ("name", "text", "term"),
    [
        ("place", "https://gba.example/id/hill-town", "<https://gba.example/id/hill-town>"),
        ("place", "hill-town", "<https://gba.example/id/hill-town>"),
        ("words", '"} UNION { ?s ?p ?o', r'"\"} UNION { ?s ?p ?o"'),
        ("words", "", '""'),
        ("least", "-007", '"-7"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("since", "2025-12-22", '"2025-12-22"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("when", "../2021", '"2021-12-31"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("when", "../2021", '"0001-01-01"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("when", "2021/..", '"9999-12-31"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("share", "1", '"1"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ("whole", "FALSE", '"false"^^<http://www.w3.org/2001/XMLSchema#boolean>'),
        ("tongue", "zh-Hant", '"zh-hant"'),
        ("size", "large", '"large"'),
        ("owner", "east-port", "<https://gba.example/id/east-port>"),
    ],
)
def test_an_argument_takes_the_place_of_the_default(
    name: str, text: str, term: str, folder: Path, terms: Ontology
) -> None:
    assert term in bound(folder, terms, **{name: text})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("place", ""),
        ("place", "hill town"),
        ("place", "> } UNION { ?s ?p ?o"),
        ("place", "http://elsewhere.example/a"),
        ("place", "https://gba.example/> } UNION { ?s ?p ?o } <http://e/"),
        ("state", "no-such-state"),
        ("relation", "noSuchProperty"),
        ("relation", "nearTo> ?x <http://e/"),
        ("since", "yesterday"),
        ("since", "2025-02-30"),
        ("least", "many"),
        ("least", "--5"),
        ("least", "1.5"),
        ("least", "٣"),
        ("least", "9" * 400),
        ("words", "a\ud800"),
        ("since", "../2021"),
        ("when", "soon"),
        ("when", "2026/2025"),
        ("share", "1.5"),
        ("share", "-0.1"),
        ("share", "1e3"),
        ("share", "NaN"),
        ("whole", "perhaps"),
        ("tongue", "en' } UNION { ?s ?p ?o"),
        ("size", "Small"),
        ("owner", "nobody at all"),
    ],
)
def test_an_argument_of_the_wrong_type_is_refused(
    name: str, text: str, folder: Path, terms: Ontology
) -> None:
    with pytest.raises(InvalidRequest):
        bound(folder, terms, **{name: text})


def test_every_wrong_argument_is_named_at_once(folder: Path, terms: Ontology) -> None:
    with pytest.raises(InvalidRequest) as refused:
        bound(folder, terms, least="many", colour="blue", since="yesterday")
    for words in ("colour: no such parameter", "least", "'many'", "since", "'yesterday'", "place"):
        assert words in refused.value.detail


def test_an_unknown_query_is_not_found_and_the_known_ones_are_named(
    folder: Path, terms: Ontology
) -> None:
    with pytest.raises(NotFound, match=r"no saved query 'far'. There are: near"):
        read(folder, SOUND, terms)["far"]


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("", "summary"),
        ("#+ summary: ''", "summary"),
        (f"#+ summary: {'long ' * 17}", "summary"),
        ("#+ summary: [near", "not YAML"),
        ("#+ - near", "near.rq"),
        ("#+ summary: Near\n#+ author: me", "author"),
        ("#+ summary: Near\n#+ view: hologram", "view"),
        ("#+ summary: Near\n#+ parameters: {x: {type: colour, default: blue}}",
         "parameters.x.type"),
        ("#+ summary: Near\n#+ parameters: {X: {type: text}}", "parameters.X"),
        ("#+ summary: Near\n#+ minimum_rows: many", "minimum_rows"),
        ("#+ summary: Near\n#+ parameters: {x: {type: integer, default: one}}",
         "'one' is not a whole number"),
        ("#+ summary: Near\n#+ parameters: {x: {type: integer, default: 3, maximum: 2}}",
         "3 is more than 2"),
        ("#+ summary: Near\n#+ parameters: {x: {type: integer, minimum: few}}", "no limit of"),
        ("#+ summary: Near\n#+ parameters: {x: {type: text, minimum: 2}}", "does not go with text"),
        ("#+ summary: Near\n#+ parameters: {x: {type: text, class: Port}}", "class does not go"),
        ("#+ summary: Near\n#+ parameters: {x: {type: enum}}", "either values or a query"),
        ("#+ summary: Near\n#+ parameters: {x: {type: enum, query: near}}", "which column"),
        ("#+ summary: Near\n#+ parameters: {limit: {type: integer}}", "of every saved query"),
        ("#+ summary: Near\n#+ parameters: {x: {default: a}}", "parameters.x.type"),
        ("#+ summary: Near\n#+ parameters: {x: {type: text, default: a, size: 3}}", "size"),
        ("#+ summary: Near\n#+ parameters: {x: {type: entity, class: Dragon, default: a}}",
         "no class Dragon"),
        ("#+ summary: Near\n#+ parameters: {x: {type: concept, default: a}}", "no scheme"),
        ("#+ summary: Near\n#+ parameters: {x: {type: concept, scheme: moods, default: a}}",
         "no scheme moods"),
        ("#+ summary: Near\n#+ labels: {en: Near}", "a label in 'en'"),
        ("#+ summary: Near\n#+ labels: {Chinese: 附近}", "labels.Chinese"),
        (f"#+ summary: Near\n#+ labels: {{zh-Hant: {'近' * 81}}}", "labels.zh-Hant"),
        ("#+ summary: Near\n#+ labels: {zh-Hant: 附近}\n#+ drafted: [pt]", "no label is in 'pt'"),
        ("#+ summary: Near\n#+ parameters: {x: {type: text, labels: {zh-Hant: ''}}}",
         "parameters.x.labels.zh-Hant"),
    ],
)  # fmt: skip
def test_a_header_that_cannot_be_used_is_refused(
    header: str, problem: str, folder: Path, terms: Ontology
) -> None:
    assert problem in refusals(folder, f"{header}\nSELECT ?_x {{ ?s ?p ?_x }}\n", terms)


def test_a_header_has_its_labels_by_language(folder: Path, terms: Ontology) -> None:
    labels = "#+ labels: {zh-Hant: 附近有誰, pt: Quem}\n#+ drafted: [zh-Hant]\n"
    header = read(folder, f"{labels}{SOUND}", terms)["near"].header
    assert header.summaries == {"en": "Who is near", "zh-Hant": "附近有誰", "pt": "Quem"}
    assert header.drafted == ("zh-Hant",)


HEADER = """#+ summary: Near
#+ parameters: {place: {type: entity, default: east-port}}
#+ columns: {x: what is near}
"""


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("SELECT ?x { ?x ?p ?_place , ?_state }", "_state: a variable without a parameter"),
        ("SELECT ?x { ?x ?p ?place }", "_place: a parameter that is not used"),
        ("SELECT ?x { ?x ?p '?_place' } # ?_place", "_place: a parameter that is not used"),
        ("SELECT ?x { { SELECT ?x { ?x ?p ?_place } } }", "sub-SELECT that does not project it"),
        ("SELECT ?x { { SELECT ?x (COUNT(?_place) AS ?n) { ?x ?p ?_place } GROUP BY ?x } }",
         "sub-SELECT that does not project it"),
        ("SELECT ?x { ?x ?p ?_place { SELECT ?x { ?x ?p ?o OPTIONAL { ?x ?q ?_place } } } }",
         "sub-SELECT that does not project it"),
        ("SELECT ?x { ?x ?p ?_place BIND(?x AS ?_place) }", "_place: is assigned to"),
        ("SELECT ?x { ?x ?p ?_place VALUES (?y ?_place) { (1 2) } }", "_place: is assigned to"),
        ("SELECT ?x (COUNT(*) AS ?_place) { ?x ?p ?_place } GROUP BY ?x", "is assigned to"),
        ("SELECT ?x ?p { ?x ?p ?_place }", "p: a column without a meaning"),
        ("SELECT ?y { ?y ?p ?_place }", "x: a column that is not projected"),
        ("CONSTRUCT { ?x ?p ?_place } { ?x ?p ?_place }", "a graph has no columns"),
        ("SELECT ?x { ?x ?p ?_place } LIMIT many", "not SPARQL"),
        ("ASK { ?x ?p ?_place }", "an ASK has neither columns nor a graph"),
    ],
)  # fmt: skip
def test_a_query_that_does_not_fit_its_header_is_refused(
    query: str, problem: str, folder: Path, terms: Ontology
) -> None:
    assert problem in refusals(folder, HEADER + query, terms)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x { { SELECT ?x ?_place { ?x ?p ?_place } } }",
        "SELECT ?x { { SELECT * { ?x ?p ?_place } } }",
        "SELECT ?x { { SELECT ?x { ?x ?p ?o } } ?x ?q ?_place }",
    ],
)
def test_a_subselect_that_projects_its_parameters_is_read(
    query: str, folder: Path, terms: Ontology
) -> None:
    assert len(read(folder, HEADER + query, terms)) == 1


@pytest.mark.parametrize(
    "query", ["SELECT ?x { ?_place ?p ?x { SELECT ?x", "SELECT ?_place { { SELECT"]
)
def test_an_unfinished_subselect_is_a_problem_of_its_file(
    query: str, folder: Path, terms: Ontology
) -> None:
    assert refusals(folder, HEADER + query, terms)


def test_a_parameter_that_stands_in_no_group_is_refused(folder: Path, terms: Ontology) -> None:
    """There is nowhere to bind it: the engine would leave it free."""
    query = "SELECT ?x (COUNT(*) AS ?n) { ?x ?p ?o } GROUP BY ?x HAVING (COUNT(*) > ?_place)"
    assert "_place" in refusals(folder, HEADER + query, terms)


def test_the_problems_of_every_file_are_told_at_once(folder: Path, terms: Ontology) -> None:
    for name in ("one", "two"):
        (folder / f"{name}.rq").write_text("SELECT ?_x { ?s ?p ?_x }\n")
    with pytest.raises(InvalidData) as refused:
        SavedQueries(folder, terms)
    files = {problem.file for problem in refused.value.problems}
    assert files == {"queries/one.rq", "queries/two.rq"}
