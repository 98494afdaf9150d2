"""Each mistake that a curator can make in the files is refused, with file, line and remedy."""

import shutil
from collections.abc import Callable

import pytest

from kg.curate.claim_file import read_claims, read_events
from kg.curate.curation import Curation
from kg.errors import InvalidData
from kg.model.ontology import Ontology
from kg.model.problem import Problem, Problems
from tests.conftest import World

CATALOGUE, ENTITIES, REFERENCE = (
    f"data/{name}.yaml" for name in ("catalogue", "entities", "reference")
)
NOTICE, WEEKLY, POST = (
    f"data/claims/{slug}.yaml" for slug in ("harbour-notice", "harbour-weekly-12", "island-post-3")
)
LINE = 3  # of the entry that a test adds
Told = Callable[[str], Problem]
Replaced = Callable[[str, str, str], Problem]


@pytest.fixture
def told(world: World, curated: Curation, terms: Ontology) -> Told:
    """What is told of an entry in front of the claims of the notice, on line 3."""

    def put(entry: str) -> Problem:
        world.replace(NOTICE, "claims:\n", f"claims:\n  - {{{entry}}}\n")
        (problem,) = _told(world, curated, terms)
        return problem

    return put


@pytest.fixture
def replaced(world: World, curated: Curation, terms: Ontology) -> Replaced:
    """What is told of a claim file after some words of it were replaced."""

    def put(file: str, old: str, new: str) -> Problem:
        world.replace(file, old, new)
        (problem,) = _told(world, curated, terms, file.split("/")[-1].removesuffix(".yaml"))
        return problem

    return put


def _told(
    world: World, curated: Curation, terms: Ontology, slug: str = "harbour-notice"
) -> tuple[Problem, ...]:
    """The problems of one claim file."""
    problems = Problems()
    document = curated.documents[slug]
    entities = {
        slug: entity for slug, entity in curated.entities.items() if "Event" not in entity.types
    }
    events = read_events(world.root, document, entities, problems)
    entities.update((event.slug, event) for event in events)
    read_claims(world.root, document, entities, terms, problems)
    return tuple(problems)


QUOTE = "quote: covers 1.25 hectares"
PLACE = f"s: harbour-office, p: locatedIn, o: hill-town, {QUOTE}"
FIGURE = f"s: harbour-office, p: area, value: 3, unit: hectares, {QUOTE}"


def _is(problem: Problem, field: str, message: str, file: str = NOTICE, line: int = LINE) -> None:
    assert (problem.file, problem.line) == (file, line)
    assert problem.field.endswith(field)
    assert message in problem.message
    assert problem.remedy


# -- quotes


def test_a_quote_that_is_not_in_the_document_is_refused(told: Told) -> None:
    problem = told(PLACE.replace("1.25", "1.26"))
    _is(problem, "quote", "the quote is not in the document; it agrees up to “covers 1.2”")
    assert "covers 1.25 hectares" in problem.remedy


def test_a_quote_of_another_document_is_refused(told: Told) -> None:
    _is(
        told(PLACE.replace("covers 1.25 hectares", "Xylophone of Hill Town")),
        "quote",
        "the quote is not in the document",
    )


def test_a_quote_that_differs_in_spaces_gets_the_text_to_paste(replaced: Replaced) -> None:
    exact = "The port at East Bay serves the Island\u00a0Market, the Harbour\u00a0Office said."
    problem = replaced(POST, exact, exact.replace("\u00a0", " "))
    assert "differs from the document in spaces or quote marks" in problem.message
    assert problem.remedy == f"Paste: {exact}"


def test_a_quote_that_differs_in_quote_marks_gets_the_text_to_paste(replaced: Replaced) -> None:
    problem = replaced(
        POST, "quote: The ‘Blue Lantern’ is near", "quote: The 'Blue Lantern' is near"
    )
    assert "differs from the document in spaces or quote marks" in problem.message
    assert problem.remedy == "Paste: The ‘Blue Lantern’ is near East Port."


def test_a_quote_that_stands_twice_without_offsets_is_refused(replaced: Replaced) -> None:
    once = "{text: The bridge was mended., start: 305}"
    problem = replaced(POST, once, "The bridge was mended.")
    assert "the quote stands 2 times, at 305, 328" in problem.message
    assert "start: 305" in problem.remedy


def test_a_quote_at_a_wrong_offset_is_refused(replaced: Replaced) -> None:
    problem = replaced(POST, "start: 305", "start: 306")
    assert "the quote does not stand at 306" in problem.message


def test_a_quote_in_noise_is_refused(replaced: Replaced) -> None:
    problem = replaced(WEEKLY, "quote: East Port is in Harbour City\n", "quote: recipes for\n")
    assert "marked as noise (teaser)" in problem.message


def test_a_quote_over_too_many_sentences_is_refused(replaced: Replaced) -> None:
    problem = replaced(
        POST,
        "quote: A foreign company proposed to build the Island Bridge again.",
        "quote: the Island Bridge again. The bridge was mended. The bridge",
    )
    assert "the quote runs over 3 sentences" in problem.message


def test_a_claim_without_a_quote_is_refused(told: Told) -> None:
    _is(told(PLACE.replace(f", {QUOTE}", "")), "quote", "the field is missing")


def test_the_same_quote_twice_in_one_claim_is_refused(told: Told) -> None:
    assert (
        "quote"
        in told(
            PLACE.replace("covers 1.25 hectares", "[covers 1.25 hectares, covers 1.25 hectares]")
        ).field
    )


# -- words that nobody knows


@pytest.mark.parametrize("field", ["s", "o", "by", "qualifiers.payer"])
def test_an_unknown_entity_is_refused(told: Told, field: str) -> None:
    wrong = {
        "s": PLACE.replace("harbour-office", "harbour-offices"),
        "o": PLACE.replace("hill-town", "harbour-offices"),
        "by": f"{PLACE}, by: harbour-offices",
        "qualifiers.payer": f"{PLACE}, qualifiers: {{payer: harbour-offices}}",
    }
    problem = told(wrong[field])
    _is(problem, field, "unknown entity 'harbour-offices'")
    assert "Did you mean harbour-office" in problem.remedy


def test_an_unknown_property_is_refused(told: Told) -> None:
    problem = told(PLACE.replace("locatedIn", "locatedAt"))
    _is(problem, "p", "unknown property 'locatedAt'")
    assert "locatedIn" in problem.remedy


def test_an_unknown_unit_is_refused(told: Told) -> None:
    problem = told(FIGURE.replace("unit: hectares", "unit: hectare"))
    _is(problem, "unit", "unit 'hectare' is unknown")
    assert "hectares" in problem.remedy


def test_a_unit_of_another_kind_is_refused(told: Told) -> None:
    _is(
        told(FIGURE.replace("unit: hectares", "unit: people")), "unit", "unit 'people' does not fit"
    )


def test_a_figure_without_a_unit_is_refused(told: Told) -> None:
    _is(told(FIGURE.replace(", unit: hectares", "")), "unit", "a figure without a unit")


def test_an_unknown_qualifier_is_refused(told: Told) -> None:
    problem = told(f"{PLACE}, qualifiers: {{payers: harbour-office}}")
    _is(problem, "qualifiers", "unknown qualifier 'payers'")
    assert "payer" in problem.remedy


def test_an_unknown_class_is_refused(world: World) -> None:
    world.replace(ENTITIES, "  type: MediaOutlet\n", "  type: Newspaper\n")
    assert "unknown class 'Newspaper'" in {problem.message for problem in world.problems()}


def test_a_class_that_is_no_entity_is_refused(world: World) -> None:
    world.replace(ENTITIES, "  type: MediaOutlet\n", "  type: Claim\n")
    assert "unknown class 'Claim'" in {problem.message for problem in world.problems()}


def test_an_unknown_state_is_refused(told: Told) -> None:
    problem = told(f"s: east-port, p: status, o: state-complete, {QUOTE}")
    _is(problem, "o", "unknown state 'state-complete'")
    assert "state-completed" in problem.remedy


@pytest.mark.parametrize("field", ["modality", "polarity", "rank", "date_basis"])
def test_a_word_outside_a_closed_vocabulary_is_refused(told: Told, field: str) -> None:
    _is(told(f"{PLACE}, {field}: perhaps"), field, "'perhaps' is not allowed here")


def test_an_unknown_statement_kind_is_refused(world: World) -> None:
    world.replace(WEEKLY, "kind: forecast", "kind: prophecy")
    assert "'prophecy' is not allowed here" in world.problems()[0].message


def test_an_unknown_field_is_refused(told: Told) -> None:
    problem = told(f"{PLACE}, modalty: planned")
    _is(problem, "modalty", "unknown field")
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
    _is(told(f"{PLACE}, cited: {{outlet: harbour-weekly, extra: x}}"), "extra", "unknown field")


# -- what does not fit


def test_a_wrong_domain_is_refused(told: Told) -> None:
    _is(
        told(f"s: harbour-office, p: heldIn, o: harbour-city, {QUOTE}"),
        "s",
        "'harbour-office' is a GovernmentBody, where a Event is wanted",
    )


def test_a_wrong_range_is_refused(told: Told) -> None:
    _is(
        told(f"s: harbour-office, p: appoints, o: hill-town, {QUOTE}"),
        "o",
        "'hill-town' is a Territory, where a Person is wanted",
    )


def test_a_qualifier_of_a_wrong_range_is_refused(told: Told) -> None:
    _is(
        told(f"{PLACE}, qualifiers: {{sector: hill-town}}"),
        "sector",
        "'hill-town' is a Territory, where a Topic is wanted",
    )


def test_a_qualifier_of_another_property_is_refused(told: Told) -> None:
    _is(
        told(f"{PLACE}, qualifiers: {{acting: true}}"),
        "acting",
        "'acting' does not go with 'locatedIn'",
    )


def test_two_values_of_a_single_qualifier_are_refused(told: Told) -> None:
    _is(
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
    _is(told(f"{FIGURE}, qualifiers: {{{qualifier}}}"), qualifier.split(":")[0], message)


def test_a_missing_required_qualifier_is_refused(told: Told) -> None:
    problem = told(f"s: harbour-office, p: change, value: 3, unit: percent, {QUOTE}")
    _is(problem, "qualifiers", "'change' needs 'baseline'")


def test_an_inverse_property_is_refused(told: Told) -> None:
    problem = told(f"s: hill-town, p: locationOf, o: harbour-office, {QUOTE}")
    _is(problem, "p", "'locationOf' is an inverse")
    assert problem.remedy == "Swap subject and object and write locatedIn."


@pytest.mark.parametrize("name", ["commentsOn", "possiblySameAs"])
def test_a_property_with_a_form_of_its_own_is_refused(told: Told, name: str) -> None:
    _is(
        told(f"s: harbour-office, p: {name}, o: hill-town, {QUOTE}"),
        "p",
        f"'{name}' is not written as a claim",
    )


def test_an_entity_related_to_itself_is_refused(told: Told) -> None:
    _is(
        told(PLACE.replace("hill-town", "harbour-office")),
        "o",
        "'harbour-office' related to itself",
    )


def test_a_value_where_an_object_is_wanted_is_refused(told: Told) -> None:
    _is(told(f"{PLACE}, value: 3"), "value", "'locatedIn' takes an object")


def test_an_object_where_a_value_is_wanted_is_refused(told: Told) -> None:
    _is(
        told(f"s: east-port, p: designation, o: hill-town, {QUOTE}"),
        "o",
        "'designation' takes a value",
    )


def test_a_text_property_without_a_value_is_refused(told: Told) -> None:
    _is(told(f"s: east-port, p: designation, {QUOTE}"), "value", "'designation' takes a value")


def test_a_unit_beside_a_text_is_refused(told: Told) -> None:
    _is(
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
    _is(told(f"{PLACE}, {name}: {day}"), name, f"'{day}' is not a d")


def test_an_impossible_date_of_issue_is_refused(world: World) -> None:
    world.replace(CATALOGUE, "issued: 2026-03-05", "issued: 2026-02-30")
    assert "'2026-02-30' is not a day of the calendar" in {p.message for p in world.problems()}


def test_reversed_dates_are_refused(told: Told) -> None:
    _is(
        told(f"{PLACE}, valid_from: 2025, valid_to: 2024"),
        "valid_to",
        "valid_to '2024' lies before valid_from '2025'",
    )


def test_a_reversed_interval_is_refused(told: Told) -> None:
    _is(told(f"{PLACE}, as_of: 2025/2024"), "as_of", "'2025/2024' ends before it starts")


def test_a_day_seen_after_the_end_is_refused(told: Told) -> None:
    _is(told(f"{PLACE}, valid_to: 2021, as_of: 2025"), "as_of", "2021")


def test_a_basis_without_a_date_is_refused(told: Told) -> None:
    _is(told(f"{PLACE}, date_basis: resolved"), "date_basis", "a basis without a date")


def test_an_inferred_date_without_a_reason_is_refused(told: Told) -> None:
    _is(
        told(f"{PLACE}, as_of: 2025, date_basis: inferred"),
        "date_basis",
        "inferred without a reason",
    )


def test_a_deprecated_claim_without_a_reason_is_refused(told: Told) -> None:
    _is(told(f"{PLACE}, rank: deprecated"), "rank", "deprecated without a reason")


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
    _is(told(f"{PLACE}, s: lee-mei"), "s", "the key stands twice, first on line 3")


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
    told = {str(problem) for problem in _told(world, curated, terms)}
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
    told = [p for p in _told(world, curated, terms) if message in p.message]
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
