"""Narrowing: the rows of a table whose claims hold, or were known, on a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from kg.answers.claims import Claims, SeenClaim
from kg.answers.documents import documents
from kg.answers.knowledge import Knowledge
from kg.errors import InvalidParameters
from kg.model.period import Holds
from kg.sparql.header import CLAIM
from kg.store.table import Table, text_of, with_text

HOLDS = "holds"  # the column that is added by valid_on: yes or unknown


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Keep rows whose claim holds on `valid_on`, or may, and was certainly known on `known_on`."""

    valid_on: date | None = None
    known_on: date | None = None

    def __bool__(self) -> bool:
        return self.valid_on is not None or self.known_on is not None

    def of(self, table: Table, knowledge: Knowledge) -> Table:
        """The rows that are kept, in their order; a row without a claim is not.

        With `valid_on` a column `holds` tells whether it is sure.
        """
        wanted = {knowledge.names.local(iri) for iri in table.values(CLAIM) if iri}
        claims = Claims(knowledge).these(wanted)
        known = self._known(knowledge)
        rows = []
        for row in table.rows:
            seen = claims.get(knowledge.names.local(text_of(row, CLAIM)))
            if seen is None or (known is not None and seen.claim.document not in known):
                continue
            holds = self._holds(seen)
            if holds is None:
                rows.append(row)
            elif holds is not Holds.NO:
                rows.append(with_text(row, HOLDS, holds))
        added = (HOLDS,) if self.valid_on else ()
        return Table((*table.variables, *added), tuple(rows), table.cut)

    def _holds(self, seen: SeenClaim) -> Holds | None:
        return seen.claim.validity.holds_on(self.valid_on) if self.valid_on else None

    def _known(self, knowledge: Knowledge) -> Collection[str] | None:
        """The documents that were out by then: by the latest day on which they may have been."""
        if self.known_on is None:
            return None
        return {
            slug
            for slug, card in documents(knowledge).items()
            if card.issued.latest is not None and card.issued.latest <= self.known_on
        }


def parse(valid_on: str | None, known_on: str | None, *, has_claims: bool) -> Narrowing:
    """Read the two days; raise InvalidParameters with everything that is wrong with them."""
    wrong: dict[str, str] = {}
    days: dict[str, date | None] = {}
    for name, text in (("valid_on", valid_on), ("known_on", known_on)):
        days[name] = None
        if not text:
            continue
        try:
            days[name] = date.fromisoformat(text)
        except ValueError:
            wrong[name] = f"'{text[:40]}' is not a day such as 2025-12-22"
        if not has_claims:
            wrong[name] = f"the rows of this query rest on no one claim (no column '{CLAIM}')"
    if wrong:
        raise InvalidParameters("the days cannot be used", wrong)
    return Narrowing(days["valid_on"], days["known_on"])
