"""kg review in the terminal: keys through a pipe do what they say."""

import json
import os
import pty
import select
import subprocess
import sys
import time

import pytest
from typer.testing import CliRunner, Result

from kg import resources
from kg.cli import app
from kg.resources import Resources
from kg.review.state import Status
from tests.conftest import ROOT, World
from tests.reviewing import SLUG, Reviewer, add, place


@pytest.fixture
def here(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The project in which the commands run."""
    found = Resources(ROOT / "ontology", world.root / "queries", ROOT / "web", None, world.root)
    monkeypatch.setattr(resources, "find", lambda: found)
    return world


def keys(*lines: str, document: str = SLUG, flags: tuple[str, ...] = ("--as", "ann")) -> Result:
    """What is shown to somebody who types these lines."""
    typed = "".join(f"{line}\n" for line in lines)
    return CliRunner().invoke(app, ["review", document, *flags], input=typed)


def test_without_a_document_the_inbox_is_listed(here: World) -> None:
    assert "kg add FILE" in CliRunner().invoke(app, ["review"]).stdout
    place(here)
    assert SLUG in CliRunner().invoke(app, ["review"]).stdout
    made = json.loads(CliRunner().invoke(app, ["review", "--format", "json"]).stdout)
    assert made["documents"][0]["accepted"] == 0


def test_a_review_from_the_first_key_to_the_file(here: World) -> None:
    place(here)
    ann = Reviewer(here)
    names = list(ann.desk.review(SLUG).state.proposals)
    done = keys(
        "r", "no event of its own",  # c1
        "a", "+", "", "", "",  # c2, with the pier as a new entity by what is proposed
        "n",
        "a", "1",  # c4, whose office is the first of the known ones
        "n",
        "c", "quantifier=about", "modality=planned", "",  # is refused: no figure
        "n", "n", "c", "quantifier=about", "",  # c8, the area
        "u", "a", "w", "q",  # what was undone is shown again
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    state = ann.desk.review(SLUG).state
    assert [state.status(name) for name in names[:5]] == [
        Status.REJECTED, Status.ACCEPTED, Status.PENDING, Status.ACCEPTED, Status.PENDING
    ]  # fmt: skip
    assert "! quantifier: 'connects' takes an object" in done.output
    assert "decision" in done.output
    assert "is undone" in done.output
    assert "3 entries new, 0 gone; 1 entities new" in done.output
    assert state.slugs()[ann.thing("Director of Harbour Office")] == "director-of-harbour-office"
    assert {claim.property for claim in here.read().claims if claim.document == SLUG} == {
        "opens", "holdsPost", "postIn", "area"
    }  # fmt: skip


def test_what_is_like_nothing_known_comes_with_the_candidate(here: World) -> None:
    place(here)
    ann = Reviewer(here)
    review = ann.desk.review(SLUG)
    ordered = sorted(review.state.proposals.values(), key=lambda each: each.span)
    before = [each.id for each in ordered].index(ann.proposal("claims", p="investsIn"))
    done = keys(*"n" * before, "a", "+", "", "", "", "q")  # only the pier is asked for
    assert "+ new: Blue Lantern Company, Company (" in done.output
    state = ann.desk.review(SLUG).state
    assert state.status(ann.proposal("claims", p="investsIn")) is Status.ACCEPTED
    assert state.slugs()[ann.thing("Blue Lantern Company")] == "blue-lantern-company"


def test_the_end_of_the_input_ends_the_review_and_keeps_what_was_decided(here: World) -> None:
    place(here)
    done = keys("r", "")
    assert done.exit_code == 0
    assert "0 accepted, 0 not written yet" in done.output
    assert Reviewer(here).desk.review(SLUG).state.number == 1


def test_what_is_wrong_is_said_and_the_candidate_stays(here: World) -> None:
    place(here)
    done = keys("x", "u", "a", "", "e", "nobody", "q")
    assert "one of the keys" in done.output
    assert "nothing to undo" in done.output
    assert "! entities: link ‘East Pier’" in done.output
    assert "unknown entity 'nobody'" in done.output
    assert Reviewer(here).desk.review(SLUG).state.number == 0


def test_who_decides_may_be_a_setting(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    place(here)
    monkeypatch.setenv("KG_REVIEWER", "ben")
    keys("r", "", flags=())
    assert Reviewer(here).desk.review(SLUG).state.decisions[0].by == "ben"


def test_decided_candidates_are_shown_again_when_asked_for(here: World) -> None:
    place(here)
    total = len(Reviewer(here).desk.review(SLUG).state.proposals)
    keys(*["r", ""] * total)
    assert "every candidate is decided" in keys("q").output
    assert f"[1 of {total}]" in keys("q", flags=("--as", "ann", "--all")).output
    assert "rejected by ann" in keys("q", flags=("--as", "ann", "--all")).output


def test_a_missed_claim_about_a_missed_thing_is_added_by_keys(here: World) -> None:
    place(here)
    quote = "Island Town and Harbour City cooperate in shipping"
    done = keys(
        "t", "cooperate in shipping", "joint-shipping", "Topic", "",
        "m", quote, "", "s=harbour-city", "p=focusesOn", "o=@n1", "modality=plan", "",
        "m", quote, "", "s=harbour-city", "p=focusesOn", "o=@n1", "", "w", "q",
    )  # fmt: skip
    assert "n1 is added; u takes it back" in done.output
    assert "! modality: " in done.output
    assert "a1 is added" in done.output
    assert "1 entries new, 0 gone; 1 entities new" in done.output
    assert "no claim cites" in done.output
    assert "kg check --coverage, then kg build" in done.output
    (claim,) = [claim for claim in here.read().claims if claim.document == SLUG]
    assert (claim.object, claim.evidence[0].text) == ("joint-shipping", quote)


def test_words_are_left_out_by_a_key(here: World) -> None:
    place(here)
    done = keys("l", "HK$20 million", "", "l", "HK$20 million", "an aside", "w", "q")
    assert "! reason: say why" in done.output
    assert "l1 is added" in done.output
    assert "reason: an aside" in here.text("data/catalogue.yaml")


def test_an_event_is_corrected_into_a_claim_by_keys(here: World) -> None:
    place(here)
    fields = ("id=", "label=", "date=", "date_basis=", "concerns=", "participants=",
              "s=harbour-city", "p=opens", "o=old-ferry", "form=claims", "")  # fmt: skip
    done = keys("c", *fields, "q")
    assert "a1 is added" in done.output
    state = Reviewer(here).desk.review(SLUG).state
    assert (state.status("c1"), state.status("a1")) == (Status.REJECTED, Status.ADDED)


def test_a_duplicate_is_refused_by_the_name_of_the_other(here: World) -> None:
    place(here)
    ann = Reviewer(here)
    name = ann.proposal("claims", p="locatedIn", s="East Port")
    entry = ann.desk.review(SLUG).state.entry(name)
    ann.do("add", "", entry=entry)
    total = list(ann.desk.review(SLUG).state.proposals).index(name)
    done = keys(*"n" * total, "a", "q")
    assert "duplicate: a1, which is not written yet, says so already" in done.output
    assert "! a duplicate of a1, which ann accepted" in done.output


def test_when_all_is_decided_it_is_said_what_comes_next(here: World) -> None:
    place(here)
    total = len(Reviewer(here).desk.review(SLUG).state.proposals)
    done = keys(*["r", "no"] * total, "a", "w", "u", "q")
    assert "all decided: w write" in done.output
    assert "one of the keys m t l u n p w q" in done.output
    assert f"[{total} of {total}]" in done.output.rpartition("is undone")[2]


def test_a_document_that_is_not_in_the_inbox_is_named(here: World) -> None:
    done = keys("q", document="nobody")
    assert "no candidates of 'nobody'" in str(done.exception)


def test_a_document_cannot_command_the_terminal(here: World) -> None:
    hostile = "East Port is in Harbour City\x1b[2J\x1b]0;owned\x07."
    text = f"East Port\n\nMon, 09 Mar 2026 09:14:00 +0800\n\n{hostile}\n" + "Words. " * 400
    slug = add(here, text).slug
    done = keys("c", "", "q", document=slug)
    assert "Harbour City" in done.output
    assert "\x1b[2J" not in done.output
    assert "\x07" not in done.output


def _until(handle: int, words: bytes, key: bytes = b"") -> bool:
    """Press the key and read what the terminal shows until it has these words; whether they came.

    A key that comes before the terminal waits for one is lost, so it is pressed again.
    """
    shown, end = b"", time.monotonic() + 60
    while words not in shown and time.monotonic() < end:
        if select.select([handle], [], [], 2)[0]:
            shown += os.read(handle, 4096)
        elif key:
            os.write(handle, key)
    return words in shown


@pytest.mark.slow
def test_in_a_terminal_one_key_is_enough(here: World) -> None:
    place(here)
    program = (
        "from pathlib import Path; from kg import cli, resources; import sys\n"
        f"root, world = Path({str(ROOT)!r}), Path({str(here.root)!r})\n"
        "found = resources.Resources(root / 'ontology', world, root / 'web', None, world)\n"
        "resources.find = lambda: found\n"
        f"sys.argv = ['kg', 'review', {SLUG!r}, '--as', 'ann']\n"
        "cli.main()\n"
    )
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", program]
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True
    )
    try:
        assert _until(ours, b"q quit >")
        assert _until(ours, b"[2 of", b"n")
        assert _until(ours, b"not written yet", b"q")
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.wait()
        os.close(ours)
        os.close(theirs)


def test_what_is_denied_or_to_be_written_again_is_told(here: World) -> None:
    place(here)
    ann = Reviewer(here)
    name = ann.proposal("claims", p="locatedIn", s="East Port")
    names = sorted(ann.desk.review(SLUG).state.proposals.values(), key=lambda each: each.span)
    ahead = ["n"] * [each.id for each in names].index(name)
    keys(*ahead, "a", "w", "q")
    done = keys(*ahead, "c", "polarity=negative", "", "p", "q", flags=("--as", "ann", "--all"))
    assert "accepted by ann" in done.output
    assert ", written\n" in done.output
    assert "in the file, to be written again (w)" in done.output
    assert "denied: East Port – located in: Harbour City" in done.output
    assert "1 accepted, 1 not written yet." in done.output
    done = keys("m", "East Port is in Harbour City.", "events", "id=old-ferry", "", "q")
    assert done.exit_code == 0
    assert "! id:" in done.output
