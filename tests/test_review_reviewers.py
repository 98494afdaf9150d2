"""Several reviewers at once, and decisions of processes that die."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from kg.errors import InvalidRequest, Outdated
from kg.review import decisions
from kg.review.state import Status
from tests.conftest import ROOT, World
from tests.reviewing import SLUG, Reviewer


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
