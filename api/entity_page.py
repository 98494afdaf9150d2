"""The page of an entity: everything that is known of it, without JavaScript."""

from fastapi import Request

from api.deps import Service
from api.pages import render
from kg.answers.conflicts import some
from kg.answers.entity import EntityPage
from kg.answers.filter import ClaimFilter
from kg.answers.neighbourhood import neighbourhood
from kg.answers.timeline import outline
from kg.write import citation, timing
from kg.write.conflict_shapes import ComparisonShape
from kg.write.conflicts import Sides
from kg.write.picture import MOST, neighbourhood_svg
from kg.write.portrait import documents_of, names_of, portrait
from kg.write.shapes import EntityShape

SHOWN = 6  # lines of a part that are not folded


def entity_page(
    request: Request, service: Service, page: EntityPage, keep: ClaimFilter, shape: EntityShape
) -> str:
    """The page of an entity whose claims the filter allows; `shape` is the same page as JSON."""
    knowledge, slug = service.knowledge, shape.id
    ontology = knowledge.ontology
    around = neighbourhood(knowledge, slug, keep, start=0, size=MOST)
    link = f"{request.scope.get('root_path', '')}/entities/"
    life = outline(knowledge, keep, slug)
    dated = life.dated[: service.settings.page_size]
    told = timing.timeline(life, dated, None, knowledge, slug, undated=False)
    return render(
        request, "entity.html", entity=shape, SHOWN=SHOWN, most=service.settings.page_size,
        type_label=ontology.classes[shape.type].label, filtered=not keep.is_plain,
        picture=neighbourhood_svg(around, knowledge, service.looks, link=link),
        known=portrait(page, shape, ontology), pairs=_pairs(service, shape),
        life=told.items, dated=told.dated, undated=told.undated,
        titles=service.documents.titles, sources=documents_of(shape), names=names_of(shape),
        dates={term.name for term in ontology.properties.values() if term.range == "EDTF"},
        citation=citation.entity(shape, knowledge, service.newest),
    )  # fmt: skip


def _pairs(service: Service, shape: EntityShape) -> list[ComparisonShape]:
    """Figures of the entity side by side, conflicts first; both claims are on the page."""
    there = {claim.id for claim in shape.claims}
    near = some(service.compared.found, ClaimFilter(), service.knowledge, entities=[shape.id])
    found = [each for each in near if {each.first.claim.id, each.second.claim.id} <= there]
    sides = Sides(found, service.knowledge, service.documents)
    return [sides.pair(each) for each in found]
