"""rdflib-endpoint over one file of N-Triples: `uvicorn bench.rdflib_peer:app` with PEER_FILE."""

import os

from rdflib import Graph
from rdflib_endpoint import SparqlEndpoint

app = SparqlEndpoint(path="/sparql", graph=Graph().parse(os.environ["PEER_FILE"], format="nt"))
