"""withdraw, diff, merge, rename, migrate: what was published is changed, and it is said so."""

from collections.abc import Mapping
from datetime import UTC, datetime

import typer

from kg import resources
from kg.answers import versions
from kg.answers.claims import SeenClaim
from kg.answers.wording import Labelled, Wording
from kg.cli.output import FORMAT, Output, print_json
from kg.cli.reviewer import reviewer_name
from kg.config import load
from kg.curate import curation, migration, ontology, renaming
from kg.curate.difference import Difference, difference
from kg.model.claim import Claim
from kg.model.period import Period
from kg.review import withdrawing
from kg.write import changing

_ANY_DAY = Period.parse("2999")  # after whatever has ended
BY = typer.Option("", "--as", help="Your name in the log (KG_REVIEWER).")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (diff, withdraw, merge, rename, migrate):
        app.command()(command)


def diff(
    old: str = typer.Argument(help="current, files, a version, a release's folder, or N-Quads."),
    new: str = typer.Argument("files", help="The same; files are the curated ones as they are."),
    output: Output = FORMAT,
) -> None:
    """Which claims are added, withdrawn and superseded from OLD to NEW."""
    settings = load()
    before, after = versions.read(old, settings), versions.read(new, settings)
    found = difference(before.claims, after.claims)
    cards = {**before.cards(_told_of(found)), **after.cards(_told_of(found))}
    _print(found, cards, output)


def withdraw(
    document: str = typer.Argument(help="Slug of the document."),
    reason: str = typer.Option(help="Why; it stands in the log of corrections."),
    replaced_by: str | None = typer.Option(None, help="The document that takes its place."),
    by: str = BY,
    dry_run: bool = typer.Option(False, "--dry-run", help="Only say what would change."),
    output: Output = FORMAT,
) -> None:
    """Take a document and its claims out of the curated files; data/corrections.yaml says why."""
    root, name = resources.find().curated(), reviewer_name(by, load())
    before = curation.read(root)
    done = withdrawing.withdraw(
        root, document, reason, name, datetime.now(UTC).date(), replaced_by=replaced_by,
        dry_run=dry_run,
    )  # fmt: skip
    if output is Output.JSON:
        said = changing.as_json(done.difference, lambda c: withdrawing.sentence(before, c))
        print_json(
            {
                **said, "entities": list(done.entities), "inbox": list(done.inbox),
                "dry_run": dry_run,
            }
        )  # fmt: skip
        return
    for line in changing.lines(done.difference, lambda c: withdrawing.sentence(before, c)):
        typer.echo(line)
    typer.echo(f"{len(done.entities)} entities of which nothing else tells go with it.")
    if done.inbox:
        typer.echo(f"Its candidates and decisions are kept in {', '.join(done.inbox)}.")
    if dry_run:
        typer.echo("Nothing was changed.")


def merge(
    old: str = typer.Argument(help="Slug of the entity that goes."),
    into: str = typer.Argument(help="Slug of the entity that takes over its labels and claims."),
) -> None:
    """Join two entities; every file is rewritten, and a redirect stays for the old slug."""
    _told(renaming.merge(resources.find().curated(), old, into).places, f"{old} is {into} now")


def rename(
    old: str = typer.Argument(help="Slug of the entity."),
    new: str = typer.Argument(help="The slug that it gets; one that was never used."),
) -> None:
    """Give an entity another slug; every file is rewritten, and a redirect stays for the old."""
    _told(renaming.rename(resources.find().curated(), old, new).places, f"{old} is {new} now")


def migrate() -> None:
    """Rewrite the curated files as ontology/migrations.yaml says: old names of terms to new."""
    _told(migration.migrate(resources.find().curated()), "migrated")


def _told(places: Mapping[str, int], lead: str) -> None:
    for name, count in places.items():
        typer.echo(f"{name}: {count} {'place' if count == 1 else 'places'}")
    typer.echo(f"{lead}: {sum(places.values())} places in {len(places)} files.")


def _told_of(found: Difference) -> tuple[Claim, ...]:
    """Every claim that the difference names."""
    pairs = (claim for pair in found.superseded for claim in (pair.old, pair.new))
    return (*found.added, *found.withdrawn, *pairs)


def _print(found: Difference, cards: Mapping[str, Labelled], output: Output) -> None:
    words = Wording(ontology.read(resources.find().ontology), cards)

    def say(claim: Claim) -> str:
        return words.sentence(SeenClaim(claim, claim.kind(_ANY_DAY)))

    if output is Output.JSON:
        print_json(changing.as_json(found, say))
        return
    for line in changing.lines(found, say):
        typer.echo(line)
