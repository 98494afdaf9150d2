"""Origins: where what claims say comes from, and how many independent ones say the same."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from kg.answers.expansion import Expander
from kg.answers.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Said:
    """The origin of a claim, how many origins say the same, and the claims that do, by id."""

    origin: str
    sources: int
    claims: tuple[str, ...]


def said(knowledge: Knowledge, ids: Collection[str], subjects: Collection[str]) -> dict[str, Said]:
    """For each of these claims of these subjects what backs it. A deprecated one is left out.

    Claims say the same where subject, property, object or figure, and polarity are the same.
    """
    with Expander(knowledge).index(subjects) as index:
        rows = index.select(_SAID, {"ids": json.dumps(sorted(ids))})
    origins: dict[str, set[str]] = {}
    claims: dict[str, list[str]] = {}
    own: dict[str, str] = {}
    for name, origin, other, others_origin in rows:
        own[name] = origin
        origins.setdefault(name, set()).add(others_origin)
        claims.setdefault(name, []).append(other)
    return {
        name: Said(origin, len(origins[name]), tuple(claims[name])) for name, origin in own.items()
    }


_SAID = """
    SELECT c.name, (SELECT text FROM name WHERE id = c.origin), d.name,
      (SELECT text FROM name WHERE id = d.origin)
    FROM claim c JOIN claim d ON d.said = c.said
    WHERE c.name IN (SELECT value FROM json_each(:ids)) ORDER BY c.name, d.name"""
