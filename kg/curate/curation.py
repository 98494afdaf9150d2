"""Curation: everything that the curated files say, read as one, with all problems at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.curate import ontology as ontology_files
from kg.curate.catalogue import read_catalogue
from kg.curate.claim_file import FOLDER, read_claims, read_events
from kg.curate.corrections import Correction, read_corrections
from kg.curate.entities import read_entities
from kg.curate.record import closest
from kg.curate.reference import Reference, read_redirects, read_reference
from kg.errors import InvalidData
from kg.model.claim import Claim
from kg.model.document import Document
from kg.model.entity import Entity
from kg.model.ontology import Ontology
from kg.model.problem import Problems


@dataclass(frozen=True)
class Curation:
    """What the files say; every name in it is known and every quote has been found."""

    ontology: Ontology
    documents: Mapping[str, Document]
    entities: Mapping[str, Entity]
    claims: tuple[Claim, ...]
    reference: Reference
    redirects: Mapping[str, str]
    corrections: tuple[Correction, ...] = ()


def read(root: Path) -> Curation:
    """Read `root`/ontology and `root`/data; raise InvalidData with every problem there is."""
    problems = Problems()
    # resolved, so that another folder with the same ontology need not read it again
    ontology = ontology_files.read((root / "ontology").resolve())
    documents = read_catalogue(root, problems)
    entities = dict(read_entities(root, ontology, documents, problems))
    for document in documents.values():
        events = read_events(root, document, entities, problems)
        entities.update((event.slug, event) for event in events)
    claims = tuple(
        claim
        for document in documents.values()
        for claim in read_claims(root, document, entities, ontology, problems)
    )
    for path in sorted((root / FOLDER).glob("*")):
        if path.stem not in documents or path.suffix != ".yaml":
            problems.add(
                f"{FOLDER}/{path.name}", 0, "", "no document of this name",
                closest(path.stem, documents),
            )  # fmt: skip
    reference = read_reference(root, ontology, entities, problems)
    redirects = read_redirects(root, entities, problems)
    corrections = read_corrections(root, problems)
    if len(problems):
        raise InvalidData(tuple(problems))
    return Curation(ontology, documents, entities, claims, reference, redirects, corrections)
