"""Uses: where the curated files name an entity."""

from collections.abc import Iterator
from pathlib import Path

from kg.curate import entities, reference
from kg.curate.claim_check import snake
from kg.curate.claim_file import FOLDER
from kg.curate.yaml_places import Place, scalars
from kg.model.ontology import Ontology

_IN_CLAIMS = frozenset(
    {
        ("claims", "s"), ("claims", "o"), ("statements", "about"), ("events", "id"),
        ("events", "held_in"), ("events", "hosts"), ("events", "concerns"),
        ("events", "participants"), ("events", "participants", "who"), ("offices", "person"),
        ("offices", "post"), ("offices", "of"),
    }
)  # fmt: skip
_IN_EACH = frozenset({("by",), ("cited", "outlet")})
_ELSEWHERE = frozenset({("labels", "entity"), ("variants", "entity"), ("coordinates", "entity")})


class Uses:
    """Knows which fields of which file take the slug of an entity."""

    def __init__(self, ontology: Ontology) -> None:
        self._qualifiers = frozenset(
            snake(name) for name, term in ontology.qualifiers.items() if term.takes_entities
        )

    def of(self, slug: str, file: str, text: str) -> Iterator[Place]:
        """Every place of the text of `file` at which the entity is named."""
        for path, place in scalars(text):
            if place.node.value == slug and self._names(file, path):
                yield place

    def _names(self, file: str, path: tuple[str, ...]) -> bool:
        if file == entities.FILE:
            return path == ("",) or path[1:] == ("possibly_same_as", "entity")
        if file == reference.FILE:
            return path in _ELSEWHERE
        if file == reference.REDIRECTS:
            return len(path) == 1
        if path in _IN_CLAIMS or path[1:] in _IN_EACH:
            return True
        return path[:2] == ("claims", "qualifiers") and path[2:] in {
            (name,) for name in self._qualifiers
        }


def files(root: Path) -> tuple[str, ...]:
    """Every curated file that may name an entity."""
    named = [entities.FILE, reference.FILE, reference.REDIRECTS]
    return (*named, *(f"{FOLDER}/{path.name}" for path in sorted((root / FOLDER).glob("*.yaml"))))
