"""Claims in a list: those that a filter allows, newest first, a page at a time.

The side index tells which; what they say is read from the store for the page alone.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from kg.answers.claims import Claims, SeenClaim
from kg.answers.condition import HOLDS, Condition
from kg.answers.expansion import check
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge
from kg.model.period import Holds

_MOST = 2**31  # as good as no limit, of which SQLite has no other word beside OFFSET


@dataclass(frozen=True, slots=True)
class Listed:
    """A claim of a list, and whether it holds on the day of the filter; None without a day."""

    seen: SeenClaim
    holds: Holds | None


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """Some claims of a list, and how many it has in all."""

    claims: tuple[Listed, ...]
    total: int


class ClaimList:
    """Lists the claims of one release."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def page(self, keep: ClaimFilter, *, start: int, size: int) -> ClaimPage:
        """The claims `start` to `start + size`, newest first; raise BrokenGraph.

        Newest is what is dated last where `valid_in` asks for dates, else what was published last.
        """
        found = self.ids(keep, start=start, size=size)
        by_id = {seen.claim.id: seen for seen in Claims(self.knowledge).some(i for i, _ in found)}
        claims = tuple(Listed(by_id[each], holds) for each, holds in found)
        return ClaimPage(claims, self.total(keep))

    def named(self, ids: Iterable[str], keep: ClaimFilter) -> ClaimPage:
        """Those of the claims with these ids that the filter allows, in the order of the ids.

        What is no claim is left out.
        """
        check(self.knowledge.index)
        wanted = tuple(dict.fromkeys(ids))
        holds = self._holds(wanted, keep)
        by_id = {seen.claim.id: seen for seen in Claims(self.knowledge).some(holds)}
        claims = tuple(Listed(by_id[each], holds[each]) for each in wanted if each in by_id)
        return ClaimPage(claims, len(claims))

    def all(self, keep: ClaimFilter) -> tuple[SeenClaim, ...]:
        """Every claim that the filter allows, which bounds them, by document and place."""
        ids = self.ids(keep, start=0, size=_MOST)
        return Claims(self.knowledge).some(name for name, _ in ids)

    def ids(
        self, keep: ClaimFilter, *, start: int, size: int
    ) -> tuple[tuple[str, Holds | None], ...]:
        """The ids of these claims, and whether they hold on the day of the filter."""
        condition = Condition(keep, self.knowledge.ontology)
        order = "c.issued_latest DESC, c.id" if keep.valid_in is None else "c.earliest DESC, c.id"
        check(self.knowledge.index)
        rows = self.knowledge.index.select(
            f"SELECT c.name, {condition.holds} FROM claim c WHERE {condition.claim} "
            f"ORDER BY {order} LIMIT :size OFFSET :start",
            condition.values | {"size": size, "start": start},
        )
        return tuple((name, None if holds is None else HOLDS[holds]) for name, holds in rows)

    def allowed(self, ids: Iterable[str], keep: ClaimFilter) -> frozenset[str]:
        """Those of the claims that the filter allows."""
        return frozenset(self._holds(ids, keep))

    def _holds(self, ids: Iterable[str], keep: ClaimFilter) -> dict[str, Holds | None]:
        """Those of the claims that the filter allows, and whether they hold on its day."""
        condition = Condition(keep, self.knowledge.ontology)
        rows = self.knowledge.index.select(
            f"SELECT c.name, {condition.holds} FROM claim c "
            f"WHERE c.name IN (SELECT value FROM json_each(:ids)) AND {condition.claim}",
            condition.values | {"ids": json.dumps(sorted(ids))},
        )
        return {name: None if holds is None else HOLDS[holds] for name, holds in rows}

    def total(self, keep: ClaimFilter) -> int:
        """How many claims the filter allows."""
        condition = Condition(keep, self.knowledge.ontology)
        ((number,),) = self.knowledge.index.select(
            f"SELECT COUNT(*) FROM claim c WHERE {condition.claim}", condition.values
        )
        return int(number)
