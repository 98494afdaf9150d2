"""The library of saved queries: each answers over the real data what was read and found right.

tests/golden/queries/ has the answer of each with its defaults; `make golden` writes it anew, and
the difference is to be read before it is committed.
"""

import csv
import io
from pathlib import Path

import anyio
import pytest

from kg.answers.knowledge import Knowledge, open_knowledge
from kg.config import Settings
from kg.model.problem import Problems
from kg.sparql import header
from kg.sparql.gate import Form
from kg.sparql.header import CLAIM
from kg.sparql.parameter import Context, ParameterType
from kg.sparql.pool import Pool
from kg.sparql.result import Conditions, read_all
from kg.sparql.saved import SavedQueries, SavedQuery
from kg.sparql.source import Release
from kg.store.engine import Answer
from tests.api_client import real_store
from tests.conftest import ROOT

GOLDEN = ROOT / "tests" / "golden" / "queries"
NAMES = sorted(path.stem for path in (ROOT / "queries").glob("*.rq"))
HEADERS = {
    name: header.read(name, (ROOT / "queries" / f"{name}.rq").read_text("utf-8"), Problems())
    for name in NAMES
}
WITH_CLAIMS = [name for name, head in HEADERS.items() if head and CLAIM in head.columns]
OF_ENTITIES = [
    name
    for name, head in HEADERS.items()
    if head and head.columns
    and any(each.type is ParameterType.ENTITY for each in head.parameters.values())
]  # fmt: skip
MOST_ROWS = 100_000
Answers = dict[str, tuple[str, str]]  # of each query, without and with the union as default graph


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """The graph that the repository makes."""
    return open_knowledge(Settings(store=real_store(tmp_path_factory)))


@pytest.fixture(scope="module")
def library(repository: Knowledge) -> SavedQueries:
    return SavedQueries(ROOT / "queries", repository.ontology)


@pytest.fixture(scope="module")
def answers(repository: Knowledge, library: SavedQueries) -> Answers:
    """Every query with its defaults, one after another, by one worker."""

    async def ask() -> Answers:
        settings = Settings(workers=1, spare_workers=0)
        release = Release(repository.database, repository.version)
        async with Pool(release, settings) as pool:
            found: Answers = {}
            for query in library:
                both = []
                for union in (False, True):
                    run = await pool.run(
                        wanted(query, repository, union), Conditions(10, MOST_ROWS)
                    )
                    both.append((await read_all(run)).decode())
                found[query.name] = both[0], both[1]
            return found

    return anyio.run(ask)


def wanted(query: SavedQuery, repository: Knowledge, union: bool) -> Answer:
    text = query.bind({}, Context(repository.names, repository.ontology))
    graph = query.form is Form.GRAPH
    return Answer(text, "application/n-triples" if graph else "text/csv", union=union)


def table(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def golden(name: str) -> Path:
    return next(GOLDEN.glob(f"{name}.*"))


def test_there_are_queries_with_claims_and_queries_of_entities() -> None:
    assert len(WITH_CLAIMS) > 20
    assert len(OF_ENTITIES) > 10


def test_there_are_forty_queries_and_each_has_a_golden_answer(library: SavedQueries) -> None:
    assert len(library) >= 40
    assert sorted(query.name for query in library) == NAMES
    assert sorted(path.stem for path in GOLDEN.iterdir()) == NAMES
    assert sum(query.form is Form.GRAPH for query in library) >= 4


@pytest.mark.parametrize("name", NAMES)
def test_a_query_answers_as_it_was_read_and_found_right(name: str, answers: Answers) -> None:
    expected, found = golden(name), answers[name][0]
    if expected.suffix == ".nt":
        assert sorted(set(found.splitlines())) == expected.read_text("utf-8").splitlines()
    else:
        assert table(found) == table(expected.read_text("utf-8"))


def test_no_claim_is_shown_without_what_it_says() -> None:
    """A figure that a text leaves open says so; one that it gives has its unit beside it."""
    for name in NAMES:
        if golden(name).suffix != ".csv":
            continue
        for row in csv.DictReader(io.StringIO(golden(name).read_text("utf-8"))):
            assert row.get("object", "said"), (name, row)
            if row.get("object", "").replace(".", "").isdigit() and "#date" not in row["property"]:
                assert row["unit"], (name, row)


@pytest.mark.parametrize("name", NAMES)
def test_a_query_names_its_graphs(name: str, answers: Answers) -> None:
    """So that the union of all graphs, which other engines lack, makes no difference."""
    without, with_union = answers[name]
    assert sorted(with_union.splitlines()) == sorted(without.splitlines())


@pytest.mark.parametrize("name", NAMES)
def test_a_query_has_its_columns_and_its_least_number_of_rows(
    name: str, answers: Answers, library: SavedQueries
) -> None:
    header = library[name].header
    if library[name].form is Form.GRAPH:
        assert len(set(answers[name][0].splitlines())) >= header.minimum_rows >= 1
        return
    columns, *rows = table(answers[name][0])
    assert columns == list(header.columns)
    assert len(rows) >= header.minimum_rows >= 1


@pytest.mark.parametrize("name", NAMES)
def test_no_row_comes_twice(name: str, answers: Answers, library: SavedQueries) -> None:
    if library[name].form is Form.SOLUTIONS:
        rows = [tuple(row) for row in table(answers[name][0])]
        assert len(set(rows)) == len(rows)


@pytest.mark.parametrize("name", NAMES)
def test_a_query_is_described_and_its_order_is_total(name: str, library: SavedQueries) -> None:
    """How to read it and what it does not say; the order is that of a key, never of chance."""
    query = library[name]
    assert len(query.header.description) > 60
    assert query.header.tags
    assert all(query.header.columns.values())
    assert all(parameter.description for parameter in query.header.parameters.values())
    assert "SELECT *" not in query.text
    assert "zh-Hant" in query.header.labels
    assert all("zh-Hant" in parameter.labels for parameter in query.header.parameters.values())
    assert (query.form is Form.GRAPH) or "ORDER BY" in query.text


@pytest.mark.parametrize("name", WITH_CLAIMS)
def test_a_claim_in_a_row_is_one_that_holds(
    name: str, answers: Answers, claims_in_force: set[str]
) -> None:
    """Every claim of a row exists, and none of them is deprecated."""
    columns, *rows = table(answers[name][0])
    claims = {row[columns.index("claim")] for row in rows} - {""}
    assert claims <= claims_in_force


@pytest.fixture(scope="module")
def claims_in_force(repository: Knowledge) -> set[str]:
    found = repository.store.select(
        "PREFIX gbo: <https://gba.example/ontology#> SELECT ?claim WHERE { GRAPH ?graph {"
        " ?claim gbo:subject ?subject FILTER NOT EXISTS { ?claim gbo:rank gbo:deprecated } } }"
    )
    return {row["claim"].value for row in found}


@pytest.mark.parametrize("name", OF_ENTITIES)
def test_an_entity_of_which_nothing_is_said_has_no_rows_and_no_error(
    name: str, library: SavedQueries, repository: Knowledge
) -> None:
    """A bound parameter narrows: were it left free, rows of others would come."""
    parameters = library[name].header.parameters
    entities = [key for key, each in parameters.items() if each.type is ParameterType.ENTITY]
    for key in entities:
        text = library[name].bind(
            {key: "nobody-at-all"}, Context(repository.names, repository.ontology)
        )
        assert repository.store.table(text)[1] == []


def test_what_is_planned_in_a_zone_is_found_in_its_parts_and_in_what_connects_to_it() -> None:
    with golden("planned-in-zone").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    dated = {(row["subject"].rsplit("/", 1)[1], row["when"]) for row in rows if row["when"]}
    assert {("hetao-bridge", "2027"), ("remaining-five-blocks-hetao-opening", "2027")} <= dated
    assert all(row["lies_there"] or row["part"].endswith("/hetao-zone") for row in rows)
    assert len({row["claim"] for row in rows}) == len(rows)
