"""query, search, show, conflicts: for those who ask."""

import asyncio
import io
import sys
from pathlib import Path
from typing import IO

import typer

from kg import resources
from kg.answers.conflicts import comparisons
from kg.answers.entity import Entities
from kg.answers.knowledge import Knowledge, open_knowledge
from kg.answers.search import Search
from kg.cli.filtering import current, read_filter, with_filter
from kg.cli.output import FORMAT, Output, Report, print_json, print_table
from kg.config import Settings, load
from kg.errors import InvalidRequest
from kg.sparql import gate
from kg.sparql.formats import by_name, offered
from kg.sparql.pool import Pool, Release
from kg.sparql.relay import Relay
from kg.sparql.result import Conditions
from kg.sparql.results import read_csv
from kg.sparql.saved import SavedQueries
from kg.store.engine import Answer
from kg.write import conflicts as comparing
from kg.write import shaping


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(query)
    app.command()(search)
    app.command()(with_filter(show))
    app.command()(conflicts)


def query(
    file: str | None = typer.Argument(None, help="A file with SPARQL, or - for standard input."),
    arguments: list[str] = typer.Argument(None, help="Parameters of a saved query: name=value."),
    saved: str | None = typer.Option(None, "--saved", help="Name of a saved query."),
    output: str = typer.Option("table", "--format", help="table, json, csv, tsv, xml, turtle …"),
) -> None:
    """Run SPARQL from a file, or a saved query with its parameters.

    Default graph: the union of all named graphs, unless the query has FROM.
    """
    settings = load()
    knowledge = open_knowledge(settings)
    text = _text(file, arguments or [], saved, knowledge)
    examined = gate.examine(text, settings)
    wanted = "csv" if output == "table" else output
    chosen = by_name(wanted, examined.form) or (
        offered(examined.form)[0] if output == "table" else None
    )
    if chosen is None:
        names = ", ".join(each.name for each in offered(examined.form))
        raise InvalidRequest(f"a {examined.form} cannot be written as '{output}': {names}.")
    answer = Answer(
        examined.text, chosen.media_type, not examined.has_dataset,
        prefixes=knowledge.names.prefixes(), bounded=chosen.marks_cuts and examined.bounded,
    )  # fmt: skip
    table = output == "table" and chosen.name == "csv"
    kept = io.BytesIO()
    cut = asyncio.run(_answer(answer, knowledge, settings, kept if table else sys.stdout.buffer))
    if table:
        columns, rows = read_csv(kept.getvalue().decode())
        shorten = knowledge.names.shorten
        print_table(columns, ([shorten(cell) for cell in row] for row in rows))
    elif sys.stdout.isatty():
        sys.stdout.write("\n")
    if cut is not None:
        typer.echo(f"cut after {cut:,} rows or triples (KG_MAX_ROWS)", err=True)


async def _answer(
    wanted: Answer, knowledge: Knowledge, settings: Settings, sink: IO[bytes]
) -> int | None:
    """Write the answer into `sink`; return after how many rows it was cut, None for whole."""
    conditions = Conditions(settings.query_seconds, settings.max_rows)
    async with _runner(knowledge, settings) as runner:
        result = await runner.run(wanted, conditions)
        async for piece in result:
            sink.write(piece)
        return result.cut


def _runner(knowledge: Knowledge, settings: Settings) -> Pool | Relay:
    """One worker, or the engine behind the store's URL."""
    if settings.is_remote:
        return Relay.of(settings)
    one = settings.model_copy(update={"workers": 1, "spare_workers": 0})
    return Pool(Release(knowledge.database, knowledge.version), one)


def _text(file: str | None, arguments: list[str], saved: str | None, knowledge: Knowledge) -> str:
    if saved is None:
        if file is None or arguments:
            raise InvalidRequest("give one file with SPARQL, or --saved NAME with name=value.")
        if file == "-":
            return sys.stdin.read()
        try:
            return Path(file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InvalidRequest(f"{file} cannot be read: {error}") from None
    pairs = {}
    for pair in [*([file] if file else []), *arguments]:
        name, equals, value = pair.partition("=")
        if not equals:
            raise InvalidRequest(f"'{pair}' is not a parameter; write name=value.")
        pairs[name] = value
    queries = SavedQueries(resources.find().queries, knowledge.ontology)
    return queries[saved].bind(pairs, knowledge.names, knowledge.ontology)


def search(
    text: str = typer.Argument(help="Part of a name, in any language of the labels."),
    entity_class: str | None = typer.Option(None, "--type", help="Only this class, e.g. Zone."),
    limit: int = typer.Option(20, min=1, help="At most so many."),
    output: Output = FORMAT,
) -> None:
    """Find entities by name."""
    knowledge = open_knowledge(load())
    hits = Search(knowledge).find(text, entity_class)
    shape = shaping.hits(hits[:limit], len(hits), None, knowledge)
    if output is Output.JSON:
        print_json(shape)
        return
    print_table(
        ["id", "type", "label", "matched"],
        [(h.entity.id, h.entity.type, h.entity.label, h.matched) for h in shape.items],
        f"{shape.total} found",
    )


def show(
    entity: str = typer.Argument(help="Slug of the entity; `kg search` finds it."),
    output: Output = FORMAT,
    **given: list[str],
) -> None:
    """Show an entity: its names and every claim in which it has a part, with the quotes."""
    knowledge = open_knowledge(load())
    keep = read_filter(given, knowledge)
    shape = shaping.entity(Entities(knowledge).page(current(knowledge, entity), keep), knowledge)
    if output is Output.JSON:
        print_json(shape)
        return
    typer.echo(f"{shape.label} ({shape.type})")
    for label in shape.labels[1:]:
        typer.echo(f"  also: {label.value} @{label.lang} ({label.kind})")
    if shape.note:
        typer.echo(f"  note: {shape.note}")
    for identity in shape.possibly_same_as:
        typer.echo(f"  possibly the same as {identity.entity.label}: {identity.reason}")
    rows = [
        (claim.kind, claim.sentence, f"“{claim.evidence[0].quote}”\n– {claim.document}")
        for claim in shape.claims
    ]
    print_table(["kind", "claim (our words)", "evidence"], rows, f"{len(rows)} claims")


def conflicts(
    output: Report = typer.Option(Report.TABLE, "--format", help="Table, JSON or Markdown."),
) -> None:
    """Set figures side by side: conflict, series, restated, not comparable; and open identities."""
    knowledge = open_knowledge(load())
    entities = Entities(knowledge)
    cards = entities.all()
    found = comparisons(knowledge, cards)
    shape = comparing.conflicts(found, entities.open_identities(), knowledge, cards)
    if output is Report.JSON:
        print_json(shape)
    elif output is Report.MARKDOWN:
        typer.echo(comparing.as_markdown(shape), nl=False)
    else:
        rows = [(each.relation, each.sentence) for each in shape.comparisons]
        print_table(["relation", "figures, in our words"], rows)
        pairs = [(each.first.label, each.second.label, each.reason) for each in shape.identities]
        print_table(["possibly the same", "as", "why it is open"], pairs)
