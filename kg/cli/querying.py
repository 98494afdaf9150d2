"""query: SPARQL from a file, and saved queries."""

import asyncio
import io
import math
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import typer

from kg import resources
from kg.answers import narrowing
from kg.answers.choices import Choices
from kg.answers.entity import Cards, Entities
from kg.answers.knowledge import Knowledge, open_knowledge
from kg.answers.narrowing import Narrowing
from kg.cli.output import print_table
from kg.config import Settings, load
from kg.errors import InvalidRequest
from kg.sparql import gate
from kg.sparql.formats import Format, by_name, offered
from kg.sparql.gate import Form
from kg.sparql.pool import Pool
from kg.sparql.relay import Relay
from kg.sparql.result import Conditions, read_all
from kg.sparql.results import read_csv
from kg.sparql.saved import SavedQueries
from kg.sparql.source import Release
from kg.store.engine import Answer
from kg.store.table import JSON, Table

_TABLE = "table"
_ALL = Narrowing()


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(query)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A text to run, and which of its rows are wanted."""

    text: str
    narrowing: Narrowing = _ALL
    limit: int | None = None

    @property
    def needs_rows(self) -> bool:
        return self.limit is not None or bool(self.narrowing)


def query(
    file: str | None = typer.Argument(None, help="A file with SPARQL, or - for standard input."),
    arguments: list[str] = typer.Argument(None, help="Parameters of a saved query: name=value."),
    saved: str | None = typer.Option(None, "--saved", help="Name of a saved query."),
    valid_on: str | None = typer.Option(
        None, "--valid-on", help="Of a saved query: only what holds on this day, or may."
    ),
    known_on: str | None = typer.Option(
        None, "--known-on", help="Of a saved query: only what was published by this day."
    ),
    limit: int | None = typer.Option(None, min=1, help="Of a saved query: at most so many rows."),
    output: str = typer.Option(_TABLE, "--format", help="table, json, csv, tsv, xml, turtle …"),
) -> None:
    """Run SPARQL from a file, or a saved query with its parameters.

    Default graph: the union of all named graphs, unless the query has FROM.
    """
    settings = load()
    if saved is None and (valid_on or known_on or limit):
        raise InvalidRequest("--valid-on, --known-on and --limit go with --saved.")
    knowledge = open_knowledge(settings)
    if saved is None:
        wanted = _Wanted(_read(file, arguments or []))
    else:
        pairs = _pairs([*([file] if file else []), *(arguments or [])])
        wanted = _saved(saved, pairs, (valid_on, known_on), limit, knowledge)
    examined = gate.examine(wanted.text, settings)
    if wanted.needs_rows and examined.form is not Form.SOLUTIONS:
        raise InvalidRequest("a graph has no rows: leave --valid-on, --known-on and --limit out.")
    chosen = _format(output, examined.form)
    as_table = output == _TABLE and examined.form is Form.SOLUTIONS
    kept = io.BytesIO()
    cut = asyncio.run(
        _answer(wanted, examined, chosen, knowledge, settings, kept if as_table else _stdout())
    )
    if as_table:
        columns, rows = read_csv(kept.getvalue().decode())
        shorten = knowledge.names.shorten
        print_table(columns, ([shorten(cell) for cell in row] for row in rows))
    elif sys.stdout.isatty():
        sys.stdout.write("\n")
    if cut is not None:
        typer.echo(f"cut after {cut:,} rows or triples (KG_MAX_ROWS)", err=True)


def _stdout() -> IO[bytes]:
    return sys.stdout.buffer


def _format(output: str, form: Form) -> Format:
    """The format of a name; a table is made from CSV."""
    chosen = by_name("csv" if output == _TABLE else output, form)
    if chosen is None and output == _TABLE:
        chosen = offered(form)[0]
    if chosen is None:
        names = ", ".join(each.name for each in offered(form))
        raise InvalidRequest(f"a {form} cannot be written as '{output}': {names}.")
    return chosen


async def _answer(
    wanted: _Wanted,
    examined: gate.Query,
    chosen: Format,
    knowledge: Knowledge,
    settings: Settings,
    sink: IO[bytes],
) -> int | None:
    """Write the answer into `sink`; return after how many rows it was cut, None for whole."""
    media_type = JSON if wanted.needs_rows else chosen.media_type
    answer = Answer(
        examined.text, media_type, not examined.has_dataset, prefixes=knowledge.names.prefixes(),
        bounded=chosen.marks_cuts and examined.bounded,
    )  # fmt: skip
    conditions = Conditions(settings.query_seconds, settings.max_rows)
    async with _runner(knowledge, settings) as runner:
        result = await runner.run(answer, conditions)
        if not wanted.needs_rows:
            async for piece in result:
                sink.write(piece)
            return result.cut
        table = Table.read(await read_all(result), result.cut)
    if wanted.narrowing:
        table = wanted.narrowing.of(table, knowledge)
    if wanted.limit is not None:
        table = table.part(0, wanted.limit)
    sink.write(table.write(chosen.media_type))
    return table.cut


def _runner(knowledge: Knowledge, settings: Settings) -> Pool | Relay:
    """One worker, or the engine behind the store's URL."""
    # whoever waits for the answer sees how long it takes; nobody reads a log here
    quiet: dict[str, object] = {"slow_query_seconds": math.inf}
    if settings.is_remote:
        return Relay.of(settings.model_copy(update=quiet))
    one = settings.model_copy(update={"workers": 1, "spare_workers": 0, **quiet})
    return Pool(Release(knowledge.database, knowledge.version), one)


def _read(file: str | None, arguments: list[str]) -> str:
    if file is None or arguments:
        raise InvalidRequest("give one file with SPARQL, or --saved NAME with name=value.")
    if file == "-":
        return sys.stdin.read()
    try:
        return Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidRequest(f"{file} cannot be read: {error}") from None


def _pairs(given: list[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals:
            raise InvalidRequest(f"'{pair}' is not a parameter; write name=value.")
        if name in pairs:
            raise InvalidRequest(f"'{name}' is given more than once.")
        pairs[name] = value
    return pairs


def _saved(
    name: str,
    pairs: dict[str, str],
    days: tuple[str | None, str | None],
    limit: int | None,
    knowledge: Knowledge,
) -> _Wanted:
    queries = SavedQueries(resources.find().queries, knowledge.ontology)
    found = queries[name]
    choices = Choices(knowledge, queries, lambda: Cards(Entities(knowledge).all()))
    text = choices.bind(found, pairs)
    narrowed = narrowing.parse(*days, has_claims=found.has_claims)
    return _Wanted(text, narrowed, limit)
