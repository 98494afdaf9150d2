"""Condition: a ClaimFilter as a condition of the side index. What it means stands in the filter."""

import json
from collections.abc import Collection
from datetime import date

from kg.answers.filter import MAY_HOLD, ClaimFilter, Direction
from kg.model.ontology import Ontology
from kg.model.period import Holds, Period
from kg.store.claim_index import Value
from kg.store.index_writer import FIRST, KINDS, LAST, MODALITIES

HOLDS = (Holds.NO, Holds.UNKNOWN, Holds.YES)  # by number, the better the greater
_ALL = "1"


class Condition:
    """SQL over a claim `c` and a half edge `h`, with the values of its parameters."""

    def __init__(self, keep: ClaimFilter, ontology: Ontology) -> None:
        self.values: dict[str, Value] = {}
        own = self._own(keep, "c")
        self.plain = own == _ALL and keep.min_sources == 1
        self.claim = own
        if keep.min_sources > 1:
            self.values["min_sources"] = keep.min_sources
            self.claim += (
                " AND (SELECT COUNT(DISTINCT d.origin) FROM claim d WHERE d.said = c.said"
                f" AND {self._own(keep, 'd')}) >= :min_sources"
            )
        self.half = self._half(keep, ontology)
        self.edge = _ALL if self.plain else (
            f"EXISTS (SELECT 1 FROM claim c WHERE c.edge = h.edge AND {self.claim})"
        )  # fmt: skip
        self.holds = "NULL"
        if keep.valid_on is not None:
            self.holds = self._holds(keep.valid_on, "c")

    def _own(self, keep: ClaimFilter, c: str) -> str:
        """What a claim must be by itself."""
        parts = [
            self._numbers(f"{c}.kind", [KINDS[kind] for kind in keep.kinds]),
            self._numbers(f"{c}.modality", [MODALITIES[each] for each in keep.modalities]),
            self._names(f"{c}.subject", "subjects", keep.subjects),
            self._names(f"{c}.property", "properties", keep.properties),
            self._names(f"{c}.object", "objects", keep.objects),
            self._names(f"{c}.document", "documents", keep.documents),
            self._names(f"{c}.publisher", "publishers", keep.publishers),
        ]
        if keep.valid_on is not None:
            kept = [number for number, each in enumerate(HOLDS) if each in keep.holds]
            holds = self._holds(keep.valid_on, c)
            if keep.holds == MAY_HOLD:  # the cheaper way to say the usual
                parts.append(f"NOT {self._ruled_out(c)}")
            else:
                parts.append(self._numbers(f"({holds})", kept))
        if keep.known_on is not None:
            self.values["known_on"] = keep.known_on.toordinal()
            parts.append(f"{c}.issued_latest <= :known_on")
        if keep.valid_in is not None:
            parts.append(self._meets(f"{c}.earliest", f"{c}.latest", "valid", keep.valid_in))
        if keep.known_in is not None:
            parts.append(
                self._meets(f"{c}.issued_earliest", f"{c}.issued_latest", "known", keep.known_in)
            )
        return " AND ".join(part for part in parts if part != _ALL) or _ALL

    def _half(self, keep: ClaimFilter, ontology: Ontology) -> str:
        """Which way an edge must go, and to what."""
        parts = []
        if keep.direction is not Direction.BOTH:
            way = "h.incoming" if keep.direction is Direction.IN else "NOT h.incoming"
            parts.append(f"({way} OR h.other = h.entity)")
        if keep.neighbour_types:
            wanted = [
                name for name, term in ontology.classes.items()
                if keep.neighbour_types & {name, *term.ancestors}
            ]  # fmt: skip
            types = self._names("class", "neighbour_types", wanted)
            parts.append(f"h.other IN (SELECT entity FROM class WHERE {types})")
        return " AND ".join(parts) or _ALL

    def _holds(self, day: date, c: str) -> str:
        """The number of Period.holds_on for a day."""
        self.values["valid_on"] = day.toordinal()
        return (
            f"CASE WHEN {self._ruled_out(c)} THEN 0 "
            f"WHEN ({c}.seen_earliest = :valid_on AND {c}.seen_latest = :valid_on) "
            f"OR ({c}.from_latest <= :valid_on AND {c}.to_earliest >= :valid_on) THEN 2 ELSE 1 END"
        )

    def _ruled_out(self, c: str) -> str:
        """Whether a claim surely does not hold; an open or unknown end rules nothing out."""
        return f"(IFNULL({c}.from_earliest > :valid_on, 0) OR IFNULL({c}.to_latest < :valid_on, 0))"

    def _meets(self, earliest: str, latest: str, name: str, period: Period) -> str:
        first, last = period.earliest, period.latest
        self.values[f"{name}_first"] = FIRST if first is None else first.toordinal()
        self.values[f"{name}_last"] = LAST if last is None else last.toordinal()
        return f"{earliest} <= :{name}_last AND {latest} >= :{name}_first"

    def _numbers(self, column: str, wanted: Collection[int]) -> str:
        return f"{column} IN ({', '.join(map(str, sorted(wanted)))})" if wanted else _ALL

    def _names(self, column: str, name: str, wanted: Collection[str]) -> str:
        if not wanted:
            return _ALL
        self.values[name] = json.dumps(sorted(wanted))
        found = f"SELECT value FROM json_each(:{name})"
        return f"{column} IN (SELECT id FROM name WHERE text IN ({found}))"
