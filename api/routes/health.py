"""Is it alive, and can it answer?"""

from fastapi import APIRouter

from api.deps import ServiceDep

router = APIRouter(tags=["service"])


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """Alive."""
    return {"status": "alive"}


@router.get("/readyz")
def readyz(service: ServiceDep) -> dict[str, str | int]:
    """Ready: the store answers; with the size and version of what it holds."""
    return {
        "status": "ready",
        "version": service.knowledge.version,
        "quads": len(service.knowledge.store),
    }
