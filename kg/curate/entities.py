"""Reads data/entities.yaml: every entity with its types, labels and possible identities."""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from kg.curate.quotes import Levelled, level
from kg.curate.record import Record, closest, read
from kg.model.document import Document
from kg.model.entity import Entity, Label, LabelKind, PossibleIdentity
from kg.model.ontology import Ontology
from kg.model.problem import Problems
from kg.vocab import SLUG

FILE = "data/entities.yaml"
DESCRIBED = ("Post", "Event")  # classes whose label may be of our wording


def read_entities(
    root: Path, ontology: Ontology, documents: Mapping[str, Document], problems: Problems
) -> dict[str, Entity]:
    """Every sound entity by slug."""
    record = read(root / FILE, FILE, problems)
    return entities_of(record, ontology, documents) if record else {}


def entities_of(
    record: Record,
    ontology: Ontology,
    documents: Mapping[str, Document],
    known: Mapping[str, Entity] | None = None,
) -> dict[str, Entity]:
    """The same of a file that was read into `record`, which collects the problems.

    `known` are entities of elsewhere, with which those of the file must not be taken for one.
    """
    texts = {slug: Levelled.of(document.text) for slug, document in documents.items()}
    found: dict[str, Entity] = {}
    places: dict[str, Record] = {}
    for slug, entry in record.entries():
        if entry is None:
            continue
        if not SLUG.match(slug):
            entry.problem("", "not a slug", "Use lower case, digits and single hyphens.")
        entity = _Reader(entry, ontology, documents, texts).entity(slug)
        if entity:
            found[slug], places[slug] = entity, entry
    every = {**(known or {}), **found}
    for slug, entity in found.items():
        for other in entity.possibly_same_as:
            if other.entity not in every or other.entity == slug:
                places[slug].problem(
                    "possibly_same_as", f"'{other.entity}' is not another entity",
                    closest(other.entity, every),
                )  # fmt: skip
    _collisions(every, places)
    return found


class _Reader:
    def __init__(
        self,
        entry: Record,
        ontology: Ontology,
        documents: Mapping[str, Document],
        texts: Mapping[str, Levelled],
    ) -> None:
        self.entry = entry
        self.ontology = ontology
        self.documents = documents
        self.texts = texts

    def entity(self, slug: str) -> Entity | None:
        types = self._types()
        named = self.entry.flag("named", True)
        labels = self._labels(described=bool(set(DESCRIBED) & set(types)), named=named)
        note = self.entry.text("note")
        same = self._identities()
        self.entry.finish()
        if not named and len({doc for label in labels for doc in label.documents}) > 1:
            self.entry.problem(
                "named", "an unnamed thing in several documents",
                "An unnamed thing is valid in its document only: make one for each.",
            )  # fmt: skip
        return Entity(slug, types, labels, named, note, same) if types and labels else None

    def _identities(self) -> tuple[PossibleIdentity, ...]:
        found = []
        for item in self.entry.records("possibly_same_as"):
            other = item.word("entity", required=True)
            reason = item.text("reason", required=True)
            item.finish()
            if other and reason:
                found.append(PossibleIdentity(other, reason))
        return tuple(found)

    def _types(self) -> tuple[str, ...]:
        known = [n for n, c in self.ontology.classes.items() if "Entity" in c.ancestors]
        types = self.entry.words("type", required=True)
        for name in types:
            if name not in known:
                self.entry.problem("type", f"unknown class '{name}'", closest(name, known))
        return tuple(name for name in types if name in known)

    def _labels(self, *, described: bool, named: bool) -> tuple[Label, ...]:
        forms = self.entry.mapping("labels")
        if forms is None or not forms.fields:
            if "labels" not in self.entry or forms:
                self.entry.problem("labels", "no label", "Write 'labels: {\"Name\": [document]}'.")
            return ()
        found: list[Label] = []
        for text in forms.fields:
            forms.text_key(text)
            slugs = forms.words(text)
            for slug in slugs:
                self._check(forms, text, slug, named=named, described=described)
            if text.startswith("[") is named:
                forms.problem(
                    text, "square brackets are for unnamed things, and only for them",
                    "Set 'named: false', or write the name without brackets.",
                )  # fmt: skip
            ours = not named or not all(self._stands(text, slug) for slug in slugs)
            kind = LabelKind.PREFERRED if not found else LabelKind.ALIAS
            found.append(Label(text, "en", LabelKind.OURS if ours else kind, tuple(sorted(slugs))))
        return tuple(found)

    def _check(self, forms: Record, text: str, slug: str, *, named: bool, described: bool) -> None:
        if slug not in self.documents:
            forms.problem(text, f"unknown document '{slug}'", closest(slug, self.documents))
        elif named and not described and not self._stands(text, slug):
            forms.problem(
                text, f"the label does not stand in {slug}",
                "Write it as the text does; labels of our own are for posts and events.",
            )  # fmt: skip

    def _stands(self, text: str, slug: str) -> bool:
        if slug not in self.texts:
            return False
        document = self.documents[slug]
        return any(not document.noise_at(span) for span in self.texts[slug].find(text))


def _collisions(entities: Mapping[str, Entity], places: Mapping[str, Record]) -> None:
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entity in entities.values():
        for label in entity.labels:
            # an unnamed thing is valid in its document only, so only there can it collide
            scopes = label.documents if not entity.named else ("",)
            for scope in scopes:
                bearers[scope, level(label.text).casefold()].add(entity.slug)
    for (_, form), slugs in sorted(bearers.items()):
        for slug in sorted(slugs) if len(slugs) > 1 else ():
            if slug in places and not entities[slug].note:
                others = ", ".join(sorted(slugs - {slug}))
                places[slug].problem(
                    "labels", f"'{form}' is also a label of {others}",
                    "If they are one thing, merge them; if not, say in a note how they differ.",
                )  # fmt: skip
