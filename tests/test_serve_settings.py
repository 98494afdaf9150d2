"""`kg serve` and its settings: every one is a flag, those that exclude each other are told."""

import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli.serving import opening, serve
from kg.config import SECRETS, Settings, load
from kg.errors import InvalidRequest
from tests.command import Kg
from tests.conftest import ROOT
from tests.servers import free_port

pytestmark = pytest.mark.slow  # servers and engines of its own

GIVEN = {
    "base": "https://x.example/", "store": "elsewhere", "store_profile": "oxigraph",
    "cache": "some/cache", "query_seconds": "3.5", "max_query_bytes": "5",
    "max_query_depth": "6", "max_query_operators": "7", "max_query_terms": "21", "max_rows": "8",
    "max_result_bytes": "9", "slow_query_seconds": "0.5", "allowed_targets": "https://x/y",
    "max_spool_bytes": "22",
    "worker_megabytes": "10", "isolation": "off", "workers": "11", "spare_workers": "0",
    "queue": "12", "update_seconds": "13.5", "max_update_bytes": "14",
    "max_update_operations": "23", "max_kept_bytes": "24",
 "max_parameters": "15",
    "max_header_bytes": "16", "request_seconds": "17.5", "max_connections": "18",
    "log_format": "json", "log_level": "debug", "state": "some/state",
    "texts": "none", "page_size": "19",
    "max_page_size": "20", "writable": "True", "empty": "True", "strict_dataset": "True",
    "max_search_length": "25", "max_reconcile_batch": "26", "max_reconcile_properties": "27",
    "max_depth": "28", "max_expanded": "29", "max_branch": "30", "max_hops": "31",
    "max_paths": "32", "path_seconds": "1.5", "path_edges": "33", "max_compared": "34",
    "path_graph_edges": "0", "max_joined": "9",
    "extract_seconds": "4.5", "extract_reader": "rules",
    "max_document_bytes": "41", "max_decision_bytes": "42",
    "reviewer": "ann", "max_document_pages": "43",
    "analysis_wait_seconds": "0.25", "analysis_seconds": "34.5", "analysis_runs": "35",
    "analysis_at_once": "39", "analysis_sources": "36",
    "analysis_keep_seconds": "37.5", "analysis_kept_bytes": "38",
}  # fmt: skip
URL = "http://h/q?key=a-secret-of-mine"


def shown(printed: str) -> dict[str, str]:
    return dict(line.split("=", 1) for line in printed.splitlines())


def test_every_setting_but_a_secret_is_tried_here() -> None:
    assert GIVEN.keys() == Settings.model_fields.keys() - set(SECRETS)


@pytest.mark.parametrize("name", GIVEN)
def test_a_flag_sets_the_setting_of_its_name(name: str, kg: Kg) -> None:
    flag = f"--{name.replace('_', '-')}"
    given = [flag] if GIVEN[name] == "True" else [flag, GIVEN[name]]
    size = ["--page-size", "1"] if name == "max_page_size" else []
    found = shown(kg("serve", "--show-settings", *given, *size))
    assert found[f"KG_{name.upper()}"] == GIVEN[name]


def test_what_is_shown_can_be_given_again_and_shows_the_same(
    kg: Kg, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = shown(kg("serve", "--show-settings", "--workers", "3", "--writable"))
    for name, value in first.items():
        if value:
            monkeypatch.setenv(name, value)
    assert shown(kg("serve", "--show-settings")) == first


def test_a_flag_undoes_what_the_environment_says(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_WRITABLE", "true")
    assert shown(kg("serve", "--show-settings"))["KG_WRITABLE"] == "True"
    assert shown(kg("serve", "--show-settings", "--no-writable"))["KG_WRITABLE"] == "False"


def test_a_secret_has_no_flag(kg: Kg) -> None:
    assert not set(SECRETS) & inspect.signature(serve).parameters.keys()
    kg("serve", "--write-token", "x", "--show-settings", code=2)


def test_no_secret_is_shown(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SECRETS:
        monkeypatch.setenv(f"KG_{name.upper()}", "a-secret-of-mine")
    printed = kg("serve", "--show-settings", "--store", URL)
    assert "a-secret-of-mine" not in printed
    found = shown(printed)
    assert found["KG_STORE"] == "http://h/q?…"
    assert {found[f"KG_{name.upper()}"] for name in SECRETS} == {"**********"}


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--writable", "--empty"), ("--writable", "--empty")),
        (("--writable", "--store", URL), ("--writable", "http://h/q")),
        (("--empty", "--store", URL), ("--empty", "http://h/q")),
    ],
)
def test_settings_that_exclude_each_other_are_told_before_anything_starts(
    arguments: tuple[str, ...], named: tuple[str, ...], kg: Kg
) -> None:
    kg("serve", *arguments, code=5)
    assert all(name in kg.error for name in named)
    assert "a-secret-of-mine" not in kg.error
    assert "Value error" not in kg.error


def test_the_same_by_variables_is_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_WRITABLE", "true")
    monkeypatch.setenv("KG_EMPTY", "true")
    monkeypatch.setenv("KG_WRITE_TOKEN", "a-secret-of-mine")
    with pytest.raises(InvalidRequest, match=r"KG_WRITABLE .* KG_EMPTY") as error:
        load()
    assert "a-secret-of-mine" not in error.value.detail


def test_an_empty_graph_is_served_whatever_folder_the_store_is(tmp_path: Path) -> None:
    settings = load(empty=True, store=str(tmp_path / "nothing"))
    assert settings.empty


def started(*flags: str, **variables: str) -> str:
    """What a server says until it runs."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    command = [sys.executable, "-m", "kg", "serve", "--port", str(free_port()), *flags]
    process = subprocess.Popen(
        command, cwd=ROOT, env=inherited | variables, stderr=subprocess.PIPE, text=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stderr is not None
    said = ""
    try:
        for line in process.stderr:
            said += line
            if "running on" in line:
                return said
        raise AssertionError(f"the server did not start:\n{said}")
    finally:
        process.terminate()
        process.communicate()


def test_a_server_for_writing_without_a_token_says_so_at_its_start() -> None:
    said = started("--empty", "--log-format", "json")
    (warning,) = [line for line in said.splitlines() if "warning" in line and "TOKEN" in line]
    assert "KG_WRITE_TOKEN is not set" in warning


def test_a_server_for_writing_with_a_token_says_nothing_of_it() -> None:
    said = started("--empty", KG_WRITE_TOKEN="a-secret-of-mine")
    assert "TOKEN" not in said
    assert "a-secret-of-mine" not in said


def test_whoever_starts_the_server_is_told_where_the_page_is() -> None:
    assert opening("127.0.0.1", 8000) == "open http://127.0.0.1:8000/ (Ctrl+C ends it)"
    assert opening("0.0.0.0", 80, "/kg").startswith("open http://127.0.0.1:80/kg/ ")
    assert opening("::", 8000).startswith("open http://[::1]:8000/ ")
