"""The invented documents that `kg bench extract` scores are annotated word for word."""

import re
from pathlib import Path

import pytest

from bench.forms import FORMS, KINDS, SETS, boilerplate, rows

FILES = [file for name in SETS for file in sorted((FORMS / name).glob("*.jsonl"))]


def test_each_set_has_its_documents() -> None:
    assert [len(list((FORMS / name).glob("*.txt"))) for name in SETS] == [16, 8, 10, 10]
    assert all(file.with_suffix(".txt").is_file() for file in FILES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_a_reader_noted_stands_in_the_text(file: Path) -> None:
    text = file.with_suffix(".txt").read_text("utf-8")
    noted = rows(file)
    assert {row["kind"] for row in noted} == {"noise", *KINDS}
    for row in noted:
        assert (row.get("evidence") or row["text"]) in text
    spans = boilerplate(text, file)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_ends_of_what_a_reader_noted_are_declared(file: Path) -> None:
    noted = rows(file)
    names = {row["canonical"] for row in noted if row["kind"] == "mention"}
    for row in noted:
        if row["kind"] == "relation":
            assert {row["subject"], row["object"]} <= names
        if row["kind"] == "figure":
            assert row["subject"] in names


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_values_are_as_the_scorer_of_the_news_reads_them(file: Path) -> None:
    values = [row["value"] for row in rows(file) if row["kind"] == "figure"]
    assert not [value for value in values if re.search(r"\d \d", value)]
