"""Things of which candidates speak: new, linked to what is known, merged and split."""

from typing import Any

import pytest

from kg.errors import InvalidParameters
from tests.reviewing import PIER, SLUG, Reviewer, area

Told = dict[str, Any]


def test_a_new_entity_is_checked_as_the_file_would_be(ann: Reviewer) -> None:
    pier = ann.thing("East Pier")

    def told(**changed: object) -> Told:
        with pytest.raises(InvalidParameters) as refused:
            ann.do("new", pier, **{**PIER, **changed})
        return dict(refused.value.errors)

    assert "Did you mean Facility" in told(types=["Facilty"])["type"]
    assert "slug" in told(slug="old-ferry")
    assert "not a slug" in str(told(slug="East Pier"))
    assert "does not stand in" in str(told(labels=["West Pier"]))
    assert "also a label of" in str(told(labels=["East Port"]))
    assert "square brackets" in str(told(named=False))
    ann.do("new", pier, slug="pier-east", types=["Facility"], labels=["[the pier]"], named=False)


def test_a_thing_may_be_linked_to_what_is_known(ann: Reviewer) -> None:
    pier = ann.thing("East Pier")
    with pytest.raises(InvalidParameters, match="no such entity"):
        ann.do("link", pier, entity="west-pier")
    with pytest.raises(InvalidParameters, match="another document"):
        ann.do("link", pier, entity="foreign-company")
    with pytest.raises(InvalidParameters, match="does not use"):
        ann.do("link", pier, entity="old-ferry", labels=["West Pier"])
    ann.do("link", pier, entity="old-ferry", labels=["East Pier"])
    assert ann.desk.review(SLUG).state.slugs()[pier] == "old-ferry"


def test_two_things_that_are_one_are_merged(ann: Reviewer) -> None:
    pier, company = ann.thing("East Pier"), ann.thing("Blue Lantern Company")
    ann.do("new", pier, **PIER)
    with pytest.raises(InvalidParameters, match="merge the two"):
        ann.do("new", company, **PIER)
    ann.do("merge", company, into=pier)
    slugs = ann.desk.review(SLUG).state.slugs()
    assert slugs[company] == slugs[pier] == "east-pier"
    with pytest.raises(InvalidParameters, match="one already"):
        ann.do("merge", pier, into=company)
    ann.do("undo", "")
    assert company not in ann.desk.review(SLUG).state.slugs()


def test_a_thing_that_is_two_is_split_by_its_mentions(ann: Reviewer) -> None:
    pier = ann.thing("East Pier")
    spans = ann.desk.review(SLUG).state.things[pier].spans
    last = [[spans[-1].start, spans[-1].end]]
    for wrong in ([], [[span.start, span.end] for span in spans], [[0, 1]]):
        with pytest.raises(InvalidParameters, match="some of its mentions"):
            ann.do("split", pier, spans=wrong)
    with pytest.raises(InvalidParameters, match="pairs of code points"):
        ann.do("split", pier, spans=["x"])
    decision = ann.do("split", pier, spans=last)
    state = ann.desk.review(SLUG).state
    other = decision.data["thing"]
    assert state.things[other].spans == spans[-1:]
    assert state.things[pier].spans == spans[:-1]
    money = ann.proposal("claims", p="investment")  # its sentence has the last mention only
    assert state.proposals[money].entry["s"] == f"@{other}"
    assert state.proposals[area(ann)].entry["s"] == f"@{pier}"
    ann.do("undo", "")
    assert ann.desk.review(SLUG).state.things.keys() == state.things.keys() - {other}
