"""A large graph of claims with hubs, through the writer of the real one; the same for a seed.

100,000 claims are about 2.4 million quads: enough for both bars, edges and triples.
"""

import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from bench.report import say
from kg import resources
from kg.answers.knowledge import Knowledge, open_knowledge
from kg.config import Settings
from kg.curate import ontology as ontology_files
from kg.model.claim import Claim, DateBasis, Modality, Polarity, Quote, StatementKind, StatementRef
from kg.model.document import Document
from kg.model.entity import Entity, Label, LabelKind
from kg.model.period import Period, Validity
from kg.model.sentence import Span
from kg.publish import nquads, release
from kg.publish.claim_quads import ClaimQuads
from kg.publish.quads import document_quads, entity_quads
from kg.publish.terms import Terms
from kg.vocab import Names

SEED = 20_261_127
HUB, HUB_EDGES = "thing-0", 10_000
CLAIMS_PER_DOCUMENT = 100
TYPES = ("Company", "Person", "Port", "Zone", "Territory", "Event", "Post", "GovernmentBody")
PROPERTIES = (
    "cooperatesWith", "locatedIn", "operates", "supports", "hasParticipant", "hosts",
)  # fmt: skip


def opened(claims: int) -> Knowledge:
    """The graph of so many claims, made in build/bench where it is not there yet."""
    folder = Path("build/bench") / f"hubs-{claims}"
    if not (folder / "store" / release.CURRENT).exists():
        say(f"making a graph of {claims:,} claims in {folder}, once")
        _make(claims, folder / "store")
    return open_knowledge(Settings(store=str(folder / "store")))


def _make(claims: int, store: Path) -> None:
    ontology, terms = ontology_files.read(resources.find().ontology), Terms(Names())
    dice = random.Random(SEED)
    entities = [_entity(n, dice) for n in range(claims // 5)]
    documents = [_document(n, dice) for n in range(claims // CLAIMS_PER_DOCUMENT)]
    writer = ClaimQuads(terms, ontology)

    def quads() -> Iterator[str]:
        for document in documents:
            yield from map(nquads.line, document_quads(document, terms))
        for entity in entities:
            yield from map(nquads.line, entity_quads(entity, ontology, terms))
        for number in range(claims):
            document = documents[number // CLAIMS_PER_DOCUMENT]
            claim = _claim(number, claims, document, dice)
            yield from map(nquads.line, writer.quads(claim, document))

    text = "".join(sorted(set(quads())))
    about = release.Release(
        hashlib.sha256(text.encode()).hexdigest(), Names().base, len(documents), len(entities),
        claims, 0, text.count("\n"),
    )  # fmt: skip
    say(json.dumps(asdict(about)))
    release.publish(text, about, store)


def _entity(number: int, dice: random.Random) -> Entity:
    label = Label(f"Thing {number}", "en", LabelKind.PREFERRED, ("document-0",))
    return Entity(f"thing-{number}", (dice.choice(TYPES),), (label,))


def _document(number: int, dice: random.Random) -> Document:
    day = _day(dice)
    return Document(
        f"document-{number}", f"Document {number}", "", "0" * 64, Period.parse(day), "news", "none",
        publisher=f"Gazette {dice.randrange(40)}",
    )  # fmt: skip


def _claim(number: int, claims: int, document: Document, dice: random.Random) -> Claim:
    """One of the first claims is at the hub; others prefer some ends, as real graphs do."""
    entities = claims // 5
    source, target = (int(entities * dice.random() ** 2) for _ in "ab")
    if number % (claims // HUB_EDGES) == 0:
        source, target = (0, 1 + number % (entities - 1))
        if dice.random() < 0.5:
            source, target = target, source
    speaks = dice.random() < 0.1
    day = Period.parse(_day(dice))
    start = number * 60
    return Claim(
        document=document.slug,
        subject=f"thing-{source}",
        property="commentsOn" if speaks else dice.choice(PROPERTIES),
        object=f"thing-{target}",
        modality=dice.choices(list(Modality), [70, 12, 6, 6, 6])[0],
        polarity=dice.choices(list(Polarity), [97, 3])[0],
        attributed_to=f"thing-{dice.randrange(entities)}" if dice.random() < 0.2 else None,
        validity=Validity(valid_from=day) if dice.random() < 0.5 else Validity(as_of=day),
        date_basis=DateBasis.STATED,
        statement=StatementRef(f"s{number}", StatementKind.FORECAST) if speaks else None,
        evidence=(Quote(f"Sentence {number} says so, in words.", Span(start, start + 50)),),
    )


def _day(dice: random.Random) -> str:
    return f"{dice.randrange(2010, 2026)}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}"
