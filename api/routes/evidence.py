"""Evidence: everything that a person reads of a link or of an entity, in one answer."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import TURN, AroundDep, Service, ServiceDep
from kg.answers.entity import Entities
from kg.errors import InvalidRequest
from kg.write import evidence as writing
from kg.write.evidence_shapes import EvidenceOfShape, FactsShape

router = APIRouter(tags=["page"], dependencies=[TURN])


@router.get("/evidence", response_model=EvidenceOfShape, name="evidence")
def evidence(
    service: ServiceDep,
    claim: Annotated[list[str], Query(description="ids of claims, up to KG_MAX_PAGE_SIZE")],
) -> EvidenceOfShape:
    """Claims with their quotes in context, their sources, what says the same or otherwise, and
    with words to cite and to report them."""
    most = service.settings.max_page_size
    if len(claim) > most:
        raise InvalidRequest(f"{len(claim)} claims; at most {most} (KG_MAX_PAGE_SIZE).")
    return writing.evidence(claim, service.compared.found, _library(service))


@router.get("/entities/{slug}/facts", response_model=FactsShape, name="facts")
def facts(service: ServiceDep, slug: str, keep: AroundDep) -> FactsShape:
    """Figures, dates, states and offices of an entity, with their quotes, and which of them differ
    and why."""
    page = Entities(service.knowledge).page(slug, keep)
    return writing.facts(
        page, service.compared.found, _library(service), most=service.settings.max_page_size
    )


def _library(service: Service) -> writing.Library:
    return writing.Library(service.knowledge, service.documents, service.articles, service.newest)
