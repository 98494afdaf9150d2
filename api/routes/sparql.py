"""The paths of the SPARQL protocols, and what other routes say of their answers."""

from typing import Annotated

from fastapi import Query

from api.deps import Service
from api.protocol.front import Protocol
from api.protocol.graphs import METHODS, GraphsEndpoint
from api.protocol.query import QueryEndpoint
from api.protocol.update import UpdateEndpoint
from kg.sparql.formats import offered
from kg.sparql.gate import Form as QueryForm

RESULTS: dict[int | str, dict[str, object]] = {
    200: {
        "description": "solutions, a boolean or a graph, in the format asked for",
        "content": {each.media_type: {} for form in QueryForm for each in offered(form)},
    }
}
FormatName = Annotated[str | None, Query(description="short name or media type; else Accept")]


def protocols(service: Service) -> list[Protocol]:
    """The endpoints and their paths; what is below /graphs/ is the name of a graph."""
    graphs = GraphsEndpoint(service)
    return [
        Protocol("/sparql", "GET, HEAD, POST, OPTIONS", QueryEndpoint(service)),
        Protocol("/update", "POST, OPTIONS", UpdateEndpoint(service)),
        Protocol("/graphs", METHODS, graphs),
        Protocol("/graphs/", METHODS, graphs),
    ]
