"""review: the candidates of a document, one by one, in the terminal or through a pipe."""

import sys

import typer

from kg import resources
from kg.cli.output import FORMAT, Output, print_json, print_table
from kg.cli.reviewer import reviewer_name
from kg.cli.reviewing_one import Session
from kg.config import load
from kg.review.desk import Desk, Waiting
from kg.review.state import Status


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(review)


def review(
    document: str | None = typer.Argument(None, help="A document of the inbox; none: list it."),
    by: str = typer.Option("", "--as", help="Your name in the decisions (KG_REVIEWER)."),
    every: bool = typer.Option(False, "--all", help="Also candidates that are decided."),
    output: Output = FORMAT,
) -> None:
    """Accept, correct or reject candidates; what is accepted goes into data/claims by the key w.

    Keys: a accept · c correct · r reject · e entities · u undo · n next · p previous · w write ·
    q quit. Without a terminal each key is a line of the standard input.
    """
    root, settings = resources.find().curated(), load()
    desk = Desk(root)
    if document is None:
        _list(desk, output)
        return
    name = reviewer_name(by, settings)
    Session(desk, document, name, every=every, keys=_key if sys.stdin.isatty() else None).run()


def _key(prompt: str) -> str:
    """One key of a terminal."""
    typer.echo(prompt, nl=False)
    key = typer.getchar()
    typer.echo(key if key.isprintable() else "")
    return key


def _list(desk: Desk, output: Output) -> None:
    waiting = desk.waiting()
    if output is Output.JSON:
        print_json({"documents": [_shape(each) for each in waiting]})
        return
    if not waiting:
        typer.echo("the inbox is empty: `kg add FILE` adds a document with its candidates.")
        return
    columns = ["document", "issued", *Status, "reviewers"]
    rows = [
        [
            each.document.slug, each.document.issued.text,
            *(str(each.counts[status]) for status in Status), ", ".join(each.reviewers),
        ]
        for each in waiting
    ]  # fmt: skip
    print_table(columns, rows, "Documents with candidates: kg review DOCUMENT")


def _shape(waiting: Waiting) -> dict[str, object]:
    counts = {status.value: waiting.counts[status] for status in Status}
    return {"document": waiting.document.slug, **counts, "reviewers": list(waiting.reviewers)}
