"""conflicts, unknowns: claims side by side, and what is not known."""

import sys
from enum import StrEnum

import typer

from kg.answers.comparer import Relation
from kg.answers.conflicts import comparisons, some
from kg.answers.cursor import Listing
from kg.answers.documents import documents
from kg.answers.entity import Entities
from kg.answers.filter import FROM_AN_ENTITY, WORDS
from kg.answers.knowledge import open_knowledge
from kg.answers.unknowns import Part, Unknowns, chosen
from kg.cli.filtering import a_day, current, read_filter, with_filter
from kg.cli.output import Written, print_json, print_table
from kg.config import load
from kg.write import conflicts as writing
from kg.write import unknowns as unknown_writing
from kg.write.conflict_shapes import ConflictsShape, SourceShape
from kg.write.shapes import ClaimShape
from kg.write.unknown_shapes import UnknownsShape

_PAGE = 50


class Sided(StrEnum):
    """How to print claims side by side."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    words = [word for word in WORDS if word not in FROM_AN_ENTITY]
    for command in (conflicts, unknowns):
        app.command()(with_filter(command, words))


def conflicts(
    about: list[str] = typer.Argument(None, help="Only about these entities, by slug."),
    entity: list[str] = typer.Option([], help="The same."),
    relation: list[Relation] = typer.Option([], help="Only pairs that are this to each other."),
    limit: int | None = typer.Option(
        None, min=1, help="At most so many pairs; else 50, and all as CSV or Markdown."
    ),
    cursor: str | None = typer.Option(None, help="Go on where a page ended that said so."),
    output: Sided = typer.Option(Sided.TABLE, "--format", help="Table, JSON, CSV or Markdown."),
    **given: list[str],
) -> None:
    """Set claims side by side: conflict, series, restated, not comparable; and open identities."""
    settings = load()
    knowledge = open_knowledge(settings)
    keep = read_filter(given, knowledge)
    entities = sorted({current(knowledge, each) for each in (*(about or ()), *entity)})
    relations = sorted(set(relation))
    listing = Listing.of(knowledge.version, "conflicts", entities, relations, keep.key)
    start = listing.start(cursor)
    compared = comparisons(knowledge, most=settings.max_compared)
    found = some(compared.found, keep, knowledge, entities=entities)
    wanted = [each for each in found if not relations or each.relation in relations]
    whole = len(wanted) if output in (Sided.CSV, Sided.MARKDOWN) else _PAGE
    end = start + (limit or whole)
    more = listing.cursor(end) if end < len(wanted) else None
    first = start == 0 and not (entities or relations)
    shape = writing.conflicts(
        wanted[start:end], writing.counted(found), len(wanted), more,
        Entities(knowledge).open_identities() if first else (), knowledge, documents(knowledge),
        left_out=compared.left_out,
    )  # fmt: skip
    if output is Sided.JSON:
        print_json(shape)
    elif output is Sided.CSV:
        sys.stdout.write(writing.as_csv(shape))
    elif output is Sided.MARKDOWN:
        typer.echo(writing.as_markdown(shape), nl=False)
    else:
        _print(shape)


def unknowns(
    part: list[Part] = typer.Option([], help="Only these parts; else all."),
    entity: list[str] = typer.Option([], help="Only about these entities, by slug."),
    on: str | None = typer.Option(None, "--on", help="Plans for before this day are stale."),
    limit: int | None = typer.Option(
        None, min=1, help="At most so many entries; else 50, and all as CSV."
    ),
    cursor: str | None = typer.Option(None, help="Go on where a page ended that said so."),
    output: Written = typer.Option(Written.TABLE, "--format", help="A table, JSON or CSV."),
    **given: list[str],
) -> None:
    """Show what is not known: stale plans, open questions, open identities, single sources, what
    has no date."""
    knowledge, day = open_knowledge(load()), a_day(on)
    keep, parts = read_filter(given, knowledge), sorted(set(part))
    entities = sorted({current(knowledge, each) for each in entity})
    listing = Listing.of(knowledge.version, "unknowns", parts, entities, day, keep.key)
    start = listing.start(cursor)
    found = Unknowns(knowledge, keep, on=day, entities=entities).all()
    wanted = chosen(found, parts)
    end = start + (limit or (len(wanted) if output is Written.CSV else _PAGE))
    more = listing.cursor(end) if end < len(wanted) else None
    shape = unknown_writing.unknowns(wanted[start:end], found, len(wanted), more, knowledge, day)
    if output is Written.JSON:
        print_json(shape)
    elif output is Written.CSV:
        sys.stdout.write(unknown_writing.as_csv(shape))
    else:
        _print_unknowns(shape)


def _print_unknowns(shape: UnknownsShape) -> None:
    rows = [
        (
            each.part, each.text, each.reason or "",
            "\n".join(f"“{c.evidence[0].quote}” – {c.document}" for c in each.claims[:1]),
        )
        for each in shape.items
    ]  # fmt: skip
    columns = ["what", "in our words", "reason", "evidence"]
    print_table(
        columns, rows, f"{len(rows)} of {shape.total} that {shape.documents} documents leave"
    )
    for count in shape.counts:
        typer.echo(f"{count.part}: {'give --on' if count.total is None else count.total}")
    if shape.next:
        typer.echo(f"more: --cursor {shape.next}")


def _print(shape: ConflictsShape) -> None:
    rows = [
        (
            each.relation, each.sentence, each.difference.text if each.difference else "",
            _side(each.first, each.first_source), _side(each.second, each.second_source),
        )
        for each in shape.comparisons
    ]  # fmt: skip
    columns = ["relation", "in our words", "difference", "one says", "another says"]
    print_table(columns, rows, f"{len(rows)} of {shape.total} pairs")
    typer.echo(", ".join(f"{each.relation}: {each.total}" for each in shape.counts))
    if shape.left_out:
        typer.echo(f"{shape.left_out} claims were not compared (KG_MAX_COMPARED)")
    if shape.identities:
        pairs = [(each.first.label, each.second.label, each.reason) for each in shape.identities]
        print_table(["possibly the same", "as", "why it is open"], pairs)
    if shape.next:
        typer.echo(f"more: --cursor {shape.next}")


def _side(claim: ClaimShape, source: SourceShape) -> str:
    who = source.speaker.label if source.speaker else source.publisher or "the document"
    return f"“{claim.evidence[0].quote}”\n– {who}, {claim.document}"
