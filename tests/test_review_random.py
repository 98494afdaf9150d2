"""Whatever is decided in whatever order: the files stay what kg check takes, and undo undoes."""

import random

import pytest

from kg.errors import InvalidRequest, NotFound
from kg.review.decisions import Act
from kg.review.writing import write
from tests.conftest import World
from tests.reviewing import SLUG, Reviewer, place

pytestmark = pytest.mark.slow
ENTITIES, CLAIMS = "data/entities.yaml", f"data/claims/{SLUG}.yaml"


def decide_something(ann: Reviewer, chance: random.Random) -> None:
    """A decision that may well be refused."""
    now = ann.desk.review(SLUG).state
    thing, other = (chance.choice(list(now.things)) for _ in range(2))
    name = chance.choice(list(now.proposals))
    spans = [[span.start, span.end] for span in now.things[thing].spans]
    labels = list(now.things[thing].forms[:1]) or [now.things[thing].name]
    cls = now.things[thing].cls or "Group"
    other_name = chance.choice(list(now.proposals))
    entry, form = dict(now.entry(other_name)), now.proposals[other_name].form
    choices: list[tuple[str, str, dict[str, object]]] = [

            ("accept", name, {}), ("accept", name, {}), ("reject", name, {"reason": "no"}),
            ("correct", name, {"entry": entry}), ("undo", "", {}), ("undo", "1", {}),
            ("link", thing, {"entity": chance.choice(["east-port", "old-ferry", "lee-mei"])}),
            ("new", thing, {"slug": f"new-{thing}", "types": [cls], "labels": labels}),
            ("merge", thing, {"into": other}), ("split", thing, {"spans": spans[:1]}),
            ("add", "", {"entry": entry, "form": form}),
            ("add", "", {"entry": entry, "form": form, "instead": name}),
            ("leave", "", {"text": chance.choice(["3.5", "HK$20 million"]), "reason": "no"}),
            ("introduce", "", {"slug": f"new-{thing}", "types": [cls], "labels": labels}),
    ]  # fmt: skip
    act, of, data = chance.choice(choices)
    ann.desk.decide(SLUG, ann.name, Act(act), of, data, None)


@pytest.mark.parametrize("seed", range(8))
def test_random_decisions_leave_files_that_kg_check_takes(world: World, seed: int) -> None:
    place(world)
    before, catalogue = world.text(ENTITIES), world.text("data/catalogue.yaml")
    chance, reviewers = random.Random(seed), [Reviewer(world, name) for name in ("ann", "ben")]
    taken = 0
    for turn in range(60):
        try:
            decide_something(chance.choice(reviewers), chance)
            taken += 1
            if turn % 12 == 11:
                write(reviewers[0].desk, SLUG, "ann")
        except (InvalidRequest, NotFound):
            continue
        finally:
            if turn % 12 == 11:
                world.read()
    assert taken > 10
    ann = reviewers[0]
    for decision in ann.desk.review(SLUG).state.live:
        if decision.act not in (Act.UNDO, Act.WRITE, Act.WRITTEN):
            ann.do("undo", str(decision.number))
    assert ann.desk.review(SLUG).state.verdicts == {}
    write(ann.desk, SLUG, "ann")
    assert [claim for claim in world.read().claims if claim.document == SLUG] == []
    assert world.text("data/catalogue.yaml") == catalogue
    # names of known entities stand in this document whatever is decided about it
    assert world.text(ENTITIES).replace(f", {SLUG}]", "]") == before
