"""What a reviewer adds that the extractor did not find: claims, and things that they are about."""

import pytest

from kg.curate import yaml_places
from kg.errors import InvalidParameters, NotFound, Outdated
from kg.model.claim import Modality
from kg.review.comparing import Beside
from kg.review.decisions import Act
from kg.review.seeing import seen
from kg.review.state import Status
from kg.review.writing import write
from tests.conftest import World
from tests.reviewing import ARTICLE, SLUG, Reviewer

CLAIMS, ENTITIES = f"data/claims/{SLUG}.yaml", "data/entities.yaml"
# the extractor has the pier's operator as planned; nobody told it that the town has a connection
MISSED = {
    "s": "island-town", "p": "connects", "o": "harbour-city", "modality": "planned",
    "quote": "The East Pier will connect Harbour City with Island Town",
}  # fmt: skip
OFFICE = "Director of the Harbour Office"
TOPIC = {"slug": "joint-shipping", "types": ["Topic"], "labels": ["cooperate in shipping"]}


def test_a_claim_that_nobody_proposed_is_added_and_written(ann: Reviewer, world: World) -> None:
    decision = ann.do("add", "", entry=MISSED)
    assert (decision.act, decision.of, decision.by) == (Act.ADD, "a1", "ann")
    review = ann.desk.review(SLUG)
    found = seen(review, "a1")
    assert (found.status, found.written, found.problems) == (Status.ADDED, False, {})
    span = found.proposal.span
    assert ARTICLE[span.start : span.end] == MISSED["quote"]
    (waiting,) = ann.desk.waiting()
    assert (waiting.counts[Status.ADDED], waiting.counts[Status.CORRECTED]) == (1, 0)
    assert write(ann.desk, SLUG, "ann").added == ("a1",)
    (claim,) = [claim for claim in world.read().claims if claim.document == SLUG]
    assert (claim.subject, claim.modality) == ("island-town", Modality.PLANNED)
    assert seen(ann.desk.review(SLUG), "a1").written


def test_what_was_added_is_undone_like_any_decision(ann: Reviewer, world: World) -> None:
    before = world.text(ENTITIES)
    ann.do("add", "", entry=MISSED)
    write(ann.desk, SLUG, "ann")
    ann.do("undo", "")
    with pytest.raises(NotFound):
        seen(ann.desk.review(SLUG), "a1")
    assert write(ann.desk, SLUG, "ann").removed == ("a1",)
    assert yaml_places.content(world.text(CLAIMS)) == {"claims": []}
    assert world.text(ENTITIES) == before
    again = write(ann.desk, SLUG, "ann")
    assert (again.removed, again.by_hand) == ((), ())
    assert ann.do("add", "", entry=MISSED).of == "a2"  # a name is never used twice


def test_what_was_added_is_corrected_and_stays_added(ann: Reviewer) -> None:
    ann.do("add", "", entry=MISSED)
    ann.do("correct", "a1", entry={**MISSED, "modality": "projected"})
    review = ann.desk.review(SLUG)
    assert review.state.status("a1") is Status.ADDED
    assert review.state.entry("a1")["modality"] == "projected"
    ann.do("reject", "a1")
    assert ann.desk.review(SLUG).state.status("a1") is Status.REJECTED


def test_an_added_claim_is_examined_like_a_correction(ann: Reviewer) -> None:
    def told(form: str | None = None, **changed: object) -> dict[str, str]:
        with pytest.raises(InvalidParameters) as refused:
            ann.do("add", "", entry={**MISSED, **changed}, **({"form": form} if form else {}))
        return dict(refused.value.errors)

    assert "unknown property" in told(p="connectz")["p"]
    assert "agrees up to" in told(quote="The East Pier will connect Hill Town")["quote"]
    assert "unknown" in told(s="west-pier")["s"]
    assert "none of claims, statements" in told("poems")["form"]
    assert "link" in told(s=f"@{ann.thing('East Pier')}")["entities"]
    assert ann.desk.review(SLUG).state.number == 0


def test_a_statement_an_event_and_an_office_are_added_too(ann: Reviewer, world: World) -> None:
    quote = "“The East Pier will connect Harbour City with Island Town,” said Lee Mei"
    said = {"by": "lee-mei", "kind": "forecast", "about": ["harbour-city"], "quote": quote}
    opened = "Harbour City opened the East Pier on Friday"
    event = {"id": "pier-opening", "label": "The pier opens", "date": "2026-03-06",
             "date_basis": "resolved", "held_in": "harbour-city", "quote": opened}  # fmt: skip
    post = {"person": "lee-mei", "post": "director-of-harbour-office", "as_of": "document",
            "quote": f"Lee Mei, {OFFICE}"}  # fmt: skip
    assert ann.do("add", "", form="statements", entry=said).of == "a1"
    assert ann.do("add", "", form="events", entry=event).of == "a2"
    assert ann.do("add", "", form="offices", entry=post).of == "a3"
    about = {"s": "pier-opening", "p": "concerns", "o": "island-town", "quote": opened}
    ann.do("add", "", entry=about)  # it may speak of the event that was just added
    write(ann.desk, SLUG, "ann")
    content = yaml_places.content(world.text(CLAIMS))
    assert {form: len(entries) for form, entries in content.items()} == {
        "statements": 1, "events": 1, "offices": 1, "claims": 1
    }  # fmt: skip
    world.read()


def test_the_place_of_words_that_occur_twice_is_kept(ann: Reviewer) -> None:
    second = ARTICLE.index("Harbour City", ARTICLE.index("Harbour City opened") + 5)
    entry = {"s": "harbour-city", "p": "cooperatesWith", "o": "island-town",
             "quote": {"text": "Harbour City", "start": str(second)}}  # fmt: skip
    span = ann.do("add", "", entry=entry).data["span"]
    assert span == [second, second + len("Harbour City")]


def test_a_thing_that_nobody_found_is_introduced_and_used(ann: Reviewer, world: World) -> None:
    at = ARTICLE.index("cooperate in shipping")
    decision = ann.do("introduce", "", **TOPIC, spans=[[at, at + 9]])
    assert decision.of == "n1"
    thing = ann.desk.review(SLUG).state.things["n1"]
    assert (thing.name, thing.forms) == ("cooperate in shipping", ("cooperate in shipping",))
    assert [(span.start, span.end) for span in thing.spans] == [(at, at + 9), (at, at + 21)]
    quote = "Island Town and Harbour City cooperate in shipping."
    ann.do("add", "", entry={"s": "harbour-city", "p": "focusesOn", "o": "@n1", "quote": quote})
    done = write(ann.desk, SLUG, "ann")
    assert done.entities == ("joint-shipping",)
    assert "joint-shipping:\n  type: Topic\n  labels:\n" in world.text(ENTITIES)
    assert "o: joint-shipping" in world.text(CLAIMS)


@pytest.mark.parametrize("spans", [[[0, 10**7]], [[5, 5]], [["a", "b"]], [7], [[-3, 4]]])
def test_a_thing_is_not_introduced_at_places_that_are_none(ann: Reviewer, spans: object) -> None:
    with pytest.raises(InvalidParameters) as refused:
        ann.do("introduce", "", **TOPIC, spans=spans)
    assert "spans" in refused.value.errors


def test_a_thing_is_introduced_only_as_the_file_could_have_it(ann: Reviewer) -> None:
    def told(**changed: object) -> dict[str, str]:
        with pytest.raises(InvalidParameters) as refused:
            ann.do("introduce", "", **{**TOPIC, **changed})
        return dict(refused.value.errors)

    assert "does not stand in" in str(told(labels=["shopping"]))
    assert "slug" in told(slug="harbour-city")
    assert "Did you mean Topic" in str(told(types=["Topix"]))
    ann.do("introduce", "", **TOPIC)
    ann.do("undo", "")
    assert "n1" not in ann.desk.review(SLUG).state.things
    assert ann.do("introduce", "", **TOPIC).of == "n2"


def test_an_entry_of_another_form_takes_the_place_of_a_candidate(
    ann: Reviewer, world: World
) -> None:
    (name,) = [
        each.id for each in ann.desk.review(SLUG).state.proposals.values() if each.form == "events"
    ]
    entry = {"s": "harbour-city", "p": "opens", "o": "old-ferry",
             "quote": "Harbour City opened the East Pier on Friday"}  # fmt: skip
    ann.do("add", "", entry=entry, instead=name)
    state = ann.desk.review(SLUG).state
    assert (state.status(name), state.status("a1")) == (Status.REJECTED, Status.ADDED)
    assert write(ann.desk, SLUG, "ann").added == ("a1",)
    ann.do("undo", "")  # both at once
    assert ann.desk.review(SLUG).state.status(name) is Status.PENDING
    with pytest.raises(NotFound):
        ann.do("add", "", entry=entry, instead="c99")
    with pytest.raises(InvalidParameters) as refused:
        ann.do("add", "", entry=entry)
    assert "it was written of a1, which has changed since" in refused.value.errors["entry"]
    write(ann.desk, SLUG, "ann")
    ben, number = Reviewer(world, "ben"), ann.desk.review(SLUG).state.number
    ben.do("reject", name)
    with pytest.raises(Outdated, match="ben has decided"):
        ann.do("add", "", number, entry=entry, instead=name)


def test_a_candidate_gives_way_to_the_same_claim_in_its_place(ann: Reviewer) -> None:
    name = ann.proposal("claims", p="locatedIn", s="East Port")
    ann.do("accept", name)
    entry = ann.desk.review(SLUG).state.entry(name)
    with pytest.raises(InvalidParameters, match=f"a duplicate of {name}, which ann accepted"):
        ann.do("add", "", entry=entry)
    ann.do("add", "", entry=entry, instead=name)


# -- what stands beside a candidate before anything is written


def test_a_decision_that_is_not_written_stands_beside_other_candidates(ann: Reviewer) -> None:
    name = ann.proposal("claims", p="locatedIn", s="East Port")
    entry = ann.desk.review(SLUG).state.entry(name)
    ann.do("add", "", entry={**entry, "modality": "planned"})
    (finding,) = [each for each in seen(ann.desk.review(SLUG), name).beside if each.candidate]
    assert (finding.what, finding.candidate) == (Beside.MODALITY, "a1")
    assert finding.because == (
        "a1, which is not written yet, says so too: planned there, asserted here"
    )
    ann.do("correct", "a1", entry=entry)
    (finding,) = [each for each in seen(ann.desk.review(SLUG), name).beside if each.candidate]
    assert finding.what is Beside.DUPLICATE
    with pytest.raises(InvalidParameters) as refused:
        ann.do("accept", name)
    assert "undo decision 2, on a1" in refused.value.errors["entry"]
    ann.do("undo", "2")
    write(ann.desk, SLUG, "ann")
    (finding,) = [each for each in seen(ann.desk.review(SLUG), name).beside if each.candidate]
    assert finding.because.startswith("a1 says so too")


def test_a_denial_stands_as_a_conflict_before_it_is_written(ann: Reviewer) -> None:
    name = ann.proposal("claims", p="cooperatesWith")
    entry = ann.desk.review(SLUG).state.entry(name)
    ann.do("add", "", entry={**entry, "polarity": "negative"})
    assert Beside.CONFLICT in {
        each.what for each in seen(ann.desk.review(SLUG), name).beside if each.candidate == "a1"
    }
