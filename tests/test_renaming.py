"""Entities are renamed and merged, and terms are migrated: everywhere, or not at all."""

import pytest

from kg.curate import migration
from kg.curate.renaming import merge, rename
from kg.errors import InvalidData, InvalidRequest, NotFound
from kg.review.seeing import seen
from kg.review.writing import write
from tests.conftest import ROOT, World
from tests.reviewing import SLUG
from tests.withdrawals import ENTITIES, NOTICE, reviewed, state

# -- entities


def test_a_renamed_entity_is_renamed_everywhere_and_redirects(world: World) -> None:
    before = world.read()
    done = rename(world.root, "east-port", "port-of-the-east")
    after = world.read()
    assert done.total > 5
    assert after.redirects["east-port"] == "port-of-the-east"
    assert "east-port" not in after.entities
    assert len(after.claims) == len(before.claims)
    subjects = [claim.subject for claim in before.claims].count("east-port")
    assert [claim.subject for claim in after.claims].count("port-of-the-east") == subjects
    for name in (ENTITIES, NOTICE):
        comments = [line for line in world.text(name).splitlines() if line.startswith("#")]
        assert comments


def test_a_slug_is_never_reused(world: World) -> None:
    rename(world.root, "east-port", "port-of-the-east")
    with pytest.raises(InvalidRequest, match="never reused"):
        rename(world.root, "old-ferry", "east-port")
    with pytest.raises(InvalidRequest, match="kg merge"):
        rename(world.root, "old-ferry", "island-town")
    with pytest.raises(InvalidRequest, match="is no slug"):
        rename(world.root, "old-ferry", "Old Ferry")
    with pytest.raises(NotFound, match="'port-of-the-east' now"):
        rename(world.root, "east-port", "x")


def test_merged_entities_have_the_labels_and_claims_of_both(world: World) -> None:
    before = world.read()
    names = {label.text for slug in ("blue-lantern", "old-ferry")
             for label in before.entities[slug].labels}  # fmt: skip
    merge(world.root, "blue-lantern", "old-ferry")
    after = world.read()
    assert {label.text for label in after.entities["old-ferry"].labels} == names
    assert after.redirects == {**before.redirects, "blue-lantern": "old-ferry"}
    assert not any("blue-lantern" in (c.subject, c.object) for c in after.claims)
    again = rename(world.root, "old-ferry", "ferry")
    assert again.places["data/redirects.yaml"] == 1
    assert world.read().redirects["blue-lantern"] == "ferry"


def test_what_cannot_be_merged_is_refused_and_nothing_changes(world: World) -> None:
    before = state(world)
    with pytest.raises(InvalidRequest, match="with itself"):
        merge(world.root, "old-ferry", "old-ferry")
    with pytest.raises(InvalidRequest, match="without a name"):
        merge(world.root, "foreign-company", "old-ferry")
    with pytest.raises(InvalidData):  # a person is no port
        merge(world.root, "lee-mei", "east-port")
    assert state(world) == before


def test_a_review_goes_on_after_its_entities_were_renamed(world: World) -> None:
    ann = reviewed(world)
    rename(world.root, "east-port", "port-of-the-east")
    name = ann.proposal("claims", p="locatedIn", s="East Port")
    assert seen(ann.desk.review(SLUG), name).written
    assert write(ann.desk, SLUG, "ann").by_hand == ()


# -- terms


@pytest.fixture
def own_ontology(world: World) -> World:
    """The harbour with an ontology folder of its own."""
    folder = world.root / "ontology"
    folder.unlink()
    folder.mkdir()
    for path in (ROOT / "ontology").glob("*.ttl"):
        (folder / path.name).symlink_to(path)
    return world


def test_terms_are_renamed_as_the_mapping_says(own_ontology: World) -> None:
    world = own_ontology
    name = "data/claims/harbour-weekly-12.yaml"
    text = world.text(name)
    assert "p: fundedBy" in text
    world.write(name, text.replace("p: fundedBy", "p: paidBy").replace("jointly_with", "together"))
    mapping = "properties: {paidBy: fundedBy}\nqualifiers: {together: jointly_with}\n"
    world.write("ontology/migrations.yaml", mapping)
    counts = migration.migrate(world.root)
    assert counts[name] >= 2
    assert world.text(name) == text


def test_a_mapping_to_what_is_no_term_is_refused(own_ontology: World) -> None:
    own_ontology.write("ontology/migrations.yaml", "properties: {paidBy: fundedby}\nwords: {}\n")
    with pytest.raises(InvalidData) as refused:
        migration.migrate(own_ontology.root)
    assert "Did you mean fundedBy" in refused.value.problems[0].remedy


def test_nothing_waits_to_be_migrated() -> None:
    assert migration.read_migration(ROOT).names == {part: {} for part in migration.PARTS}
