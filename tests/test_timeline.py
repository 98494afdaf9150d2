"""Time: entries in the order of their dates, figures by measure, and what is sent of them."""

import csv
import io
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from kg.answers.claims import Claims
from kg.answers.entity import Entities, Moved
from kg.answers.figures import figures
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge
from kg.answers.promises import promises
from kg.answers.timeline import Entry, Meaning, What, outline, states, timeline, when
from kg.errors import NotFound
from kg.model.claim import Kind, Modality
from kg.model.period import Period
from kg.model.quantity import Quantity
from kg.write.time_shapes import TimelineShape
from kg.write.timing import COLUMNS

ALL = ClaimFilter()


def ids(entries: tuple[Entry, ...]) -> set[str]:
    return {seen.claim.id for each in entries for seen in each.claims}


def test_a_timeline_of_all_has_each_state_date_and_figure_once(real: Knowledge) -> None:
    found, properties = timeline(real, ALL), real.ontology.properties
    expected = {
        seen.claim.id
        for seen in Entities(real).kept(Claims(real).all(), ALL)
        if isinstance(seen.claim.value, (Period, Quantity))
        or properties[seen.claim.property].leads_to_state
    }
    told = [seen.claim.id for each in (*found.dated, *found.undated) for seen in each.claims]
    assert len(told) == len(set(told))
    assert set(told) >= expected
    rest = {s.claim.id: s for s in Claims(real).some(set(told) - expected)}
    assert rest  # promises that are no states
    assert {seen.claim.modality for seen in rest.values()} <= set(Modality) - {Modality.ASSERTED}


def test_entries_stand_in_the_order_of_the_first_day_they_may_mean(real: Knowledge) -> None:
    found = timeline(real, ALL)
    days = [each.date.earliest or each.date.latest for each in found.dated if each.date]
    assert len(days) == len(found.dated) > 50
    assert days == sorted(day for day in days if day)
    assert found.undated
    assert all(each.date is None and each.meaning is None for each in found.undated)


def test_a_day_on_which_a_plan_was_held_is_no_promised_date(real: Knowledge) -> None:
    promised = [each for each in timeline(real, ALL).dated if each.what is What.PROMISE]
    assert promised
    for each in promised:
        validity = each.claims[0].claim.validity
        assert validity.valid_from or validity.valid_to
        assert each.claims[0].claim.statement is None
    for promise in promises(real, ALL):
        validity = promise.promised[0].claim.validity
        assert promise.date == (validity.valid_from or validity.valid_to)


def test_an_entity_has_its_own_entries_and_the_events_in_which_it_has_a_part(
    knowledge: Knowledge,
) -> None:
    found = timeline(knowledge, ALL, "lee-mei")
    (event,) = (each for each in found.dated if each.what is What.EVENT)
    assert event.claims[0].claim.subject == "east-port-groundbreaking"
    assert [seen.claim.property for seen in event.part] == ["hasParticipant"]
    own = timeline(knowledge, ALL, "east-port")
    assert {each.claims[0].claim.subject for each in (*own.dated, *own.undated)} == {
        "east-port", "east-port-groundbreaking",
    }  # fmt: skip


def test_the_filter_counts_in_a_timeline(real: Knowledge) -> None:
    keep = ClaimFilter(kinds=frozenset({Kind.PLANNED}))
    found = timeline(real, keep)
    assert {each.kind for each in (*found.dated, *found.undated)} == {Kind.PLANNED}
    only = timeline(real, replace(ALL, properties=frozenset({"status"})))
    assert {s.claim.property for e in only.dated for s in e.claims} == {"status"}
    within = timeline(real, replace(ALL, valid_in=Period.parse("2027")))
    assert within.dated
    assert not within.undated
    none = timeline(real, replace(ALL, subjects=frozenset({"hetao"})), "qianhai")
    assert not [each for each in none.dated if each.claims[0].claim.subject == "qianhai"]


def test_a_life_tells_a_promised_state_as_a_promise(knowledge: Knowledge) -> None:
    found = states(timeline(knowledge, ALL, "east-port"), "east-port")
    (entry,) = found.dated
    assert (entry.what, entry.kind, str(entry.date)) == (What.PROMISE, Kind.PLANNED, "2027")
    assert states(timeline(knowledge, ALL, "island-bridge"), "island-bridge").dated == ()


def test_a_figure_for_a_period_stands_at_the_period(real: Knowledge) -> None:
    periods = [
        (seen, each.values[0])
        for seen in Claims(real).all()
        for each in seen.claim.qualifiers
        if each.key == "period" and isinstance(seen.claim.value, Quantity)
    ]
    assert periods
    for seen, period in periods:
        assert when(seen.claim) == (Period.parse(period), Meaning.FOR)


# Figures, and what is sent


def test_figures_are_all_figures_by_entity_measure_and_time(real: Knowledge) -> None:
    found = figures(real, ALL)
    measured = {
        s.claim.id
        for s in Entities(real).kept(Claims(real).all(), ALL)
        if isinstance(s.claim.value, Quantity)
    }
    assert {each.seen.claim.id for each in found} == measured
    keys = [(each.seen.claim.subject, each.seen.claim.property) for each in found]
    assert keys == sorted(keys)
    assert {each.seen.claim.subject for each in figures(real, ALL, "qianhai")} == {"qianhai"}
    assert figures(real, replace(ALL, properties=frozenset({"status"}))) == ()


def test_figures_as_csv_have_a_source_in_each_line(client: TestClient) -> None:
    response = client.get("/figures", headers={"Accept": "text/csv"})
    assert response.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(response.text)))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == int(response.headers["KG-Total"]) == client.get("/figures").json()["total"]
    assert all(row["quote"] and row["document"] and row["claim"] for row in rows)
    (capacity,) = (row for row in rows if row["measure"] == "dailyCapacity")
    wanted = ("40000", "2026", "as of", "projected")
    assert (capacity["value"], capacity["date"], capacity["date_means"], capacity["kind"]) == wanted
    none = client.get("/figures?format=csv&entity=lee-mei")
    assert none.text == ",".join(COLUMNS) + "\r\n"
    part = client.get("/figures?format=csv&limit=1")
    assert 'rel="next"' in part.headers["Link"]
    assert client.get("/figures?format=xml").status_code == 406


def test_pages_of_a_timeline_have_every_entry_once(
    client: TestClient, knowledge: Knowledge
) -> None:
    found = timeline(knowledge, ALL)
    for undated, wanted in ((False, found.dated), (True, found.undated)):
        read, cursor, more = list[str](), "", True
        while more:
            address = f"/timeline?limit=2&undated={undated}{cursor}"
            shape = TimelineShape.model_validate_json(client.get(address).content)
            read += [claim.id for each in shape.items for claim in each.claims]
            cursor, more = f"&cursor={shape.next}", shape.next is not None
        assert read == [s.claim.id for each in wanted for s in each.claims] != []


@pytest.mark.parametrize(
    "path", ["/timeline?entity=", "/promises?entity=", "/figures?entity=", "/entities/"]
)
def test_an_entity_that_is_unknown_or_moved_is_told(path: str, client: TestClient) -> None:
    end = "/lifecycle" if path == "/entities/" else ""
    assert client.get(f"{path}nowhere{end}").status_code == 404
    moved = client.get(f"{path}east-harbour{end}", follow_redirects=False)
    assert moved.status_code == 301
    assert moved.headers["location"] == f"{path}east-port{end}"


def test_an_unknown_entity_is_no_empty_answer(knowledge: Knowledge) -> None:
    for ask in (timeline, promises, figures):
        with pytest.raises(NotFound):
            ask(knowledge, ALL, "nowhere")
        with pytest.raises(Moved):
            ask(knowledge, ALL, "east-harbour")


def test_entries_tell_whether_they_hold_on_the_day(client: TestClient) -> None:
    held = client.get("/timeline?valid_on=2027-06-01").json()["items"]
    assert {each["holds"] for each in held} <= {"yes", "unknown"}
    assert len(held) > 0
    assert {each["holds"] for each in client.get("/timeline").json()["items"]} == {None}


def test_the_whole_timeline_is_its_outline_with_claims(knowledge: Knowledge) -> None:
    for entity in (None, "east-port", "lee-mei"):
        found, order = timeline(knowledge, ALL, entity), outline(knowledge, ALL, entity)
        assert [len(each.claims) for each in found.dated] == [len(d.claims) for d in order.dated]
        assert [each.what for each in found.undated] == [draft.what for draft in order.undated]
