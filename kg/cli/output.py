"""What commands print: tables for people on a terminal, JSON for machines."""

import json
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum

import typer
from pydantic import BaseModel
from rich.console import Console
from rich.table import Table


class Output(StrEnum):
    """How to print."""

    TABLE = "table"
    JSON = "json"


FORMAT = typer.Option(Output.TABLE, "--format", help="A table for people, or JSON for machines.")


def print_json(value: BaseModel | Iterable[BaseModel] | dict[str, object]) -> None:
    """Print the shape as JSON."""
    if isinstance(value, BaseModel):
        plain: object = value.model_dump(mode="json")
    elif isinstance(value, dict):
        plain = value
    else:
        plain = [each.model_dump(mode="json") for each in value]
    sys.stdout.write(json.dumps(plain, ensure_ascii=False, indent=2) + "\n")


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], title: str = "") -> None:
    """Print rows under headings; text from documents is never read as markup."""
    table = Table(title=title or None, title_justify="left", header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*map(_plain, row))
    Console(highlight=False).print(table)


def _plain(text: str) -> str:
    return text.replace("[", r"\[")


def progress(message: str) -> None:
    """Say on a terminal what takes time; say nothing to a machine."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{message} …")
        sys.stderr.flush()


def progress_done() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
