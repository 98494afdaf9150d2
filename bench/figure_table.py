"""Figures that readers noted in annotated news, by place: none of the texts is kept here."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.extraction import Scored, news, score

TABLE = Path(__file__).with_name("figures.csv")
NAMED = TABLE.with_name("named_figures.csv")  # each given to what has a name, as the 14 have it


def scored(table: Path, folder: Path) -> tuple[int, Scored]:
    """How the engine does on the documents of a table, and how many those are."""
    with table.open(encoding="utf-8", newline="") as file:
        numbers = sorted({row["document"] for row in csv.DictReader(file)})
    write(table, news(numbers), folder)
    return len(numbers), score(numbers, folder)


def write(table: Path, texts: Mapping[str, str], folder: Path) -> None:
    """Write into `folder`, a file a document, what the scorer of the news reads."""
    lines: dict[str, list[dict[str, Any]]] = {}
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            number = row["document"]
            lines.setdefault(number, []).extend(_lines(row, texts[number]))
    for number, each in lines.items():
        text = "".join(f"{json.dumps(line)}\n" for line in each)
        (folder / f"{number}.jsonl").write_text(text, "utf-8")


def _lines(row: Mapping[str, str], text: str) -> list[dict[str, Any]]:
    """The forms of what a figure is of, as mentions, and the figure itself."""
    forms = [_told(span, text) for span in row["subject"].split()]
    name = max(forms, key=len)
    mentions = [
        {"kind": "mention", "text": form, "type": "Project", "canonical": name} for form in forms
    ]
    figure = {
        "kind": "figure", "subject": name, "measure": "", "modality": "asserted",
        "value": _told(row["value"], text), "unit": _told(row["unit"], text),
        "evidence": text[int(row["start"]) : int(row["end"])],
    }  # fmt: skip
    return [*mentions, figure]


def _told(place: str, text: str) -> str:
    """The words at a place, "12-20"; as it is, a unit that the text words otherwise, and a value
    in digits, where the scorer does not read its words ("thirty-six")."""
    start, mark, end = place.partition("-")
    return text[int(start) : int(end)] if mark and start.isdigit() and end.isdigit() else place
