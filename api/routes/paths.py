"""Paths: how two entities are connected, each path with its sentences and quotes."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import TURN, FilterDep, ServiceDep
from kg.answers.course import Course, Search, Weight
from kg.answers.paths import paths as between
from kg.write import connecting
from kg.write.path_shapes import PathsShape

router = APIRouter(tags=["entities"], dependencies=[TURN])
_NONE: list[str] = []


@router.get("/paths", response_model=PathsShape, name="paths")
def paths(
    service: ServiceDep,
    keep: FilterDep,
    source: Annotated[str, Query(description="slug of the entity where paths begin")],
    target: Annotated[str, Query(description="slug of the entity where they end")],
    hops: Annotated[int, Query(ge=1, description="at most so many hops, up to 6")] = 4,
    limit: Annotated[int, Query(gt=0, description="at most so many paths")] = 10,
    shortest: Annotated[bool, Query(description="only those of least weight")] = False,
    directed: Annotated[bool, Query(description="only from subject to object")] = False,
    weight: Annotated[Weight, Query(description="what makes a path short")] = Weight.HOPS,
    without: Annotated[list[str], Query(description="entities to avoid")] = _NONE,
    without_property: Annotated[list[str], Query(description="properties to avoid")] = _NONE,
) -> PathsShape:
    """The paths between two entities, the shortest first, by claims between entities."""
    course = Course(hops, directed, frozenset(without), frozenset(without_property))
    search = Search(course, limit, shortest, weight)
    found = between(service.knowledge, (source, target), keep, search, service.settings)
    return connecting.paths(found, search, service.knowledge)
