"""Backing: what one claim adds to an edge, so that a reader can leave it out and see what stays."""

from dataclasses import dataclass
from datetime import date

from kg.model.claim import Kind


@dataclass(frozen=True, slots=True)
class Backing:
    """One claim of an edge.

    `origin` counts from 0 within the edge: two claims of one origin are one source. `earliest` and
    `latest` are the days that the claim may mean, both None where it has no date; `first_seen` and
    `last_seen` those on which its document may have come out. None is an end that is not known.
    """

    claim: str
    document: str
    kind: Kind
    origin: int
    earliest: date | None
    latest: date | None
    first_seen: date | None
    last_seen: date | None
