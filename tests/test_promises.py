"""Promises: delivered only where another claim says so, timed only where all days agree."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answers.claims import SeenClaim
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge, open_knowledge
from kg.answers.promises import Outcome, Promise, Timing, promises, timing
from kg.config import Settings
from kg.model.claim import Claim, Kind, Quote
from kg.model.period import Period, Validity
from kg.model.sentence import Span
from kg.publish import release
from kg.vocab import Names
from tests.conftest import World

ALL = ClaimFilter()


def seen(valid_from: str | None = None, as_of: str | None = None) -> SeenClaim:
    """A claim that the port was completed."""
    first, day = (Period.parse(text) if text else None for text in (valid_from, as_of))
    claim = Claim(
        "d", "port", "status", "state-completed", validity=Validity(first, None, day),
        evidence=(Quote("It is completed.", Span(0, 16)),),
    )  # fmt: skip
    return SeenClaim(claim, Kind.FACT)


DAYS = st.dates(date(2024, 12, 25), date(2025, 1, 10))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first = draw(DAYS)
    last = first + timedelta(days=draw(st.integers(0, 5)))
    return Period.parse(f"{first}/{last}")


def days(period: Period) -> list[date]:
    assert period.earliest
    assert period.latest
    count = (period.latest - period.earliest).days
    return [period.earliest + timedelta(days=n) for n in range(count + 1)]


@given(promised=periods(), delivered=periods())
def test_a_delivery_is_timed_only_where_every_day_it_may_mean_agrees(
    promised: Period, delivered: Period
) -> None:
    due = days(promised)
    told = {
        Timing.EARLIER if day < due[0] else Timing.LATER if day > due[-1] else Timing.IN_TIME
        for day in days(delivered)
    }
    expected = told.pop() if len(told) == 1 else Timing.UNKNOWN
    assert timing(promised, [seen(valid_from=delivered.text)]) is expected


@pytest.mark.parametrize(
    ("promised", "delivered", "expected"),
    [
        ("2027", [seen(as_of="2027-03")], Timing.IN_TIME),
        ("2027", [seen(as_of="2026-12-31")], Timing.EARLIER),
        ("2027", [seen(as_of="2028")], Timing.UNKNOWN),  # it may have been so for long
        ("2027", [seen()], Timing.UNKNOWN),
        ("2027", [seen(), seen("2028")], Timing.LATER),
        ("2027", [seen("2026"), seen("2028")], Timing.UNKNOWN),  # documents disagree
        ("../2027", [seen("2026")], Timing.UNKNOWN),
        ("../2027", [seen("2028")], Timing.LATER),
    ],
)
def test_what_dates_do_not_settle_is_not_timed(
    promised: str, delivered: list[SeenClaim], expected: Timing
) -> None:
    assert timing(Period.parse(promised), delivered) is expected
    assert timing(None, delivered) is Timing.UNKNOWN


POSTED = "data/claims/island-post-3.yaml"
QUOTE = "East Port is in Harbour City."


def built(world: World, said: str) -> Knowledge:
    """The invented harbour, of which another document says more of the completion of the port."""
    line = f"  - {{s: east-port, p: status, o: state-completed, {said}, quote: {QUOTE}}}\n"
    world.write(POSTED, world.text(POSTED).replace("claims:\n", f"claims:\n{line}", 1))
    world.replace("data/catalogue.yaml", "issued: 2025-12/2026-02", "issued: 2028-03-01")
    store = world.root / "store"
    release.build(world.root, store, Names(), lambda _: None)
    return open_knowledge(Settings(store=store))


def completion(found: tuple[Promise, ...]) -> Promise:
    (each,) = (p for p in found if p.promised[0].claim.object == "state-completed")
    return each


def test_a_promise_of_which_nothing_is_said_is_open_and_past_due_only_on_a_day(
    knowledge: Knowledge,
) -> None:
    each = completion(promises(knowledge, ALL))
    assert (each.outcome, each.timing, each.is_past_due) == (Outcome.OPEN, None, None)
    for day, past in (("2027-12-31", False), ("2028-01-01", True)):
        asked = promises(knowledge, ALL, "east-port", on=date.fromisoformat(day))
        assert completion(asked).is_past_due is past


def test_a_promise_is_delivered_where_another_document_says_so(world: World) -> None:
    known = built(world, "valid_from: 2028-02")
    each = completion(promises(known, ALL, on=date(2029, 1, 1)))
    assert (each.outcome, each.timing, each.is_past_due) == (Outcome.DELIVERED, Timing.LATER, False)
    assert [s.claim.document for s in each.delivered] == ["island-post-3"]


def test_a_delivery_counts_only_from_when_it_was_known(world: World) -> None:
    known = built(world, "valid_from: 2028-02")
    for day, outcome in (("2028-02-29", Outcome.OPEN), ("2028-03-01", Outcome.DELIVERED)):
        keep = replace(ALL, known_on=date.fromisoformat(day))
        assert completion(promises(known, keep)).outcome is outcome


def test_a_denial_is_no_delivery(world: World) -> None:
    each = completion(promises(built(world, "polarity: negative"), ALL))
    assert (each.outcome, each.delivered, len(each.denied)) == (Outcome.DENIED, (), 1)


def test_another_scope_or_purpose_is_similar_and_no_delivery(real: Knowledge) -> None:
    found = [p for p in promises(real, ALL) if p.similar]
    assert found
    for each in promises(real, ALL):
        wanted = set(each.promised[0].claim.qualifiers)
        assert all(wanted <= set(s.claim.qualifiers) for s in each.delivered)
        assert not any(wanted <= set(s.claim.qualifiers) for s in each.similar)
