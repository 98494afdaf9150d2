"""Portrait: all that is known of one entity, in the order in which a page tells it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.answers.entity import EntityPage
from kg.answers.wording import Wording
from kg.model.claim import Kind
from kg.model.ontology import Ontology
from kg.write.citation import days
from kg.write.figure_chart import Bar, bars
from kg.write.shapes import ClaimShape, EntityShape

ROLES = ("holdsPost", "postIn", "worksFor", "memberOf")
_KINDS = [kind.value for kind in Kind]


@dataclass(frozen=True, slots=True)
class Line:
    """Claims of one document and quote that differ only in what is at their other end."""

    claims: tuple[ClaimShape, ...]
    words: tuple[str, ...]  # qualifiers, in words of ours

    @property
    def first(self) -> ClaimShape:
        return self.claims[0]


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one property, read from the entity; `name` makes an anchor."""

    name: str
    label: str
    lines: tuple[Line, ...]
    picture: str | None = None

    @property
    def total(self) -> int:
        return sum(len(line.claims) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Portrait:
    """Every claim of the entity stands in exactly one part."""

    roles: tuple[Line, ...]
    facts: tuple[Group, ...]
    figures: tuple[Group, ...]
    says: tuple[Line, ...]
    about: tuple[Line, ...]
    told: tuple[Line, ...]  # it is the speaker, or stands in a qualifier


def portrait(page: EntityPage, shape: EntityShape, ontology: Ontology) -> Portrait:
    """Arrange the claims of a page; `shape` is the same page."""
    return _Painter(page, shape, ontology).portrait()


class _Painter:
    def __init__(self, page: EntityPage, shape: EntityShape, ontology: Ontology) -> None:
        words = Wording(ontology, page.others)
        self.shape = shape
        self.ontology = ontology
        self.words = {
            seen.claim.id: tuple(map(words.qualifier, seen.claim.qualifiers))
            for seen in page.claims
        }

    def portrait(self) -> Portrait:
        parts: dict[str, list[ClaimShape]] = {}
        for claim in self.shape.claims:
            parts.setdefault(self._part(claim), []).append(claim)
        return Portrait(
            roles=self._lines(parts.get("roles", ()), by=_role_place),
            facts=tuple(self._groups(parts.get("facts", ()), self._reading)),
            figures=tuple(self._figures(parts.get("figures", ()))),
            says=self._lines(parts.get("says", ())),
            about=self._lines(parts.get("about", ())),
            told=self._lines(parts.get("told", ())),
        )

    def _part(self, claim: ClaimShape) -> str:
        own = claim.subject.id == self.shape.id
        at_end = claim.object is not None and claim.object.id == self.shape.id
        if claim.statement:
            return "says" if own else "about" if at_end else "told"
        if not (own or at_end):
            return "told"
        if claim.property.id in ROLES:
            return "roles"
        measure = claim.value is not None and claim.value.unit is not None
        return "figures" if measure else "facts"

    def _lines(
        self,
        claims: Iterable[ClaimShape],
        *,
        by: Callable[[Line], tuple[str | int, ...]] | None = None,
    ) -> tuple[Line, ...]:
        """What one sentence says of several things is one line."""
        found: dict[object, list[ClaimShape]] = {}
        for claim in claims:
            found.setdefault(self._said(claim), []).append(claim)
        lines = [Line(tuple(each), self.words[each[0].id]) for each in found.values()]
        lines.sort(key=by or _firmest)
        return tuple(lines)

    def _said(self, claim: ClaimShape) -> object:
        speaker = claim.attributed_to.id if claim.attributed_to else None
        fixed = claim.subject.id if claim.subject.id == self.shape.id else None
        other = None if fixed and claim.object else claim.object_text
        return (
            claim.kind, claim.document, fixed, other, claim.property.id, claim.statement, speaker,
            claim.valid_from, claim.valid_to, claim.as_of, claim.rank, self.words[claim.id],
            tuple((piece.start, piece.end) for piece in claim.evidence),
        )  # fmt: skip

    def _groups(
        self, claims: Iterable[ClaimShape], name: Callable[[ClaimShape], tuple[str, str]]
    ) -> Iterable[Group]:
        found: dict[tuple[str, str], list[ClaimShape]] = {}
        for claim in claims:
            found.setdefault(name(claim), []).append(claim)
        for (key, label), some in sorted(found.items(), key=lambda each: _size(*each)):
            yield Group(key, label, self._lines(some))

    def _reading(self, claim: ClaimShape) -> tuple[str, str]:
        """The property as the entity reads it."""
        term = self.ontology.properties[claim.property.id]
        if claim.subject.id == self.shape.id or term.symmetric:
            return term.name, term.label
        inverse = term.inverse_labels.get("en")
        return f"{term.name}-in", inverse or f"{term.label} (read from the other end)"

    def _figures(self, claims: Iterable[ClaimShape]) -> Iterable[Group]:
        """By measure and unit: only what has one unit may stand in one picture."""

        def name(claim: ClaimShape) -> tuple[str, str]:
            unit = claim.value.unit if claim.value else None
            term = self.ontology.units[unit or ""]
            return f"{claim.property.id}-{unit}", f"{claim.property.label}, in {term.label}"

        for group in self._groups(claims, name):
            lines = tuple(sorted(group.lines, key=_moment))
            drawn = [_bar(line, self._when(line.first)) for line in lines]
            yield Group(group.name, group.label, lines, bars(group.label, drawn))

    def _when(self, claim: ClaimShape) -> str:
        return " – ".join(
            days(each) for each in (claim.as_of or claim.valid_from, claim.valid_to) if each
        )


def _bar(line: Line, when: str) -> Bar:
    claim, value = line.first, line.first.value
    low = value.value if value else None
    high = (value.value_max if value else None) or low
    said = [when, *line.words, "" if claim.kind == Kind.FACT else claim.kind]
    return Bar(" · ".join(filter(None, said)), claim.object_text, low, high, claim.kind)


def _firmest(line: Line) -> tuple[int, str, int]:
    first = line.first
    return _KINDS.index(first.kind), first.document, first.evidence[0].start


def _moment(line: Line) -> tuple[str, str]:
    claim = line.first
    return claim.as_of or claim.valid_from or claim.valid_to or "~", claim.id


def _role_place(line: Line) -> tuple[int, str, str]:
    """Offices before the bodies that they are in; those that are over come last."""
    claim = line.first
    return ROLES.index(claim.property.id), claim.valid_to or "~", claim.id


def _size(key: tuple[str, str], claims: Sequence[ClaimShape]) -> tuple[bool, int, str]:
    return key[0].endswith("-in"), -len(claims), key[1]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of an entity in one language and of one origin."""

    lang: str
    kind: str
    names: tuple[str, ...]


def names_of(shape: EntityShape) -> tuple[Names, ...]:
    """The names by language and origin; first the one under which it is shown."""
    found: dict[tuple[str, str], list[str]] = {}
    for label in shape.labels:
        kind = "preferred" if label.kind == "alias" else label.kind
        found.setdefault((label.lang, kind), []).append(label.value)
    return tuple(Names(lang, kind, tuple(names)) for (lang, kind), names in found.items())


def documents_of(shape: EntityShape) -> Mapping[str, int]:
    """How many claims of each document there are."""
    counted = dict.fromkeys(shape.documents, 0)
    for claim in shape.claims:
        counted[claim.document] = counted.get(claim.document, 0) + 1
    return counted
