"""Each word that nobody knows is refused: an entity, a property, a unit, a field."""

import pytest

from kg.curate.curation import Curation
from kg.model.ontology import Ontology
from tests.conftest import World
from tests.refusals import (
    CATALOGUE,
    ENTITIES,
    FIGURE,
    NOTICE,
    PLACE,
    POST,
    QUOTE,
    REFERENCE,
    WEEKLY,
    Told,
    is_told,
    teller,
)


@pytest.fixture
def told(world: World, curated: Curation, terms: Ontology) -> Told:
    """What is told of an entry in front of the claims of the notice, on line 3."""
    return teller(world, curated, terms)


@pytest.mark.parametrize("field", ["s", "o", "by", "qualifiers.payer"])
def test_an_unknown_entity_is_refused(told: Told, field: str) -> None:
    wrong = {
        "s": PLACE.replace("harbour-office", "harbour-offices"),
        "o": PLACE.replace("hill-town", "harbour-offices"),
        "by": f"{PLACE}, by: harbour-offices",
        "qualifiers.payer": f"{PLACE}, qualifiers: {{payer: harbour-offices}}",
    }
    problem = told(wrong[field])
    is_told(problem, field, "unknown entity 'harbour-offices'")
    assert "Did you mean harbour-office" in problem.remedy


def test_an_unknown_property_is_refused(told: Told) -> None:
    problem = told(PLACE.replace("locatedIn", "locatedAt"))
    is_told(problem, "p", "unknown property 'locatedAt'")
    assert "locatedIn" in problem.remedy


def test_an_unknown_unit_is_refused(told: Told) -> None:
    problem = told(FIGURE.replace("unit: hectares", "unit: hectare"))
    is_told(problem, "unit", "unit 'hectare' is unknown")
    assert "hectares" in problem.remedy


def test_a_unit_of_another_kind_is_refused(told: Told) -> None:
    is_told(
        told(FIGURE.replace("unit: hectares", "unit: people")), "unit", "unit 'people' does not fit"
    )


def test_a_figure_without_a_unit_is_refused(told: Told) -> None:
    is_told(told(FIGURE.replace(", unit: hectares", "")), "unit", "a figure without a unit")


def test_an_unknown_qualifier_is_refused(told: Told) -> None:
    problem = told(f"{PLACE}, qualifiers: {{payers: harbour-office}}")
    is_told(problem, "qualifiers", "unknown qualifier 'payers'")
    assert "payer" in problem.remedy


def test_an_unknown_class_is_refused(world: World) -> None:
    world.replace(ENTITIES, "  type: MediaOutlet\n", "  type: Newspaper\n")
    assert "unknown class 'Newspaper'" in {problem.message for problem in world.problems()}


def test_a_class_that_is_no_entity_is_refused(world: World) -> None:
    world.replace(ENTITIES, "  type: MediaOutlet\n", "  type: Claim\n")
    assert "unknown class 'Claim'" in {problem.message for problem in world.problems()}


def test_an_unknown_state_is_refused(told: Told) -> None:
    problem = told(f"s: east-port, p: status, o: state-complete, {QUOTE}")
    is_told(problem, "o", "unknown state 'state-complete'")
    assert "state-completed" in problem.remedy


@pytest.mark.parametrize("field", ["modality", "polarity", "rank", "date_basis"])
def test_a_word_outside_a_closed_vocabulary_is_refused(told: Told, field: str) -> None:
    is_told(told(f"{PLACE}, {field}: perhaps"), field, "'perhaps' is not allowed here")


def test_an_unknown_statement_kind_is_refused(world: World) -> None:
    world.replace(WEEKLY, "kind: forecast", "kind: prophecy")
    assert "'prophecy' is not allowed here" in world.problems()[0].message


def test_an_unknown_field_is_refused(told: Told) -> None:
    problem = told(f"{PLACE}, modalty: planned")
    is_told(problem, "modalty", "unknown field")
    assert "modality" in problem.remedy


FORMS = [
    (WEEKLY, "statements:\n  - by:", "statements:\n  - extra: x\n    by:"),
    (WEEKLY, "  - id: east-port-g", "  - extra: x\n    id: east-port-g"),
    (WEEKLY, "{who: lee-mei, ", "{who: lee-mei, extra: x, "),
    (NOTICE, "  - person:", "  - extra: x\n    person:"),
    (NOTICE, "claims:\n", "extra: x\nclaims:\n"),
    (POST, "{text: The bridge was mended., ", "{text: The bridge was mended., extra: x, "),
    (CATALOGUE, "    - from: Contact", "    - extra: x\n      from: Contact"),
    (CATALOGUE, "\nisland-post-3:\n", "\nisland-post-3:\n  extra: x\n"),
    (ENTITIES, "{entity: blue-lantern, ", "{entity: blue-lantern, extra: x, "),
    (ENTITIES, "hill-town:\n", "hill-town:\n  extra: x\n"),
    (REFERENCE, "{entity: harbour-city, lang:", "{entity: harbour-city, extra: x, lang:"),
    (REFERENCE, "{entity: east-port, text", "{entity: east-port, extra: x, text"),
    (REFERENCE, "{entity: harbour-city, lat", "{entity: harbour-city, extra: x, lat"),
]


def test_an_unknown_field_is_refused_in_every_form(world: World) -> None:
    for file, old, new in FORMS:
        world.replace(file, old, new)
    found = world.problems()
    assert {problem.message for problem in found} == {"unknown field"}
    expected = [
        (file, number)
        for file in sorted({file for file, _, _ in FORMS})
        for number, text in enumerate(world.text(file).splitlines(), 1)
        if "extra: x" in text
    ]
    assert [(problem.file, problem.line) for problem in found] == expected
    assert len(expected) == len(FORMS)


def test_an_unknown_field_of_a_citation_is_refused(told: Told) -> None:
    is_told(told(f"{PLACE}, cited: {{outlet: harbour-weekly, extra: x}}"), "extra", "unknown field")
