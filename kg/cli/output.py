"""What commands print: tables for people on a terminal, JSON for machines."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

import typer
from pydantic import BaseModel
from rich.console import Console
from rich.table import Table
from rich.text import Text


class Output(StrEnum):
    """How to print."""

    TABLE = "table"
    JSON = "json"


class Written(StrEnum):
    """How to print what is also a table for other programs."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


PIPE_WIDTH = 120  # columns where there is no terminal to ask


class Report(StrEnum):
    """How to print what is also a page of docs/."""

    TABLE = "table"
    JSON = "json"
    MARKDOWN = "markdown"


FORMAT = typer.Option(Output.TABLE, "--format", help="A table for people, or JSON for machines.")


def print_json(value: BaseModel | Mapping[str, object]) -> None:
    """Print the shape as JSON."""
    plain = value.model_dump(mode="json") if isinstance(value, BaseModel) else dict(value)
    sys.stdout.write(json.dumps(plain, ensure_ascii=False, indent=2) + "\n")


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], title: str = "") -> None:
    """Print rows under headings; text from documents is never read as markup."""
    table = Table(title=Text(title) if title else None, title_justify="left", header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = PIPE_WIDTH
    console.print(table)


def progress(message: str) -> None:
    """Say on a terminal what takes time; say nothing to a machine."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{message} …")
        sys.stderr.flush()


def progress_done() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
