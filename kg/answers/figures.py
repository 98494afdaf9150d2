"""Figures: every figure of one entity or of all, entity by measure by date by source."""

from dataclasses import dataclass, replace
from datetime import date

from kg.answers.claim_list import ClaimList
from kg.answers.claims import SeenClaim
from kg.answers.entity import Entities
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge
from kg.answers.timeline import Meaning, when
from kg.model.period import Period


@dataclass(frozen=True, slots=True)
class Figure:
    """A claim with a figure, and the time for which it is given, if any."""

    seen: SeenClaim
    date: Period | None
    meaning: Meaning | None


def figures(
    knowledge: Knowledge, keep: ClaimFilter, entity: str | None = None
) -> tuple[Figure, ...]:
    """By entity, measure, unit and time; within one time by document. Undated ones come last.

    Raise NotFound; Moved where the entity was merged or renamed.
    """
    measures = {p.name for p in knowledge.ontology.properties.values() if p.is_measure}
    properties = frozenset(measures & keep.properties if keep.properties else measures)
    subjects = keep.subjects
    if entity is not None:
        Entities(knowledge).card(entity)
        subjects = frozenset({entity}) if not subjects or entity in subjects else frozenset()
    if not properties or (entity is not None and not subjects):
        return ()
    wanted = replace(keep, properties=properties, subjects=subjects)
    read = ClaimList(knowledge).all(wanted)
    return tuple(sorted((Figure(seen, *when(seen.claim)) for seen in read), key=_place))


def _place(figure: Figure) -> tuple[str, str, str, date, date, str, str]:
    claim = figure.seen.claim
    period = figure.date
    first = (period.earliest or period.latest) if period else None
    last = period.latest if period else None
    unit = getattr(claim.value, "unit", "")
    return (
        claim.subject, claim.property, unit, first or date.max, last or date.max,
        claim.document, claim.id,
    )  # fmt: skip
