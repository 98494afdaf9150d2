"""Is it alive, and can it answer?"""

from fastapi import APIRouter

from api.deps import ServiceDep

router = APIRouter(tags=["service"])


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """Alive."""
    return {"status": "alive"}


@router.get("/readyz")
def readyz(service: ServiceDep) -> dict[str, str | int | bool]:
    """Ready: the store answers, and so do query workers; are they cut off from the network?"""
    return {
        "status": "ready",
        "version": service.knowledge.version,
        "quads": len(service.knowledge.store),
        "workers_isolated": service.pool.isolated,
    }
