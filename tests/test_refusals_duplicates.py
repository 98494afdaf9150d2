"""What stands twice is refused: a slug, a label, a claim, an unnamed thing in two documents."""

import pytest

from kg.curate.curation import Curation
from kg.model.ontology import Ontology
from tests.conftest import World
from tests.refusals import CATALOGUE, ENTITIES, NOTICE, PLACE, QUOTE, WEEKLY, Told, is_told, teller


@pytest.fixture
def told(world: World, curated: Curation, terms: Ontology) -> Told:
    """What is told of an entry in front of the claims of the notice, on line 3."""
    return teller(world, curated, terms)


# -- what stands twice


@pytest.mark.parametrize("file", [CATALOGUE, ENTITIES])
def test_a_slug_that_stands_twice_is_refused(world: World, file: str) -> None:
    slug = {CATALOGUE: "harbour-notice", ENTITIES: "lee-mei"}[file]
    world.append(file, f"\n{slug}:\n  type: Person\n")
    problem = world.problem()
    assert (problem.file, problem.field) == (file, slug)
    assert problem.line == world.text(file).count("\n") - 1
    assert "the key stands twice, first on line" in problem.message


def test_an_event_that_is_already_an_entity_is_refused(world: World) -> None:
    world.replace(WEEKLY, "id: east-port-groundbreaking", "id: east-port")
    assert "'east-port' is already an entity" in {problem.message for problem in world.problems()}


def test_an_event_that_stands_twice_is_refused(world: World) -> None:
    world.replace(
        WEEKLY, "offices:\n",
        "  - {id: east-port-groundbreaking, label: Again, date: 2025, quote: Hill Town}\n"
        "offices:\n",
    )  # fmt: skip
    assert "'east-port-groundbreaking' is defined twice" in {p.message for p in world.problems()}
    world.replace(WEEKLY, "east-port-groundbreaking, label: Again,", "east-port-groundbreaking,")
    world.read()  # without a label it says more of the one event


def test_a_slug_that_is_none_is_refused(world: World) -> None:
    wrong = ["Hill-Town", "hill_town", "hill--town", "-hill", "hill town", "山"]
    for slug in wrong:
        world.append(
            ENTITIES, f"\n{slug}:\n  type: Topic\n  labels: {{gateway: [harbour-notice]}}\n"
        )
    told = [p.field for p in world.problems() if (p.file, p.message) == (ENTITIES, "not a slug")]
    assert sorted(told) == sorted(f"{slug}." for slug in wrong)


def test_labels_that_collide_without_a_note_are_refused(world: World) -> None:
    world.append(
        ENTITIES, "\nhill:\n  type: Facility\n  labels: {Hill Town: [harbour-weekly-12]}\n"
    )
    messages = {(p.field, p.message) for p in world.problems()}
    assert messages == {
        ("hill.labels", "'hill town' is also a label of hill-town"),
        ("hill-town.labels", "'hill town' is also a label of hill"),
    }


def test_a_label_of_an_event_that_collides_is_refused(world: World) -> None:
    world.replace(WEEKLY, "label: Groundbreaking of East Port", "label: East Port")
    assert any("is also a label of" in problem.message for problem in world.problems())


def test_a_key_that_stands_twice_is_refused(told: Told) -> None:
    is_told(told(f"{PLACE}, s: lee-mei"), "s", "the key stands twice, first on line 3")


def test_a_claim_that_stands_twice_is_refused(told: Told) -> None:
    problem = told(f"s: harbour-office, p: locatedIn, o: harbour-city, {QUOTE}")
    assert (problem.file, problem.line) == (NOTICE, 9)
    assert "the same claim as on line 3: harbour-office locatedIn harbour-city" in problem.message


# -- unnamed things


def test_an_unnamed_thing_in_two_documents_is_refused(world: World) -> None:
    world.replace(ENTITIES, '{"[a foreign company]": [island-post-3]}',
                  '{"[a foreign company]": [island-post-3, harbour-notice]}')  # fmt: skip
    problem = world.problem()
    assert (problem.file, problem.field) == (ENTITIES, "foreign-company.named")
    assert problem.message == "an unnamed thing in several documents"


def test_an_unnamed_thing_in_a_claim_of_another_document_is_refused(told: Told) -> None:
    assert told(f"s: foreign-company, p: basedIn, o: hill-town, {QUOTE}").field.endswith("s")
