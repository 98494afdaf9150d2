"""Every command that the documents show is run, and its output is what they say."""

import os
import re
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from kg.config import Settings
from kg.curate import ontology
from kg.publish import release
from kg.sparql.saved import SavedQueries
from kg.vocab import Names
from kg.write.service import limits

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^ *```console\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
QUERY_LINK = re.compile(
    r"(?:\bq=(?P<page>[a-z][a-z-]+)(?=&_)|/queries/(?P<http>[a-z][a-z-]+))(?P<rest>[?&][\w=&;%.-]+)?"
)
SERVER = "http://127.0.0.1:8000"


@dataclass(frozen=True)
class Shown:
    """A command and the output that stands below it; … stands for lines that are left out."""

    file: str
    command: str
    output: tuple[str, ...]


def shown() -> list[Shown]:
    found = []
    for name in ("README.md", "CONTRIBUTING.md", "docs/saved-queries.md", "docs/analysis.md"):
        for block in BLOCK.findall((ROOT / name).read_text(encoding="utf-8")):
            lines = [line.strip() for line in block.splitlines()]
            starts = [index for index, line in enumerate(lines) if line.startswith("$ ")]
            for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
                output = tuple(lines[start + 1 : end])
                found.append(Shown(name, lines[start].removeprefix("$ "), output))
    return found


SHOWN = shown()
COMMANDS = [each for each in SHOWN if each.command.startswith("kg ")]
REQUESTS = [each for each in SHOWN if each.command.startswith("curl ")]


@pytest.fixture(scope="module")
def real_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own data, built."""
    store = tmp_path_factory.mktemp("real") / "store"
    release.build(ROOT, store, Names(), lambda _: None)
    return store


def test_there_are_commands_to_run_and_nothing_else() -> None:
    assert len(COMMANDS) >= 10
    assert len(REQUESTS) >= 4
    assert len(SHOWN) == len(COMMANDS) + len(REQUESTS)


@pytest.mark.slow
@pytest.mark.parametrize("case", COMMANDS, ids=lambda case: case.command)
def test_a_command_of_the_documents_does_what_they_show(case: Shown, real_store: Path) -> None:
    (ROOT / "build").mkdir(exist_ok=True)
    path = f"{ROOT / '.venv/bin'}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", case.command], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "PATH": path, "KG_STORE": str(real_store)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert missing(case.output, done.stdout) == []


def missing(expected: tuple[str, ...], printed: str) -> list[str]:
    """The expected lines that were not printed in this order."""
    lines = iter(line.strip() for line in printed.splitlines())
    return [line for line in expected if line != "…" and line not in lines]


@pytest.mark.slow
@pytest.mark.parametrize("case", REQUESTS, ids=lambda case: case.command)
def test_a_request_of_the_documents_is_answered(case: Shown, real_store: Path) -> None:
    words = shlex.split(case.command)[1:]
    headers, form, address, body = {}, {}, "", None
    while words:
        word = words.pop(0)
        if word == "-H":
            name, _, value = words.pop(0).partition(": ")
            headers[name] = value
        elif word == "--data-urlencode":
            name, _, value = words.pop(0).partition("=")
            form[name] = value
        elif word == "-d":
            body = words.pop(0)
        else:
            address = word
    assert address.startswith(SERVER)
    with TestClient(create_app(Settings(store=real_store))) as client:
        target = address.removeprefix(SERVER)
        if form or body:
            answer = client.post(target, data=form, content=body, headers=headers)
        else:
            answer = client.get(target, headers=headers)
    assert answer.status_code == 200
    assert answer.content


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) < 120


@pytest.mark.slow
def test_the_picture_of_the_readme_is_the_one_that_is_drawn_now(real_store: Path) -> None:
    drawn = subprocess.run(
        [ROOT / ".venv/bin/kg", "neighbourhood", "qianhai", "--limit", "14", "--format", "svg"],
        capture_output=True, text=True, check=True,
        env={**os.environ, "KG_STORE": str(real_store)},
    )  # fmt: skip
    assert drawn.stdout == (ROOT / "docs/qianhai.svg").read_text(encoding="utf-8"), (
        "run: kg neighbourhood qianhai --limit 14 --format svg > docs/qianhai.svg"
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "command"),
    [
        ("coverage.md", ["check", "--coverage", "--format", "markdown"]),
        ("comparisons.md", ["conflicts", "--format", "markdown"]),
    ],
)
def test_a_page_made_from_the_data_is_the_one_that_is_made_now(
    page: str, command: list[str], real_store: Path
) -> None:
    made = subprocess.run(
        [ROOT / ".venv/bin/kg", *command], capture_output=True, text=True, check=True,
        env={**os.environ, "KG_STORE": str(real_store)},
    )  # fmt: skip
    assert made.stdout == (ROOT / "docs" / page).read_text(encoding="utf-8"), "run: make pages"


def test_every_relative_link_of_the_documents_leads_somewhere() -> None:
    link = re.compile(r"\]\((?!https?:)([^)#]+)\)")
    files = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    assert [
        f"{file.name}: {target}"
        for file in files
        for target in link.findall(file.read_text(encoding="utf-8"))
        if not (file.parent / target).exists()
    ] == []


def test_every_setting_is_told_with_its_meaning() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_every_limit_of_the_service_stands_in_its_page_with_its_default() -> None:
    page = (ROOT / "docs/sparql.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `KG_(\w+)` \| ([\d,.]+) \|", page, re.MULTILINE)
    told = {name.lower(): float(value.replace(",", "")) for name, value in rows}
    assert told == {name: Settings.model_fields[name].default for name in told}
    defaults = Settings.model_construct(writable=True)
    assert {each.setting.removeprefix("KG_").lower() for each in limits(defaults)} <= set(told)


def test_a_link_of_the_documents_to_a_query_has_the_parameters_of_that_query() -> None:
    """`q=NAME&_parameter=…` of the page, and `/queries/NAME?parameter=…`."""
    queries, checked = SavedQueries(ROOT / "queries", ontology.read(ROOT / "ontology")), 0
    own = {"limit", "cursor", "format", "valid_on", "known_on"}
    for file in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for link in QUERY_LINK.finditer(file.read_text(encoding="utf-8")):
            given = re.findall(r"(?:^|[?&;])_?(\w+)=", link["rest"] or "")
            known = queries[link["page"] or link["http"]].header.parameters.keys() | own
            assert set(given) <= known, (file.name, link[0])
            checked += bool(given)
    assert checked >= 3
