"""Links: which claims join two entities for an analysis, read from the side index."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from kg.answers.analysis_rows import Basis
from kg.answers.condition import Condition
from kg.answers.filter import ClaimFilter
from kg.model.claim import Kind, Modality
from kg.model.ontology import Ontology
from kg.store.claim_index import ClaimIndex, Value
from kg.store.index_writer import KINDS

STATEMENT = "commentsOn"
_DENIED = f"c.kind = {KINDS[Kind.DENIED]}"
_SPOKEN = f"(c.statement OR c.kind = {KINDS[Kind.OPINION]})"
_LOOP = "c.subject = c.object"
_JOINING = "Event", "Post"  # classes of what joins many, and is an entity here like any other


@dataclass(frozen=True, slots=True)
class Selection:
    """The claims that an analysis counts, as conditions of SQL on a claim `c`.

    `allowed` is what the filter allows between entities, `linked` those of them that are links:
    what is denied joins nobody, and what somebody says or judges (statements, opinions) joins the
    two only where that is asked for. `spoken` is what is left out for that reason.
    """

    allowed: str
    linked: str
    spoken: str
    values: Mapping[str, Value]

    @classmethod
    def of(cls, keep: ClaimFilter, ontology: Ontology, *, opinions: bool) -> "Selection":
        """The selection of a filter; a filter that names opinions asks for them."""
        condition = Condition(keep, ontology)
        asked = (
            opinions
            or Kind.OPINION in keep.kinds
            or Modality.OPINION in keep.modalities
            or STATEMENT in keep.properties
        )
        allowed = f"c.edge IS NOT NULL AND {condition.claim}"
        spoken = "0" if asked else _SPOKEN
        linked = f"{allowed} AND NOT {_DENIED} AND NOT {_LOOP} AND NOT {spoken}"
        names = {"symmetric": _names(ontology, symmetric=True), "joining": _names(ontology)}
        return cls(allowed, linked, spoken, condition.values | names)


@dataclass(frozen=True, slots=True)
class Network:
    """Entities in the order of their slugs, and the links between them by number.

    `pairs` join two entities, the smaller number first; `arrows` go from subject to object, and
    back where a property is symmetric. Each stands once, in order.
    """

    names: tuple[str, ...]
    pairs: tuple[tuple[int, int], ...]
    arrows: tuple[tuple[int, int], ...]


def network(index: ClaimIndex, selection: Selection) -> Network:
    """The links of a selection."""
    rows = index.select(_ARROWS.format(linked=selection.linked), selection.values)
    names = tuple(sorted({name for subject, target, _ in rows for name in (subject, target)}))
    number = {name: place for place, name in enumerate(names)}
    pairs, arrows = set(), set()
    for subject, target, symmetric in rows:
        a, b = number[subject], number[target]
        pairs.add((min(a, b), max(a, b)))
        arrows |= {(a, b), (b, a)} if symmetric else {(a, b)}
    return Network(names, tuple(sorted(pairs)), tuple(sorted(arrows)))


def size(index: ClaimIndex, selection: Selection) -> int:
    """How many claims make links."""
    query = f"SELECT COUNT(*) FROM claim c WHERE {selection.linked}"
    ((number,),) = index.select(query, selection.values)
    return int(number)


def basis(index: ClaimIndex, selection: Selection, found: Network, components: int) -> Basis:
    """What an answer over this network rests on."""
    values = selection.values
    ((denied, opinions, loops),) = index.select(
        _LEFT_OUT.format(
            allowed=selection.allowed, denied=_DENIED, spoken=selection.spoken, loop=_LOOP
        ),
        values,
    )
    kinds, documents = list(Kind), set[int]()
    claims: dict[str, int] = {}
    for kind, document, number in index.select(_COUNTED.format(linked=selection.linked), values):
        claims[kinds[kind].value] = claims.get(kinds[kind].value, 0) + number
        documents.add(document)
    ((of_documents, entities),) = index.select(_WHOLE)
    joining = {name for (name,) in index.select(_OF_CLASS, values)}
    return Basis(
        documents=len(documents),
        of_documents=of_documents,
        claims=sum(claims.values()),
        kinds={kind.value: claims[kind.value] for kind in Kind if kind.value in claims},
        entities=len(found.names),
        links=len(found.pairs),
        components=components,
        denied=denied,
        opinions=opinions,
        loops=loops,
        isolated=max(entities - len(found.names), 0),
        events=sum(name in joining for name in found.names),
    )


def pair_claims(
    index: ClaimIndex, selection: Selection, pairs: Collection[tuple[str, str]]
) -> dict[frozenset[str], list[tuple[str, str]]]:
    """The claims, with their documents, that link each of these pairs, whichever way they go."""
    both = sorted({each for a, b in pairs for each in ((a, b), (b, a))})
    query = _BETWEEN.format(linked=selection.linked)
    found: dict[frozenset[str], list[tuple[str, str]]] = {}
    for subject, target, claim, document in index.select(
        query, {**selection.values, "pairs": json.dumps(both)}
    ):
        found.setdefault(frozenset((subject, target)), []).append((claim, document))
    return found


def neighbours(index: ClaimIndex, selection: Selection, entities: Collection[str]) -> Network:
    """The links at these entities alone."""
    here = "(SELECT id FROM name WHERE text IN (SELECT value FROM json_each(:entities)))"
    at = f"(c.subject IN {here} OR c.object IN {here})"
    values = {**selection.values, "entities": json.dumps(sorted(entities))}
    return network(index, replace(selection, linked=f"{selection.linked} AND {at}", values=values))


def _names(ontology: Ontology, *, symmetric: bool = False) -> str:
    if symmetric:
        return json.dumps([name for name, term in ontology.properties.items() if term.symmetric])
    return json.dumps(
        [name for name, term in ontology.classes.items() if {name, *term.ancestors} & {*_JOINING}]
    )


_ARROWS = """
    SELECT s.text, o.text, MAX(c.property IN (SELECT id FROM name
      WHERE text IN (SELECT value FROM json_each(:symmetric))))
    FROM claim c JOIN name s ON s.id = c.subject JOIN name o ON o.id = c.object
    WHERE {linked} GROUP BY c.subject, c.object ORDER BY c.subject, c.object"""
# each claim that is left out is counted once, under the first reason
_LEFT_OUT = """
    SELECT IFNULL(SUM({denied}), 0), IFNULL(SUM(NOT {denied} AND {spoken}), 0),
      IFNULL(SUM(NOT {denied} AND NOT {spoken} AND {loop}), 0)
    FROM claim c WHERE {allowed}"""
_COUNTED = """
    SELECT c.kind, c.document, COUNT(*) FROM claim c WHERE {linked} GROUP BY c.kind, c.document"""
_WHOLE = "SELECT (SELECT COUNT(DISTINCT document) FROM claim), (SELECT COUNT(*) FROM entity)"
_OF_CLASS = """
    SELECT e.text FROM class k JOIN name e ON e.id = k.entity JOIN name n ON n.id = k.class
    WHERE n.text IN (SELECT value FROM json_each(:joining))"""
_BETWEEN = """
    SELECT s.text, o.text, c.name, d.text
    FROM json_each(:pairs) pair
      JOIN name s ON s.text = json_extract(pair.value, '$[0]')
      JOIN name o ON o.text = json_extract(pair.value, '$[1]')
      JOIN claim c ON c.subject = s.id AND c.object = o.id
      JOIN name d ON d.id = c.document
    WHERE {linked} ORDER BY c.kind, c.id"""
