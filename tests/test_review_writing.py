"""What is decided is written into the files, taken out and changed with the decision."""

from kg.curate import yaml_edit, yaml_places
from kg.review.decisions import Act
from kg.review.leaving import left_out
from kg.review.seeing import seen
from kg.review.writing import write
from tests.conftest import World
from tests.reviewing import ARTICLE, COMPANY, PIER, SLUG, Reviewer, accepted_area, area

CLAIMS, ENTITIES = f"data/claims/{SLUG}.yaml", "data/entities.yaml"


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
