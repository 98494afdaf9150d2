"""check, build, cite, ship: for those who change the data."""

import gc
import time
from pathlib import Path

import typer

from kg import resources
from kg.answers import knowledge, rot
from kg.answers.search import Search
from kg.cli.output import FORMAT, Output, Report, print_json, print_table, progress, progress_done
from kg.config import load
from kg.curate import change, coverage, curation
from kg.curate import cite as citing
from kg.errors import InvalidData, NotFound
from kg.publish import release
from kg.sparql.saved import SavedQueries
from kg.vocab import Names
from kg.write import covering


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(check)
    app.command()(build)
    app.command()(cite)
    app.command(hidden=True)(ship)


def check(
    with_coverage: bool = typer.Option(
        False, "--coverage", help="Also look for content that no claim cites."
    ),
    output: Report = typer.Option(Report.TABLE, "--format", help="Markdown is for --coverage."),
) -> None:
    """Read every curated file and saved query; report all problems at once; write nothing.

    A change that was cut off by a kill is finished first.
    """
    root = resources.find().curated()
    change.settle(root)
    found = curation.read(root)
    if with_coverage:
        _coverage(coverage.coverage(found), output)
        return
    queries = SavedQueries(root / "queries", found.ontology)
    counts = {
        "documents": len(found.documents),
        "entities": len(found.entities),
        "claims": len(found.claims),
        "queries": len(queries),
    }
    if output is Report.JSON:
        print_json(counts)
    else:
        typer.echo("all right: " + ", ".join(f"{n} {name}" for name, n in counts.items()))


def _coverage(found: tuple[coverage.Coverage, ...], output: Report) -> None:
    if output is Report.JSON:
        print_json(covering.as_json(found))
    elif output is Report.MARKDOWN:
        typer.echo(covering.as_markdown(found), nl=False)
    else:
        columns, rows = covering.table(found)
        print_table(columns, rows, "found / not cited by any claim")
        for each in found:
            for open_signal in each.open:
                typer.echo(covering.line(open_signal))
    unexplained = [signal for each in found for signal in each.unexplained]
    if unexplained:
        raise InvalidData(tuple(covering.problem(signal) for signal in unexplained))


def build(output: Output = FORMAT) -> None:
    """Build the graph from the curated files and publish it in one step."""
    root, settings = resources.find().curated(), load()
    store = settings.store_path
    change.settle(root)
    started = time.monotonic()
    gc.disable()  # a build makes little garbage in circles and is over soon: an eighth of its time
    try:
        built = release.build(root, store, Names(settings.base), progress, check_queries)
        progress("indexing the names")
        Search(knowledge.open_knowledge(settings)).prepare()
    finally:
        gc.enable()
        progress_done()
    if output is Output.JSON:
        print_json({name: getattr(built, name) for name in built.__slots__})
        return
    typer.echo(
        f"built {built.version[:12]} in {time.monotonic() - started:.1f} s: {built.documents} "
        f"documents, {built.entities} entities, {built.claims} claims, {built.facts} facts, "
        f"{built.quads:,} quads"
    )


def check_queries(folder: Path, about: release.Release) -> None:
    """Whether every saved query still answers; raise InvalidData."""
    progress("asking the saved queries")
    found = knowledge.of_release(folder, about)
    rot.check(SavedQueries(resources.find().queries, found.ontology), found)


def cite(
    quote: str = typer.Argument(help="Words of a document; spaces and quote marks need not match."),
) -> None:
    """Find a quote in the documents and print ready YAML with its offsets."""
    root = resources.find().curated()
    found = citing.find(root, quote)
    if not found:
        raise NotFound("no document has these words; try fewer of them.")
    for each in found:
        typer.echo(each)


def ship(
    target: Path = typer.Argument(help="Folder for the graph that a package carries."),
) -> None:
    """Copy the published graph to where the wheel is made from."""
    knowledge.ship(load(), target)
