"""Gazetteer: the known names, found in a text by one Aho-Corasick automaton."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from kg.curate.curation import Curation
from kg.model.entity import Entity
from kg.model.sentence import Span

# Spellings of one name; what is left of the bar also stands for what is right of it.
_VARIANTS = (
    ("macau", "macao"),
    ("macao", "macau"),
    ("co-operation", "cooperation"),
    ("cooperation", "co-operation"),
    ("centre", "center"),
    ("center", "centre"),
    (" and ", " & "),
    ("programme", "program"),
    ("organisation", "organization"),
)
_MARKS = (
    ("’", "'"), ("‘", "'"), ("\u2010", "-"), ("\u2011", "-"), ("\u00a0", " "), ("“", '"'),
    ("”", '"'),
)  # fmt: skip
_WORD = re.compile(r"[^\W_]")
_GOVERNMENT = " government"
SHORTEST = 2  # letters of a name


@dataclass(frozen=True, slots=True)
class Known:
    """An entity of the graph, as far as reading needs it: `classes` are the declared ones."""

    slug: str
    name: str
    classes: tuple[str, ...]
    labels: tuple[str, ...] = ()  # every English form that is known of it


@dataclass(frozen=True, slots=True)
class Match:
    """A known name in a text; `entities` are all that bear it."""

    span: Span
    entities: tuple[Known, ...]


def level(text: str) -> str:
    """`text` in lower case with plain marks, character by character: offsets stay."""
    low = text.lower()
    if len(low) != len(text):  # a capital of two small letters, as the Turkish İ
        low = "".join(each.lower() if len(each.lower()) == 1 else each for each in text)
    for mark, plain in _MARKS:
        low = low.replace(mark, plain)
    return low


class Gazetteer:
    """Names and the entities that bear them. Building it takes time, finding does not."""

    def __init__(self, names: Iterable[tuple[str, Known]]) -> None:
        forms: dict[str, dict[str, Known]] = {}
        cased: dict[str, bool] = {}
        for text, known in names:
            for form in _forms(level(text).strip()):
                if len(form) >= SHORTEST:
                    forms.setdefault(form, {})[known.slug] = known
                    cased[form] = cased.get(form, True) and text[:1].isupper()
        self._forms = tuple(forms)
        self._bearers = tuple(tuple(bearers.values()) for bearers in forms.values())
        self._cased = tuple(cased[form] for form in forms)

    def __len__(self) -> int:
        return len(self._forms)

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(self._forms)

    def find(self, text: str) -> tuple[Match, ...]:
        """The longest known names in `text`, in order, without overlap."""
        if not self._forms:
            return ()
        low = level(text)
        hits = sorted(
            (start, -end, index)
            for index, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True)
            if self._stands(text, low, index, start, end)
        )
        found: list[Match] = []
        reached = 0
        for start, negative, index in hits:
            if start >= reached:
                reached = -negative
                found.append(Match(Span(start, reached), self._bearers[index]))
            elif -negative > reached and set(self._bearers[index]) & set(found[-1].entities):
                reached = -negative  # "President Lee" in "President Lee Mei": the fuller name
                found[-1] = Match(Span(start, reached), self._bearers[index])
        return tuple(found)

    def _stands(self, text: str, low: str, index: int, start: int, end: int) -> bool:
        """Whether whole words match, with a capital where the name has one."""
        if start and _WORD.match(low[start - 1]) and low[start].isascii():
            return False
        if end < len(low) and _WORD.match(low[end]) and low[end - 1].isascii():
            return False
        if (
            start > 1
            and text[start - 1] == "-"
            and text[start - 2].isalnum()
            and text[start].islower()
        ):
            return False  # "a three-nation visit"
        return not self._cased[index] or text[start].isupper() or not text[start].isascii()


def _forms(form: str) -> Iterable[str]:
    bare = form.removeprefix("the ")
    yield bare
    for old, new in _VARIANTS:
        if old in bare:
            yield bare.replace(old, new)


def of_curation(curation: Curation, without: str | None = None) -> Gazetteer:
    """The names of the curated entities; of document `without` nothing is known.

    Unnamed things are valid in their document only, so they are left out, and so are posts,
    events under our own label, and a bare family name, which another person may have.
    """
    return Gazetteer(_names(curation, without))


def _english(entity: Entity, without: str | None) -> tuple[str, ...]:
    return tuple(
        label.text
        for label in entity.labels
        if label.kind != "ours"
        and any(doc != without for doc in label.documents)
        and not label.text.startswith("the ")
    )


def _names(curation: Curation, without: str | None) -> Iterable[tuple[str, Known]]:
    known: Mapping[str, Known] = {
        slug: Known(slug, entity.label, entity.types, _english(entity, without))
        for slug, entity in curation.entities.items()
        if entity.named
        and "Post" not in entity.types
        and any(doc != without for label in entity.labels for doc in label.documents)
    }
    for slug, each in known.items():
        person = "Person" in each.classes
        for label in curation.entities[slug].labels:
            elsewhere = any(doc != without for doc in label.documents)
            plain = label.text.removeprefix("the ") == "SAR"  # of which there are two
            if (
                elsewhere
                and label.kind != "ours"
                and not plain
                and not (person and " " not in label.text)
            ):
                yield label.text, each
    yield from _governments(known.values())
    for reference in curation.reference.labels:
        if reference.entity in known:
            yield reference.text, known[reference.entity]
    for variant in curation.reference.variants:
        if variant.entity in known:
            yield variant.text, known[variant.entity]


def _governments(known: Iterable[Known]) -> Iterable[tuple[str, Known]]:
    """ "Government of the Hong Kong Special Administrative Region", of the "HKSAR Government"."""
    every = tuple(known)
    regions = {level(n): each for each in every if "Territory" in each.classes for n in each.labels}
    for body in every:
        if "GovernmentBody" not in body.classes:
            continue
        owners = {level(n).removesuffix(_GOVERNMENT) for n in body.labels if _is_government(n)}
        for region in {each.slug: each for o, each in regions.items() if o in owners}.values():
            for name in region.labels:
                yield f"Government of {name}", body
                yield f"Government of the {name}", body


def _is_government(name: str) -> bool:
    return level(name).endswith(_GOVERNMENT)
