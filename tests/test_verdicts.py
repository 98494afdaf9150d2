"""The verdicts on proposed relations: what is told of them is what was judged."""

import csv
from collections.abc import Iterable
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1] / "bench" / "verdicts"
VERDICTS = ("right", "repairable", "wrong")
FAULTS = ("object", "modality", "relation", "subject", "speaker", "polarity", "date", "post")
JUDGED = (
    "judged-67928c3.csv", "judged-b96534e.csv", "judged-f49cf37.csv", "judged-284566e.csv",
)  # fmt: skip
TABLES = {  # how many were drawn of the matched, and of the others
    "held-out-n.csv": [50, 50], "held-out-m.csv": [50, 50],
    "held-out-l.csv": [72, 106], "held-out-j.csv": [50, 42],
    "held-out-g.csv": [50, 50], "held-out-f.csv": [50, 50], "seen.csv": [50, 50],
    "forms-third.csv": [50, 50], "forms-fourth.csv": [50, 50], "the-14.csv": [50, 50],
}  # fmt: skip
Row = dict[str, str]


def _rows(table: str) -> list[Row]:
    with (HERE / table).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _right(rows: Iterable[Row]) -> str:
    verdicts = [row["verdict"] for row in rows]
    right = verdicts.count("right")
    return f"{right / len(verdicts):.2f}".lstrip("0") + f" ({right}/{len(verdicts)})"


@pytest.mark.parametrize("table", TABLES)
def test_the_readme_tells_the_counts_of_each_table(table: str) -> None:
    told = (HERE / "README.md").read_text(encoding="utf-8")
    every = _rows(table)
    assert [sum(r["set"] == name for r in every) for name in ("matched", "unmatched")] == TABLES[
        table
    ]
    for rows in (every, [row for row in every if row["open"] == "false"]):
        sets = [[r for r in rows if r["set"] == name] for name in ("matched", "unmatched")]
        cells = [*map(_right, sets), _right(rows)]
        cells += [str(sum(r["verdict"] == v for r in rows)) for v in ("repairable", "wrong")]
        assert f"| {' | '.join(cells)} |" in told


@pytest.mark.parametrize("table", [*TABLES, *JUDGED, "unread-o.csv"])
def test_what_is_right_has_no_fault_and_all_else_has_one(table: str) -> None:
    for row in _rows(table):
        assert row["verdict"] in VERDICTS
        assert (row["fault"] == "") == (row["verdict"] == "right")
        assert row["fault"] in ("", *FAULTS)
        assert int(row["start"]) < int(row["end"])


def test_the_readme_tells_the_counts_of_what_was_drawn_from_unread_items() -> None:
    verdicts = [row["verdict"] for row in _rows("unread-o.csv")]
    right, repairable, wrong = (verdicts.count(each) for each in VERDICTS)
    told = " ".join((HERE / "README.md").read_text(encoding="utf-8").split())
    assert f".{right} right, {repairable} repairable, {wrong} wrong" in told
    assert len(verdicts) == 100


@pytest.mark.parametrize("table", JUDGED)
def test_the_readme_tells_how_the_modality_of_what_was_judged_is_held(table: str) -> None:
    told = (HERE / "README.md").read_text(encoding="utf-8")
    rows = _rows(table)
    counts = [str(sum(row["verdict"] == each for row in rows)) for each in VERDICTS[1:]]
    held = [row for row in rows if row["held"]]
    same = sum(row["held"] == row["told"] for row in held)
    share = f"{same / len(held):.2f}".lstrip("0") + f" ({same}/{len(held)})"
    hedged = [row for row in held if row["held"] != "asserted"]
    facts = sum(row["told"] == "asserted" for row in hedged)
    cells = [_right(rows), *counts, share, f"{facts} of {len(hedged)}"]
    assert f"| {' | '.join(cells)} |" in told
