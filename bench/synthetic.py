"""A synthetic graph of entities, relations and claims: the same for the same seed and size.

An entity has a class, a label in English and in Chinese, a country and a date; relations have a
power-law degree; each relation is also a claim with evidence, date and document.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from kg.vocab import PREFIXES, expand

BASE = "https://synthetic.example/"
TERMS = f"{BASE}terms#"
TRIPLES_PER_ENTITY = 26  # its own, and those of the two relations and claims that it starts
CLAIMS_PER_DOCUMENT = 40
OUT_SKEW, IN_SKEW = 0.55, 0.85  # exponents of the degree distribution: sources, targets

CLASSES = {
    "Person": 40, "Company": 30, "Project": 12, "Agency": 8, "Zone": 5, "Port": 5,
}  # fmt: skip
RELATIONS = {
    "worksFor": 20, "ownsShareOf": 14, "investsIn": 12, "directs": 10, "partnerOf": 10,
    "locatedIn": 9, "operates": 7, "regulates": 5, "finances": 5, "supplies": 4, "signedWith": 4,
}  # fmt: skip
_FIRST = (
    ("Amber", "琥珀"), ("Bright", "明"), ("Cedar", "雪松"), ("Delta", "三角洲"), ("East", "东方"),
    ("Falcon", "隼"), ("Granite", "花岗"), ("Harbour", "港湾"), ("Island", "岛"), ("Jade", "玉"),
    ("Kite", "鸢"), ("Lantern", "灯"), ("Meridian", "子午"), ("North", "北方"), ("Ocean", "海洋"),
)  # fmt: skip
_SECOND = (
    ("Anchor", "锚"), ("Bridge", "桥"), ("Crane", "鹤"), ("Dune", "沙"), ("Ferry", "渡"),
    ("Garden", "园"), ("Hill", "山"), ("Lotus", "莲"), ("Pearl", "珠"), ("River", "河"),
    ("Summit", "峰"), ("Tide", "潮"), ("Willow", "柳"),
)  # fmt: skip
_KIND = {
    "Person": "先生", "Company": "公司", "Project": "项目", "Agency": "局", "Zone": "区",
    "Port": "港",
}  # fmt: skip
_COUNTRIES = ("AE", "BR", "CN", "DE", "EG", "FR", "GB", "IN", "JP", "KE", "MY", "PT", "SG", "ZA")
_EVIDENCE = (
    "On {date} {subject} said that it {relation} {object}, people who know the talks confirmed.",
    "A filing of {date} shows that {subject} {relation} {object} by way of a holding company.",
    "The register, read on {date}, has {subject} as the one that {relation} {object}.",
)


@dataclass(frozen=True, slots=True)
class Quad:
    """Subject, predicate, object and graph, each as N-Quads writes it."""

    subject: str
    predicate: str
    object: str
    graph: str

    @property
    def triple(self) -> str:
        return f"{self.subject} {self.predicate} {self.object} .\n"

    @property
    def line(self) -> str:
        return f"{self.subject} {self.predicate} {self.object} {self.graph} .\n"


@dataclass(frozen=True)
class Synthetic:
    """The graph; `entities` are IRIs without brackets, hubs and leaves mixed."""

    quads: tuple[Quad, ...]
    entities: tuple[str, ...]
    claims: int
    documents: int

    def nquads(self) -> str:
        """Canonical: sorted lines, as a release is."""
        return "".join(sorted(quad.line for quad in self.quads))

    def ntriples(self) -> str:
        """The same without the graphs, for engines that serve one graph."""
        return "".join(quad.triple for quad in self.quads)


def generate(triples: int = 100_000, seed: int = 7) -> Synthetic:
    """A graph of exactly so many different triples; each is in one named graph."""
    world = _World(max(2, triples // TRIPLES_PER_ENTITY), random.Random(seed))
    found: dict[tuple[str, str, str], Quad] = {}
    for quad in world.quads():
        found.setdefault((quad.subject, quad.predicate, quad.object), quad)
        if len(found) == triples:
            break
    iris = tuple(entity.strip("<>") for entity in world.entities)
    return Synthetic(tuple(found.values()), iris, world.claims, world.documents)


class _World:
    """Draws entities first, then relations and their claims without end."""

    def __init__(self, size: int, dice: random.Random) -> None:
        self.dice = dice
        self.entities = [_iri(f"{BASE}id/e{number}") for number in range(size)]
        self.classes = dice.choices(list(CLASSES), list(CLASSES.values()), k=size)
        self.english = [self._english(number) for number in range(size)]
        self.claims = self.documents = 0
        # The n-th of a shuffled list is drawn with the weight n^-skew.
        self.sources = dice.sample(range(size), size)
        self.targets = dice.sample(range(size), size)

    def quads(self) -> Iterator[Quad]:
        for number in range(len(self.entities)):
            yield from self._entity(number)
        yield from self._relations()

    def _english(self, number: int) -> str:
        first, second = self.dice.choice(_FIRST)[0], self.dice.choice(_SECOND)[0]
        return f"{first} {second} {self.classes[number]} {number}"

    def _entity(self, number: int) -> Iterator[Quad]:
        english, kind = self.english[number], self.classes[number]
        chinese = self.dice.choice(_FIRST)[1] + self.dice.choice(_SECOND)[1] + _KIND[kind]
        properties = [
            ("rdf:type", _iri(TERMS + kind)),
            ("rdfs:label", f'"{english}"@en'),
            ("rdfs:label", f'"{chinese}{number}"@zh'),
            ("country", f'"{self.dice.choice(_COUNTRIES)}"'),
            ("since", self._date()),
        ]
        if number % 2 == 0:
            properties.append(("skos:altLabel", f'"{english.upper()}"@en'))
        if number % 3 == 0:
            short = "".join(word[0] for word in english.split())
            properties.append(("skos:altLabel", f'"{short}{number % 97}"@en'))
        graph = _iri(f"{BASE}graph/entities")
        yield from (Quad(self.entities[number], _term(p), o, graph) for p, o in properties)

    def _relations(self) -> Iterator[Quad]:
        out, into = (
            list(accumulate((n + 1) ** -skew for n in range(len(self.entities))))
            for skew in (OUT_SKEW, IN_SKEW)
        )
        names, weights = list(RELATIONS), list(RELATIONS.values())
        facts = _iri(f"{BASE}graph/facts")
        while True:
            (source,) = self.dice.choices(self.sources, cum_weights=out)
            (target,) = self.dice.choices(self.targets, cum_weights=into)
            if source == target:
                target = (target + 1) % len(self.entities)
            (relation,) = self.dice.choices(names, weights)
            if self.claims % CLAIMS_PER_DOCUMENT == 0:
                yield from self._document()
            yield Quad(self.entities[source], _term(relation), self.entities[target], facts)
            yield from self._claim(source, relation, target)

    def _claim(self, source: int, relation: str, target: int) -> Iterator[Quad]:
        claim, date = _iri(f"{BASE}claim/c{self.claims}"), self._date()
        self.claims += 1
        evidence = self.dice.choice(_EVIDENCE).format(
            date=date[1:11], subject=self.english[source], relation=relation,
            object=self.english[target],
        )  # fmt: skip
        properties = (
            ("rdf:type", _iri(f"{TERMS}Claim")),
            ("rdf:subject", self.entities[source]),
            ("rdf:predicate", _term(relation)),
            ("rdf:object", self.entities[target]),
            ("prov:wasDerivedFrom", _iri(f"{BASE}document/d{self.documents}")),
            ("evidence", f'"{evidence}"@en'),
            ("dcterms:date", date),
            ("confidence", f'"0.{self.dice.randrange(50, 100)}"^^{_term("xsd:decimal")}'),
        )
        graph = _iri(f"{BASE}graph/d{self.documents}")
        yield from (Quad(claim, _term(p), o, graph) for p, o in properties)

    def _document(self) -> Iterator[Quad]:
        self.documents += 1
        document = _iri(f"{BASE}document/d{self.documents}")
        properties = (
            ("rdf:type", _iri(f"{TERMS}Document")),
            ("dcterms:title", f'"Report {self.documents}"@en'),
            ("dcterms:publisher", f'"Gazette {self.dice.randrange(8)}"'),
            ("dcterms:issued", self._date()),
        )
        graph = _iri(f"{BASE}graph/d{self.documents}")
        yield from (Quad(document, _term(p), o, graph) for p, o in properties)

    def _date(self) -> str:
        day, month = self.dice.randrange(1, 29), self.dice.randrange(1, 13)
        year = self.dice.randrange(2015, 2026)
        return f'"{year}-{month:02}-{day:02}"^^{_term("xsd:date")}'


def _iri(text: str) -> str:
    return f"<{text}>"


def _term(name: str) -> str:
    """The IRI of a CURIE, or of a term of our own."""
    prefix, colon, _ = name.partition(":")
    return _iri(expand(name) if colon and prefix in PREFIXES else TERMS + name)
