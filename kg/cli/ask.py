"""show: an entity, for those who ask."""

import typer

from kg.answers.entity import Entities
from kg.answers.knowledge import open_knowledge
from kg.cli.filtering import current, read_filter, with_filter
from kg.cli.output import FORMAT, Output, print_json, print_table
from kg.config import load
from kg.write import shaping


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(with_filter(show))


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
