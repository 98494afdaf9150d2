"""path: how two entities are connected."""

import typer

from kg.answers.course import Course, Search, Weight
from kg.answers.filter import FROM_AN_ENTITY, WORDS
from kg.answers.knowledge import open_knowledge
from kg.answers.paths import paths
from kg.cli.filtering import current, read_filter, with_filter
from kg.cli.output import FORMAT, Output, print_json
from kg.config import load
from kg.write import connecting
from kg.write.path_shapes import PathShape


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(with_filter(path, [word for word in WORDS if word not in FROM_AN_ENTITY]))


def path(
    source: str = typer.Argument(help="Slug of the entity where paths begin."),
    target: str = typer.Argument(help="Slug of the entity where they end."),
    hops: int = typer.Option(4, min=1, help="At most so many hops, up to 6."),
    limit: int = typer.Option(10, min=1, help="At most so many paths."),
    shortest: bool = typer.Option(False, "--shortest", help="Only those of least weight."),
    directed: bool = typer.Option(False, "--directed", help="Only from subject to object."),
    weight: Weight = typer.Option(Weight.HOPS, help="What makes a path short."),
    without: list[str] = typer.Option([], help="Entities to avoid."),
    without_property: list[str] = typer.Option([], help="Properties to avoid."),
    output: Output = FORMAT,
    **given: list[str],
) -> None:
    """Show how two entities are connected, each step with its quotes."""
    settings = load()
    knowledge = open_knowledge(settings)
    keep = read_filter(given, knowledge)
    ends = current(knowledge, source), current(knowledge, target)
    course = Course(hops, directed, frozenset(without), frozenset(without_property))
    search = Search(course, limit, shortest, weight)
    found = paths(knowledge, ends, keep, search, settings)
    shape = connecting.paths(found, search, knowledge)
    if output is Output.JSON:
        print_json(shape)
        return
    for number, each in enumerate(shape.paths, 1):
        _print(number, each)
    typer.echo(shape.told)


def _print(number: int, shape: PathShape) -> None:
    typer.echo(f"{number}. {' – '.join(node.label for node in shape.nodes)}")
    for sentence in shape.sentences:
        notes = "".join(f"[{note}]" for note in sentence.footnotes)
        typer.echo(f"   {sentence.number}) {sentence.text} {notes}")
    for note in shape.footnotes:
        typer.echo(f"      [{note.number}] “{note.quote}” – {note.document}")
    typer.echo(f"   {shape.why}\n")
