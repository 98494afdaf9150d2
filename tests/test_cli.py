"""The command line: what it prints, what it says when it cannot, and the code it leaves with."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from rdflib import Dataset

from kg import __version__, cli
from kg.answers.claims import Claims
from kg.answers.entity import Entities
from kg.answers.knowledge import Knowledge
from kg.config import Settings, load
from kg.errors import InvalidRequest
from kg.write.export import claim_line, write_csv
from tests.api_client import real_server
from tests.conftest import ROOT

CLAIM_KEYS = [
    "id", "subject", "property", "object", "value", "value_max", "unit", "quantifier",
    "qualifiers", "modality", "polarity", "kind", "attributed_to", "valid_from", "valid_to",
    "as_of", "date_basis", "cited", "rank", "statement", "statement_kind", "document", "quote",
    "start", "end", "evidence",
]  # fmt: skip
ENTITY_KEYS = ["id", "type", "types", "label", "labels", "named", "documents"]
COMMANDS = [
    (), ("check",), ("build",), ("serve",), ("query",), ("search",), ("show",), ("neighbourhood",),
    ("cite",), ("export",), ("export", "claims"), ("export", "entities"), ("export", "graph"),
    ("bench",), ("compare",), ("timeline",), ("lifecycle",), ("promises",), ("figures",),
    ("analyse",), ("add",), ("review",), ("withdraw",), ("diff",), ("merge",), ("rename",),
    ("migrate",),
]  # fmt: skip
SELECT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"


class Kg:
    """Runs `kg` in this process, over the store of the invented harbour."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str], store: Path
    ) -> None:
        self.monkeypatch, self.capture = monkeypatch, capture
        for name in [name for name in os.environ if name.startswith("KG_")]:
            monkeypatch.delenv(name)
        monkeypatch.setenv("KG_STORE", str(store))
        self.error = ""

    def __call__(self, *arguments: str, code: int = 0, text: str = "") -> str:
        """What it prints; `error` then has what it says on the other channel."""
        self.monkeypatch.setattr(sys, "argv", ["kg", *arguments])
        self.monkeypatch.setattr(sys, "stdin", io.StringIO(text))
        self.capture.readouterr()
        with pytest.raises(SystemExit) as left:
            cli.main()
        output, self.error = self.capture.readouterr()
        assert (left.value.code or 0) == code, output + self.error
        assert "Traceback" not in self.error
        return output

    def data(self, *arguments: str) -> Any:  # noqa: ANN401
        """What it prints, as JSON."""
        return json.loads(self(*arguments))

    def lines(self, *arguments: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self(*arguments).splitlines()]


@pytest.fixture
def kg(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], store_folder: Path
) -> Kg:
    return Kg(monkeypatch, capsys, store_folder)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(command: tuple[str, ...], kg: Kg) -> None:
    text = kg(*command, "--help")
    assert f"{' '.join(command)} [OPTIONS]".strip() in text
    assert len(text.splitlines()) > 5


def test_the_help_names_every_command_and_every_exit_code(kg: Kg) -> None:
    text = re.sub(r"\s+", " ", kg("--help"))
    for command in {name for names in COMMANDS for name in names[:1]}:
        assert re.search(rf"\b{command}\b", text), command
    for code in sorted({0, 2, *cli.EXIT_CODES.values()}):
        assert re.search(rf"\b{code} [a-z]", text), code


def test_the_version_is_the_one_of_the_package(kg: Kg) -> None:
    assert kg("--version") == f"{__version__}\n"


@pytest.mark.slow
def test_the_module_runs_as_the_command_does() -> None:
    command = [sys.executable, "-m", "kg", "--version"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == f"{__version__}\n"


def test_check_counts_what_the_repository_has(kg: Kg) -> None:
    counts = kg.data("check", "--format", "json")
    assert counts["documents"] >= 5
    assert counts["claims"] > counts["entities"] > 100
    assert f"{counts['claims']} claims" in kg("check")


@pytest.mark.slow
def test_build_publishes_a_graph_that_the_other_commands_open(
    kg: Kg, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KG_STORE", str(tmp_path / "new" / "store"))
    built = kg.data("build", "--format", "json")
    assert built["claims"] == kg.data("check", "--format", "json")["claims"]
    assert len(built["version"]) == 64
    assert len(kg.lines("export", "entities")) == built["entities"]


def test_a_query_is_read_from_a_file_or_from_standard_input(kg: Kg, tmp_path: Path) -> None:
    file = tmp_path / "count.rq"
    file.write_text(SELECT)
    from_file = kg("query", str(file), "--format", "csv")
    assert from_file == kg("query", "-", "--format", "csv", text=SELECT)
    assert int(from_file.split()[1]) > 1_000
    assert from_file.split()[1] in kg("query", str(file))


@pytest.mark.parametrize("name", ["json", "csv", "tsv", "xml"])
def test_a_query_has_every_result_format(name: str, kg: Kg) -> None:
    answer = kg("query", "-", "--format", name, text="SELECT ('é' AS ?x) {}")
    assert "é" in answer
    if name == "json":
        assert json.loads(answer)["results"]["bindings"][0]["x"]["value"] == "é"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["turtle", "jsonld", "ntriples", "rdfxml", "nquads", "trig"])
def test_a_construct_has_every_graph_format(name: str, kg: Kg) -> None:
    text = "CONSTRUCT { <http://e/s> <http://e/p> ?x } { BIND (1 AS ?x) }"
    assert "http://e/" in kg("query", "-", "--format", name, text=text)
    assert "http://e/s" in kg("query", "-", text=text)


def test_from_means_only_that_graph_on_the_command_line_too(kg: Kg, knowledge: Knowledge) -> None:
    facts = knowledge.names.graph("facts")
    inside = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{facts}> {{ ?s ?p ?o }} }}"
    only = f"SELECT (COUNT(*) AS ?n) FROM <{facts}> {{ ?s ?p ?o }}"
    assert kg("query", "-", "--format", "csv", text=only) == kg(
        "query", "-", "--format", "csv", text=inside
    )


def test_a_saved_query_takes_parameters(kg: Kg) -> None:
    rows = kg("query", "--saved", "figures", "entity=east-port", "--format", "csv").splitlines()
    assert len(rows) > 2
    assert "dailyCapacity" in "\n".join(rows)
    assert "East" not in kg("query", "--saved", "figures", "--format", "csv")


def test_search_finds_by_any_name(kg: Kg) -> None:
    assert "east-port" in kg("search", "東港")
    found = kg.data("search", "port", "--format", "json", "--limit", "1")
    assert len(found["items"]) == 1 < found["total"]
    typed = kg.data("search", "", "--type", "Person", "--format", "json")
    assert {hit["entity"]["type"] for hit in typed["items"]} == {"Person"}
    (best, *_) = kg.data("search", "Est Port", "--format", "json")["items"]
    assert (best["entity"]["id"], best["matched"], best["why"]) == (
        "east-port",
        "East Port",
        "typo",
    )
    assert "typo" in kg("search", "Est Port", "--document", "island-post-3", "--period", "2025")
    kg("search", "port", "--period", "soon", code=5)
    kg("search", "a" * 201, code=5)
    assert "KG_MAX_SEARCH_LENGTH" in kg.error


def test_show_prints_names_claims_and_quotes(kg: Kg) -> None:
    text = kg("show", "east-port")
    assert text.startswith("East Port (Port)\n")
    assert "東港口岸" in text
    assert "Blue Lantern" in text
    assert "“" in text
    shown = kg.data("show", "east-port", "--format", "json", "--kind", "planned")
    assert {claim["kind"] for claim in shown["claims"]} == {"planned"}


def test_neighbourhood_prints_edges_and_counts_them(kg: Kg) -> None:
    assert "around East Port" in kg("neighbourhood", "east-port")
    found = kg.data("neighbourhood", "east-port", "--format", "json", "--limit", "2")
    assert len(found["edges"]) == 2
    assert found["next"]
    narrow = kg.data("neighbourhood", "east-port", "--property", "locatedIn", "--format", "json")
    assert {edge["property"]["id"] for edge in narrow["edges"]} == {"locatedIn"}


def test_cite_prints_the_place_of_words_in_the_documents(kg: Kg) -> None:
    text = kg("cite", "Luohu, Wenjindu and Liantang checkpoints")
    assert "luohu-port-economy" in text
    assert "Home to" not in text
    assert re.search(r"\b\d+\b", text)


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


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("frob",), 2, "frob"),
        (("search",), 2, "'text'"),
        (("export", "claims", "--format", "xml"), 2, "jsonl"),
        (("search", "a", "--limit", "0"), 2, "--limit"),
        (("serve", "--port", "99999"), 2, "--port"),
        (("show", "nope"), 3, "no entity 'nope'. Search"),
        (("neighbourhood", "nope"), 3, "no entity 'nope'. Search"),
        (("show", "a[b"), 3, "entity"),
        (("show", "> <"), 3, "entity"),
        (("query", "--saved", "nope"), 3, "no saved query 'nope'. There are: "),
        (("bench", "nope"), 3, "no measurement 'nope'. There are: build, http, attack"),
        (("cite", "these words stand nowhere at all"), 3, "try fewer"),
        (("query", "nowhere.rq"), 5, "nowhere.rq cannot be read"),
        (("query",), 5, "give one file"),
        (("query", "--saved", "figures", "entity"), 5, "name=value"),
        (("query", "--saved", "figures", "colour=blue"), 5, "colour: no such parameter"),
        (("export", "claims", "-o", "/nowhere/claims.jsonl"), 5, "/nowhere/claims.jsonl cannot be"),
    ],
)
def test_an_error_names_the_thing_and_the_remedy_and_has_its_code(
    arguments: tuple[str, ...], code: int, words: str, kg: Kg
) -> None:
    assert kg(*arguments, code=code) == ""
    assert words in re.sub(r"\s+", " ", kg.error)


def test_a_filter_that_means_nothing_names_what_there_is(kg: Kg) -> None:
    kg("show", "east-port", "--kind", "rumour", code=5)
    assert "'rumour' is not one of fact, reported" in kg.error


@pytest.mark.parametrize("command", ["show", "neighbourhood"])
def test_a_renamed_entity_is_shown_or_said_not_to_be_there(command: str, kg: Kg) -> None:
    """It is no failure of the engine (6)."""
    try:
        assert "East Port" in kg(command, "east-harbour")
    except AssertionError:
        kg(command, "east-harbour", code=3)
        assert "'east-port'" in kg.error


def test_nothing_built_is_said_with_the_command_that_builds(
    kg: Kg, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KG_STORE", str(tmp_path / "nothing"))
    kg("search", "a", code=4)
    assert "Run `kg build`" in kg.error


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SELECT", "expected"),
        ("DELETE WHERE { ?s ?p ?o }", "read-only"),
        ("SELECT * { SERVICE <http://e/> {} }", "SERVICE"),
        ("ASK " + "{" * 200, "KG_MAX_QUERY_DEPTH"),
        ("ASK {}" + " " * 100_000, "KG_MAX_QUERY_BYTES"),
    ],
)
def test_a_query_that_is_refused_leaves_with_its_code(text: str, words: str, kg: Kg) -> None:
    kg("query", "-", code=5, text=text)
    assert words in kg.error


@pytest.mark.slow
def test_a_query_past_its_deadline_leaves_with_its_code(
    kg: Kg, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_QUERY_SECONDS", "1")
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    kg("query", "-", code=5, text=slow)
    assert "KG_QUERY_SECONDS" in kg.error


def test_a_format_that_the_answer_does_not_have_is_refused_with_the_others(kg: Kg) -> None:
    kg("query", "-", "--format", "turtle", code=5, text="ASK {}")
    assert "json, xml" in kg.error


def test_an_ask_is_answered_without_asking_for_a_format(kg: Kg) -> None:
    assert "true" in kg("query", "-", text="ASK {}")


@pytest.mark.slow
def test_a_broken_project_is_code_1_and_every_problem_is_told(tmp_path: Path) -> None:
    """`kg` looks for the project where it lies itself, so it is copied."""
    for name in ("kg", "ontology", "queries"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    shutil.copytree(ROOT / "tests/world/data", tmp_path / "data")
    (tmp_path / "pyproject.toml").write_text("")
    claims = tmp_path / "data/claims/harbour-notice.yaml"
    claims.write_text(claims.read_text().replace("locatedIn", "standsIn").replace("area", "aria"))
    command = [sys.executable, "-m", "kg", "check"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=environment)
    assert done.returncode == 1
    assert "data/claims/harbour-notice.yaml" in done.stderr
    assert "standsIn" in done.stderr
    assert "aria" in done.stderr
    assert "nothing was changed" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "claims", "--format", "csv"),
        ("export", "graph", "--format", "trig"),
        ("show", "east-port"),
    ],
    ids=" ".join,
)
def test_a_reader_that_has_had_enough_is_no_error(
    arguments: tuple[str, ...], store_folder: Path
) -> None:
    """Code 1 would say that there are problems in the data."""
    reader, writer = os.pipe()
    os.close(reader)
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", *arguments], cwd=ROOT, stdout=writer, stderr=subprocess.PIPE,
        text=True, env={**os.environ, "KG_STORE": str(store_folder)},
    )  # fmt: skip
    os.close(writer)
    _, error = process.communicate()
    assert error == ""
    assert process.returncode == 0


@pytest.mark.slow
def test_a_query_whose_reader_has_had_enough_is_no_error(store_folder: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "query", "-", "--format", "csv"], cwd=ROOT, stdout=writer,
        stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "KG_STORE": str(store_folder)},
    )  # fmt: skip
    os.close(writer)
    _, error = process.communicate("SELECT ?s ?p ?o ?a { ?s ?p ?o . ?a ?b ?c } LIMIT 100000")
    # where the kernel forbids namespaces, that is said, and nothing else
    assert error in ("", "query workers are on the network; only the gate refuses SERVICE\n")
    assert process.returncode == 0


@pytest.fixture
def shown(kg: Kg) -> dict[str, str]:
    lines = kg("serve", "--show-settings", "--workers", "3").splitlines()
    return {name: value for name, _, value in (line.partition("=") for line in lines)}


def test_serve_shows_the_effective_settings(shown: dict[str, str], store_folder: Path) -> None:
    assert shown.keys() == {f"KG_{name.upper()}" for name in Settings.model_fields}
    assert shown["KG_STORE"] == str(store_folder)
    assert shown["KG_WORKERS"] == "3"
    assert shown["KG_QUERY_SECONDS"] == "10.0"


def test_serve_does_not_show_the_token(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_WRITE_TOKEN", "a-secret-of-mine")
    assert "a-secret-of-mine" not in kg("serve", "--show-settings")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "value"), [("KG_WORKERS", "many"), ("KG_QUERY_SECONDS", "-1"), ("KG_BASE", "nowhere")]
)
def test_a_setting_that_means_nothing_is_named_without_a_traceback(
    name: str, value: str, kg: Kg, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "argv", ["kg", "build" if name == "KG_BASE" else "search", "a"])
    done = subprocess.run(
        [sys.executable, "-m", "kg", *(["build"] if name == "KG_BASE" else ["search", "a"])],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert name in done.stderr or value in done.stderr


def test_serve_without_a_store_says_what_is_missing_and_does_not_start(
    kg: Kg, tmp_path: Path
) -> None:
    kg("serve", "--store", str(tmp_path / "nothing"), code=4)
    assert "Run `kg build`" in kg.error


@pytest.mark.slow
def test_serve_answers_under_its_root_path(store_folder: Path, knowledge: Knowledge) -> None:
    with real_server(store_folder, "--root-path", "/graph") as server:
        address = f"http://127.0.0.1:{server.port}"
        with urllib.request.urlopen(f"{address}/readyz") as response:
            assert json.load(response)["version"] == knowledge.version
        with urllib.request.urlopen(f"{address}/entities/east-port?format=html") as response:
            assert b'href="/graph/entities' in response.read()


def test_a_claim_line_is_the_same_from_the_store_as_from_the_library(
    kg: Kg, knowledge: Knowledge
) -> None:
    expected = [claim_line(seen, knowledge) for seen in Claims(knowledge).all()]
    assert kg.lines("export", "claims") == json.loads(json.dumps(expected))
    assert len(kg.lines("export", "entities")) == len(Entities(knowledge).all())


def test_a_page_larger_than_the_largest_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KG_PAGE_SIZE", "1000")
    with pytest.raises(InvalidRequest, match=r"KG_MAX_PAGE_SIZE=500: .* KG_PAGE_SIZE=1000"):
        load()


def test_conflicts_take_an_entity_as_promises_do(kg: Kg) -> None:
    named = kg("conflicts", "east-port", "--format", "json")
    assert named == kg("conflicts", "--entity", "east-port", "--format", "json")
    kg("conflicts", "nobody", code=3)
    assert "no entity 'nobody'" in kg.error


def test_a_name_that_is_no_slug_is_answered_with_the_slug(kg: Kg) -> None:
    kg("show", "東港", code=3)
    assert "Did you mean east-port" in kg.error
