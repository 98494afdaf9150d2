"""Migration: terms of the ontology that have other names now, in every curated file.

ontology/migrations.yaml maps old names to new ones, by what they name:

    properties: {runs: operates}
    classes: {Harbour: Port}
    units: {ha: hectares}
    qualifiers: {together_with: jointly_with}
    states: {state-open: state-opened}
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.curate import entities, ontology, yaml_edit
from kg.curate.change import editing
from kg.curate.claim_check import snake
from kg.curate.claim_file import FOLDER
from kg.curate.record import closest, read
from kg.curate.yaml_places import scalars
from kg.errors import InvalidData
from kg.model.ontology import Ontology
from kg.model.problem import Problems

FILE = "ontology/migrations.yaml"
_OF_A_CLAIM: Mapping[tuple[str, ...], str] = {
    ("claims", "p"): "properties", ("claims", "unit"): "units", ("claims", "o"): "states"
}  # fmt: skip
PARTS = ("properties", "classes", "units", "qualifiers", "states")


@dataclass(frozen=True, slots=True)
class Migration:
    """New names by old ones, for each part."""

    names: Mapping[str, Mapping[str, str]]

    def of(self, file: str, path: tuple[str, ...], word: str) -> str | None:
        """The new name of what stands at `path` of the file; None where it keeps its own."""
        if file == entities.FILE:
            part = "classes" if path[1:] == ("type",) else None
        elif path == ("claims", "qualifiers", ""):
            part = "qualifiers"
        else:
            part = _OF_A_CLAIM.get(path)
        return self.names[part].get(word) if part else None


def read_migration(root: Path) -> Migration:
    """The mapping; raise InvalidData where a new name is none of the ontology."""
    problems = Problems()
    known = ontology.read((root / "ontology").resolve())
    record = read(root / FILE, FILE, problems)
    names: dict[str, Mapping[str, str]] = {part: {} for part in PARTS}
    for part in PARTS if record else ():
        below = record.mapping(part) if record else None
        found: dict[str, str] = {}
        for old in below.fields if below else ():
            new = below.word(old) if below else None
            if below and new and new not in _known(known, part):
                below.problem(old, f"'{new}' is no term", closest(new, _known(known, part)))
            elif new:
                found[old] = new
        names[part] = found
    if record:
        record.finish()
    if len(problems):
        raise InvalidData(tuple(problems))
    return Migration(names)


def _known(terms: Ontology, part: str) -> frozenset[str]:
    return {
        "properties": frozenset(terms.properties),
        "classes": frozenset(terms.classes),
        "units": frozenset(terms.units),
        "qualifiers": frozenset(map(snake, terms.qualifiers)),
        "states": frozenset(f"state-{name}" for name in terms.concepts["lifecycleStates"]),
    }[part]


def migrate(root: Path) -> Mapping[str, int]:
    """Rewrite the files; answer how many places of each were. Raise InvalidData where `kg check`
    would refuse what comes out; nothing is changed then."""
    with editing(root) as change:
        mapping = read_migration(root)
        counts: dict[str, int] = {}
        for name in _files(root):
            text = change.text(name)
            spots = [
                (place.start, place.end, new)
                for path, place in scalars(text)
                if (new := mapping.of(name, path, str(place.node.value)))
            ]
            if spots:
                change.put(name, yaml_edit.replaced(text, spots))
                counts[name] = len(spots)
        change.check()
        change.commit()
    return counts


def _files(root: Path) -> Iterator[str]:
    yield entities.FILE
    for path in sorted((root / FOLDER).glob("*.yaml")):
        yield f"{FOLDER}/{path.name}"
