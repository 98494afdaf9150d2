"""The catalogue: what it says of each document, and texts that never change."""

import hashlib

import pytest

from kg.curate.catalogue import read_catalogue
from kg.curate.curation import Curation
from kg.model.period import Period
from kg.model.problem import Problem, Problems
from tests.conftest import World

FILE = "data/catalogue.yaml"


def _told(world: World) -> tuple[Problem, ...]:
    """The problems of the catalogue alone."""
    problems = Problems()
    read_catalogue(world.root, problems)
    return tuple(problems)


def test_a_block_says_what_is_known_of_a_document(curated: Curation) -> None:
    weekly, post = curated.documents["harbour-weekly-12"], curated.documents["island-post-3"]
    assert (weekly.publisher, weekly.author, weekly.wire) == ("Harbour Weekly", "Ann Poon", None)
    assert (weekly.issued, weekly.kind) == (Period.parse("2026-03-05"), "news")
    assert (weekly.url, weekly.title_is_ours) == ("https://weekly.example/12", False)
    assert (post.wire, post.url, post.title_is_ours) == ("Bay Wire", None, True)
    assert post.issued_reason == "The text has no date. It quotes a paper of December 2025."


def test_a_text_is_read_byte_for_byte(curated: Curation, shared_world: World) -> None:
    for slug, document in curated.documents.items():
        content = (shared_world.root / "data/documents" / f"{slug}.txt").read_bytes()
        assert document.text.encode("utf-8") == content
        assert document.sha256 == hashlib.sha256(content).hexdigest()


def test_carriage_returns_and_a_byte_order_mark_are_kept(world: World) -> None:
    text = "\ufeff" + world.text("data/documents/harbour-notice.txt").replace("\n", "\r\n")
    world.write("data/documents/harbour-notice.txt", text)
    world.pin("harbour-notice")
    assert world.read().documents["harbour-notice"].text == text


def test_noise_is_a_span_of_the_text_with_its_reason(curated: Curation) -> None:
    found = {
        slug: [(document.text[n.span.start : n.span.end], n.reason) for n in document.noise]
        for slug, document in curated.documents.items()
    }
    assert found == {
        "harbour-weekly-12": [("Read also: Ten recipes for harbour soup", "teaser")],
        "island-post-3": [("Contact the writer at post@island.example", "contact line")],
        "harbour-notice": [],
    }


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  title: East Port takes shape\n", "", "title: the field is missing"),
        ("  issued: 2026-03-05\n", "", "issued: the field is missing"),
        ("  kind: news\n", "", "kind: the field is missing"),
        ("  kind: news\n", "  kind: gossip\n", "kind: 'gossip' is not allowed here"),
        ("  url: https://weekly.example/12\n", "", "url: the field is missing"),
        ("  author: Ann Poon\n", "  auhtor: Ann Poon\n", "auhtor: unknown field"),
    ],
)  # fmt: skip
def test_a_block_with_a_missing_or_unknown_field_is_refused(
    world: World, old: str, new: str, message: str
) -> None:
    world.replace(FILE, old, new)
    assert any(message in str(problem) for problem in _told(world))


def test_an_interval_of_issue_needs_a_reason(world: World) -> None:
    reason = "  issued_reason: The text has no date. It quotes a paper of December 2025.\n"
    world.replace(FILE, reason, "")
    assert world.problem().message == "an interval without a reason"


def test_an_open_interval_of_issue_is_refused(world: World) -> None:
    world.replace(FILE, "issued: 2025-12/2026-02", "issued: 2025-12/..")
    assert "an open interval" in {problem.message for problem in _told(world)}


@pytest.mark.parametrize(
    ("noise", "message"),
    [
        ("{text: No such words, reason: teaser}", "the words stand 0 times"),
        ("{text: The bridge was mended., reason: teaser}", "the words stand 2 times"),
        ("{text: The bridge was mended., reason: teaser, start: 306}", "the words stand 0 times"),
        ("{text: a letter, from: a, to: b, reason: teaser}", "neither one span nor two ends"),
        ("{from: The Harbour Weekly wrote, reason: teaser}", "neither one span nor two ends"),
        ("{from: Trade grew, to: A letter from Island, reason: x}", "the end stands before"),
        ("{text: A letter from Island Town}", "the field is missing"),
    ],
)
def test_noise_that_is_not_one_span_is_refused(world: World, noise: str, message: str) -> None:
    world.replace(
        FILE, "    - from: Contact the writer", f"    - {noise}\n    - from: Contact the writer"
    )
    assert any(message in problem.message for problem in _told(world))


def test_noise_that_stands_twice_is_told_apart_by_its_start(world: World) -> None:
    world.replace(
        FILE,
        "    - from: Contact the writer",
        "    - {text: The bridge was mended., reason: x, start: 328}\n"
        "    - from: Contact the writer",
    )
    assert world.read().documents["island-post-3"].noise[0].span.start == 328


def test_a_missing_text_is_told(world: World) -> None:
    (world.root / "data/documents/harbour-notice.txt").unlink()
    assert "data/documents/harbour-notice.txt is missing" in {p.message for p in world.problems()}


@pytest.mark.parametrize("name", ["data/documents/new.txt", "data/documents/harbour-notice.md"])
def test_a_text_that_the_catalogue_does_not_know_is_told(world: World, name: str) -> None:
    world.write(name, "A text.\n")
    problem = world.problem()
    assert (problem.file, problem.message) == (name, "the catalogue does not know this file")


def test_a_missing_catalogue_is_told(world: World) -> None:
    (world.root / FILE).unlink()
    assert (FILE, "the file is missing") in {(p.file, p.message) for p in world.problems()}


def test_an_empty_text_is_told(world: World) -> None:
    world.write("data/documents/harbour-notice.txt", "")
    world.pin("harbour-notice")
    assert any("harbour-notice" in str(problem) for problem in _told(world))
