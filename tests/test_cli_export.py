"""`kg export`: the keys and lines that are promised, the same in every format."""

import csv
import io
import json
from pathlib import Path

import pytest
from rdflib import Dataset

from kg.answers.claims import Claims
from kg.answers.entity import Entities
from kg.answers.knowledge import Knowledge
from kg.write.export import claim_line, write_csv
from tests.command import Kg
from tests.conftest import ROOT

CLAIM_KEYS = [
    "id", "subject", "property", "object", "value", "value_max", "unit", "quantifier",
    "qualifiers", "modality", "polarity", "kind", "attributed_to", "valid_from", "valid_to",
    "as_of", "date_basis", "cited", "rank", "statement", "statement_kind", "document", "quote",
    "start", "end", "evidence",
]  # fmt: skip
ENTITY_KEYS = ["id", "type", "types", "label", "labels", "named", "documents"]


def test_a_claim_line_has_exactly_the_promised_keys_in_their_order(
    kg: Kg, knowledge: Knowledge
) -> None:
    lines = kg.lines("export", "claims")
    assert len(lines) == knowledge.release.claims
    for line in lines:
        assert list(line) == CLAIM_KEYS
        first = line["evidence"][0]
        assert (line["quote"], line["start"], line["end"]) == (
            first["quote"], first["start"], first["end"],
        )  # fmt: skip
        for name in ("id", "subject", "property", "object", "attributed_to", "statement"):
            assert line[name] is None or line[name].startswith("https://gba.example/")
        has_value = line["value"] is not None or line["quantifier"] is not None
        assert (line["object"] is None) is has_value


def test_an_entity_line_has_exactly_the_promised_keys_in_their_order(
    kg: Kg, knowledge: Knowledge
) -> None:
    lines = kg.lines("export", "entities", "--format", "jsonl")
    assert len(lines) == knowledge.release.entities
    for line in lines:
        assert list(line) == ENTITY_KEYS
        assert line["labels"]
        assert all(list(label) == ["value", "lang", "kind"] for label in line["labels"])


@pytest.mark.parametrize(("what", "keys"), [("claims", CLAIM_KEYS), ("entities", ENTITY_KEYS)])
def test_csv_has_the_same_lines_as_a_table(what: str, keys: list[str], kg: Kg) -> None:
    table = kg("export", what, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    lines = kg.lines("export", what)
    assert list(rows[0]) == keys
    assert len(rows) == len(lines)
    for row, line in zip(rows, lines, strict=True):
        for key, value in line.items():
            if isinstance(value, (dict, list)):
                assert json.loads(row[key]) == value
            elif not isinstance(value, bool):
                assert row[key] == ("" if value is None else str(value))


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "-", "\n=1"]
)
def test_a_text_that_a_spreadsheet_would_run_is_defused(text: str) -> None:
    sink = io.StringIO(newline="")
    write_csv([{"quote": text}], sink)
    ((cell,),) = list(csv.reader(io.StringIO(sink.getvalue(), newline="")))[1:]
    assert cell == f"'{text}"


@pytest.mark.parametrize("text", ["-0.1", "+5", "-7", "plain", "a=b", "", "'", "2025-01-01"])
def test_a_number_or_plain_text_is_left_as_it_is_in_csv(text: str) -> None:
    sink = io.StringIO(newline="")
    write_csv([{"a": text, "b": ""}], sink)
    assert next(csv.DictReader(io.StringIO(sink.getvalue(), newline="")))["a"] == text


def test_a_claim_line_is_the_same_from_the_store_as_from_the_library(
    kg: Kg, knowledge: Knowledge
) -> None:
    expected = [claim_line(seen, knowledge) for seen in Claims(knowledge).all()]
    assert kg.lines("export", "claims") == json.loads(json.dumps(expected))
    assert len(kg.lines("export", "entities")) == len(Entities(knowledge).all())


GRAPH_FORMATS = ["nquads", "trig", "turtle", "jsonld", "graphml", "gexf", "cytoscape"]


@pytest.mark.parametrize("name", GRAPH_FORMATS)
def test_the_graph_is_exported_the_same_to_a_file_and_to_the_output(
    name: str, kg: Kg, tmp_path: Path
) -> None:
    file = tmp_path / "graph"
    assert kg("export", "graph", "--format", name, "-o", str(file)) == ""
    text = file.read_text(encoding="utf-8")
    assert text == kg("export", "graph", "--format", name)
    assert "east-port" in text


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:(Dataset.default_context|Conj):DeprecationWarning")
@pytest.mark.parametrize(
    ("name", "parser"), [("trig", "trig"), ("turtle", "turtle"), ("jsonld", "json-ld")]
)
def test_the_graph_has_the_same_triples_in_every_rdf_format(name: str, parser: str, kg: Kg) -> None:
    found, expected = Dataset(), Dataset()
    found.parse(data=kg("export", "graph", "--format", name), format=parser)
    expected.parse(data=kg("export", "graph"), format="nquads")
    got, wanted = ({quad[:3] for quad in dataset.quads()} for dataset in (found, expected))
    assert got == wanted
    if name == "trig":
        assert set(found.quads()) == set(expected.quads())


@pytest.mark.slow
def test_article_texts_are_in_no_export(kg: Kg, shared_world: object) -> None:
    text = (ROOT / "tests/world/data/documents/island-post-3.txt").read_text()
    noise = "post@island.example"
    assert noise in text
    for name in GRAPH_FORMATS:
        assert noise not in kg("export", "graph", "--format", name)
    assert noise not in kg("export", "claims")
