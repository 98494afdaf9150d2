"""Who kills workers over and over has to wait; an honest neighbour does not."""

import pytest

from kg.errors import Penalised
from kg.sparql.penalty import DEATHS, FIRST_SECONDS, LONGEST_SECONDS, WINDOW_SECONDS, Penalties

HONEST = "SELECT ?p ?o { <urn:a> ?p ?o }"
SAME_SHAPE = "SELECT ?p ?o { <urn:b> ?p ?o }"


class Clock:
    """A clock that stands still."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def penalties(clock: Clock) -> Penalties:
    return Penalties(clock)


def deadly(number: int) -> str:
    return "SELECT * " + "{" * number


def looping(penalties: Penalties, clock: Clock) -> None:
    """Eve kills workers with a new text each time, until she is on probation."""
    for number in range(1, DEATHS + 1):
        penalties.check("eve", deadly(number))
        penalties.died("eve", deadly(number))


def test_a_text_that_killed_has_to_wait_and_then_may_try_again(
    penalties: Penalties, clock: Clock
) -> None:
    penalties.died("eve", deadly(1))
    with pytest.raises(Penalised, match="killed its worker") as refused:
        penalties.check("eve", deadly(1))
    assert refused.value.seconds == FIRST_SECONDS
    clock.now += FIRST_SECONDS
    penalties.check("eve", deadly(1))


def test_it_waits_whoever_sends_it(penalties: Penalties) -> None:
    penalties.died("eve", deadly(1))
    with pytest.raises(Penalised):
        penalties.check("mallory", deadly(1))


def test_it_waits_twice_as_long_each_time_up_to_the_longest(
    penalties: Penalties, clock: Clock
) -> None:
    waits = []
    for _ in range(8):
        penalties.died("eve", deadly(1))
        with pytest.raises(Penalised) as refused:
            penalties.check("eve", deadly(1))
        waits.append(refused.value.seconds)
        clock.now += refused.value.seconds
    assert waits[:3] == [FIRST_SECONDS, 2 * FIRST_SECONDS, 4 * FIRST_SECONDS]
    assert waits[-1] == LONGEST_SECONDS


def test_a_minute_after_its_wait_it_is_forgotten(penalties: Penalties, clock: Clock) -> None:
    penalties.died("eve", deadly(1))
    penalties.died("eve", deadly(1))
    clock.now += 2 * FIRST_SECONDS + WINDOW_SECONDS
    penalties.died("eve", deadly(1))
    with pytest.raises(Penalised) as refused:
        penalties.check("eve", deadly(1))
    assert refused.value.seconds == FIRST_SECONDS


def test_other_texts_of_others_are_not_touched(penalties: Penalties, clock: Clock) -> None:
    looping(penalties, clock)
    penalties.check("bob", HONEST)


def test_who_varies_the_text_may_try_one_a_second(penalties: Penalties, clock: Clock) -> None:
    looping(penalties, clock)
    penalties.check("eve", deadly(10))
    with pytest.raises(Penalised, match="eve"):
        penalties.check("eve", deadly(11))
    clock.now += 1
    penalties.check("eve", deadly(11))


def test_behind_the_same_address_what_has_answered_goes_through(
    penalties: Penalties, clock: Clock
) -> None:
    penalties.answered(HONEST)
    looping(penalties, clock)
    penalties.check("eve", deadly(10))
    for _ in range(10):
        penalties.check("eve", HONEST)
        penalties.check("eve", SAME_SHAPE)


def test_after_a_minute_without_deaths_probation_ends(penalties: Penalties, clock: Clock) -> None:
    looping(penalties, clock)
    clock.now += WINDOW_SECONDS
    for number in range(10, 20):
        penalties.check("eve", deadly(number))
