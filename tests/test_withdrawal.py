"""A document is withdrawn: what leaves the files, what is kept, and what the log says."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml

from kg.config import Settings
from kg.curate import corrections
from kg.errors import InvalidRequest, NotFound
from kg.review import adding, decisions
from kg.review.withdrawing import withdraw
from kg.review.writing import write
from tests.conftest import World
from tests.reviewing import SLUG, Reviewer, add
from tests.withdrawals import CATALOGUE, ENTITIES, NOTICE, TODAY, gone, reviewed, state


def test_what_is_withdrawn_leaves_the_files_as_they_were_before_it_came(world: World) -> None:
    before = {name: world.text(name) for name in (ENTITIES, CATALOGUE)}
    reviewed(world)
    done = gone(world)
    assert {claim.property for claim in done.difference.withdrawn} == {"area", "locatedIn"}
    assert done.entities == ("east-pier",)
    assert {name: world.text(name) for name in before} == before
    assert not (world.root / f"data/documents/{SLUG}.txt").exists()
    assert not (world.root / f"data/claims/{SLUG}.yaml").exists()


def test_what_is_withdrawn_leaves_the_inbox_and_may_come_again(world: World) -> None:
    ann = reviewed(world)
    inbox = world.root / "data/inbox"
    kept = {path.name: path.read_text() for path in inbox.glob("*.jsonl")}
    done = gone(world)
    assert done.inbox == (
        f"data/inbox/withdrawn/{SLUG}.2026-03-12.jsonl",
        f"data/inbox/withdrawn/{SLUG}.2026-03-12.decisions.jsonl",
    )
    assert [world.text(name) for name in done.inbox] == list(map(kept.get, sorted(kept)[::-1]))
    assert ann.desk.waiting() == ()
    added = add(world)
    assert added.slug == SLUG
    assert ann.desk.review(SLUG).state.decisions == ()
    assert gone(world).inbox == (f"data/inbox/withdrawn/{SLUG}.2026-03-12.2.jsonl",)


def _is_open(handle: Path, path: Path) -> bool:
    try:
        return handle.readlink() == path
    except OSError:  # closed meanwhile
        return False


def test_who_decides_while_a_document_is_withdrawn_is_told(world: World) -> None:
    ann = reviewed(world)
    with ThreadPoolExecutor(1) as pool, decisions.deciding(world.root, SLUG):
        late = pool.submit(ann.do, "reject", "c1")
        path = world.root / decisions.name_of(SLUG)
        while sum(_is_open(each, path) for each in Path("/proc/self/fd").iterdir()) < 2:
            time.sleep(0.01)
        path.unlink()
    with pytest.raises(NotFound, match="withdrawn meanwhile"):
        late.result()


def test_the_log_says_what_why_who_and_when(world: World) -> None:
    reviewed(world)
    gone(world)
    (entry,) = world.read().corrections
    assert (entry.date.text, entry.kind, entry.of, entry.by) == (
        "2026-03-12", "withdrawn", SLUG, "ann"
    )  # fmt: skip
    assert entry.reason == "The publisher took it back: wrong figures."
    assert "East Pier – area: 3.5 ha" in [claim.said for claim in entry.claims]


def test_a_claim_that_its_replacement_says_otherwise_is_superseded(world: World) -> None:
    reviewed(world)
    text = (world.root / f"data/documents/{SLUG}.txt").read_text().replace("3.5 hec", "3.7 hec")
    (world.root.parent / "pier2.txt").write_text(text)
    ann = Reviewer(world, slug="pier-2")
    path = world.root.parent / "pier2.txt"
    adding.add(world.root, path, adding.Details(slug="pier-2"), Settings())
    ann.do("accept", ann.proposal("claims", p="area"))
    write(ann.desk, "pier-2", "ann")
    done = gone(world, replaced_by="pier-2")
    (pair,) = done.difference.superseded
    assert (pair.old.document, pair.new.document) == (SLUG, "pier-2")
    assert [claim.property for claim in done.difference.withdrawn] == ["locatedIn"]
    (entry,) = world.read().corrections
    assert (entry.kind, entry.into) == ("replaced", "pier-2")
    assert {claim.superseded_by for claim in entry.claims} == {None, pair.new.id}
    assert "east-pier" in world.read().entities


def test_a_withdrawal_may_be_tried_without_changing_anything(world: World) -> None:
    reviewed(world)
    before = state(world)
    assert gone(world, dry_run=True).entities == ("east-pier",)
    assert state(world) == before


def test_a_document_that_others_need_is_not_withdrawn(world: World) -> None:
    reviewed(world)
    world.replace(NOTICE, "claims:\n", "claims:\n  - {s: east-pier, p: locatedIn, "
                  'o: harbour-city, quote: "Harbour City and Island Town"}\n')  # fmt: skip
    before = state(world)
    with pytest.raises(InvalidRequest, match=r"harbour-notice.yaml:\d+ names 'east-pier'"):
        gone(world)
    assert state(world) == before


def test_a_withdrawal_needs_a_document_and_a_reason(world: World) -> None:
    with pytest.raises(NotFound, match="no document 'nobody'"):
        gone(world, "nobody")
    with pytest.raises(NotFound, match="no document 'nobody'"):
        gone(world, "harbour-notice", replaced_by="nobody")
    with pytest.raises(InvalidRequest, match="own place"):
        gone(world, "harbour-notice", replaced_by="harbour-notice")
    with pytest.raises(InvalidRequest, match="--reason"):
        withdraw(world.root, "harbour-notice", " ", "ann", TODAY)


def test_a_log_that_is_wrong_is_told_by_kg_check(world: World) -> None:
    world.write(corrections.FILE, "corrections:\n  - {date: today, kind: lost, of: x}\n")
    fields = {problem.field for problem in world.problems()}
    assert fields == {f"corrections[1].{name}" for name in ("date", "kind", "reason", "by")}


def test_a_file_of_another_form_is_named_and_stays(world: World) -> None:
    """It is sound YAML, which `kg check` takes, and cannot be edited line by line."""
    content = yaml.safe_load(world.text(CATALOGUE))
    flow = yaml.safe_dump(content, default_flow_style=True, allow_unicode=True, width=10_000)
    (world.root / CATALOGUE).write_text(flow, encoding="utf-8")
    with pytest.raises(InvalidRequest, match=r"has not the form.*Mend it by hand"):
        withdraw(world.root, "harbour-notice", "It was a test.", "ann", TODAY)
    assert world.text(CATALOGUE) == flow
