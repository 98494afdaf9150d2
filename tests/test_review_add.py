"""kg add: a text becomes a document and candidates, all at once or not at all."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import resources
from kg.cli import app
from kg.config import Settings
from kg.curate import catalogue
from kg.curate.change import INBOX
from kg.errors import InvalidData, InvalidRequest, KgError, NotFound
from kg.resources import Resources
from kg.review import adding, inbox
from kg.review.adding import Details
from kg.review.drafting import draft
from kg.review.proposal import quoted
from tests.conftest import ROOT, World
from tests.extraction import DAY, extractor
from tests.pdfs import pdf
from tests.reviewing import ARTICLE, SLUG, Reviewer, add, article

FILES = (catalogue.FILE, "data/entities.yaml", "data/claims/harbour-notice.yaml")


def state(world: World) -> dict[str, bytes]:
    """Every file of the project."""
    files = (path for path in (world.root / "data").rglob("*") if path.is_file())
    return {str(path): path.read_bytes() for path in files if path.name != ".lock"}


def test_a_text_becomes_a_document_that_kg_check_takes(world: World) -> None:
    before = world.text(catalogue.FILE)
    done = add(world)
    assert (done.slug, done.title, done.issued) == (
        SLUG, "East Pier opens in Harbour City", "2026-03-09"
    )  # fmt: skip
    assert world.text(f"data/documents/{SLUG}.txt") == ARTICLE
    document = world.read().documents[SLUG]
    assert (document.publisher, document.kind, document.title_is_ours) == (
        "Harbour Weekly", "news", False
    )  # fmt: skip
    assert [noise.reason for noise in document.noise] == ["time stamp", "address"]
    assert world.text(catalogue.FILE).startswith(before)
    assert world.text(catalogue.FILE).endswith(
        '    - text: "Contact the writer at pier@weekly.example"\n      reason: address\n'
    )


def test_nothing_is_claimed_by_adding(world: World) -> None:
    before = world.read()
    add(world)
    after = world.read()
    assert after.claims == before.claims
    assert after.entities == before.entities


def test_the_candidates_are_entries_as_the_files_would_have_them(world: World) -> None:
    proposed = add(world).proposed
    assert inbox.read(world.root, SLUG) == proposed
    entries = [proposal.entry for proposal in proposed.proposals]
    names = {f"@{thing.id}": thing.name for thing in proposed.things}
    told = [{key: names.get(str(each), each) for key, each in e.items()} for e in entries]
    assert {
        "s": "Blue Lantern Company", "p": "operates", "o": "Old Ferry", "polarity": "negative",
        "quote": "The company does not operate the Old Ferry.",
    } in told  # fmt: skip
    assert {
        "person": "Lee Mei", "post": "Director of Harbour Office", "of": "Harbour Office",
        "as_of": "document",
        "quote": ARTICLE[ARTICLE.index("“The East") : ARTICLE.index(" The pier covers")],
    } in told  # fmt: skip
    assert {
        "s": "East Pier", "p": "area", "value": "3.5", "unit": "hectares",
        "quote": "The pier covers 3.5 hectares.",
    } in told  # fmt: skip


def test_known_things_are_linked_and_others_are_not(world: World) -> None:
    things = {thing.name: thing for thing in add(world).proposed.things}
    assert things["Lee Mei"].entity == "lee-mei"
    assert (things["East Pier"].entity, things["East Pier"].cls) == (None, "Facility")
    assert things["East Pier"].forms == ("East Pier",)


@pytest.mark.parametrize(
    ("text", "details", "word"),
    [
        (ARTICLE, Details(slug="island-post-3"), "there is a document 'island-post-3' already"),
        (ARTICLE, Details(slug="East Pier"), "is no slug"),
        (ARTICLE, Details(issued="yesterday"), "--issued: 'yesterday' is not a date"),
        ("The pier is old. It is there.", Details(issued="2026"), "--title"),
        ("The pier\n\nIt is old.", Details(), "--issued 2026-03-05"),
        ("", Details(), "is empty"),
    ],
)  # fmt: skip
def test_what_cannot_be_added_is_refused_by_name_and_changes_nothing(
    world: World, text: str, details: Details, word: str
) -> None:
    before = state(world)
    with pytest.raises(KgError, match=re.escape(word)):
        add(world, text, details)
    assert state(world) == before


def test_a_text_that_is_there_is_refused_whatever_it_is_called(world: World) -> None:
    add(world)
    before = state(world)
    with pytest.raises(InvalidRequest, match=f"already, as '{SLUG}', word for word"):
        add(world, details=Details(slug="other"))
    with pytest.raises(InvalidRequest, match="there is a document"):
        add(world, ARTICLE.replace("3.5", "3.6"))
    assert state(world) == before


def test_what_kg_check_would_refuse_is_not_added(world: World) -> None:
    before = state(world)
    with pytest.raises(InvalidData) as refused:
        add(world, details=Details(kind="poem", issued="2026-01/2026-03"))
    assert [problem.field for problem in refused.value.problems] == [
        f"{SLUG}.kind", f"{SLUG}.issued"
    ]  # fmt: skip
    assert state(world) == before


def test_a_title_of_our_own_is_marked_as_ours(world: World) -> None:
    text = "The pier is old.\n\nMon, 09 Mar 2026 09:14:00 +0800\n"
    done = add(world, text, Details(title="An old pier", url="https://x.example/1"))
    document = world.read().documents[done.slug]
    assert (done.slug, document.title_is_ours, document.url) == (
        "old-pier", True, "https://x.example/1"
    )  # fmt: skip
    assert document.rights.startswith("Copyright of the publisher, who is not named")


def test_noise_that_stands_twice_is_told_by_its_place(world: World) -> None:
    done = add(world, ARTICLE + "\nContact the writer at pier@weekly.example\n")
    spans = [each.span for each in world.read().documents[done.slug].noise]
    assert len(spans) == 3
    assert len(set(spans)) == 3


def test_candidates_may_be_looked_for_again_until_somebody_decides(world: World) -> None:
    first = add(world).proposed
    (world.root / inbox.name_of(SLUG)).unlink()
    assert adding.again(world.root, SLUG, Settings()).proposed == first
    reviewer = Reviewer(world)
    reviewer.do("reject", "c1")
    with pytest.raises(InvalidRequest, match="is under review"):
        adding.again(world.root, SLUG, Settings())
    with pytest.raises(NotFound, match="no document 'nobody'"):
        adding.again(world.root, "nobody", Settings())


def test_every_candidate_of_our_documents_has_a_quote_that_stands_there(world: World) -> None:
    for path in sorted((ROOT / "data/documents").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        things, proposals, _ = draft(extractor().extract(text, DAY), extractor().lexicon.ontology)
        assert proposals
        known = {thing.id for thing in things}
        for proposal in proposals:
            first, *more = quoted(proposal.entry)
            assert first == text[proposal.span.start : proposal.span.end]
            assert all(piece in text for piece in more)
            assert {
                name[1:] for name in map(str, proposal.entry.values()) if name[:1] == "@"
            } <= known


def test_what_the_entry_of_an_event_says_is_not_proposed_again() -> None:
    text = (
        "Speaking on the last day of the Bay Tea Summit in Hill Town, Lee Mei said that Harbour "
        "City must keep its port."
    )
    _, proposals, _ = draft(extractor().extract(text, DAY), extractor().lexicon.ontology)
    told = [each.entry for each in proposals]
    event = next(each for each in told if "participants" in each)
    assert "held_in" in event
    assert not [each for each in told if each.get("p") in ("hasParticipant", "heldIn")]
    assert len([each for each in told if "kind" in each]) == 1  # of the city, not of the day


def test_the_command_says_what_comes_next(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Resources(ROOT / "ontology", world.root / "queries", ROOT / "web", None, world.root)
    monkeypatch.setattr(resources, "find", lambda: here)
    path = str(article(tmp_path))
    done = CliRunner().invoke(app, ["add", path, "--publisher", "Harbour Weekly"])
    assert done.exit_code == 0
    assert f"added '{SLUG}'" in done.stdout
    assert f"kg review {SLUG}" in done.stdout
    done = CliRunner().invoke(app, ["add", SLUG, "--again", "--format", "json"])
    assert json.loads(done.stdout)["document"] == SLUG
    done = CliRunner().invoke(app, ["add", SLUG, "--again", "--kind", "column"])
    assert "mend it there" in str(done.exception)
    assert (world.root / INBOX).is_dir()


def test_a_page_of_html_tells_its_day_and_is_kept_as_its_text(world: World) -> None:
    path = world.root.parent / "pier.html"
    path.write_text(
        '<html><head><meta property="article:published_time" content="2026-03-09T08:00:00Z">'
        "<title>East Pier opens</title></head><body><article><h1>East Pier opens</h1>"
        "<p>The Harbour Office will operate the East Pier in Harbour City.</p></article></body>",
        encoding="utf-8",
    )
    done = adding.add(world.root, path, Details(publisher="Harbour Weekly"), Settings())
    assert done.issued == "2026-03-09"
    assert "<" not in world.text(f"data/documents/{done.slug}.txt")


def test_the_limits_of_a_document_hold_when_it_is_added(world: World) -> None:
    with pytest.raises(KgError, match=r"KG_MAX_DOCUMENT_BYTES \(10\)"):
        adding.add(
            world.root, article(world.root.parent), Details(), Settings(max_document_bytes=10)
        )
    report = world.root.parent / "report.pdf"
    report.write_bytes(pdf(["One line of text."] * 4))
    with pytest.raises(KgError, match=r"KG_MAX_DOCUMENT_PAGES \(3\)"):
        adding.add(world.root, report, Details(), Settings(max_document_pages=3))
