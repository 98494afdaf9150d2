"""A neighbourhood as JSON, and its counts."""

from collections.abc import Iterable, Mapping
from datetime import date

from kg.answers.backing import Backing
from kg.answers.bridges import ATTENDED, Bridge
from kg.answers.claims import SeenClaim
from kg.answers.conflicts import Standing, comparisons
from kg.answers.entity import EntityCard
from kg.answers.expansion import Count, Edge
from kg.answers.knowledge import Knowledge
from kg.answers.neighbourhood import Group, Neighbourhood
from kg.model.claim import content_id
from kg.write import shapes
from kg.write.shaping import Shaping

Seen = Mapping[str, SeenClaim]


def neighbourhood(
    found: Neighbourhood,
    knowledge: Knowledge,
    cards: Mapping[str, EntityCard],
    following: str | None,
    claims: Seen | None = None,
    standing: Standing | None = None,
) -> shapes.NeighbourhoodShape:
    """The page; edges carry their claims where `claims` has them, by id.

    `cards` has every entity that these name. `standing` is that of the page at least; it is looked
    for where it is not given.
    """
    if standing is None:
        standing = comparisons(knowledge, found.cards).standing
    surroundings = _Surroundings(found, Shaping(knowledge, cards, standing), claims)
    return shapes.NeighbourhoodShape(
        focus=found.focus,
        nodes=[surroundings.node(slug) for slug in found.cards],
        edges=[surroundings.edge(each) for each in found.edges],
        counts=_counts(found.counts, surroundings.shaping),
        groups=[surroundings.group(each) for each in found.groups],
        bridges=[surroundings.bridge(each) for each in found.bridges],
        total=found.total,
        cut=found.is_cut,
        next=following,
    )


def counts(focus: str, found: Iterable[Count], knowledge: Knowledge) -> shapes.CountsShape:
    """What surrounds an entity, before it is expanded."""
    counted = _counts(found, Shaping(knowledge, {}))
    return shapes.CountsShape(
        focus=focus, counts=counted, total=sum(each.edges for each in counted)
    )


def edge_id(edge: Edge) -> str:
    """The name of an edge, which is made of what it says."""
    return content_id(edge.subject, edge.property, edge.object)


def edge_shape(edge: Edge, shaping: Shaping, known: Seen | None = None) -> shapes.EdgeShape:
    """An edge; it carries its claims where these are known."""
    claims = None if known is None else [shaping.claim(known[each]) for each in edge.claims]
    return shapes.EdgeShape(
        id=edge_id(edge),
        source=edge.subject,
        target=edge.object,
        property=shaping.property(edge.property),
        kinds=[kind.value for kind in edge.kinds],
        holds=edge.holds,
        sources=edge.sources,
        contested=edge.contested,
        comparisons=shaping.stands(edge.claims),
        first_seen=_written(edge.first_seen),
        last_seen=_written(edge.last_seen),
        dates=[
            shapes.DatesShape(earliest=_written(start), latest=_written(end), text=text)
            for (start, end), text in zip(edge.dates, edge.periods, strict=True)
        ],
        undated=edge.undated,
        documents=list(edge.documents),
        claim_count=len(edge.claims),
        claim_ids=list(edge.claims),
        backing=[_backing(each) for each in edge.backing],
        claims=claims,
    )


def _backing(backing: Backing) -> shapes.BackingShape:
    return shapes.BackingShape(
        claim=backing.claim,
        kind=backing.kind.value,
        document=backing.document,
        origin=backing.origin,
        earliest=_written(backing.earliest),
        latest=_written(backing.latest),
        first_seen=_written(backing.first_seen),
        last_seen=_written(backing.last_seen),
    )


def _counts(found: Iterable[Count], shaping: Shaping) -> list[shapes.CountShape]:
    return [
        shapes.CountShape(
            property=shaping.property(count.property),
            direction=count.direction,
            edges=count.edges,
            kinds={kind.value: number for kind, number in count.kinds},
        )
        for count in found
    ]


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None


class _Surroundings:
    """Shapes what one neighbourhood is made of."""

    def __init__(self, found: Neighbourhood, shaping: Shaping, claims: Seen | None) -> None:
        self.found = found
        self.shaping = shaping
        self.claims = claims
        self.hidden = found.hidden

    def node(self, slug: str) -> shapes.NodeShape:
        return shapes.NodeShape(
            **self.shaping.ref(slug).model_dump(),
            edges=self.found.degrees.get(slug, 0),
            hidden=self.hidden[slug],
            step=self.found.steps.get(slug),
            conflicts=standing.conflicts.get(slug, 0) if (standing := self.shaping.standing) else 0,
        )

    def edge(self, edge: Edge) -> shapes.EdgeShape:
        return edge_shape(edge, self.shaping, self.claims)

    def group(self, group: Group) -> shapes.GroupShape:
        members, focus = set(group.members), self.found.focus
        edges = [edge_id(each) for each in self.found.edges if each.other(focus) in members]
        label = self.shaping.knowledge.ontology.classes[group.type].label
        return shapes.GroupShape(
            id=content_id(focus, *group.members),
            label=f"{label} ×{len(group.members)}",
            type=group.type,
            members=list(group.members),
            edges=edges,
        )

    def bridge(self, bridge: Bridge) -> shapes.BridgeShape:
        via = self.shaping.cards[bridge.via].label
        return shapes.BridgeShape(
            id=content_id(bridge.name, bridge.source, bridge.via, bridge.target),
            name=bridge.name,
            label=f"attended together: {via}" if bridge.name == ATTENDED else via,
            source=bridge.source,
            target=bridge.target,
            via=self.shaping.ref(bridge.via),
            kinds=[kind.value for kind in bridge.kinds],
            documents=list(bridge.documents),
            edges=[self.edge(each) for each in bridge.edges],
        )
