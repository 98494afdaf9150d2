"""The feed of corrections: what was withdrawn or changed after it was published, and why."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.deps import ServiceDep
from api.negotiation import choose
from api.problems import NotAcceptable
from kg.errors import NotFound
from kg.write import changing

router = APIRouter(tags=["documents"])
_OFFERED = (changing.JSON_FEED, "application/json", changing.ATOM, "application/xml", "text/xml")
_FORMATS = {"json": changing.JSON_FEED, "atom": changing.ATOM}


@router.get(
    "/changes", response_class=Response,
    responses={200: {"content": {changing.JSON_FEED: {}, changing.ATOM: {}}}},
)  # fmt: skip
def changes(request: Request, service: ServiceDep, format: str | None = None) -> Response:
    """The log of corrections as JSON Feed or Atom (`format=json|atom`), the newest first.

    Only where this server has the curated files (KG_TEXTS).
    """
    found = service.articles.corrections
    if found is None:
        raise NotFound("this server has no curated files (KG_TEXTS), and so no log of corrections.")
    accept = request.headers.get("accept")
    kind = _FORMATS.get(format or "") if format else choose(accept, _OFFERED) or changing.JSON_FEED
    if kind is None:
        raise NotAcceptable(f"'{format}' is no format of a feed; there are json and atom.")
    is_atom = kind not in _OFFERED[:2]
    write = changing.atom if is_atom else changing.json_feed
    base = service.knowledge.names.base
    text = write(found, base, str(request.url_for("changes")))
    media_type = changing.ATOM if is_atom else kind
    return Response(text, media_type=media_type)
