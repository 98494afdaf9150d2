"""Reads data/claims/<slug>.yaml: claims, statements, events and offices of one document."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from kg.curate.claim_check import ClaimCheck
from kg.curate.claim_fields import ClaimFields, Common
from kg.curate.quotes import level
from kg.curate.record import Record, read
from kg.model.claim import (
    Claim,
    DateBasis,
    Modality,
    Polarity,
    Qualifier,
    Quote,
    StatementKind,
    StatementRef,
    Value,
    content_id,
)
from kg.model.document import Document
from kg.model.entity import Entity, Label, LabelKind
from kg.model.ontology import Ontology
from kg.model.period import Period, Validity
from kg.model.problem import Problems
from kg.vocab import SLUG

FOLDER = "data/claims"


def read_events(
    root: Path, document: Document, entities: Mapping[str, Entity], problems: Problems
) -> tuple[Entity, ...]:
    """The events that the file of `document` defines, so that any file may name them."""
    record = read(root / FOLDER / f"{document.slug}.yaml", _name(document.slug), problems)
    return events_of(record, document, entities) if record else ()


def events_of(
    record: Record, document: Document, entities: Mapping[str, Entity]
) -> tuple[Entity, ...]:
    """The same of a file that was read into `record`, which collects the problems."""
    found: dict[str, Entity] = {}
    items = [
        (item, item.word("id", required=True), item.text("label"))
        for item in record.records("events")
    ]
    defined = {slug for _, slug, label in items if label}
    bearers = {
        level(label.text).casefold(): e.slug
        for e in (entities.values() if items else ())
        for label in e.labels
    }
    for item, slug, label in items:
        if slug is None:
            continue
        if not SLUG.match(slug):
            item.problem("id", "not a slug", "Use lower case, digits and single hyphens.")
        if slug in entities:
            if label:
                item.problem(
                    "label", f"'{slug}' is already an entity",
                    "Remove the label to mean that one, or choose another id.",
                )  # fmt: skip
            continue
        if label is None:  # it says more of an event that another entry defines
            if slug not in defined:
                remedy = "Say in a few words what happens."
                item.problem("label", "a new event without a label", remedy)
        elif slug in found:
            item.problem(
                "id", f"'{slug}' is defined twice",
                "Merge the two entries, or take out one label: its entry then says more of the "
                "same event.",
            )  # fmt: skip
        elif other := bearers.get(level(label).casefold()):
            item.problem(
                "label", f"'{label}' is also a label of {other}",
                "Say in the label what happens, so that nobody takes one for the other.",
            )  # fmt: skip
        else:
            bearers[level(label).casefold()] = slug
            name = Label(label, "en", LabelKind.OURS, (document.slug,))
            found[slug] = Entity(slug, ("Event",), (name,))
    return tuple(found.values())


def read_claims(
    root: Path,
    document: Document,
    entities: Mapping[str, Entity],
    ontology: Ontology,
    problems: Problems,
) -> tuple[Claim, ...]:
    """Every sound claim that the file of `document` says or expands to."""
    record = read(root / FOLDER / f"{document.slug}.yaml", _name(document.slug), Problems())
    if record is None:
        return ()  # read_events has told
    record.problems = problems
    return claims_of(record, document, entities, ontology)


def claims_of(
    record: Record, document: Document, entities: Mapping[str, Entity], ontology: Ontology
) -> tuple[Claim, ...]:
    """The same of a file that was read into `record`, which collects the problems."""
    reader = _Reader(document, ClaimCheck(ontology, entities, document.slug))
    for item in record.records("claims"):
        reader.claim(item)
    for item in record.records("statements"):
        reader.statement(item)
    for item in record.records("events"):
        reader.event(item)
    for item in record.records("offices"):
        reader.office(item)
    record.finish()
    return tuple(reader.claims)


def _name(slug: str) -> str:
    return f"{FOLDER}/{slug}.yaml"


class _Reader:
    def __init__(self, document: Document, check: ClaimCheck) -> None:
        self.document = document
        self.check = check
        self.fields = ClaimFields(document, check)
        self.claims: list[Claim] = []
        self.lines: dict[str, int] = {}

    # -- the four forms

    def claim(self, item: Record) -> None:
        subject, name = item.word("s", required=True), item.word("p", required=True)
        target, value = item.word("o"), self.fields.value(item, name)
        quote = self.fields.evidence(item)
        common = self.fields.common(item, default=Modality.ASSERTED)
        validity = self.fields.validity(item, "valid_from", "valid_to")
        qualifiers = self.check.qualifiers(item, item.mapping("qualifiers"), name)
        item.finish()
        if subject and name and common and self.check.claim(item, subject, name, target, value):
            self._add(item, common, quote, validity, subject, name, target, value, qualifiers)

    def statement(self, item: Record) -> None:
        speaker = self.check.entity(item, "by", item.word("by", required=True), "Agent")
        kind = self.fields.word(item, "kind", StatementKind, None)
        if "kind" not in item:
            item.problem("kind", "the field is missing", f"One of {', '.join(StatementKind)}.")
        about = [
            slug for slug in item.words("about", required=True)
            if self.check.entity(item, "about", slug, "Entity")
        ]  # fmt: skip
        if speaker and speaker in about:
            item.problem(
                "about", f"'{speaker}' would comment on itself",
                "Name in about what the words are about, and leave the speaker out. If two things "
                "were taken for one, say first which is which.",
            )  # fmt: skip
            return
        quote = self.fields.evidence(item)
        common = self.fields.common(item, default=kind.modality if kind else Modality.OPINION)
        validity = self.fields.validity(item)
        item.finish()
        if not (speaker and kind and common and quote):
            return
        words = [piece.text for piece in quote]
        name = content_id(self.document.slug, speaker, kind, sorted(about), words)
        common = replace(common, by=speaker)
        for slug in about:
            self._add(
                item, common, quote, validity, speaker, "commentsOn", slug, None, (),
                StatementRef(name, kind),
            )  # fmt: skip

    def event(self, item: Record) -> None:
        slug = item.word("id", required=True)
        item.text("label")
        quote = self.fields.evidence(item)
        common = self.fields.common(item, default=Modality.ASSERTED)
        date = item.period("date", self.document.issued)
        plain = replace(common, basis=None, reason=None) if common else None
        rows: list[tuple[str, str | None, Period | None, tuple[Qualifier, ...]]] = []
        if date:
            rows.append(("date", None, date, ()))
        if place := self.check.entity(item, "held_in", item.word("held_in"), "Place"):
            rows.append(("heldIn", place, None, ()))
        for about in item.words("concerns"):
            if self.check.entity(item, "concerns", about, "Entity"):
                rows.append(("concerns", about, None, ()))
        rows += self._participants(item)
        hosts = [
            host for host in item.words("hosts")
            if self.check.entity(item, "hosts", host, "Agent")
        ]  # fmt: skip
        item.finish()
        if date and common and common.basis is None:
            common = replace(common, basis=DateBasis.STATED)
        if not (slug and common and plain and self.check.entity(item, "id", slug, "Event")):
            return
        if not rows and not hosts:
            item.problem("", "an event of which nothing is said", "Give its date, place or people.")
        none = Validity()
        for name, target, value, qualifiers in rows:
            origin = common if name == "date" else plain
            self._add(item, origin, quote, none, slug, name, target, value, qualifiers)
        for host in hosts:
            self._add(item, plain, quote, none, host, "hosts", slug, None, ())

    def _participants(
        self, item: Record
    ) -> list[tuple[str, str | None, Period | None, tuple[Qualifier, ...]]]:
        rows: list[tuple[str, str | None, Period | None, tuple[Qualifier, ...]]] = []
        for entry in item.items("participants"):
            who: str | None = None
            role: str | None = None
            if isinstance(entry, str):
                who = entry
            else:
                who, role = entry.word("who", required=True), entry.text("role")
                entry.finish()
            if who and self.check.entity(item, "participants", who, "Agent"):
                extra = (Qualifier("role", (role,)),) if role else ()
                rows.append(("hasParticipant", who, None, extra))
        return rows

    def office(self, item: Record) -> None:
        person = self.check.entity(item, "person", item.word("person", required=True), "Person")
        post = self.check.entity(item, "post", item.word("post", required=True), "Post")
        body = self.check.entity(item, "of", item.word("of"), "Agent")
        acting = item.flag("acting", False)
        quote = self.fields.evidence(item)
        common = self.fields.common(item, default=Modality.ASSERTED)
        validity = self.fields.validity(item, "from", "to")
        item.finish()
        if not (person and post and common):
            return
        extra = (Qualifier("acting", ("true",)),) if acting else ()
        self._add(item, common, quote, validity, person, "holdsPost", post, None, extra)
        if body:
            known = {(c.subject, c.property, c.object) for c in self.claims}
            if (post, "postIn", body) not in known:  # two holders of one post say it once
                plain = replace(
                    common, basis=None, reason=None, modality=Modality.ASSERTED,
                    polarity=Polarity.POSITIVE,
                )  # fmt: skip
                self._add(item, plain, quote, Validity(), post, "postIn", body, None, ())

    # -- what all forms share

    def _add(
        self,
        item: Record,
        common: Common,
        evidence: tuple[Quote, ...],
        validity: Validity,
        subject: str,
        name: str,
        target: str | None,
        value: Value | None,
        qualifiers: tuple[Qualifier, ...],
        statement: StatementRef | None = None,
    ) -> None:
        if not evidence:
            return  # told already
        dated = (
            any((validity.valid_from, validity.valid_to, validity.as_of))
            or name == "date"
            or any(qualifier.key == "period" for qualifier in qualifiers)
        )
        basis = common.basis or (DateBasis.STATED if dated else None)
        if not dated and common.basis and name != "postIn":
            item.problem("date_basis", "a basis without a date", "Give the date, or remove it.")
        claim = Claim(
            document=self.document.slug, subject=subject, property=name, object=target,
            value=value, qualifiers=qualifiers, modality=common.modality, polarity=common.polarity,
            attributed_to=common.by, validity=validity, date_basis=basis if dated else None,
            reason=common.reason, cited=common.cited, rank=common.rank, statement=statement,
            evidence=evidence,
        )  # fmt: skip
        if claim.id in self.lines:
            first = self.lines[claim.id]
            item.problem(
                "", f"the same claim as on line {first}: {subject} {name} {target or value}",
                "Remove one, or give both quotes as a list in one claim.",
            )  # fmt: skip
            return
        self.lines[claim.id] = item.line
        self.claims.append(claim)
