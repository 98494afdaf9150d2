"""timeline, lifecycle, promises, figures: when things were, and when they are to be."""

import sys

import typer

from kg.answers.cursor import Listing
from kg.answers.documents import documents
from kg.answers.figures import figures as all_figures
from kg.answers.filter import FROM_AN_ENTITY, WORDS
from kg.answers.knowledge import Knowledge, open_knowledge
from kg.answers.promises import Outcome
from kg.answers.promises import promises as all_promises
from kg.answers.timeline import What, outline, states
from kg.answers.timeline import timeline as entries
from kg.cli.filtering import a_day, current, read_filter, with_filter
from kg.cli.output import FORMAT, Output, Written, print_json, print_table
from kg.config import load
from kg.write import timing
from kg.write.shapes import ClaimShape
from kg.write.time_shapes import EntryShape, PromiseShape

_LIMIT = typer.Option(50, min=1, help="At most so many entries.")
_CURSOR = typer.Option(None, help="Go on where a page ended that said so.")
_ENTITY = typer.Argument(None, help="Slug of the entity; of all where it is left out.")
_ON = typer.Option(None, "--on", help="Open promises for before this day are past due.")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    words = [word for word in WORDS if word not in FROM_AN_ENTITY]
    for command in (timeline, lifecycle, promises, figures):
        app.command()(with_filter(command, words))


def timeline(
    entity: str | None = _ENTITY,
    what: list[What] = typer.Option([], help="Only entries of these sorts."),
    undated: bool = typer.Option(False, "--undated", help="What has no date, in place of it."),
    limit: int = _LIMIT,
    cursor: str | None = _CURSOR,
    output: Output = FORMAT,
    **given: list[str],
) -> None:
    """Show events, states, promised dates and figures in order of their dates."""
    knowledge = open_knowledge(load())
    keep, entity = read_filter(given, knowledge), _current(knowledge, entity)
    sorts = sorted(set(what))
    listing = Listing.of(knowledge.version, "timeline", entity, sorts, undated, keep.key)
    start = listing.start(cursor)
    found = outline(knowledge, keep, entity).only(sorts)
    wanted = found.undated if undated else found.dated
    more = listing.cursor(start + limit) if start + limit < len(wanted) else None
    page = wanted[start : start + limit]
    shape = timing.timeline(
        found, page, more, knowledge, entity, undated=undated, valid_on=keep.valid_on
    )
    if output is Output.JSON:
        print_json(shape)
        return
    _print_entries(shape.items, f"{len(shape.items)} of {shape.total} entries")
    if not undated and shape.undated:
        typer.echo(f"without a date: {shape.undated} (--undated)")
    _go_on(more)


def lifecycle(
    entity: str = typer.Argument(help="Slug of the entity; `kg search` finds it."),
    on: str | None = _ON,
    output: Output = FORMAT,
    **given: list[str],
) -> None:
    """Show the states of a project, zone or anything, and what came of those promised."""
    knowledge = open_knowledge(load())
    keep, entity = read_filter(given, knowledge), current(knowledge, entity)
    found = states(entries(knowledge, keep, entity), entity)
    promised = [
        each for each in all_promises(knowledge, keep, entity, on=a_day(on))
        if each.promised[0].claim.property == "status"
    ]  # fmt: skip
    shape = timing.life(entity, found, promised, knowledge, keep.valid_on)
    if output is Output.JSON:
        print_json(shape)
        return
    _print_entries(shape.states, f"{len(shape.states)} dated states of {shape.entity.label}")
    if shape.undated:
        _print_entries(shape.undated, f"{len(shape.undated)} without a date")
    if shape.promises:
        _print_promises(shape.promises, f"{len(shape.promises)} promised states")


def promises(
    entity: str | None = _ENTITY,
    outcome: list[Outcome] = typer.Option([], help="Only with these outcomes."),
    on: str | None = _ON,
    limit: int = _LIMIT,
    cursor: str | None = _CURSOR,
    output: Output = FORMAT,
    **given: list[str],
) -> None:
    """Show what was planned, expected or proposed, against what was delivered."""
    knowledge, day = open_knowledge(load()), a_day(on)
    keep, entity = read_filter(given, knowledge), _current(knowledge, entity)
    outcomes = sorted(set(outcome))
    listing = Listing.of(knowledge.version, "promises", entity, outcomes, day, keep.key)
    start = listing.start(cursor)
    found = all_promises(knowledge, keep, entity, on=day)
    wanted = [each for each in found if not outcomes or each.outcome in outcomes]
    more = listing.cursor(start + limit) if start + limit < len(wanted) else None
    shape = timing.promises(wanted[start : start + limit], len(wanted), more, knowledge)
    if output is Output.JSON:
        print_json(shape)
        return
    _print_promises(shape.items, f"{len(shape.items)} of {shape.total} promises")
    _go_on(more)


def figures(
    entity: str | None = _ENTITY,
    limit: int | None = typer.Option(None, min=1, help="At most so many figures; else all."),
    cursor: str | None = _CURSOR,
    output: Written = typer.Option(Written.TABLE, "--format", help="A table, JSON or CSV."),
    **given: list[str],
) -> None:
    """Show figures: entity by measure by date by source."""
    knowledge = open_knowledge(load())
    keep, entity = read_filter(given, knowledge), _current(knowledge, entity)
    listing = Listing.of(knowledge.version, "figures", entity, keep.key)
    start = listing.start(cursor)
    found = all_figures(knowledge, keep, entity)
    end = len(found) if limit is None else start + limit
    page, more = found[start:end], listing.cursor(end) if end < len(found) else None
    if output is Written.CSV:
        sys.stdout.write(timing.figures_csv(page, knowledge, documents(knowledge)))
        return
    shape = timing.figures(page, len(found), more, knowledge)
    if output is Written.JSON:
        print_json(shape)
        return
    rows = [
        (
            each.claim.subject.label, each.claim.property.label, each.claim.object_text,
            f"{each.meaning or ''} {each.date or 'not told'}".strip(), each.claim.kind,
            _quote(each.claim),
        )
        for each in shape.items
    ]  # fmt: skip
    columns = ["entity", "measure", "figure", "date", "kind", "source"]
    print_table(columns, rows, f"{len(rows)} of {shape.total} figures")
    _go_on(more)


def _print_entries(items: list[EntryShape], title: str) -> None:
    rows = [
        (
            f"{each.meaning or ''} {each.date or 'not told'}".strip(), f"{each.what}, {each.kind}",
            each.text, "\n".join(map(_quote, (each.claims or each.part)[:1])),
        )
        for each in items
    ]  # fmt: skip
    print_table(["date", "what", "in our words", "evidence"], rows, title)


def _print_promises(items: list[PromiseShape], title: str) -> None:
    rows = [
        (
            each.date or "not told", each.text,
            each.told, "\n".join(map(_quote, (*each.promised[:1], *each.delivered[:1]))),
        )
        for each in items
    ]  # fmt: skip
    print_table(["promised for", "promise (our words)", "what came of it", "evidence"], rows, title)


def _quote(claim: ClaimShape) -> str:
    return f"“{claim.evidence[0].quote}” – {claim.document}"


def _current(knowledge: Knowledge, entity: str | None) -> str | None:
    return None if entity is None else current(knowledge, entity)


def _go_on(cursor: str | None) -> None:
    if cursor:
        typer.echo(f"more: --cursor {cursor}")
