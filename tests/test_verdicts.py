"""The verdicts on proposed relations: what is told of them is what was judged."""

import csv
import re
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parents[1] / "bench" / "verdicts"
VERDICTS = ("right", "repairable", "wrong")
FAULTS = ("object", "modality", "relation", "subject", "speaker", "polarity")


def test_the_readme_tells_the_counts_of_the_table() -> None:
    with (HERE / "relations.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    told = (HERE / "README.md").read_text(encoding="utf-8")
    assert Counter(row["set"] for row in rows) == {"matched": 50, "unmatched": 50}
    for name, sets in (
        ("matched", {"matched"}),
        ("unmatched", {"unmatched"}),
        ("both", {"matched", "unmatched"}),
    ):
        counts = Counter(row["verdict"] for row in rows if row["set"] in sets)
        share = f"{counts['right'] / counts.total():.2f}".lstrip("0")
        cells = [name, *(str(counts[verdict]) for verdict in VERDICTS), share]
        assert f"| {' | '.join(cells)} |" in told
    for low, high, words in (
        (0.75, 1.01, ".75 and above"),
        (0.60, 0.75, ".60 to .74"),
        (0.0, 0.60, "below .60"),
    ):
        band = [row["verdict"] for row in rows if low <= float(row["score"]) < high]
        assert f"{words} {band.count('right')}/{len(band)}" in told
    faults = Counter(row["fault"] for row in rows)
    for fault in FAULTS:
        assert re.search(rf"\b{fault} {faults[fault]}\b", told)


def test_what_is_right_has_no_fault_and_all_else_has_one() -> None:
    with (HERE / "relations.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert row["verdict"] in VERDICTS
            assert (row["fault"] == "") == (row["verdict"] == "right")
            assert row["fault"] in ("", *FAULTS)
            assert int(row["start"]) < int(row["end"])
