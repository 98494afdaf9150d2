"""The ontology, as the graph has it."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.deps import ServiceDep
from api.protocol.answering import Answering
from api.protocol.query import chosen_format
from api.routes.sparql import RESULTS, FormatName
from kg.sparql.gate import Form
from kg.store.engine import Answer
from kg.vocab import ONTOLOGY

router = APIRouter(tags=["ontology"])


@router.get("/ontology", responses=RESULTS, response_class=Response)
async def ontology(request: Request, service: ServiceDep, format: FormatName = None) -> Response:
    """Classes, properties, units and concepts, as RDF."""
    names = service.knowledge.names
    accept = request.headers.get("accept")
    chosen = chosen_format(Form.GRAPH, format or _browser(request), accept)
    wanted = Answer(
        query="CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        media_type=chosen.media_type,
        union=False,
        default_graphs=(names.graph(ONTOLOGY),),
        named_graphs=(),
        prefixes=names.prefixes(),
        bounded=True,
    )
    conditions = service.conditions(request)
    return Answering(lambda: service.runner.run(wanted, conditions), chosen.media_type)


def _browser(request: Request) -> str | None:
    """A browser takes no RDF; it is given Turtle to read."""
    return "turtle" if "text/html" in request.headers.get("accept", "") else None
