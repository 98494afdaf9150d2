"""bench: the measured figures, from the checkout; the package does not carry them."""

import subprocess
import sys

import typer

from kg import resources
from kg.errors import NotFound

# The modules of bench/ that are commands. kg does not import bench.
NAMES = {
    "build": "how long `kg build` takes",
    "http": "the SPARQL endpoint beside the server of Oxigraph and rdflib-endpoint",
    "attack": "the SPARQL endpoint under attack",
    "search": "the search through 200,000 names beside a scan",
    "neighbourhood": "the first page of a hub, and the projection of a large graph",
    "claims": "date questions beside the same in SPARQL",
    "page": "how light and quick the page is in a browser",
    "paths": "how two entities are connected in a large graph with hubs",
    "day": "a curator's day: an article of 500 words from kg add to kg build",
    "extract": "what is found in documents that nobody has read, and how quickly",
    "fit": "the weights by which what no rule proposes is told (--write keeps them)",
}
_NAMES = "; ".join(f"{name}: {about}" for name, about in NAMES.items())


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    passed_on = {"allow_extra_args": True, "ignore_unknown_options": True}
    app.command(context_settings=passed_on)(bench)


def bench(
    context: typer.Context,
    name: str = typer.Argument(help=f"{_NAMES}."),
) -> None:
    """Measure, in a checkout with its test requirements. `kg bench NAME -- --help` has more."""
    if name not in NAMES:
        raise NotFound(f"no measurement '{name}'. There are: {', '.join(NAMES)}.")
    checkout = resources.find().checkout
    if checkout is None or not (checkout / "bench").is_dir():
        raise NotFound(
            "this is an installed package: the measuring commands stay in the repository. "
            "Clone it, run `make bench` or `kg bench` there."
        )
    command = [sys.executable, "-m", f"bench.{name}", *context.args]
    raise typer.Exit(subprocess.run(command, cwd=checkout).returncode)
