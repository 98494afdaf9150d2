"""The command line: what each command prints, and how it explains itself."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg import __version__, cli
from kg.answers.knowledge import Knowledge
from tests.command import SELECT, Kg
from tests.conftest import ROOT

COMMANDS = [
    (), ("check",), ("build",), ("serve",), ("query",), ("search",), ("show",), ("neighbourhood",),
    ("cite",), ("export",), ("export", "claims"), ("export", "entities"), ("export", "graph"),
    ("bench",), ("compare",), ("timeline",), ("lifecycle",), ("promises",), ("figures",),
    ("analyse",), ("add",), ("review",), ("withdraw",), ("diff",), ("merge",), ("rename",),
    ("migrate",),
]  # fmt: skip


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


@pytest.mark.parametrize(("module", "commands"), cli.COMMANDS.items())
def test_a_module_has_the_commands_that_it_is_loaded_for(
    module: str, commands: tuple[str, ...]
) -> None:
    assert tuple(cli.loaded(module)) == commands


def test_what_only_prints_a_version_loads_no_command() -> None:
    asked = "import sys; from kg import cli; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {f"kg.cli.{module}" for module in cli.COMMANDS}.intersection(loaded)


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


def test_an_ask_is_answered_without_asking_for_a_format(kg: Kg) -> None:
    assert "true" in kg("query", "-", text="ASK {}")


def test_conflicts_take_an_entity_as_promises_do(kg: Kg) -> None:
    named = kg("conflicts", "east-port", "--format", "json")
    assert named == kg("conflicts", "--entity", "east-port", "--format", "json")
    kg("conflicts", "nobody", code=3)
    assert "no entity 'nobody'" in kg.error
