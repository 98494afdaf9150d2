"""Excerpt: what the graph says of some entities and claims, as triples."""

from collections.abc import Iterable, Iterator

from kg.answers.expansion import Edge
from kg.answers.knowledge import Knowledge
from kg.model.claim import Claim
from kg.model.term import Iri, Term
from kg.vocab import ENTITIES, FACTS, PREFIXES, RDF_TYPE, RDFS_LABEL

Triple = tuple[Iri, Iri, Term]
Link = tuple[str, str, str]  # subject, property, object, by their names


def excerpt(
    knowledge: Knowledge, entities: Iterable[str], edges: Iterable[Edge]
) -> tuple[Triple, ...]:
    """The claims of the edges with their evidence, citations and statements; the direct triples
    that stand for them; and the names and classes of the entities. In one order, each once.
    """
    listed = list(edges)
    claims = {each for edge in listed for each in edge.claims}
    links = {(edge.subject, edge.property, edge.object) for edge in listed}
    return _excerpt(knowledge, entities, claims, links)


def excerpt_of_claims(knowledge: Knowledge, claims: Iterable[Claim]) -> tuple[Triple, ...]:
    """The same of claims and of the entities that they lead from and to."""
    listed = list(claims)
    links = {(each.subject, each.property, each.object) for each in listed if each.object}
    ends = {end for subject, _, target in links for end in (subject, target)}
    subjects = {each.subject for each in listed}
    return _excerpt(knowledge, ends | subjects, {each.id for each in listed}, links)


def _excerpt(
    knowledge: Knowledge, entities: Iterable[str], claims: Iterable[str], links: Iterable[Link]
) -> tuple[Triple, ...]:
    reader = _Reader(knowledge)
    found = set(reader.of_claims(sorted(claims)))
    found |= set(reader.of_entities(sorted(set(entities))))
    found |= set(reader.facts(links))
    return tuple(sorted(found, key=lambda each: tuple(map(repr, each))))


class _Reader:
    def __init__(self, knowledge: Knowledge) -> None:
        self._store, self._names = knowledge.store, knowledge.names

    def of_claims(self, claims: list[str]) -> Iterator[Triple]:
        term = self._names.term
        for listed in self._chunks(self._names.claim(each) for each in claims):
            yield from self._select(f"""
                PREFIX oa: <{PREFIXES["oa"]}> PREFIX prov: <{PREFIXES["prov"]}>
                SELECT DISTINCT ?s ?p ?o WHERE {{ GRAPH ?g {{ VALUES ?claim {{ {listed} }}
                  {{ ?claim ?p ?o . BIND(?claim AS ?s) }}
                  UNION {{ ?claim prov:wasDerivedFrom ?s . ?s ?p ?o }}
                  UNION {{ ?claim prov:wasDerivedFrom ?e . ?e oa:hasSelector ?s . ?s ?p ?o }}
                  UNION {{ ?claim <{term("cited")}> ?s . ?s ?p ?o }}
                  UNION {{ ?claim <{term("statement")}> ?s . ?s ?p ?o }} }} }}""")

    def of_entities(self, entities: list[str]) -> Iterator[Triple]:
        graph = self._names.graph(ENTITIES)
        for listed in self._chunks(self._names.entity(each) for each in entities):
            yield from self._select(f"""
                SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {listed} }}
                  VALUES ?p {{ <{RDF_TYPE}> <{RDFS_LABEL}> }}
                  GRAPH <{graph}> {{ ?s ?p ?o }} }}""")

    def facts(self, links: Iterable[Link]) -> Iterator[Triple]:
        """The direct triples among the links."""
        entity, term = self._names.entity, self._names.term
        wanted = {(entity(s), term(p), entity(o)) for s, p, o in links}
        for listed in self._chunks(sorted({subject for subject, _, _ in wanted})):
            for triple in self._select(f"""
                SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {listed} }}
                  GRAPH <{self._names.graph(FACTS)}> {{ ?s ?p ?o }} }}"""):
                if tuple(map(str, triple)) in wanted:
                    yield triple

    def _chunks(self, iris: Iterable[str]) -> Iterator[str]:
        found, most = [f"<{iri}>" for iri in iris], self._store.max_values
        for start in range(0, len(found), most):
            yield " ".join(found[start : start + most])

    def _select(self, query: str) -> Iterator[Triple]:
        for row in self._store.select(query):
            yield Iri(str(row["s"])), Iri(str(row["p"])), row["o"]
