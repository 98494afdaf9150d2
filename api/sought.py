"""What a search for entities was given: words and filters, as they stood in the URL."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query

from api.deps import ServiceDep
from kg.answers.search import EntityFilter
from kg.errors import InvalidRequest


@dataclass(frozen=True, slots=True)
class Asked:
    """The words and filters of a search; `keep` is what the filters mean."""

    q: str
    type: str | None
    documents: tuple[str, ...]
    period: str | None
    keep: EntityFilter

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """Names and values, as a URL has them."""
        given = [("q", self.q), ("type", self.type), ("period", self.period)]
        given += [("document", name) for name in self.documents]
        return [(name, value) for name, value in given if value]


def _asked(
    service: ServiceDep,
    q: Annotated[str, Query(description="a name or a part of one; empty lists all")] = "",
    type: Annotated[str | None, Query(description="only this class, with narrower ones")] = None,
    document: Annotated[
        list[str], Query(description="only entities of one of these documents")
    ] = [],  # noqa: B006
    period: Annotated[
        str | None,
        Query(
            description="only entities with a claim that holds, or may, or whose document was "
            "issued, in this EDTF date or interval: 2025, 2025-12, 2024/2026-03"
        ),
    ] = None,
) -> Asked:
    longest = service.settings.max_search_length
    if len(q) > longest:
        raise InvalidRequest(
            f"q has {len(q):,} letters, over KG_MAX_SEARCH_LENGTH ({longest}); give fewer words."
        )
    type, period = type or None, period or None  # a form sends what is not chosen as empty
    chosen = tuple(filter(None, document))
    keep = EntityFilter.parse(service.knowledge.ontology, service.documents, type, chosen, period)
    return Asked(q, type, chosen, period, keep)


AskedDep = Annotated[Asked, Depends(_asked)]
