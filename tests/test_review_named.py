"""What the text names besides its candidates, the class of marked words, the address of a text."""

import json
from pathlib import Path

import pytest

from kg.review import adding, inbox, shaping
from kg.review.adding import Details
from kg.review.desk import Desk
from kg.review.state import Status
from kg.review.suggesting import class_of
from tests.conftest import World
from tests.reviewing import ARTICLE, SLUG, Reviewer, add, place

GUEST = ARTICLE.replace("East Port is", "Dr Tom Ho was a guest. East Port is")
PAGE = "https://weekly.example/news/pier"


@pytest.fixture
def guest(world: World) -> World:
    """The harbour with the article, which names a person in passing."""
    add(world, GUEST)
    return world


def test_people_and_known_entities_that_no_candidate_names_are_kept(guest: World) -> None:
    others = {each.name: each for each in inbox.read(guest.root, SLUG).others}
    assert (others["Tom Ho"].cls, others["Tom Ho"].entity) == ("Person", None)
    assert others["shipping"].entity == "shipping"
    things = {each.name: each for each in shaping.review(Desk(guest.root).review(SLUG)).things}
    assert things["Tom Ho"].other
    assert not things["East Pier"].other


def test_a_claim_may_name_what_no_candidate_names(guest: World) -> None:
    ann = Reviewer(guest)
    tom = ann.thing("Tom Ho")
    ann.do("new", tom, slug="tom-ho", types=["Person"], labels=["Tom Ho"])
    entry = {"by": f"@{tom}", "kind": "report", "about": ["east-port"],
             "quote": "Dr Tom Ho was a guest."}  # fmt: skip
    ann.do("add", "", form="statements", entry=entry)
    assert ann.desk.review(SLUG).resolved(entry)["by"] == "tom-ho"


def test_an_inbox_from_before_is_read_without_them(guest: World) -> None:
    path = guest.root / inbox.name_of(SLUG)
    lines = [each for each in path.read_text().splitlines() if json.loads(each)["kind"] != "other"]
    path.write_text("".join(f"{each}\n" for each in lines))
    assert inbox.read(guest.root, SLUG).others == ()
    assert Desk(guest.root).review(SLUG).state.things


def test_the_class_of_marked_words_is_that_of_the_thing_they_name(guest: World) -> None:
    things = Desk(guest.root).review(SLUG).state.things.values()
    told = {words: class_of(words, things) for words in ("Tom Ho", "Dr Tom Ho", "Lee Mei", "guest")}
    assert told == {"Tom Ho": "Person", "Dr Tom Ho": "Person", "Lee Mei": "Person", "guest": None}


@pytest.mark.parametrize(
    ("more", "url"),
    [
        (f"Source: {PAGE}", PAGE),
        (f"{PAGE}.\n\nSource: {PAGE}\n\nhttps://weekly.example/", PAGE),
        (f"{PAGE}\n\n{PAGE}-2", adding.NO_URL),
        ("https://weekly.example", adding.NO_URL),
        ("The Harbour Office is at www.weekly.example/office.", adding.NO_URL),
    ],
)
def test_the_one_address_of_the_text_is_that_of_the_document(
    tmp_path: Path, more: str, url: str
) -> None:
    world = World.at(tmp_path / "world")
    done = add(world, f"{ARTICLE}\n{more}\n")
    assert done.url == url
    assert (world.read().documents[done.slug].url or adding.NO_URL) == url


def test_an_address_that_somebody_gives_comes_first(world: World) -> None:
    given = "https://weekly.example/given"
    done = add(world, f"{ARTICLE}\n{PAGE}\n", Details(publisher="Harbour Weekly", url=given))
    assert done.url == given


def test_a_correction_to_another_form_counts_as_corrected(world: World) -> None:
    place(world)
    ann = Reviewer(world)
    every = ann.desk.review(SLUG).state.proposals.values()
    (name,) = [each.id for each in every if each.form == "events"]
    entry = {"s": "harbour-city", "p": "opens", "o": "old-ferry",
             "quote": "Harbour City opened the East Pier on Friday"}  # fmt: skip
    ann.do("add", "", form="claims", entry=entry, instead=name)
    counts = ann.desk.waiting()[0].counts
    assert [counts[each] for each in (Status.CORRECTED, Status.ADDED, Status.REJECTED)] == [1, 0, 0]
    assert sum(counts.values()) == len(every)
    ann.do("reject", "a1")
    assert ann.desk.waiting()[0].counts[Status.REJECTED] == 1
