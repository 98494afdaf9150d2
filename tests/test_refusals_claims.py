"""What does not fit in a claim is refused: its ends, qualifiers, figures and dates."""

import pytest

from kg.curate.curation import Curation
from kg.model.ontology import Ontology
from tests.conftest import World
from tests.refusals import CATALOGUE, FIGURE, LINE, NOTICE, PLACE, QUOTE, Told, is_told, teller


@pytest.fixture
def told(world: World, curated: Curation, terms: Ontology) -> Told:
    """What is told of an entry in front of the claims of the notice, on line 3."""
    return teller(world, curated, terms)


# -- what does not fit


def test_a_wrong_domain_is_refused(told: Told) -> None:
    is_told(
        told(f"s: harbour-office, p: heldIn, o: harbour-city, {QUOTE}"),
        "s",
        "'harbour-office' is a GovernmentBody, where a Event is wanted",
    )


def test_a_wrong_range_is_refused(told: Told) -> None:
    is_told(
        told(f"s: harbour-office, p: appoints, o: hill-town, {QUOTE}"),
        "o",
        "'hill-town' is a Territory, where a Person is wanted",
    )


def test_a_qualifier_of_a_wrong_range_is_refused(told: Told) -> None:
    is_told(
        told(f"{PLACE}, qualifiers: {{sector: hill-town}}"),
        "sector",
        "'hill-town' is a Territory, where a Topic is wanted",
    )


def test_a_qualifier_of_another_property_is_refused(told: Told) -> None:
    is_told(
        told(f"{PLACE}, qualifiers: {{acting: true}}"),
        "acting",
        "'acting' does not go with 'locatedIn'",
    )


def test_two_values_of_a_single_qualifier_are_refused(told: Told) -> None:
    is_told(
        told(f"{PLACE}, qualifiers: {{purpose: [one, two]}}"),
        "purpose",
        "'purpose' takes one value",
    )


@pytest.mark.parametrize(
    ("qualifier", "message"),
    [("of: a few", "not a plain decimal"), ("period: last year", "is not a date")],
)
def test_a_qualifier_that_cannot_be_read_is_refused(
    told: Told, qualifier: str, message: str
) -> None:
    is_told(told(f"{FIGURE}, qualifiers: {{{qualifier}}}"), qualifier.split(":")[0], message)


def test_a_missing_required_qualifier_is_refused(told: Told) -> None:
    problem = told(f"s: harbour-office, p: change, value: 3, unit: percent, {QUOTE}")
    is_told(problem, "qualifiers", "'change' needs 'baseline'")


def test_an_inverse_property_is_refused(told: Told) -> None:
    problem = told(f"s: hill-town, p: locationOf, o: harbour-office, {QUOTE}")
    is_told(problem, "p", "'locationOf' is an inverse")
    assert problem.remedy == "Swap subject and object and write locatedIn."


@pytest.mark.parametrize("name", ["commentsOn", "possiblySameAs"])
def test_a_property_with_a_form_of_its_own_is_refused(told: Told, name: str) -> None:
    is_told(
        told(f"s: harbour-office, p: {name}, o: hill-town, {QUOTE}"),
        "p",
        f"'{name}' is not written as a claim",
    )


def test_an_entity_related_to_itself_is_refused(told: Told) -> None:
    is_told(
        told(PLACE.replace("hill-town", "harbour-office")),
        "o",
        "'harbour-office' related to itself",
    )


def test_a_value_where_an_object_is_wanted_is_refused(told: Told) -> None:
    is_told(told(f"{PLACE}, value: 3"), "value", "'locatedIn' takes an object")


def test_an_object_where_a_value_is_wanted_is_refused(told: Told) -> None:
    is_told(
        told(f"s: east-port, p: designation, o: hill-town, {QUOTE}"),
        "o",
        "'designation' takes a value",
    )


def test_a_text_property_without_a_value_is_refused(told: Told) -> None:
    is_told(told(f"s: east-port, p: designation, {QUOTE}"), "value", "'designation' takes a value")


def test_a_unit_beside_a_text_is_refused(told: Told) -> None:
    is_told(
        told(f"s: east-port, p: designation, value: a gate, unit: people, {QUOTE}"),
        "unit",
        "'designation' is not a figure",
    )


@pytest.mark.parametrize(
    ("figure", "field"),
    [
        ("value: 1e3, unit: hectares", "value"),
        ("value: '40,000', unit: hectares", "value"),
        ("unit: hectares", "value"),
        ("value: 3, unit: hectares, quantifier: unspecified", "value"),
        ("value: 3, unit: hectares, quantifier: range", "value"),
        ("value: 3, value_max: 2, unit: hectares, quantifier: range", "value"),
        ("value: 3, value_max: 5, unit: hectares", "value"),
    ],
)
def test_a_figure_that_makes_no_sense_is_refused(told: Told, figure: str, field: str) -> None:
    problem = told(f"s: harbour-office, p: area, {figure}, {QUOTE}")
    assert (problem.file, problem.line) == (NOTICE, LINE)
    assert problem.field.endswith(field)


# -- dates


@pytest.mark.parametrize("name", ["valid_from", "valid_to", "as_of"])
@pytest.mark.parametrize("day", ["2025-02-30", "2025-13", "2025-00", "30.2.2025", "last year"])
def test_an_impossible_date_is_refused(told: Told, name: str, day: str) -> None:
    is_told(told(f"{PLACE}, {name}: {day}"), name, f"'{day}' is not a d")


def test_an_impossible_date_of_issue_is_refused(world: World) -> None:
    world.replace(CATALOGUE, "issued: 2026-03-05", "issued: 2026-02-30")
    assert "'2026-02-30' is not a day of the calendar" in {p.message for p in world.problems()}


def test_reversed_dates_are_refused(told: Told) -> None:
    is_told(
        told(f"{PLACE}, valid_from: 2025, valid_to: 2024"),
        "valid_to",
        "valid_to '2024' lies before valid_from '2025'",
    )


def test_a_reversed_interval_is_refused(told: Told) -> None:
    is_told(told(f"{PLACE}, as_of: 2025/2024"), "as_of", "'2025/2024' ends before it starts")


def test_a_day_seen_after_the_end_is_refused(told: Told) -> None:
    is_told(told(f"{PLACE}, valid_to: 2021, as_of: 2025"), "as_of", "2021")


def test_a_basis_without_a_date_is_refused(told: Told) -> None:
    is_told(told(f"{PLACE}, date_basis: resolved"), "date_basis", "a basis without a date")


def test_an_inferred_date_without_a_reason_is_refused(told: Told) -> None:
    is_told(
        told(f"{PLACE}, as_of: 2025, date_basis: inferred"),
        "date_basis",
        "inferred without a reason",
    )


def test_a_deprecated_claim_without_a_reason_is_refused(told: Told) -> None:
    is_told(told(f"{PLACE}, rank: deprecated"), "rank", "deprecated without a reason")
