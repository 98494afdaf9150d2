"""neighbourhood, claims: what surrounds an entity, and what is said when."""

from enum import StrEnum

import typer

from kg import resources
from kg.answers.bridges import Bridges
from kg.answers.claim_list import ClaimList
from kg.answers.conflicts import standing
from kg.answers.cursor import Listing
from kg.answers.entity import Entities
from kg.answers.filter import FROM_AN_ENTITY, WORDS
from kg.answers.knowledge import open_knowledge
from kg.answers.neighbourhood import Reach
from kg.answers.neighbourhood import neighbourhood as around
from kg.cli.filtering import current, read_filter, with_filter
from kg.cli.output import FORMAT, Output, print_json, print_table
from kg.config import load
from kg.errors import InvalidRequest
from kg.write import shapes, surroundings
from kg.write.picture import Looks
from kg.write.shaping import Shaping, claim_page
from kg.write.subgraph import as_text

CURSOR = typer.Option(None, help="Go on where a page ended that said so.")


class Drawn(StrEnum):
    """How to print a neighbourhood."""

    TABLE = "table"
    JSON = "json"
    CYTOSCAPE = "cytoscape"
    GRAPHML = "graphml"
    GEXF = "gexf"
    DOT = "dot"
    CSV = "csv"
    TURTLE = "turtle"
    SVG = "svg"


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(with_filter(neighbourhood))
    app.command()(with_filter(claims, [word for word in WORDS if word not in FROM_AN_ENTITY]))


def neighbourhood(
    entity: str = typer.Argument(help="Slug of the entity; `kg search` finds it."),
    depth: int = typer.Option(1, min=1, help="Steps from the entity, up to 3."),
    bridges: Bridges = typer.Option(
        Bridges.NODES, help="Events and offices as nodes, or folded into an edge."
    ),
    limit: int = typer.Option(50, min=1, help="At most so many edges."),
    cursor: str | None = CURSOR,
    output: Drawn = typer.Option(Drawn.TABLE, "--format", help="A table, a file or a picture."),
    **given: list[str],
) -> None:
    """Show the entities around one, the best supported edges first."""
    settings = load()
    if depth > settings.max_depth:
        raise InvalidRequest(f"depth {depth} is over KG_MAX_DEPTH ({settings.max_depth}).")
    knowledge = open_knowledge(settings)
    keep = read_filter(given, knowledge)
    entity = current(knowledge, entity)
    listing = Listing.of(knowledge.version, entity, keep.key, depth, bridges)
    found = around(
        knowledge, entity, keep, start=listing.start(cursor), size=limit,
        reach=Reach.of(settings, depth), shown=bridges,
    )  # fmt: skip
    following = None if found.following is None else listing.cursor(found.following)
    if output not in (Drawn.TABLE, Drawn.JSON):
        looks = Looks.read(resources.find().web)
        typer.echo(as_text(found, knowledge, looks, output.value), nl=False)
        return
    shape = surroundings.neighbourhood(found, knowledge, found.cards, following)
    if output is Drawn.JSON:
        print_json(shape)
    else:
        _print(shape)


def _print(shape: shapes.NeighbourhoodShape) -> None:
    label = {node.id: node.label for node in shape.nodes}
    rows = [
        (
            label[edge.source], edge.property.label, label[edge.target], _marks(edge),
            str(edge.claim_count), ", ".join(edge.documents),
        )
        for edge in shape.edges
    ]  # fmt: skip
    rows += [
        (
            label[bridge.source], bridge.label, label[bridge.target], ", ".join(bridge.kinds),
            str(sum(edge.claim_count for edge in bridge.edges)), ", ".join(bridge.documents),
        )
        for bridge in shape.bridges
    ]  # fmt: skip
    title = f"{len(shape.edges)} of {shape.total} edges around {label[shape.focus]}"
    print_table(["subject", "property", "object", "kinds", "claims", "documents"], rows, title)
    for group in shape.groups:
        members = ", ".join(label[each] for each in group.members)
        typer.echo(f"{group.label}, alike: {members}")
    _go_on(shape.next)


def _marks(edge: shapes.EdgeShape) -> str:
    """The kinds of an edge, and what a reader must not overlook."""
    marks = [*edge.kinds]
    if edge.contested:
        marks.append("contested")
    if any(each.relation == "conflict" for each in edge.comparisons):
        marks.append("in conflict")
    if edge.holds == "unknown":
        marks.append("unknown whether it holds")
    return ", ".join(marks)


def claims(
    limit: int = typer.Option(20, min=1, help="At most so many claims."),
    cursor: str | None = CURSOR,
    output: Output = FORMAT,
    **given: list[str],
) -> None:
    """List claims, newest first, e.g. of a period: --valid-in 2025-12, --known-in 2025."""
    knowledge = open_knowledge(load())
    keep = read_filter(given, knowledge)
    listing = Listing.of(knowledge.version, "claims", keep.key)
    start = listing.start(cursor)
    found = ClaimList(knowledge).page(keep, start=start, size=limit)
    following = listing.cursor(start + limit) if start + limit < found.total else None
    stands = standing(knowledge, (each.seen for each in found.claims))
    shape = claim_page(found, following, Shaping(knowledge, Entities(knowledge).all(), stands))
    if output is Output.JSON:
        print_json(shape)
        return
    rows = [
        (claim.kind, claim.sentence, f"“{claim.evidence[0].quote}”\n– {claim.document}")
        for claim in shape.items
    ]
    print_table(
        ["kind", "claim (our words)", "evidence"], rows, f"{len(rows)} of {shape.total} claims"
    )
    _go_on(shape.next)


def _go_on(cursor: str | None) -> None:
    if cursor:
        typer.echo(f"more: --cursor {cursor}")
