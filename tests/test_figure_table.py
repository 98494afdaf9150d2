"""The table of figures by place: read with the text, it is what the scorer reads."""

import csv
import json
from pathlib import Path

import pytest

from bench.figure_table import NAMED, TABLE, write

TEXT = "East Pier cost 20 million yuan. The pier is a mile long."


def test_places_become_the_words_that_stand_there(tmp_path: Path) -> None:
    table, folder = tmp_path / "figures.csv", tmp_path / "gold"
    folder.mkdir()
    rows = (
        "document,start,end,value,unit,subject",
        "0001,0,30,15-25,yuan,0-9 32-40",
        "0001,32,55,one,46-50,0-9 32-40",
    )
    table.write_text("\n".join(rows), "utf-8")
    write(table, {"0001": TEXT}, folder)
    lines = [json.loads(line) for line in (folder / "0001.jsonl").read_text("utf-8").splitlines()]
    figures = [
        tuple(line[name] for name in ("subject", "value", "unit", "evidence"))
        for line in lines
        if line["kind"] == "figure"
    ]
    assert figures == [
        ("East Pier", "20 million", "yuan", "East Pier cost 20 million yuan"),
        ("East Pier", "one", "mile", "The pier is a mile long"),
    ]
    assert {line["text"] for line in lines if line["kind"] == "mention"} == {
        "East Pier", "The pier",
    }  # fmt: skip


@pytest.mark.parametrize(("table", "least"), [(TABLE, 300), (NAMED, 150)])
def test_the_tables_have_no_words_of_the_news_but_numbers_and_units(
    table: Path, least: int
) -> None:
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > least
    assert all(len(row["unit"].split()) < 5 and len(row["value"].split()) < 6 for row in rows)
    assert not any(letter.isalpha() for row in rows for letter in row["subject"])
