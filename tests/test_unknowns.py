"""What is not known: each part told from the data, with its claims, under one filter."""

import csv
import io
from collections import defaultdict
from dataclasses import replace
from datetime import date

import pytest
from starlette.testclient import TestClient

from kg.answers.claims import Claims
from kg.answers.documents import documents
from kg.answers.entity import Entities
from kg.answers.filter import ClaimFilter, dates
from kg.answers.knowledge import Knowledge
from kg.answers.promises import Outcome, Promise, deadline, promises
from kg.answers.unknowns import Part, Unknown, Unknowns, chosen
from kg.errors import InvalidRequest
from kg.model.claim import Kind, Rank
from kg.model.period import Period, Validity
from tests.corroboration import Origins

ALL = ClaimFilter()
LATER = date(2028, 1, 1)


def told(known: Knowledge, part: Part, keep: ClaimFilter = ALL) -> tuple[Unknown, ...]:
    return Unknowns(known, keep, on=LATER).all()[part] or ()


def test_single_source_counts_origins_and_leaves_the_unnamed_out(real: Knowledge) -> None:
    cards = Entities(real).all()
    outlets = {
        seen.claim.cited.outlet for seen in Claims(real).all() if seen.claim.cited
    }  # fmt: skip
    names = {slug: [name.text for name in cards[slug].names] for slug in outlets}
    origins, backing = Origins(documents(real), names), defaultdict[str, set[str]](set)
    for seen in Claims(real).all():
        if seen.claim.rank is not Rank.DEPRECATED:
            for end in (seen.claim.subject, seen.claim.object):
                if end in cards:
                    backing[str(end)].add(origins.of(seen.claim))
    expected = {slug for slug, some in backing.items() if len(some) == 1 and cards[slug].named}
    assert {each.entities[0] for each in told(real, Part.SINGLE_SOURCE)} == expected
    assert len(expected) > 100


def test_undated_is_every_claim_that_tells_no_date(real: Knowledge) -> None:
    expected = {
        seen.claim.id for seen in Claims(real).all()
        if dates(seen.claim) is None and not seen.claim.statement
        and seen.claim.rank is not Rank.DEPRECATED
    }  # fmt: skip
    assert {each.claims[0] for each in told(real, Part.UNDATED)} == expected


def test_stale_plans_have_every_open_promise_that_is_past(real: Knowledge) -> None:
    found = told(real, Part.STALE_PLANS)
    ids = {name for each in found for name in each.claims}
    overdue = [
        seen.claim.id
        for each in promises(real, ALL, on=LATER)
        if each.is_past_due and each.outcome is Outcome.OPEN
        for seen in each.promised
    ]
    assert len(overdue) > 2
    assert ids >= set(overdue)
    last = [each.date.latest for each in found if each.date]
    assert len(last) == len(found)
    assert last == sorted(last, key=lambda day: day or date.max)
    assert all(day and day < LATER for day in last)


def test_planned_dates_and_figures_are_stale_too(real: Knowledge) -> None:
    claims = Claims(real).these(
        {name for each in told(real, Part.STALE_PLANS) for name in each.claims}
    )
    told_of = {(seen.claim.subject, seen.claim.property) for seen in claims.values()}
    assert ("hetao-bridge", "status") in told_of
    assert ("inspro-science", "revenue") in told_of
    assert any(name == "date" for _, name in told_of)
    assert all(seen.kind not in (Kind.FACT, Kind.DENIED) for seen in claims.values())


def test_a_relation_that_is_to_hold_from_a_day_on_is_never_stale(real: Knowledge) -> None:
    begun = [each for each in promises(real, ALL, on=LATER) if _begins_to_align(each)]
    assert len(begun) > 1
    assert {each.is_past_due for each in begun} == {None}
    stale = Claims(real).these(
        {name for each in told(real, Part.STALE_PLANS) for name in each.claims}
    )
    assert "alignsWith" not in {seen.claim.property for seen in stale.values()}


def _begins_to_align(each: Promise) -> bool:
    return bool(each.date and each.promised[0].claim.property == "alignsWith")


def test_a_relation_is_past_due_only_after_a_start_that_is_put_as_a_limit(real: Knowledge) -> None:
    ontology = real.ontology
    (first,) = (
        e for e in promises(real, ALL) if e.promised[0].claim.property == "opens" and e.date
    )
    claim = first.promised[0].claim
    assert deadline(claim, ontology) is None
    limit = replace(claim, validity=Validity(Period.parse("../2027")))
    assert deadline(limit, ontology) == date(2027, 12, 31)
    state = replace(claim, property="status", object="state-opened")
    assert deadline(state, ontology) == date(2026, 12, 31)
    until = replace(state, validity=Validity(valid_to=Period.parse("2027")))
    assert deadline(until, ontology) is None


def test_a_promise_that_an_event_and_its_thing_tell_is_one_row(real: Knowledge) -> None:
    found = told(real, Part.STALE_PLANS)
    institute = [each for each in found if "hetao-institute" in each.entities]
    assert [len(each.claims) for each in institute] == [2]
    assert institute[0].entities == ("hetao-institute", "expansion-of-the-hetao-institute-team")
    assert len([each for each in found if "huanggang-port" in each.entities]) == 1


def test_before_its_day_no_plan_is_stale(real: Knowledge) -> None:
    assert Unknowns(real, ALL, on=date(2020, 1, 1)).all()[Part.STALE_PLANS] == ()


def test_without_a_day_no_plan_is_called_stale(real: Knowledge) -> None:
    found = Unknowns(real, ALL).all()
    assert found[Part.STALE_PLANS] is None
    with pytest.raises(InvalidRequest, match="stale-plans asks about a day"):
        chosen(found, [Part.STALE_PLANS])
    assert len(chosen(found, [])) == sum(len(some) for some in found.values() if some)


def test_an_open_question_is_told_once_with_all_that_it_is_about(real: Knowledge) -> None:
    found = told(real, Part.OPEN_QUESTIONS)
    assert [len(each.entities) for each in found] == [3, 3]
    assert all(len(each.claims) == each.count == 3 for each in found)
    assert any("hetao-bridge" in each.entities for each in found)


def test_open_identities_are_those_of_the_entities(real: Knowledge) -> None:
    expected = [(each.first, each.second) for each in Entities(real).open_identities()]
    assert [each.entities for each in told(real, Part.POSSIBLY_SAME)] == expected


def test_a_filter_holds_for_every_part(real: Knowledge) -> None:
    document = "shenzhen-2026-work-report"
    keep = ClaimFilter(documents=frozenset({document}))
    found = Unknowns(real, keep, on=LATER).all()
    assert [part for part, some in found.items() if not some] == [Part.OPEN_QUESTIONS]
    claims = Claims(real).these(
        {n for some in found.values() for e in some or () for n in e.claims}
    )
    assert {seen.claim.document for seen in claims.values()} == {document}


def test_an_entity_keeps_what_is_about_it(real: Knowledge) -> None:
    found = Unknowns(real, ALL, on=LATER, entities=["hetao-bridge"]).all()
    some = [each for part in found.values() for each in part or ()]
    assert {each.part for each in some} >= {Part.STALE_PLANS, Part.OPEN_QUESTIONS}
    assert all("hetao-bridge" in each.entities for each in some)


def test_pages_make_the_whole_and_carry_their_claims(client: TestClient) -> None:
    address = "/unknowns?on=2028-01-01&limit=3"
    whole = client.get("/unknowns?on=2028-01-01&limit=500").json()
    items, page = [], client.get(address).json()
    while True:
        items += page["items"]
        if not page["next"]:
            break
        page = client.get(f"{address}&cursor={page['next']}").json()
    assert items == whole["items"]
    assert len(items) == whole["total"] == sum(each["total"] for each in whole["counts"])
    for each in items:
        if each["part"] != "possibly-same":
            assert each["claims"]
            assert each["claims"][0]["evidence"][0]["quote"]


def test_wrong_words_are_told(client: TestClient) -> None:
    assert client.get("/unknowns?part=stale-plans").status_code == 400
    assert client.get("/unknowns?part=nothing").status_code == 422
    assert client.get("/unknowns?kind=nothing").status_code == 400
    assert client.get("/unknowns?format=xml").status_code == 406


def test_the_table_has_a_line_an_entry(client: TestClient) -> None:
    answer = client.get("/unknowns?on=2028-01-01", headers={"Accept": "text/csv"})
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == int(answer.headers["KG-Total"]) > 5
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())
    empty = client.get("/unknowns?format=csv&part=open-questions&kind=ended")
    assert empty.text.startswith("part,text,")


def test_the_page_shows_the_first_of_each_part_and_asks_for_a_day(client: TestClient) -> None:
    html = {"Accept": "text/html"}
    page = client.get("/unknowns", headers=html).text
    assert "What we don" in page
    assert "Give a day above" in page
    assert 'type="date"' in page
    assert "Promised for 2027" in client.get("/unknowns?on=2028-01-01", headers=html).text
    assert client.get("/unknowns?part=undated&limit=2", headers=html).text.count('rel="next"') == 1
