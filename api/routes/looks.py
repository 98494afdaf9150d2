"""The style sheet of kinds and classes."""

from fastapi import APIRouter
from fastapi.responses import Response

from api.deps import ServiceDep
from kg.write.look_sheet import style_sheet

router = APIRouter(include_in_schema=False)


@router.get("/looks.css", name="looks")
async def looks(service: ServiceDep) -> Response:
    """Colours by kind and class, from web/looks.json."""
    return Response(style_sheet(service.looks), media_type="text/css")
