"""What tests of /sparql share: queries, the ways to ask them, and what comes back."""

from collections.abc import Callable

from httpx2 import Response
from starlette.testclient import TestClient

PREFIXES = (
    "PREFIX gbo: <https://gba.example/ontology#> PREFIX id: <https://gba.example/id/> "
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
)
SELECT = (
    PREFIXES + "SELECT ?label ?where { id:east-port rdfs:label ?label ; gbo:locatedIn ?where "
    "FILTER (?where = id:harbour-city) } ORDER BY ?label"
)
ASK = PREFIXES + "ASK { id:east-port gbo:locatedIn id:harbour-city }"
CONSTRUCT = PREFIXES + "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"
DESCRIBE = PREFIXES + "DESCRIBE id:east-port"
Asking = Callable[[TestClient, str], Response]
RESULTS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
GRAPHS = {
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "nquads": "application/n-quads",
    "trig": "application/trig",
}


def media_type(response: Response) -> str:
    return str(response.headers["content-type"]).partition(";")[0]


def get(client: TestClient, query: str, accept: str = "*/*", **parameters: str) -> Response:
    return client.get("/sparql", params={"query": query, **parameters}, headers={"Accept": accept})


def by_form(client: TestClient, query: str) -> Response:
    return client.post("/sparql", data={"query": query})


def direct(client: TestClient, query: str) -> Response:
    headers = {"Content-Type": "application/sparql-query"}
    return client.post("/sparql", content=query.encode(), headers=headers)


def detail(response: Response, status: int) -> str:
    """The text of a problem document."""
    assert response.status_code == status, response.text
    assert media_type(response) == "application/problem+json"
    body = response.json()
    assert body["status"] == status
    assert body.keys() == {"type", "title", "status", "detail"}
    return str(body["detail"])
