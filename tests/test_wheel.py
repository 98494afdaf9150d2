"""The package works outside the checkout: built, installed into an empty environment, asked."""

import os
import signal
import subprocess
import sys
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.servers import free_port, wait_until_ready

ROOT = Path(__file__).parents[1]
LICENCES = "api/static/vendor/THIRD_PARTY_LICENSES.txt"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    kg = ROOT / ".venv/bin/kg"
    env = {**os.environ, "KG_STORE": str(folder / "store")}
    subprocess.run([kg, "build"], cwd=ROOT, env=env, check=True, capture_output=True)
    subprocess.run([kg, "ship", ROOT / "build/shipped"], cwd=ROOT, env=env, check=True)
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", folder, ROOT],
        check=True, capture_output=True,
    )  # fmt: skip
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that has the wheel and its locked requirements only."""
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder)  # our pip fills it; what is run compiles itself, and most never is
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", f"--python={folder}"]
    locked = ["--require-hashes", "--only-binary", ":all:", "-r", str(ROOT / "requirements.txt")]
    subprocess.run([*pip, "install", "--no-compile", *locked], check=True)
    subprocess.run([*pip, "install", "--no-compile", "--no-deps", str(wheel)], check=True)
    subprocess.run([*pip, "check"], check=True, capture_output=True)
    return folder / "bin"


def test_the_wheel_has_everything_but_the_article_texts(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "kg/_shipped/ontology/classes.ttl",
        "kg/_shipped/queries/offices.rq",
        "kg/_shipped/web/templates/entity.html",
        "kg/_shipped/web/static/app.css",
        "kg/_shipped/graph/graph.nq",
        "kg/_shipped/web/src/main.js",
        "kg/_shipped/web/static/page.css",
        "api/static/vendor/cytoscape.js",
        LICENCES,
        "api/app.py",
    ):
        assert wanted in names
    texts = {name for name in names if name.endswith(".txt") and "dist-info" not in name}
    assert texts == {LICENCES}
    assert not [name for name in names if "node_modules" in name]
    longest = (ROOT / "data/documents/hetao-hong-kong-park-opening.txt").read_text("utf-8")
    graph = zipfile.ZipFile(wheel).read("kg/_shipped/graph/graph.nq").decode()
    paragraph = max(longest.splitlines(), key=len)
    assert paragraph not in graph


def clean(tmp_path: Path) -> dict[str, str]:
    return {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}


def test_the_installed_command_answers_far_from_the_checkout(
    installed: Path, tmp_path: Path
) -> None:
    asked = subprocess.run(
        [installed / "kg", "query", "--saved", "offices", "--format", "csv"],
        cwd=tmp_path, env=clean(tmp_path), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "https://gba.example/id/xia-baolong" in asked.stdout


def test_a_store_asked_for_by_name_is_not_replaced_by_the_graph_of_the_package(
    installed: Path, tmp_path: Path
) -> None:
    refused = subprocess.run(
        [installed / "kg", "query", "--saved", "offices"],
        cwd=tmp_path, env={**clean(tmp_path), "KG_STORE": str(tmp_path / "mistyped")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert refused.returncode == 4
    assert "mistyped" in refused.stderr
    assert refused.stdout == ""


def test_building_without_a_checkout_says_what_is_missing(installed: Path, tmp_path: Path) -> None:
    refused = subprocess.run(
        [installed / "kg", "build"],
        cwd=tmp_path, env=clean(tmp_path), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert refused.returncode == 4
    assert "Clone it" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_measuring_without_a_checkout_says_what_is_missing(installed: Path, tmp_path: Path) -> None:
    refused = subprocess.run(
        [installed / "kg", "bench", "http"],
        cwd=tmp_path, env=clean(tmp_path), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert refused.returncode == 3
    assert "Clone it" in refused.stderr


@pytest.fixture
def server(installed: Path, tmp_path: Path) -> Iterator[str]:
    port = free_port()
    command = [str(installed / "kg"), "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=tmp_path, env=clean(tmp_path))
    try:
        wait_until_ready(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def test_the_installed_server_answers_a_query_and_shows_the_page(server: str) -> None:
    asked = httpx2.get(f"{server}/sparql", params={"query": "ASK { ?s ?p ?o }"})
    assert asked.json()["boolean"] is True
    page = httpx2.get(f"{server}/entities/qianhai", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "<blockquote>" in page.text
    assert httpx2.get(f"{server}/static/app.css").status_code == 200
