"""docs/sparql.md: commands and snippets do what they show, tables have what the code has."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from api import problems
from api.measures import Measures
from kg.cli import refusal
from kg.errors import BrokenGraph, InvalidData, Outdated
from kg.sparql.events import Outcome
from kg.sparql.formats import FORMATS
from tests.api_client import RealServer, real_server, real_store
from tests.conftest import ROOT
from tests.curl import Curl

PAGE = (ROOT / "docs/sparql.md").read_text(encoding="utf-8")
AUTHORITY = "127.0.0.1:8000"
SNIPPET = re.compile(r"^```(python|javascript)\n(.*?)^```", re.MULTILINE | re.DOTALL)
PRINTS = re.compile(r"(?:#|//) prints (.*)$", re.MULTILINE)
NODE = next(
    (
        path
        for folder in (str(Path(sys.executable).parent), *os.environ["PATH"].split(":"))
        if (path := Path(folder) / "node").exists()
    ),
    None,
)

pytestmark = pytest.mark.slow  # servers and engines of its own


@dataclass(slots=True)
class Section:
    """The commands below a heading, in their order, each with the lines that stand below it."""

    heading: str
    commands: list[tuple[str, list[str]]] = field(default_factory=list)


def sections() -> list[Section]:
    """Those that have commands."""
    found = []
    for text in PAGE.split("\n## ")[1:]:
        section = Section(text.partition("\n")[0])
        for block in re.findall(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            for line in block.splitlines():
                if line.startswith("$ "):
                    section.commands.append((line.removeprefix("$ "), []))
                else:
                    section.commands[-1][1].append(line)
        if section.commands:
            found.append(section)
    return found


SECTIONS = sections()
SNIPPETS = [(language, text) for language, text in SNIPPET.findall(PAGE)]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return real_store(tmp_path_factory)


@pytest.fixture(scope="module")
def published(store: Path) -> Iterator[RealServer]:
    with real_server(store) as running:
        yield running


@contextmanager
def started(command: str, store: Path) -> Iterator[RealServer]:
    """The server of `KG_…=… kg serve --flag`."""
    before, _, after = command.partition("kg serve")
    settings = dict(word.split("=", 1) for word in shlex.split(before))
    named = {name.removeprefix("KG_").lower(): value for name, value in settings.items()}
    with real_server(store, *shlex.split(after), **named) as running:
        yield running


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.heading)
def test_the_commands_of_a_section_do_what_they_show(section: Section, store: Path) -> None:
    commands = section.commands
    own = "kg serve" in commands[0][0]
    with started(commands[0][0] if own else "kg serve", store) as server:
        for command, shown in commands[own:]:
            printed = Curl.parse(command, ROOT).run(server.port)
            assert agree(shown, printed), "\n".join([command, *shown, "", printed])


def agree(shown: list[str], printed: str) -> bool:
    """Whether this was printed; … stands for anything in a line, and alone for any lines."""
    expected = "".join(
        r"(?:.*\n)*" if line == "…" else ".*".join(map(re.escape, line.split("…"))) + r"\n"
        for line in shown
    )
    return re.fullmatch(expected, "".join(f"{line}\n" for line in printed.splitlines())) is not None


def test_no_section_with_commands_is_passed_over() -> None:
    assert len(SECTIONS) >= 7
    assert sum(len(section.commands) for section in SECTIONS) == PAGE.count("\n$ ")
    assert len(SNIPPETS) == PAGE.count("```python") + PAGE.count("```javascript") == 4


@pytest.mark.parametrize("text", [text for name, text in SNIPPETS if name == "python"])
def test_a_snippet_in_python_prints_what_it_says(text: str, published: RealServer) -> None:
    here = f"127.0.0.1:{published.port}"
    if "import pandas" in text:  # too much to install for one line: at least its address is right
        (address,) = re.findall(r"http://[^\"]+", text)
        lines = Curl.parse(f"curl '{address}'", ROOT).run(published.port).splitlines()
        assert [str(len(lines) - 1)] == PRINTS.findall(text)
        assert lines[0].count(",") == 1
        return
    command = [sys.executable, "-W", "error", "-c", text.replace(AUTHORITY, here)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout.splitlines(), done.stderr) == (PRINTS.findall(text), "")


@pytest.mark.skipif(NODE is None, reason="node not found")
@pytest.mark.parametrize("text", [text for name, text in SNIPPETS if name == "javascript"])
def test_a_snippet_in_javascript_prints_what_it_says(text: str, published: RealServer) -> None:
    text = text.replace(AUTHORITY, f"127.0.0.1:{published.port}")
    command = [str(NODE), "--input-type=module", "--eval", text]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout.splitlines(), done.stderr) == (PRINTS.findall(text), "")


def test_every_address_of_the_page_is_the_one_that_the_tests_replace() -> None:
    found = re.findall(r"http://127\.0\.0\.1:\d+", PAGE.replace("http://127.0.0.1:7878", ""))
    assert {urlsplit(each).netloc for each in found} == {AUTHORITY}


def test_every_error_stands_in_the_table_with_its_status() -> None:
    rows = re.findall(r"^\| (\d{3}) \| `(\w+)` \|", PAGE, re.MULTILINE)
    table = {name: int(status) for status, name in rows}
    ours = {
        kind.__name__: status.value
        for kind, status in problems.STATUS.items()
        if kind not in (BrokenGraph, InvalidData, Outdated)  # of data and reviews, not of SPARQL
    }
    assert {name: table.get(name) for name in ours} == ours
    for refused in (refusal.head_too_long(1), refusal.too_slow("head", 1), refusal.too_many(1)):
        name = "".join(word.capitalize() for word in refused.status.name.split("_"))
        assert table[name] == refused.status


def test_every_format_and_metric_and_outcome_is_named() -> None:
    formats = {f"`{each.name}` {each.media_type}" for each in FORMATS}
    assert {each for each in formats if each not in PAGE} == set()
    metrics = {
        sample.name
        for metric in Measures().registry.collect()
        for sample in metric.samples
        if metric.name.startswith("kg_") and not sample.name.endswith("_created")
    }
    metrics = {re.sub("_(bucket|sum|count)$", "", name) for name in metrics} - {"kg_data_info"}
    named = set(re.findall(r"`(kg_\w+)`", PAGE))
    assert metrics <= named
    (outcomes,) = re.findall(r"^An outcome is one of (.*)\.$", PAGE, re.MULTILINE)
    assert outcomes.split(", ") == [each.value for each in Outcome]
