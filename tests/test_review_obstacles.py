"""Writings that meet a hand, a refusal or a kill: nothing is half written."""

import pytest

from kg.errors import InvalidData, InvalidParameters
from kg.review.seeing import seen
from kg.review.writing import write
from tests.conftest import World
from tests.reviewing import PIER, SLUG, Reviewer, accepted_area, area, killed_at

CLAIMS, ENTITIES = f"data/claims/{SLUG}.yaml", "data/entities.yaml"


def test_what_somebody_changed_by_hand_is_left_and_told(ann: Reviewer, added: World) -> None:
    name = accepted_area(ann)
    write(ann.desk, SLUG, "ann")
    added.replace(CLAIMS, "value: 3.5", "value: 3.6  # says the author")
    text = added.text(CLAIMS)
    done = write(ann.desk, SLUG, "ann")
    assert (done.by_hand, done.added) == ((name,), ())
    assert added.text(CLAIMS) == text


def test_a_claim_whose_entity_was_undone_stops_the_writing_by_name(
    ann: Reviewer, added: World
) -> None:
    name = accepted_area(ann)
    number = ann.desk.review(SLUG).state.decisions[0].number
    ann.do("undo", str(number))
    before = added.text(CLAIMS)
    with pytest.raises(InvalidParameters) as refused:
        write(ann.desk, SLUG, "ann")
    assert list(refused.value.errors) == [f"{name} entities"]
    assert added.text(CLAIMS) == before


def test_what_kg_check_would_refuse_is_not_written(ann: Reviewer, added: World) -> None:
    note = "Not the port of this name."
    ann.do("new", ann.thing("East Pier"), **{**PIER, "labels": ["East Port"], "note": note})
    ann.do("accept", area(ann))
    before = added.text(CLAIMS), added.text(ENTITIES)
    with pytest.raises(InvalidParameters) as refused:
        write(ann.desk, SLUG, "ann")
    ((place, told),) = refused.value.errors.items()
    assert place.startswith("data/entities.yaml:")
    assert place.endswith("east-port.labels")
    assert "say in a note how they differ" in told
    assert (added.text(CLAIMS), added.text(ENTITIES)) == before


def test_files_that_are_wrong_already_are_told_as_kg_check_tells_them(
    ann: Reviewer, added: World
) -> None:
    added.replace("data/catalogue.yaml", "kind: column", "kind: poem")
    with pytest.raises(InvalidData):
        ann.desk.review(SLUG)


@pytest.mark.slow
@pytest.mark.parametrize("call", ["write", "_sync", "Change.commit"])
def test_a_writing_that_is_killed_is_made_whole_by_the_next_one(
    ann: Reviewer, added: World, call: str
) -> None:
    name = accepted_area(ann)
    killed_at(call)(added)
    write(ann.desk, SLUG, "ann")
    assert added.text(CLAIMS).count("p: area") == 1
    assert added.text(ENTITIES).count("east-pier:") == 1
    assert seen(ann.desk.review(SLUG), name).written
    added.read()
