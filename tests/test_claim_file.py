"""Claim files: claims, and what statements, events and offices expand to."""

from decimal import Decimal

import pytest

from kg.curate.curation import Curation
from kg.errors import InvalidData
from kg.model.claim import (
    Citation,
    Claim,
    DateBasis,
    Kind,
    Modality,
    Polarity,
    Qualifier,
    Rank,
    StatementKind,
)
from kg.model.entity import LabelKind
from kg.model.period import Period
from kg.model.quantity import Quantifier, Quantity
from tests.conftest import World

WEEKLY, POST, NOTICE = (
    f"data/claims/{slug}.yaml" for slug in ("harbour-weekly-12", "island-post-3", "harbour-notice")
)


def _claims(
    curated: Curation, subject: str, name: str, document: str = "harbour-weekly-12"
) -> list[Claim]:
    return [
        claim
        for claim in curated.claims
        if (claim.subject, claim.property, claim.document) == (subject, name, document)
    ]


def _one(curated: Curation, subject: str, name: str, document: str = "harbour-weekly-12") -> Claim:
    (claim,) = _claims(curated, subject, name, document)
    return claim


def test_a_relation_is_read_with_its_offsets(curated: Curation) -> None:
    claim = _one(curated, "east-port", "locatedIn")
    assert (claim.object, claim.value) == ("harbour-city", None)
    assert (claim.modality, claim.polarity, claim.rank) == (
        Modality.ASSERTED, Polarity.POSITIVE, Rank.NORMAL,
    )  # fmt: skip
    (quote,) = claim.evidence
    text = curated.documents["harbour-weekly-12"].text
    assert text[quote.span.start : quote.span.end] == quote.text == "East Port is in Harbour City"


def test_a_figure_keeps_quantifier_unit_and_date(curated: Curation) -> None:
    claim = _one(curated, "east-port", "dailyCapacity")
    assert claim.value == Quantity(Decimal(40000), "travellersPerDay", Quantifier.ABOUT)
    assert claim.validity.as_of == Period.parse("2026")
    assert (claim.modality, claim.date_basis) == (Modality.PROJECTED, DateBasis.RESOLVED)


def test_a_range_has_two_ends_and_an_unspecified_figure_none(curated: Curation) -> None:
    assert _one(curated, "east-port", "change").value == Quantity(
        Decimal(3), "percent", Quantifier.RANGE, Decimal(5)
    )
    assert _one(curated, "east-port", "count").value == Quantity(
        None, "items", Quantifier.UNSPECIFIED
    )


def test_a_part_of_a_whole_is_one_claim_and_nothing_is_computed(curated: Curation) -> None:
    whole, part = _claims(curated, "harbour-office", "count")
    assert isinstance(part.value, Quantity)
    assert part.value.value == 12
    assert part.qualifiers == (
        Qualifier("counted", ("pilots",)),
        Qualifier("of", ("50",)),
        Qualifier("origin", ("hill-town",)),
        Qualifier("scope", ("newly appointed",)),
    )
    assert [qualifier.key for qualifier in whole.qualifiers] == ["counted", "scope"]


def test_qualifiers_have_one_order_and_one_text(world: World) -> None:
    before = {claim.id for claim in world.read().claims}
    world.replace(
        WEEKLY,
        "{counted: pilots, scope: newly appointed, of: 50, origin: hill-town}",
        "{origin: [hill-town], of: 50.00, scope: newly appointed, counted: pilots}",
    )
    assert {claim.id for claim in world.read().claims} == before


def test_a_value_given_twice_in_a_list_makes_no_other_claim(world: World) -> None:
    before = {claim.id for claim in world.read().claims}
    world.replace(WEEKLY, "[island-government]", "[island-government, island-government]")
    assert {claim.id for claim in world.read().claims} == before


def test_a_lifecycle_state_is_the_object_of_a_status(curated: Curation) -> None:
    claim = _one(curated, "east-port", "status")
    assert (claim.object, claim.modality) == ("state-completed", Modality.PLANNED)
    assert claim.validity.valid_from == Period.parse("2027")
    assert claim.date_basis is DateBasis.STATED


def test_a_denial_and_an_end_are_kept_as_such(curated: Curation) -> None:
    issued = curated.documents["harbour-weekly-12"].issued
    assert _one(curated, "harbour-office", "operates").kind(issued) is Kind.DENIED
    assert _one(curated, "old-ferry", "locatedIn").kind(issued) is Kind.ENDED


def test_what_the_text_puts_into_a_mouth_is_reported(curated: Curation) -> None:
    claim = _one(curated, "east-port", "serves", "island-post-3")
    assert claim.attributed_to == "harbour-office"
    assert claim.kind(curated.documents["island-post-3"].issued) is Kind.REPORTED


def test_what_the_document_cites_is_kept(curated: Curation) -> None:
    for claim in _claims(curated, "island-bridge", "connects", "island-post-3"):
        assert claim.cited == Citation("harbour-weekly", Period.parse("2025-12-01"), "A2")


def test_words_that_stand_twice_are_told_apart_by_their_start(curated: Curation) -> None:
    claim = _one(curated, "island-bridge", "status", "island-post-3")
    assert claim.evidence[0].span.start == 305
    assert claim.rank is Rank.DEPRECATED


def test_nobody_comments_on_oneself(world: World) -> None:
    text = world.text(WEEKLY)
    assert "about: [" in text
    at = text.index("statements:")
    by = text[at:].split("by: ")[1].split(",")[0].split("\n")[0]
    world.write(WEEKLY, text[:at] + text[at:].replace("about: [", f"about: [{by}, ", 1))
    with pytest.raises(InvalidData) as refused:
        world.read()
    (problem,) = refused.value.problems
    assert problem.message == f"'{by}' would comment on itself"


def test_a_statement_is_one_claim_for_each_entity_it_is_about(curated: Curation) -> None:
    found = _claims(curated, "lee-mei", "commentsOn")
    assert {claim.object for claim in found} == {"east-port", "island-market"}
    (ref,) = {claim.statement for claim in found}
    assert ref is not None
    assert ref.kind is StatementKind.FORECAST
    for claim in found:
        assert (claim.attributed_to, claim.modality) == ("lee-mei", Modality.PROJECTED)
        assert not claim.is_direct
        assert [quote.text for quote in claim.evidence] == [
            "“East Port and the Island Market will grow together,”", "said Lee Mei",
        ]  # fmt: skip


def test_an_event_is_an_entity_and_its_quote_backs_what_is_listed(curated: Curation) -> None:
    slug = "east-port-groundbreaking"
    event = curated.entities[slug]
    assert (event.types, event.labels[0].kind) == (("Event",), LabelKind.OURS)
    said = {(c.property, c.object) for c in curated.claims if c.subject == slug}
    assert said == {
        ("date", None), ("heldIn", "harbour-city"), ("concerns", "east-port"),
        ("hasParticipant", "lee-mei"),
    }  # fmt: skip
    assert _one(curated, slug, "date").value == Period.parse("2025-03-02")
    assert _one(curated, slug, "date").date_basis is DateBasis.STATED
    assert _one(curated, slug, "hasParticipant").qualifiers == (Qualifier("role", ("speaker",)),)
    assert _one(curated, "harbour-city-government", "hosts").object == slug


def test_an_office_is_held_on_a_day_and_its_post_is_in_the_body_named(curated: Curation) -> None:
    office = _one(curated, "lee-mei", "holdsPost")
    assert office.object == "director-of-harbour-office"
    assert office.validity.as_of == Period.parse("2026-03-05")
    post = _one(curated, "director-of-harbour-office", "postIn")
    assert (post.object, post.validity.as_of, post.date_basis) == ("harbour-office", None, None)


def test_an_office_that_is_over_and_acting_says_so(curated: Curation) -> None:
    office = _one(curated, "chan-wing", "holdsPost", "harbour-notice")
    assert office.qualifiers == (Qualifier("acting", ("true",)),)
    assert office.validity.valid_to == Period.parse("../2025-12")


def test_the_main_quote_comes_first_and_the_others_in_the_order_of_the_text(world: World) -> None:
    world.replace(
        WEEKLY,
        "    quote: East Port is in Harbour City\n",
        "    quote: [most remarkable port on the bay, Hill Town, East Port is in Harbour City]\n",
    )
    claim = _one(world.read(), "east-port", "locatedIn")
    assert [quote.text for quote in claim.evidence] == [
        "most remarkable port on the bay", "East Port is in Harbour City", "Hill Town",
    ]  # fmt: skip


def test_every_quote_is_the_text_between_its_offsets(curated: Curation) -> None:
    for claim in curated.claims:
        text = curated.documents[claim.document].text
        for quote in claim.evidence:
            assert text[quote.span.start : quote.span.end] == quote.text


def test_two_holders_of_one_post_say_once_where_it_is(world: World) -> None:
    world.replace(
        NOTICE,
        "offices:\n",
        "offices:\n  - {person: chan-wing, post: director-of-harbour-office, of: harbour-office, "
        "as_of: document, quote: Chan Wing is Acting Director of the Harbour Office}\n",
    )
    _one(world.read(), "director-of-harbour-office", "postIn", "harbour-notice")


def test_an_event_may_be_named_by_another_document(world: World) -> None:
    world.replace(
        NOTICE,
        "offices:\n",
        "  - {s: lee-mei, p: visits, o: east-port-groundbreaking, quote: covers 1.25 hectares}\n"
        "offices:\n",
    )
    assert _one(world.read(), "lee-mei", "visits", "harbour-notice")


def test_a_document_without_a_claim_file_is_told(world: World) -> None:
    (world.root / NOTICE).unlink()
    problem = world.problem()
    assert (problem.file, problem.message) == (NOTICE, "the file is missing")


@pytest.mark.parametrize("name", ["harbour-notices.yaml", "harbour-notice.yml", "notes.txt"])
def test_a_claim_file_of_no_document_is_told(world: World, name: str) -> None:
    world.write(f"data/claims/{name}", "claims: []\n")
    problem = world.problem()
    assert (problem.file, problem.message) == (f"data/claims/{name}", "no document of this name")


def test_an_empty_claim_file_says_nothing(world: World) -> None:
    world.write(NOTICE, "# not read yet\n")
    assert not [c for c in world.read().claims if c.document == "harbour-notice"]
