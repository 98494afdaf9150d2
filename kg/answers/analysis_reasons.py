"""Reasons: which claims make what an analysis found, read for one page of it."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import networkx as nx

from kg.answers.analysis import undirected
from kg.answers.analysis_links import Selection, neighbours, pair_claims
from kg.answers.analysis_rows import Bridge, Community, CutPoint, Member, Part, Scored
from kg.store.claim_index import ClaimIndex

SHOWN = 10  # members of a community, entities of a part, that are told by name
JOINS = 5  # links of a community that are shown with their claims


@dataclass(frozen=True, slots=True)
class Link:
    """All claims that link two entities, the firmest kind first, and their documents."""

    a: str
    b: str
    claims: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """The links of an entity by one property and direction, and a claim for an example."""

    property: str
    direction: str
    neighbours: int
    claims: int
    example: str


@dataclass(frozen=True, slots=True)
class MadeOf:
    """What links an entity, the properties with most neighbours first."""

    shares: tuple[Share, ...]
    claims: int
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RankedWhy:
    """A ranked entity, what links it, and the links of those who give most to a PageRank."""

    scored: Scored
    made_of: MadeOf
    givers: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CommunityWhy:
    """A community, the members that are shown, and the best supported links between them.

    `asked` are those of its members that were asked for; they are shown first.
    """

    community: Community
    asked: tuple[Member, ...]
    shown: tuple[Member, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class BridgeWhy:
    """A bridge, and the claims that make it."""

    bridge: Bridge
    link: Link


@dataclass(frozen=True, slots=True)
class PartWhy:
    """A part, and the links by which it hangs on an entity (of many, some)."""

    part: Part
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PointWhy:
    """An entity that holds parts together, and how."""

    point: CutPoint
    parts: tuple[PartWhy, ...]


@dataclass(frozen=True, slots=True)
class Common:
    """A neighbour of both, and its links with each."""

    entity: str
    a: Link
    b: Link

    @property
    def claims(self) -> int:
        """The claims on the weaker side."""
        return min(len(self.a.claims), len(self.b.claims))


Why = RankedWhy | CommunityWhy | BridgeWhy | PointWhy | Common


class Reasons:
    """Gives reasons out of the index from which the answer came."""

    def __init__(self, index: ClaimIndex, selection: Selection) -> None:
        self._index = index
        self._selection = selection

    def ranked(self, page: Collection[Scored]) -> tuple[RankedWhy, ...]:
        made = self._made_of([each.entity for each in page])
        links = self._links([(each.entity, giver) for each in page for giver, _ in each.givers])
        return tuple(
            RankedWhy(
                each,
                made[each.entity],
                tuple(links[each.entity, giver] for giver, _ in each.givers),
            )
            for each in page
        )

    def communities(
        self, page: Collection[Community], first: frozenset[str]
    ) -> tuple[CommunityWhy, ...]:
        """The communities; the members in `first` are shown before the best connected ones."""
        found = []
        for each in page:
            asked = [member for member in each.members if member.entity in first]
            others = [member for member in each.members if member.entity not in first]
            shown = (*asked, *others[: max(SHOWN - len(asked), 0)])
            names = [member.entity for member in shown]
            pairs = [(a, b) for n, a in enumerate(names) for b in names[n + 1 :]]
            links = [link for link in self._links(pairs).values() if link.claims]
            links.sort(key=lambda link: (-len({link.a, link.b} & first), -len(link.claims)))
            found.append(CommunityWhy(each, tuple(asked), shown, tuple(links[:JOINS])))
        return tuple(found)

    def bridges(self, page: Collection[Bridge]) -> tuple[BridgeWhy, ...]:
        links = self._links([(each.a, each.b) for each in page])
        return tuple(BridgeWhy(each, links[each.a, each.b]) for each in page)

    def points(self, page: Collection[CutPoint]) -> tuple[PointWhy, ...]:
        links = self._links(
            [(each.entity, tie) for each in page for part in each.parts for tie in part.ties]
        )
        return tuple(
            PointWhy(
                each,
                tuple(
                    PartWhy(part, tuple(links[each.entity, tie] for tie in part.ties))
                    for part in each.parts
                ),
            )
            for each in page
        )

    def common(self, a: str, b: str) -> tuple[Common, ...]:
        """The common neighbours of two entities, the best supported first."""
        found = neighbours(self._index, self._selection, [a, b])
        if not {a, b} <= set(found.names):
            return ()
        ends = found.names.index(a), found.names.index(b)
        shared = sorted(nx.common_neighbors(undirected(found), *ends))
        both = [found.names[node] for node in shared]
        links = self._links([(end, each) for each in both for end in (a, b)])
        why = [Common(each, links[a, each], links[b, each]) for each in both]
        return tuple(sorted(why, key=lambda each: (-each.claims, each.entity)))

    def _links(self, pairs: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], Link]:
        claims = pair_claims(self._index, self._selection, pairs)
        found = {}
        for a, b in pairs:
            rows = claims.get(frozenset((a, b)), [])
            documents = tuple(sorted({document for _, document in rows}))
            found[a, b] = Link(a, b, tuple(claim for claim, _ in rows), documents)
        return found

    def _made_of(self, entities: Collection[str]) -> dict[str, MadeOf]:
        linked = self._selection.linked
        values = {**self._selection.values, "entities": json.dumps(sorted(entities))}
        shares: dict[str, list[Share]] = {each: [] for each in entities}
        for entity, name, incoming, others, claims, example in self._index.select(
            _SHARES.format(ends=_ENDS.format(linked=linked)), values
        ):
            way = "in" if incoming else "out"
            shares[entity].append(Share(name, way, others, claims, example))
        documents: dict[str, list[str]] = {each: [] for each in entities}
        for entity, document in self._index.select(
            _DOCUMENTS.format(ends=_ENDS.format(linked=linked)), values
        ):
            documents[entity].append(document)
        return {
            each: MadeOf(
                tuple(shares[each]),
                sum(share.claims for share in shares[each]),
                tuple(sorted(documents[each])),
            )
            for each in entities
        }


_ENDS = """
    here AS (SELECT id FROM name WHERE text IN (SELECT value FROM json_each(:entities))),
    ends AS (
      SELECT c.subject AS entity, c.object AS other, c.property, 0 AS incoming, c.kind, c.id,
        c.document FROM claim c WHERE {linked} AND c.subject IN here
      UNION ALL
      SELECT c.object, c.subject, c.property, 1, c.kind, c.id, c.document
        FROM claim c WHERE {linked} AND c.object IN here)"""
# the example is the first claim of the firmest kind
_SHARES = """
    WITH {ends}
    SELECT n.text, p.text, x.incoming, x.others, x.claims,
      (SELECT name FROM claim WHERE id = x.best % 1000000000000)
    FROM (SELECT entity, property, incoming, COUNT(DISTINCT other) AS others, COUNT(*) AS claims,
        MIN(kind * 1000000000000 + id) AS best FROM ends GROUP BY entity, property, incoming) x
      JOIN name n ON n.id = x.entity JOIN name p ON p.id = x.property
    ORDER BY x.entity, x.others DESC, x.claims DESC, p.text, x.incoming"""
_DOCUMENTS = """
    WITH {ends} SELECT DISTINCT n.text, d.text FROM ends
      JOIN name n ON n.id = ends.entity JOIN name d ON d.id = ends.document"""
