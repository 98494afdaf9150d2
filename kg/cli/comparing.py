"""compare: two entities side by side."""

import typer

from kg.answers.comparison import Part, Where
from kg.answers.comparison import compare as side_by_side
from kg.answers.cursor import Listing
from kg.answers.filter import FROM_AN_ENTITY, WORDS
from kg.answers.knowledge import open_knowledge
from kg.cli.filtering import current, read_filter, with_filter
from kg.cli.output import FORMAT, Output, print_json, print_table
from kg.config import load
from kg.write import comparing
from kg.write.comparison_shapes import ComparedShape
from kg.write.shapes import ClaimShape


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(with_filter(compare, [word for word in WORDS if word not in FROM_AN_ENTITY]))


def compare(
    a: str = typer.Argument(help="Slug of an entity; `kg search` finds it."),
    b: str = typer.Argument(help="Slug of another entity."),
    part: list[Part] = typer.Option([], help="Only these parts; else all."),
    where: list[Where] = typer.Option([], help="Only what is said of both, a or b."),
    limit: int = typer.Option(50, min=1, help="At most so many rows."),
    cursor: str | None = typer.Option(None, help="Go on where a page ended that said so."),
    output: Output = FORMAT,
    **given: list[str],
) -> None:
    """Set two entities side by side: what they have in common first."""
    knowledge = open_knowledge(load())
    keep = read_filter(given, knowledge)
    a, b = current(knowledge, a), current(knowledge, b)
    wanted = sorted(set(part)), sorted(set(where))
    listing = Listing.of(knowledge.version, "compare", a, b, *wanted, keep.key)
    start = listing.start(cursor)
    found = side_by_side(knowledge, a, b, keep)
    rows = found.some(*wanted)
    more = listing.cursor(start + limit) if start + limit < len(rows) else None
    shape = comparing.compared(
        found, rows[start : start + limit], len(rows), more, knowledge, keep.valid_on
    )
    if output is Output.JSON:
        print_json(shape)
    else:
        _print(shape)


def _print(shape: ComparedShape) -> None:
    rows = [
        (f"{row.part}, {row.where}", row.text, _told(row.a), _told(row.b)) for row in shape.items
    ]
    title = f"{len(rows)} of {shape.total} rows about {shape.a.label} and {shape.b.label}"
    print_table(["part", "about (our words)", shape.a.label, shape.b.label], rows, title)
    for each in shape.counts:
        typer.echo(f"{each.part}: {each.both} both, {each.a} only a, {each.b} only b")
    if shape.next:
        typer.echo(f"more: --cursor {shape.next}")


def _told(claims: list[ClaimShape]) -> str:
    """The first claim with its quote, and how many there are besides."""
    if not claims:
        return ""
    first = claims[0]
    more = f" (+{len(claims) - 1})" if len(claims) > 1 else ""
    return (
        f"{first.kind}: {first.object_text}{more}\n“{first.evidence[0].quote}” – {first.document}"
    )
