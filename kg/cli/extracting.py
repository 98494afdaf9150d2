"""extract: candidate claims of documents that nobody has read; nothing is written to the graph."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

import typer

from kg import resources
from kg.cli.output import progress, progress_done
from kg.config import load
from kg.curate import curation, ontology
from kg.errors import InvalidRequest, KgError
from kg.extract.checking import checked
from kg.extract.engine import MISSING, engine, is_poorer
from kg.extract.extractor import Extractor
from kg.extract.gazetteer import of_curation
from kg.extract.lexicon import Lexicon
from kg.extract.lines import lines, placed
from kg.extract.origin import Source
from kg.extract.source import open_source


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(extract)


def extract(
    files: list[Path] = typer.Argument(help="Texts, pages of HTML or PDFs, one document a file."),
    output: Path | None = typer.Option(
        None, "--output", "-o",
        help="File for the lines; documents that are in it already are left out.",
    ),
    date: datetime | None = typer.Option(
        None, "--date", formats=["%Y-%m-%d"],
        help="The day the documents were issued; without it a text's own words are asked.",
    ),
) -> None:  # fmt: skip
    """Propose mentions, claims, figures and events of texts, as JSON lines, each with its quote."""
    settings = load()
    _distinct(files)
    done = _resumed(output) if output else frozenset()
    failed: list[KgError] = []
    try:
        for number, path in enumerate(files, 1):
            if path.stem in done:
                continue
            progress(f"{number} of {len(files)}: {path.name}")
            try:
                source = open_source(path, settings.max_document_bytes, settings.extract_seconds,
                                     settings.max_document_pages)  # fmt: skip
                _write(output, _lines(path, source, date, settings.extract_seconds))
            except KgError as error:
                failed.append(error)
                progress_done()
                typer.echo(error.detail, err=True)
    finally:
        progress_done()
    if len(files) == len(failed) == 1:
        raise typer.Exit(5)
    if failed:
        typer.echo(f"{len(failed)} of {len(files)} documents were not read.", err=True)
        raise typer.Exit(1)


@cache
def _engine() -> tuple[Extractor, Lexicon]:
    root = resources.find().curated()
    found = curation.read(root)
    lexicon = Lexicon(found.ontology, ontology.phrases(root / "ontology"))
    reader = load().extract_reader
    if is_poorer(reader):
        typer.echo(MISSING, err=True)
    return engine(lexicon, of_curation(found), reader), lexicon


def _lines(path: Path, source: Source, date: datetime | None, seconds: float) -> list[str]:
    extractor, lexicon = _engine()
    text, day = source.text, date.date() if date else source.issued
    try:
        found = checked(text, extractor.extract(text, day, seconds))
    except KgError as error:
        error.detail = f"{path}: {error.detail}"
        raise
    made = placed(lines(path.stem, found, lexicon), source)
    return [json.dumps(line, ensure_ascii=False) for line in made]


def _write(output: Path | None, made: Iterable[str]) -> None:
    """A document at a time, so that a file that was cut off ends within its last document."""
    block = "".join(f"{line}\n" for line in made)
    if output is None:
        typer.echo(block, nl=False)
        return
    with output.open("a", encoding="utf-8") as stream:
        stream.write(block)


def _distinct(files: Sequence[Path]) -> None:
    """Documents are named by their file: no two may be named alike."""
    names: dict[str, Path] = {}
    for path in files:
        other = names.setdefault(path.stem, path)
        if other is not path:
            raise InvalidRequest(
                f"{other} and {path} would both be called '{path.stem}'; rename one of them."
            )


def _resumed(output: Path) -> frozenset[str]:
    """The documents that `output` has; the last one, which may be cut off, is taken out of it."""
    if not output.exists():
        return frozenset()
    kept, found = 0, list(_documents(output))
    if not found:
        return frozenset()
    last, kept = found[-1]
    with output.open("r+b") as stream:
        stream.truncate(kept)
    return frozenset(doc for doc, _ in found) - {last}


def _documents(output: Path) -> Iterator[tuple[str, int]]:
    """Every document of the file with the byte at which it opens."""
    at = 0
    with output.open("rb") as stream:
        for line in stream:
            if line.endswith(b"\n"):
                try:
                    made = json.loads(line)
                    name, kind = made["doc"], made["kind"]
                except (ValueError, TypeError, KeyError):
                    raise InvalidRequest(
                        f"{output} has a line at byte {at} that kg extract did not write; "
                        "give another file with -o."
                    ) from None
                if kind == "document":
                    yield str(name), at
            at += len(line)
