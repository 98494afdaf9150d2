"""Moments: when something is said to hold of an entity, or was written about it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kg.answers.documents import documents
from kg.answers.knowledge import Knowledge
from kg.answers.reading import reading
from kg.model.period import Period

_Span = tuple[date, date]  # first and last day; an open end is the end of the calendar


@dataclass(frozen=True, slots=True)
class Moments:
    """Of each entity the spans of its claims and the dates of their documents."""

    spans: Mapping[str, frozenset[_Span]]

    @classmethod
    def read(cls, knowledge: Knowledge) -> "Moments":
        """All spans of all entities, in one query.

        The end of a claim that says none is open: it may still hold.
        """
        names = knowledge.names
        term, start = names.term, names.entity("")
        rows = knowledge.store.select(f"""
            SELECT DISTINCT ?entity ?document ?earliest ?latest WHERE {{ GRAPH ?g {{
              ?claim a <{term("Claim")}> ; <{term("document")}> ?document ; ?part ?entity .
              OPTIONAL {{ ?claim <{term("earliest")}> ?earliest }}
              OPTIONAL {{ ?claim <{term("latest")}> ?latest }}
              FILTER (ISIRI(?entity)) }} }}""")
        issued = {names.document(slug): card.issued for slug, card in documents(knowledge).items()}
        found: defaultdict[str, set[_Span]] = defaultdict(set)
        for row in rows:
            entity = str(row["entity"])
            if not entity.startswith(start):
                continue  # a class, property, state, document
            with reading(entity, "an entity"):
                spans = found[entity.removeprefix(start)]
                if written := issued.get(str(row["document"])):
                    spans.add(_span(written.earliest, written.latest))
                if "earliest" in row or "latest" in row:
                    first, last = (
                        date.fromisoformat(str(row[end])) if end in row else None
                        for end in ("earliest", "latest")
                    )
                    spans.add(_span(first, last))
        return cls({slug: frozenset(spans) for slug, spans in found.items()})

    def within(self, period: Period) -> frozenset[str]:
        """The entities with a span that meets the period."""
        first, last = _span(period.earliest, period.latest)
        return frozenset(
            slug
            for slug, spans in self.spans.items()
            if any(start <= last and first <= end for start, end in spans)
        )


def _span(first: date | None, last: date | None) -> _Span:
    return first or date.min, last or date.max
