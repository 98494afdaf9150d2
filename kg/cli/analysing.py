"""analyse: what the links of the graph as a whole tell, with bars."""

import sys
from collections.abc import Iterable
from enum import StrEnum

import typer

from kg.answers.analysis import Progress
from kg.answers.analysis import analyse as computed
from kg.answers.analysis_measures import Measure
from kg.answers.analysis_page import Ground, Question, page
from kg.answers.cursor import Listing
from kg.answers.filter import FROM_AN_ENTITY, WORDS
from kg.answers.knowledge import open_knowledge
from kg.cli.filtering import current, read_filter, with_filter
from kg.cli.output import print_json, print_table, progress, progress_done
from kg.config import load
from kg.write import analysing, analysis_table
from kg.write.analysis_shapes import (
    AnalysisShape,
    CommonShape,
    CommunityShape,
    CutLinkShape,
    CutPointShape,
    LinkShape,
)
from kg.write.shapes import ClaimShape

_BAR = 20  # characters of the longest bar
_CANCELLED = 130  # what a shell gives to a command that was interrupted


class Written(StrEnum):
    """How to print an analysis."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    SVG = "svg"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    words = [word for word in WORDS if word not in FROM_AN_ENTITY]
    app.command()(with_filter(analyse, words))


def analyse(
    measure: Measure = typer.Argument(help="What to look for."),
    a: str | None = typer.Argument(None, help="Of common-neighbours: an entity."),
    b: str | None = typer.Argument(None, help="Of common-neighbours: another entity."),
    entity: list[str] = typer.Option([], help="Only entries of these entities."),
    opinions: bool = typer.Option(False, "--opinions", help="Statements and opinions link, too."),
    limit: int | None = typer.Option(
        None, min=1, help="At most so many entries; else 20, and all of them as CSV."
    ),
    cursor: str | None = typer.Option(None, help="Go on where a page ended that said so."),
    output: Written = typer.Option(Written.TABLE, "--format", help="A table, a file, a picture."),
    **given: list[str],
) -> None:
    """Analyse the links between entities: degree, betweenness, closeness, PageRank, communities,
    bridges, articulation points, common neighbours; each with the claims that make it."""
    settings = load()
    knowledge = open_knowledge(settings)
    keep = read_filter(given, knowledge)
    slugs = [current(knowledge, each) for each in entity]
    ends = tuple(None if each is None else current(knowledge, each) for each in (a, b))
    question = Question.of(measure, keep, slugs, (ends[0], ends[1]), opinions=opinions)
    listing = Listing.of(knowledge.version, "analysis", *question.words)
    start = listing.start(cursor)
    ground = Ground.of(question, knowledge)
    try:
        result = computed(
            ground.index, ground.selection, measure, settings.analysis_sources, _progress(measure)
        )
    except KeyboardInterrupt:
        progress_done()
        typer.echo("cancelled; nothing was changed.", err=True)
        raise typer.Exit(_CANCELLED) from None
    progress_done()
    size = limit or (None if output is Written.CSV else 20)
    end = None if size is None else start + size
    found = page(question, ground, result, start, end)
    more = listing.cursor(end) if end is not None and end < found.total else None
    shape = analysing.analysis(result, found.entries, found.total, more, keep, knowledge)
    if output is Written.JSON:
        print_json(shape)
    elif output is Written.CSV:
        sys.stdout.write(analysis_table.as_csv(shape, found.entries, knowledge))
    elif output is Written.SVG:
        typer.echo(analysis_table.picture(shape), nl=False)
    else:
        _print(shape)


def _progress(measure: Measure) -> Progress:
    def report(done: int, total: int | None) -> None:
        progress(f"{measure}: {done:,} of {total:,}" if total else f"{measure}: {done:,}")

    return report


def _print(shape: AnalysisShape) -> None:
    items: list[analysis_table.Item] = [*shape.items]
    bars = [analysis_table.bar(item) for item in items]
    most = max((length for _, length in bars), default=0) or 1
    rows = [
        (name, f"{length:.4g}", "█" * max(round(_BAR * length / most), 1 if length else 0),
         item.told, _evidence(item))
        for (name, length), item in zip(bars, items, strict=True)
    ]  # fmt: skip
    unit = analysis_table.UNITS.get(Measure(shape.measure), shape.measure)
    title = f"{len(rows)} of {shape.total} by {unit}"
    print_table(["entry", unit, "", "what it means here", "evidence"], rows, title)
    typer.echo(shape.basis.told)
    if shape.approximate:
        typer.echo(shape.approximate)
    if shape.next:
        typer.echo(f"more: --cursor {shape.next}")


def _evidence(item: analysis_table.Item) -> str:
    """Words of the documents for what an entry says."""
    if isinstance(item, CutLinkShape):
        claims = _first([item.link])
    elif isinstance(item, CommunityShape):
        claims = _first(item.links[:2])
    elif isinstance(item, CutPointShape):
        claims = _first([part.ties[0] for part in item.parts[1:3] if part.ties])
    elif isinstance(item, CommonShape):
        claims = _first([item.a, item.b])
    elif item.given_by:
        claims = _first([given.link for given in item.given_by[:1]])
    else:
        claims = [share.example for share in item.made_of[:1] if share.example]
    quotes = (f"“{each.evidence[0].quote}” – {each.document}" for each in claims)
    return "\n".join(dict.fromkeys(quotes))


def _first(links: Iterable[LinkShape]) -> list[ClaimShape]:
    return [claim for link in links for claim in link.claims[:1]]
