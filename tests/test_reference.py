"""Reference data: from elsewhere, checked, and only for places and public bodies."""

from decimal import Decimal

import pytest

from kg.curate.curation import Curation
from kg.curate.reference import Point, ReferenceLabel, Variant, read_reference
from kg.model.ontology import Ontology
from kg.model.problem import Problems
from tests.conftest import World

FILE, REDIRECTS = "data/reference.yaml", "data/redirects.yaml"
LABEL = "  - {entity: harbour-city, lang: zh-Hant"


def test_each_line_says_what_it_was_checked_against(curated: Curation) -> None:
    reference = curated.reference
    assert reference.labels[1] == ReferenceLabel(
        "east-port", "Porto Leste", "pt", "an invented atlas, page 3"
    )
    assert reference.variants == (
        Variant("east-port", "port at East Bay", "The letter uses both for the port it describes."),
    )
    assert reference.points[1] == Point(
        "island-town", Decimal("-0.10"), Decimal("114.20"), Decimal(3), "an invented atlas, page 4"
    )


@pytest.mark.parametrize("slug", ["lee-mei", "foreign-company", "east-port-groundbreaking"])
def test_persons_companies_and_events_have_no_reference_data(
    world: World, curated: Curation, terms: Ontology, slug: str
) -> None:
    world.replace(FILE, LABEL, f"  - {{entity: {slug}, lang: zh-Hant")
    problems = Problems()
    read_reference(world.root, terms, curated.entities, problems)
    assert [(p.line, p.message) for p in problems] == [
        (5, f"'{slug}' is neither a place nor a public body")
    ]


def test_a_public_body_may_have_reference_data(world: World) -> None:
    world.replace(FILE, LABEL, "  - {entity: harbour-office, lang: zh-Hant")
    assert world.read().reference.labels[2].entity == "harbour-office"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (LABEL, "  - {entity: harbor-city, lang: zh-Hant", "unknown entity 'harbor-city'"),
        (LABEL, "  - {entity: harbour-city, lang: fr", "'fr' is not allowed here"),
        (LABEL, "  - {entity: harbour-city", "the field is missing"),
        ('"Porto Leste", checked: "an invented atlas, page 3"', '"Porto Leste"',
         "the field is missing"),
        ("port at East Bay, reason", "East Harbour, reason", "is not a label of 'east-port'"),
        (', reason: "The letter uses both for the port it describes."', "",
         "the field is missing"),
        ("lat: 22.31", "lat: 22.314", "22.314 is not a rounded degree"),
        ("lat: 22.31", "lat: 90.01", "90.01 is not a rounded degree"),
        ("long: 114.17", "long: 180.50", "180.50 is not a rounded degree"),
        ("radius_km: 12.5", "radius_km: 0", "0 is not a radius"),
        ("lat: 22.31, ", "", "an incomplete point"),
        ("labels:", "label:", "unknown field"),
    ],
)  # fmt: skip
def test_an_unsound_line_is_refused(
    world: World, curated: Curation, terms: Ontology, old: str, new: str, message: str
) -> None:
    world.replace(FILE, old, new)
    problems = Problems()
    read_reference(world.root, terms, curated.entities, problems)
    assert any(p.file == FILE and message in p.message for p in problems)


def test_a_redirect_leads_to_an_entity_from_a_slug_that_is_none(world: World) -> None:
    world.write(REDIRECTS, "old-port: east-prot\nlee-mei: chan-wing\n")
    assert [(p.file, p.line, p.message) for p in world.problems()] == [
        (REDIRECTS, 1, "unknown entity 'east-prot'"),
        (REDIRECTS, 2, "the old slug is still an entity"),
    ]


def test_files_without_lines_are_sound(world: World) -> None:
    world.write(FILE, "# nothing yet\n")
    world.write(REDIRECTS, "# nothing yet\n")
    found = world.read()
    assert (found.reference.labels, found.redirects) == ((), {})


def test_a_redirect_from_what_is_no_slug_is_refused(world: World) -> None:
    world.write(REDIRECTS, "old port: east-port\n")
    assert world.problem().file == REDIRECTS


def test_two_points_of_one_entity_are_refused(
    world: World, curated: Curation, terms: Ontology
) -> None:
    # two latitudes and two longitudes of one subject cannot be paired again in the graph
    line = "  - {entity: harbour-city, lat: 1.00, long: 1.00, radius_km: 1, checked: a map}\n"
    world.append(FILE, line)
    problems = Problems()
    read_reference(world.root, terms, curated.entities, problems)
    assert [problem.line for problem in problems] == [world.text(FILE).count("\n")]
