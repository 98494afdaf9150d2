"""Neighbourhoods: what surrounds an entity, in the formats of other programs, too."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.deps import TURN, AroundDep, Service, ServiceDep, page_size
from api.negotiation import choose
from api.problems import NotAcceptable
from kg.answers.bridges import Bridges
from kg.answers.claims import Claims
from kg.answers.cursor import Listing
from kg.answers.entity import Entities
from kg.answers.expansion import Expander
from kg.answers.neighbourhood import Neighbourhood, Reach
from kg.answers.neighbourhood import neighbourhood as around
from kg.errors import InvalidRequest
from kg.write import surroundings
from kg.write.shapes import CountsShape, NeighbourhoodShape
from kg.write.subgraph import FORMATS, SubgraphFormat, as_text

router = APIRouter(tags=["entities"], dependencies=[TURN])
_NAMES = ", ".join(each.name for each in FORMATS)
_FORMATS: dict[int | str, dict[str, object]] = {
    200: {"content": {each.media_type: {} for each in FORMATS[1:]}}
}


@router.get("/entities/{slug}/counts", response_model=CountsShape, name="counts")
def counts(service: ServiceDep, slug: str, keep: AroundDep) -> CountsShape:
    """How many edges surround an entity, by property, direction and kind: before expanding it."""
    Entities(service.knowledge).card(slug)
    found = Expander(service.knowledge).counts(slug, keep)
    return surroundings.counts(slug, found, service.knowledge)


@router.get(
    "/entities/{slug}/neighbourhood", response_model=NeighbourhoodShape, responses=_FORMATS,
    name="neighbourhood",
)  # fmt: skip
def neighbourhood(
    request: Request,
    service: ServiceDep,
    slug: str,
    keep: AroundDep,
    claims: Annotated[bool, Query(description="whether edges carry their claims")] = False,
    depth: Annotated[int, Query(ge=1, description="steps from the entity, up to 3")] = 1,
    bridges: Annotated[
        Bridges, Query(description="events and offices as nodes, or folded into an edge")
    ] = Bridges.NODES,
    format: Annotated[str | None, Query(description=f"{_NAMES}; before Accept")] = None,
    cursor: Annotated[str | None, Query(description="`next` of the page before")] = None,
    limit: Annotated[int | None, Query(gt=0, description="edges of the page")] = None,
) -> NeighbourhoodShape | Response:
    """The entities around one: edges with kinds and counts, the best supported first."""
    chosen = _chosen(request, format)
    _check_depth(service, depth)
    listing = Listing.of(service.knowledge.version, slug, keep.key, depth, bridges)
    found = around(
        service.knowledge, slug, keep, start=listing.start(cursor),
        size=page_size(service, limit), reach=Reach.of(service.settings, depth), shown=bridges,
    )  # fmt: skip
    following = None if found.following is None else listing.cursor(found.following)
    if chosen.name == "json":
        return _shape(service, found, following, claims=claims)
    text = as_text(found, service.knowledge, service.looks, chosen.name)
    following_page = {"Link": f'<?{_next(request, following)}>; rel="next"'} if following else {}
    return Response(text, headers=following_page, media_type=chosen.media_type)


def _next(request: Request, cursor: str) -> str:
    """The query of the next page: these formats have no room for a cursor."""
    return request.url.include_query_params(cursor=cursor).query


def _shape(
    service: Service, found: Neighbourhood, following: str | None, *, claims: bool
) -> NeighbourhoodShape:
    seen = None
    if claims:
        read = Claims(service.knowledge).some(each for edge in found.shown for each in edge.claims)
        seen = {each.claim.id: each for each in read}
    cards = service.cards if claims else found.cards
    standing = service.standing(found.cards)
    return surroundings.neighbourhood(found, service.knowledge, cards, following, seen, standing)


def _chosen(request: Request, name: str | None) -> SubgraphFormat:
    """The format of `format=`, else of the Accept header; a browser is given JSON."""
    if name is not None:
        found = next((each for each in FORMATS if each.name == name), None)
        if found is None:
            raise NotAcceptable(f"format '{name[:40]}' is not one of {_NAMES}.")
        return found
    accept = request.headers.get("accept")
    if accept and "text/html" in accept:
        return FORMATS[0]
    media_type = choose(accept, [each.media_type for each in FORMATS])
    if media_type is None:
        offered = ", ".join(each.media_type for each in FORMATS)
        raise NotAcceptable(f"a neighbourhood can be had as {offered}; or use format=.")
    return next(each for each in FORMATS if each.media_type == media_type)


def _check_depth(service: Service, depth: int) -> None:
    if depth > service.settings.max_depth:
        raise InvalidRequest(
            f"depth {depth} is over KG_MAX_DEPTH ({service.settings.max_depth}); ask for less."
        )
