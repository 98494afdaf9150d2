"""add: a text becomes a document with candidates that wait for a review."""

from pathlib import Path

import typer

from kg import resources
from kg.cli.output import FORMAT, Output, print_json
from kg.config import load
from kg.errors import InvalidRequest
from kg.review import adding
from kg.review.adding import Added, Details


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(add)


def add(
    file: str = typer.Argument(help="A text in UTF-8; with --again a document of the catalogue."),
    title: str | None = typer.Option(None, help="Its title; without it the text is asked."),
    publisher: str | None = typer.Option(None, help="Who published it."),
    author: str | None = typer.Option(None, help="Who wrote it."),
    wire: str | None = typer.Option(None, help="The news agency it was copied from."),
    kind: str = typer.Option(
        "news", help="news, press-release, column, official-document or report."
    ),
    issued: str | None = typer.Option(
        None, help="The day, or the interval it lies in; without it the text is asked."
    ),
    issued_reason: str | None = typer.Option(None, help="Why the day lies in that interval."),
    url: str | None = typer.Option(None, help="Where it was read."),
    rights: str | None = typer.Option(None, help="Whose it is, and under which terms."),
    slug: str | None = typer.Option(None, help="Its name here; without it made from the title."),
    again: bool = typer.Option(
        False, "--again", help="Look for candidates of a document that was added before."
    ),
    output: Output = FORMAT,
) -> None:
    """Add a document: its text, its block of the catalogue, and candidate claims to review.

    Nothing is claimed by this: `kg review` is where candidates are accepted.
    """
    root, settings = resources.find().curated(), load()
    details = Details(
        slug, title, publisher, author, wire, kind, issued, issued_reason, url, rights
    )
    if again:
        if details != Details():
            raise InvalidRequest(
                f"'{file}' has its block in data/catalogue.yaml; mend it there, and give --again "
                "alone."
            )
        done = adding.again(root, file, settings)
    else:
        done = adding.add(root, Path(file), details, settings)
    if output is Output.JSON:
        print_json(_shape(done))
        return
    typer.echo(
        f"added '{done.slug}': {done.title}, issued {done.issued}; {done.noise} spans of noise, "
        f"{len(done.proposed.proposals)} candidates about {len(done.proposed.things)} things.\n"
        f"Its address: {done.url}.\n"
        f"Review them: kg review {done.slug}"
    )


def _shape(done: Added) -> dict[str, object]:
    return {
        "document": done.slug, "title": done.title, "issued": done.issued, "noise": done.noise,
        "url": done.url,
        "candidates": len(done.proposed.proposals), "things": len(done.proposed.things),
    }  # fmt: skip
