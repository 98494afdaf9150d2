"""State: what stands of a review after all its decisions, those that were undone left out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from kg.curate.yaml_write import Given
from kg.model.sentence import Span
from kg.review.decisions import Act, Decision
from kg.review.inbox import Proposed
from kg.review.proposal import (
    CURATOR,
    MARK,
    Entry,
    Form,
    Proposal,
    Thing,
    changed,
    things_in,
)

_OF_A_PROPOSAL = (Act.ACCEPT, Act.CORRECT, Act.REJECT, Act.ADD)
_OF_WORDS = (Act.LEAVE,)
_OF_A_THING = (Act.LINK, Act.NEW, Act.MERGE, Act.SPLIT, Act.INTRODUCE)


class Status(StrEnum):
    """How far a candidate is."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    ADDED = "added"  # by a reviewer, whom no candidate told of it
    REJECTED = "rejected"


_STATUS = {
    Act.ACCEPT: Status.ACCEPTED, Act.CORRECT: Status.CORRECTED, Act.REJECT: Status.REJECTED
}  # fmt: skip
IN_FILE = (Status.ACCEPTED, Status.CORRECTED, Status.ADDED)  # what is written, or is to be


@dataclass(frozen=True, slots=True)
class NewEntity:
    """A block of data/entities.yaml that is to be."""

    slug: str
    types: tuple[str, ...]
    labels: tuple[str, ...]
    named: bool = True
    note: str | None = None

    def data(self) -> dict[str, Any]:
        """What a decision has of it."""
        given: dict[str, Any] = {
            "slug": self.slug, "types": list(self.types), "labels": list(self.labels),
        }  # fmt: skip
        given |= {} if self.named else {"named": False}
        return given | ({"note": self.note} if self.note else {})

    def block(self, document: str) -> Entry:
        """The block; its labels stand in this document."""
        given: dict[str, Given] = {
            "type": self.types[0] if len(self.types) == 1 else list(self.types)
        }
        if not self.named:
            given["named"] = "false"
        given["labels"] = {label: [document] for label in self.labels}
        return given | ({"note": self.note} if self.note else {})


@dataclass(frozen=True, slots=True)
class Choice:
    """Which entity a thing is: a known one by `entity`, or a `new` one; `labels` are names of the
    known one that this document adds. `decision` is None where only the extractor says so."""

    entity: str
    new: NewEntity | None = None
    labels: tuple[str, ...] = ()
    decision: Decision | None = None


@dataclass(frozen=True)
class State:
    """A review. `verdicts` has the decision on each proposal that is decided; `same` a thing that
    was merged, with the one it went into; `touched` the last decision on each thing; `left` what is
    left out of the claims, by name."""

    proposed: Proposed
    decisions: tuple[Decision, ...] = ()
    live: tuple[Decision, ...] = ()
    things: Mapping[str, Thing] = field(default_factory=dict)
    proposals: Mapping[str, Proposal] = field(default_factory=dict)
    verdicts: Mapping[str, Decision] = field(default_factory=dict)
    choices: Mapping[str, Choice] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)
    touched: Mapping[str, Decision] = field(default_factory=dict)
    left: Mapping[str, Decision] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """Of the last decision."""
        return self.decisions[-1].number if self.decisions else 0

    def status(self, proposal: str) -> Status:
        """How far the candidate is."""
        decision = self.verdicts.get(proposal)
        if decision is None:
            return Status.PENDING
        if decision.act is Act.ADD and decision.of != proposal:
            return Status.REJECTED  # another entry took its place
        if decision.act is not Act.REJECT and self.proposals[proposal].by_curator:
            return Status.ADDED
        return _STATUS[decision.act]

    @property
    def accepted(self) -> tuple[str, ...]:
        """The candidates that are in the file, or are to be, as they were decided."""
        return tuple(name for name in self.verdicts if self.status(name) in IN_FILE)

    @property
    def wrote(self) -> tuple[str, ...]:
        """Every candidate of which something was ever put into the file."""
        wrote = [each.data["entries"] for each in self.live if each.act is Act.WRITE]
        return tuple(dict.fromkeys(name for entries in wrote for name in entries))

    def entry(self, proposal: str) -> Entry:
        """What was accepted, else what is proposed."""
        decision = self.verdicts.get(proposal)
        if decision and decision.act is Act.CORRECT:
            corrected: Entry = decision.data["entry"]
            return corrected
        return self.proposals[proposal].entry

    def counts(self) -> dict[Status, int]:
        """How many candidates are so far; one whose place another entry took counts with that
        entry, as corrected."""
        taken = {
            name: decision.of
            for name, decision in self.verdicts.items()
            if decision.act is Act.ADD and decision.of != name
        }
        counts = dict.fromkeys(Status, 0)
        for name in self.proposals:
            status = self.status(taken.get(name, name))
            if name in taken and status is Status.ADDED:
                status = Status.CORRECTED
            if name not in taken.values():
                counts[status] += 1
        return counts

    def root(self, thing: str) -> str:
        """The thing that this one was merged into, or itself."""
        while thing in self.same:
            thing = self.same[thing]
        return thing

    def choice(self, thing: str) -> Choice | None:
        """Which entity the thing is, as far as that is known."""
        return self.choices.get(self.root(thing))

    def slugs(self) -> dict[str, str]:
        """The entity of each thing that has one."""
        found = {thing: self.choice(thing) for thing in self.things}
        return {thing: choice.entity for thing, choice in found.items() if choice}

    def last_of(self, by: str) -> Decision | None:
        """The last decision of this reviewer that can be undone."""
        undoable = (*_OF_A_PROPOSAL, *_OF_A_THING, *_OF_WORDS)
        mine = [each for each in self.live if each.by == by and each.act in undoable]
        return mine[-1] if mine else None


def state(proposed: Proposed, decisions: Iterable[Decision]) -> State:
    """What stands after `decisions`."""
    every = tuple(decisions)
    undone = {each.of for each in every if each.act is Act.UNDO}
    live = tuple(each for each in every if str(each.number) not in undone)
    found = (*proposed.things, *proposed.others)
    things = {thing.id: thing for thing in found}
    proposals = {proposal.id: proposal for proposal in proposed.proposals}
    choices = {thing.id: Choice(thing.entity) for thing in found if thing.entity is not None}
    verdicts: dict[str, Decision] = {}
    same: dict[str, str] = {}
    touched: dict[str, Decision] = {}
    for each in live:
        if each.act is Act.ADD:
            proposals[each.of] = _added(each)
            if (replaced := each.data.get("instead")) in proposals:
                verdicts[replaced] = each
        elif each.act is Act.INTRODUCE:
            things[each.of] = _introduced(each)
        if each.act in _OF_A_PROPOSAL and each.of in proposals:  # it may have been taken back
            verdicts[each.of] = each
        elif each.act in _OF_A_THING:
            touched[each.of] = each
        if each.act is Act.LINK:
            choices[each.of] = Choice(
                each.data["entity"], None, tuple(each.data.get("labels", ())), each
            )
        elif each.act in (Act.NEW, Act.INTRODUCE):
            new = _new(each)
            choices[each.of] = Choice(new.slug, new, (), each)
        elif each.act is Act.MERGE:
            same[each.of] = each.data["into"]
        elif each.act is Act.SPLIT:
            _split(each, things, proposals)
    return State(
        proposed, every, live, MappingProxyType(things), MappingProxyType(proposals),
        MappingProxyType(verdicts), MappingProxyType(choices), MappingProxyType(same),
        MappingProxyType(touched), {each.of: each for each in live if each.act in _OF_WORDS},
    )  # fmt: skip


def _new(decision: Decision) -> NewEntity:
    data = decision.data
    return NewEntity(
        data["slug"], tuple(data["types"]), tuple(data["labels"]), data.get("named", True),
        data.get("note"),
    )  # fmt: skip


def _added(decision: Decision) -> Proposal:
    data = decision.data
    return Proposal(
        decision.of, Form(data["form"]), data["entry"], Span(*data["span"]), 1.0, CURATOR
    )


def _introduced(decision: Decision) -> Thing:
    new = _new(decision)
    spans = tuple(Span(*pair) for pair in decision.data["spans"])
    forms = new.labels if new.named else ()
    return Thing(decision.of, new.labels[0], new.types[0], None, new.named, forms, spans)


def _split(decision: Decision, things: dict[str, Thing], proposals: dict[str, Proposal]) -> None:
    """Some mentions become a thing of their own, as do proposals that stand on them only."""
    old = things.get(decision.of)
    if old is None:
        return
    moved = tuple(Span(*pair) for pair in decision.data["spans"])
    kept = tuple(span for span in old.spans if span not in moved)
    new = decision.data["thing"]
    forms = tuple(decision.data["forms"])
    things[old.id] = replace(
        old, spans=kept, forms=tuple(form for form in old.forms if form not in forms) or old.forms
    )
    things[new] = Thing(
        new, forms[0] if forms else old.name, old.cls, None, old.named, forms, moved
    )

    def renamed(word: str) -> str:
        return f"{MARK}{new}" if word == f"{MARK}{old.id}" else word

    for proposal in list(proposals.values()):
        here = [span for span in moved if span.within(proposal.span)]
        there = [span for span in kept if span.within(proposal.span)]
        if here and not there and old.id in set(things_in(proposal.entry)):
            proposals[proposal.id] = replace(proposal, entry=changed(proposal.entry, renamed))
