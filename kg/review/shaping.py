"""Shaping: a review as its JSON."""

from collections.abc import Iterable

from kg.model.entity import Entity
from kg.review.desk import Waiting
from kg.review.leaving import is_written, left_out
from kg.review.newcomers import newcomer
from kg.review.proposal import OTHER, Thing, things_in
from kg.review.review import Review
from kg.review.seeing import Seen, seen
from kg.review.shapes import (
    CandidateShape,
    DecisionShape,
    FindingShape,
    GapShape,
    InboxShape,
    LeftShape,
    NewEntityShape,
    OptionShape,
    ReviewShape,
    ThingShape,
    WaitingShape,
    WrittenShape,
)
from kg.review.state import NewEntity
from kg.review.suggesting import Suggester
from kg.review.writing import Written
from kg.write.article_shapes import NoiseSpanShape


def inbox(waiting: Iterable[Waiting]) -> InboxShape:
    """The documents that wait."""
    return InboxShape(
        items=[
            WaitingShape(
                id=each.document.slug, title=each.document.title,
                issued=each.document.issued.text, publisher=each.document.publisher,
                counts=dict(each.counts), reviewers=list(each.reviewers),
            )
            for each in waiting
        ]
    )  # fmt: skip


def review(found: Review) -> ReviewShape:
    """Everything that the page shows of a document."""
    document, now = found.document, found.state
    ordered = sorted(now.proposals.values(), key=lambda each: each.span)
    candidates = [_candidate(found, seen(found, each.id)) for each in ordered]
    suggester = Suggester(found.entities, found.curation.ontology)
    left = [
        LeftShape(
            id=name, text=each.data["entry"]["text"], start=each.data["span"][0],
            end=each.data["span"][1], reason=each.data["entry"]["reason"],
            written=is_written(found, name),
        )
        for name, each in now.left.items()
    ]  # fmt: skip
    undone = {each.number for each in now.decisions} - {each.number for each in now.live}
    return ReviewShape(
        id=found.slug, title=document.title, issued=document.issued.text,
        publisher=document.publisher, text=document.text,
        noise=[
            NoiseSpanShape(start=each.span.start, end=each.span.end, reason=each.reason)
            for each in document.noise
        ],
        number=now.number, candidates=candidates,
        things=[_thing(found, each, suggester) for each in now.things.values()],
        decisions=[
            DecisionShape(
                number=each.number, at=each.at, by=each.by, act=each.act, of=each.of,
                undone=each.number in undone, reason=each.data.get("reason"),
            )
            for each in reversed(now.decisions)
        ],
        left=left,
        unwritten=sum(each.due for each in candidates)
        + sum(not each.written for each in left),
    )  # fmt: skip


def written(done: Written, found: Review) -> WrittenShape:
    """What a writing did, and the review after it."""
    return WrittenShape(
        added=list(done.added), removed=list(done.removed), by_hand=list(done.by_hand),
        entities=list(done.entities), dropped=list(done.dropped), left=list(done.left),
        gaps=[
            GapShape(
                signal=each.signal, text=each.text, start=each.span.start, end=each.span.end,
                reason=each.reason,
            )
            for each in done.gaps
        ],
        left_out=left_out(found, done.gaps), review=review(found),
    )  # fmt: skip


def option(entity: Entity) -> OptionShape:
    """An entity to choose."""
    return OptionShape(id=entity.slug, label=entity.label, type=entity.types[0])


def _candidate(found: Review, what: Seen) -> CandidateShape:
    proposal = what.proposal
    decision = found.state.verdicts.get(proposal.id)
    return CandidateShape(
        id=proposal.id, form=proposal.form, status=what.status, score=proposal.score,
        rule=proposal.rule, start=proposal.span.start, end=proposal.span.end,
        entry=dict(what.entry), sentences=list(what.sentences),
        things=list(dict.fromkeys(things_in(what.entry))), missing=list(what.missing),
        problems=dict(what.problems),
        beside=[
            FindingShape(
                what=each.what, because=each.because, claim=each.claim.id,
                candidate=each.candidate,
                document=each.claim.document, quote=each.claim.evidence[0].text,
            )
            for each in what.beside
        ],
        decision=decision.number if decision else None, written=what.written,
        due=what.due, outline=what.outline,
    )  # fmt: skip


def _thing(found: Review, thing: Thing, suggester: Suggester) -> ThingShape:
    now = found.state
    choice = now.choice(thing.id)
    entity = found.entities.get(choice.entity) if choice else None
    touched = now.touched.get(thing.id)
    likely = suggester.entities(thing, found.slug)
    return ThingShape(
        id=thing.id, name=thing.name, type=thing.cls, named=thing.named, forms=list(thing.forms),
        spans=[(span.start, span.end) for span in thing.spans],
        entity=option(entity) if entity else None, new=bool(choice and choice.new),
        other=thing.id.startswith(OTHER),
        into=now.same.get(thing.id), decision=touched.number if touched else None,
        suggestions=[option(found.entities[slug]) for slug in likely if slug in found.entities],
        proposed=_new(suggester.new(thing, found.slug)),
        newcomer=newcomer(found, thing, suggester) is not None,
    )  # fmt: skip


def _new(new: NewEntity) -> NewEntityShape:
    return NewEntityShape(
        slug=new.slug, types=list(new.types), labels=list(new.labels), named=new.named,
        note=new.note,
    )  # fmt: skip
