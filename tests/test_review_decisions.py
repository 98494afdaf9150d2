"""Decisions on candidates: accepted, corrected, rejected, undone; and what stands beside them."""

import pytest

from kg.errors import InvalidParameters, InvalidRequest, NotFound
from kg.model.claim import Polarity
from kg.review.comparing import Beside
from kg.review.seeing import seen
from kg.review.state import Status
from kg.review.writing import write
from tests.conftest import World
from tests.reviewing import SLUG, Reviewer, add, area

# -- candidates


def test_at_first_every_candidate_is_pending(ann: Reviewer) -> None:
    (waiting,) = ann.desk.waiting()
    assert waiting.document.slug == SLUG
    assert waiting.counts[Status.PENDING] == sum(waiting.counts.values()) > 8
    assert waiting.reviewers == ()


def test_a_candidate_of_known_things_is_accepted_at_once(ann: Reviewer) -> None:
    name = ann.proposal("claims", p="locatedIn", s="East Port")
    decision = ann.do("accept", name)
    assert (decision.number, decision.by, decision.at) == (1, "ann", "2026-03-10T12:00:00Z")
    review = ann.desk.review(SLUG)
    assert review.state.status(name) is Status.ACCEPTED
    assert review.state.verdicts[name] == decision


def test_nothing_is_accepted_of_which_an_entity_is_not_chosen(ann: Reviewer) -> None:
    with pytest.raises(InvalidParameters, match="‘East Pier’") as refused:
        ann.do("accept", area(ann))
    assert "entities" in refused.value.errors
    assert ann.desk.review(SLUG).state.number == 0


def test_a_candidate_may_be_corrected_and_the_correction_is_checked(ann: Reviewer) -> None:
    name = ann.proposal("claims", p="operates", s="Blue Lantern Company")
    entry = dict(ann.desk.review(SLUG).state.entry(name))
    entry |= {"s": "harbour-office", "p": "operatez"}
    with pytest.raises(InvalidParameters) as refused:
        ann.do("correct", name, entry=entry)
    assert refused.value.errors == {
        "p": "unknown property 'operatez'. Did you mean operates or cooperatesWith?"
    }
    ann.do("correct", name, entry=entry | {"p": "operates"})
    found = seen(ann.desk.review(SLUG), name)
    assert (found.status, found.entry["s"]) == (Status.CORRECTED, "harbour-office")
    assert found.sentences == ("denied: Harbour Office – operates: Old Ferry",)


@pytest.mark.parametrize(
    "entry",
    [None, {}, [], "s", {"s": 1}, {"s": {}}, {"s": []}, {"": "x"}, {"s": [[[["x"]]]]}, {"s": None}],
)
def test_a_correction_that_is_no_entry_is_refused(ann: Reviewer, entry: object) -> None:
    with pytest.raises(InvalidParameters):
        ann.do("correct", area(ann), entry=entry)


def test_a_quote_that_does_not_stand_in_the_text_cannot_be_accepted(ann: Reviewer) -> None:
    name = ann.proposal("claims", p="locatedIn", s="East Port")
    entry = dict(ann.desk.review(SLUG).state.entry(name)) | {"quote": "East Port is in Hill Town."}
    with pytest.raises(InvalidParameters) as refused:
        ann.do("correct", name, entry=entry)
    assert "agrees up to" in refused.value.errors["quote"]


def test_a_rejection_keeps_its_reason(ann: Reviewer) -> None:
    ann.do("reject", "c1", reason="the opening is no event of its own")
    decision = ann.desk.review(SLUG).state.verdicts["c1"]
    assert decision.data == {"reason": "the opening is no event of its own"}


def test_who_decides_anew_has_the_last_word(ann: Reviewer) -> None:
    name = ann.proposal("claims", p="locatedIn", s="East Port")
    ann.do("reject", name)
    ann.do("accept", name)
    assert ann.desk.review(SLUG).state.status(name) is Status.ACCEPTED


def test_undo_takes_back_ones_own_last_decision(ann: Reviewer, added: World) -> None:
    ben = Reviewer(added, "ben")
    ann.do("reject", "c1")
    ann.do("reject", "c2")
    ben.do("reject", "c3")
    undone = ann.do("undo", "")
    assert undone.of == "2"
    statuses = [ann.desk.review(SLUG).state.status(name) for name in ("c1", "c2", "c3")]
    assert statuses == [Status.REJECTED, Status.PENDING, Status.REJECTED]
    ann.do("undo", "3")  # by its number also somebody else's
    ann.do("undo", "")
    assert {ann.desk.review(SLUG).state.status(name) for name in ("c1", "c3")} == {Status.PENDING}
    with pytest.raises(NotFound, match="ann has nothing to undo"):
        ann.do("undo", "")
    with pytest.raises(NotFound, match="no decision 1"):
        ann.do("undo", "1")


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "a\x00b"])
def test_a_decision_needs_a_name(added: World, name: str) -> None:
    with pytest.raises(InvalidRequest, match="name of who decides"):
        Reviewer(added, name).do("reject", "c1")


@pytest.mark.parametrize(
    ("act", "of", "slug"),
    [("accept", "c99", SLUG), ("reject", "t1", SLUG), ("link", "t99", SLUG),
     ("accept", "c1", "nobody"), ("accept", "c1", "../catalogue")],
)  # fmt: skip
def test_what_is_not_there_is_not_decided(added: World, act: str, of: str, slug: str) -> None:
    with pytest.raises(NotFound):
        Reviewer(added, slug=slug).do(act, of)


# -- beside what is accepted


def test_a_candidate_is_told_what_is_accepted_beside_it(ann: Reviewer) -> None:
    same = seen(ann.desk.review(SLUG), ann.proposal("claims", p="locatedIn", s="East Port"))
    assert {finding.what for finding in same.beside} == {Beside.SAME}
    assert {each.claim.document for each in same.beside} == {"harbour-weekly-12", "island-post-3"}


def test_a_candidate_that_denies_what_is_accepted_is_told_so(world: World) -> None:
    text = "East Port\n\nMon, 09 Mar 2026 09:14:00 +0800\n\nEast Port is not in Harbour City.\n"
    slug = add(world, text).slug
    ann = Reviewer(world, slug=slug)
    name = ann.proposal("claims", p="locatedIn")
    found = seen(ann.desk.review(slug), name)
    assert found.entry["polarity"] == Polarity.NEGATIVE.value
    assert Beside.CONFLICT in {finding.what for finding in found.beside}
    assert found.beside[0].because == "one denies what the other says"


def test_the_same_claim_is_not_accepted_twice(ann: Reviewer, added: World) -> None:
    first = ann.proposal("claims", p="locatedIn", s="East Port")
    other = ann.proposal("claims", p="cooperatesWith")
    ann.do("accept", first)
    entry = ann.desk.review(SLUG).state.entry(first)
    with pytest.raises(InvalidParameters, match=f"a duplicate of {first}, which ann accepted"):
        ann.do("correct", other, entry=entry)
    write(ann.desk, SLUG, "ann")
    ann.do("reject", first)
    with pytest.raises(InvalidParameters, match="says exactly this already") as refused:
        ann.do("correct", other, entry=entry)
    assert f"it was written of {first}" in refused.value.errors["entry"]
    ann.do("accept", first)
