"""What the side index is made of, read from the store: of the whole graph, or around entities."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from kg.model.term import Iri, Term
from kg.store.port import Store
from kg.vocab import ENTITIES, PREFIXES, RDF_TYPE, RDFS_LABEL, SKOS_ALT_LABEL, Names

_CLAIM = (
    "subject", "property", "object", "document", "kind", "modality", "polarity", "rank",
    "statement", "validFrom", "validTo", "asOf", "cited", "value", "valueMax", "unit", "quantifier",
)  # fmt: skip
_PUBLISHER = f"{PREFIXES['dc']}publisher"
Fields = dict[str, list[Term]]


@dataclass(slots=True)
class Parts:
    """Things by IRI, each with its values by the local name of the property.

    `types` has the classes of entities, `outlets` the names of entities that are cited.
    """

    claims: dict[str, Fields] = field(default_factory=lambda: defaultdict(dict))
    documents: dict[str, Fields] = field(default_factory=lambda: defaultdict(dict))
    citations: dict[str, Fields] = field(default_factory=lambda: defaultdict(dict))
    types: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    first_types: dict[str, str] = field(default_factory=dict)
    outlets: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


class PartReader:
    """Reads the parts of one graph."""

    def __init__(self, store: Store, names: Names) -> None:
        self._store = store
        self._names = names
        term = names.term
        self._claim = {term(name): name for name in _CLAIM}
        self._document = {
            term("issued"): "issued", term("wire"): "wire", _PUBLISHER: "publisher",
        }  # fmt: skip
        self._outlet = term("citedOutlet")
        self._first = term("firstType")

    def whole(self) -> Parts:
        """The parts of every claim; as many queries as there are properties to read."""
        claim, document = (f"<{self._names.term(name)}>" for name in ("Claim", "Document"))
        return self._sorted(
            (
                self._ask(f"GRAPH ?g {{ ?s a {claim} }}", RDF_TYPE, claim),
                *(self._ask(f"GRAPH ?g {{ ?s <{p}> ?o }}", p) for p in self._claim),
                *(
                    self._ask(f"GRAPH ?g {{ ?s a {document} ; <{p}> ?o }}", p)
                    for p in self._document
                ),
                self._ask(f"GRAPH ?g {{ ?s <{self._outlet}> ?o }}", self._outlet),
                *self._entities("?s", (RDF_TYPE, self._first)),
                *self._entities(f"GRAPH ?g {{ ?c <{self._outlet}> ?s }}", _LABELS),
            )
        )

    def around(self, entities: Collection[str]) -> Parts:
        """The parts of the claims at these entities (slugs); one query, or one for each chunk."""
        found = []
        wanted, most = sorted(entities), self._store.max_values
        for start in range(0, len(wanted), most):
            rows = self._store.select(self._around(wanted[start : start + most]))
            found.append((str(row["s"]), str(row["p"]), row["o"]) for row in rows)
        return self._sorted(found)

    def _ask(self, pattern: str, name: str, value: str = "") -> Iterator[tuple[str, str, Term]]:
        columns = "?s" if value else "?s ?o"
        constant = Iri(value.strip("<>")) if value else None
        for row in self._store.select(f"SELECT {columns} WHERE {{ {pattern} }}"):
            yield str(row["s"]), name, constant or row["o"]

    def _entities(
        self, pattern: str, properties: Iterable[str]
    ) -> Iterator[Iterator[tuple[str, str, Term]]]:
        """Values of these properties in the graph of entities."""
        graph = self._names.graph(ENTITIES)
        before = "" if pattern == "?s" else f"{pattern} "
        for name in properties:
            yield self._ask(f"{before}GRAPH <{graph}> {{ ?s <{name}> ?o }}", name)

    def _around(self, entities: Iterable[str]) -> str:
        """One query for all parts: no engine must be asked twice for an expansion."""
        term, graph = self._names.term, self._names.graph(ENTITIES)
        listed = " ".join(f"<{self._names.entity(slug)}>" for slug in entities)
        ends = f"<{term('subject')}> <{term('object')}>"
        at = f"VALUES ?entity {{ {listed} }} VALUES ?end {{ {ends} }}"
        parts = " ".join(f"<{p}>" for p in (RDF_TYPE, *self._claim))
        of_document = " ".join(f"<{p}>" for p in self._document)
        return f"""SELECT DISTINCT ?s ?p ?o WHERE {{
          {{ {at} GRAPH ?g {{ ?s ?end ?entity . ?s ?p ?o }} VALUES ?p {{ {parts} }} }}
          UNION {{ {at} GRAPH ?g {{ ?c ?end ?entity . ?c <{term("document")}> ?s . ?s ?p ?o }}
                   VALUES ?p {{ {of_document} }} }}
          UNION {{ {at} GRAPH ?g {{ ?c ?end ?entity . ?c <{term("cited")}> ?s . ?s ?p ?o }}
                   VALUES ?p {{ <{self._outlet}> }} }}
          UNION {{ {at} GRAPH ?g {{ ?c ?end ?entity . ?c ?far ?s }} VALUES ?far {{ {ends} }}
                   GRAPH <{graph}> {{ ?s ?p ?o }} VALUES ?p {{ <{RDF_TYPE}> <{self._first}> }} }}
          UNION {{ {at} GRAPH ?g {{ ?c ?end ?entity . ?c <{term("cited")}> ?q .
                                   ?q <{self._outlet}> ?s }}
                   GRAPH <{graph}> {{ ?s ?p ?o }}
                   VALUES ?p {{ {" ".join(f"<{p}>" for p in _LABELS)} }} }} }}"""

    def _sorted(self, asked: Iterable[Iterable[tuple[str, str, Term]]]) -> Parts:
        """Each triple put where it belongs, which its property tells."""
        found = Parts()
        claim, local = self._names.term("Claim"), self._names.local
        claims: set[str] = set()
        for subject, name, value in (triple for rows in asked for triple in rows):
            if name == RDF_TYPE:
                if str(value) == claim:
                    claims.add(subject)
                else:
                    found.types[subject].add(local(str(value)))
            elif name in self._document and name not in self._claim:
                found.documents[subject].setdefault(self._document[name], []).append(value)
            elif name in self._claim:
                found.claims[subject].setdefault(self._claim[name], []).append(value)
            elif name == self._outlet:
                found.citations[subject].setdefault("outlet", []).append(value)
            elif name == self._first:
                found.first_types[subject] = local(str(value))
            else:
                found.outlets[subject].add(str(value))
        found.claims = {iri: found.claims[iri] for iri in sorted(claims)}
        return found


_LABELS = (RDFS_LABEL, SKOS_ALT_LABEL)
