"""The review: who decides what, what stands after it, and what becomes of the files."""

import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from kg.curate import yaml_edit, yaml_places
from kg.errors import InvalidData, InvalidParameters, InvalidRequest, NotFound, Outdated
from kg.model.claim import Polarity
from kg.review import decisions
from kg.review.comparing import Beside
from kg.review.decisions import Act
from kg.review.leaving import left_out
from kg.review.seeing import seen
from kg.review.state import Status
from kg.review.writing import write
from tests.conftest import ROOT, World
from tests.reviewing import ARTICLE, COMPANY, PIER, SLUG, Reviewer, add, place

CLAIMS, ENTITIES = f"data/claims/{SLUG}.yaml", "data/entities.yaml"
Told = dict[str, Any]


@pytest.fixture
def added(world: World) -> World:
    """The harbour with the article, whose candidates nobody has looked at."""
    place(world)
    return world


@pytest.fixture
def ann(added: World) -> Reviewer:
    return Reviewer(added)


def area(ann: Reviewer) -> str:
    return ann.proposal("claims", p="area")


def accepted_area(ann: Reviewer) -> str:
    """The claim on the pier's area, accepted, with the pier as a new entity."""
    ann.do("new", ann.thing("East Pier"), **PIER)
    name = area(ann)
    ann.do("accept", name)
    return name


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


# -- things


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


# -- several reviewers, and processes that die


def test_who_has_not_seen_the_decision_of_another_is_told_of_it(
    ann: Reviewer, added: World
) -> None:
    ben = Reviewer(added, "ben")
    seen = ben.desk.review(SLUG).state.number
    ann.do("reject", "c1", seen)
    with pytest.raises(Outdated, match=r"ann has decided on this at 2026-03-10.*reject"):
        ben.do("reject", "c1", seen)
    ben.do("reject", "c2", seen)  # on which nobody has decided
    ben.do("reject", "c1", ben.desk.review(SLUG).state.number)


def test_decisions_that_are_taken_at_once_are_all_kept(added: World) -> None:
    names = list(Reviewer(added).desk.review(SLUG).state.proposals)

    def decide(number: int) -> int:
        reviewer = Reviewer(added, f"reviewer {number}")
        return reviewer.do("reject", names[number % len(names)], reason=str(number)).number

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(decide, range(24)))
    kept = decisions.read(added.root, SLUG)
    assert sorted(numbers) == [each.number for each in kept] == list(range(1, 25))
    assert {each.data["reason"] for each in kept} == {str(number) for number in range(24)}


def test_a_line_that_was_cut_off_is_no_decision_and_harms_no_other(
    ann: Reviewer, added: World
) -> None:
    ann.do("reject", "c1")
    path = added.root / decisions.name_of(SLUG)
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"n": 2, "at": "2026')  # the process ended here
    assert ann.desk.review(SLUG).state.number == 1
    assert ann.do("reject", "c2").number == 2
    assert path.read_bytes().startswith(whole)
    assert [json.loads(line)["of"] for line in path.read_text().splitlines()] == ["c1", "c2"]


def test_a_line_that_is_damaged_is_told_and_nothing_is_guessed(ann: Reviewer, added: World) -> None:
    ann.do("reject", "c1")
    path = added.root / decisions.name_of(SLUG)
    path.write_bytes(b"{}\n" + path.read_bytes())
    with pytest.raises(InvalidRequest, match=r"decisions.jsonl:1 is no decision"):
        ann.desk.review(SLUG)


@pytest.mark.slow
def test_what_was_decided_survives_a_kill(added: World) -> None:
    program = (
        "import sys, os, signal; from pathlib import Path; from kg.review.desk import Desk\n"
        "from kg.review.decisions import Act\n"
        f"desk = Desk(Path({str(added.root)!r}))\n"
        f"desk.decide({SLUG!r}, 'ann', Act.REJECT, 'c1', {{}}, None)\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)
    assert done.returncode == -9
    assert Reviewer(added).desk.review(SLUG).state.status("c1") is Status.REJECTED


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


# -- the files


def test_what_is_accepted_is_written_so_that_kg_check_takes_it(ann: Reviewer, added: World) -> None:
    before = added.text(ENTITIES)
    name = accepted_area(ann)
    done = write(ann.desk, SLUG, "ann")
    assert (done.added, done.entities, done.removed) == ((name,), ("east-pier",), ())
    assert added.text(CLAIMS).endswith(
        "\nclaims:\n  - s: east-pier\n    p: area\n    value: 3.5\n    unit: hectares\n"
        '    quote: "The pier covers 3.5 hectares."\n'
    )
    block = f"east-pier:\n  type: Facility\n  labels:\n    East Pier: [{SLUG}]\n\n"
    at = before.index("east-port:\n")
    assert added.text(ENTITIES) == before[:at] + block + before[at:]
    (claim,) = [claim for claim in added.read().claims if claim.document == SLUG]
    assert claim.evidence[0].text == "The pier covers 3.5 hectares."
    assert seen(ann.desk.review(SLUG), name).written


def test_a_known_entity_is_said_to_stand_in_the_document_too(ann: Reviewer, added: World) -> None:
    before = added.text(ENTITIES)
    ann.do("accept", ann.proposal("claims", p="locatedIn", s="East Port"))
    ann.do("link", ann.thing("East Pier"), entity="island-bridge", labels=["East Pier"])
    ann.do("accept", area(ann))
    write(ann.desk, SLUG, "ann")
    changed = [
        (old, new)
        for old, new in zip(before.splitlines(), added.text(ENTITIES).splitlines(), strict=False)
        if old != new
    ]
    assert changed[0] == (
        "    East Port: [harbour-weekly-12, island-post-3, harbour-notice]",
        f"    East Port: [harbour-weekly-12, island-post-3, harbour-notice, {SLUG}]",
    )
    assert f"    East Pier: [{SLUG}]\n" in added.text(ENTITIES)
    added.read()


def test_what_no_claim_cites_is_told_with_the_reason_of_a_rejection(
    ann: Reviewer, added: World
) -> None:
    ann.do("reject", ann.proposal("claims", p="investment"), reason="a plan, told by nobody")
    found = write(ann.desk, SLUG, "ann").gaps
    reasons = {gap.text: gap.reason for gap in found}
    assert reasons["HK$20 million"] == "a plan, told by nobody"
    assert reasons["3.5"] is None
    accepted_area(ann)
    done = write(ann.desk, SLUG, "ann")
    assert "3.5" not in {gap.text for gap in done.gaps}
    lines = left_out(ann.desk.review(SLUG), done.gaps)
    assert lines.startswith("  left_out:\n")
    assert 'text: "HK$20 million"\n' in lines
    catalogue = added.text("data/catalogue.yaml").rstrip()
    added.write("data/catalogue.yaml", f"{catalogue}\n{lines}")  # the article stands last
    left = {gap.text for gap in write(ann.desk, SLUG, "ann").gaps}
    assert left == {gap.text for gap in done.gaps if gap.reason is None}


def test_writing_again_changes_nothing(ann: Reviewer, added: World) -> None:
    accepted_area(ann)
    write(ann.desk, SLUG, "ann")
    files = added.text(CLAIMS), added.text(ENTITIES)
    done = write(ann.desk, SLUG, "ben")
    assert (done.added, done.removed, done.by_hand, done.entities) == ((), (), (), ())
    assert (added.text(CLAIMS), added.text(ENTITIES)) == files
    assert ann.desk.review(SLUG).state.decisions[-1].by == "ann"


def test_what_is_undone_is_taken_out_of_the_files_again(ann: Reviewer, added: World) -> None:
    entities = added.text(ENTITIES)
    name = accepted_area(ann)
    write(ann.desk, SLUG, "ann")
    ann.do("undo", "")
    assert seen(ann.desk.review(SLUG), name).written
    done = write(ann.desk, SLUG, "ann")
    assert (done.removed, done.dropped) == ((name,), ("east-pier",))
    assert added.text(ENTITIES) == entities
    assert yaml_places.content(added.text(CLAIMS)) == {"claims": []}
    assert [claim for claim in added.read().claims if claim.document == SLUG] == []


def test_what_is_corrected_after_writing_takes_the_place_of_what_was_written(
    ann: Reviewer, added: World
) -> None:
    name = accepted_area(ann)
    write(ann.desk, SLUG, "ann")
    entry = dict(ann.desk.review(SLUG).state.entry(name)) | {"quantifier": "about"}
    ann.do("correct", name, entry=entry)
    done = write(ann.desk, SLUG, "ann")
    assert (done.added, done.removed) == ((name,), (name,))
    assert added.text(CLAIMS).count("p: area") == 1
    assert "quantifier: about" in added.text(CLAIMS)


def test_an_entity_that_others_use_stays_when_its_claim_is_undone(
    ann: Reviewer, added: World
) -> None:
    accepted_area(ann)
    write(ann.desk, SLUG, "ann")
    text = added.text("data/claims/harbour-notice.yaml")
    entry = {
        "s": "east-pier", "p": "locatedIn", "o": "harbour-city", "quote": "Harbour City",
    }  # fmt: skip
    quote = "The Harbour Office is in Harbour City and covers 1.25 hectares."
    added.write(
        "data/claims/harbour-notice.yaml",
        yaml_edit.append(text, "claims", entry | {"quote": quote}),
    )
    ann.do("undo", "")
    done = write(ann.desk, SLUG, "ann")
    assert done.dropped == ()
    assert "east-pier:" in added.text(ENTITIES)


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


def killed_at(call: str) -> Callable[[World], None]:
    """Write in a process of its own that is killed at the first call of this function."""

    def run(world: World) -> None:
        program = (
            "import os, signal; from pathlib import Path; from kg.curate import change\n"
            "from kg.review.desk import Desk; from kg.review import writing\n"
            f"change.{call} = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)\n"
            f"writing.write(Desk(Path({str(world.root)!r})), {SLUG!r}, 'ann')\n"
        )
        done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)
        assert done.returncode == -9

    return run


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


def test_a_whole_article_is_reviewed(ann: Reviewer, added: World) -> None:
    ann.do("new", ann.thing("East Pier"), **PIER)
    ann.do("new", ann.thing("Blue Lantern Company"), **COMPANY)
    ann.do("link", ann.thing("Director of Harbour Office"), entity="director-of-harbour-office")
    names = list(ann.desk.review(SLUG).state.proposals)
    for name in names:
        ann.do("accept", name)
    done = write(ann.desk, SLUG, "ann")
    assert set(done.added) == set(names)
    claims = [claim for claim in added.read().claims if claim.document == SLUG]
    assert len(claims) > len(names)  # an event and a statement say several
    assert all(ARTICLE[q.span.start : q.span.end] == q.text for c in claims for q in c.evidence)
    assert Act.WRITTEN is ann.desk.review(SLUG).state.decisions[-1].act
