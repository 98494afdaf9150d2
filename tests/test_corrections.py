"""What was published is changed: withdrawals, differences, merged and renamed entities, terms."""

import atexit
import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from starlette.testclient import TestClient
from typer.testing import CliRunner

from kg import resources
from kg.answers import versions
from kg.answers.claims import Claims
from kg.answers.knowledge import Knowledge
from kg.cli import app
from kg.config import Settings
from kg.curate import corrections, migration
from kg.curate.difference import difference
from kg.curate.renaming import merge, rename
from kg.errors import InvalidData, InvalidRequest, NotFound
from kg.publish import release
from kg.resources import Resources
from kg.review import adding, decisions
from kg.review.seeing import seen
from kg.review.withdrawing import Withdrawn, withdraw
from kg.review.writing import write
from tests.api_client import client_of
from tests.conftest import ROOT, World
from tests.reviewing import PIER, SLUG, Reviewer, add, place

TODAY = date(2026, 3, 12)
ENTITIES, CATALOGUE = "data/entities.yaml", "data/catalogue.yaml"
NOTICE = "data/claims/harbour-notice.yaml"


def state(world: World) -> dict[str, bytes]:
    found = (path for path in (world.root / "data").rglob("*") if path.is_file())
    return {path.name: path.read_bytes() for path in found if path.name != ".lock"}


def reviewed(world: World) -> Reviewer:
    """The article with two claims of it in the files, from a copy that is made once."""
    shutil.copytree(_reviewed(), world.root / "data", dirs_exist_ok=True)
    return Reviewer(world)


@cache
def _reviewed() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="kg-reviewed-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    world = World.at(folder / "world")
    place(world)
    ann = Reviewer(world)
    ann.do("new", ann.thing("East Pier"), **PIER)
    ann.do("accept", ann.proposal("claims", p="area"))
    ann.do("accept", ann.proposal("claims", p="locatedIn", s="East Port"))
    write(ann.desk, SLUG, "ann")
    return world.root / "data"


def gone(world: World, slug: str = SLUG, **more: object) -> Withdrawn:
    reason = "The publisher took it back: wrong figures."
    return withdraw(world.root, slug, reason, "ann", TODAY, **more)  # type: ignore[arg-type]


# -- withdrawal


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


# -- differences


def test_the_difference_of_two_versions_is_exact(world: World) -> None:
    before = world.read().claims
    reviewed(world)
    after = world.read().claims
    found = difference(before, after)
    assert {claim.document for claim in found.added} == {SLUG}
    assert (len(found.added), found.withdrawn, found.superseded) == (2, (), ())
    back = difference(after, before)
    assert {claim.id for claim in back.withdrawn} == {claim.id for claim in found.added}
    assert difference(after, after).is_empty


def test_a_changed_claim_is_superseded_and_not_withdrawn(world: World) -> None:
    before = world.read().claims
    world.replace("data/claims/harbour-weekly-12.yaml", "value: 40000", "value: 41000")
    found = difference(before, world.read().claims)
    ((pair,), added, withdrawn) = found.superseded, found.added, found.withdrawn
    assert (pair.old.property, pair.new.property) == ("dailyCapacity", "dailyCapacity")
    assert (added, withdrawn) == ((), ())


def test_releases_and_n_quads_are_compared_alike(
    release_folder: Path, knowledge: Knowledge, settings: Settings
) -> None:
    known = {seen.claim.id for seen in Claims(knowledge).all()}
    for version in (str(release_folder), str(release_folder / release.GRAPH), "current",
                    release_folder.name[:10]):  # fmt: skip
        assert {claim.id for claim in versions.read(version, settings).claims} == known
    with pytest.raises(NotFound, match="is no version"):
        versions.read("nothing", settings)


def test_a_file_that_is_no_graph_is_refused(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "x.nq"
    path.write_text("hello\n")
    with pytest.raises(InvalidRequest, match="no N-Quads file"):
        versions.read(str(path), settings)


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


# -- commands and the feed


@pytest.fixture
def here(world: World, monkeypatch: pytest.MonkeyPatch, store_folder: Path) -> World:
    found = Resources(ROOT / "ontology", world.root / "queries", ROOT / "web", None, world.root)
    monkeypatch.setattr(resources, "find", lambda: found)
    monkeypatch.setenv("KG_STORE", str(store_folder))
    return world


def test_the_commands_say_what_changes(here: World) -> None:
    def run(*arguments: str) -> str:
        done = CliRunner().invoke(app, arguments)
        assert done.exit_code == 0, (done.output, done.exception)
        return done.stdout

    assert "0 added, 0 withdrawn, 0 superseded" in run("diff", "current")
    reviewed(here)
    assert "East Pier – area: 3.5 ha" in run("diff", "current", "files")  # names, and no slugs
    assert "East Pier – area: 3.5 ha" in run("diff", "files", "current")
    assert json.loads(run("diff", "current", "--format", "json"))["added"][0]["document"] == SLUG
    said = run("withdraw", SLUG, "--reason", "wrong", "--as", "ann", "--dry-run")
    assert "2 withdrawn" in said
    assert f"kept in data/inbox/withdrawn/{SLUG}" in said
    assert "Nothing was changed" in said
    made = run("withdraw", SLUG, "--reason", "wrong", "--as", "ann", "--format", "json")
    assert json.loads(made)["entities"] == ["east-pier"]
    assert "places in" in run("rename", "old-ferry", "ferry")
    assert "places in" in run("merge", "blue-lantern", "ferry")
    assert "migrated: 0 places" in run("migrate")  # the mapping of the repository is empty


@pytest.fixture
def client(world: World, settings: Settings, knowledge: Knowledge) -> Iterator[TestClient]:
    reviewed(world)
    gone(world)
    own = settings.model_copy(update={"texts": str(world.root)})
    with client_of(own, knowledge) as found:
        yield found


def test_the_feed_has_every_correction_in_both_formats(client: TestClient) -> None:
    feed = client.get("/changes")
    assert feed.headers["content-type"].startswith("application/feed+json")
    (item,) = feed.json()["items"]
    assert item["date_published"] == "2026-03-12T00:00:00Z"
    assert "wrong figures" in item["content_text"]
    answer = client.get("/changes", headers={"Accept": "application/atom+xml"})
    assert answer.headers["content-type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(answer.text)
    name = "{http://www.w3.org/2005/Atom}"
    (entry,) = root.findall(f"{name}entry")
    assert entry.findtext(f"{name}id") == item["id"]
    assert root.findtext(f"{name}updated") == entry.findtext(f"{name}updated")
    assert client.get("/changes?format=atom").text == answer.text
    assert client.get("/changes?format=rss").status_code == 406


def test_a_server_without_curated_files_has_no_feed(
    settings: Settings, knowledge: Knowledge
) -> None:
    own = settings.model_copy(update={"texts": "none"})
    with client_of(own, knowledge) as client:
        assert client.get("/changes").status_code == 404


def test_a_file_of_another_form_is_named_and_stays(world: World) -> None:
    """It is sound YAML, which `kg check` takes, and cannot be edited line by line."""
    content = yaml.safe_load(world.text(CATALOGUE))
    flow = yaml.safe_dump(content, default_flow_style=True, allow_unicode=True, width=10_000)
    (world.root / CATALOGUE).write_text(flow, encoding="utf-8")
    with pytest.raises(InvalidRequest, match=r"has not the form.*Mend it by hand"):
        withdraw(world.root, "harbour-notice", "It was a test.", "ann", TODAY)
    assert world.text(CATALOGUE) == flow
