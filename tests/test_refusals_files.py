"""Files that are refused as such: changed, not UTF-8, of hidden YAML; and all problems at once."""

import shutil

import pytest

from kg.curate.curation import Curation
from kg.errors import InvalidData
from kg.model.ontology import Ontology
from tests.conftest import World
from tests.refusals import (
    CATALOGUE,
    ENTITIES,
    LINE,
    NOTICE,
    PLACE,
    QUOTE,
    REFERENCE,
    WEEKLY,
    problems_of,
)

# -- documents and bytes


def test_a_changed_document_is_refused(world: World) -> None:
    world.append("data/documents/harbour-notice.txt", " ")
    problem = world.problems()[0]
    assert (problem.file, problem.field) == (CATALOGUE, "harbour-notice.sha256")
    assert "data/documents/harbour-notice.txt has changed: its sha256 is" in problem.message


def test_a_text_that_is_not_utf8_is_refused(world: World) -> None:
    path = world.root / "data/documents/harbour-notice.txt"
    path.write_bytes(path.read_bytes().replace("東".encode(), b"\xff"))
    world.pin("harbour-notice")
    texts = [problem for problem in world.problems() if problem.file.endswith(".txt")]
    assert [(p.file, p.line) for p in texts] == [("data/documents/harbour-notice.txt", 6)]
    assert "not UTF-8" in texts[0].message


def test_a_file_that_is_not_utf8_is_refused(world: World) -> None:
    files = [ENTITIES, REFERENCE, NOTICE, "data/redirects.yaml"]
    for file in files:
        path = world.root / file
        path.write_bytes(path.read_bytes() + b"# \xff\n")
    found = [(p.file, p.line) for p in world.problems() if "not UTF-8" in p.message]
    lines = {file: (world.root / file).read_bytes().count(b"\n") for file in files}
    assert dict(found) == lines


def test_a_catalogue_that_is_not_utf8_is_refused(world: World) -> None:
    path = world.root / CATALOGUE
    path.write_bytes(b"# \xff\n" + path.read_bytes())
    told = [p for p in world.problems() if p.file == CATALOGUE]
    assert [(p.line, p.message) for p in told] == [(1, "not UTF-8 (byte 2)")]


# -- YAML that says more than it shows


UNQUOTED = {
    "value": "s: east-port, p: designation, value: {}, quote: covers 1.25 hectares",
    "reason": PLACE + ", reason: {}",
    "quote": "s: harbour-office, p: locatedIn, o: hill-town, quote: {}",
    "scope": PLACE + ", qualifiers: {{scope: {}}}",
}


@pytest.mark.parametrize("word", ["no", "2027", "12:30"])
@pytest.mark.parametrize("field", UNQUOTED)
def test_an_unquoted_text_that_others_take_for_more_is_refused(
    world: World, curated: Curation, terms: Ontology, field: str, word: str
) -> None:
    entry = UNQUOTED[field].format(word)
    world.replace(NOTICE, "claims:\n", f"claims:\n  - {{{entry}}}\n")
    told = {str(problem) for problem in problems_of(world, curated, terms)}
    assert any(f"{field}: unquoted {word} is a" in text for text in told)
    assert any(f'Write "{word}".' in text for text in told)


@pytest.mark.parametrize("word", ["no", "2027", "12:30"])
def test_an_unquoted_title_or_label_that_others_take_for_more_is_refused(
    world: World, word: str
) -> None:
    world.replace(CATALOGUE, "title: Notice of the Harbour Office", f"title: {word}")
    world.replace(WEEKLY, "label: Groundbreaking of East Port", f"label: {word}")
    assert [(p.file, p.message.split(" is a ")[0]) for p in world.problems()] == [
        (CATALOGUE, f"unquoted {word}"), (WEEKLY, f"unquoted {word}"),
    ]  # fmt: skip


def test_an_unquoted_label_of_an_entity_that_others_take_for_more_is_refused(world: World) -> None:
    world.append("data/documents/harbour-notice.txt", "The 1997 and no ship.\n")
    world.pin("harbour-notice")
    world.append(ENTITIES, "\nship:\n  type: Topic\n  labels: {1997: [harbour-notice]}\n")
    assert "unquoted 1997 is a" in world.problem().message


def test_the_same_text_in_quotes_is_read(world: World) -> None:
    entry = f'{{s: east-port, p: designation, value: "2027", {QUOTE}}}'
    world.replace(NOTICE, "claims:\n", f"claims:\n  - {entry}\n")
    assert "2027" in {claim.value for claim in world.read().claims}


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (f"{PLACE}, reason: !!str a text", "tag"),
        (f"{PLACE}, reason: !ours a text", "tag"),
        (f"{PLACE}, qualifiers: !!map {{scope: all}}", "tag"),
        (f"{PLACE}, reason: &anchor a text", "anchor"),
        (f"{PLACE}, reason: &anchor a text, by: *anchor", "alias"),
        (f"{PLACE}, <<: {{reason: a text}}", "merge key"),
    ],
)
def test_a_tag_anchor_alias_or_merge_key_is_refused(
    world: World, curated: Curation, terms: Ontology, entry: str, message: str
) -> None:
    world.replace(NOTICE, "claims:\n", f"claims:\n  - {{{entry}}}\n")
    told = [p for p in problems_of(world, curated, terms) if message in p.message]
    assert [(problem.file, problem.line) for problem in told] == [(NOTICE, LINE)]


# -- all at once


def test_all_problems_are_told_at_once_each_with_its_file_and_line(world: World) -> None:
    entry = PLACE.replace("hill-town", "hill-towns")
    world.replace(NOTICE, "claims:\n", f"claims:\n  - {{{entry}}}\n")
    world.replace(WEEKLY, "o: harbour-city\n    quote", "o: harbour-cty\n    quote")
    world.replace(ENTITIES, "  type: MediaOutlet\n", "  type: MediaOutlet\n  extra: x\n")
    world.replace(CATALOGUE, "kind: official-document", "kind: official-document\n  extra: x")
    world.replace(REFERENCE, "lat: 22.31", "lat: 22.314")
    world.write("data/redirects.yaml", "# one\nold: none\n")
    with pytest.raises(InvalidData, match="problems in the curated files") as refused:
        world.read()
    found = refused.value.problems
    places = [(problem.file, problem.line) for problem in found]
    assert places == sorted(places)
    assert {file for file, _ in places} >= {
        NOTICE, WEEKLY, ENTITIES, CATALOGUE, REFERENCE, "data/redirects.yaml",
    }  # fmt: skip
    for file, line in places:
        assert 0 < line <= world.text(file).count("\n")
    assert all(str(problem).startswith(f"{problem.file}:{problem.line}: ") for problem in found)


def test_a_project_without_data_tells_every_missing_file(world: World) -> None:
    shutil.rmtree(world.root / "data")
    assert {problem.file for problem in world.problems()} >= {
        CATALOGUE, ENTITIES, REFERENCE, "data/redirects.yaml",
    }  # fmt: skip


def test_one_mistake_makes_one_problem(world: World) -> None:
    world.replace(ENTITIES, "  type: MediaOutlet\n", "  type: MediaOutlet\n  extra: x\n")
    assert str(world.problem()).startswith(f"{ENTITIES}:")


def test_a_slip_in_a_block_of_the_catalogue_hides_and_invents_no_other_problem(
    world: World,
) -> None:
    world.replace(CATALOGUE, "kind: official-document", "kind: notice")
    world.replace(NOTICE, "o: island-town", "o: island-twon")
    found = [(problem.file, problem.message) for problem in world.problems()]
    assert found == [
        (CATALOGUE, "'notice' is not allowed here"), (NOTICE, "unknown entity 'island-twon'"),
    ]  # fmt: skip
