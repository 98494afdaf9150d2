"""What a reviewer sees of a candidate: denials, all pieces of its quote, what is still to write."""

from pathlib import Path

import pytest

from kg.review import shaping
from kg.review.desk import Desk
from kg.review.seeing import Seen, seen
from kg.review.shapes import CandidateShape
from kg.review.writing import write
from tests.conftest import World
from tests.reviewing import ARTICLE, SLUG, Reviewer, add

NAMED = "said Lee Mei, Director of the Harbour Office"
SAID = "“The Island Market will be a great boon to Island Town and everybody there.”"
SHE = "“The Old Ferry is good for Harbour City and for all of us,” she said."


def card(ann: Reviewer, name: str) -> Seen:
    return seen(ann.desk.review(SLUG), name)


def shape(ann: Reviewer, name: str) -> CandidateShape:
    """The candidate as the page has it."""
    (found,) = [
        each for each in shaping.review(ann.desk.review(SLUG)).candidates if each.id == name
    ]
    return found


def unwritten(ann: Reviewer) -> int:
    return shaping.review(ann.desk.review(SLUG)).unwritten


def test_a_denied_statement_says_so(ann: Reviewer) -> None:
    name = ann.proposal("statements", by="Lee Mei")
    entry = dict(ann.desk.review(SLUG).state.entry(name))
    ann.do("new", ann.thing("East Pier"), slug="east-pier", types=["Facility"],
           labels=["East Pier"])  # fmt: skip
    ann.do("correct", name, entry=entry | {"polarity": "negative"})
    assert card(ann, name).sentences
    assert all(
        each.startswith("denied: commitment by Lee Mei") for each in shape(ann, name).sentences
    )


@pytest.mark.parametrize(
    ("said", "more"),
    [(SAID, [NAMED]), (f"{SAID[:-1]} said Lee Mei”", []), (SAID[1:-1], []), (SHE, [NAMED])],
)
def test_quoted_words_get_the_piece_that_names_their_speaker(
    tmp_path: Path, said: str, more: list[str]
) -> None:
    world = World.at(tmp_path / "world")
    text = ARTICLE.replace("\n\nThe Blue", f" {said}\n\nThe Blue").replace(
        "The pier covers 3.5 hectares.", ""
    )
    every = add(world, text).proposed.proposals
    found = [each.entry["quote"] for each in every if each.form == "statements"]
    quotes = [each for each in found if said in each]
    assert quotes == ([[said, *more]] if more else [said] * len(quotes))
    review = Desk(world.root).review(SLUG)
    named = [each.id for each in every if each.entry["quote"] == [said, NAMED]]
    assert [seen(review, name).problems for name in named] == [{}] * len(more)


def test_what_was_written_and_is_corrected_again_is_to_be_written_again(ann: Reviewer) -> None:
    name = ann.proposal("claims", p="locatedIn", s="East Port")
    ann.do("accept", name)
    assert (shape(ann, name).written, shape(ann, name).due, unwritten(ann)) == (False, True, 1)
    write(ann.desk, SLUG, "ann")
    assert (shape(ann, name).written, shape(ann, name).due, unwritten(ann)) == (True, False, 0)
    entry = ann.desk.review(SLUG).state.entry(name)
    ann.do("correct", name, entry={**entry, "modality": "planned"})
    assert (shape(ann, name).written, shape(ann, name).due, unwritten(ann)) == (True, True, 1)
    ann.do("reject", name)
    assert (shape(ann, name).due, unwritten(ann)) == (True, 1)  # it is to be taken out
    write(ann.desk, SLUG, "ann")
    assert (shape(ann, name).due, unwritten(ann)) == (False, 0)


@pytest.mark.parametrize(
    ("form", "entry", "told"),
    [
        ("events", {"id": "opening", "label": "The pier opens"}, "event: The pier opens"),
        ("claims", {"s": "east-port", "p": "locatedIn"}, "East Port – located in: …"),
        ("claims", {"s": "east-port", "p": "area", "value": "x", "unit": "hectares"},
         "East Port – area: x hectares"),
        ("statements", {"by": "lee-mei", "kind": "hope", "polarity": "negative"},
         "denied: hope by Lee Mei about …"),
        ("offices", {"person": "lee-mei"}, "Lee Mei – …"),
    ],
)  # fmt: skip
def test_a_candidate_that_claims_nothing_says_what_it_is_about(
    ann: Reviewer, form: str, entry: dict[str, str], told: str
) -> None:
    inbox = ann.desk.root / f"data/inbox/{SLUG}.jsonl"
    lines = inbox.read_text().splitlines()
    quote = "East Port is in Harbour City."
    at = ARTICLE.index(quote)
    lines.append(
        f'{{"kind": "proposal", "id": "c90", "form": "{form}", "entry": '
        f"{str(entry | {'quote': quote}).replace(chr(39), chr(34))}, "
        f'"span": [{at}, {at + len(quote)}], "score": 0.5, "rule": "r"}}'
    )
    inbox.write_text("\n".join(lines) + "\n")
    found = card(ann, "c90")
    assert (found.sentences, found.outline) == ((), told)
    assert found.problems
