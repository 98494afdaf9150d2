"""export: everything as files for other programs."""

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TextIO

import typer

from kg.answers.claims import Claims
from kg.answers.entity import Entities
from kg.answers.knowledge import Knowledge, open_knowledge
from kg.answers.projection import graph as projected
from kg.config import load
from kg.errors import InvalidRequest
from kg.write import export as lines
from kg.write.network import FORMATS as NETWORKS
from kg.write.network import network

app = typer.Typer(help="Export claims, entities or the graph.", no_args_is_help=True)
TO = typer.Option(None, "-o", "--output", help="File to write; standard output otherwise.")


class LineFormat(StrEnum):
    """Formats of claims and entities."""

    JSONL = "jsonl"
    CSV = "csv"


class GraphFormat(StrEnum):
    """Formats of the graph."""

    NQUADS = "nquads"
    TRIG = "trig"
    TURTLE = "turtle"
    JSONLD = "jsonld"
    GRAPHML = "graphml"
    GEXF = "gexf"
    CYTOSCAPE = "cytoscape"


def add_to(parent: typer.Typer) -> None:
    """Add these commands."""
    parent.add_typer(app, name="export")


@app.command()
def claims(output: LineFormat = typer.Option(LineFormat.JSONL, "--format"), to: Path = TO) -> None:
    """Every claim, one a line."""
    knowledge = open_knowledge(load())
    found = (lines.claim_line(seen, knowledge) for seen in Claims(knowledge).all())
    _write(found, output, to)


@app.command()
def entities(
    output: LineFormat = typer.Option(LineFormat.JSONL, "--format"), to: Path = TO
) -> None:
    """Every entity, one a line."""
    knowledge = open_knowledge(load())
    cards = Entities(knowledge).all().values()
    _write((lines.entity_line(card, knowledge) for card in cards), output, to)


@app.command()
def graph(
    output: GraphFormat = typer.Option(GraphFormat.NQUADS, "--format"), to: Path = TO
) -> None:
    """The graph: all of it as RDF, or its entities and claims as a network."""
    knowledge = open_knowledge(load())
    with _sink(to) as sink:
        sink.write(_graph(knowledge, output))


def _graph(knowledge: Knowledge, output: GraphFormat) -> str:
    if output.value in NETWORKS:
        return network(projected(knowledge), output.value)
    if output is GraphFormat.NQUADS:
        return knowledge.nquads()
    buffer = io.BytesIO()
    knowledge.store.dump(buffer, output.value, knowledge.names.prefixes())
    return buffer.getvalue().decode()


def _write(found: Iterable[lines.Line], output: LineFormat, to: Path | None) -> None:
    with _sink(to) as sink:
        if output is LineFormat.CSV:
            lines.write_csv(found, sink)
        else:
            sink.writelines(lines.json_lines(found))


@contextmanager
def _sink(to: Path | None) -> Iterator[TextIO]:
    if to is None:
        yield sys.stdout
        return
    try:
        with to.open("w", encoding="utf-8", newline="") as file:
            yield file
    except OSError as error:
        raise InvalidRequest(f"{to} cannot be written: {error.strerror}.") from None
