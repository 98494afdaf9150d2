"""New entities that are accepted with the candidate that names them."""

from typing import Any

import pytest

from kg.errors import InvalidParameters, Outdated
from kg.review import shaping
from kg.review.decisions import Act
from kg.review.state import Status
from tests.conftest import World
from tests.reviewing import COMPANY, PIER, SLUG, Reviewer, add, area


def acts(reviewer: Reviewer) -> list[Act]:
    return [each.act for each in reviewer.desk.review(SLUG).state.live]


def offered(reviewer: Reviewer) -> dict[str, list[str]]:
    """The names of what may come along, with the classes that are proposed."""
    things = shaping.review(reviewer.desk.review(SLUG)).things
    return {each.name: each.proposed.types for each in things if each.newcomer}


def invested(ann: Reviewer) -> str:
    return ann.proposal("claims", s="Blue Lantern Company", p="investsIn")


def test_a_candidate_is_accepted_with_the_entities_that_it_brings(ann: Reviewer) -> None:
    pier, company = ann.thing("East Pier"), ann.thing("Blue Lantern Company")
    ann.do("accept", invested(ann), new={pier: PIER, company: COMPANY})
    state = ann.desk.review(SLUG).state
    assert state.status(invested(ann)) is Status.ACCEPTED
    assert acts(ann) == [Act.NEW, Act.NEW, Act.ACCEPT]
    assert (state.slugs()[pier], state.slugs()[company]) == ("east-pier", "blue-lantern-company")


def test_undo_takes_the_acceptance_back_before_the_entity(ann: Reviewer) -> None:
    pier = ann.thing("East Pier")
    ann.do("accept", area(ann), new={pier: PIER})
    ann.do("undo", "")
    state = ann.desk.review(SLUG).state
    assert state.status(area(ann)) is Status.PENDING
    assert state.slugs()[pier] == "east-pier"
    ann.do("undo", "")
    assert pier not in ann.desk.review(SLUG).state.slugs()


def test_all_of_it_is_taken_or_nothing(ann: Reviewer) -> None:
    pier, company = ann.thing("East Pier"), ann.thing("Blue Lantern Company")
    with pytest.raises(InvalidParameters) as refused:
        ann.do("accept", invested(ann), new={pier: PIER, company: {**COMPANY, "types": ["Firm"]}})
    (field,) = refused.value.errors
    assert field == f"new.{company}.type"
    with pytest.raises(InvalidParameters, match="Blue Lantern"):
        ann.do("accept", invested(ann), new={pier: PIER})
    with pytest.raises(InvalidParameters, match="merge the two"):
        ann.do("accept", invested(ann), new={pier: PIER, company: PIER})
    assert acts(ann) == []


@pytest.mark.parametrize("new", [["East Pier"], "east-pier", {"t2": "east-pier"}])
def test_what_comes_along_in_another_form_is_refused(ann: Reviewer, new: object) -> None:
    with pytest.raises(InvalidParameters, match=r"the id of each thing"):
        ann.do("accept", area(ann), new=new)


def test_corrections_and_claims_of_ones_own_bring_entities_too(ann: Reviewer) -> None:
    pier = ann.thing("East Pier")
    entry = dict(ann.desk.review(SLUG).state.entry(area(ann)))
    ann.do("correct", area(ann), entry={**entry, "quantifier": "about"}, new={pier: PIER})
    ann.do("undo", "")
    ann.do("undo", "")
    ann.do("add", "", form="claims", entry=entry, instead=area(ann), new={pier: PIER})
    assert acts(ann)[-2:] == [Act.NEW, Act.ADD]


def test_a_rejection_brings_nothing(ann: Reviewer) -> None:
    ann.do("reject", area(ann), new={ann.thing("East Pier"): PIER})
    assert acts(ann) == [Act.REJECT]


def test_what_somebody_else_has_said_of_the_thing_meanwhile_is_told(added: World) -> None:
    ann, bob = Reviewer(added), Reviewer(added, "bob")
    pier, seen = ann.thing("East Pier"), ann.desk.review(SLUG).state.number
    bob.do("link", pier, entity="old-ferry")
    with pytest.raises(Outdated, match="bob has decided"):
        ann.do("accept", area(ann), seen, new={pier: PIER})


def test_only_what_is_like_nothing_that_is_known_is_offered(ann: Reviewer) -> None:
    found = offered(ann)
    assert found["Blue Lantern Company"] == ["Company"]
    assert "East Pier" not in found  # the East Port is known, a facility too
    assert "Harbour City" not in found  # the extractor has said which entity it is
    assert "Director of Harbour Office" not in found


def test_what_is_like_another_thing_of_the_document_is_not_offered(world: World) -> None:
    text = """Pier opens

Mon, 09 Mar 2026 09:14:00 +0800

Wong Tak Fai visited Harbour City. The Blue Lantern Shipping Company will operate the Old Ferry,
and the Blue Lantern Shipping Line Company will operate the East Port. Ho Siu, Chairman of the
Silver Reef Trust Fund, praised the Silver Reef Trust Fund.
"""
    slug = add(world, text).slug
    ann = Reviewer(world, slug=slug)
    things: Any = shaping.review(ann.desk.review(slug)).things
    names = {each.name for each in things if each.newcomer}
    assert "Ho Siu" in names
    assert "Silver Reef Trust Fund" in names  # the post has its name in it, and is another thing
    assert not {each for each in names if "Blue Lantern" in each}


def test_a_post_is_not_the_body_that_it_is_named_by(world: World) -> None:
    text = """Fund opens

Mon, 09 Mar 2026 09:14:00 +0800

Ho Siu, director of the Silver Reef Trust Fund, praised Harbour City.
"""
    slug = add(world, text).slug
    ann = Reviewer(world, slug=slug)
    fund = {"slug": "silver-reef-trust-fund", "types": ["Organisation"]}
    ann.do("new", ann.thing("Silver Reef Trust Fund"), **fund, labels=["Silver Reef Trust Fund"])
    things = shaping.review(ann.desk.review(slug)).things
    assert "director of Silver Reef Trust Fund" in {each.name for each in things if each.newcomer}


def test_what_is_an_entity_already_is_not_offered(ann: Reviewer) -> None:
    ann.do("new", ann.thing("Blue Lantern Company"), **COMPANY)
    assert "Blue Lantern Company" not in offered(ann)
    ann.do("undo", "")
    assert "Blue Lantern Company" in offered(ann)
