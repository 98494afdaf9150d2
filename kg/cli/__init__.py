"""The command line. Exit codes: 0 done · 1 problems in the data · 2 usage · 3 not found ·
4 nothing built · 5 a query was refused, too long or too large · 6 the engine or the
file system failed."""

import os
import sys

import typer
from rich.console import Console

from kg import __version__
from kg.cli import (
    adding,
    analysing,
    ask,
    benching,
    comparing,
    connecting,
    contesting,
    correcting,
    curating,
    exploring,
    exporting,
    extracting,
    querying,
    reviewing,
    searching,
    serving,
    timing,
)
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

app = typer.Typer(
    name="kg",
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


for commands in (
    curating,
    adding,
    reviewing,
    correcting,
    serving,
    querying,
    ask,
    searching,
    exploring,
    connecting,
    comparing,
    contesting,
    timing,
    analysing,
    exporting,
    extracting,
    benching,
):
    commands.add_to(app)


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
