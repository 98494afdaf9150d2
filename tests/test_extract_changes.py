"""Changes: from one figure to another, and by how much."""

import pytest

from kg.extract.candidate import Measured
from tests.extraction import figures, read

pytestmark = pytest.mark.usefixtures("each_reader")


@pytest.mark.parametrize("amounts", ["from 5 to 10 million yuan", "from RMB 5 to 10 million yuan"])
def test_both_ends_of_a_change_have_the_scale_of_the_second(amounts: str) -> None:
    found = figures(f"The Harbour Office raised its grant {amounts}.")
    assert found == [("5000000", "Harbour Office", "yuan"), ("10000000", "Harbour Office", "yuan")]


def test_what_changes_from_one_to_another_keeps_a_scale_of_its_own() -> None:
    found = figures("The Harbour Office raised its grant from 5 million to 8 million yuan.")
    assert [figure[0] for figure in found] == ["5000000", "8000000"]
    assert {figure[2] for figure in found} == {"yuan"}


def test_a_change_in_percentage_points_is_a_change_and_not_in_per_cent() -> None:
    found = read("The Harbour Bank cut its rate by 0.5 percentage points.").candidates
    measured = [each.content for each in found if isinstance(each.content, Measured)]
    assert [(each.measure, each.unit, each.counted) for each in measured] == [
        ("change", None, "percentage points")
    ]
