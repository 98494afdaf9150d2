"""The ontology, as the graph has it."""

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from api.deps import ServiceDep
from api.routes.sparql import RESULTS, FormatName, choose_format
from kg.sparql.gate import Form
from kg.store.engine import Answer
from kg.vocab import ONTOLOGY

router = APIRouter(tags=["ontology"])


@router.get("/ontology", responses=RESULTS, response_class=StreamingResponse)
def ontology(request: Request, service: ServiceDep, format: FormatName = None) -> StreamingResponse:
    """Classes, properties, units and concepts, as RDF."""
    names = service.knowledge.names
    chosen = choose_format(request, Form.GRAPH, format or _browser(request))
    wanted = Answer(
        query="CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        media_type=chosen.media_type,
        union=False,
        default_graphs=(names.graph(ONTOLOGY),),
        named_graphs=(),
        prefixes=names.prefixes(),
    )
    return StreamingResponse(service.pool.run(wanted), media_type=chosen.media_type)


def _browser(request: Request) -> str | None:
    """A browser takes no RDF; it is given Turtle to read."""
    return "turtle" if "text/html" in request.headers.get("accept", "") else None
