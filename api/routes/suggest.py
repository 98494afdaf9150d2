"""Suggestions of the reconciliation API: entities, types and properties, as somebody types."""

from collections.abc import Sequence
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from api.deps import TURN, Page, Service, ServiceDep
from api.jsonp import CallbackDep, sent
from api.reconcile_asked import Reading, current
from kg.answers.wish import link, links
from kg.errors import InvalidRequest, NotFound
from kg.write import reconciling
from kg.write.reconcile_shapes import (
    FlyoutShape,
    ProposalShape,
    SuggestedEntitiesShape,
    SuggestedPropertiesShape,
    SuggestedTypesShape,
)

router = APIRouter(prefix="/reconcile", tags=["reconciliation"], dependencies=[TURN])
_T = TypeVar("_T")


def _part(
    service: ServiceDep,
    cursor: Annotated[int, Query(ge=0, lt=10**9, description="how many to leave out")] = 0,
    limit: Annotated[int | None, Query(gt=0, description="how many, at most")] = None,
) -> Page:
    settings = service.settings
    size = settings.page_size if limit is None else limit
    if size > settings.max_page_size:
        raise InvalidRequest(f"limit {size} is over KG_MAX_PAGE_SIZE ({settings.max_page_size}).")
    return Page(cursor, size)


PartDep = Annotated[Page, Depends(_part)]


def _prefix(
    service: ServiceDep,
    prefix: Annotated[str, Query(description="the beginning of a name; empty lists all")] = "",
) -> str:
    longest = service.settings.max_search_length
    if len(prefix) > longest:
        raise InvalidRequest(
            f"prefix has {len(prefix):,} letters, over KG_MAX_SEARCH_LENGTH ({longest})."
        )
    return prefix.strip()


PrefixDep = Annotated[str, Depends(_prefix)]


def _of(part: Page, found: Sequence[_T]) -> Sequence[_T]:
    return found[part.start : part.start + part.size]


@router.get("/suggest/entity", response_model=SuggestedEntitiesShape)
def suggest_entity(
    service: ServiceDep, prefix: PrefixDep, part: PartDep, callback: CallbackDep
) -> Response:
    """Entities with a name that begins or goes so, misspelt or not, the best first."""
    ontology = service.knowledge.ontology
    hits = _of(part, service.search.find(prefix))
    shapes = [reconciling.suggested_entity(hit.card, ontology) for hit in hits]
    return sent(SuggestedEntitiesShape(result=shapes), callback)


@router.get("/suggest/type", response_model=SuggestedTypesShape)
def suggest_type(
    service: ServiceDep, prefix: PrefixDep, part: PartDep, callback: CallbackDep
) -> Response:
    """Classes of entities with a word that begins so."""
    ontology = service.knowledge.ontology
    terms = [
        term
        for term in sorted(ontology.classes.values(), key=lambda term: term.label)
        if reconciling.ROOT in (term.name, *term.ancestors)
        and _begins(prefix, term.name, *term.labels.values())
    ]
    shapes = [reconciling.suggested_type(term, ontology) for term in _of(part, terms)]
    return sent(SuggestedTypesShape(result=shapes), callback)


@router.get("/suggest/property", response_model=SuggestedPropertiesShape)
def suggest_property(
    service: ServiceDep, prefix: PrefixDep, part: PartDep, callback: CallbackDep
) -> Response:
    """Properties, and their inverses, with a word that begins so."""
    found = [
        each
        for each in links(service.knowledge.ontology)
        if _begins(prefix, each.id, each.label, *each.labels)
    ]
    shapes = [reconciling.suggested_property(each) for each in _of(part, found)]
    return sent(SuggestedPropertiesShape(result=shapes), callback)


def _begins(prefix: str, *names: str) -> bool:
    start = prefix.casefold()
    return any(
        name.casefold().startswith(start) or f" {start}" in name.casefold() for name in names
    )


@router.get("/properties", response_model=ProposalShape)
def properties(
    service: ServiceDep,
    part: PartDep,
    callback: CallbackDep,
    type: Annotated[str, Query(description="a class; empty means any")] = "",
) -> Response:
    """Properties that entities of a class have, those of most entities first."""
    name = _class_of(service, type)
    found = _of(part, service.extension.proposed(name))
    shapes = [reconciling.suggested_property(each) for each in found]
    return sent(
        ProposalShape(properties=shapes, type=name or reconciling.ROOT, limit=part.size), callback
    )


@router.get("/flyout/{what}", response_model=FlyoutShape)
def flyout(
    service: ServiceDep,
    what: str,
    callback: CallbackDep,
    id: Annotated[str, Query(description="an entity, type or property")],
) -> Response:
    """A few words about an entity, a type or a property."""
    ontology = service.knowledge.ontology
    if what == "entity":
        card = current(service, id)
        words = reconciling.description(card, ontology)
        return sent(reconciling.flyout(card.slug, card.label, words), callback)
    if what == "type":
        term = ontology.classes[_class_of(service, id) or reconciling.ROOT]
        return sent(reconciling.flyout(term.name, term.label, term.definition), callback)
    if what == "property":
        found = link(ontology, id)
        words = reconciling.suggested_property(found).description
        return sent(reconciling.flyout(found.id, found.label, words), callback)
    raise NotFound(f"no flyout of '{what[:40]}'; there are entity, type and property.")


def _class_of(service: Service, name: str) -> str | None:
    """The class of this name, None for an empty one; raise NotFound."""
    found = Reading(service).type(name) if name else None
    if name and found is None:
        raise NotFound(f"no type '{name[:80]}'. They are at /reconcile/suggest/type.")
    return found
