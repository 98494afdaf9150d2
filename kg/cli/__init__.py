"""The command line. Exit codes: 0 done · 1 problems in the data · 2 usage · 3 not found ·
4 nothing built · 5 a query was refused, too long or too large · 6 the engine or the
file system failed."""

import gc
import os
import sys
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import cast

import typer
from rich.console import Console
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

from kg import __version__
from kg.errors import (
    EngineFailed,
    InvalidData,
    InvalidRequest,
    KgError,
    NoStore,
    NotFound,
    RemoteFailed,
    RemoteTooLong,
    TooLarge,
    TooLong,
    Unsupported,
)

EXIT_CODES: dict[type[KgError], int] = {
    InvalidData: 1,
    InvalidRequest: 5,
    NotFound: 3,
    NoStore: 4,
    TooLong: 5,
    TooLarge: 5,
    Unsupported: 5,
    EngineFailed: 6,
    RemoteFailed: 6,
    RemoteTooLong: 6,
}

# Each module and its commands, in the order of the help.
COMMANDS = {
    "curating": ("check", "build", "cite", "ship"),
    "adding": ("add",),
    "reviewing": ("review",),
    "correcting": ("diff", "withdraw", "merge", "rename", "migrate"),
    "serving": ("serve",),
    "querying": ("query",),
    "ask": ("show",),
    "searching": ("search",),
    "exploring": ("neighbourhood", "claims"),
    "connecting": ("path",),
    "comparing": ("compare",),
    "contesting": ("conflicts", "unknowns"),
    "timing": ("timeline", "lifecycle", "promises", "figures"),
    "analysing": ("analyse",),
    "extracting": ("extract",),
    "benching": ("bench",),
    "exporting": ("export",),
}
_HOME = {command: module for module, commands in COMMANDS.items() for command in commands}

Command = TyperCommand | TyperGroup


class Commands(TyperGroup):
    """The commands; a module is loaded for its own only: all of them take as long as an answer."""

    def list_commands(self, ctx: object) -> list[str]:
        return list(_HOME)

    def get_command(self, ctx: object, cmd_name: str) -> Command | None:
        """The command; what nobody knows may be misspelt, and is compared with all."""
        if cmd_name in _HOME:
            return loaded(_HOME[cmd_name])[cmd_name]
        for module in COMMANDS:
            self.commands.update(loaded(module))
        return None


@cache
def loaded(module: str) -> Mapping[str, Command]:
    """The commands of a module; a second time they are the same ones."""
    found = typer.Typer()
    import_module(f"kg.cli.{module}").add_to(found)
    gc.freeze()
    gc.enable()
    return cast(dict[str, Command], get_group(found).commands)


app = typer.Typer(
    name="kg",
    cls=Commands,
    help=f"Knowledge graph of the Greater Bay Area.\n\n{__doc__}",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and leave."
    ),
) -> None:
    """Knowledge graph of the Greater Bay Area: sourced claims in, answers out."""


def main() -> None:
    """Run the command line; print errors without a traceback and leave with their code."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        app()
    except InvalidData as error:
        for problem in error.problems:
            console.print(str(problem), markup=False)
        console.print(f"{error.detail}; nothing was changed.", style="bold red", markup=False)
        sys.exit(1)
    except KgError as error:
        console.print(error.detail, style="bold red", markup=False)
        sys.exit(next((EXIT_CODES[c] for c in type(error).__mro__ if c in EXIT_CODES), 6))
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        console.print(
            f"{where}{error.strerror or error}. "
            "Check the path and its rights (KG_STORE, KG_CACHE).",
            style="bold red", markup=False,
        )  # fmt: skip
        sys.exit(6)
    except SystemExit as leaving:
        if not isinstance(leaving.__context__, BrokenPipeError):
            raise
        # the reader of our output has had enough, which is no error
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
