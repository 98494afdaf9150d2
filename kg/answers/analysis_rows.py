"""What an analysis finds: values that a process can send to another as JSON."""

from dataclasses import dataclass

from kg.answers.analysis_measures import Measure


@dataclass(frozen=True, slots=True)
class Basis:
    """What an answer rests on, counted.

    `claims` are those that make the `links`, a link joining two of the `entities`; they stand in
    `documents` of `of_documents` that have claims. What the filter allows and is no link is counted
    in `denied`, `opinions` (statements too) and `loops` (of an entity with itself). `isolated`
    entities have no link. `kinds` counts the claims by kind, `events` the entities that are events
    or offices.
    """

    documents: int
    of_documents: int
    claims: int
    kinds: dict[str, int]
    entities: int
    links: int
    components: int
    denied: int
    opinions: int
    loops: int
    isolated: int
    events: int


@dataclass(frozen=True, slots=True)
class Scored:
    """An entity with its score; equal scores have one rank, and the next one counts them.

    `reach` are the others of its component. `givers` are those who give most to a PageRank, with
    the share of it that each gives. `cut_off` goes with betweenness: how many entities would be cut
    off from the largest part of its component without it.
    """

    rank: int
    entity: str
    score: float
    reach: int
    givers: tuple[tuple[str, float], ...] = ()
    cut_off: int | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """An entity of a community, with its links inside and outside of it."""

    entity: str
    inside: int
    outside: int


@dataclass(frozen=True, slots=True)
class Community:
    """A group; the members with most links inside come first. Links count once."""

    number: int
    members: tuple[Member, ...]
    inside: int
    outside: int


@dataclass(frozen=True, slots=True)
class Bridge:
    """A link that alone holds two parts together: `size` entities hang on it, of `component`.

    `a` is on the larger side, `b` on the smaller, of which `side` names some, `b` first.
    """

    a: str
    b: str
    size: int
    component: int
    side: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part into which a component falls; `tied` of its entities are linked with what held it.

    `ties` names some of these.
    """

    size: int
    tied: int
    ties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CutPoint:
    """An entity without which its component falls into `parts`, the largest first."""

    entity: str
    cut_off: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A whole answer; only the list that the measure fills has anything.

    `sources` is from how many entities paths were counted where these are a sample; None: all.
    """

    measure: Measure
    basis: Basis
    sources: int | None = None
    scored: tuple[Scored, ...] = ()
    communities: tuple[Community, ...] = ()
    bridges: tuple[Bridge, ...] = ()
    points: tuple[CutPoint, ...] = ()
