"""Compare: two entities side by side."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import TURN, FilterDep, ServiceDep, page_size
from kg.answers.comparison import Part, Where
from kg.answers.comparison import compare as side_by_side
from kg.answers.cursor import Listing
from kg.write import comparing
from kg.write.comparison_shapes import ComparedShape

router = APIRouter(tags=["entities"], dependencies=[TURN])
_PARTS: list[Part] = []
_PLACES: list[Where] = []


@router.get("/compare", response_model=ComparedShape, name="compare")
def compare(
    service: ServiceDep,
    keep: FilterDep,
    a: Annotated[str, Query(description="slug of an entity")],
    b: Annotated[str, Query(description="slug of another entity")],
    part: Annotated[list[Part], Query(description="only these parts; else all")] = _PARTS,
    where: Annotated[list[Where], Query(description="only what is said of both, a or b")] = _PLACES,
    cursor: Annotated[str | None, Query(description="`next` of the page before")] = None,
    limit: Annotated[int | None, Query(gt=0, description="rows of the page")] = None,
) -> ComparedShape:
    """Two entities side by side: facts, figures, events, statements and neighbours, those in common
    first."""
    wanted = sorted(set(part)), sorted(set(where))
    listing = Listing.of(service.knowledge.version, "compare", a, b, *wanted, keep.key)
    start, size = listing.start(cursor), page_size(service, limit)
    found = side_by_side(service.knowledge, a, b, keep)
    rows = found.some(*wanted)
    more = listing.cursor(start + size) if start + size < len(rows) else None
    page = rows[start : start + size]
    return comparing.compared(found, page, len(rows), more, service.knowledge, keep.valid_on)
