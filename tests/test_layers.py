"""Imports point one way."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.conftest import ROOT

# Each stage may import those before it; wings of one stage do not know one another.
STAGES = (
    {"vocab"}, {"model"}, {"errors"}, {"config", "resources"}, {"journal"},
    {"curate", "store"}, {"publish", "sparql"}, {"answers"}, {"extract", "write"}, {"review"},
    {"cli"}, {"notebook", "__main__"},
)  # fmt: skip
STAGE = {wing: number for number, stage in enumerate(STAGES) for wing in stage}
# The one word of a low wing that a high one may not use, and who may use a library.
API_KNOWS = (
    "kg.answers", "kg.sparql", "kg.write", "kg.config", "kg.errors", "kg.journal",
    "kg.resources", "kg.review", "kg.vocab", "kg.store.deadline", "kg.store.engine",
    "kg.store.editor", "kg.store.table", "kg.store.rdf", "kg.model",
)  # fmt: skip
ONLY = {
    "pyoxigraph": ("kg/store/",),
    "httpx2": ("kg/store/",),
    "tantivy": ("kg/store/",),
    "ahocorasick_rs": ("kg/extract/",),
    "pypdf": ("kg/extract/pdf_reader.py",),
    "spacy": ("kg/extract/parser.py",),
    "rapidfuzz": ("kg/answers/",),
    "opencc": ("kg/answers/folding.py",),
    "pypinyin": ("kg/answers/sound.py",),
    "rdflib": ("kg/curate/ontology.py", "kg/publish/"),
    "pyshacl": ("kg/curate/ontology.py", "kg/publish/"),
    "oxrdflib": (),
    "networkx": ("kg/answers/", "kg/write/", "kg/notebook.py", "kg/__init__.py"),
    "sqlite3": ("kg/store/",),
    "fastapi": ("api/",),
    "starlette": ("api/",),
    "regex": ("kg/sparql/",),
    "yaml": ("kg/curate/", "kg/sparql/", "kg/store/", "kg/write/", "kg/extract/"),
    "typer": ("kg/cli/",),
    "uvicorn": ("kg/cli/",),
    "httptools": ("kg/cli/connection.py",),
    "structlog": ("kg/journal.py",),
    "prometheus_client": ("api/measures.py", "api/routes/metrics.py"),
}


def _sources() -> list[Path]:
    found = [path for top in ("kg", "api") for path in sorted((ROOT / top).rglob("*.py"))]
    assert len(found) > 40  # the check has something to check
    return found


@cache
def _imported(path: Path) -> tuple[str, ...]:
    """Every module that the file imports, those inside functions included."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            assert node.module is not None
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _wing(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "kg" and len(parts) > 1 and parts[1] in STAGE else None


def test_every_wing_has_its_stage() -> None:
    tops = {path.stem if path.is_file() else path.name for path in (ROOT / "kg").glob("[!_]*")}
    assert tops <= STAGE.keys() | {"py"}, "name the new wing in STAGES"


def test_wings_import_only_earlier_wings() -> None:
    wrong, checked = [], 0
    for path in _sources():
        name = _name(path)
        if not name.startswith("kg/") or name == "kg/__init__.py":
            continue
        checked += 1
        here = path.stem if path.parent == ROOT / "kg" else path.relative_to(ROOT).parts[1]
        for module in _imported(path):
            there = _wing(module)
            if there and there != here and STAGE[there] >= STAGE[here]:
                wrong.append(f"{name} imports {module}")
    assert checked > 40
    assert wrong == []


def test_kg_never_imports_the_api() -> None:
    found = [
        f"{_name(path)} imports {module}"
        for path in _sources()
        if _name(path).startswith("kg/")
        for module in _imported(path)
        if module.split(".")[0] == "api"
    ]
    assert found == []


def test_the_api_knows_only_what_answers() -> None:
    files = [path for path in _sources() if _name(path).startswith("api/")]
    assert len(files) > 10
    found = []
    for path in files:
        for module in _imported(path):
            if module.startswith("kg.") and module != "kg.__version__":
                allowed = any(module == each or module.startswith(f"{each}.") for each in API_KNOWS)
                whole = module in {each.rsplit(".", 1)[0] for each in API_KNOWS}
                if not allowed and not whole:
                    found.append(f"{_name(path)} imports {module}")
    assert found == []


def test_each_library_has_its_wings() -> None:
    wrong, seen = [], set()
    for path in _sources():
        for module in _imported(path):
            library = module.split(".")[0]
            if library in ONLY:
                seen.add(library)
                if not _name(path).startswith(ONLY[library] or ("nowhere",)):
                    wrong.append(f"{_name(path)} imports {module}")
    assert wrong == []
    assert seen >= {"pyoxigraph", "rdflib", "pyshacl", "networkx", "fastapi", "starlette"}


def test_modules_import_one_another_in_no_circle() -> None:
    modules = {_name(path).removesuffix(".py").replace("/", "."): path for path in _sources()}
    arrows = {name: set(_imported(path)) & modules.keys() for name, path in modules.items()}
    done: set[str] = set()

    def walk(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail, name))
        if name not in done:
            for other in sorted(arrows[name]):
                walk(other, (*trail, name))
            done.add(name)

    for name in sorted(arrows):
        walk(name, ())


def test_the_environment_is_read_in_one_place() -> None:
    readers = [
        _name(path)
        for path in _sources()
        if "os.environ" in path.read_text(encoding="utf-8")
        or "getenv" in path.read_text(encoding="utf-8")
    ]
    assert readers == ["kg/config.py"]


def test_only_known_libraries_are_imported() -> None:
    known = {
        "kg", "api", "jinja2", "pydantic", "pydantic_settings", "rich", *ONLY,
        *sys.stdlib_module_names,
    }  # fmt: skip
    found = {module.split(".")[0] for path in _sources() for module in _imported(path)}
    assert found <= known, "a new library: is it in pyproject.toml, and which wing may use it?"
