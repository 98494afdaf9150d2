"""Events of a review: made once, said more of, and told by their candidate where they cannot be."""

import pytest

from kg.curate import curation
from kg.errors import InvalidParameters
from kg.review import decisions
from kg.review.decisions import Act
from kg.review.seeing import seen
from kg.review.writing import write
from tests.conftest import World
from tests.reviewing import SLUG, Reviewer, at_noon, place

OPENING = {
    "id": "opening-of-the-pier", "label": "Opening of the East Pier", "date": "2026-03-06",
    "date_basis": "resolved", "quote": "Harbour City opened the East Pier on Friday",
}  # fmt: skip
AGAIN = {
    "id": "opening-of-the-pier", "label": "A pier opens", "held_in": "harbour-city",
    "quote": "Harbour City opened the East Pier",
}  # fmt: skip
DATED = ("date", "date_basis")
MORE = {name: value for name, value in AGAIN.items() if name != "label"}


@pytest.fixture
def ann(world: World) -> Reviewer:
    """Somebody who has made the event of one candidate."""
    place(world)
    found = Reviewer(world)
    found.do("correct", event(found), entry=OPENING)
    return found


def event(ann: Reviewer) -> str:
    """The candidate that is an event."""
    every = ann.desk.review(SLUG).state.proposals.values()
    (name,) = [each.id for each in every if each.form == "events" and not each.by_curator]
    return name


def test_an_event_that_another_candidate_makes_is_not_made_again(ann: Reviewer) -> None:
    with pytest.raises(InvalidParameters) as refused:
        ann.do("add", "", form="events", entry=AGAIN)
    told = refused.value.errors["label"]
    assert told.startswith(f"{event(ann)} makes the event 'opening-of-the-pier' already")
    assert "Empty the label" in told
    ann.do("correct", event(ann), entry=OPENING | {"label": "A pier opens"})  # its own it may


def test_an_entry_without_a_label_says_more_of_an_event_of_the_review(
    ann: Reviewer, world: World
) -> None:
    ann.do("add", "", form="events", entry=MORE)
    write(ann.desk, SLUG, "ann")
    claims = [each for each in curation.read(world.root).claims if each.subject == OPENING["id"]]
    assert {each.property for each in claims} == {"date", "heldIn"}
    with pytest.raises(InvalidParameters, match=f"{event(ann)} makes the event"):
        ann.do("correct", "a1", entry=AGAIN)  # now it stands in the file, too


def test_of_an_event_a_fact_is_said_once(ann: Reviewer) -> None:
    with pytest.raises(
        InvalidParameters, match=f"a part of it is a duplicate of {event(ann)}"
    ) as no:
        ann.do("add", "", form="events", entry=MORE | {name: OPENING[name] for name in DATED})
    assert "date: 2026-03-06’ is said there already" in no.value.errors["entry"]


def test_two_may_hold_one_post_of_a_body(ann: Reviewer, world: World) -> None:
    office = {"person": "lee-mei", "post": "director-of-harbour-office", "of": "harbour-office",
              "quote": "said Lee Mei, Director of the Harbour Office"}  # fmt: skip
    ann.do("add", "", form="offices", entry=office)
    ann.do("add", "", form="offices", entry=office | {"acting": "true"})
    with pytest.raises(InvalidParameters, match="a duplicate of a1"):
        ann.do("add", "", form="offices", entry=office)
    assert len(write(ann.desk, SLUG, "ann").added) == 3


def test_an_event_that_was_made_by_hand_is_not_made_again(ann: Reviewer, world: World) -> None:
    path = world.root / f"data/claims/{SLUG}.yaml"
    lines = "".join(f"    {name}: {value}\n" for name, value in OPENING.items() if name != "id")
    path.write_text(path.read_text() + f"events:\n  - id: pier-opened\n{lines}")
    with pytest.raises(InvalidParameters, match="yaml makes the event 'pier-opened' already"):
        ann.do("add", "", form="events", entry=AGAIN | {"id": "pier-opened"})


def test_what_a_writing_refuses_names_the_candidate(ann: Reviewer) -> None:
    ann.do("add", "", form="events", entry=MORE)
    ann.do("reject", event(ann))  # and with it the event
    assert "label" in seen(ann.desk.review(SLUG), "a1").problems
    with pytest.raises(InvalidParameters, match="kg check would find problems") as refused:
        write(ann.desk, SLUG, "ann")
    assert all(place.startswith("a1 events[1]") for place in refused.value.errors)
    assert "a new event without a label" in str(refused.value.errors)


def test_decisions_of_before_that_make_one_event_twice_are_told_by_their_names(
    ann: Reviewer, world: World
) -> None:
    with decisions.deciding(world.root, SLUG) as ledger:
        data = {"form": "events", "entry": AGAIN, "span": [70, 100]}
        ledger.add("ann", Act.ADD, "a1", data, at_noon)
        ledger.keep()
    with pytest.raises(InvalidParameters) as refused:
        write(ann.desk, SLUG, "ann")
    assert "'opening-of-the-pier' is defined twice" in refused.value.errors["a1 events[2].id"]
    ann.do("correct", "a1", entry=MORE)
    assert len(write(ann.desk, SLUG, "ann").added) == 2
