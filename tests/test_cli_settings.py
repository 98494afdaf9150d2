"""Settings on the command line: what `kg serve` shows of them, and which mean nothing."""

import json
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from kg.answers.knowledge import Knowledge
from kg.config import Settings, load
from kg.errors import InvalidRequest
from tests.api_client import real_server
from tests.command import Kg
from tests.conftest import ROOT


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


def test_a_page_larger_than_the_largest_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KG_PAGE_SIZE", "1000")
    with pytest.raises(InvalidRequest, match=r"KG_MAX_PAGE_SIZE=500: .* KG_PAGE_SIZE=1000"):
        load()
