"""Reads data/reference.yaml and data/redirects.yaml: what does not come from the documents."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from kg.curate.record import Record, closest, read
from kg.model.entity import Entity
from kg.model.ontology import Ontology
from kg.model.problem import Problems
from kg.vocab import SLUG

FILE = "data/reference.yaml"
REDIRECTS = "data/redirects.yaml"
LANGUAGES = ("en", "zh-Hant", "zh-Hans", "pt")
ALLOWED = ("Place", "GovernmentBody")  # never persons, companies or events


@dataclass(frozen=True, slots=True)
class ReferenceLabel:
    """A label in another language, and what it was checked against."""

    entity: str
    text: str
    lang: str
    checked: str


@dataclass(frozen=True, slots=True)
class Variant:
    """An abbreviation or spelling variant that was joined to its full form, and why."""

    entity: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees, rounded to 0.01; the place may reach `radius_kilometres` around it."""

    entity: str
    latitude: Decimal
    longitude: Decimal
    radius_kilometres: Decimal
    checked: str


@dataclass(frozen=True, slots=True)
class Reference:
    """All reference data."""

    labels: tuple[ReferenceLabel, ...] = ()
    variants: tuple[Variant, ...] = ()
    points: tuple[Point, ...] = ()


def read_reference(
    root: Path, ontology: Ontology, entities: Mapping[str, Entity], problems: Problems
) -> Reference:
    """Every sound line of reference data."""
    record = read(root / FILE, FILE, problems)
    if record is None:
        return Reference()
    reader = _Reader(ontology, entities)
    labels = tuple(filter(None, map(reader.label, record.records("labels"))))
    variants = tuple(filter(None, map(reader.variant, record.records("variants"))))
    points = tuple(filter(None, map(reader.point, record.records("coordinates"))))
    record.finish()
    return Reference(labels, variants, points)


class _Reader:
    def __init__(self, ontology: Ontology, entities: Mapping[str, Entity]) -> None:
        self.ontology = ontology
        self.entities = entities
        self.placed: set[str] = set()

    def _entity(self, item: Record) -> str | None:
        slug = item.word("entity", required=True)
        if slug and slug not in self.entities:
            item.problem("entity", f"unknown entity '{slug}'", closest(slug, self.entities))
            return None
        return slug

    def _public(self, item: Record) -> str | None:
        slug = self._entity(item)
        if slug and not any(self.ontology.is_a(self.entities[slug].types, n) for n in ALLOWED):
            item.problem(
                "entity", f"'{slug}' is neither a place nor a public body",
                "Reference data is for places, zones, ports and public bodies; remove the line.",
            )  # fmt: skip
            return None
        return slug

    def label(self, item: Record) -> ReferenceLabel | None:
        slug, text = self._public(item), item.text("text", required=True)
        lang = item.choice("lang", LANGUAGES)
        if "lang" not in item:
            item.problem("lang", "the field is missing", f"One of {', '.join(LANGUAGES)}.")
        checked = item.text("checked", required=True)
        item.finish()
        return (
            ReferenceLabel(slug, text, lang, checked)
            if slug and text and lang and checked
            else None
        )

    def variant(self, item: Record) -> Variant | None:
        slug, text = self._entity(item), item.text("text", required=True)
        reason = item.text("reason", required=True)
        item.finish()
        if slug and text and text not in {label.text for label in self.entities[slug].labels}:
            item.problem("text", f"'{text}' is not a label of '{slug}'", "Add it in entities.yaml.")
        return Variant(slug, text, reason) if slug and text and reason else None

    def point(self, item: Record) -> Point | None:
        slug, checked = self._public(item), item.text("checked", required=True)
        latitude, longitude, radius = (item.number(name) for name in ("lat", "long", "radius_km"))
        item.finish()
        if latitude is None or longitude is None or radius is None:
            item.problem("", "an incomplete point", "Give lat, long and radius_km.")
            return None
        for name, number, limit in (("lat", latitude, 90), ("long", longitude, 180)):
            if abs(number) > limit or number != round(number, 2):
                item.problem(name, f"{number} is not a rounded degree", "Round to 0.01 degree.")
        if slug in self.placed:
            item.problem("entity", f"a second point for '{slug}'", "Keep one.")
        self.placed.update([slug] if slug else [])
        if radius <= 0:
            item.problem("radius_km", f"{radius} is not a radius", "Give kilometres above 0.")
        return Point(slug, latitude, longitude, radius, checked) if slug and checked else None


def read_redirects(
    root: Path, entities: Mapping[str, Entity], problems: Problems
) -> dict[str, str]:
    """Old slug → slug of the entity that took it over."""
    record = read(root / REDIRECTS, REDIRECTS, problems)
    if record is None:
        return {}
    found = {}
    for old in record.fields:
        new = record.word(old)
        if not SLUG.match(old):
            record.problem(old, "not a slug", "Write the slug that the entity had.")
        if old in entities:
            record.problem(old, "the old slug is still an entity", "Remove one of the two.")
        if new is not None and new not in entities:
            record.problem(old, f"unknown entity '{new}'", closest(new, entities))
        elif new is not None:
            found[old] = new
    return found
