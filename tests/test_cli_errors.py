"""What the command line says when it cannot, and the code it leaves with."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import Kg
from tests.conftest import ROOT


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


def test_a_name_that_is_no_slug_is_answered_with_the_slug(kg: Kg) -> None:
    kg("show", "東港", code=3)
    assert "Did you mean east-port" in kg.error
