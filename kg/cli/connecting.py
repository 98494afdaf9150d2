"""path: how entities are connected."""

import typer

from kg.answers.course import Course, Overlap, Search, Weight
from kg.answers.filter import FROM_AN_ENTITY, WORDS
from kg.answers.joining import joined
from kg.answers.knowledge import open_knowledge
from kg.answers.paths import paths
from kg.cli.filtering import current, read_filter, with_filter
from kg.cli.output import FORMAT, Output, print_json
from kg.config import load
from kg.write import connecting
from kg.write.path_shapes import ArgumentShape


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(with_filter(path, [word for word in WORDS if word not in FROM_AN_ENTITY]))


def path(
    source: str = typer.Argument(help="Slug of the entity where paths begin."),
    targets: list[str] = typer.Argument(help="Where they end; of several: what joins all."),
    hops: int = typer.Option(4, min=1, help="At most so many hops, up to 6."),
    limit: int = typer.Option(10, min=1, help="At most so many paths."),
    shortest: bool = typer.Option(False, "--shortest", help="Only those of least weight."),
    directed: bool = typer.Option(False, "--directed", help="Only from subject to object."),
    weight: Weight = typer.Option(Weight.HOPS, help="What makes a path short."),
    without: list[str] = typer.Option([], help="Entities to avoid."),
    without_property: list[str] = typer.Option([], help="Properties to avoid."),
    via_type: list[str] = typer.Option([], help="Only over entities of these types."),
    without_type: list[str] = typer.Option([], help="Not over entities of these types."),
    overlapping: Overlap = typer.Option(
        Overlap.ANY, help="Whether all hops have to hold on one day, or may."
    ),
    output: Output = FORMAT,
    **given: list[str],
) -> None:
    """Show how entities are connected, each step with its quotes."""
    settings = load()
    known = open_knowledge(settings)
    keep = read_filter(given, known)
    start, *ends = (current(known, each) for each in (source, *targets))
    course = Course(
        hops, directed, frozenset(without), frozenset(without_property),
        frozenset(via_type), frozenset(without_type), overlapping,
    )  # fmt: skip
    search = Search(course, limit, shortest, weight)
    if len(ends) == 1:
        pair = paths(known, (start, ends[0]), keep, search, settings)
        shape = connecting.paths(pair, search, known)
    else:
        several = joined(known, (start, *ends), keep, search, settings)
        shape = connecting.joined(several, search, known)
    if output is Output.JSON:
        print_json(shape)
        return
    for number, each in enumerate(shape.paths, 1):
        _print(f"{number}. {' – '.join(node.label for node in each.nodes)}", each)
    for number, tree in enumerate(shape.trees, 1):
        labels = {node.id: node.label for node in tree.nodes}
        _print(f"{number}. {', '.join(labels[end] for end in tree.ends)}", tree)
    typer.echo(shape.told)


def _print(heading: str, shape: ArgumentShape) -> None:
    typer.echo(heading)
    for sentence in shape.sentences:
        notes = "".join(f"[{note}]" for note in sentence.footnotes)
        typer.echo(f"   {sentence.number}) {sentence.text} {notes}")
    for note in shape.footnotes:
        typer.echo(f"      [{note.number}] “{note.quote}” – {note.document}")
    typer.echo(f"   {shape.why}\n")
