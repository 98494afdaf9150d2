"""search: entities by their names."""

import typer

from kg.answers.documents import documents
from kg.answers.knowledge import open_knowledge
from kg.answers.search import EntityFilter, Search
from kg.cli.output import FORMAT, Output, print_json, print_table
from kg.config import load
from kg.errors import InvalidRequest
from kg.write import shaping


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(search)


def search(
    text: str = typer.Argument(
        help="A name or a part of one, in any script, misspelt or abbreviated; '' lists all."
    ),
    entity_class: str | None = typer.Option(None, "--type", help="Only this class, e.g. Zone."),
    document: list[str] = typer.Option(
        [], "--document", help="Only entities of this document; repeatable."
    ),
    period: str | None = typer.Option(
        None, "--period", help="Only what is dated within it: 2025, 2025-12, 2024/2026-03."
    ),
    limit: int = typer.Option(20, min=1, help="At most so many."),
    output: Output = FORMAT,
) -> None:
    """Find entities by name, best first, and say which label matched and why."""
    settings = load()
    if len(text) > settings.max_search_length:
        raise InvalidRequest(
            f"the text has {len(text):,} letters, over KG_MAX_SEARCH_LENGTH "
            f"({settings.max_search_length}); give fewer words."
        )
    knowledge = open_knowledge(settings)
    keep = EntityFilter.parse(
        knowledge.ontology, documents(knowledge), entity_class, document, period
    )
    hits = Search(knowledge).find(text, keep=keep)
    shape = shaping.hits(hits[:limit], len(hits), None, knowledge)
    if output is Output.JSON:
        print_json(shape)
        return
    print_table(
        ["id", "type", "label", "matched", "why"],
        [(h.entity.id, h.entity.type, h.entity.label, h.matched, h.why) for h in shape.items],
        f"{shape.total} found",
    )
