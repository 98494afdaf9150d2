"""The measured queries, over the synthetic graph."""

from urllib.parse import urlencode

from bench.synthetic import TERMS, Synthetic

DESCRIBED = 500  # different entities, so that no engine answers from one hot page
JSON = "application/sparql-results+json"
ENTITY = "SELECT ?p ?o WHERE { <%s> ?p ?o }"
MEDIUM = f"""PREFIX : <{TERMS}>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?zone ?label ?chinese ?alternative ?country ?since ?director WHERE {{
  ?zone a :Zone ; rdfs:label ?label FILTER(lang(?label) = 'en')
  OPTIONAL {{ ?zone rdfs:label ?chinese FILTER(lang(?chinese) = 'zh') }}
  OPTIONAL {{ ?zone skos:altLabel ?alternative }}
  OPTIONAL {{ ?zone :country ?country }}
  OPTIONAL {{ ?zone :since ?since }}
  OPTIONAL {{ ?director :directs ?zone }}
}} LIMIT 1000"""
LARGE = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"


def descriptions(graph: Synthetic) -> list[str]:
    """The description query of entities spread over the graph."""
    step = max(1, len(graph.entities) // DESCRIBED)
    return [ENTITY % iri for iri in graph.entities[::step][:DESCRIBED]]


def target(path: str, query: str) -> str:
    """The query in the address of the endpoint."""
    return f"{path}?{urlencode({'query': query})}"
