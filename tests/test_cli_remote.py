"""Every command that reads the graph reads it from a URL as well, and prints the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import SELECT, Kg
from tests.engines import fake, oxigraph, response
from tests.servers import free_port

pytestmark = pytest.mark.slow  # servers and engines of its own

COMMANDS = [
    ("search", "port"), ("search", "東港", "--format", "json"), ("show", "east-port"),
    ("show", "east-harbour", "--format", "json"), ("neighbourhood", "east-port"),
    ("neighbourhood", "east-port", "--format", "svg"), ("conflicts",),
    ("compare", "east-port", "island-bridge"), ("timeline",), ("timeline", "lee-mei"),
    ("lifecycle", "east-port", "--on", "2028-01-01"), ("promises",),
    ("figures", "--format", "csv"),
    ("unknowns", "--on", "2028-01-01"), ("unknowns", "--part", "single-source"),
    ("conflicts", "--format", "csv", "--entity", "harbour-office"),
    ("analyse", "degree", "--format", "csv"), ("analyse", "bridges", "--kind", "fact"),
    ("analyse", "common-neighbours", "east-port", "harbour-office", "--format", "svg"),
    ("conflicts", "--format", "markdown"), ("export", "claims"),
    ("export", "claims", "--format", "csv"), ("export", "entities"), ("export", "graph"),
    ("export", "graph", "--format", "turtle"), ("export", "graph", "--format", "gexf"),
    ("query", "-"), ("query", "-", "--format", "json"), ("query", "-", "--format", "tsv"),
    ("query", "--saved", "figures", "entity=east-port", "--format", "csv"),
]  # fmt: skip


@pytest.fixture(scope="module")
def address(release_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph(release_folder / "graph.nq", tmp_path_factory.mktemp("engine")) as url:
        yield url


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_prints_the_same_from_a_url(
    command: tuple[str, ...], kg: Kg, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = kg(*command, text=SELECT)
    assert here
    monkeypatch.setenv("KG_STORE", address)
    assert kg(*command, text=SELECT) == here


def test_a_result_that_was_cut_says_so(
    kg: Kg, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE", address)
    monkeypatch.setenv("KG_MAX_ROWS", "2")
    rows = kg("query", "-", "--format", "csv", text="SELECT ?s { ?s ?p ?o }").splitlines()
    assert len(rows) == 3
    assert "cut after 2" in kg.error


@pytest.mark.parametrize("command", [("build",), ("ship", "somewhere")], ids=" ".join)
def test_nothing_is_built_into_a_url(
    command: tuple[str, ...], kg: Kg, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE", address)
    kg(*command, code=5)
    assert f"KG_STORE={address}" in kg.error
    assert "graph.nq" in kg.error


@pytest.mark.parametrize("command", [("show", "east-port"), ("query", "-"), ("serve",)])
def test_a_url_where_nobody_answers_is_named(
    command: tuple[str, ...], kg: Kg, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"http://127.0.0.1:{free_port()}/query"
    monkeypatch.setenv("KG_STORE", url)
    kg(*command, code=6, text=SELECT)
    assert url in kg.error
    assert "Is it running" in kg.error


def test_the_flag_of_serve_takes_a_url(kg: Kg) -> None:
    with fake(lambda connection: connection.send(response(b"Hello", "text/html"))) as server:
        kg("serve", "--store", server.url, code=6)
        assert server.url in kg.error
        assert "text/html" in kg.error
    shown = kg("serve", "--store", "http://h/q", "--show-settings").splitlines()
    assert "KG_STORE=http://h/q" in shown


def test_serve_does_not_show_what_opens_the_store(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_TOKEN", "a-secret-of-mine")
    assert "a-secret-of-mine" not in kg("serve", "--show-settings")
