"""show, neighbourhood: for those who ask."""

import typer

from kg import resources
from kg.answers.conflicts import comparisons
from kg.answers.documents import documents
from kg.answers.entity import Entities, Moved
from kg.answers.filter import ClaimFilter
from kg.answers.knowledge import Knowledge, open_knowledge
from kg.answers.neighbourhood import neighbourhood as around
from kg.cli.output import FORMAT, Drawn, Output, Report, print_json, print_table
from kg.config import load
from kg.write import conflicts as comparing
from kg.write import shaping
from kg.write.picture import Looks, neighbourhood_svg

KIND = typer.Option([], "--kind", help="Only claims of this kind (fact, planned …); repeatable.")
PROPERTY = typer.Option([], "--property", help="Only claims of this property; repeatable.")
DOCUMENT = typer.Option([], "--document", help="Only claims of this document; repeatable.")
VALID_ON = typer.Option(None, "--valid-on", help="Only what holds on this day, or may.")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(show)
    app.command()(neighbourhood)
    app.command()(conflicts)


def _filter(
    knowledge: Knowledge,
    kind: list[str],
    name: list[str],
    document: list[str],
    valid_on: str | None,
) -> ClaimFilter:
    given = {"kind": kind, "property": name, "document": document}
    if valid_on:
        given["valid_on"] = [valid_on]
    return ClaimFilter.parse(given, knowledge.ontology, documents(knowledge))


def _current(knowledge: Knowledge, slug: str) -> str:
    """The slug under which the entity is now; says so where it was merged or renamed."""
    try:
        Entities(knowledge).card(slug)
    except Moved as moved:
        typer.echo(moved.detail, err=True)
        return moved.slug
    return slug


def show(
    entity: str = typer.Argument(help="Slug of the entity; `kg search` finds it."),
    kind: list[str] = KIND,
    name: list[str] = PROPERTY,
    document: list[str] = DOCUMENT,
    valid_on: str | None = VALID_ON,
    output: Output = FORMAT,
) -> None:
    """Show an entity: its names and every claim in which it has a part, with the quotes."""
    knowledge = open_knowledge(load())
    keep = _filter(knowledge, kind, name, document, valid_on)
    shape = shaping.entity(Entities(knowledge).page(_current(knowledge, entity), keep), knowledge)
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


def neighbourhood(
    entity: str = typer.Argument(help="Slug of the entity; `kg search` finds it."),
    kind: list[str] = KIND,
    name: list[str] = PROPERTY,
    document: list[str] = DOCUMENT,
    valid_on: str | None = VALID_ON,
    limit: int = typer.Option(50, min=1, help="At most so many edges."),
    output: Drawn = typer.Option(Drawn.TABLE, "--format", help="A table, JSON or a picture."),
) -> None:
    """Show the entities around one, the best supported edges first."""
    knowledge = open_knowledge(load())
    keep = _filter(knowledge, kind, name, document, valid_on)
    entity = _current(knowledge, entity)
    found = around(knowledge, entity, keep, start=0, size=limit)
    if output is Drawn.SVG:
        looks = Looks.read(resources.find().web)
        typer.echo(neighbourhood_svg(found, knowledge, looks), nl=False)
        return
    shape = shaping.neighbourhood(found, knowledge, found.cards, claims=False)
    if output is Drawn.JSON:
        print_json(shape)
        return
    label = {node.id: node.label for node in shape.nodes}
    print_table(
        ["subject", "property", "object", "kinds", "claims", "documents"],
        [
            (
                label[edge.source], edge.property.label, label[edge.target],
                ", ".join(edge.kinds), str(edge.claim_count), ", ".join(edge.documents),
            )
            for edge in shape.edges
        ],
        f"{len(shape.edges)} of {shape.total} edges around {label[entity]}",
    )  # fmt: skip


def conflicts(
    output: Report = typer.Option(Report.TABLE, "--format", help="Table, JSON or Markdown."),
) -> None:
    """Set figures side by side: conflict, series, restated, not comparable; and open identities."""
    knowledge = open_knowledge(load())
    entities = Entities(knowledge)
    cards = entities.all()
    found = comparisons(knowledge, cards)
    shape = comparing.conflicts(found, entities.open_identities(), knowledge, cards)
    if output is Report.JSON:
        print_json(shape)
    elif output is Report.MARKDOWN:
        typer.echo(comparing.as_markdown(shape), nl=False)
    else:
        rows = [(each.relation, each.sentence) for each in shape.comparisons]
        print_table(["relation", "figures, in our words"], rows)
        pairs = [(each.first.label, each.second.label, each.reason) for each in shape.identities]
        print_table(["possibly the same", "as", "why it is open"], pairs)
