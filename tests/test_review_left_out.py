"""Words that no claim is to cite: left out by a decision, written into the catalogue."""

from collections.abc import Callable

import pytest

from kg.curate import coverage, yaml_places
from kg.errors import InvalidParameters
from kg.review import shaping
from kg.review.writing import write
from tests.conftest import World
from tests.reviewing import ARTICLE, SLUG, Reviewer, killed_at

CATALOGUE = "data/catalogue.yaml"


def gaps(world: World) -> set[str]:
    return {each.text for each in coverage.of_document(world.read(), SLUG).unexplained}


def test_words_are_left_out_for_a_reason_and_written(ann: Reviewer, world: World) -> None:
    before = world.text(CATALOGUE)
    decision = ann.do("leave", "", text="HK$20 million", reason="an aside")
    assert decision.of == "l1"
    (left,) = shaping.review(ann.desk.review(SLUG)).left
    assert (left.text, left.reason, left.written) == ("HK$20 million", "an aside", False)
    assert shaping.review(ann.desk.review(SLUG)).unwritten == 1
    assert "HK$20 million" in gaps(world)
    done = write(ann.desk, SLUG, "ann")
    assert done.left == ("l1",)
    assert "HK$20 million" not in gaps(world) | {gap.text for gap in done.gaps}
    assert world.text(CATALOGUE) == before.rstrip("\n") + (
        '\n  left_out:\n    - text: "HK$20 million"\n      reason: an aside\n'
    )
    assert shaping.review(ann.desk.review(SLUG)).unwritten == 0
    assert write(ann.desk, SLUG, "ann").left == ()


def test_what_is_undone_is_taken_out_of_the_catalogue(ann: Reviewer, world: World) -> None:
    before = world.text(CATALOGUE)
    ann.do("leave", "", text="HK$20 million", reason="an aside")
    ann.do("leave", "", text="3.5", reason="an estimate")
    write(ann.desk, SLUG, "ann")
    ann.do("undo", "")
    write(ann.desk, SLUG, "ann")
    content = yaml_places.content(world.text(CATALOGUE))[SLUG]
    assert isinstance(content, dict)
    assert content["left_out"] == [{"text": "HK$20 million", "reason": "an aside"}]
    ann.do("undo", "")
    write(ann.desk, SLUG, "ann")
    assert world.text(CATALOGUE) == before


def test_which_words_are_left_out_must_be_clear(ann: Reviewer) -> None:
    def told(**data: object) -> dict[str, str]:
        with pytest.raises(InvalidParameters) as refused:
            ann.do("leave", "", **data)
        return dict(refused.value.errors)

    assert "say why" in told(text="3.5")["reason"]
    assert "stand 0 times" in told(text="4.5", reason="x")["text"]
    assert "times there" in told(text="Harbour City", reason="x")["text"]
    start = ARTICLE.index("Harbour City opened")
    kept = ann.do("leave", "", text="Harbour City", reason="x", start=start).data
    assert kept["entry"]["start"] == str(start)


def test_what_somebody_mended_by_hand_in_the_catalogue_stays(ann: Reviewer, world: World) -> None:
    ann.do("leave", "", text="HK$20 million", reason="an aside")
    write(ann.desk, SLUG, "ann")
    world.replace(CATALOGUE, "reason: an aside", "reason: said by nobody  # mended")
    text = world.text(CATALOGUE)
    assert write(ann.desk, SLUG, "ann").left == ()
    assert world.text(CATALOGUE) == text


@pytest.mark.slow
@pytest.mark.parametrize("call", ["write", "_sync"])
def test_a_writing_that_is_killed_leaves_out_once(ann: Reviewer, world: World, call: str) -> None:
    ann.do("leave", "", text="HK$20 million", reason="an aside")
    kill: Callable[[World], None] = killed_at(call)
    kill(world)
    write(ann.desk, SLUG, "ann")
    assert world.text(CATALOGUE).count("reason: an aside") == 1
    ann.do("undo", "")
    write(ann.desk, SLUG, "ann")
    assert "an aside" not in world.text(CATALOGUE)
