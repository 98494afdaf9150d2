"""Seeing: a candidate as a reviewer looks at it before deciding."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.answers.claims import SeenClaim
from kg.answers.wording import Wording
from kg.errors import InvalidParameters
from kg.model.claim import Claim
from kg.model.entity import Entity
from kg.review import repeating, soundness
from kg.review.comparing import Finding
from kg.review.outlining import outline
from kg.review.proposal import Entry, Proposal, with_slugs
from kg.review.review import Review, entity_of
from kg.review.state import Status

_STAND_IN = "thing-"  # the slug of a thing of which nobody has said which entity it is


@dataclass(frozen=True, slots=True)
class Seen:
    """A candidate as a reviewer sees it: `entry` with slugs where they are known, what it would
    say in our words, what keeps it from being accepted (by field), what is accepted beside it."""

    proposal: Proposal
    status: Status
    entry: Entry
    sentences: tuple[str, ...]
    missing: tuple[str, ...]
    problems: Mapping[str, str]
    beside: tuple[Finding, ...]
    written: bool
    due: bool  # whether the next writing puts it into the file, changes it there or takes it out
    outline: str | None = None  # what it is about, where it says nothing as it is


def seen(review: Review, name: str) -> Seen:
    """One candidate; raise NotFound."""
    proposal, ontology = review.proposal(name), review.curation.ontology
    entry = review.state.entry(name)
    missing = review.missing(entry)
    stand_ins = {each: f"{_STAND_IN}{each}" for each in missing}
    whole = review.as_now(with_slugs(entry, {**review.slugs, **stand_ins}))
    entities = {**review.around(whole), **_stand_ins(review, missing)}
    problems: Mapping[str, str] = {}
    claims: tuple[Claim, ...] = ()
    try:
        review.refuse_made(proposal.form, whole, name)
        claims = soundness.claims(proposal.form, whole, review.document, entities, ontology)
    except InvalidParameters as error:
        problems = error.errors
    words = Wording(ontology, {**entities, **review.event(whole)})
    issued = review.document.issued
    sentences = tuple(words.sentence(SeenClaim(each, each.kind(issued))) for each in claims)
    return Seen(
        proposal, review.state.status(name), entry, sentences, missing, problems,
        repeating.beside(review, claims, name), bool(review.written(name)), review.is_due(name),
        None if sentences else outline(proposal.form, whole, words),
    )  # fmt: skip


def _stand_ins(review: Review, missing: tuple[str, ...]) -> Mapping[str, Entity]:
    """Entities for things that have none yet, so that the rest of an entry can be judged."""
    found, known = {}, review.curation.ontology.classes
    for name in missing:
        thing = review.state.things.get(name)
        slug = f"{_STAND_IN}{name}"
        every = (thing.cls,) if thing and thing.cls in known and thing.cls else tuple(known)
        label = thing.name if thing else name
        found[slug] = entity_of(slug, every, (label,), review.slug, True)
    return found
