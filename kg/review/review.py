"""Review: a document, what was proposed of it and what has been decided, at one moment."""

from collections.abc import Mapping
from functools import cached_property

from kg.curate import yaml_places
from kg.curate.curation import Curation
from kg.errors import InvalidParameters, NotFound
from kg.model.claim import Claim
from kg.model.document import Document
from kg.model.entity import Entity, Label, LabelKind
from kg.review import soundness
from kg.review.comparing import Accepted
from kg.review.decisions import Act
from kg.review.proposal import (
    MARK,
    Entry,
    Form,
    Proposal,
    Thing,
    changed,
    things_in,
    with_slugs,
)
from kg.review.state import IN_FILE, State


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
                known[new.slug] = entity_of(new.slug, new.types, new.labels, self.slug, new.named)
        for slug, names in self._makers.items():
            label = str(self.state.entry(names[0])["label"])
            known.setdefault(slug, entity_of(slug, ("Event",), (label,), self.slug, True))
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
            raise InvalidParameters(
                "the candidate names things of which nobody has said which entity they are",
                {"entities": self._remedy(missing)},
            )
        return self.as_now(with_slugs(entry, self.slugs))

    def _remedy(self, missing: tuple[str, ...]) -> str:
        known = [
            f"‘{self.state.things[each].name}’" for each in missing if each in self.state.things
        ]
        gone = [each for each in missing if each not in self.state.things]
        told = f"link {', '.join(known)}, or make new entities of them." if known else ""
        if gone:
            told += f" {', '.join(gone)} is no thing any more: correct the entry."
        return told.strip()

    def claims(self, form: Form, entry: Entry, *besides: str) -> tuple[Claim, ...]:
        """What a resolved entry says that is, or takes the place of, the candidates `besides`;
        raise InvalidParameters."""
        self.refuse_made(form, entry, *besides)
        ontology = self.curation.ontology
        return soundness.claims(form, entry, self.document, self.around(entry), ontology)

    def refuse_made(self, form: Form, entry: Entry, *besides: str) -> None:
        """Raise InvalidParameters where the entry makes an event that another one makes already."""
        if form is not Form.EVENT or not {"id", "label"} <= entry.keys():
            return
        slug = str(entry["id"])
        makers = [name for name in self._makers.get(slug, ()) if name not in besides]
        if not makers and slug not in self._events_by_hand:
            return
        if makers:
            label = self.state.entry(makers[0])["label"]
            who = f"{makers[0]} makes the event '{slug}' already (‘{label}’)"
        else:
            who = f"data/claims/{self.slug}.yaml makes the event '{slug}' already"
        raise InvalidParameters(
            "one event cannot be made twice",
            {
                "label": f"{who}. Empty the label, and this entry says more of that event; or "
                "choose another id, if it is another event."
            },
        )

    @cached_property
    def _makers(self) -> Mapping[str, tuple[str, ...]]:
        """The accepted candidates that make each event."""
        found: dict[str, tuple[str, ...]] = {}
        for name in self.state.accepted:
            entry = self.state.entry(name)
            if self.state.proposals[name].form is Form.EVENT and {"id", "label"} <= entry.keys():
                slug = str(entry["id"])
                slug = self.slugs.get(slug.removeprefix(MARK), slug) if slug[:1] == MARK else slug
                found[slug] = (*found.get(slug, ()), name)
        return found

    @cached_property
    def _events_by_hand(self) -> frozenset[str]:
        """The events that the claims file makes and no candidate has written there."""
        ours = [entry for name in self.state.wrote for _, entry in self.written(name)]
        events = self.content.get("events", [])
        found = [each for each in events if isinstance(each, Mapping) and "label" in each]
        return frozenset(str(each.get("id")) for each in found if each not in ours)

    def event(self, entry: Entry) -> Mapping[str, Entity]:
        """The event that the entry defines, if it does."""
        if "label" not in entry or "id" not in entry:
            return {}
        slug, label = str(entry["id"]), str(entry["label"])
        return {slug: entity_of(slug, ("Event",), (label,), self.slug, True)}

    def around(self, entry: Entry) -> Mapping[str, Entity]:
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

    @cached_property
    def said(self) -> Mapping[str, tuple[Claim, ...]]:
        """What each accepted candidate says; nothing where an entity of it is no more."""
        found: dict[str, tuple[Claim, ...]] = {}
        for name in self.state.accepted:
            try:
                resolved = self.resolved(self.state.entry(name))
                found[name] = self.claims(self.state.proposals[name].form, resolved, name)
            except InvalidParameters:
                found[name] = ()
        return found

    @cached_property
    def decided(self) -> Accepted:
        """The claims of all accepted candidates, whether they are written or not."""
        every = (claim for said in self.said.values() for claim in said)
        return Accepted(self.curation.ontology, self.curation.documents, self.entities, every)

    def written_claims(self, name: str) -> frozenset[str]:
        """The ids of claims that stand in the file because this candidate was accepted."""
        found: set[str] = set()
        for form, entry in self.written(name):
            try:
                found |= {claim.id for claim in self.claims(form, entry, name)}
            except InvalidParameters:  # an entity in it is no more
                continue
        return frozenset(found)

    def written(self, name: str) -> tuple[tuple[Form, Entry], ...]:
        """What stands in the claims file of this candidate, as it was written."""
        found: list[tuple[Form, Entry]] = []
        for decision in self.state.live:
            if decision.act is Act.WRITE and name in decision.data["entries"]:
                form, entry = decision.data["entries"][name]
                entry = self.as_now(entry)
                there = self.content.get(form, [])
                if (Form(form), entry) not in found and entry in there:
                    found.append((Form(form), entry))
        return tuple(found)

    def is_due(self, name: str) -> bool:
        """Whether the claims file does not have what was decided on the candidate."""
        there = self.written(name)
        if self.state.status(name) not in IN_FILE:
            return bool(there)
        try:
            wanted = self.state.proposals[name].form, self.resolved(self.state.entry(name))
        except InvalidParameters:  # an entity in it is no more
            return True
        return there != (wanted,)

    def as_now(self, entry: Entry) -> Entry:
        """The entry with the slugs that its entities have now."""
        moved = self.curation.redirects
        return changed(entry, lambda word: moved.get(word, word))


def entity_of(
    slug: str, types: tuple[str, ...], labels: tuple[str, ...], document: str, named: bool
) -> Entity:
    """An entity that is not in the files yet."""
    found = tuple(Label(text, "en", LabelKind.ALIAS, (document,)) for text in labels)
    return Entity(slug, types, found, named)
