"""A question to an analysis, and a page of its answer with the reasons."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.answers.analysis_links import Selection
from kg.answers.analysis_measures import Measure
from kg.answers.analysis_reasons import Reasons, Why
from kg.answers.analysis_rows import Bridge, Community, Result
from kg.answers.entity import Entities
from kg.answers.expansion import check
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge
from kg.errors import InvalidRequest
from kg.store.claim_index import ClaimIndex


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a measure over the claims that a filter allows.

    `entities` are those whose entries alone are wanted; none: all. `ends` are the two whose common
    neighbours are wanted, and empty for every other measure.
    """

    measure: Measure
    keep: ClaimFilter
    opinions: bool = False
    entities: frozenset[str] = frozenset()
    ends: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        measure: Measure,
        keep: ClaimFilter,
        entities: Sequence[str],
        ends: tuple[str | None, str | None],
        *,
        opinions: bool,
    ) -> "Question":
        """The question; raise InvalidRequest where `a` and `b` do not fit the measure."""
        given = tuple(end for end in ends if end is not None)
        if measure is not Measure.COMMON_NEIGHBOURS:
            if given:
                raise InvalidRequest(f"a and b are for {Measure.COMMON_NEIGHBOURS}, not {measure}.")
        elif len(given) < 2 or entities:
            raise InvalidRequest(f"{measure} takes a and b, two entities, and no entity.")
        elif given[0] == given[1]:
            raise InvalidRequest("a and b are the same entity; give two.")
        return cls(measure, keep, opinions, frozenset(entities), given)

    @property
    def words(self) -> tuple[object, ...]:
        """What tells it from other questions to the same data, for cursors."""
        return (
            self.measure.value, self.keep.key, self.opinions, sorted(self.entities), self.ends,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ground:
    """The claims that a question is about, in one state of the graph."""

    index: ClaimIndex
    selection: Selection

    @classmethod
    def of(cls, question: Question, knowledge: Knowledge) -> "Ground":
        """The ground of a question; raise NotFound, Moved or BrokenGraph."""
        entities = Entities(knowledge)
        for slug in (*sorted(question.entities), *question.ends):
            entities.card(slug)
        index = knowledge.index
        check(index)
        opinions = question.opinions
        return cls(index, Selection.of(question.keep, knowledge.ontology, opinions=opinions))


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries of an answer with their reasons, of `total`."""

    entries: tuple[Why, ...]
    total: int


def page(question: Question, ground: Ground, result: Result, start: int, end: int | None) -> Page:
    """The entries `start` to `end` of those that the question wants; `end` None is all of them."""
    reasons, wanted = Reasons(ground.index, ground.selection), question.entities
    if question.measure is Measure.COMMON_NEIGHBOURS:
        common = reasons.common(*question.ends)
        return Page(common[start:end], len(common))
    if question.measure is Measure.COMMUNITIES:
        communities = [each for each in result.communities if not wanted or wanted & _inside(each)]
        found = reasons.communities(communities[start:end], wanted)
        return Page(found, len(communities))
    if question.measure is Measure.BRIDGES:
        bridges = [each for each in result.bridges if not wanted or wanted & _ends(each)]
        return Page(reasons.bridges(bridges[start:end]), len(bridges))
    if question.measure is Measure.ARTICULATION_POINTS:
        points = [each for each in result.points if not wanted or each.entity in wanted]
        return Page(reasons.points(points[start:end]), len(points))
    scored = [each for each in result.scored if not wanted or each.entity in wanted]
    return Page(reasons.ranked(scored[start:end]), len(scored))


def _inside(community: Community) -> set[str]:
    return {member.entity for member in community.members}


def _ends(bridge: Bridge) -> set[str]:
    return {bridge.a, bridge.b}
