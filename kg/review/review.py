"""Review: a document, what was proposed of it and what has been decided, at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.answers.claims import SeenClaim
from kg.answers.wording import Wording
from kg.curate import yaml_places
from kg.curate.curation import Curation
from kg.errors import InvalidParameters, NotFound
from kg.model.claim import Claim
from kg.model.document import Document
from kg.model.entity import Entity, Label, LabelKind
from kg.review import soundness
from kg.review.comparing import Accepted, Beside, Finding
from kg.review.decisions import Act
from kg.review.proposal import (
    Entry,
    Form,
    Proposal,
    Thing,
    changed,
    things_in,
    with_slugs,
    words_in,
)
from kg.review.state import State, Status

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


class Review:
    """Everything about one document; nothing in it changes."""

    def __init__(
        self, curation: Curation, document: Document, state: State, text: str, accepted: Accepted
    ) -> None:
        self.curation = curation
        self.document = document
        self.state = state
        self.accepted = accepted
        self.content = yaml_places.content(text)  # of the claims file as it is

    @property
    def slug(self) -> str:
        return self.document.slug

    # -- what is known

    def proposal(self, name: str) -> Proposal:
        """The proposal; raise NotFound."""
        if name not in self.state.proposals:
            raise NotFound(f"'{self.slug}' has no candidate '{name[:40]}'.")
        return self.state.proposals[name]

    def thing(self, name: str) -> Thing:
        """The thing; raise NotFound."""
        if name not in self.state.things:
            raise NotFound(f"'{self.slug}' names no thing '{name[:40]}'.")
        return self.state.things[name]

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """Those of the files, those that this review makes, and the events that it accepted."""
        known = dict(self.curation.entities)
        for choice in self.state.choices.values():
            new = choice.new
            if new and new.slug not in known:
                known[new.slug] = _entity(new.slug, new.types, new.labels, self.slug, new.named)
        for name, decision in self.state.verdicts.items():
            entry = self.state.entry(name)
            is_event = self.state.proposals[name].form is Form.EVENT
            if decision.act is not Act.REJECT and is_event and "label" in entry:
                slug, label = str(entry["id"]), str(entry["label"])
                known.setdefault(slug, _entity(slug, ("Event",), (label,), self.slug, True))
        return known

    @cached_property
    def slugs(self) -> Mapping[str, str]:
        """The entity of each thing that has one, by the slug that it has now."""
        moved = self.curation.redirects
        return {thing: moved.get(slug, slug) for thing, slug in self.state.slugs().items()}

    def find(self, words: str, most: int) -> tuple[Entity, ...]:
        """Entities with these words in their slug or a label; those that begin so come first."""
        wanted = words.casefold().strip()
        found = []
        for entity in self.entities.values():
            names = [entity.slug, *(label.text.casefold() for label in entity.labels)]
            if any(wanted in name for name in names) and self._valid(entity):
                begins = any(name.startswith(wanted) for name in names)
                found.append((not begins, len(entity.label), entity.slug))
        return tuple(self.entities[slug] for _, _, slug in sorted(found)[:most])

    def _valid(self, entity: Entity) -> bool:
        """Whether this document may name it: a thing without a name is of one document only."""
        return entity.named or self.slug in entity.documents

    def missing(self, entry: Entry) -> tuple[str, ...]:
        """The things of the entry of which nobody has said yet which entity they are."""
        slugs = self.slugs
        return tuple(dict.fromkeys(each for each in things_in(entry) if each not in slugs))

    def resolved(self, entry: Entry) -> Entry:
        """The entry as the file would have it; raise InvalidParameters where things are missing."""
        if missing := self.missing(entry):
            names = ", ".join(
                f"‘{self.state.things[each].name}’" if each in self.state.things else each
                for each in missing
            )
            raise InvalidParameters(
                "the candidate names things of which nobody has said which entity they are",
                {"entities": f"link {names}, or make new entities of them."},
            )
        return self._as_now(with_slugs(entry, self.slugs))

    def claims(self, form: Form, entry: Entry) -> tuple[Claim, ...]:
        """What a resolved entry says; raise InvalidParameters."""
        ontology = self.curation.ontology
        return soundness.claims(form, entry, self.document, self._around(entry), ontology)

    def _event(self, entry: Entry) -> Mapping[str, Entity]:
        """The event that the entry defines, if it does."""
        if "label" not in entry or "id" not in entry:
            return {}
        slug, label = str(entry["id"]), str(entry["label"])
        return {slug: _entity(slug, ("Event",), (label,), self.slug, True)}

    def _around(self, entry: Entry) -> Mapping[str, Entity]:
        """The entities without the event that the entry itself defines."""
        own = str(entry["id"]) if "label" in entry and "id" in entry else None
        if own is None or (own in self.curation.entities and own not in self._own_events):
            return self.entities
        return {slug: each for slug, each in self.entities.items() if slug != own}

    @cached_property
    def _own_events(self) -> frozenset[str]:
        """The events that the claims file of this document defines."""
        events = self.content.get("events", [])
        found = [each for each in events if isinstance(each, Mapping) and "label" in each]
        return frozenset(str(each.get("id")) for each in found)

    # -- what a reviewer sees

    def seen(self, name: str) -> Seen:
        """One candidate; raise NotFound."""
        proposal = self.proposal(name)
        entry = self.state.entry(name)
        missing = self.missing(entry)
        stand_ins = {each: f"{_STAND_IN}{each}" for each in missing}
        whole = self._as_now(with_slugs(entry, {**self.slugs, **stand_ins}))
        entities = {**self._around(whole), **self._stand_ins(missing)}
        problems: Mapping[str, str] = {}
        claims: tuple[Claim, ...] = ()
        try:
            claims = soundness.claims(
                proposal.form, whole, self.document, entities, self.curation.ontology
            )
        except InvalidParameters as error:
            problems = error.errors
        words = Wording(self.curation.ontology, {**entities, **self._event(whole)})
        issued = self.document.issued
        sentences = tuple(words.sentence(SeenClaim(each, each.kind(issued))) for each in claims)
        beside = self.accepted.beside(claims, issued)
        own = self._claims_of_own(name)
        return Seen(
            proposal, self.state.status(name), entry, sentences, missing, problems,
            tuple(each for each in beside if each.claim.id not in own), bool(self.written(name)),
        )  # fmt: skip

    def _stand_ins(self, missing: tuple[str, ...]) -> Mapping[str, Entity]:
        """Entities for things that have none yet, so that the rest of an entry can be judged."""
        found = {}
        for name in missing:
            thing = self.state.things.get(name)
            slug = f"{_STAND_IN}{name}"
            cls = thing.cls if thing and thing.cls in self.curation.ontology.classes else None
            every = (cls,) if cls else tuple(self.curation.ontology.classes)
            label = thing.name if thing else name
            found[slug] = _entity(slug, every, (label,), self.slug, True)
        return found

    def _claims_of_own(self, name: str) -> frozenset[str]:
        """The ids of claims that stand in the file because this candidate was accepted."""
        found: set[str] = set()
        for form, entry in self.written(name):
            try:
                found |= {claim.id for claim in self.claims(form, entry)}
            except InvalidParameters:  # an entity in it is no more
                continue
        return frozenset(found)

    def written(self, name: str) -> tuple[tuple[Form, Entry], ...]:
        """What stands in the claims file of this candidate, as it was written."""
        found: list[tuple[Form, Entry]] = []
        for decision in self.state.live:
            if decision.act is Act.WRITE and name in decision.data["entries"]:
                form, entry = decision.data["entries"][name]
                entry = self._as_now(entry)
                there = self.content.get(form, [])
                if (Form(form), entry) not in found and entry in there:
                    found.append((Form(form), entry))
        return tuple(found)

    def _as_now(self, entry: Entry) -> Entry:
        """The entry with the slugs that its entities have now."""
        moved = self.curation.redirects
        return changed(entry, lambda word: moved.get(word, word))

    def refuse_repeated(self, name: str, claims: tuple[Claim, ...]) -> None:
        """Raise InvalidParameters where the document says the same already."""
        own = self._claims_of_own(name)
        for finding in self.accepted.beside(claims, self.document.issued):
            if finding.what is Beside.DUPLICATE and finding.claim.id not in own:
                raise InvalidParameters(
                    "the claim is accepted already", {"entry": "reject this one; it says no more."}
                )
        wanted, subjects = ({claim.id for claim in claims}, {claim.subject for claim in claims})
        for other in self.state.verdicts:
            if other == name or self.state.status(other) is Status.REJECTED:
                continue
            entry = self.state.entry(other)
            if self.missing(entry):
                continue
            resolved = self.resolved(entry)
            if not subjects & set(words_in(resolved)):
                continue
            said = self.claims(self.state.proposals[other].form, resolved)
            if wanted & {claim.id for claim in said}:
                raise InvalidParameters(
                    "another candidate that is accepted says the same",
                    {"entry": f"reject this one, or undo {other}."},
                )


def _entity(
    slug: str, types: tuple[str, ...], labels: tuple[str, ...], document: str, named: bool
) -> Entity:
    found = tuple(Label(text, "en", LabelKind.ALIAS, (document,)) for text in labels)
    return Entity(slug, types, found, named)
