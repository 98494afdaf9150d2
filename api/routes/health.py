"""Is it alive, and can it answer?"""

from fastapi import APIRouter

from api.deps import ServiceDep
from kg.sparql.relay import Relay

router = APIRouter(tags=["service"])


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """Alive."""
    return {"status": "alive"}


@router.get("/readyz")
async def readyz(service: ServiceDep) -> dict[str, str | int | bool]:
    """Ready: queries are answered, by workers here or by the engine behind the store's URL.

    `workers_isolated`: are they cut off from the network? `quads` of a graph elsewhere are those
    that it had when this server started.
    """
    found: dict[str, str | int | bool] = {
        "status": "ready",
        "version": service.version,
        "quads": service.knowledge.release.quads,
    }
    if isinstance(service.runner, Relay):
        return found | {"store": "remote", "engine": await service.runner.ready()}
    if service.pool:
        found["workers_isolated"] = await service.pool.ready()
    return found | {"store": "embedded"}
