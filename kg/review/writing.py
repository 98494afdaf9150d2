"""Writing: what was accepted goes into data/claims and data/entities.yaml, in one change."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kg.curate import catalogue, claim_file, entities, uses, yaml_edit, yaml_places
from kg.curate.change import Change, editing
from kg.curate.uses import Uses
from kg.errors import InvalidData, InvalidParameters
from kg.review.decisions import Act, deciding
from kg.review.desk import Desk
from kg.review.leaving import Gap, Leaving, gaps
from kg.review.proposal import Entry, Form, things_in
from kg.review.refusing import by_candidate
from kg.review.review import Review
from kg.review.state import IN_FILE, NewEntity


@dataclass(frozen=True, slots=True)
class Written:
    """What a writing did: candidates whose entries are new in the file or gone from it, and those
    that somebody has changed by hand, which stay as they are; entities that are new or gone."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    by_hand: tuple[str, ...]
    entities: tuple[str, ...]
    dropped: tuple[str, ...]
    left: tuple[str, ...] = ()  # words that are left out of the claims now
    gaps: tuple[Gap, ...] = ()  # what no claim of the document cites then


def write(desk: Desk, slug: str, by: str) -> Written:
    """Write what was accepted, and take out what was undone since.

    Raise InvalidParameters where `kg check` would find problems, NotEditable; then nothing is
    written.
    """
    with editing(desk.root) as change:
        review = desk.review(slug)
        writer = _Writer(review, change)
        done = writer.plan()
        try:
            known = change.check()
        except InvalidData as error:
            lead = "kg check would find problems; nothing was written"
            blamed = by_candidate(error.problems, writer.wanted, writer.file, writer.text)
            raise InvalidParameters(lead, blamed) from None
        if change.files:
            number = _note(desk, slug, by, Act.WRITE, slug, writer.intent)
            change.commit()
            _note(desk, slug, by, Act.WRITTEN, number, {})
        return replace(done, gaps=gaps(review, known))


def _note(desk: Desk, slug: str, by: str, act: Act, of: str, data: Mapping[str, Any]) -> str:
    """Keep that files are about to change or have changed: if the process is killed in between,
    the next writing sees from the files how far it came."""
    with deciding(desk.root, slug) as ledger:
        taken = ledger.add(by, act, of, data, desk.now)
        ledger.keep()
        return str(taken.number)


class _Writer:
    def __init__(self, review: Review, change: Change) -> None:
        self.review = review
        self.change = change
        self.file = f"{claim_file.FOLDER}/{review.slug}.yaml"
        self.text = change.text(self.file)
        self.entities = change.text(entities.FILE)
        self.wanted: dict[str, tuple[Form, Entry]] = {}
        self.intent: dict[str, dict[str, Any]] = {"entries": {}, "entities": {}}

    def plan(self) -> Written:
        """Put the new texts into the change."""
        added, removed, by_hand = [], [], []
        for name in self._names_in_order():
            wanted = self._wanted(name)
            there = self.review.written(name)
            if wanted:
                self.wanted[name] = wanted
            if wanted is None and not there and self._was_written(name):
                by_hand.append(name)
            for form, entry in there:
                if (form, entry) != wanted:
                    self._take_out(form, entry)
                    removed.append(name)
            if wanted and wanted not in there:
                if self._was_written(name, wanted):
                    by_hand.append(name)
                    continue
                form, entry = wanted
                self.text = yaml_edit.append(self.text, form, entry)
                self.intent["entries"][name] = [form, entry]
                added.append(name)
        if removed:
            self.intent["removed"] = dict.fromkeys(removed, True)
        made, dropped = self._entities()
        leaving = Leaving(self.review, self.change.text(catalogue.FILE))
        leaving.plan()
        self.intent |= {"left_out": leaving.added, "left_in": dict.fromkeys(leaving.removed, True)}
        for name, text in (
            (self.file, self.text), (entities.FILE, self.entities),
            (catalogue.FILE, leaving.text),
        ):  # fmt: skip
            if text != self.change.text(name):
                self.change.put(name, text)
        left = tuple(leaving.added)
        return Written(tuple(added), tuple(removed), tuple(by_hand), made, dropped, left)

    # -- entries

    def _names_in_order(self) -> list[str]:
        """Every candidate in the order of the text, then what was added, written and undone."""
        now = self.review.state
        names = [each.id for each in sorted(now.proposals.values(), key=lambda each: each.span)]
        return [*names, *(name for name in now.wrote if name not in now.proposals)]

    def _wanted(self, name: str) -> tuple[Form, Entry] | None:
        """The entry of an accepted candidate; raise InvalidParameters where it cannot stand."""
        now = self.review.state
        if now.status(name) not in IN_FILE:
            return None
        try:
            return now.proposals[name].form, self.review.resolved(now.entry(name))
        except InvalidParameters as error:
            told = {f"{name} {field}": text for field, text in error.errors.items()}
            raise InvalidParameters("a candidate that was accepted cannot stand", told) from None

    def _was_written(self, name: str, wanted: tuple[Form, Entry] | None = None) -> bool:
        """Whether the candidate, with this entry, was put into the file, and no decision was taken
        on it since."""
        found = False
        done = {each.of for each in self.review.state.live if each.act is Act.WRITTEN}
        for decision in self.review.state.live:
            data = decision.data
            if str(decision.number) in done:
                if name in data["entries"]:
                    form, entry = data["entries"][name]
                    found = wanted is None or (Form(form), entry) == wanted
                elif name in data.get("removed", ()):
                    found = False
            elif name in (decision.of, data.get("instead")):
                found = False
        return found

    def _take_out(self, form: Form, entry: Entry) -> None:
        for at, place in enumerate(yaml_edit.items(self.text, form)):
            if yaml_places.plain(place.node) == entry:
                self.text = yaml_edit.remove(self.text, form, at)
                return

    # -- entities

    def _entities(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        needed = self._needed()
        there = yaml_places.content(self.entities)
        intended = self._intended()
        made: list[str] = []
        dropped: list[str] = []
        for slug, block in intended.items():
            if there.get(slug) != block or (slug in needed and needed[slug] == block):
                continue
            if slug in needed or not self._is_used(slug):
                self.entities = yaml_edit.drop(self.entities, slug)
                dropped.append(slug)
        there = yaml_places.content(self.entities)
        for slug, block in needed.items():
            if slug not in there:
                self.entities = yaml_edit.put(self.entities, slug, block)
                self.intent["entities"][slug] = block
                made.append(slug)
        self._labels()
        return tuple(made), tuple(slug for slug in dropped if slug not in made)

    def _accepted_things(self) -> list[str]:
        now = self.review.state
        found = (thing for name in now.accepted for thing in things_in(now.entry(name)))
        return list(dict.fromkeys(found))

    def _needed(self) -> Mapping[str, Entry]:
        """The blocks of the new entities that accepted candidates name."""
        found: dict[str, NewEntity] = {}
        for thing in self._accepted_things():
            choice = self.review.state.choice(thing)
            if choice and choice.new:
                found[choice.new.slug] = choice.new
        # entries may also name a new entity by its slug, as a correction does
        for each in self.review.state.choices.values():
            if each.new and each.new.slug not in found and self._names(each.new.slug):
                found[each.new.slug] = each.new
        return {slug: new.block(self.review.slug) for slug, new in found.items()}

    def _names(self, slug: str) -> bool:
        finder = Uses(self.review.curation.ontology)
        return any(True for _ in finder.of(slug, self.file, self.text))

    def _intended(self) -> Mapping[str, Entry]:
        """The blocks that this review wrote at some time."""
        found: dict[str, Entry] = {}
        for decision in self.review.state.live:
            if decision.act is Act.WRITE:
                found |= decision.data["entities"]
        return found

    def _is_used(self, slug: str) -> bool:
        """Whether a file, as it will be, names the entity besides its own block."""
        finder = Uses(self.review.curation.ontology)
        own = {self.file: self.text, entities.FILE: self.entities}
        for name in uses.files(self.change.root):
            places = list(finder.of(slug, name, own.get(name) or self.change.text(name)))
            if len(places) > (name == entities.FILE):
                return True
        return False

    def _labels(self) -> None:
        """Say of known entities that their names stand in this document too."""
        there = yaml_places.content(self.entities)
        for name in self._accepted_things():
            thing, choice = self.review.state.things.get(name), self.review.state.choice(name)
            if thing is None or choice is None or choice.new or choice.entity not in there:
                continue
            block = there[choice.entity]
            labels = block.get("labels", {}) if isinstance(block, Mapping) else {}
            if not isinstance(labels, Mapping):
                continue
            for label in dict.fromkeys((*choice.labels, *thing.forms)):
                path = (choice.entity, "labels")
                if label in labels:
                    documents = labels[label]
                    several = [documents] if isinstance(documents, str) else documents
                    if self.review.slug not in several:
                        self.entities = yaml_edit.add_to_list(
                            self.entities, (*path, label), self.review.slug
                        )
                elif label in choice.labels:
                    self.entities = yaml_edit.add_field(
                        self.entities, path, label, [self.review.slug]
                    )
            there = yaml_places.content(self.entities)
