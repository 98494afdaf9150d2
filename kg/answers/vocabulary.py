"""The vocabulary of the graph: what somebody who writes a query may call things."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum

from kg.answers.entity import Cards
from kg.answers.knowledge import Knowledge
from kg.model.term import Text
from kg.vocab import ONTOLOGY, RDF_TYPE, RDFS_LABEL, expand


class WordKind(StrEnum):
    """What a term is in a query."""

    CLASS = "class"
    PROPERTY = "property"
    CONCEPT = "concept"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Word:
    """A term of the ontology.

    `uses` is how many claims state a property, or how many entities are of a class; None for what
    is used otherwise.
    """

    name: str
    kind: WordKind
    labels: dict[str, str]
    uses: int | None


def words(knowledge: Knowledge, cards: Cards) -> list[Word]:
    """Every term of the ontology in this graph, the most used first."""
    names = knowledge.names
    labels: defaultdict[str, dict[str, str]] = defaultdict(dict)
    types: defaultdict[str, set[str]] = defaultdict(set)
    for row in knowledge.store.select(
        f"SELECT ?term ?type ?label WHERE {{ GRAPH <{names.graph(ONTOLOGY)}> {{ "
        f"?term <{RDF_TYPE}> ?type . "
        f"{{ ?term <{RDFS_LABEL}> ?label }} UNION "
        f"{{ ?term <{expand('skos:prefLabel')}> ?label }} }} }}"
    ):
        iri, label = str(row["term"]), row["label"]
        name = names.local(iri)
        if iri == names.term(name) and isinstance(label, Text):
            labels[name].setdefault(label.lang or "en", label.value)
            types[name].add(names.local(str(row["type"])))
    uses = _stated(knowledge) | _instances(knowledge, cards)
    found = [
        Word(name, kind, dict(sorted(labels[name].items())), uses.get(name))
        for name in labels
        if (kind := _kind(types[name]))
    ]
    return sorted(found, key=lambda each: (-(each.uses or 0), each.name))


def _kind(types: set[str]) -> WordKind | None:
    """What the term is; None for what no query names, such as a scheme."""
    if "Class" in types:
        return WordKind.CLASS
    if types & {"ObjectProperty", "DatatypeProperty", "AnnotationProperty"}:
        return WordKind.PROPERTY
    if "Unit" in types:
        return WordKind.UNIT
    return WordKind.CONCEPT if "Concept" in types else None


def _stated(knowledge: Knowledge) -> dict[str, int]:
    names = knowledge.names
    rows = knowledge.store.select(
        f"SELECT ?property (COUNT(?claim) AS ?n) WHERE {{ GRAPH ?graph {{ "
        f"?claim <{names.term('property')}> ?property }} }} GROUP BY ?property"
    )
    return {names.local(str(row["property"])): int(str(row["n"])) for row in rows}


def _instances(knowledge: Knowledge, cards: Cards) -> Counter[str]:
    ontology = knowledge.ontology
    return Counter(name for card in cards.values() for name in ontology.with_ancestors(card.types))
