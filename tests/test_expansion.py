"""Expansion: the edges are those of a plain reading of all claims, from an index or an engine."""

import shutil
from collections import defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from kg.answers.claim_list import ClaimList
from kg.answers.claims import Claims, SeenClaim
from kg.answers.documents import documents
from kg.answers.entity import Entities
from kg.answers.expansion import Edge, Expander
from kg.answers.filter import ClaimFilter, Direction, dates
from kg.answers.knowledge import Knowledge, open_knowledge
from kg.answers.neighbourhood import neighbourhood
from kg.config import Settings
from kg.model.claim import Kind, Polarity
from kg.model.ontology import Ontology
from kg.model.period import Holds, Period
from kg.publish.release import INDEX
from kg.write import surroundings
from tests.api_client import real_store
from tests.corroboration import Origins, kept
from tests.engines import Oxigraph
from tests.random_graph import OUTLETS, RandomGraph, filter_words, random_graphs
from tests.random_stores import Make, as_update, asked, at_url
from tests.rounds import ROUNDS

AGAIN = settings(
    max_examples=12 * ROUNDS, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def reference(
    knowledge: Knowledge, entities: set[str], keep: ClaimFilter
) -> dict[tuple[str, str, str], list[SeenClaim]]:
    """The claims of each edge, read one by one with no index and no SQL."""
    known, cards = documents(knowledge), Entities(knowledge).all()
    everything = Claims(knowledge).all()
    origins = _origins(knowledge)
    found = defaultdict(list)
    for seen in kept(everything, keep, known, origins):
        subject, target = seen.claim.subject, seen.claim.object
        if target is None or target not in cards:
            continue

        def wanted(other: str) -> bool:
            types = set(cards[other].types)
            return not keep.neighbour_types or bool(keep.neighbour_types & types)

        out = subject in entities and keep.direction is not Direction.IN and wanted(target)
        into = target in entities and keep.direction is not Direction.OUT and wanted(subject)
        if out or into:
            found[subject, seen.claim.property, target].append(seen)
    return found


def _origins(knowledge: Knowledge) -> Origins:
    outlets = Entities(knowledge).cards(OUTLETS)
    cited = {seen.claim.cited.outlet for seen in Claims(knowledge).all() if seen.claim.cited}
    names = {slug: [n.text for n in card.names] for slug, card in outlets.items() if slug in cited}
    return Origins(documents(knowledge), names)


def agrees(knowledge: Knowledge, entities: set[str], keep: ClaimFilter) -> tuple[Edge, ...]:
    """The edges, after a look at everything that they say."""
    found = Expander(knowledge).expand(entities, keep)
    expected = reference(knowledge, entities, keep)
    assert [(e.subject, e.property, e.object) for e in found] == sorted(expected)
    origins, known = _origins(knowledge), documents(knowledge)
    denied = _denied(knowledge)
    for edge in found:
        claims = expected[edge.subject, edge.property, edge.object]
        assert set(edge.claims) == {seen.claim.id for seen in claims}
        assert edge.kinds == tuple(k for k in Kind if k in {seen.kind for seen in claims})
        assert edge.documents == tuple(sorted({seen.claim.document for seen in claims}))
        saying = [s for s in claims if s.claim.polarity is Polarity.POSITIVE] or claims
        assert edge.sources == len({origins.of(seen.claim) for seen in saying})
        assert edge.contested == (denied[edge.subject, edge.property, edge.object] == {True, False})
        assert _gathered(edge) == edge
        backed = {each.claim: each for each in edge.backing}
        assert {(b.claim, b.kind, b.document) for b in edge.backing} == {
            (seen.claim.id, seen.kind, seen.claim.document) for seen in claims
        }
        one = {origins.of(seen.claim): backed[seen.claim.id].origin for seen in claims}
        assert [one[origins.of(s.claim)] for s in claims] == [
            backed[s.claim.id].origin for s in claims
        ]
        issued = [known[seen.claim.document].issued for seen in claims]
        assert edge.first_seen == min(each.earliest for each in issued if each.earliest)
        assert edge.last_seen == max(each.latest for each in issued if each.latest)
        bounds = [_bounds(seen) for seen in claims]
        dated = {pair for pair in bounds if pair != (None, None)}
        assert set(edge.dates) == dated
        assert len(edge.dates) == len(dated)
        for pair, text in zip(edge.dates, edge.periods, strict=True):
            told = Period.parse(text)
            assert (told.earliest, told.latest) == pair
        assert edge.undated == bounds.count((None, None))
        if keep.valid_on:
            day, order = keep.valid_on, [Holds.NO, Holds.UNKNOWN, Holds.YES]
            holds = (seen.claim.validity.holds_on(day) for seen in claims)
            assert edge.holds is max(holds, key=order.index)
        else:
            assert edge.holds is None
    return found


def _bounds(seen: SeenClaim) -> tuple[date | None, date | None]:
    span = dates(seen.claim)
    return (span.earliest, span.latest) if span else (None, None)


def _gathered(edge: Edge) -> Edge:
    """The edge as a reader puts it together of what backs it."""
    backing = edge.backing
    saying = [each for each in backing if each.kind is not Kind.DENIED] or backing
    first, last = [each.first_seen for each in backing], [each.last_seen for each in backing]
    dated = {(b.earliest, b.latest) for b in backing} - {(None, None)}
    return replace(
        edge,
        kinds=tuple(kind for kind in Kind if kind in {each.kind for each in backing}),
        documents=tuple(sorted({each.document for each in backing})),
        claims=tuple(each.claim for each in backing),
        sources=len({each.origin for each in saying}),
        first_seen=None if None in first else min(each for each in first if each),
        last_seen=None if None in last else max(each for each in last if each),
        dates=tuple(sorted(dated, key=lambda each: (each[0] or date.min, each[1] or date.max))),
        undated=sum((each.earliest, each.latest) == (None, None) for each in backing),
    )


def _denied(knowledge: Knowledge) -> dict[tuple[str, str, str], set[bool]]:
    found = defaultdict(set)
    for seen in Entities(knowledge).kept(Claims(knowledge).all(), ClaimFilter()):
        claim = seen.claim
        if claim.object:
            negative = claim.polarity is Polarity.NEGATIVE
            found[claim.subject, claim.property, claim.object].add(negative)
    return found


@pytest.mark.slow
@AGAIN
@given(graph=random_graphs(), words=filter_words())
def test_an_expansion_is_what_a_plain_reading_of_all_claims_gives(
    graph: RandomGraph, words: dict[str, list[str]], made: Make
) -> None:
    known = made(graph)
    keep = asked(words, known)
    for entities in ({"e0"}, {"e1", "e2", "nobody"}):
        agrees(known, entities, keep)


@pytest.mark.slow
@AGAIN
@given(graph=random_graphs(), words=filter_words())
def test_pages_counts_and_degrees_are_those_of_the_expansion(
    graph: RandomGraph, words: dict[str, list[str]], made: Make
) -> None:
    known = made(graph)
    keep = asked(words, known)
    expander = Expander(known)
    whole = expander.ranked("e0", keep, start=0, size=1000)
    every = expander.expand(["e0"], keep)
    assert {e.claims for e in whole.edges} == {e.claims for e in every}
    assert whole.total == len(whole.edges) == len(every) == expander.degrees(["e0"], keep)["e0"]
    paged = [
        edge
        for start in range(0, whole.total + 1, 2)
        for edge in expander.ranked("e0", keep, start=start, size=2).edges
    ]
    assert tuple(paged) == whole.edges
    for count in whole.counts:
        mine = [
            edge for edge in whole.edges
            if edge.property == count.property
            and (edge.subject == "e0") == (count.direction == "out")
        ]  # fmt: skip
        assert count.edges == len(mine)
        assert dict(count.kinds) == {
            kind: n for kind in Kind if (n := sum(kind in edge.kinds for edge in mine))
        }
    # a filter leaves edges out and never turns their order round
    plain = [(e.subject, e.property, e.object) for e in _all(expander)]
    places = [plain.index((e.subject, e.property, e.object)) for e in whole.edges]
    assert places == sorted(places)


def _all(expander: Expander) -> tuple[Edge, ...]:
    return expander.ranked("e0", ClaimFilter(), start=0, size=1000).edges


@pytest.mark.slow
@AGAIN
@given(graph=random_graphs(), words=filter_words())
def test_a_list_of_claims_is_what_a_plain_reading_gives_newest_first(
    graph: RandomGraph, words: dict[str, list[str]], made: Make
) -> None:
    known = made(graph)
    keep = asked(words, known)
    catalogue = documents(known)
    expected = kept(Claims(known).all(), keep, catalogue, _origins(known))
    page = ClaimList(known).page(keep, start=0, size=1000)
    assert {each.seen.claim.id for each in page.claims} == {seen.claim.id for seen in expected}
    assert page.total == len(page.claims) == len(expected)
    if keep.valid_in is None:
        days = [catalogue[each.seen.claim.document].issued.latest for each in page.claims]
        assert days == sorted(days, key=lambda day: day.toordinal() if day else 0, reverse=True)


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(graph=random_graphs(), words=filter_words())
def test_an_engine_behind_a_url_gives_the_same_edges(
    graph: RandomGraph, words: dict[str, list[str]], engine: Oxigraph, made: Make, terms: Ontology
) -> None:
    text = graph.nquads(terms)
    engine.update(f"DROP ALL; INSERT DATA {{ {as_update(text)} }}")
    here = made(graph)
    there = at_url(engine, here)
    keep = asked(words, here)
    for entities in ({"e0"}, {"e1", "e2", "nobody"}):
        assert Expander(there).expand(entities, keep) == Expander(here).expand(entities, keep)
    for size in (2, 1000):
        page = Expander(there).ranked("e0", keep, start=0, size=size)
        assert page == Expander(here).ranked("e0", keep, start=0, size=size)
    listed = (ClaimList(each).page(keep, start=0, size=5) for each in (here, there))
    assert next(listed) == next(listed)


def test_an_index_that_is_lost_or_damaged_is_made_again(
    settings: Settings, release_folder: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    shutil.copytree(settings.store, store, symlinks=True)
    mine = settings.model_copy(update={"store": str(store)})
    file = open_knowledge(mine).index_file
    assert file is not None
    assert file.name == INDEX
    expected = Expander(open_knowledge(mine)).expand(["east-port"], ClaimFilter())
    assert expected
    for spoil in (
        lambda: file.unlink(),
        lambda: file.write_bytes(b"not a database"),
        lambda: file.write_bytes(file.read_bytes()[:5000]),
    ):
        spoil()
        known = open_knowledge(mine)
        assert Expander(known).expand(["east-port"], ClaimFilter()) == expected
        assert file.stat().st_size > 20_000


def test_a_year_of_a_text_is_never_hardened_to_a_day(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    known = open_knowledge(Settings(store=real_store(tmp_path_factory)))
    everything = ClaimFilter()
    edges = Expander(known).expand(["huanggang-port"], everything)
    (edge,) = (each for each in edges if each.property == "opens")
    assert edge.periods == ("2026/..",)
    (answer,) = (
        each for each in surroundings.neighbourhood(
            neighbourhood(known, "huanggang-port", ClaimFilter(), start=0, size=50), known,
            Entities(known).all(), None,
        ).edges if each.property.id == "opens"
    )  # fmt: skip
    assert [each.text for each in answer.dates] == ["2026/.."]
