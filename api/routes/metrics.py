"""What the server counts of itself, for Prometheus to fetch."""

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from api.deps import ServiceDep

router = APIRouter(tags=["service"])


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
async def metrics(service: ServiceDep) -> Response:
    """Requests, queries, writes and workers, in the text format of Prometheus."""
    if service.pool:
        service.measures.load(**service.pool.load())
    service.measures.data_is(service.version, service.knowledge.release.quads)
    text = generate_latest(service.measures.registry)
    return Response(text, headers={"Content-Type": CONTENT_TYPE_LATEST})
