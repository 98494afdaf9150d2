"""Paths: how entities are connected, each path with its sentences and quotes."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.deps import TURN, FilterDep, ServiceDep
from kg.answers.course import Course, Overlap, Search, Weight
from kg.answers.joining import joined
from kg.answers.paths import paths as between
from kg.write import connecting
from kg.write.path_shapes import PathsShape

router = APIRouter(tags=["entities"], dependencies=[TURN])
_NONE: list[str] = []


def course(
    hops: Annotated[int, Query(ge=1, description="at most so many hops, up to 6")] = 4,
    directed: Annotated[bool, Query(description="only from subject to object")] = False,
    without: Annotated[list[str], Query(description="entities to avoid")] = _NONE,
    without_property: Annotated[list[str], Query(description="properties to avoid")] = _NONE,
    via_type: Annotated[list[str], Query(description="only over entities of these types")] = _NONE,
    without_type: Annotated[list[str], Query(description="not over entities of these")] = _NONE,
    overlapping: Annotated[
        Overlap, Query(description="whether all hops have to hold on one day, or may")
    ] = Overlap.ANY,
) -> Course:
    """What a path may do."""
    return Course(
        hops, directed, frozenset(without), frozenset(without_property),
        frozenset(via_type), frozenset(without_type), overlapping,
    )  # fmt: skip


@router.get("/paths", response_model=PathsShape, name="paths")
def paths(
    service: ServiceDep,
    keep: FilterDep,
    along: Annotated[Course, Depends(course)],
    source: Annotated[str, Query(description="slug of the entity where paths begin")],
    target: Annotated[list[str], Query(description="where they end; of several: what joins all")],
    limit: Annotated[int, Query(gt=0, description="at most so many paths")] = 10,
    shortest: Annotated[bool, Query(description="only those of least weight")] = False,
    weight: Annotated[Weight, Query(description="what makes a path short")] = Weight.HOPS,
) -> PathsShape:
    """The paths between two entities, the shortest first, by claims between entities."""
    search, known = Search(along, limit, shortest, weight), service.knowledge
    if len(target) == 1:
        pair = between(known, (source, target[0]), keep, search, service.settings)
        return connecting.paths(pair, search, known, service.standing(pair.cards))
    several = joined(known, (source, *target), keep, search, service.settings)
    return connecting.joined(several, search, known, service.standing(several.cards))
